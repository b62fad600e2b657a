"""`tf.contrib.eager`: operations that run at once."""

from __future__ import annotations

from collections.abc import Iterator as PythonIterator
from typing import Any

import tensorflow.compat.v1 as tf
from tensorflow.python.eager import backprop, context
from tensorflow.python.ops import script_ops
from tensorflow.python.ops.resource_variable_ops import ResourceVariable
from tensorflow.python.ops.variable_scope import EagerVariableStore
from tf_keras.api._v1.keras import Model

__all__ = [
    "Checkpoint", "EagerVariableStore", "GradientTape", "Iterator", "Network", "Saver",
    "TensorSpec", "Variable", "custom_gradient", "defun", "enable_eager_execution",
    "executing_eagerly", "function", "get_optimizer_variables", "gradients_function",
    "implicit_gradients", "implicit_value_and_gradients", "in_eager_mode", "list_devices",
    "make_template", "num_gpus", "py_func", "value_and_gradients_function",
]

Checkpoint, GradientTape, TensorSpec = tf.train.Checkpoint, tf.GradientTape, tf.TensorSpec
Variable = ResourceVariable
custom_gradient, make_template = tf.custom_gradient, tf.make_template
defun = function = tf.function
executing_eagerly = in_eager_mode = tf.executing_eagerly
implicit_gradients = backprop.implicit_grad
implicit_value_and_gradients = backprop.implicit_val_and_grad
gradients_function = backprop.gradients_function
value_and_gradients_function = backprop.val_and_grad_function
py_func = script_ops.eager_py_func


def enable_eager_execution(
    config: Any = None, device_policy: Any = None, execution_mode: Any = None
) -> None:
    """From here on, operations run at once; call it first of all.

    Raises:
        ValueError: there is a graph already.
    """
    if not tf.executing_eagerly():
        # TensorFlow was started for graphs. Its context remembers that, and Keras would find out,
        # so a new one is made; it also takes the configuration.
        context._context = None
    tf.enable_eager_execution(config, device_policy, execution_mode)


class Network(Model):
    """A model of layers, as Keras had not yet been for eager code."""

    def track_layer(self, layer: Any) -> Any:
        """Give the layer back; Keras tracks it as soon as it is an attribute."""
        return layer


def num_gpus() -> int:
    """How many GPUs there are."""
    return context.num_gpus()


def list_devices() -> list[str]:
    """The names of the devices."""
    return context.context().devices()


def get_optimizer_variables(optimizer: Any) -> list[Any]:
    """An optimizer's own variables."""
    return optimizer.variables()


class Iterator:
    """Goes through a data set once."""

    def __init__(self, dataset: Any) -> None:
        """Take the data set."""
        self._iterator = iter(dataset)

    def __iter__(self) -> PythonIterator[Any]:
        """This one."""
        return self

    def __next__(self) -> Any:
        """The next entry."""
        return next(self._iterator)

    next = __next__

    def get_next(self, name: str | None = None) -> Any:
        """The next entry, or OutOfRangeError at the end."""
        return self._iterator.get_next()


class Saver:
    """Saves variables and restores them."""

    def __init__(self, var_list: Any) -> None:
        """Take the variables, a list or by name."""
        self._saver = tf.train.Saver(var_list)

    def save(self, file_prefix: str, global_step: Any = None) -> str:
        """Write the variables; returns the path, for `restore`."""
        return self._saver.save(None, file_prefix, global_step=global_step)

    def restore(self, file_prefix: str) -> None:
        """Give the variables the values in a file."""
        self._saver.restore(None, file_prefix)
