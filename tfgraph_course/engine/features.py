"""The first layers of a graph on tables of distinct values: what the training data repeat.

Each function below does to a table what one of TensorFlow's ops does to the whole activation, so
the numbers are those of the graph to rounding. With the book's data, one in thirteen of the places
behind chapter 3's first pooling has a window of its own, and one in seven behind its second
convolution.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tfgraph_course import tf
from tfgraph_course.engine.repeats import Repeats, pixels, windows
from tfgraph_course.engine.tables import gather, kept, sum_windows

WORTH = 0.5  # where more of the windows are distinct than this share, TensorFlow's op is faster

ELEMENTWISE = {"Relu": "relu", "Sigmoid": "sigmoid", "Tanh": "tanh", "Elu": "elu"}  # in tf.nn


def condense(x: tf.Tensor, images: np.ndarray, ops: set[tf.Operation]) -> dict[str, tf.Tensor]:
    """Build what the first layers make of the images, as far as it pays.

    Args:
        x: the graph's placeholder, [batch, pixels], [batch, height, width] or with a channel.
        images: float32 [N, ...], as `x` takes them.
        ops: those of the forward pass.

    Returns:
        The name of one tensor of the graph, and the tensor that takes its place, with N rows.
    """
    op = _only_reader(x, ops)
    if op is not None and op.type == "MatMul" and op.inputs[0] is x and not _transposes(op):
        return {op.outputs[0].name: _without_blank_pixels(images, op)}
    node = op.outputs[0] if op is not None and op.type == "Reshape" else x
    if (
        node.shape.rank != 4
        or node.shape.as_list()[3] != 1
        or node.shape[1:].num_elements() != images[0].size
    ):
        return {x.name: kept(images)}
    repeats, table = pixels(images.reshape(-1, *node.shape.as_list()[1:3]))
    while op := _only_reader(node, ops):
        layer = _layer(op, node, repeats, table)
        if layer is None:
            break
        node, (repeats, table) = op.outputs[0], layer
    everywhere = gather(tf.convert_to_tensor(table), repeats.index.ravel())
    return {node.name: tf.reshape(everywhere, [-1, *node.shape.as_list()[1:]])}


def _layer(
    op: tf.Operation, node: tf.Tensor, repeats: Repeats, table: tf.Tensor | np.ndarray
) -> tuple[Repeats, tf.Tensor] | None:
    """What an op makes of a table; None where it is not one of those below, or does not pay."""
    if op.type in ELEMENTWISE:
        return repeats, getattr(tf.nn, ELEMENTWISE[op.type])(table)
    if op.type in ("Add", "AddV2", "BiasAdd"):
        left, right = op.inputs
        other = right if left is node else left
        return (repeats, table + other) if (other.shape.rank or 0) == 1 else None
    if op.type in ("Conv2D", "MaxPool", "AvgPool") and op.inputs[0] is node:
        return _windowed(op, repeats, table)
    return None


def _windowed(
    op: tf.Operation, repeats: Repeats, table: tf.Tensor | np.ndarray
) -> tuple[Repeats, tf.Tensor] | None:
    """A convolution or a pooling, once for each distinct window."""
    strides, padding = op.get_attr("strides")[1:3], op.get_attr("padding").decode()
    plain = op.type != "Conv2D" or set(op.get_attr("dilations")) == {1}
    if not plain or op.get_attr("data_format") != b"NHWC" or padding == "EXPLICIT":
        return None
    if op.type == "Conv2D" and isinstance(table, tf.Tensor):
        return _convolution(repeats, table, op.inputs[1], strides, padding)
    window = op.inputs[1].shape.as_list()[:2] if op.type == "Conv2D" else op.get_attr("ksize")[1:3]
    found, rows = windows(repeats, window, strides, padding)
    if not _worth(found):
        return None
    if op.type == "Conv2D":  # of pixels: the windows are the same in every step
        patches = np.vstack([table, np.zeros_like(table[:1])])[rows][..., 0]
        return found, tf.matmul(kept(patches), tf.reshape(op.inputs[1], [patches.shape[1], -1]))
    return None if (rows == repeats.size).any() else (found, _pooling(op, table, rows, window))


def _worth(found: Repeats) -> bool:
    return found.size <= WORTH * found.index.size


def _pooling(
    op: tf.Operation, table: tf.Tensor, rows: np.ndarray, window: Sequence[int]
) -> tf.Tensor:
    """The greatest entry of each window, or their mean."""
    seen = tf.reshape(gather(table, rows.ravel()), [len(rows), *window, -1])
    if op.type == "AvgPool":
        return tf.reduce_mean(seen, [1, 2])
    pooled = tf.nn.max_pool(seen, [1, *window, 1], [1, *window, 1], "VALID")
    return tf.reshape(pooled, [len(rows), -1])


def _convolution(
    repeats: Repeats, table: tf.Tensor, kernel: tf.Tensor, strides: Sequence[int], padding: str
) -> tuple[Repeats, tf.Tensor] | None:
    """The dot products of distinct windows with a kernel [height, width, in, out].

    Each entry of the table is multiplied once with each place of the kernel. Then the products of
    each distinct line of a window are summed, and the lines of each window.
    """
    height, width, channels, features = kernel.shape.as_list()
    lines, entries = windows(repeats, (1, width), (1, strides[1]), padding)
    found, rows = windows(lines, (height, 1), (strides[0], 1), padding)
    if not _worth(found):
        return None
    by_place = tf.reshape(tf.transpose(kernel, [2, 1, 0, 3]), [channels, -1])
    products = tf.reshape(tf.matmul(table, by_place), [-1, height * features])
    of_lines = sum_windows(products, _places(entries, repeats.size))
    of_lines = tf.reshape(of_lines, [-1, features])
    return found, sum_windows(of_lines, _places(rows, lines.size))


def _places(rows: np.ndarray, size: int) -> np.ndarray:
    """Where entry `rows[i, j]` has its product with place j: every entry has one for each place."""
    places = rows.shape[1]
    return np.where(rows < size, rows * places + np.arange(places), size * places).astype(np.int32)


def _without_blank_pixels(images: np.ndarray, op: tf.Operation) -> tf.Tensor:
    """`matmul(x, W)` without the pixels that are 0 in all images, whose weights get no gradient."""
    inked = np.flatnonzero(images.any(axis=0)).astype(np.int32)
    return tf.matmul(kept(images[:, inked]), gather(op.inputs[1], inked))


def _transposes(op: tf.Operation) -> bool:
    return op.get_attr("transpose_a") or op.get_attr("transpose_b")


def _only_reader(node: tf.Tensor, ops: set[tf.Operation]) -> tf.Operation | None:
    """The op of the forward pass that reads a tensor, if it is the only one."""
    readers = [op for op in node.consumers() if op in ops]
    return readers[0] if len(readers) == 1 else None
