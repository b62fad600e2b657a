"""`tf.contrib`, which left TensorFlow in 2.0: what tf_slim and TensorFlow still have, and the rest.

A module or room here has the names of the module of `tf.contrib` that it is called after:
crf, data, eager, framework, image, layers, learn, lookup, nn, opt, predictor, rnn, seq2seq,
training. Beside these:

eager_metrics   tf.contrib.eager.metrics
scipy_opt       the part of tf.contrib.opt that SciPy computes
projector       tf.contrib.tensorboard.plugins.projector
repaired        tf_slim, made to work on today's TensorFlow
"""
