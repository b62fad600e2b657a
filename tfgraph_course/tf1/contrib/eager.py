"""`tf.contrib.eager`: eager execution, in which operations run immediately."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf
from tensorflow.python.eager import context
from tf_keras.api._v1.keras import Model

from tfgraph_course.tf1.top_level import enable_eager_execution

__all__ = ["Network", "Saver", "enable_eager_execution", "get_optimizer_variables", "list_devices"]


class Network(Model):
    """The predecessor of Keras's `Model`: a model made of layers, for eager execution."""

    def track_layer(self, layer: Any) -> Any:
        """Return the layer unchanged; Keras tracks a layer once it is an attribute of the model."""
        return layer


def list_devices() -> list[str]:
    """Return the names of the devices on which TensorFlow can run operations."""
    return context.context().devices()


def get_optimizer_variables(optimizer: Any) -> list[Any]:
    """Return an optimizer's own variables, such as its slots."""
    return optimizer.variables()


class Saver(tf.train.Saver):
    """Saves and restores variables, which are given as a list or as a dictionary keyed by name."""

    def save(self, file_prefix: str, global_step: Any = None) -> str:
        """Write the variables to a checkpoint; return its path, which `restore` takes."""
        return super().save(None, file_prefix, global_step)

    def restore(self, file_prefix: str) -> None:
        super().restore(None, file_prefix)
