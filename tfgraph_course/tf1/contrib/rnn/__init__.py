"""`tf.contrib.rnn`: cells of recurrent networks that are not in `tf.nn.rnn_cell`.

cells         cells with attention, highways or layer normalization; bidirectional stacks
fused         cells, and RNNs over complete sequences, as single operations
lstm          variants of LSTM: coupled gates, convolutions
paper_cells   cells with other gates: NAS, UGRNN, SRU, IndRNN, +RNN, LSTM in groups
"""
