"""What ready-made models compute from columns of features: a linear sum, or a deep network."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.estimator.checks import checked_features

__all__: list[str] = []

_OPTIMIZERS = {
    "Adagrad": tf.train.AdagradOptimizer,
    "Adam": tf.train.AdamOptimizer,
    "Ftrl": tf.train.FtrlOptimizer,
    "Momentum": lambda rate: tf.train.MomentumOptimizer(rate, 0.9),
    "RMSProp": tf.train.RMSPropOptimizer,
    "SGD": tf.train.GradientDescentOptimizer,
}


@dataclasses.dataclass
class Part:
    """A part of a model, with columns and an optimizer of its own."""

    columns: Sequence[Any]
    optimizer: Any  # a name, an optimizer, or a function that makes one
    rate: float  # at which an optimizer learns that is given by its name
    old_names: bool = False  # the names that TensorFlow Learn gave variables

    def __post_init__(self) -> None:
        """Refuse a part without columns, and an unknown optimizer."""
        self.columns = list(self.columns or ())
        if not self.columns:
            raise ValueError("feature_columns must name at least one column.")
        if isinstance(self.optimizer, str) and self.optimizer not in _OPTIMIZERS:
            known = ", ".join(_OPTIMIZERS)
            raise ValueError(f"There is no optimizer {self.optimizer!r}; there are {known}.")

    scope = ""

    def minimize(self, loss: tf.Tensor) -> tf.Operation:
        """A step that makes the loss smaller by this part's variables; it counts no step."""
        optimizer = self.optimizer
        if isinstance(optimizer, str):
            optimizer = _OPTIMIZERS[optimizer](self.rate)
        elif callable(optimizer):
            optimizer = optimizer()
        variables = tf.trainable_variables(f"{self.scope}/")
        return optimizer.minimize(loss, var_list=variables)

    def logits(self, features: Any, width: int, training: bool) -> tf.Tensor:
        """Numbers [batch, width] of the features."""
        raise NotImplementedError


@dataclasses.dataclass
class Linear(Part):
    """A weighted sum of the features."""

    scope = "linear"

    def logits(self, features: Any, width: int, training: bool) -> tf.Tensor:
        """Numbers [batch, width], from weights that start as zeros."""
        getter = self._old_name if self.old_names else None
        with tf.variable_scope(self.scope, custom_getter=getter):
            found = checked_features(features, self.columns)
            return tf.feature_column.linear_model(found, self.columns, units=width)

    def _old_name(self, getter: Any, name: str, *arguments: Any, **settings: Any) -> Any:
        """Name variables as TensorFlow Learn did; a column of numbers has one `weight`."""
        path = name.replace("linear_model/private_fc_linear_wrapper/", "/")  # of the column ""
        path = path.replace("linear_model/", "")
        numbers = [column.name for column in self.columns if hasattr(column, "normalizer_fn")]
        if path.split("/", 1)[1] in ("bias_weights", *(f"{key}/weights" for key in numbers)):
            path = path.removesuffix("s")
        return getter(path, *arguments, **settings)


@dataclasses.dataclass
class Deep(Part):
    """Layers of neurons."""

    hidden_units: Sequence[int] = ()
    activation: Callable[[tf.Tensor], tf.Tensor] = tf.nn.relu
    dropout: float | None = None

    scope = "dnn"

    def logits(self, features: Any, width: int, training: bool) -> tf.Tensor:
        """Numbers [batch, width], from weights that start at random."""
        names = ("weights", "biases") if self.old_names else ("kernel", "bias")
        with tf.variable_scope(self.scope):
            found = checked_features(features, self.columns)
            with tf.variable_scope("input_from_feature_columns"):
                net = tf.feature_column.input_layer(found, self.columns)
            for number, units in enumerate(self.hidden_units):
                net = self.activation(_dense(net, units, f"hiddenlayer_{number}", names))
                if self.dropout and training:
                    net = tf.nn.dropout(net, rate=self.dropout)
            return _dense(net, width, "logits", names)


def both(linear: tuple[Any, ...], deep: tuple[Any, ...]) -> list[Part]:
    """The parts that have columns, of the arguments of `Linear` and of `Deep`.

    Raises:
        ValueError: neither has, or the deep one has no layers.
    """
    if deep[0] and not deep[4]:
        raise ValueError("dnn_hidden_units must say how large the layers of the network are.")
    parts = [kind(*given) for kind, given in ((Linear, linear), (Deep, deep)) if given[0]]
    if not parts:
        raise ValueError("Give linear_feature_columns, dnn_feature_columns or both.")
    return parts


def linear_rate(columns: Sequence[Any] | None, most: float = 0.2) -> float:
    """The learning rate of a linear sum of so many columns."""
    return min(most, len(columns) ** -0.5) if columns else most


def _dense(net: tf.Tensor, units: int, scope: str, names: tuple[str, str]) -> tf.Tensor:
    with tf.variable_scope(scope):
        start = tf.glorot_uniform_initializer()
        weights = tf.get_variable(names[0], [net.shape[1], units], initializer=start)
        bias = tf.get_variable(names[1], [units], initializer=tf.zeros_initializer())
        return tf.matmul(net, weights) + bias
