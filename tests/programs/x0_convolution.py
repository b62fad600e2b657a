"""0.12: the convolutional network of the tutorial, small, with dropout and resized images."""

from __future__ import print_function

import numpy as np
import tensorflow as tf

random = np.random.RandomState(6)


def weight_variable(shape):
    return tf.Variable(random.normal(0, 0.1, shape).astype(np.float32))


def conv2d(x, W):
    return tf.nn.conv2d(x, W, strides=[1, 1, 1, 1], padding="SAME")


def max_pool_2x2(x):
    return tf.nn.max_pool(x, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="SAME")


x = tf.placeholder("float", shape=[None, 64])
y_ = tf.placeholder("float", shape=[None, 4])
keep_prob = tf.placeholder("float")
x_image = tf.reshape(x, [-1, 8, 8, 1])
h = max_pool_2x2(tf.nn.relu(conv2d(x_image, weight_variable([3, 3, 1, 4])) + 0.1))
h = tf.nn.dropout(tf.reshape(h, [-1, 4 * 4 * 4]), keep_prob)
y_conv = tf.nn.softmax(tf.matmul(h, weight_variable([64, 4])))
cross_entropy = -tf.reduce_sum(y_ * tf.log(y_conv))
train_step = tf.train.AdamOptimizer(1e-2).minimize(cross_entropy)
accuracy = tf.reduce_mean(tf.cast(tf.equal(tf.argmax(y_conv, 1), tf.argmax(y_, 1)), "float"))
small = tf.image.resize_images(x_image, [4, 4])
large = tf.image.resize_images(x_image[0], (3, 9), 1)

labels = np.arange(16) % 4
images = random.uniform(0, 0.3, (16, 8, 8))
for image, label in zip(images, labels):
    image[:, 2 * label] += 1
with tf.Session() as sess:
    sess.run(tf.initialize_all_variables())
    feed = {x: images.reshape(16, 64), y_: np.eye(4)[labels], keep_prob: 1.0}
    for step in range(10):
        sess.run(train_step, feed)
    print("%.3f" % sess.run(cross_entropy, feed), "%.4f" % sess.run(accuracy, feed))
    print(sess.run(small, feed).shape, "%.4f" % sess.run(small, feed).sum())
    print(sess.run(large, feed).shape, "%.4f" % sess.run(large, feed).sum())

# TF 0.12.1 printed:
# 13.923 0.7500
# (16, 4, 4, 1) 102.9656
# (3, 9, 1) 11.1886
