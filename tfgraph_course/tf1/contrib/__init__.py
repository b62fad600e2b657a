"""`tf.contrib`, which TensorFlow removed in 2.0.

The names come from tf_slim, from TensorFlow and from the files and folders here. Each of these
supplies the module of `tf.contrib` that has its name:
crf, data, distributions, eager, framework, image, layers, learn, lookup, nn, opt, predictor, rnn,
seq2seq, tensor_forest, training. Other files here:

eager_metrics      tf.contrib.eager.metrics
kmeans             the graph of k-means clustering in tf.contrib.factorization
kmeans_estimator   the estimator around it
scipy_opt          the part of tf.contrib.opt that uses SciPy
research_opt       the optimizers from papers in tf.contrib.opt
matrix_opt         two more from papers, which precondition gradients with matrices: GGT, Shampoo
projector          tf.contrib.tensorboard.plugins.projector
slim               tf_slim, made to work with today's TensorFlow
"""
