"""`tf.estimator`: ready-made models."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.estimator.heads import Classes, Numbers
from tfgraph_course.tf1.estimator.model_function import Estimator
from tfgraph_course.tf1.estimator.parts import Deep, Linear, Part, both, linear_rate
from tfgraph_course.tf1.estimator.spec import EstimatorSpec, ModeKeys, RunConfig

__all__ = [
    "DNNClassifier", "DNNLinearCombinedClassifier", "DNNLinearCombinedRegressor", "DNNRegressor",
    "LinearClassifier", "LinearRegressor",
]

SUM = tf.losses.Reduction.SUM


def built(
    head: Classes | Numbers, parts: Sequence[Part], features: Any, labels: Any, mode: str,
    reduction: str,
) -> EstimatorSpec:
    """The model that adds up what its parts compute."""
    training = mode == ModeKeys.TRAIN
    logits = sum(part.logits(features, head.width, training) for part in parts)
    made = head.predictions(logits)
    if mode == ModeKeys.PREDICT:
        return EstimatorSpec(mode, made)
    if labels is None:
        raise ValueError("There are no labels to learn from; give features and labels.")
    labels = head.labels(tf.convert_to_tensor(labels))
    losses = head.losses(logits, labels)
    loss = tf.losses.compute_weighted_loss(losses, reduction=reduction)
    if not training:
        return EstimatorSpec(mode, made, loss, eval_metric_ops=head.metrics(made, labels, losses))
    with tf.control_dependencies([part.minimize(loss) for part in parts]):
        train = tf.assign_add(tf.train.get_global_step(), 1).op
    return EstimatorSpec(mode, made, loss, train)


class _Ready(Estimator):
    """A head on parts."""

    def __init__(self, head: Any, parts: Any, model_dir: Any, config: Any, reduction: str) -> None:
        def model_fn(features: Any, labels: Any, mode: str) -> EstimatorSpec:
            return built(head, parts, features, labels, mode, reduction)

        super().__init__(model_fn, model_dir, config)


class LinearClassifier(_Ready):
    """Logistic regression."""

    def __init__(
        self, feature_columns: Sequence[Any], model_dir: Any = None, n_classes: int = 2,
        label_vocabulary: Sequence[Any] | None = None, optimizer: Any = "Ftrl",
        config: RunConfig | None = None, loss_reduction: str = SUM,
    ) -> None:
        """Take columns, the number of classes, and an optimizer or its name."""
        head, part = Classes(n_classes, label_vocabulary), Linear(feature_columns, optimizer, 0.2)
        super().__init__(head, [part], model_dir, config, loss_reduction)


class LinearRegressor(_Ready):
    """Linear regression."""

    def __init__(
        self, feature_columns: Sequence[Any], model_dir: Any = None, label_dimension: int = 1,
        optimizer: Any = "Ftrl", config: RunConfig | None = None, loss_reduction: str = SUM,
    ) -> None:
        """Take columns, how many numbers to predict, and an optimizer or its name."""
        parts = [Linear(feature_columns, optimizer, 0.2)]
        super().__init__(Numbers(label_dimension), parts, model_dir, config, loss_reduction)


class DNNClassifier(_Ready):
    """A deep network that tells classes apart."""

    def __init__(
        self, hidden_units: Sequence[int], feature_columns: Sequence[Any], model_dir: Any = None,
        n_classes: int = 2, label_vocabulary: Sequence[Any] | None = None,
        optimizer: Any = "Adagrad", activation_fn: Callable[..., Any] = tf.nn.relu,
        dropout: float | None = None, config: RunConfig | None = None, loss_reduction: str = SUM,
    ) -> None:
        """Take the sizes of the layers, columns, and what else `LinearClassifier` takes."""
        part = Deep(feature_columns, optimizer, 0.05, False, hidden_units, activation_fn, dropout)
        head = Classes(n_classes, label_vocabulary)
        super().__init__(head, [part], model_dir, config, loss_reduction)


class DNNRegressor(_Ready):
    """A deep network that predicts numbers."""

    def __init__(
        self, hidden_units: Sequence[int], feature_columns: Sequence[Any], model_dir: Any = None,
        label_dimension: int = 1, optimizer: Any = "Adagrad",
        activation_fn: Callable[..., Any] = tf.nn.relu, dropout: float | None = None,
        config: RunConfig | None = None, loss_reduction: str = SUM,
    ) -> None:
        """Take the sizes of the layers, columns, and what else `LinearRegressor` takes."""
        part = Deep(feature_columns, optimizer, 0.05, False, hidden_units, activation_fn, dropout)
        super().__init__(Numbers(label_dimension), [part], model_dir, config, loss_reduction)


class DNNLinearCombinedClassifier(_Ready):
    """The sum of logistic regression and a deep network: wide and deep."""

    def __init__(
        self, model_dir: Any = None, linear_feature_columns: Sequence[Any] | None = None,
        linear_optimizer: Any = "Ftrl", dnn_feature_columns: Sequence[Any] | None = None,
        dnn_optimizer: Any = "Adagrad", dnn_hidden_units: Sequence[int] | None = None,
        dnn_activation_fn: Callable[..., Any] = tf.nn.relu, dnn_dropout: float | None = None,
        n_classes: int = 2, label_vocabulary: Sequence[Any] | None = None,
        config: RunConfig | None = None, loss_reduction: str = SUM,
    ) -> None:
        """Take what the two take; a part without columns is left out."""
        parts = both(
            (linear_feature_columns, linear_optimizer, linear_rate(linear_feature_columns, 0.005)),
            (dnn_feature_columns, dnn_optimizer, 0.001, False, dnn_hidden_units, dnn_activation_fn,
             dnn_dropout),
        )
        head = Classes(n_classes, label_vocabulary)
        super().__init__(head, parts, model_dir, config, loss_reduction)


class DNNLinearCombinedRegressor(_Ready):
    """The sum of linear regression and a deep network."""

    def __init__(
        self, model_dir: Any = None, linear_feature_columns: Sequence[Any] | None = None,
        linear_optimizer: Any = "Ftrl", dnn_feature_columns: Sequence[Any] | None = None,
        dnn_optimizer: Any = "Adagrad", dnn_hidden_units: Sequence[int] | None = None,
        dnn_activation_fn: Callable[..., Any] = tf.nn.relu, dnn_dropout: float | None = None,
        label_dimension: int = 1, config: RunConfig | None = None, loss_reduction: str = SUM,
    ) -> None:
        """Take what the two take; a part without columns is left out."""
        parts = both(
            (linear_feature_columns, linear_optimizer, linear_rate(linear_feature_columns, 0.005)),
            (dnn_feature_columns, dnn_optimizer, 0.001, False, dnn_hidden_units, dnn_activation_fn,
             dnn_dropout),
        )
        super().__init__(Numbers(label_dimension), parts, model_dir, config, loss_reduction)
