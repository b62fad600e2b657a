"""raw_rnn: a decoder that is fed its own output."""

import numpy as np
import tensorflow as tf

cell = tf.nn.rnn_cell.GRUCell(3)
lengths = tf.constant([4, 2])
start = tf.constant([[0.1, 0.2, 0.3], [0.5, 0.0, -0.5]])


def loop(time, output, state, loop_state):
    if output is None:
        return time >= lengths, tf.zeros([2, 3]), start, None, tf.constant(0)
    return time >= lengths, output * 2.0, state, output, loop_state + 1


with tf.variable_scope("decoder", initializer=tf.constant_initializer(0.4)):
    array, final, count = tf.nn.raw_rnn(cell, loop)
outputs = array.stack()
loss = tf.reduce_sum(outputs)
grads = tf.gradients(loss, tf.trainable_variables())
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    found, last, steps = sess.run([outputs, final, count])
    print(found.shape, steps)
    print(np.round(np.float64(found[:, :, 0]), 4).tolist())
    print(np.round(np.float64(last), 4).tolist())
    print(*[v.name for v in tf.trainable_variables()], sep="\n")
    print(["%.3f" % g.sum() for g in sess.run(grads)])

# TF 1.15.5 printed:
# (4, 2, 3) 4
# [[0.1189, 0.3655], [0.1905, 0.2672], [0.2565, 0.0], [0.3139, 0.0]]
# [[0.3139, 0.3651, 0.4163], [0.2672, 0.0, -0.2672]]
# decoder/rnn/gru_cell/gates/kernel:0
# decoder/rnn/gru_cell/gates/bias:0
# decoder/rnn/gru_cell/candidate/kernel:0
# decoder/rnn/gru_cell/candidate/bias:0
# ['-1.602', '-0.656', '3.625', '6.663']
