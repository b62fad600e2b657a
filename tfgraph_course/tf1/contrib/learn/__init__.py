"""`tf.contrib.learn`: models on graphs, used in the style of scikit-learn.

estimator, model   Estimator; modes, and the results of its model functions
canned             the ready-made models
arrays, columns    arrays as inputs; feature columns
monitors           hooks that watch training
sklearn            SKCompat
datasets, preprocessing
"""
