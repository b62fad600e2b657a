"""The first program of every course, with a picture at the end."""

import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
train_X = np.asarray([3.3, 4.4, 5.5, 6.7, 7.0, 4.1, 9.8, 6.1, 7.6, 2.2])
train_Y = 0.25 * train_X + 0.8 + rng.normal(0, 0.1, 10)
n_samples = train_X.shape[0]
X = tf.placeholder("float")
Y = tf.placeholder("float")
W = tf.Variable(rng.randn(), name="weight")
b = tf.Variable(rng.randn(), name="bias")
pred = tf.add(tf.multiply(X, W), b)
cost = tf.reduce_sum(tf.pow(pred - Y, 2)) / (2 * n_samples)
optimizer = tf.train.GradientDescentOptimizer(0.01).minimize(cost)
init = tf.global_variables_initializer()

with tf.Session() as sess:
    sess.run(init)
    for epoch in range(20):
        for (x, y) in zip(train_X, train_Y):
            sess.run(optimizer, feed_dict={X: x, Y: y})
        if (epoch + 1) % 10 == 0:
            c = sess.run(cost, feed_dict={X: train_X, Y: train_Y})
            print("Epoch: %04d" % (epoch + 1), "cost={:.9f}".format(c)[:11],
                  "W=%.4f" % sess.run(W), "b=%.4f" % sess.run(b))
    plt.plot(train_X, train_Y, "ro", label="Original data")
    plt.plot(train_X, sess.run(W) * train_X + sess.run(b), label="Fitted line")
    plt.legend()
    plt.savefig("fit.png")
    plt.close()

# TF 1.15.5 printed:
# Epoch: 0010 cost=0.0285 W=0.1619 b=1.4492
# Epoch: 0020 cost=0.0279 W=0.1634 b=1.4417
