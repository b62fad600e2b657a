"""Names of the variables of cells, also of one cell in two layers."""

import numpy as np, tensorflow as tf
def names(): return [v.op.name for v in tf.trainable_variables()]
def go(make):
    tf.reset_default_graph(); tf.set_random_seed(3); o = make()
    with tf.Session() as s:
        s.run(tf.global_variables_initializer()); print(names(), np.asarray(s.run(o)).shape)
C = tf.contrib.rnn
for cell in (lambda: C.BasicLSTMCell(3), lambda: C.GRUCell(3), lambda: C.BasicRNNCell(3), lambda: C.LSTMCell(3), lambda: C.DropoutWrapper(C.BasicLSTMCell(3), output_keep_prob=1.)):
    go(lambda: tf.nn.dynamic_rnn(C.MultiRNNCell([cell()] * 2), tf.ones([2, 4, 3]), dtype=tf.float32)[0])
    go(lambda: tf.nn.dynamic_rnn(C.MultiRNNCell([cell() for _ in range(2)]), tf.ones([2, 4, 3]), dtype=tf.float32)[0])
def two():
    c = C.BasicLSTMCell(3)
    a, _ = tf.nn.dynamic_rnn(c, tf.ones([2, 4, 3]), dtype=tf.float32, scope="a")
    b, _ = tf.nn.dynamic_rnn(c, a, dtype=tf.float32, scope="b"); return b
go(two)
go(lambda: tf.nn.bidirectional_dynamic_rnn(C.GRUCell(2), C.GRUCell(2), tf.ones([2, 4, 3]), dtype=tf.float32)[0])
go(lambda: tf.nn.static_rnn(C.MultiRNNCell([C.BasicLSTMCell(3)] * 3), [tf.ones([2, 3])] * 2, dtype=tf.float32)[0])
go(lambda: tf.contrib.legacy_seq2seq.rnn_decoder([tf.ones([2, 3])] * 2, C.GRUCell(3).zero_state(2, tf.float32), C.GRUCell(3))[0])

# TF 1.15.5 printed:
# ['rnn/multi_rnn_cell/cell_0/basic_lstm_cell/kernel', 'rnn/multi_rnn_cell/cell_0/basic_lstm_cell/bias'] (2, 4, 3)
# ['rnn/multi_rnn_cell/cell_0/basic_lstm_cell/kernel', 'rnn/multi_rnn_cell/cell_0/basic_lstm_cell/bias', 'rnn/multi_rnn_cell/cell_1/basic_lstm_cell/kernel', 'rnn/multi_rnn_cell/cell_1/basic_lstm_cell/bias'] (2, 4, 3)
# ['rnn/multi_rnn_cell/cell_0/gru_cell/gates/kernel', 'rnn/multi_rnn_cell/cell_0/gru_cell/gates/bias', 'rnn/multi_rnn_cell/cell_0/gru_cell/candidate/kernel', 'rnn/multi_rnn_cell/cell_0/gru_cell/candidate/bias'] (2, 4, 3)
# ['rnn/multi_rnn_cell/cell_0/gru_cell/gates/kernel', 'rnn/multi_rnn_cell/cell_0/gru_cell/gates/bias', 'rnn/multi_rnn_cell/cell_0/gru_cell/candidate/kernel', 'rnn/multi_rnn_cell/cell_0/gru_cell/candidate/bias', 'rnn/multi_rnn_cell/cell_1/gru_cell/gates/kernel', 'rnn/multi_rnn_cell/cell_1/gru_cell/gates/bias', 'rnn/multi_rnn_cell/cell_1/gru_cell/candidate/kernel', 'rnn/multi_rnn_cell/cell_1/gru_cell/candidate/bias'] (2, 4, 3)
# ['rnn/multi_rnn_cell/cell_0/basic_rnn_cell/kernel', 'rnn/multi_rnn_cell/cell_0/basic_rnn_cell/bias'] (2, 4, 3)
# ['rnn/multi_rnn_cell/cell_0/basic_rnn_cell/kernel', 'rnn/multi_rnn_cell/cell_0/basic_rnn_cell/bias', 'rnn/multi_rnn_cell/cell_1/basic_rnn_cell/kernel', 'rnn/multi_rnn_cell/cell_1/basic_rnn_cell/bias'] (2, 4, 3)
# ['rnn/multi_rnn_cell/cell_0/lstm_cell/kernel', 'rnn/multi_rnn_cell/cell_0/lstm_cell/bias'] (2, 4, 3)
# ['rnn/multi_rnn_cell/cell_0/lstm_cell/kernel', 'rnn/multi_rnn_cell/cell_0/lstm_cell/bias', 'rnn/multi_rnn_cell/cell_1/lstm_cell/kernel', 'rnn/multi_rnn_cell/cell_1/lstm_cell/bias'] (2, 4, 3)
# ['rnn/multi_rnn_cell/cell_0/basic_lstm_cell/kernel', 'rnn/multi_rnn_cell/cell_0/basic_lstm_cell/bias'] (2, 4, 3)
# ['rnn/multi_rnn_cell/cell_0/basic_lstm_cell/kernel', 'rnn/multi_rnn_cell/cell_0/basic_lstm_cell/bias', 'rnn/multi_rnn_cell/cell_1/basic_lstm_cell/kernel', 'rnn/multi_rnn_cell/cell_1/basic_lstm_cell/bias'] (2, 4, 3)
# ['a/basic_lstm_cell/kernel', 'a/basic_lstm_cell/bias'] (2, 4, 3)
# ['bidirectional_rnn/fw/gru_cell/gates/kernel', 'bidirectional_rnn/fw/gru_cell/gates/bias', 'bidirectional_rnn/fw/gru_cell/candidate/kernel', 'bidirectional_rnn/fw/gru_cell/candidate/bias', 'bidirectional_rnn/bw/gru_cell/gates/kernel', 'bidirectional_rnn/bw/gru_cell/gates/bias', 'bidirectional_rnn/bw/gru_cell/candidate/kernel', 'bidirectional_rnn/bw/gru_cell/candidate/bias'] (2, 2, 4, 2)
# ['rnn/multi_rnn_cell/cell_0/basic_lstm_cell/kernel', 'rnn/multi_rnn_cell/cell_0/basic_lstm_cell/bias'] (2, 2, 3)
# ['rnn_decoder/gru_cell/gates/kernel', 'rnn_decoder/gru_cell/gates/bias', 'rnn_decoder/gru_cell/candidate/kernel', 'rnn_decoder/gru_cell/candidate/bias'] (2, 2, 3)
