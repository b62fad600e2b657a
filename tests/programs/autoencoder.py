"""An autoencoder with tied weights, trained by RMSProp on noisy data."""

import numpy as np
import tensorflow as tf

random = np.random.RandomState(7)
data = np.kron(np.eye(4), np.ones((3, 2))).astype(np.float32)

x = tf.placeholder("float", [None, 8], name="x")
mask = tf.placeholder("float", [None, 8], name="mask")
W = tf.Variable(random.uniform(-0.5, 0.5, (8, 3)), dtype=tf.float32, name="W")
b = tf.Variable(tf.zeros([3]), name="b")
b_prime = tf.Variable(tf.zeros([8]), name="b_prime")

code = tf.nn.sigmoid(tf.matmul(mask * x, W) + b)
z = tf.nn.sigmoid(tf.matmul(code, tf.transpose(W)) + b_prime)
cost = tf.reduce_sum(tf.pow(x - z, 2))
train_op = tf.train.RMSPropOptimizer(0.05, decay=0.9, momentum=0.1).minimize(cost)

with tf.Session() as sess:
    tf.global_variables_initializer().run()
    for epoch in range(30):
        for start, end in zip(range(0, 12, 4), range(4, 13, 4)):
            kept = random.binomial(1, 0.7, (4, 8))
            sess.run(train_op, feed_dict={x: data[start:end], mask: kept})
        if epoch % 10 == 9:
            print(epoch, "%.3f" % sess.run(cost, {x: data, mask: np.ones((12, 8))}))
    print(code.eval({x: data[:2], mask: np.ones((2, 8))}).shape)

# TF 1.15.5 printed:
# 9 16.028
# 19 10.701
# 29 5.668
# (2, 3)
