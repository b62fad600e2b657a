import tensorflow as tf
from tensorflow.contrib import layers


def dense(x, n):
    return layers.fully_connected(
        x, n, activation_fn=None, weights_initializer=tf.constant_initializer(0.5)
    )
