"""The parts of ready-made models: a linear model, a deep network, or a bias alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.estimator.checks import checked_features, is_numeric

_OPTIMIZERS = {
    "Adagrad": tf.train.AdagradOptimizer,
    "Adam": tf.train.AdamOptimizer,
    "Ftrl": tf.train.FtrlOptimizer,
    "Momentum": lambda rate: tf.train.MomentumOptimizer(rate, 0.9),
    "RMSProp": tf.train.RMSPropOptimizer,
    "SGD": tf.train.GradientDescentOptimizer,
}


_SOURCES = {  # kinds of categorical columns, with the names by which TensorFlow Learn sorted them
    "CrossedColumn": "Crossed", "HashedCategoricalColumn": "SparseHashed",
    "IdentityCategoricalColumn": "SparseIntegerized",
    "VocabularyListCategoricalColumn": "SparseKeys",
    "VocabularyFileCategoricalColumn": "SparseVocabulary",
}


@dataclasses.dataclass(kw_only=True)
class Part:
    """A part of a ready-made model, with its own columns and optimizer."""

    feature_columns: Sequence[Any]
    optimizer: Any  # a name, an optimizer or a function that makes one; None for the default
    rate: float  # the learning rate of an optimizer given by name
    old_names: bool = False  # whether variables get the names they had in TensorFlow Learn

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
        return optimizer.minimize(loss, var_list=tf.trainable_variables(f"{self.scope}/"))

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
        getter = self._old_name if self.old_names else None
        with tf.variable_scope(self.scope, custom_getter=getter):
            found = checked_features(features, self.feature_columns)
            return tf.feature_column.linear_model(
                found, self.feature_columns, width, self.sparse_combiner
            )

    def _old_name(self, getter: Any, name: str, *arguments: Any, **settings: Any) -> Any:
        """Name variables as TensorFlow Learn did: `weight`, not `weights`, for a numeric column."""
        path = name.replace("linear_model/private_fc_linear_wrapper/", "/")  # the column ""
        path = path.replace("linear_model/", "")
        numbers = [column.name for column in self.feature_columns if is_numeric(column)]
        if path.split("/", 1)[1] in ("bias_weights", *(f"{key}/weights" for key in numbers)):
            path = path.removesuffix("s")
        return getter(path, *arguments, **settings)


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
        names = ("weights", "biases") if self.old_names else ("kernel", "bias")
        getter = _old_embedding if self.old_names else None
        with tf.variable_scope(self.scope, custom_getter=getter):
            found = checked_features(features, self.feature_columns)
            with tf.variable_scope("input_from_feature_columns"):
                made: dict[Any, tf.Tensor] = {}
                net = tf.feature_column.input_layer(
                    found, self.feature_columns, cols_to_output_tensors=made
                )
                if self.old_names:
                    net = tf.concat([made[column] for column in sorted(made, key=_old_order)], 1)
            for number, units in enumerate(self.hidden_units):
                scope = f"hiddenlayer_{number}"
                net = self.activation_fn(_dense(net, units, scope, names))
                if self.dropout and training:
                    net = tf.nn.dropout(net, rate=self.dropout)
                if self.batch_norm:
                    net = _normalized(net, training, f"{scope}/batchnorm_{number}")
            return _dense(net, width, "logits", names)


def _normalized(net: tf.Tensor, training: bool, name: str) -> tf.Tensor:
    from tf_keras.api._v1.keras.__internal__.legacy import layers

    return layers.batch_normalization(net, momentum=0.999, training=training, name=name)


def _old_order(column: Any) -> tuple[str, str, str]:
    """Return TensorFlow Learn's sort key: the column's kind, its source column's kind, its name."""
    source = getattr(column, "categorical_column", None)
    return type(column).__name__.replace("Indicator", "OneHot").replace(
        "Numeric", "RealValued"
    ), _SOURCES.get(type(source).__name__, ""), column.name


def _old_embedding(getter: Any, name: str, *arguments: Any, **settings: Any) -> Any:
    """Name an embedding's variable as TensorFlow Learn did."""
    path = name.replace("columns/input_layer/", "columns/")
    return getter(path.replace("/embedding_weights", "/weights"), *arguments, **settings)


def _dense(net: tf.Tensor, units: int, scope: str, names: tuple[str, str]) -> tf.Tensor:
    with tf.variable_scope(scope):
        start = tf.glorot_uniform_initializer()
        weights = tf.get_variable(names[0], [net.shape[1], units], initializer=start)
        bias = tf.get_variable(names[1], [units], initializer=tf.zeros_initializer())
        return tf.matmul(net, weights) + bias
