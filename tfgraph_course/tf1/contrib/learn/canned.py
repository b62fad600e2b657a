"""`tf.contrib.learn`: ready-made models."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.contrib.learn.columns import infer_real_valued_columns
from tfgraph_course.tf1.contrib.learn.ready import Classifier, Regressor
from tfgraph_course.tf1.estimator.heads import Classes, Numbers
from tfgraph_course.tf1.estimator.parts import Deep, Linear, both, linear_rate
from tfgraph_course.tf1.estimator.spec import RunConfig

__all__ = [
    "DNNClassifier", "DNNLinearCombinedClassifier", "DNNRegressor", "LinearClassifier",
    "LinearRegressor",
    "infer_real_valued_columns_from_input", "infer_real_valued_columns_from_input_fn",
]

infer_real_valued_columns_from_input = infer_real_valued_columns


def infer_real_valued_columns_from_input_fn(input_fn: Callable[[], Any]) -> list[Any]:
    """A column for each feature that an input function gives."""
    with tf.Graph().as_default():
        return infer_real_valued_columns(input_fn()[0])


class LinearClassifier(Classifier):
    """Logistic regression."""

    def __init__(
        self, feature_columns: Sequence[Any], model_dir: Any = None, n_classes: int = 2,
        optimizer: Any = None, config: RunConfig | None = None,
    ) -> None:
        """Take columns, the number of classes, and an optimizer or its name."""
        part = _linear(feature_columns, optimizer)
        super().__init__(Classes(n_classes), [part], model_dir, config)


class LinearRegressor(Regressor):
    """Linear regression."""

    def __init__(
        self, feature_columns: Sequence[Any], model_dir: Any = None, optimizer: Any = None,
        label_dimension: int = 1, config: RunConfig | None = None,
    ) -> None:
        """Take columns, an optimizer or its name, and how many numbers to predict."""
        part = _linear(feature_columns, optimizer)
        super().__init__(Numbers(label_dimension), [part], model_dir, config)


class DNNClassifier(Classifier):
    """A deep network that tells classes apart."""

    def __init__(
        self, hidden_units: Sequence[int], feature_columns: Sequence[Any], model_dir: Any = None,
        n_classes: int = 2, optimizer: Any = None, activation_fn: Callable[..., Any] = tf.nn.relu,
        dropout: float | None = None, config: RunConfig | None = None,
    ) -> None:
        """Take the sizes of the layers, columns, and what else `LinearClassifier` takes."""
        optimizer = optimizer or "Adagrad"
        part = Deep(feature_columns, optimizer, 0.05, True, hidden_units, activation_fn, dropout)
        super().__init__(Classes(n_classes), [part], model_dir, config)


class DNNRegressor(Regressor):
    """A deep network that predicts numbers."""

    def __init__(
        self, hidden_units: Sequence[int], feature_columns: Sequence[Any], model_dir: Any = None,
        optimizer: Any = None, activation_fn: Callable[..., Any] = tf.nn.relu,
        dropout: float | None = None, label_dimension: int = 1, config: RunConfig | None = None,
    ) -> None:
        """Take the sizes of the layers, columns, and what else `LinearRegressor` takes."""
        optimizer = optimizer or "Adagrad"
        part = Deep(feature_columns, optimizer, 0.05, True, hidden_units, activation_fn, dropout)
        super().__init__(Numbers(label_dimension), [part], model_dir, config)


class DNNLinearCombinedClassifier(Classifier):
    """The sum of logistic regression and a deep network: wide and deep."""

    def __init__(
        self, model_dir: Any = None, n_classes: int = 2,
        linear_feature_columns: Sequence[Any] | None = None, linear_optimizer: Any = None,
        dnn_feature_columns: Sequence[Any] | None = None, dnn_optimizer: Any = None,
        dnn_hidden_units: Sequence[int] = (), dnn_activation_fn: Callable[..., Any] = tf.nn.relu,
        dnn_dropout: float | None = None, config: RunConfig | None = None,
    ) -> None:
        """Take what the two take; a part without columns is left out."""
        rate = linear_rate(linear_feature_columns)
        parts = both(
            (linear_feature_columns, linear_optimizer or "Ftrl", rate, True),
            (dnn_feature_columns, dnn_optimizer or "Adagrad", 0.05, True, dnn_hidden_units,
             dnn_activation_fn, dnn_dropout),
        )
        super().__init__(Classes(n_classes), parts, model_dir, config)


def _linear(columns: Sequence[Any], optimizer: Any) -> Linear:
    """The linear part; without an optimizer, more columns make it learn more slowly."""
    return Linear(columns, optimizer or "Ftrl", 0.2 if optimizer else linear_rate(columns), True)
