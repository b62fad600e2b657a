"""0.12: losses with (logits, labels) by position."""

from __future__ import print_function

import numpy as np
import tensorflow as tf

random = np.random.RandomState(3)
x = tf.placeholder(tf.float32, [None, 3])
y_ = tf.placeholder(tf.float32, [None, 2])
W = tf.Variable(tf.zeros([3, 2]))
b = tf.Variable(tf.zeros([2]))
logits = tf.matmul(x, W) + b
cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits, y_))
sparse = tf.nn.sparse_softmax_cross_entropy_with_logits(logits, tf.argmax(y_, 1))
sigmoid = tf.nn.sigmoid_cross_entropy_with_logits(logits, y_)
weighted = tf.nn.weighted_cross_entropy_with_logits(logits=logits, targets=y_, pos_weight=2.0)
named = tf.nn.sigmoid_cross_entropy_with_logits(logits=logits, targets=y_)
train = tf.train.AdagradOptimizer(0.5).minimize(cost)
right = tf.equal(tf.argmax(logits, 1), tf.argmax(y_, 1))
accuracy = tf.reduce_mean(tf.cast(right, "float"))

data = random.normal(size=(20, 3))
answers = np.eye(2)[(data.sum(1) > 0).astype(int)]
with tf.Session() as sess:
    sess.run(tf.initialize_all_variables())
    feed = {x: data, y_: answers}
    for step in range(20):
        sess.run(train, feed_dict=feed)
    print("%.4f %.2f" % tuple(sess.run([cost, accuracy], feed)))
    for loss in (sparse, sigmoid, weighted, named):
        print(np.round(np.float64(sess.run(loss, feed))[:2], 3).tolist())
    print(tf.all_variables()[0].name, len(tf.all_variables()))

# TF 0.12.1 printed:
# 0.0374 1.00
# [0.012, 0.003]
# [[0.104, 0.104], [0.049, 0.049]]
# [[0.104, 0.208], [0.098, 0.049]]
# [[0.104, 0.104], [0.049, 0.049]]
# Variable:0 4
