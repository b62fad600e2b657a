"""Sequences of different lengths, batch first and time first, and a step of training."""

import numpy as np
import tensorflow as tf

random = np.random.RandomState(2)
data = random.normal(size=(3, 5, 2)).astype(np.float32)
x = tf.placeholder(tf.float32, [None, 5, 2])
length = tf.placeholder(tf.int32, [None])

with tf.variable_scope("encoder", initializer=tf.constant_initializer(0.3)):
    cell = tf.nn.rnn_cell.LSTMCell(4)
    outputs, state = tf.nn.dynamic_rnn(cell, x, sequence_length=length, dtype=tf.float32)
with tf.variable_scope("gru", initializer=tf.constant_initializer(-0.2)):
    major, last = tf.nn.dynamic_rnn(
        tf.nn.rnn_cell.GRUCell(2),
        tf.transpose(x, [1, 0, 2]),
        time_major=True,
        initial_state=tf.ones([tf.shape(x)[0], 2]),
        swap_memory=True,
    )
loss = tf.reduce_mean(tf.square(state.h - 0.5))
train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)

print(outputs.get_shape(), state.c.get_shape(), major.get_shape())
for v in tf.trainable_variables():
    print(v.name, v.get_shape().as_list())
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data, length: [5, 2, 0]}
    found, final = sess.run([outputs, state], feed)
    print(np.round(np.float64(found[:, :, 0]), 4).tolist())
    print(
        np.round(np.float64(final.h[:, 0]), 4).tolist(),
        np.round(np.float64(final.c[:, 0]), 4).tolist(),
    )
    print(np.round(np.float64(sess.run(last, feed)), 4).tolist())
    losses = [sess.run([loss, train], feed)[0] for _ in range(3)]
    print(["%.5f" % value for value in losses])

# TF 1.15.5 printed:
# (?, 5, 4) (?, 4) (5, ?, 2)
# encoder/rnn/lstm_cell/kernel:0 [6, 16]
# encoder/rnn/lstm_cell/bias:0 [16]
# gru/rnn/gru_cell/gates/kernel:0 [4, 4]
# gru/rnn/gru_cell/gates/bias:0 [4]
# gru/rnn/gru_cell/candidate/kernel:0 [4, 2]
# gru/rnn/gru_cell/candidate/bias:0 [2]
# [[-0.0304, -0.058, -0.08, -0.1276, -0.1169], [0.3161, 0.1906, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 0.0]]
# [-0.1169, 0.1906, 0.0] [-0.3798, 0.3894, 0.0]
# [[0.2985, 0.2985], [0.0324, 0.0324], [0.2885, 0.2885]]
# ['0.24207', '0.23804', '0.23413']
