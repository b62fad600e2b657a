"""`tf.contrib.learn`: models on graphs, used as in scikit-learn.

estimator, model   Estimator; modes, and what its model functions return
canned             the ready-made models
arrays, columns    arrays as inputs; feature columns
monitors           what watches a training
sklearn            SKCompat
datasets, preprocessing
"""
