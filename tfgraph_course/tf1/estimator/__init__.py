"""`tf.estimator`, which TensorFlow removed in 2.16.

model_function       the class Estimator
base, hooks          what all estimators share; session hooks
train_and_evaluate   training and evaluating in turn
spec, inputs         modes, settings, results of a model function; input functions
canned, heads, parts the ready-made models; their predictions and losses; their networks
checks, export       early checks of the data; writing a SavedModel
"""
