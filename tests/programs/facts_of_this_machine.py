# What programs ask about TensorFlow's build and its files, and sets of images of their own.
import numpy as np
import tensorflow as tf
from tensorflow.contrib.learn.python.learn.datasets import mnist as input_data
from tensorflow.python import pywrap_tensorflow
from tensorflow.python.util import nest

print(tf.test.is_built_with_cuda(), tf.test.is_gpu_available())
print(nest.is_sequence((1, 2)), nest.is_sequence(1), nest.is_sequence({"a": 1}))
v = tf.get_variable("v", [2, 3])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    path = tf.train.Saver().save(sess, "./model.ckpt")
reader = pywrap_tensorflow.NewCheckpointReader(path)
print(reader.get_variable_to_shape_map(), reader.has_tensor("v"), reader.get_tensor("v").shape)
try:
    input_data.DataSet(np.zeros((3, 28, 28, 1), np.uint8), np.zeros(2))
except AssertionError as fault:
    print(fault)
empty = input_data.DataSet(np.zeros((0, 28, 28, 1), np.uint8), np.zeros(0))
print(empty.num_examples, empty.images.shape)
try:
    from tensorflow.python.util.nest import _nothing_of_this_name
except ImportError:
    print("not there")

# TF 1.15 printed:
# False False
# True False True
# {'v': [2, 3]} True (2, 3)
# images.shape: (3, 28, 28, 1) labels.shape: (2,)
# 0 (0, 784)
# not there
