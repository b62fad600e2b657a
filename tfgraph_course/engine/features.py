"""The first layers of a graph, computed only once where the training data repeat themselves.

In the book's data, only one window in thirteen is distinct in chapter 3's first pooling, and one in
seven in its second convolution.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from tfgraph_course import tf
from tfgraph_course.engine.layers import Activation, layer
from tfgraph_course.engine.repeats import pixels
from tfgraph_course.engine.tables import gatherer, kept, narrow_product, selected
from tfgraph_course.engine.tiles import Tile, Tiles

NARROW_COLUMNS = 8  # of weights; with no more, it is faster to hold the images and their transpose
MOST_DISTINCT = 0.5  # share of the windows; with a larger share, TensorFlow's op is faster


# Computes the replacement of the graph's tensor for a tile, from `once`: a row for each image.
OfTile = Callable[[Tile, list["tf.Tensor"]], "tf.Tensor"]


class Condensed(NamedTuple):
    """The output of the first layers of a graph, for all images."""

    name: str  # of the graph's tensor that this replaces
    once: list[tf.Tensor]  # tensors computed once per step, for all images
    rows: Callable[[Tiles], OfTile]  # holds the data that tiles need


def condense(
    x: tf.Tensor, images: np.ndarray, ops: set[tf.Operation], until: str = ""
) -> Condensed:
    """Build the first layers of a graph: those that are faster on distinct values only.

    Args:
        x: the graph's placeholder, [batch, pixels], [batch, height, width] or with a channel.
        images: float32 [N, ...], in the shape that `x` takes.
        ops: the ops of the forward pass.
        until: the name of the tensor to stop at, even if this is not fastest; "" to stop where the
            next layer would not be faster.
    """
    op = _only_reader(x, ops)
    if op is not None and op.type == "MatMul" and op.inputs[0] is x and not _transposes(op):
        return _without_blank_pixels(images, op)
    node = op.outputs[0] if op is not None and op.type == "Reshape" else x
    if (
        until == x.name
        or node.shape.rank != 4
        or node.shape.as_list()[3] != 1
        or node.shape[1:].num_elements() != images[0].size
    ):
        return _as_they_are(x, images)
    made = Activation(*pixels(images.reshape(-1, *node.shape.as_list()[1:3])))
    start = node
    while node.name != until and (op := _only_reader(node, ops)):
        following = layer(op, node, made, 1.0 if until else MOST_DISTINCT)
        if following is None:
            break
        node, made = op.outputs[0], following
    if node is start:
        return _as_they_are(x, images)
    repeats, table = made
    index, shape = repeats.index.reshape(len(images), -1), node.shape.as_list()[1:]

    def rows(tiles: Tiles) -> OfTile:
        gathered = gatherer(index, repeats.size, tiles)
        return lambda tile, once: tf.reshape(gathered(once[0], tile), [-1, *shape])

    return Condensed(node.name, [table], rows)


def _as_they_are(x: tf.Tensor, images: np.ndarray) -> Condensed:
    def rows(tiles: Tiles) -> OfTile:
        held = kept(images)
        return lambda tile, once: tiles.rows(held, tile)

    return Condensed(x.name, [], rows)


def _without_blank_pixels(images: np.ndarray, op: tf.Operation) -> Condensed:
    """`matmul(x, W)` without the pixels that are 0 in all images, whose weights get no gradient."""
    inked = np.flatnonzero(images.any(axis=0)).astype(np.int32)

    once = selected(op.inputs[1], inked)

    def rows(tiles: Tiles) -> OfTile:
        held = kept(images[:, inked])
        if tiles.size >= len(images) and once.shape[1].value <= NARROW_COLUMNS:
            across = kept(np.ascontiguousarray(images[:, inked].T))
            return lambda tile, once: narrow_product(held, across, once[0])
        return lambda tile, once: tf.matmul(tiles.rows(held, tile), once[0])

    return Condensed(op.outputs[0].name, [once], rows)


def _transposes(op: tf.Operation) -> bool:
    return op.get_attr("transpose_a") or op.get_attr("transpose_b")


def _only_reader(node: tf.Tensor, ops: set[tf.Operation]) -> tf.Operation | None:
    """The op of the forward pass that reads a tensor; None unless there is exactly one."""
    readers = [op for op in node.consumers() if op in ops]
    return readers[0] if len(readers) == 1 else None
