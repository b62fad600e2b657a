"""`tf.contrib.rnn`: cells that are not in `tf.nn.rnn_cell`.

cells   attention, highway, layer normalization; bidirectional stacks
fused   cells and whole sequences as single operations
lstm    variants of LSTM
"""
