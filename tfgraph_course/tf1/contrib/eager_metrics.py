"""`tf.contrib.eager.metrics`: Keras metrics in double precision."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf
from tf_keras.api._v1.keras import metrics as keras

__all__ = ["Accuracy", "BinaryAccuracy", "CategoricalAccuracy", "Mean", "Metric", "SparseAccuracy"]

Metric = keras.Metric


class _Metric:
    """The base class of the metrics in this file."""

    def __init__(self, name: str | None = None, dtype: Any = tf.float64, **settings: Any) -> None:
        super().__init__(name=name or type(self).__name__.lower(), dtype=dtype, **settings)

    def init_variables(self) -> None:
        self.reset_state()


class Mean(_Metric, keras.Mean):
    """The mean of values, weighted if weights are given."""


class Accuracy(_Metric, keras.Accuracy):
    """The share of predictions that equal their labels."""


class BinaryAccuracy(_Metric, keras.BinaryAccuracy):
    """The share of correct predictions: 1 if the probability is above `threshold`, else 0."""


class CategoricalAccuracy(_Metric, keras.CategoricalAccuracy):
    """The share of examples whose highest score is where the one-hot label has its 1."""


class SparseAccuracy(_Metric, keras.SparseCategoricalAccuracy):
    """The share of examples whose highest score is at the index given by the label."""
