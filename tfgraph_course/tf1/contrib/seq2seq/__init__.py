"""`tf.contrib.seq2seq`, and the older `tf.contrib.legacy_seq2seq`.

decoding, helpers          sequence loss, `dynamic_decode`; helpers, which choose the next inputs
attention, beam_search     attention mechanisms and their cell; beam search decoding
decoder_functions          decoding of 1.0 and 1.1, by a function for each step; its attention
legacy, legacy_attention   tf.contrib.legacy_seq2seq: decoders over lists of inputs
"""
