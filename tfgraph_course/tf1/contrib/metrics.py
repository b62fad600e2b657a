"""`tf.contrib.metrics`: what tf_slim leaves out."""

from __future__ import annotations

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.contrib import repaired  # noqa: F401 - mends the modules listed after this

__all__ = ["confusion_matrix", "set_difference", "set_intersection", "set_size", "set_union"]

confusion_matrix = tf.confusion_matrix
set_difference, set_intersection = tf.sets.set_difference, tf.sets.set_intersection
set_size, set_union = tf.sets.set_size, tf.sets.set_union
