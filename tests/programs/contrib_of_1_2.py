"""1.2: contrib names that did not live to 1.15 under the same module."""

import numpy as np
import tensorflow as tf
from tensorflow.python.ops import rnn_cell_impl
from tensorflow.python.layers.core import Dense

x = tf.constant(np.linspace(-1, 1, 12).reshape(2, 3, 2), dtype=tf.float32)
with tf.variable_scope("rnn", initializer=tf.constant_initializer(0.1)):
    cell = tf.contrib.rnn.BasicLSTMCell(3, forget_bias=1.0)
    outputs, states = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
    first, _ = rnn_cell_impl.BasicRNNCell(2)(x[:, 0], tf.zeros([2, 2]))
    stacked = tf.contrib.rnn.MultiRNNCell([tf.contrib.rnn.GRUCell(2) for _ in range(2)])
    static, _ = tf.contrib.rnn.static_rnn(stacked, tf.unstack(x, axis=1), dtype=tf.float32)
dense = Dense(1, kernel_initializer=tf.ones_initializer(), name="dense")(outputs[:, -1])
pooled = tf.contrib.layers.max_pool2d(tf.reshape(x, [1, 3, 2, 2]), 2, stride=1)
flat = tf.contrib.layers.flatten(pooled)
normed = tf.contrib.layers.batch_norm(
    x[:, 0], is_training=True, decay=0.5, updates_collections=None)
drop = tf.contrib.layers.dropout(flat, keep_prob=1.0)
loss = tf.contrib.losses.mean_squared_error(dense, tf.ones_like(dense))
kernel = tf.contrib.keras.layers.Dense(2, kernel_initializer="ones")(x[:, 1])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for result in (dense, first, static[-1], drop, normed, states.h, loss, kernel):
        print((np.round(np.float64(sess.run(result)), 4) + 0.0).tolist())
print([v.name for v in tf.trainable_variables()][:2])

# TF 1.2.1 printed:
# [[-0.1566], [0.2617]]
# [[-0.1798, -0.1798], [0.0363, 0.0363]]
# [[-0.0084, -0.0084], [0.0054, 0.0054]]
# [[0.0909, 0.2727, 0.8182, 1.0]]
# [[-0.9983, -0.9983], [0.9983, 0.9983]]
# [[-0.0522, -0.0522, -0.0522], [0.0872, 0.0872, 0.0872]]
# 0.9414
# [[-1.0909, -1.0909], [1.0909, 1.0909]]
# ['rnn/rnn/basic_lstm_cell/kernel:0', 'rnn/rnn/basic_lstm_cell/bias:0']
