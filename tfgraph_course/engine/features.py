"""Compute the first layers of a graph: each distinct value once, or all values where few repeat.

In the book's data, only one window in thirteen is distinct in chapter 3's first pooling, and one in
seven in its second convolution.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from tfgraph_course import tf
from tfgraph_course.engine.layers import Activation, layer
from tfgraph_course.engine.poolings import Pooling, pooling
from tfgraph_course.engine.repeats import expected_share, pixels
from tfgraph_course.engine.tables import gatherer, kept, narrow_product, selected
from tfgraph_course.engine.tiles import Tile, Tiles

NARROW_COLUMNS = 8  # of weights; up to this many, holding the images and their transpose is faster
MOST_INKED = 0.95  # share of the pixels; with a larger share, leaving out the others takes too long
MOST_DISTINCT = 0.5  # share of the windows; with a larger share, TensorFlow's op is faster
MOST_DISTINCT_BLOCKS = 0.15  # share of the blocks; with a larger share, all of them are computed
# How many times the usual memory a tile may take if its convolutions are left to TensorFlow: each
# further tile costs time, and 512 MiB is about what the book's own deep CNN takes. With a larger
# kernel, 64 MiB is as fast, and takes no more than the book's own CNN.
TILE_OF_CONVOLUTIONS = 32
TILE_OF_LARGER_KERNEL = 4

# A function that computes a tile's rows, one for each image, from the tensors in `once`; they
# replace the rows of the graph's tensor.
OfTile = Callable[[Tile, list["tf.Tensor"]], "tf.Tensor"]


class Condensed(NamedTuple):
    """The output of the first layers of a graph, for all images."""

    name: str  # of the graph's tensor that this replaces
    once: list[tf.Tensor]  # tensors computed once per step, for all images
    rows: Callable[[Tiles], OfTile]  # stores the data that tiles need
    numbers: int = 0  # how many numbers are computed per image on the way to a tile's rows
    tables_until: str = ""  # name of the last tensor whose distinct values are in a table, or ""
    larger: int = 1  # how many times the usual memory a tile may take
    how: str = ""  # what is computed, in a few words


def condense(
    x: tf.Tensor, images: np.ndarray, ops: set[tf.Operation], like: Condensed | None = None
) -> Condensed:
    """Build those first layers of a graph that are faster here than with TensorFlow's ops.

    Args:
        x: the graph's placeholder: [batch, pixels], [batch, height, width] or
            [batch, height, width, channels].
        images: float32 [N, ...], in the shape that `x` takes.
        ops: the ops of the forward pass.
        like: layers that were built for other images; the new ones are built in the same way.
    """
    op = _only_reader(x, ops)
    if op is not None and op.type == "MatMul" and op.inputs[0] is x and not _transposes(op):
        return _without_blank_pixels(images, op)
    start = op.outputs[0] if op is not None and op.type == "Reshape" else x
    if start.shape.rank != 4 or start.shape[1:].num_elements() != images[0].size:
        return _as_they_are(x, images)
    shaped = images.reshape(-1, *start.shape.as_list()[1:])
    pooled = pooling(_followers(start, ops))
    made = None
    if shaped.shape[3] == 1 and (like is None or like.tables_until):
        made = _in_tables(start, shaped[..., 0], ops, pooled, like.tables_until if like else "")
    if made is None and pooled is not None:
        made = _as_they_are(start, shaped)
    return _pooled_first(made or _as_they_are(x, images), ops)


def _in_tables(
    start: tf.Tensor,
    images: np.ndarray,
    ops: set[tf.Operation],
    pooled: Pooling | None,
    until: str,
) -> Condensed | None:
    """Build the layers that are faster on distinct values, or those up to the tensor `until`.

    Return None if there are no such layers.
    """
    node, made = start, Activation(*pixels(images))
    if pooled is not None and not until:
        padding = pooled.conv.get_attr("padding").decode()
        share = expected_share(made.repeats, pooled.block, pooled.strides, padding)
        if share > MOST_DISTINCT_BLOCKS:
            return None
    while node.name != until and (op := _only_reader(node, ops)):
        following = layer(op, node, made, 1.0 if until else MOST_DISTINCT)
        if following is None:
            break
        node, made = op.outputs[0], following
    if node is start:
        return None
    repeats, table = made
    index, shape = repeats.index.reshape(len(images), -1), node.shape.as_list()[1:]

    def rows(tiles: Tiles) -> OfTile:
        gathered = gatherer(index, repeats.size, tiles)
        return lambda tile, once: tf.reshape(gathered(once[0], tile), [-1, *shape])

    how = f"{repeats.size:,} distinct windows of {index.size:,}"
    return Condensed(node.name, [table], rows, tables_until=node.name, how=how)


def _pooled_first(first: Condensed, ops: set[tf.Operation]) -> Condensed:
    """Add the convolutions that follow, with their poolings before their biases and activations."""
    node = tf.get_default_graph().get_tensor_by_name(first.name)
    pooled = pooling(_followers(node, ops))
    if pooled is None or pooled.conv.inputs[0] is not node:
        return first
    own = [pooled.kernel, *pooled.biases]
    reads_images = not first.once
    build = pooled.of_images if reads_images else pooled.of_layer
    if reads_images:
        first = first._replace(how="every window, together with its pooling")
    if reads_images and pooled.takes_larger_kernel:
        first = first._replace(larger=TILE_OF_LARGER_KERNEL)

    def rows(tiles: Tiles) -> OfTile:
        before = first.rows(tiles)
        return lambda tile, once: build(before(tile, once[: -len(own)]), *once[-len(own) :])

    name, once = pooled.pool.outputs[0].name, [*first.once, *own]
    numbers = first.numbers + pooled.numbers
    return _pooled_first(first._replace(name=name, once=once, rows=rows, numbers=numbers), ops)


def _as_they_are(x: tf.Tensor, images: np.ndarray) -> Condensed:
    def rows(tiles: Tiles) -> OfTile:
        held = kept(images)
        return lambda tile, once: tiles.rows(held, tile)

    return Condensed(x.name, [], rows, larger=TILE_OF_CONVOLUTIONS)


def _without_blank_pixels(images: np.ndarray, op: tf.Operation) -> Condensed:
    """Build `matmul(x, W)` without the pixels that are 0 in all images, unless these are few.

    The weights of such pixels have no gradient.
    """
    inked, once = np.flatnonzero(images.any(axis=0)).astype(np.int32), op.inputs[1]
    how = f"all {images.shape[1]:,} pixels"
    if len(inked) < MOST_INKED * images.shape[1]:
        how = f"{len(inked):,} pixels with ink of {images.shape[1]:,}"
        images, once = images[:, inked], selected(once, inked)

    def rows(tiles: Tiles) -> OfTile:
        if tiles.size >= len(images) and once.shape[1].value <= NARROW_COLUMNS:
            held, across = kept(images), kept(images.T.copy())
            return lambda tile, once: narrow_product(held, across, once[0])
        held = kept(images)
        return lambda tile, once: tf.matmul(tiles.rows(held, tile), once[0])

    return Condensed(op.outputs[0].name, [once], rows, how=how)


def _transposes(op: tf.Operation) -> bool:
    return op.get_attr("transpose_a") or op.get_attr("transpose_b")


def _followers(node: tf.Tensor, ops: set[tf.Operation]) -> list[tf.Operation]:
    """Return the ops of the forward pass that follow a tensor, as long as each has one reader."""
    found = []
    while op := _only_reader(node, ops):
        found.append(op)
        node = op.outputs[0]
    return found


def _only_reader(node: tf.Tensor, ops: set[tf.Operation]) -> tf.Operation | None:
    """Return the op of the forward pass that reads a tensor; None unless there is exactly one."""
    readers = [op for op in node.consumers() if op in ops]
    return readers[0] if len(readers) == 1 else None
