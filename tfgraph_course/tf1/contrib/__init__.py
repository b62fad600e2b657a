"""`tf.contrib`, which left TensorFlow in 2.0: what tf_slim and TensorFlow still ship, and the rest.

A module here supplies the names of the module of `tf.contrib` it is called after.
"""
