"""Build and run faster versions in a private copy of a graph, kept in step with the session."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.engine.copies import Copy, Node, Run, check_state
from tfgraph_course.engine.fast import Fast, Feeds, faster_means, faster_step
from tfgraph_course.engine.gradients import Data
from tfgraph_course.engine.rebuild import CannotCopy
from tfgraph_course.engine.training_step import dropouts, is_mean, training_step

SCOPE = "engine/"  # the name scope of everything that is built in the copy


class Builder:
    """Builds and runs faster versions of what a session computes.

    The variables have two sets of values: one in the session, one in the copy. A run brings the
    set that it needs up to date if the other one has newer values.
    """

    def __init__(self, own: Run, config: Any) -> None:
        """`own` is the session's own `run`, and `config` its ConfigProto or None."""
        self._own = own
        self._config = tf.ConfigProto()
        if config is not None:
            self._config.CopyFrom(config)
        self._config.graph_options.place_pruned_graph = False  # so that the graph is optimized
        self._copy: Copy | None = None
        self._kept: set[Data] = set()  # examples that the copy's session holds
        self._checked: set[Any] = set()  # ways of building means that agreed with the graph's own
        self._is_ahead = False  # the copy has newer values than the session
        self._is_behind = True  # the session may have newer values than the copy
        self.changes = 0  # how many times a variable may have changed
        self.built = 0  # how many faster versions the copy holds

    @property
    def is_open(self) -> bool:
        """Whether a copy exists, with its own variable values."""
        return self._copy is not None

    def has(self, node: Node) -> bool:
        """Return True if a node of the session's graph has been copied."""
        return self._copy is not None and node in self._copy

    def copy(self, node: Node, others: Collection[Node]) -> None:
        """Start over with a copy of a node, and of those nodes in `others` that can be copied.

        Everything that was built before is dropped.

        Raises:
            CannotCopy: the node, or a variable of another, cannot be copied; nothing has changed.
        """
        nodes = _needed(node)
        for other in others:
            with contextlib.suppress(CannotCopy):
                nodes += _needed(other)
        new = Copy(nodes, self._config)
        self.close()
        self._copy, self.built = new, 0
        self._checked.clear()

    def build(
        self, nodes: Sequence[Node], feeds: Feeds, data: Data | None
    ) -> tuple[Fast, list[tf.Tensor]]:
        """Build a faster version of a training step, or of several means over the examples.

        Args:
            nodes: the step's operation, or the tensors of the means; all have already been copied.
            feeds: what the run is fed.
            data: the examples in `feeds`, if the copy's session already holds them; else None.

        Returns:
            The faster version, and the graph's tensors that hold dropout's random numbers.

        Raises:
            CannotCopy: a faster version cannot be built, or would compute something else.
        """
        is_step = isinstance(nodes[0], tf.Operation)
        step = training_step(nodes[0]) if is_step else None
        inputs = {tensor.name for tensor in feeds.rows}
        if not is_step and not all(is_mean(mean, inputs) for mean in nodes):
            raise CannotCopy
        numbers = [number for node in nodes for number in dropouts(node)]
        numbers = list({tensor.name: tensor for tensor in numbers}.values())
        copied = self._copy.of
        feeds = Feeds(*({t: v for t, v in part.items() if t in self._copy} for part in feeds))
        with self._copy.graph.as_default(), self._copy.session.as_default(), tf.name_scope(SCOPE):
            self._update()
            own, drawn = [copied(node) for node in nodes], [copied(number) for number in numbers]
            inside = Feeds(
                {copied(t): np.asarray(a, t.dtype.as_numpy_dtype) for t, a in feeds.rows.items()},
                {copied(t): value for t, value in feeds.others.items()},
            )
            step = step and step.of(copied)
            for examples in self._divided(inside, [step.loss] if step else own, data):
                way = *inputs, *(mean.name for mean in own), examples.name, examples.in_tiles
                try:
                    if step:
                        fast = faster_step(own[0], step, inside, examples, drawn)
                    else:
                        fast = faster_means(own, inside, examples, drawn, way in self._checked)
                        self._checked.add(way)
                    self.built += 1
                    self._kept.add(examples)
                    return fast, numbers
                except CannotCopy:
                    if examples is not data:
                        examples.free()
        raise CannotCopy

    def _divided(
        self, feeds: Feeds, fetches: Sequence[tf.Tensor], data: Data | None
    ) -> Iterator[Data]:
        """Yield the ways to divide the examples, best first: as in `data`, in tiles, not at all.

        A loss that is not a mean over the examples cannot be computed in tiles. The first layers of
        a smaller set, such as the validation data, are built in the way of the largest set.
        """
        if data is not None:
            yield data
        larger = [
            kept for kept in self._kept
            if kept.x in feeds.rows and kept.tiles.examples >= feeds.examples
        ]
        like = max(larger, key=lambda kept: kept.tiles.examples, default=None)
        yield Data(feeds.rows, fetches, like)
        yield Data(feeds.rows, fetches, like, size=feeds.examples)

    def free(self, data: Iterable[Data]) -> None:
        """Free the memory of examples that are not needed any more."""
        if self._copy is not None:
            with self._copy.session.as_default():
                for examples in set(data) & self._kept:
                    examples.free()
            self._kept -= set(data)

    def run(
        self, fast: Fast, others: Mapping[tf.Tensor, Any], numbers: Mapping[str, np.ndarray]
    ) -> Any:
        """Run a faster version, and return what it computes; None for a training step.

        Args:
            fast: the version.
            others: values for the placeholders of the session's graph that hold no examples.
            numbers: dropout's random numbers, keyed by the names of the graph's tensors.
        """
        feed = {self._copy.of(t): value for t, value in others.items() if t in self._copy}
        feed |= {fast.masks[name]: array for name, array in numbers.items()}
        self._update()
        if isinstance(fast.fetches, tf.Operation):
            self._is_ahead = True
            self.changes += 1
        return self._copy.session.run(fast.fetches, feed)

    def _update(self) -> None:
        if self._is_behind:
            self._copy.pull(self._own)
            self._is_behind = False

    def before_own_run(self, may_write: bool) -> None:
        """Give the session's variables their newest values; note if its own run may change them."""
        if self._is_ahead:
            self._copy.push(self._own)
            self._is_ahead = False
        if may_write:
            self._is_behind = True
            self.changes += 1

    def close(self) -> None:
        """Give the session's variables their newest values, and free what the copy holds."""
        self.before_own_run(may_write=True)
        if self._copy is not None:
            self.free(self._kept)
            self._copy.close()
            self._copy = None


def _needed(node: Node) -> list[Node]:
    """Return the nodes that a faster version of a node is built from.

    Raises:
        CannotCopy: a faster version is not possible.
    """
    nodes = [node, training_step(node).loss] if isinstance(node, tf.Operation) else [node]
    check_state(nodes)
    return nodes
