"""Divide examples into tiles, so that memory is needed for only one tile at a time.

A full-batch gradient is the weighted mean of the gradients on all tiles, where a tile's weight is
its share of the examples. One loop in the graph goes through all tiles before any gradient is
applied.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from tfgraph_course import tf

ACTIVATION_BYTES = 2**24  # limit for the forward pass of one tile


class Tile(NamedTuple):
    """A tile: some of the examples. In the loop over tiles, the fields are scalar tensors."""

    number: int | tf.Tensor
    first: int | tf.Tensor
    count: int | tf.Tensor
    share: float | tf.Tensor  # share of all examples


class Tiles(NamedTuple):
    """The division of examples into tiles."""

    examples: int
    size: int  # examples in each tile; the last tile has the rest

    def each(self, array: np.ndarray) -> list[np.ndarray]:
        """Return the rows of an array that belong to each tile."""
        return [array[i : i + self.size] for i in range(0, self.examples, self.size)]

    def rows(self, held: tf.Tensor, tile: Tile) -> tf.Tensor:
        """Return the rows of a tensor that belong to a tile."""
        if self.size >= self.examples:
            return held
        return held[tile.first : tile.first + tile.count]

    def total(
        self, one: Callable[[Tile], Sequence[tf.Tensor | None]], shapes: Sequence[tf.TensorShape]
    ) -> list[tf.Tensor | None]:
        """Add up what the function `one` returns for each tile.

        Args:
            one: returns float32 tensors for a tile; None counts as 0.
            shapes: the shapes of these tensors.

        Returns:
            The sums; if there is only one tile, what `one` returns for it, including None.
        """
        if self.size >= self.examples:
            return list(one(Tile(0, 0, self.examples, 1.0)))

        def add(number: tf.Tensor, *sums: tf.Tensor) -> tuple[tf.Tensor, ...]:
            first = number * self.size
            count = tf.minimum(self.size, self.examples - first)
            share = tf.cast(count / self.examples, tf.float32)
            parts = one(Tile(number, first, count, share))
            added = [a if b is None else a + b for a, b in zip(sums, parts, strict=True)]
            return number + 1, *added

        start = 0, *(tf.zeros(shape) for shape in shapes)
        tiles = -(-self.examples // self.size)
        # One tile at a time: in parallel, rounding would differ from run to run.
        return tf.while_loop(
            lambda number, *_: number < tiles, add, start, parallel_iterations=1, back_prop=False
        )[1:]


def tile_size(ops: Sequence[tf.Operation], before: int = 0) -> int:
    """Choose the number of examples in a tile, 1 or more, from the ops of a forward pass.

    Tensors with a row for each example are recognized by their unknown number of rows. `before` is
    how many numbers the engine's own first layers compute for an example.
    """
    shapes = {t.name: t.shape for op in ops for t in op.outputs if t.shape.rank}
    numbers = sum(
        shape[1:].num_elements() or 0 for shape in shapes.values() if shape[0].value is None
    )
    return max(1, ACTIVATION_BYTES // max(1, 4 * (numbers + before)))
