"""Stop training when a number becomes infinite or NaN, and name the node where that began."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.errors import CourseError
from tfgraph_course.graphs import Graph, ancestors, random_numbers
from tfgraph_course.training.session import Runs, examples_in, masks


class Guard:
    """Watches a graph's variables, in the default session, for values that are infinite or NaN."""

    def __init__(self, graph: Graph, runs: Runs, seed: int) -> None:
        """Watch a graph's variables in `runs`; `seed` is the seed for dropout."""
        self.graph, self.runs, self.seed = graph, runs, seed
        self.feed: dict[Any, Any] = {}  # what a step is fed, so that `check` can repeat steps
        self.variables = {variable.op.name: variable for variable in tf.global_variables()}
        self.good: tuple[int, dict[str, np.ndarray]] | None = None  # the last good epoch

    def check_fits(self, values: dict[str, np.ndarray], folder: Path) -> None:
        """Check that the values of an unfinished run in a folder fit the graph's variables.

        Raises:
            CourseError: they do not; the message names the variables and shapes that differ.
        """
        own = {name: variable.shape.as_list() for name, variable in self.variables.items()}
        saved = {name: list(value.shape) for name, value in values.items()}
        differ = [
            f"{name} ({_shape(saved.get(name))} saved, {_shape(own.get(name))} now)"
            for name in [*own, *(saved.keys() - own.keys())]
            if own.get(name) != saved.get(name)
        ]
        if differ:
            raise CourseError(
                f"{folder}: the unfinished run is from another graph: {', '.join(differ)}; change "
                "the graph back, throw the run away with --restart, or name another folder with "
                "--out."
            )

    def restore(self, values: dict[str, np.ndarray]) -> None:
        for name, variable in self.variables.items():
            initial = variable.initializer.inputs[1]
            self.runs.run(variable.initializer, {initial: values[name]})

    def check(self, epoch: int, loss: float = 0.0) -> dict[str, np.ndarray]:
        """Check the loss and the variables after `epoch` steps; return the values of the variables.

        Raises:
            CourseError: a variable or the loss is infinite or NaN.
        """
        values = self.runs.run(self.variables)
        floats = [array for array in values.values() if array.dtype.kind == "f"]
        if np.isfinite(loss) and all(np.isfinite(array).all() for array in floats):
            self.good = epoch, values
            return values
        where = f"after epoch {epoch:,}"
        if self.good and self.feed:
            self.restore(self.good[1])
            where = self._first(self.good[0], epoch) or where
        raise CourseError(
            f"training produced a number that is infinite or NaN, {where}; try a smaller --rate."
        )

    def _first(self, start: int, end: int) -> str | None:
        """Repeat the steps from `start`, the last good epoch, until a node is infinite or NaN.

        Returns:
            The node and the epoch in words, for a message, or None if all nodes are finite.
        """
        numbers, examples = random_numbers(self.graph.train_step), examples_in(self.feed)
        for epoch in range(start, end + 1):
            feed = self.feed | masks(numbers, examples, self.seed, epoch)
            name = first_not_finite(self.graph, feed)
            if name:
                return f"first in the node {name} in epoch {epoch:,}"
            self.runs.stand_in.run_own(self.graph.train_step, feed)
        return None


def _shape(shape: list[int] | None) -> str:
    return "none" if shape is None else " x ".join(map(str, shape)) or "a number"


def first_not_finite(graph: Graph, feed: dict[Any, Any]) -> str | None:
    """Return the name of the first tensor in a training step that is infinite or NaN, or None.

    Tensors are checked in the order in which the graph was built: a node comes after its inputs.
    Tensors inside a loop cannot be fetched, so only the loop's outputs are checked.
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
