"""Check the arguments of `sess.run`: the nodes to fetch, and the values to feed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.errors import CourseError
from tfgraph_course.explanation.analysis import Element, Plan, plan
from tfgraph_course.explanation.names import Names
from tfgraph_course.graphs import is_variable, op_of


def planned(names: Names, fetches: Any, feed_dict: Mapping[Any, Any]) -> Plan:
    """Check the arguments of a call, and return what it computes.

    Raises:
        CourseError: a fetch or feed is not in the graph, a key cannot be fed, or its value does not
            fit.
    """
    fed: dict[tf.Tensor, np.ndarray] = {}
    for key, value in feed_dict.items():
        tensors = _elements(names, key)
        values = value if len(tensors) > 1 else [value]  # a SparseTensor has three parts
        for tensor, part in zip(tensors, values, strict=False):
            fed[tensor] = _fitting(names, tensor, part)
    return plan(names.graph, _elements(names, fetches), fed)


def _elements(names: Names, fetches: Any) -> list[Element]:
    """Return a flat list of the tensors and ops in `fetches`, which may be nested."""
    if hasattr(fetches, "dense_shape"):  # a SparseTensor, or the IndexedSlices of a gradient
        parts = (fetches.indices, fetches.values, fetches.dense_shape)
        fetches = [part for part in parts if part is not None]
    if isinstance(fetches, Mapping):
        fetches = list(fetches.values())
    if isinstance(fetches, (list, tuple)):
        return [element for part in fetches for element in _elements(names, part)]
    try:
        return [names.graph.as_graph_element(fetches)]
    except (TypeError, ValueError, KeyError) as fault:
        raise CourseError(_foreign(names, fetches)) from fault


def _foreign(names: Names, fetch: Any) -> str:
    """Say why a fetch is not a node of the session's graph."""
    graph = getattr(fetch, "graph", None)
    if not isinstance(graph, tf.Graph):
        return (
            f"{names.where}: {fetch!r} is not a node of the session's graph; give a tensor, an "
            "operation or a variable that belongs to that graph."
        )
    name = Names(graph, *names.scopes).of(op_of(fetch))
    return (
        f"{names.where}: {name} is not a node of the session's graph but of another graph; build "
        "it again in the session's graph, or open a session on its own graph, with "
        f"tf.Session(graph={name}.graph)."
    )


def missing(names: Names, computed: list[tf.Operation], call: str) -> str:
    """Say which of the ops to compute are placeholders, which get no value; "" if none is.

    `call` is the call, up to where the missing values belong, such as `y.eval(feed_dict={`.
    """
    ops = [op for op in computed if op.type in ("Placeholder", "PlaceholderV2")]
    if not ops:
        return ""
    said = [names.of(op) for op in ops]
    feed = ", ".join(f"{name}: ..." for name in said)
    kinds = ", ".join(f"{names.of(op)} is {_kind(op.outputs[0])}" for op in ops)
    what = "placeholder {} is" if len(ops) == 1 else "placeholders {} are"
    return (
        f"{names.where}: the {what.format(' and '.join(said))} needed but not fed; give a value in "
        f"the feed, as in {call}{feed}}}), where {kinds}."
    )


def _kind(tensor: tf.Tensor) -> str:
    return f"{tensor.dtype.base_dtype.name} of shape {tensor.shape}"  # float32 of shape (?, 5)


def _fitting(names: Names, tensor: Element, value: Any) -> np.ndarray:
    name = names.of(tensor)
    if not isinstance(tensor, tf.Tensor) or not tensor.graph.is_feedable(tensor):
        raise CourseError(
            f"{names.where}: {name} cannot be fed, because it is not a tensor or is inside a loop "
            "or branch; feed a tensor outside of loops and branches."
        )
    wanted = _kind(tensor)
    if isinstance(value, tf.Tensor) or is_variable(value):
        given = names.of(value.op.outputs[0])
        raise CourseError(
            f"{names.where}: the value for {name} is the node {given}, not an array; compute it "
            f"first, as in sess.run({given}), and feed the result."
        )
    try:
        array = np.asarray(value, tensor.dtype.as_numpy_dtype)
    except (TypeError, ValueError, NotImplementedError, OverflowError) as fault:
        raise CourseError(
            f"{names.where}: the value for {name} does not fit ({fault}); give {wanted}."
        ) from fault
    if not tensor.shape.is_compatible_with(array.shape):
        raise CourseError(
            f"{names.where}: the value for {name} has shape {array.shape}; give {wanted}."
        )
    return array
