"""tf.contrib.legacy_seq2seq: decoders with and without attention, and the loss over steps."""

import numpy as np
import tensorflow as tf
from tensorflow.contrib import legacy_seq2seq, rnn

source = [tf.constant([[1.0, 0.5]]) * step for step in (0.2, 0.4, 0.6)]
target = [tf.constant([[0.5, -0.5]])] * 2
with tf.variable_scope("plain", initializer=tf.constant_initializer(0.3)):
    plain, plain_state = legacy_seq2seq.basic_rnn_seq2seq(source, target, rnn.GRUCell(2))
with tf.variable_scope("tied", initializer=tf.constant_initializer(0.3)):
    tied, _ = legacy_seq2seq.tied_rnn_seq2seq(source, target, rnn.BasicRNNCell(2))
words = [tf.constant([3]), tf.constant([1])]
with tf.variable_scope("words", initializer=tf.constant_initializer(0.1)):
    embedded, _ = legacy_seq2seq.embedding_rnn_seq2seq(
        words,
        words,
        rnn.GRUCell(2),
        num_encoder_symbols=5,
        num_decoder_symbols=4,
        embedding_size=3,
        feed_previous=True,
    )
with tf.variable_scope("attention", initializer=tf.constant_initializer(0.2)):
    attended, _ = legacy_seq2seq.embedding_attention_seq2seq(
        words, words, rnn.GRUCell(2), 5, 4, embedding_size=3, num_heads=1
    )
logits = [tf.constant([[1.0, 2.0, 0.5]]), tf.constant([[0.1, 0.2, 0.3]])]
targets, weights = [tf.constant([1]), tf.constant([0])], [tf.ones([1]), tf.constant([0.5])]
loss = legacy_seq2seq.sequence_loss(logits, targets, weights)
by_example = legacy_seq2seq.sequence_loss_by_example(logits, targets, weights)
previous = legacy_seq2seq.rnn_decoder(
    target,
    tf.zeros([1, 2]),
    rnn.GRUCell(2, kernel_initializer=tf.constant_initializer(0.1)),
    loop_function=lambda prev, i: prev * 2,
)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for outputs in (plain, tied, embedded, attended, previous[0]):
        print(np.round(np.float64(sess.run(outputs)), 4).tolist())
    print(sess.run(plain_state).astype(float).round(4).tolist())
    print("%.5f" % sess.run(loss), sess.run(by_example).astype(float).round(5).tolist())
print(*[v.op.name for v in tf.trainable_variables() if v.op.name.startswith("words")], sep="\n")

# TF 1.15.5 printed:
# [[[0.0943, 0.0943]], [[0.0808, 0.0808]]]
# [[[0.2279, 0.2279]], [[0.1359, 0.1359]]]
# [[[0.0037, 0.0037, 0.0037, 0.0037]], [[0.0045, 0.0045, 0.0045, 0.0045]]]
# [[[0.0364, 0.0364, 0.0364, 0.0364]], [[0.0395, 0.0395, 0.0395, 0.0395]]]
# [[[0.0, 0.0]], [[0.0, 0.0]]]
# [[0.0808, 0.0808]]
# 0.71023 [0.71023]
# words/embedding_rnn_seq2seq/rnn/embedding_wrapper/embedding
# words/embedding_rnn_seq2seq/rnn/embedding_wrapper/gru_cell/gates/kernel
# words/embedding_rnn_seq2seq/rnn/embedding_wrapper/gru_cell/gates/bias
# words/embedding_rnn_seq2seq/rnn/embedding_wrapper/gru_cell/candidate/kernel
# words/embedding_rnn_seq2seq/rnn/embedding_wrapper/gru_cell/candidate/bias
# words/embedding_rnn_seq2seq/embedding_rnn_decoder/embedding
# words/embedding_rnn_seq2seq/embedding_rnn_decoder/rnn_decoder/output_projection_wrapper/gru_cell/gates/kernel
# words/embedding_rnn_seq2seq/embedding_rnn_decoder/rnn_decoder/output_projection_wrapper/gru_cell/gates/bias
# words/embedding_rnn_seq2seq/embedding_rnn_decoder/rnn_decoder/output_projection_wrapper/gru_cell/candidate/kernel
# words/embedding_rnn_seq2seq/embedding_rnn_decoder/rnn_decoder/output_projection_wrapper/gru_cell/candidate/bias
# words/embedding_rnn_seq2seq/embedding_rnn_decoder/rnn_decoder/output_projection_wrapper/kernel
# words/embedding_rnn_seq2seq/embedding_rnn_decoder/rnn_decoder/output_projection_wrapper/bias
