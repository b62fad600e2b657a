"""Keras as in the days of TensorFlow 1: `import keras`, `tf.keras` and `tensorflow.python.keras`.

names          names that tf_keras no longer has
arguments      the argument names of Keras 1, which Keras 2 took
defaults       `import keras`: defaults that Keras itself had, unlike tf.keras
estimator      `tf.keras.estimator`
summary        `model.summary()` as it looked then
variables      names of variables, such as `lstm/kernel`, as in checkpoints of the time
scikit_learn   `keras.wrappers.scikit_learn`
"""
