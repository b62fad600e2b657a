"""`tf.contrib.framework`: what tf_slim leaves out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf
from tensorflow.python.framework import ops
from tensorflow.python.framework import smart_cond as smart
from tensorflow.python.framework.tensor import BoundedTensorSpec
from tensorflow.python.ops import confusion_matrix
from tensorflow.python.util import deprecation, nest

from tfgraph_course.tf1.contrib import repaired  # noqa: F401 - mends the modules listed after this

__all__ = [
    "BoundedTensorSpec", "TensorSpec", "argsort", "assert_same_float_dtype", "assert_scalar",
    "assert_scalar_int", "convert_to_tensor_or_sparse_tensor", "deprecated",
    "deprecated_arg_values", "deprecated_args", "get_name_scope", "get_placeholders",
    "init_from_checkpoint", "is_tensor", "list_variables", "load_checkpoint", "load_variable",
    "nest", "prepend_name_scope", "py_func", "reduce_sum_n", "remove_squeezable_dimensions",
    "smart_case", "smart_cond", "smart_constant_value", "sort", "strip_name_scope",
    "with_same_shape", "with_shape",
]

TensorSpec = tf.TensorSpec
argsort, is_tensor, py_func, sort = tf.argsort, tf.is_tensor, tf.py_func, tf.sort
assert_same_float_dtype = tf.debugging.assert_same_float_dtype
assert_scalar = tf.debugging.assert_scalar
convert_to_tensor_or_sparse_tensor = tf.convert_to_tensor_or_sparse_tensor
deprecated, deprecated_args = deprecation.deprecated, deprecation.deprecated_args
deprecated_arg_values = deprecation.deprecated_arg_values
init_from_checkpoint = tf.train.init_from_checkpoint
list_variables, load_variable = tf.train.list_variables, tf.train.load_variable
load_checkpoint = tf.train.load_checkpoint
prepend_name_scope, strip_name_scope = ops.prepend_name_scope, ops.strip_name_scope
remove_squeezable_dimensions = confusion_matrix.remove_squeezable_dimensions
smart_case, smart_cond = smart.smart_case, smart.smart_cond
smart_constant_value = smart.smart_constant_value


def assert_scalar_int(tensor: Any, name: str | None = None) -> tf.Tensor:
    """Refuse what is no integer tensor []."""
    with tf.name_scope(name, "assert_scalar_int", [tensor]):
        tensor = tf.convert_to_tensor(tensor)
        if not tensor.dtype.is_integer:
            raise ValueError(f"{tensor.name} is {tensor.dtype.name}; give an integer.")
        return assert_scalar(tensor)


def get_name_scope() -> str:
    """The name scope that is open now."""
    return tf.get_default_graph().get_name_scope()


def get_placeholders(graph: tf.Graph) -> list[tf.Tensor]:
    """The placeholders of a graph, in the order in which they were made."""
    return [op.outputs[0] for op in graph.get_operations() if op.type == "Placeholder"]


def reduce_sum_n(tensors: list[Any], name: str | None = None) -> tf.Tensor:
    """Add all elements of all tensors up to one number []."""
    if not tensors:
        raise ValueError("reduce_sum_n got no tensors; give at least one.")
    with tf.name_scope(name, "reduce_sum_n", tensors):
        return tf.add_n([tf.reduce_sum(tensor, name="sum") for tensor in tensors])


def with_shape(expected_shape: Any, tensor: Any) -> tf.Tensor:
    """Give the tensor the shape; where it cannot be known now, check it when the graph runs."""
    tensor = tf.convert_to_tensor(tensor)
    if isinstance(expected_shape, tf.Tensor):
        known = tf.get_static_value(expected_shape)
        if known is None:
            return _checked(expected_shape, tensor)
        expected_shape = known
    shape = tf.TensorShape(expected_shape)
    if not tensor.shape.is_compatible_with(shape):
        raise ValueError(f"{tensor.name} has shape {tensor.shape}; it must be {shape}.")
    if not tensor.shape.is_fully_defined() and shape.is_fully_defined():
        tensor = _checked(shape.as_list(), tensor)
    tensor.set_shape(shape)
    return tensor


def with_same_shape(expected_tensor: Any, tensor: Any) -> tf.Tensor:
    """Give the tensor the shape of another; see `with_shape`."""
    expected = tf.convert_to_tensor(expected_tensor)
    shape = expected.shape if expected.shape.is_fully_defined() else tf.shape(expected)
    return with_shape(shape, tensor)


def _checked(shape: Any, tensor: tf.Tensor) -> tf.Tensor:
    same: Callable[..., Any] = tf.debugging.assert_equal
    with tf.control_dependencies([same(tf.shape(tensor), shape, message="Wrong shape.")]):
        return tf.identity(tensor)
