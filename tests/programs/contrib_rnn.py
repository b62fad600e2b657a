"""tf.contrib.rnn: its cells and its static_rnn."""

import numpy as np
import tensorflow as tf
from tensorflow.contrib import rnn

x = tf.constant(np.linspace(-1, 1, 12).reshape(2, 3, 2).astype(np.float32))
steps = tf.unstack(x, 3, 1)
with tf.variable_scope("all", initializer=tf.constant_initializer(0.2)):
    cells = [
        rnn.BasicLSTMCell(2, forget_bias=1.0),
        rnn.LayerNormBasicLSTMCell(2),
        rnn.GRUBlockCell(2),
        rnn.LSTMBlockCell(2),
        rnn.AttentionCellWrapper(rnn.GRUCell(2), 2, state_is_tuple=True),
        rnn.OutputProjectionWrapper(rnn.BasicRNNCell(2), 3),
        rnn.InputProjectionWrapper(rnn.GRUCell(2), 4),
        rnn.MultiRNNCell([rnn.GRUCell(2), rnn.DropoutWrapper(rnn.GRUCell(2), 1.0)]),
        rnn.CoupledInputForgetGateLSTMCell(2),
    ]
    outputs = []
    for number, cell in enumerate(cells):
        with tf.variable_scope("cell%d" % number):
            outputs.append(rnn.static_rnn(cell, steps, dtype=tf.float32)[0][-1])
    both, _, _ = rnn.static_bidirectional_rnn(
        rnn.GRUCell(1), rnn.GRUCell(1), steps, dtype=tf.float32, scope="both"
    )
    fused = rnn.LSTMBlockFusedCell(2)
    fused_out, _ = fused(tf.transpose(x, [1, 0, 2]), dtype=tf.float32)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for cell, output in zip(cells, outputs):
        print(type(cell).__name__, np.round(np.float64(sess.run(output)[1]), 4).tolist())
    print(
        sess.run(both[0]).astype(float).round(4).tolist(),
        sess.run(fused_out)[-1].astype(float).round(4).tolist(),
    )
    print(rnn.LSTMStateTuple(1, 2), isinstance(cells[0], rnn.RNNCell))

# TF 1.15.5 printed:
# BasicLSTMCell [0.2003, 0.2003]
# LayerNormBasicLSTMCell [0.0, 0.0]
# GRUBlockCell [0.1246, 0.1246]
# LSTMBlockCell [0.2003, 0.2003]
# AttentionCellWrapper [0.0262, 0.0262]
# OutputProjectionWrapper [0.1722, 0.1722, 0.1722]
# InputProjectionWrapper [0.1051, 0.1051]
# MultiRNNCell [0.0197, 0.0197]
# CoupledInputForgetGateLSTMCell [0.0731, 0.0731]
# [[-0.1206, -0.1789], [0.0185, 0.1014]] [[-0.0905, -0.0905], [0.2003, 0.2003]]
# LSTMStateTuple(c=1, h=2) True
