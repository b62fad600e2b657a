"""Check the arguments of `sess.run`: the nodes to fetch, and the nodes to feed with their values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.errors import CourseError
from tfgraph_course.explanation.analysis import Element
from tfgraph_course.explanation.names import Names


def elements(graph: tf.Graph, fetches: Any) -> list[Element]:
    """List the tensors and ops of a graph in `fetches`, which may be nested as for `sess.run`.

    Raises:
        CourseError: a fetch is not in the graph.
    """
    if hasattr(fetches, "dense_shape"):  # a SparseTensor, or the IndexedSlices of a gradient
        parts = (fetches.indices, fetches.values, fetches.dense_shape)
        fetches = [part for part in parts if part is not None]
    if isinstance(fetches, Mapping):
        fetches = list(fetches.values())
    if isinstance(fetches, (list, tuple)):
        return [element for part in fetches for element in elements(graph, part)]
    try:
        return [graph.as_graph_element(fetches)]
    except (TypeError, ValueError, KeyError) as fault:
        raise CourseError(
            f"explain: {fetches!r} is not a node of the session's graph; give a tensor, an "
            "operation or a variable that belongs to that graph."
        ) from fault


def feeds(names: Names, feed_dict: Mapping[Any, Any]) -> list[tuple[tf.Tensor, np.ndarray]]:
    """List the tensors that `feed_dict` feeds, each with its value.

    Raises:
        CourseError: a key cannot be fed, or its value does not fit.
    """
    fed = []
    for key, value in feed_dict.items():
        tensors = elements(names.graph, key)
        values = value if len(tensors) > 1 else [value]  # a SparseTensor has three parts
        pairs = zip(tensors, values, strict=False)
        fed += [(tensor, _fitting(names.of(tensor), tensor, part)) for tensor, part in pairs]
    return fed


def _fitting(name: str, tensor: Element, value: Any) -> np.ndarray:
    if not isinstance(tensor, tf.Tensor) or not tensor.graph.is_feedable(tensor):
        raise CourseError(f"explain: {name} cannot be fed; feed a tensor outside any loop.")
    wanted = f"{tensor.dtype.base_dtype.name} of shape {tensor.shape}"
    try:
        array = np.asarray(value, tensor.dtype.as_numpy_dtype)
    except (TypeError, ValueError, NotImplementedError, OverflowError) as fault:
        raise CourseError(
            f"explain: the value for {name} does not fit ({fault}); give {wanted}."
        ) from fault
    if not tensor.shape.is_compatible_with(array.shape):
        raise CourseError(f"explain: the value for {name} has shape {array.shape}; give {wanted}.")
    return array
