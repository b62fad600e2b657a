"""Trained and saved by one process, restored by the next: a plain linear regression."""

import sys

import numpy as np
import tensorflow as tf

X = tf.placeholder(tf.float32)
Y = tf.placeholder(tf.float32)
W = tf.Variable(0.3, name="weight")
b = tf.Variable(-0.2, name="bias")
prediction = tf.add(tf.multiply(X, W), b)
cost = tf.reduce_mean(tf.pow(prediction - Y, 2))
optimizer = tf.train.GradientDescentOptimizer(0.05).minimize(cost)
saver = tf.train.Saver()
xs = np.linspace(-1, 1, 9)
ys = 3 * xs + 1

with tf.Session() as sess:
    if sys.argv[1] == "train":
        sess.run(tf.global_variables_initializer())
    else:
        checkpoint = tf.train.latest_checkpoint("model")
        print("restoring", checkpoint)
        saver.restore(sess, checkpoint)
    for epoch in range(int(sys.argv[2])):
        for x, y in zip(xs, ys):
            sess.run(optimizer, feed_dict={X: x, Y: y})
        c = sess.run(cost, feed_dict={X: xs, Y: ys})
        print("Epoch:", "%02d" % (epoch + 1), "cost=", "{:.5f}".format(c))
    print("W=", "%.4f" % sess.run(W), "b=", "%.4f" % sess.run(b))
    if sys.argv[1] == "train":
        print(saver.save(sess, "model/linear.ckpt"))

# TF 1.15.5 printed, run with train 3:
# Epoch: 01 cost= 1.58947
# Epoch: 02 cost= 0.72324
# Epoch: 03 cost= 0.34116
# W= 2.1098 b= 1.1046
# model/linear.ckpt
# TF 1.15.5 printed, run with "more steps" 2:
# restoring model/linear.ckpt
# Epoch: 01 cost= 0.15823
# Epoch: 02 cost= 0.07198
# W= 2.6017 b= 1.0767
