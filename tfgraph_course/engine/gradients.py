"""Build a full-batch gradient, added up tile by tile.

The first layers of the graph are computed once for all tiles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from tfgraph_course import tf
from tfgraph_course.engine.features import condense
from tfgraph_course.engine.memory import large_arrays_given_back
from tfgraph_course.engine.rebuild import CannotCopy, copy
from tfgraph_course.engine.recurrence import recurrences
from tfgraph_course.engine.tables import kept, store
from tfgraph_course.engine.tiles import Tile, Tiles, tile_size
from tfgraph_course.graphs import ancestors


class Data:
    """Examples stored in the session, and tensors that replace the graph's own, tile by tile."""

    @large_arrays_given_back()
    def __init__(
        self,
        fed: Mapping[tf.Tensor, np.ndarray],
        fetches: Sequence[tf.Tensor],
        like: Data | None = None,
        size: int | None = None,
    ) -> None:
        """Build the first layers for the examples, and divide the examples into tiles.

        Args:
            fed: the arrays that have a row for each example, keyed by placeholder.
            fetches: the tensors that will be computed from the examples.
            like: other examples; the first layers are built in the same way as for those.
            size: the number of examples in a tile; by default, as many as the limit for memory
                allows. Sequences are never divided.
        """
        self.x = x = max(fed, key=lambda placeholder: fed[placeholder].nbytes)
        self.held = {t.name: kept(array) for t, array in fed.items() if t is not x}
        self.forward = set(ancestors(*fetches))
        self.first = condense(x, fed[x], self.forward, like and like.first)
        self.name, self.once = self.first.name, self.first.once
        behind = ancestors(*fetches, stop={self.name})
        if any(op.type == "Enter" for op in behind):  # a sequence cannot be divided into tiles
            size = len(fed[x])
        size = size or tile_size(behind, self.first.numbers) * self.first.larger
        self.tiles = Tiles(len(fed[x]), size)
        self.rows = self.first.rows(self.tiles)
        self._free = store()

    @property
    def in_tiles(self) -> bool:
        """Whether the examples are divided into more than one tile."""
        return self.tiles.size < self.tiles.examples

    def free(self) -> None:
        """Free the memory that the examples take in the session."""
        tf.get_default_session().run(self._free)

    def given(
        self, tile: Tile, once: list[tf.Tensor], others: Mapping[str, tf.Tensor]
    ) -> dict[str, tf.Tensor]:
        """Return the tensors for one tile, keyed by the names of those that they replace.

        `once` holds the tensors that are computed once for all tiles; `others` are further
        replacements, which do not depend on the tile.
        """
        held = {name: self.tiles.rows(array, tile) for name, array in self.held.items()}
        inputs = {self.name: self.rows(tile, once)} | held | dict(others)
        return inputs | recurrences(self.forward, inputs)


def gradients(
    loss: tf.Tensor,
    applied: Mapping[str, tf.Tensor],
    data: Data,
    masks: Mapping[str, tf.Tensor],
    others: Mapping[str, tf.Tensor],
) -> dict[str, tf.Tensor]:
    """Build the gradients of a loss on all examples, tile by tile.

    All gradients are computed before any is applied; otherwise a variable could change while
    another gradient still reads it.

    Args:
        loss: the graph's loss.
        applied: the variables, keyed by the names of the graph's own gradients.
        data: the examples.
        masks: the random numbers of dropout for all examples, keyed by the names of the tensors
            that they replace.
        others: the tensors that replace all other placeholders, keyed by name.

    Returns:
        The gradients, keyed by the names of the graph's own.

    Raises:
        CannotCopy: the loss cannot be copied, or does not depend on a variable.
    """
    once = [tf.stop_gradient(tensor) for tensor in data.once]

    def of_tile(tile: Tile) -> list[tf.Tensor | None]:
        numbers = {name: data.tiles.rows(mask, tile) for name, mask in masks.items()}
        (part,) = copy([loss], data.given(tile, once, others) | numbers)
        return tf.gradients(part * tile.share, [*once, *applied.values()])

    own = [tf.get_default_graph().get_tensor_by_name(name) for name in applied]
    sums = data.tiles.total(of_tile, [tensor.shape for tensor in [*once, *own]])
    of_once, direct = sums[: len(once)], sums[len(once) :]
    # Backpropagate through the first layers once for all tiles, from the summed gradients.
    through = [None] * len(applied)
    if once:
        through = tf.gradients(data.once, list(applied.values()), of_once)
    new = [_sum(*parts) for parts in zip(direct, through, strict=True)]
    with tf.control_dependencies(new):
        return {name: tf.identity(g) for name, g in zip(applied, new, strict=True)}


def _sum(a: tf.Tensor | None, b: tf.Tensor | None) -> tf.Tensor:
    """Return the sum of two gradients, of which one may be None; raise CannotCopy if both are."""
    if a is None and b is None:
        raise CannotCopy
    return a if b is None else b if a is None else a + b
