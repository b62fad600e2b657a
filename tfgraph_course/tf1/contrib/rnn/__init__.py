"""`tf.contrib.rnn`: cells that are not in `tf.nn.rnn_cell`.

cells   attention, highway, layer normalization; stacks in two directions
fused   whole sequences in one op
lstm    the many LSTM cells
"""
