"""`tf.estimator`, which left TensorFlow in 2.16.

model_function       Estimator, built on the other files
base, turns, hooks   what all estimators do; training and evaluating in turn; hooks of sessions
spec, inputs         what a model function returns; where examples come from
canned, heads, parts the six ready-made models; what they predict; what computes it
checks, export       early checks of the data; a SavedModel
"""
