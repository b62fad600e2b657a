"""0.12: tf.nn.rnn and tf.nn.rnn_cell."""

from __future__ import print_function

import numpy as np
import tensorflow as tf
from tensorflow.python.ops import rnn, rnn_cell

data = np.random.RandomState(8).uniform(-1, 1, (2, 3, 4)).astype(np.float32)
x = tf.constant(data)
steps = [tf.squeeze(step, [1]) for step in tf.split(1, 3, x)]
with tf.variable_scope("one", initializer=tf.constant_initializer(0.1)):
    cell = rnn_cell.BasicLSTMCell(2, forget_bias=0.0, state_is_tuple=True)
    outputs, state = rnn.rnn(cell, steps, dtype=tf.float32)
with tf.variable_scope("two", initializer=tf.constant_initializer(0.2)):
    cells = [tf.nn.rnn_cell.GRUCell(2) for _ in range(2)]
    cells[0] = tf.nn.rnn_cell.DropoutWrapper(cells[0], output_keep_prob=1.0)
    cell = tf.nn.rnn_cell.MultiRNNCell(cells, state_is_tuple=True)
    deep, _ = tf.nn.rnn(cell, steps, initial_state=cell.zero_state(2, tf.float32))
with tf.variable_scope("three", initializer=tf.constant_initializer(0.3)):
    both, forward, backward = tf.nn.bidirectional_rnn(
        tf.nn.rnn_cell.BasicRNNCell(1), tf.nn.rnn_cell.BasicRNNCell(1), steps, dtype=tf.float32)
with tf.variable_scope("four", initializer=tf.constant_initializer(0.1)):
    wrapped = tf.nn.rnn_cell.EmbeddingWrapper(tf.nn.rnn_cell.GRUCell(2), 5, 3)
    words, _ = tf.nn.rnn(wrapped, [tf.constant([1, 4])] * 2, dtype=tf.float32)
    linear = tf.nn.rnn_cell._linear([steps[0], steps[1]], 2, True, scope="linear")
    cell = tf.nn.rnn_cell.LSTMCell(2, state_is_tuple=True)
    dynamic, _ = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32, sequence_length=[3, 1])

with tf.Session() as sess:
    tf.initialize_all_variables().run()
    for result in (outputs[-1], state.c, deep[-1], both[0], forward, words[-1], linear, dynamic):
        print((np.round(np.float64(sess.run(result)), 4) + 0.0).tolist())

# TF 0.12.1 printed:
# [[0.0011, 0.0011], [-0.0197, -0.0197]]
# [[0.0023, 0.0023], [-0.0415, -0.0415]]
# [[-0.0033, -0.0033], [-0.0005, -0.0005]]
# [[0.6323, 0.5358], [0.3017, 0.2475]]
# [[-0.0447], [-0.2976]]
# [[0.014, 0.014], [0.014, 0.014]]
# [[0.0638, 0.0638], [0.0669, 0.0669]]
# [[[0.0763, 0.0763], [0.0084, 0.0084], [0.0124, 0.0124]], [[0.0286, 0.0286], [0.0, 0.0], [0.0, 0.0]]]
