"""`tf.contrib.seq2seq`, and `tf.contrib.legacy_seq2seq` of the releases before it.

decoding, helpers          dynamic_decode; where a decoder's next input comes from
attention, beam_search     mechanisms and their wrapper; several sentences at once
legacy, legacy_attention   static decoders over buckets
"""
