"""sampled_softmax_loss and nce_loss with given samples; the candidate samplers themselves."""

import numpy as np
import tensorflow as tf

random = np.random.RandomState(13)
weights = tf.Variable(random.uniform(-1, 1, (6, 3)).astype(np.float32))
biases = tf.Variable(np.linspace(-0.5, 0.5, 6).astype(np.float32))
inputs = tf.constant(random.uniform(-1, 1, (2, 3)).astype(np.float32))
labels = tf.constant([[1], [4]], tf.int64)
samples = (tf.constant([4, 0, 2], tf.int64), tf.constant([[0.5], [0.25]]),
           tf.constant([0.3, 0.6, 0.1]))
softmax = tf.nn.sampled_softmax_loss(weights, biases, labels, inputs, 3, 6, sampled_values=samples)
nce = tf.nn.nce_loss(weights, biases, labels, inputs, 3, 6, sampled_values=samples,
                     remove_accidental_hits=True)
sharded = tf.nn.sampled_softmax_loss(
    [weights[0::2], weights[1::2]], biases, labels, inputs, 3, 6, sampled_values=samples,
    partition_strategy="mod")
grad = tf.gradients(softmax, weights)[0]
every = tf.nn.all_candidate_sampler(labels, 1, 6, unique=True)
uniform = tf.nn.uniform_candidate_sampler(labels, 1, 3, True, 6, seed=1)
zipf = tf.nn.log_uniform_candidate_sampler(labels, 1, 2, False, 6, seed=1)
given = tf.nn.fixed_unigram_candidate_sampler(
    labels // 2, 1, 2, True, 3, unigrams=[1, 0, 3], seed=1)
hits = tf.nn.compute_accidental_hits(labels, samples[0], 1)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for loss in (softmax, nce, sharded):
        print(["%.5f" % value for value in sess.run(loss)])
    print(type(grad).__name__)
    print(np.round(np.float64(sess.run(tf.convert_to_tensor(grad))), 4).tolist())
    print([part.tolist() for part in sess.run(every)][:2])
    found = sess.run(uniform)
    print(len(set(found.sampled_candidates)), "%.4f" % found.true_expected_count[0, 0])
    print(["%.4f" % value for value in sess.run(zipf).true_expected_count[:, 0]])
    print(sorted(sess.run(given)[0].tolist()), [part.tolist() for part in sess.run(hits)][:2])

# TF 1.15.5 printed:
# ['3.68474', '1.01996']
# ['6.29580', '3.32689']
# ['3.68474', '1.01996']
# IndexedSlices
# [[-0.128, -0.0568, 0.149], [0.9565, 0.2762, -0.8756], [-0.7794, -0.3321, 0.8856], [0.0, 0.0, 0.0], [-0.0491, 0.1126, -0.159], [0.0, 0.0, 0.0]]
# [[0, 1, 2, 3, 4, 5], [[1.0], [1.0]]]
# 3 0.5000
# ['0.4167', '0.1874']
# [0, 2] [[1], [0]]
