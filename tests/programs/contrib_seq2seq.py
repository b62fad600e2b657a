"""tf.contrib.seq2seq: a decoder with attention, greedy decoding, and sequence_loss."""

import numpy as np
import tensorflow as tf
from tensorflow.contrib import seq2seq

random = np.random.RandomState(5)
memory = tf.constant(random.uniform(-1, 1, (2, 4, 3)).astype(np.float32))
inputs = tf.constant(random.uniform(-1, 1, (2, 3, 3)).astype(np.float32))
table = tf.constant(random.uniform(-1, 1, (5, 3)).astype(np.float32))
dense = tf.layers.Dense(
    5, kernel_initializer=tf.constant_initializer(random.uniform(-1, 1, (3, 5)))
)
with tf.variable_scope("decoder", initializer=tf.constant_initializer(0.2)):
    attention = seq2seq.LuongAttention(3, memory, memory_sequence_length=[4, 2])
    cell = seq2seq.AttentionWrapper(tf.nn.rnn_cell.GRUCell(3), attention, attention_layer_size=3)
    start = cell.zero_state(2, tf.float32)
    helper = seq2seq.TrainingHelper(inputs, [3, 2])
    decoder = seq2seq.BasicDecoder(cell, helper, start, output_layer=dense)
    outputs, state, lengths = seq2seq.dynamic_decode(decoder)
with tf.variable_scope("decoder", reuse=True):
    greedy = seq2seq.GreedyEmbeddingHelper(table, start_tokens=[0, 1], end_token=4)
    decoded, _, _ = seq2seq.dynamic_decode(
        seq2seq.BasicDecoder(cell, greedy, start, output_layer=dense), maximum_iterations=4
    )
loss = seq2seq.sequence_loss(
    outputs.rnn_output,
    tf.constant([[1, 2, 0], [3, 0, 0]]),
    tf.sequence_mask([3, 2], dtype=tf.float32),
)
with tf.variable_scope("other", initializer=tf.constant_initializer(0.1)):
    bahdanau = seq2seq.BahdanauAttention(2, memory, normalize=True)
    other = seq2seq.AttentionWrapper(tf.nn.rnn_cell.BasicLSTMCell(3), bahdanau)
    step, _ = other(inputs[:, 0], other.zero_state(2, tf.float32))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    found = sess.run(outputs)
    print(found.rnn_output[0].astype(float).round(4).tolist(), found.sample_id.tolist())
    print(sess.run(lengths).tolist(), sess.run(state.attention).astype(float).round(4).tolist())
    print("%.5f" % sess.run(loss), sess.run(decoded.sample_id).tolist())
    print(sess.run(step).astype(float).round(4).tolist())

# TF 1.15.5 printed:
# [[-0.016, -0.1319, -0.1168, 0.1223, 0.0235], [-0.0082, -0.0673, -0.0596, 0.0624, 0.012], [-0.0171, -0.1411, -0.125, 0.1308, 0.0252]] [[3, 3, 3], [3, 3, 3]]
# [3, 2] [[-0.0909, -0.0909, -0.0909], [-0.1275, -0.1275, -0.1275]]
# 1.60304 [[1, 1, 1, 1], [3, 3, 3, 3]]
# [[0.0923, -0.009, -0.0742], [-0.1718, -0.2715, 0.0449]]
