"""0.12: tf.nn.seq2seq, the model of the translation tutorial in small."""

from __future__ import print_function

import numpy as np
import tensorflow as tf

encoder = [tf.placeholder(tf.int32, [None]) for _ in range(3)]
decoder = [tf.placeholder(tf.int32, [None]) for _ in range(3)]
weights = [tf.ones_like(step, dtype=tf.float32) for step in decoder]
with tf.variable_scope("model", initializer=tf.constant_initializer(0.1)):
    cell = tf.nn.rnn_cell.GRUCell(4)
    outputs, state = tf.nn.seq2seq.embedding_attention_seq2seq(
        encoder, decoder, cell, num_encoder_symbols=6, num_decoder_symbols=6, embedding_size=4,
        feed_previous=False)
targets = decoder[1:] + [tf.zeros_like(decoder[0])]
loss = tf.nn.seq2seq.sequence_loss(outputs, targets, weights)
each = tf.nn.seq2seq.sequence_loss_by_example(outputs, targets, weights, 6)
with tf.variable_scope("tied", initializer=tf.constant_initializer(0.2)):
    tied, _ = tf.nn.seq2seq.embedding_tied_rnn_seq2seq(
        encoder, decoder, tf.nn.rnn_cell.BasicRNNCell(3), 6, 3, feed_previous=True)
train = tf.train.GradientDescentOptimizer(1.0).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.initialize_all_variables())
    feed = dict(zip(encoder + decoder, [[1, 2], [3, 4], [5, 0], [0, 0], [2, 3], [4, 5]]))
    print(["%.4f" % sess.run([loss, train], feed)[0] for _ in range(3)])
    print(np.round(np.float64(sess.run(outputs[0], feed)), 4)[0].tolist())
    print(np.round(np.float64(sess.run(each, feed)), 4).tolist(), sess.run(state, feed).shape)
    print(np.round(np.float64(sess.run(tied[-1], feed)), 4)[1].tolist())

# TF 0.12.1 printed:
# ['1.7918', '1.7407', '1.7053']
# [0.4303, -0.414, 0.0178, 0.0178, 0.0178, 0.0178]
# [1.6806, 1.6806] (2, 4)
# [0.1631, 0.1631, 0.1631, 0.1631, 0.1631, 0.1631]
