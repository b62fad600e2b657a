"""`tf.contrib`, which TensorFlow removed in 2.0: from tf_slim, from TensorFlow and from files here.

A module or room here has the names of the module of `tf.contrib` after which it is named:
crf, data, eager, framework, image, layers, learn, lookup, nn, opt, predictor, rnn, seq2seq,
training. There are also:

eager_metrics   tf.contrib.eager.metrics
scipy_opt       the part of tf.contrib.opt that uses SciPy
projector       tf.contrib.tensorboard.plugins.projector
repaired        tf_slim, made to work on today's TensorFlow
"""
