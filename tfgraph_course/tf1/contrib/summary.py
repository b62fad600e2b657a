"""`tf.contrib.summary`: a name that TensorFlow has changed."""

from __future__ import annotations

from tensorflow.python.ops import summary_ops_v2

__all__ = ["all_summary_ops"]

all_summary_ops = summary_ops_v2.all_v2_summary_ops
