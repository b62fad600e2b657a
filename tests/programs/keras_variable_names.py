"""The variables of Keras layers have the names that a checkpoint of the time has."""

import tensorflow as tf
K=tf.keras.layers
x=tf.placeholder(tf.float32,[None,4,3])
K.LSTM(2)(x); K.GRU(2,name='g')(x); K.SimpleRNN(2)(x); K.Bidirectional(K.LSTM(2))(x); K.RNN([K.LSTMCell(2),K.LSTMCell(2)])(x); K.RNN(K.GRUCell(2))(x); K.CuDNNLSTM(2)(x) ; K.ConvLSTM2D(2,3)(tf.ones([1,2,5,5,1])); K.TimeDistributed(K.Dense(3))(x)
for v in tf.global_variables(): print(v.name)

# TF 1.15.5 printed:
# lstm/kernel:0
# lstm/recurrent_kernel:0
# lstm/bias:0
# g/kernel:0
# g/recurrent_kernel:0
# g/bias:0
# simple_rnn/kernel:0
# simple_rnn/recurrent_kernel:0
# simple_rnn/bias:0
# bidirectional/forward_lstm_1/kernel:0
# bidirectional/forward_lstm_1/recurrent_kernel:0
# bidirectional/forward_lstm_1/bias:0
# bidirectional/backward_lstm_1/kernel:0
# bidirectional/backward_lstm_1/recurrent_kernel:0
# bidirectional/backward_lstm_1/bias:0
# rnn/kernel:0
# rnn/recurrent_kernel:0
# rnn/bias:0
# rnn/kernel_1:0
# rnn/recurrent_kernel_1:0
# rnn/bias_1:0
# rnn_1/kernel:0
# rnn_1/recurrent_kernel:0
# rnn_1/bias:0
# cu_dnnlstm/kernel:0
# cu_dnnlstm/recurrent_kernel:0
# cu_dnnlstm/bias:0
# conv_lst_m2d/kernel:0
# conv_lst_m2d/recurrent_kernel:0
# conv_lst_m2d/bias:0
# time_distributed/kernel:0
# time_distributed/bias:0
