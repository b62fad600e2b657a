"""Examples in tiles: memory for one tile at a time, however many examples there are.

A full-batch gradient is the mean of those of its tiles, each weighted with its share of the
examples. All tiles are taken in one loop of the graph, before anything is applied.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from tfgraph_course import tf

ACTIVATION_BYTES = 2**24  # that the forward pass of a tile may take


class Tile(NamedTuple):
    """Some of the examples: numbers, or int32 [] in the loop."""

    number: int | tf.Tensor
    first: int | tf.Tensor
    count: int | tf.Tensor
    share: float | tf.Tensor  # of all examples


class Tiles(NamedTuple):
    """How examples are divided."""

    examples: int
    size: int  # examples in each tile; the last one has what is left

    def each(self, array: np.ndarray) -> list[np.ndarray]:
        """The rows of an array that belong to each tile."""
        return [array[i : i + self.size] for i in range(0, self.examples, self.size)]

    def rows(self, held: tf.Tensor, tile: Tile) -> tf.Tensor:
        """The rows of a tensor that belong to a tile."""
        if self.size >= self.examples:
            return held
        return held[tile.first : tile.first + tile.count]

    def total(
        self, one: Callable[[Tile], Sequence[tf.Tensor | None]], shapes: Sequence[tf.TensorShape]
    ) -> list[tf.Tensor | None]:
        """Add up what `one` gives for each tile: float32 tensors of these shapes, None for 0."""
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
        # One tile after the other: in parallel they would round differently from run to run.
        return tf.while_loop(
            lambda number, *_: number < tiles, add, start, parallel_iterations=1, back_prop=False
        )[1:]


def tile_size(ops: Sequence[tf.Operation]) -> int:
    """Examples in a tile, from the ops of a forward pass: 1 or more.

    A tensor that has a row for each example has an unknown number of rows in the graph.
    """
    shapes = {t.name: t.shape for op in ops for t in op.outputs if t.shape.rank}
    numbers = sum(
        shape[1:].num_elements() or 0 for shape in shapes.values() if shape[0].value is None
    )
    return max(1, ACTIVATION_BYTES // max(1, 4 * numbers))
