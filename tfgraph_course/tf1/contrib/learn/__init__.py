"""`tf.contrib.learn`: scikit-learn's manners on graphs.

estimator, model   Estimator; what its model functions return
canned, ready      the ready-made models, and what they have in common
arrays, columns    arrays as inputs; feature columns
modes, monitors    ModeKeys; what watches a training
sklearn            SKCompat
datasets, preprocessing
"""
