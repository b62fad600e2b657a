"""Stops training when a number is infinite or NaN, and finds the node where that began."""

from __future__ import annotations

from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.errors import CourseError
from tfgraph_course.graphs import Examples, Graph, ancestors, random_numbers
from tfgraph_course.training.steps import own_feed


class Guard:
    """Watches the variables of a graph in the default session."""

    def __init__(self, graph: Graph, training: Examples, keep_prob: float, seed: int) -> None:
        """Keep the inputs of a step, so that steps can be repeated if something goes wrong."""
        self.graph, self.fed = graph, (training, keep_prob, seed)
        self.variables = {variable.op.name: variable for variable in tf.global_variables()}
        self.good: tuple[int, dict[str, np.ndarray]] | None = None  # the last good epoch

    def restore(self, values: dict[str, np.ndarray]) -> None:
        sess = tf.get_default_session()
        for name, variable in self.variables.items():
            variable.load(values[name], sess)

    def check(self, epoch: int, loss: float = 0.0) -> dict[str, np.ndarray]:
        """Return the values of the variables after `epoch` steps.

        Raises:
            CourseError: a variable or the loss is infinite or NaN.
        """
        values = tf.get_default_session().run(self.variables)
        if np.isfinite(loss) and _finite(values):
            self.good = epoch, values
            return values
        where = f"after epoch {epoch:,}"
        if self.good:
            self.restore(self.good[1])
            where = self._first(self.good[0], epoch) or where
        raise CourseError(
            f"training produced a number that is infinite or NaN, {where}; try a smaller --rate."
        )

    def _first(self, start: int, end: int) -> str | None:
        """Repeat the steps since the last good epoch with the graph's own nodes; name the node."""
        training, keep_prob, seed = self.fed
        numbers = random_numbers(self.graph)
        for epoch in range(start, end + 1):
            feed = own_feed(self.graph, training, keep_prob, seed, epoch, numbers)
            name = first_not_finite(self.graph, feed)
            if name:
                return f"first in the node {name} in epoch {epoch:,}"
            tf.get_default_session().run(self.graph.train_step, feed)
        return None


def _finite(values: dict[str, np.ndarray]) -> bool:
    return all(np.isfinite(array).all() for array in values.values() if array.dtype.kind == "f")


def first_not_finite(graph: Graph, feed: dict[Any, Any]) -> str | None:
    """Return the name of a training step's first tensor that is not finite; None if all are.

    Tensors are checked in the order in which the graph was built: a node comes after its inputs.
    Tensors inside a loop cannot be fetched; the outputs of the loop can.
    """
    read = set(ancestors(graph.train_step))
    tensors = [
        tensor
        for op in tf.get_default_graph().get_operations()
        if op in read and op._get_control_flow_context() is None
        for tensor in op.outputs
        if tensor.dtype.is_floating and not tensor.dtype._is_ref_dtype
    ]
    finite = [tf.reduce_all(tf.is_finite(tensor)) for tensor in tensors]
    found = tf.get_default_session().run(finite, feed)
    return next((t.name for t, good in zip(tensors, found, strict=True) if not good), None)
