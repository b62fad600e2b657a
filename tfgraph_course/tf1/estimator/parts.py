"""The parts of ready-made models: a linear model, a deep network, or a bias alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

import tensorflow.compat.v1 as tf
from tensorflow.python.feature_column.feature_column_v2 import is_feature_column_v2
from tf_keras.api._v1 import keras
from tf_keras.api._v1.keras.__internal__.legacy import layers

from tfgraph_course.tf1.contrib.learn.columns import (
    input_from_feature_columns,
    weighted_sum_from_feature_columns,
)
from tfgraph_course.tf1.contrib.slim import slim
from tfgraph_course.tf1.estimator.checks import checked_features
from tfgraph_course.tf1.old_seeds import with_missing

_OPTIMIZERS = {
    "Adagrad": tf.train.AdagradOptimizer,
    "Adam": tf.train.AdamOptimizer,
    "Ftrl": tf.train.FtrlOptimizer,
    "Momentum": lambda rate: tf.train.MomentumOptimizer(rate, 0.9),
    "RMSProp": tf.train.RMSPropOptimizer,
    "SGD": tf.train.GradientDescentOptimizer,
}

_ONE_PART = tf.min_max_variable_partitioner()


@dataclasses.dataclass(kw_only=True)
class Part:
    """A part of a ready-made model, with its own columns and optimizer."""

    feature_columns: Sequence[Any]
    optimizer: Any  # a name, an optimizer or a function that makes one; None for the default
    rate: float  # the learning rate of an optimizer given by name
    old_names: bool = False  # whether variables get the names they had in TensorFlow Learn
    has_rate: bool = False  # whether the learning rate is a variable, as in TensorFlow Learn
    clip: float | None = None  # the largest norm of the gradients; None for no limit

    scope = usual_optimizer = ""
    arguments = ("feature_columns", "optimizer")  # the fields that a user sets

    def __post_init__(self) -> None:
        self.feature_columns = list(self.feature_columns or ())
        self.optimizer = self.optimizer or self.usual_optimizer
        if not self.feature_columns:
            raise ValueError("feature_columns is empty; give at least one column.")
        if isinstance(self.optimizer, str) and self.optimizer not in _OPTIMIZERS:
            known = ", ".join(_OPTIMIZERS)
            raise ValueError(f"There is no optimizer {self.optimizer!r}; choose from {known}.")

    def minimize(self, loss: tf.Tensor) -> tf.Operation:
        """Make an op that trains this part's variables; it does not increment the global step."""
        optimizer = self.optimizer
        if isinstance(optimizer, str):
            optimizer = _OPTIMIZERS[optimizer](self.rate)
        elif callable(optimizer):
            optimizer = optimizer()
        # A deep model also trains the bias that enable_centered_bias adds; a linear one does not.
        rest = "(?!.*/centered_bias_weight)" if self.scope == "linear" else ""
        variables = tf.trainable_variables(f"{self.scope}/{rest}")
        if self.has_rate:
            return slim("layers.optimizers").optimize_loss(
                loss, None, self.rate, optimizer, clip_gradients=self.clip, variables=variables,
                name=self.scope, summaries=[], increment_global_step=False,
            )
        gradients, variables = zip(*optimizer.compute_gradients(loss, variables), strict=True)
        if self.clip:
            gradients, _ = tf.clip_by_global_norm(gradients, self.clip)
        return optimizer.apply_gradients(zip(gradients, variables, strict=True))

    def logits(self, features: Any, width: int, training: bool) -> tf.Tensor:
        """Compute this part's share of the logits, [batch, width], from the features."""
        raise NotImplementedError


@dataclasses.dataclass(kw_only=True)
class Linear(Part):
    """A weighted sum of the features; the weights start at zero."""

    sparse_combiner: str = "sum"

    scope, usual_optimizer = "linear", "Ftrl"
    arguments = (*Part.arguments, "sparse_combiner")

    def logits(self, features: Any, width: int, training: bool) -> tf.Tensor:
        with tf.variable_scope(self.scope, partitioner=_ONE_PART) as scope:
            found = checked_features(features, self.feature_columns)
            if self.old_names:
                return weighted_sum_from_feature_columns(
                    found, self.feature_columns, width, scope=scope
                )[0]
            return tf.feature_column.linear_model(
                found, self.feature_columns, width, self.sparse_combiner
            )


@dataclasses.dataclass(kw_only=True)
class Baseline(Part):
    """A trained bias for each logit, which does not depend on the features."""

    feature_columns: Sequence[Any] = ("",)

    scope, usual_optimizer = "baseline", "Ftrl"
    arguments = ("optimizer",)

    def logits(self, features: Any, width: int, training: bool) -> tf.Tensor:
        with tf.variable_scope(self.scope):
            bias = tf.get_variable("bias", [width], initializer=tf.zeros_initializer())
            first = tf.nest.flatten(features)[0]
            return tf.zeros([tf.shape(first)[0], width]) + bias


@dataclasses.dataclass(kw_only=True)
class Deep(Part):
    """Fully connected layers; the weights start at random values."""

    hidden_units: Sequence[int]
    activation_fn: Callable[[tf.Tensor], tf.Tensor]
    dropout: float | None
    batch_norm: bool = False

    scope, usual_optimizer = "dnn", "Adagrad"
    arguments = (*Part.arguments, "hidden_units", "activation_fn", "dropout", "batch_norm")

    def logits(self, features: Any, width: int, training: bool) -> tf.Tensor:
        dense = slim("layers.layers").fully_connected if self.old_names else _dense
        resource = not self.old_names
        with tf.variable_scope(self.scope, partitioner=_ONE_PART, use_resource=resource):
            net = self._inputs(checked_features(features, self.feature_columns))
            for number, units in enumerate(self.hidden_units):
                scope = f"hiddenlayer_{number}"
                net = dense(net, units, self.activation_fn, scope=scope)
                if self.dropout and training:
                    net = tf.nn.dropout(net, rate=self.dropout)
                if self.batch_norm:
                    net = layers.batch_normalization(
                        net, momentum=0.999, training=training, name=f"{scope}/batchnorm_{number}"
                    )
                self._summarize(net, scope)
            net = dense(net, width, None, scope="logits")
            self._summarize(net, "logits")
            return net

    def _inputs(self, features: dict[str, Any]) -> tf.Tensor:
        with tf.variable_scope("input_from_feature_columns") as scope:
            if self.old_names:
                return input_from_feature_columns(features, self.feature_columns, scope=scope)
            if not is_feature_column_v2(self.feature_columns):
                return tf.feature_column.input_layer(features, self.feature_columns)
            layer = keras.layers.DenseFeatures(self.feature_columns, name="input_layer")
            # Then, looking up an embedding took two more nodes, not five.
            embeddings = sum(hasattr(column, "max_norm") for column in self.feature_columns)
            return with_missing(layer, -3 * embeddings)(features, training=False)

    def _summarize(self, net: tf.Tensor, layer: str) -> None:
        name = f"{self.scope}/{layer}{'_' if self.old_names else '/'}"
        tf.summary.scalar(f"{name}fraction_of_zero_values", tf.nn.zero_fraction(net))
        tf.summary.histogram(f"{name}activation", net)


def _dense(net: tf.Tensor, units: int, activation: Any, scope: str) -> tf.Tensor:
    start = tf.glorot_uniform_initializer()
    return layers.dense(net, units, activation, kernel_initializer=start, name=scope)
