"""Random numbers with the graph's seed alone, as tutorials set it at their start."""

import tensorflow as tf

tf.set_random_seed(1234)
x = tf.placeholder(tf.float32, [None, 3])
W = tf.Variable(tf.truncated_normal([3, 2], stddev=0.1), name="W")
b = tf.Variable(tf.zeros([2]), name="b")
hidden = tf.nn.relu(tf.matmul(x, W) + b)
V = tf.get_variable("V", [2, 2])
U = tf.Variable(tf.random_normal([2], mean=1.0))
noise = tf.random_uniform([2], -1, 1)
print(tf.get_seed(None)[0], tf.get_seed(5))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for result in (W, V, U, noise):
        print(["%.4f" % value for value in sess.run(result).ravel()])

# TF 1.15.5 printed:
# 1234 (1234, 5)
# ['0.0463', '0.1498', '-0.0987', '0.0097', '0.0078', '0.0095']
# ['-0.1436', '-0.4563', '-0.8028', '-0.1860']
# ['-1.1068', '0.9338']
# ['0.1908', '-0.2727']
