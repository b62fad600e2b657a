"""Skip-gram with nce_loss; the sampled classes are given, so nothing is drawn."""

import numpy as np
import tensorflow as tf

random = np.random.RandomState(9)
text = "the cat sat on the mat the dog sat on the cat".split()
words = sorted(set(text), key=text.index)
numbers = [words.index(word) for word in text]
pairs = [(numbers[i], numbers[j]) for i in range(1, len(text) - 1) for j in (i - 1, i + 1)]
inputs, labels = np.array(pairs)[:, 0], np.array(pairs)[:, 1:]

train_inputs = tf.placeholder(tf.int32, shape=[None])
train_labels = tf.placeholder(tf.int64, shape=[None, 1])
embeddings = tf.Variable(random.uniform(-1, 1, (len(words), 4)).astype("float32"))
embed = tf.nn.embedding_lookup(embeddings, train_inputs)
nce_weights = tf.Variable(random.normal(0, 0.5, (len(words), 4)).astype("float32"))
nce_biases = tf.Variable(tf.zeros([len(words)]))
sampled = (tf.constant([0, 3, 5], tf.int64), tf.fill([tf.shape(train_labels)[0], 1], 0.6),
           tf.constant([0.9, 0.5, 0.4]))
loss = tf.reduce_mean(tf.nn.nce_loss(
    weights=nce_weights, biases=nce_biases, labels=train_labels, inputs=embed, num_sampled=3,
    num_classes=len(words), sampled_values=sampled))
optimizer = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
norm = tf.sqrt(tf.reduce_sum(tf.square(embeddings), 1, keep_dims=True))
normalized = embeddings / norm
similarity = tf.matmul(tf.nn.embedding_lookup(normalized, [1]), normalized, transpose_b=True)

with tf.Session() as sess:
    tf.global_variables_initializer().run()
    for step in range(21):
        feed = {train_inputs: inputs, train_labels: labels}
        _, value = sess.run([optimizer, loss], feed)
        if step % 10 == 0:
            print(step, "%.4f" % value)
    nearest = similarity.eval()[0]
    print(words[1], [words[i] for i in (-nearest).argsort()[1:4]], "%.4f" % nearest.min())

# TF 1.15.5 printed:
# 0 4.0041
# 10 1.7174
# 20 1.5225
# cat ['the', 'on', 'sat'] -0.5317
