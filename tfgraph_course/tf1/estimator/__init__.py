"""`tf.estimator`, which left TensorFlow in 2.16.

model_function       Estimator, on the other parts
base, turns, hooks   what all estimators do; training and evaluating by turns; hooks of sessions
spec, inputs         what a model function returns; where examples come from
canned, heads, parts the six ready-made models, of what they predict and of what computes it
checks, export       faults told early; a SavedModel
"""
