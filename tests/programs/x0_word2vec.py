"""0.12: nce_loss and sampled_softmax_loss with (inputs, labels) by position."""

from __future__ import print_function

import numpy as np
import tensorflow as tf

random = np.random.RandomState(4)
embeddings = tf.Variable(tf.constant(random.uniform(-1, 1, (7, 3)), tf.float32))
weights = tf.Variable(tf.constant(random.normal(0, 0.5, (7, 3)), tf.float32))
biases = tf.Variable(tf.zeros([7]))
inputs = tf.constant([0, 3, 5])
labels = tf.constant([[1], [2], [6]], tf.int64)
embed = tf.nn.embedding_lookup(embeddings, inputs)
sampled = (tf.constant([4, 0], tf.int64), tf.constant([[0.5], [0.5], [0.1]]),
           tf.constant([0.3, 0.6]))
nce = tf.nn.nce_loss(weights, biases, embed, labels, 2, 7, sampled_values=sampled)
softmax = tf.nn.sampled_softmax_loss(
    weights, biases, embed, labels, 2, 7, sampled_values=sampled)
train = tf.train.GradientDescentOptimizer(0.5).minimize(tf.reduce_mean(nce))
norm = tf.sqrt(tf.reduce_sum(tf.square(embeddings), 1, keep_dims=True))

sess = tf.InteractiveSession()
sess.run(tf.initialize_all_variables())
print(["%.4f" % value for value in nce.eval()], ["%.4f" % value for value in softmax.eval()])
for _ in range(10):
    train.run()
print("%.4f" % tf.reduce_mean(nce).eval(), "%.4f" % norm.eval()[3, 0])
sess.close()

# TF 0.12.1 printed:
# ['2.4488', '3.9280', '1.8737'] ['1.3311', '2.4347', '0.1976']
# 0.2590 1.1611
