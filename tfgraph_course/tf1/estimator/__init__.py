"""`tf.estimator`, which TensorFlow removed in 2.16.

model_function       Estimator, built on the other files
base, turns, hooks   work common to all estimators; training and evaluating in turn; session hooks
spec, inputs         the results of a model function; the sources of examples
canned, heads, parts the six ready-made models; their outputs; their networks
checks, export       early checks of the data; writing a SavedModel
"""
