"""`tf.contrib.util`: tensors as messages."""

from __future__ import annotations

import tensorflow.compat.v1 as tf

__all__ = ["constant_value", "make_ndarray", "make_tensor_proto"]

constant_value = tf.get_static_value
make_ndarray, make_tensor_proto = tf.make_ndarray, tf.make_tensor_proto
