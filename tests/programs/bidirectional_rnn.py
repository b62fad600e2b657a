"""Forwards and backwards over a sequence, static and dynamic."""

import numpy as np
import tensorflow as tf

data = np.linspace(-1, 1, 24).reshape(2, 4, 3).astype(np.float32)
x = tf.constant(data)
GRU = tf.nn.rnn_cell.GRUCell

with tf.variable_scope("dynamic", initializer=tf.constant_initializer(0.2)):
    outputs, states = tf.nn.bidirectional_dynamic_rnn(
        GRU(2), GRU(3), x, sequence_length=[4, 2], dtype=tf.float32
    )
joined = tf.concat(outputs, 2)
with tf.variable_scope("static", initializer=tf.constant_initializer(0.1)):
    flat, forward, backward = tf.nn.static_bidirectional_rnn(
        tf.nn.rnn_cell.BasicLSTMCell(1),
        tf.nn.rnn_cell.BasicLSTMCell(1),
        tf.unstack(x, axis=1),
        dtype=tf.float32,
    )
print(joined.get_shape(), flat[0].get_shape(), len(flat))
for v in tf.trainable_variables()[:6]:
    print(v.name, v.get_shape())
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(np.round(np.float64(sess.run(joined)[1]), 4).tolist())
    print([np.round(np.float64(s), 4).tolist() for s in sess.run(states)])
    print(np.round(np.float64(sess.run(flat[0])), 4).tolist())
    print(["%.4f" % s.h[0, 0] for s in sess.run([forward, backward])])

# TF 1.15.5 printed:
# (2, 4, 5) (2, 2) 4
# dynamic/bidirectional_rnn/fw/gru_cell/gates/kernel:0 (5, 4)
# dynamic/bidirectional_rnn/fw/gru_cell/gates/bias:0 (4,)
# dynamic/bidirectional_rnn/fw/gru_cell/candidate/kernel:0 (5, 2)
# dynamic/bidirectional_rnn/fw/gru_cell/candidate/bias:0 (2,)
# dynamic/bidirectional_rnn/bw/gru_cell/gates/kernel:0 (6, 6)
# dynamic/bidirectional_rnn/bw/gru_cell/gates/bias:0 (6,)
# [[0.0198, 0.0198, 0.0642, 0.0642, 0.0642], [0.0683, 0.0683, 0.052, 0.052, 0.052], [0.0, 0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 0.0]]
# [[[-0.2437, -0.2437], [0.0683, 0.0683]], [[-0.3497, -0.3497, -0.3497], [0.0642, 0.0642, 0.0642]]]
# [[-0.0496, -0.0887], [0.0102, 0.1037]]
# ['-0.0732', '-0.0887']
