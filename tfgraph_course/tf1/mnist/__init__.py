"""MNIST as programs of the time get it, and digits where it cannot be fetched.

input_data   tensorflow.examples.tutorials.mnist.input_data
network      tensorflow.examples.tutorials.mnist.mnist
keras        tf.keras.datasets.mnist
digits       scikit-learn's digits in MNIST's form
"""
