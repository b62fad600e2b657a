"""Layers of cells with dropout, residuals and an embedding: a small language model."""

import numpy as np
import tensorflow as tf

words = np.array([[0, 2, 1, 3], [3, 3, 0, 1]])
keep = tf.placeholder_with_default(1.0, [])
tokens = tf.placeholder(tf.int32, [2, 4])


def make_cell(size):
    cell = tf.nn.rnn_cell.BasicLSTMCell(size, forget_bias=0.0, state_is_tuple=True)
    return tf.nn.rnn_cell.DropoutWrapper(cell, output_keep_prob=keep, seed=5)


with tf.variable_scope("model", initializer=tf.constant_initializer(0.15)):
    table = tf.get_variable(
        "embedding", [4, 3], initializer=tf.constant_initializer(np.arange(12).reshape(4, 3) / 10.0)
    )
    inputs = tf.nn.embedding_lookup(table, tokens)
    stack = tf.nn.rnn_cell.MultiRNNCell([make_cell(3), make_cell(3)], state_is_tuple=True)
    state = start = stack.zero_state(2, tf.float32)
    outputs = []
    for step in range(4):
        if step > 0:
            tf.get_variable_scope().reuse_variables()
        output, state = stack(inputs[:, step, :], state)
        outputs.append(output)
    flat = tf.reshape(tf.stack(outputs, axis=1), [-1, 3])
with tf.variable_scope("softmax"):
    logits = tf.matmul(flat, tf.get_variable("w", [3, 4], initializer=tf.ones_initializer()))
    logits += tf.get_variable("b", initializer=[0.1, 0.2, 0.3, 0.4])
loss = tf.nn.sparse_softmax_cross_entropy_with_logits(
    labels=tf.reshape(tokens, [-1]), logits=logits
)
grads, norm = tf.clip_by_global_norm(
    tf.gradients(tf.reduce_mean(loss), tf.trainable_variables()), 0.01
)
train = tf.train.AdamOptimizer(0.1).apply_gradients(zip(grads, tf.trainable_variables()))
print(*[v.op.name for v in tf.trainable_variables()], sep="\n")
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("%.5f %.5f" % tuple(sess.run([tf.reduce_mean(loss), norm], {tokens: words})))
    states = sess.run(state, {tokens: words})
    print(len(states), np.round(np.float64(states[1].h), 4).tolist())
    for _ in range(3):
        sess.run(train, {tokens: words})
    print("%.4f" % sess.run(tf.reduce_mean(loss), {tokens: words}))

# TF 1.15.5 printed:
# model/embedding
# model/multi_rnn_cell/cell_0/basic_lstm_cell/kernel
# model/multi_rnn_cell/cell_0/basic_lstm_cell/bias
# model/multi_rnn_cell/cell_1/basic_lstm_cell/kernel
# model/multi_rnn_cell/cell_1/basic_lstm_cell/bias
# softmax/w
# softmax/b
# 1.38004 0.16649
# 2 [[0.0486, 0.0486, 0.0486], [0.0562, 0.0562, 0.0562]]
# 1.2880
