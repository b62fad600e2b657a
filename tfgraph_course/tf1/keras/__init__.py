"""Keras as it was with TensorFlow 1: `import keras`, `tf.keras` and `tensorflow.python.keras`.

names          names that tf_keras no longer has, names of variables, callbacks as in Keras 2
arguments      the argument names of Keras 1, which Keras 2 also accepted
defaults       `import keras`: the defaults of Keras 2.3, which differ from those of tf.keras
fitting        `import keras`: how models are fitted and evaluated, and what that prints
estimator      `tf.keras.estimator`
seeds          `import keras`: random numbers, which `np.random.seed` determined
summary        `model.summary()` as Keras 2.2 printed it
scikit_learn   `keras.wrappers.scikit_learn`
"""
