"""`tf.contrib.seq2seq`, and `tf.contrib.legacy_seq2seq` from earlier releases.

decoding, helpers          dynamic_decode; the sources of a decoder's next input
attention, beam_search     mechanisms and their wrapper; decoding several candidates at once
legacy, legacy_attention   static decoders over buckets
"""
