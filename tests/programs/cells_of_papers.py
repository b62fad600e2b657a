"""Cells of `tf.contrib.rnn` with other gates: names and shapes of variables, weights under a seed, outputs."""

import numpy as np
import tensorflow as tf
from tensorflow.contrib import rnn

x = np.linspace(-1, 1, 24).reshape(2, 3, 4).astype('f')
cells = [
    ('NASCell', {}), ('NASCell', dict(num_proj=3, use_bias=True)), ('UGRNNCell', {}),
    ('IntersectionRNNCell', {}), ('IntersectionRNNCell', dict(num_units=6, num_in_proj=6)),
    ('SRUCell', {}), ('IndRNNCell', dict(activation=tf.nn.relu)),
    ('GLSTMCell', {}), ('GLSTMCell', dict(number_of_groups=2, num_proj=2, initializer=tf.constant_initializer(.1))),
]
for name, settings in cells:
    with tf.Graph().as_default(), tf.Session() as sess:
        tf.set_random_seed(3)
        settings = dict(dict(num_units=4), **settings)
        cell = getattr(rnn, name)(**settings)
        with tf.variable_scope('rnn', initializer=tf.random_uniform_initializer(-1, 1, seed=1)):
            outputs, state = tf.nn.dynamic_rnn(cell, x, [3, 2], dtype=tf.float32)
        sess.run(tf.global_variables_initializer())
        print(name, cell.state_size, cell.output_size, outputs.shape)
        print([(v.op.name, v.shape.as_list()) for v in tf.trainable_variables()])
        print(sess.run(outputs)[0, -1].round(4).tolist(), [s.round(4).tolist()[1] for s in sess.run(tf.contrib.framework.nest.flatten(state))])
for name, settings in [('IntersectionRNNCell', dict(num_units=5)), ('GLSTMCell', dict(num_units=5, number_of_groups=2)), ('GLSTMCell', dict(num_units=6, number_of_groups=3))]:
    try:
        getattr(rnn, name)(**settings)(tf.constant(x[0]), tf.zeros([3, 5]) if 'groups' not in str(settings) else (tf.zeros([3, 6]), tf.zeros([3, 6])))
    except ValueError as e:
        print(str(e).split('ValueError: ')[-1].strip())

# TF 1.15.5 printed:
# NASCell LSTMStateTuple(c=4, h=4) 4 (2, 3, 4)
# [('rnn/rnn/nas_cell/recurrent_kernel', [4, 32]), ('rnn/rnn/nas_cell/kernel', [4, 32])]
# [0.07400000095367432, 0.0, 0.06129999831318855, 0.03689999878406525] [[0.011599999852478504, 0.24250000715255737, 0.0005000000237487257, 0.0], [0.006099999882280827, 0.20499999821186066, 0.00019999999494757503, 0.0]]
# NASCell LSTMStateTuple(c=4, h=3) 3 (2, 3, 3)
# [('rnn/rnn/nas_cell/recurrent_kernel', [3, 32]), ('rnn/rnn/nas_cell/kernel', [4, 32]), ('rnn/rnn/nas_cell/bias', [32]), ('rnn/rnn/nas_cell/projection_weights', [4, 3])]
# [0.03759999945759773, -0.042899999767541885, -0.025499999523162842] [[0.011800000444054604, 0.23929999768733978, 0.0005000000237487257, 0.0], [-0.1362999975681305, -0.16339999437332153, 0.04879999905824661]]
# UGRNNCell 4 4 (2, 3, 4)
# [('rnn/rnn/ugrnn_cell/kernel', [8, 8]), ('rnn/rnn/ugrnn_cell/bias', [8])]
# [0.5223000049591064, -0.31369999051094055, 0.1120000034570694, 0.09269999712705612] [[-0.2101999968290329, 0.09030000120401382, 0.060100000351667404, 0.07720000296831131]]
# IntersectionRNNCell 4 4 (2, 3, 4)
# [('rnn/rnn/intersection_rnn_cell/kernel', [8, 16]), ('rnn/rnn/intersection_rnn_cell/bias', [16])]
# [-0.042500000447034836, -0.13439999520778656, -0.023000000044703484, 0.06880000233650208] [[-0.3431999981403351, 0.2808000147342682, -0.14949999749660492, 0.12540000677108765]]
# IntersectionRNNCell 6 6 (2, 3, 6)
# [('rnn/rnn/intersection_rnn_cell/in_projection/kernel', [4, 6]), ('rnn/rnn/intersection_rnn_cell/in_projection/bias', [6]), ('rnn/rnn/intersection_rnn_cell/kernel', [12, 24]), ('rnn/rnn/intersection_rnn_cell/bias', [24])]
# [-0.09669999778270721, -0.04390000179409981, 0.055399999022483826, 0.08340000361204147, 0.3084000051021576, 0.06289999932050705] [[0.1525000035762787, 0.08739999681711197, -0.24719999730587006, 0.01730000041425228, -0.07029999792575836, -0.05090000107884407]]
# SRUCell 4 4 (2, 3, 4)
# [('rnn/rnn/sru_cell/kernel', [4, 16]), ('rnn/rnn/sru_cell/bias', [8])]
# [0.05889999866485596, -0.13330000638961792, -0.27549999952316284, -0.04740000143647194] [[-0.13490000367164612, 0.026599999517202377, 0.8833000063896179, 0.12330000102519989]]
# IndRNNCell 4 4 (2, 3, 4)
# [('rnn/rnn/ind_rnn_cell/kernel_w', [4, 4]), ('rnn/rnn/ind_rnn_cell/kernel_u', [1, 4]), ('rnn/rnn/ind_rnn_cell/bias', [4])]
# [0.028999999165534973, 0.0, 0.7263000011444092, 2.0165998935699463] [[0.0, 0.7035999894142151, 0.0, 0.0]]
# GLSTMCell LSTMStateTuple(c=4, h=4) 4 (2, 3, 4)
# [('rnn/rnn/glstm_cell/group0/kernel', [8, 16]), ('rnn/rnn/glstm_cell/bias_i', [4]), ('rnn/rnn/glstm_cell/bias_j', [4]), ('rnn/rnn/glstm_cell/bias_f', [4]), ('rnn/rnn/glstm_cell/bias_o', [4])]
# [0.41929998993873596, -0.20200000703334808, 0.2054000049829483, -0.07159999758005142] [[-0.5015000104904175, 0.5745000243186951, -0.7258999943733215, 0.2870999872684479], [-0.16359999775886536, 0.33959999680519104, -0.34929999709129333, 0.10849999636411667]]
# GLSTMCell LSTMStateTuple(c=4, h=2) 2 (2, 3, 2)
# [('rnn/rnn/glstm_cell/group0/kernel', [3, 8]), ('rnn/rnn/glstm_cell/group1/kernel', [3, 8]), ('rnn/rnn/glstm_cell/bias_i', [4]), ('rnn/rnn/glstm_cell/bias_j', [4]), ('rnn/rnn/glstm_cell/bias_f', [4]), ('rnn/rnn/glstm_cell/bias_o', [4]), ('rnn/rnn/glstm_cell/projection/kernel', [4, 2])]
# [-0.0005000000237487257, 0.03739999979734421] [[0.051100000739097595, 0.051100000739097595, 0.08420000225305557, 0.08420000225305557], [-0.030500000342726707, -0.01940000057220459]]
# Must have input size == output size for Intersection RNN. To fix, num_in_proj should be set to num_units at cell init.
# num_units must be divisible by number_of_groups
# input size (4) must be divisible by number_of_groups (3)
