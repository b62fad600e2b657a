"""`tf.contrib.learn`: estimators, used in the style of scikit-learn.

estimator, model   the class Estimator; its modes, and the results of model functions
canned             the ready-made models
arrays, columns    arrays as inputs; feature columns
monitors           hooks that watch training
sklearn            SKCompat, an estimator in scikit-learn's style
datasets           small data sets, and functions that read CSV files
preprocessing      words and categories as numbers
"""
