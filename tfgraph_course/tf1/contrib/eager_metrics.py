"""`tf.contrib.eager.metrics`: metrics of Keras in double precision."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf
from tf_keras.api._v1.keras import metrics as keras

__all__ = ["Accuracy", "BinaryAccuracy", "CategoricalAccuracy", "Mean", "Metric", "SparseAccuracy"]

Metric = keras.Metric


class _Metric:
    """What these metrics share."""

    def __init__(self, name: str | None = None, dtype: Any = tf.float64, **settings: Any) -> None:
        super().__init__(name=name or type(self).__name__.lower(), dtype=dtype, **settings)

    def init_variables(self) -> None:
        self.reset_state()


class Mean(_Metric, keras.Mean):
    """The mean of values, with weights if given."""


class Accuracy(_Metric, keras.Accuracy):
    """How often labels and predictions are the same."""


class BinaryAccuracy(_Metric, keras.BinaryAccuracy):
    """How often a probability, above `threshold` or not, agrees with the label."""


class CategoricalAccuracy(_Metric, keras.CategoricalAccuracy):
    """How often the highest score is that of a one-hot label."""


class SparseAccuracy(_Metric, keras.SparseCategoricalAccuracy):
    """How often the highest score is that of a label that is a number."""
