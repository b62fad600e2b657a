"""MNIST as TensorFlow 1 programs load it, or scikit-learn's digits if MNIST is missing.

input_data   tensorflow.examples.tutorials.mnist.input_data
network      tensorflow.examples.tutorials.mnist.mnist
keras        tf.keras.datasets.mnist
digits       scikit-learn's digits in MNIST's form
"""
