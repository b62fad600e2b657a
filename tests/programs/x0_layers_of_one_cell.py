"""0.12: MultiRNNCell([cell] * 2) made layers with weights of their own."""

from __future__ import print_function

import numpy as np
import tensorflow as tf

x = tf.constant(np.linspace(-1, 1, 12).reshape(2, 3, 2).astype(np.float32))
with tf.variable_scope("two", initializer=tf.constant_initializer(0.2)):
    cell = tf.nn.rnn_cell.GRUCell(4)
    cell = tf.nn.rnn_cell.DropoutWrapper(cell, output_keep_prob=1.0)
    cell = tf.nn.rnn_cell.MultiRNNCell([cell] * 2, state_is_tuple=True)
    outputs, state = tf.nn.dynamic_rnn(cell, x, initial_state=cell.zero_state(2, tf.float32))
print(outputs.get_shape(), len(tf.trainable_variables()))
with tf.Session() as sess:
    sess.run(tf.initialize_all_variables())
    print(np.round(np.float64(sess.run(outputs)), 4)[:, :, 0].tolist())

# TF 0.12.1 printed:
# (2, 3, 4) 8
# [[-0.0277, -0.0653, -0.0977], [0.0039, 0.017, 0.0404]]
