"""Apply layers to tables of distinct values instead of complete activations.

Each function does to a table what one of TensorFlow's ops does to an activation, so the numbers
are the same as in the graph, up to rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tfgraph_course import tf
from tfgraph_course.engine.repeats import Repeats, expected_share, windows
from tfgraph_course.engine.tables import gather, kept, sum_windows

ELEMENTWISE = {"Relu": "relu", "Sigmoid": "sigmoid", "Tanh": "tanh", "Elu": "elu"}  # in tf.nn


class Activation(NamedTuple):
    """The output of a layer for all images, with each distinct value stored once."""

    repeats: Repeats
    table: tf.Tensor | np.ndarray  # [repeats.size, channels]; an array for pixels


def layer(
    op: tf.Operation, node: tf.Tensor, given: Activation, most_distinct: float
) -> Activation | None:
    """Apply an op to an activation; return None if this is not supported, or would not be faster.

    Args:
        op: an op of the forward pass.
        node: the tensor of the graph that `given` replaces.
        given: the activation that the op reads.
        most_distinct: the largest share of distinct windows for which the op is applied.
    """
    if op.type in ("Conv2D", "MaxPool", "AvgPool") and op.inputs[0] is node:
        return _windowed(op, given, most_distinct)
    table = pointwise(op, node, given.table)
    return None if table is None else given._replace(table=table)


def pointwise(
    op: tf.Operation, node: tf.Tensor, table: tf.Tensor, bias: tf.Tensor | None = None
) -> tf.Tensor | None:
    """Apply an activation function or add a bias; return None for an op of another kind.

    Args:
        op: an op of the forward pass.
        node: the tensor of the graph that `table` replaces.
        table: what the op reads, with the channels in its last axis.
        bias: a tensor to add instead of the graph's own bias.
    """
    if op.type in ELEMENTWISE:
        return getattr(tf.nn, ELEMENTWISE[op.type])(table)
    if op.type in ("Add", "AddV2", "BiasAdd"):
        left, right = op.inputs
        other = right if left is node else left
        is_bias = (other.shape.rank or 0) == 1
        return table + (other if bias is None else bias) if is_bias else None
    return None


def _windowed(op: tf.Operation, given: Activation, most_distinct: float) -> Activation | None:
    """Compute a convolution or pooling once for each distinct window; return None like `layer`."""
    repeats, table = given
    strides, padding = op.get_attr("strides")[1:3], op.get_attr("padding").decode()
    plain = op.type != "Conv2D" or set(op.get_attr("dilations")) == {1}
    if not plain or op.get_attr("data_format") != b"NHWC" or padding == "EXPLICIT":
        return None
    if op.type == "Conv2D" and isinstance(table, tf.Tensor):
        return _convolution(given, op.inputs[1], strides, padding, most_distinct)
    window = op.inputs[1].shape.as_list()[:2] if op.type == "Conv2D" else op.get_attr("ksize")[1:3]
    is_first = not isinstance(table, tf.Tensor)
    if is_first and expected_share(repeats, window, strides, padding) > most_distinct:
        return None
    found, rows = windows(repeats, window, strides, padding)
    if found.size > most_distinct * found.index.size:
        return None
    if op.type == "Conv2D":  # on pixels: the windows are the same in every step
        patches = np.vstack([table, np.zeros_like(table[:1])])[rows][..., 0]
        kernel = tf.reshape(op.inputs[1], [patches.shape[1], -1])
        return Activation(found, tf.matmul(kept(patches), kernel))
    if (rows == repeats.size).any():
        return None
    return Activation(found, _pooling(op, table, rows, window))


def _pooling(
    op: tf.Operation, table: tf.Tensor, rows: np.ndarray, window: Sequence[int]
) -> tf.Tensor:
    """Return the maximum over each window's entries or, for AvgPool, their mean."""
    if op.type == "AvgPool":
        return sum_windows(table, rows) / rows.shape[1]
    seen = tf.reshape(gather(table, rows.ravel()), [len(rows), *window, -1])
    pooled = tf.nn.max_pool(seen, [1, *window, 1], [1, *window, 1], "VALID")
    return tf.reshape(pooled, [len(rows), -1])


def _convolution(
    given: Activation, kernel: tf.Tensor, strides: Sequence[int], padding: str,
    most_distinct: float,
) -> Activation | None:
    """Compute the dot products of distinct windows with a kernel [height, width, in, out].

    Each entry of the table is multiplied once by each position of the kernel. Then the products
    in each distinct line of a window are summed, and then, for each window, the sums of its lines.
    Return None if too many windows are distinct.
    """
    repeats, table = given
    height, width, channels, features = kernel.shape.as_list()
    lines, entries = windows(repeats, (1, width), (1, strides[1]), padding)
    found, rows = windows(lines, (height, 1), (strides[0], 1), padding)
    if found.size > most_distinct * found.index.size:
        return None
    # All positions outside the image share one more entry, and all lines outside it one more line.
    table = tf.concat([table, tf.zeros_like(table[:1])], axis=0)
    entries = np.vstack([entries, np.full((1, width), repeats.size, np.int32)])
    by_place = tf.reshape(tf.transpose(kernel, [2, 1, 0, 3]), [channels, -1])
    products = tf.reshape(tf.matmul(table, by_place), [-1, height * features])
    of_lines = tf.reshape(sum_windows(products, _places(entries)), [-1, features])
    return Activation(found, sum_windows(of_lines, _places(rows)))


def _places(rows: np.ndarray) -> np.ndarray:
    """Return, for all i and j, the row of the product of entry `rows[i, j]` and position j.

    The rows are counted in a table of the products of all entries with all positions.
    """
    places = rows.shape[1]
    return rows * np.int32(places) + np.arange(places, dtype=np.int32)
