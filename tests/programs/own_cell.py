"""The program's own cell, inside other cells and alone."""

import tensorflow as tf


class Leaky(tf.nn.rnn_cell.RNNCell):
    """Keeps a part of its state."""

    def __init__(self, units, leak=0.5, reuse=None):
        super(Leaky, self).__init__(_reuse=reuse)
        self._units = units
        self._leak = leak

    @property
    def state_size(self):
        return self._units

    @property
    def output_size(self):
        return self._units

    def call(self, inputs, state):
        kernel = tf.get_variable("kernel", [inputs.get_shape()[-1], self._units])
        new = self._leak * state + tf.tanh(tf.matmul(inputs, kernel))
        return new, new


x = tf.reshape(tf.range(12, dtype=tf.float32) / 10, [1, 4, 3])
with tf.variable_scope("own", initializer=tf.constant_initializer(0.2)):
    wrapped = tf.nn.rnn_cell.ResidualWrapper(Leaky(3))
    deep = tf.nn.rnn_cell.MultiRNNCell([wrapped, Leaky(2, leak=0.9)])
    outputs, state = tf.nn.dynamic_rnn(deep, x, dtype=tf.float32)
print(*[v.name for v in tf.global_variables()], sep="\n")
print(deep.state_size)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(outputs)[0, :, 0].astype(float).round(4).tolist())
    print([part.astype(float).round(4).tolist() for part in sess.run(state)])

# TF 1.15.5 printed:
# own/rnn/multi_rnn_cell/cell_0/leaky/kernel:0
# own/rnn/multi_rnn_cell/cell_1/leaky/kernel:0
# (3, 2)
# [0.0957, 0.4654, 1.0467, 1.7356]
# [[[0.8019, 0.8019, 0.8019]], [[1.7356, 1.7356]]]
