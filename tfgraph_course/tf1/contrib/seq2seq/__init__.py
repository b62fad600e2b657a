"""`tf.contrib.seq2seq`, and the older `tf.contrib.legacy_seq2seq`.

decoding, helpers          `dynamic_decode`; helpers, which choose a decoder's next inputs
attention, beam_search     attention; decoding that follows several candidate sequences
legacy, legacy_attention   tf.contrib.legacy_seq2seq: decoders over lists of inputs
"""
