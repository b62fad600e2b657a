"""`tf.estimator`, which TensorFlow removed in 2.16.

model_function       the class Estimator
base, hooks          what all estimators share; session hooks
train_and_evaluate   training and evaluating in turn
spec, inputs         modes, settings and a model function's results; input functions
canned, heads, parts the ready-made models; their predictions and losses; their networks
checks, export       checks of features and labels; writing a SavedModel
"""
