"""`tf.contrib.framework`: names that tf_slim lacks."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf
from tensorflow.python.util import nest

from tfgraph_course.tf1.contrib import slim  # noqa: F401 - repairs tf_slim's modules

__all__ = [
    "assert_scalar_int", "get_name_scope", "get_placeholders", "nest", "reduce_sum_n",
    "with_same_shape", "with_shape",
]


def assert_scalar_int(tensor: Any, name: str | None = None) -> tf.Tensor:
    """Check that a tensor is an integer scalar, and return it."""
    with tf.name_scope(name, "assert_scalar_int", [tensor]):
        tensor = tf.convert_to_tensor(tensor)
        if not tensor.dtype.is_integer:
            raise ValueError(f"{tensor.name} has dtype {tensor.dtype.name}; give an integer.")
        return tf.debugging.assert_scalar(tensor)


def get_name_scope() -> str:
    """Return the name scope that is currently open."""
    return tf.get_default_graph().get_name_scope()


def get_placeholders(graph: tf.Graph) -> list[tf.Tensor]:
    """Return the placeholders of a graph, in the order in which they were made."""
    return [op.outputs[0] for op in graph.get_operations() if op.type == "Placeholder"]


def reduce_sum_n(tensors: list[Any], name: str | None = None) -> tf.Tensor:
    """Return the sum of all elements of all tensors, as a scalar tensor."""
    if not tensors:
        raise ValueError("reduce_sum_n got no tensors; give at least one.")
    with tf.name_scope(name, "reduce_sum_n", tensors):
        return tf.add_n([tf.reduce_sum(tensor, name="sum") for tensor in tensors])


def with_shape(expected_shape: Any, tensor: Any) -> tf.Tensor:
    """Return the tensor with the expected shape, which is checked now or when the graph runs."""
    tensor = tf.convert_to_tensor(tensor)
    if isinstance(expected_shape, tf.Tensor):
        known = tf.get_static_value(expected_shape)
        if known is None:
            return _checked(expected_shape, tensor)
        expected_shape = known
    shape = tf.TensorShape(expected_shape)
    if not tensor.shape.is_compatible_with(shape):
        raise ValueError(f"{tensor.name} has shape {tensor.shape}; give a tensor of shape {shape}.")
    if not tensor.shape.is_fully_defined() and shape.is_fully_defined():
        tensor = _checked(shape.as_list(), tensor)
    tensor.set_shape(shape)
    return tensor


def with_same_shape(expected_tensor: Any, tensor: Any) -> tf.Tensor:
    """Check that a tensor has the shape of another tensor, and return it; see `with_shape`."""
    expected = tf.convert_to_tensor(expected_tensor)
    shape = expected.shape if expected.shape.is_fully_defined() else tf.shape(expected)
    return with_shape(shape, tensor)


def _checked(shape: Any, tensor: tf.Tensor) -> tf.Tensor:
    same = tf.debugging.assert_equal(
        tf.shape(tensor), shape, message="The tensor does not have the expected shape."
    )
    with tf.control_dependencies([same]):
        return tf.identity(tensor)
