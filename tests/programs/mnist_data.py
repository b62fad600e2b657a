"""The MNIST tutorial's input_data, on files written here, and a softmax regression."""

import gzip
import os

import numpy as np
import tensorflow as tf
from tensorflow.examples.tutorials.mnist import input_data

random = np.random.RandomState(21)
os.mkdir("MNIST_data")
for part, count in (("train", 40), ("t10k", 10)):
    labels = (np.arange(count) % 10).astype(np.uint8)
    images = random.randint(0, 60, (count, 28, 28)).astype(np.uint8)
    for image, label in zip(images, labels):
        image[2 * label:2 * label + 4] += 150
    with gzip.open("MNIST_data/%s-images-idx3-ubyte.gz" % part, "wb") as file:
        file.write(np.array([2051, count, 28, 28], ">i4").tobytes() + images.tobytes())
    with gzip.open("MNIST_data/%s-labels-idx1-ubyte.gz" % part, "wb") as file:
        file.write(np.array([2049, count], ">i4").tobytes() + labels.tobytes())

mnist = input_data.read_data_sets("MNIST_data/", one_hot=True, validation_size=10)
print(mnist.train.images.shape, mnist.validation.num_examples, mnist.test.labels[3].tolist())
print("%.4f" % mnist.train.images.mean(), mnist.train.images.dtype)
x = tf.placeholder(tf.float32, [None, 784])
y_ = tf.placeholder(tf.float32, [None, 10])
W = tf.Variable(tf.zeros([784, 10]))
y = tf.nn.softmax(tf.matmul(x, W))
cross_entropy = tf.reduce_mean(-tf.reduce_sum(y_ * tf.log(y), reduction_indices=[1]))
train_step = tf.train.GradientDescentOptimizer(0.5).minimize(cross_entropy)
correct = tf.equal(tf.argmax(y, 1), tf.argmax(y_, 1))
accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))
sess = tf.InteractiveSession()
tf.global_variables_initializer().run()
for _ in range(60):
    batch_xs, batch_ys = mnist.train.next_batch(30, shuffle=False)
    sess.run(train_step, feed_dict={x: batch_xs, y_: batch_ys})
print("%.2f" % accuracy.eval({x: mnist.test.images, y_: mnist.test.labels}))
print("%.3f" % cross_entropy.eval({x: mnist.train.images, y_: mnist.train.labels}))
print(mnist.train.epochs_completed, mnist.train.next_batch(7)[0].shape)

# TF 1.15.5 printed:
# Extracting MNIST_data/train-images-idx3-ubyte.gz
# Extracting MNIST_data/train-labels-idx1-ubyte.gz
# Extracting MNIST_data/t10k-images-idx3-ubyte.gz
# Extracting MNIST_data/t10k-labels-idx1-ubyte.gz
# (30, 784) 10 [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
# 0.1998 float32
# 1.00
# 0.014
# 59 (7, 784)
