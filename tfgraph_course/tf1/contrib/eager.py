"""`tf.contrib.eager`: operations that run immediately."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf
from tensorflow.python.eager import context
from tf_keras.api._v1.keras import Model

__all__ = [
    "Network", "Saver", "enable_eager_execution", "get_optimizer_variables", "list_devices",
]


def enable_eager_execution(
    config: Any = None, device_policy: Any = None, execution_mode: Any = None
) -> None:
    """Make operations run immediately; call this before any other function.

    Raises:
        ValueError: a graph already exists.
    """
    if not tf.executing_eagerly():
        # TensorFlow was started for graphs. Its context records that, where Keras would see it;
        # a new context does not, and also accepts the configuration.
        context._context = None
    tf.enable_eager_execution(config, device_policy, execution_mode)


class Network(Model):
    """A model made of layers for eager code, which predates the one in Keras."""

    def track_layer(self, layer: Any) -> Any:
        """Return the layer; Keras tracks it once it is an attribute."""
        return layer


def list_devices() -> list[str]:
    """The names of the devices."""
    return context.context().devices()


def get_optimizer_variables(optimizer: Any) -> list[Any]:
    """The variables of an optimizer."""
    return optimizer.variables()


class Saver:
    """Saves and restores variables, given as a list or as a dictionary by name."""

    def __init__(self, var_list: Any) -> None:
        self._saver = tf.train.Saver(var_list)

    def save(self, file_prefix: str, global_step: Any = None) -> str:
        """Write the variables; return the path, for `restore`."""
        return self._saver.save(None, file_prefix, global_step=global_step)

    def restore(self, file_prefix: str) -> None:
        self._saver.restore(None, file_prefix)
