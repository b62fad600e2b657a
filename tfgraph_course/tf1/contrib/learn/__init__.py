"""`tf.contrib.learn`: estimators, used in the style of scikit-learn.

estimator, model   the classes Estimator and SKCompat; modes, and results of model functions
canned             the ready-made models
experiment, learn_runner   an estimator with its input functions; a function that runs it
arrays, columns    arrays as inputs; feature columns
monitors           hooks that watch training
datasets           small data sets, and functions that read CSV files
preprocessing      words and categories as numbers
"""
