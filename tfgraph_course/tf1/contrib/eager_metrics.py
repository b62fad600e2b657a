"""`tf.contrib.eager.metrics`: Keras metrics in double precision."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf
from tf_keras.api._v1.keras import metrics as keras

__all__ = ["Accuracy", "BinaryAccuracy", "CategoricalAccuracy", "Mean", "Metric", "SparseAccuracy"]

Metric = keras.Metric


class _Metric:
    """Mixin that gives a Keras metric the dtype float64 and, by default, its class's name."""

    def __init__(self, name: str | None = None, dtype: Any = tf.float64, **settings: Any) -> None:
        super().__init__(name=name or type(self).__name__.lower(), dtype=dtype, **settings)

    def init_variables(self) -> None:
        self.reset_state()


class Mean(_Metric, keras.Mean):
    """The mean of values, weighted if weights are given."""


class Accuracy(_Metric, keras.Accuracy):
    """The share of predictions that equal their labels."""


class BinaryAccuracy(_Metric, keras.BinaryAccuracy):
    """The share of correct predictions, which are 1 for probabilities above `threshold`, else 0."""


class CategoricalAccuracy(_Metric, keras.CategoricalAccuracy):
    """The share of examples with the highest score for the class of their one-hot label."""


class SparseAccuracy(_Metric, keras.SparseCategoricalAccuracy):
    """The share of examples with the highest score for the class of their integer label."""
