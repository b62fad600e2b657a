"""`tf.contrib.rnn`: cells that `tf.nn.rnn_cell` does not have.

cells   attention, highway, layer normalization; stacks in two directions
fused   whole sequences in one op
lstm    the many LSTM cells
"""
