"""Layers on tables of distinct values: what each op makes of a table, not of the whole activation.

Each function does to a table what one of TensorFlow's ops does to the activation, so the numbers
are those of the graph to rounding.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tfgraph_course import tf
from tfgraph_course.engine.repeats import Repeats, windows
from tfgraph_course.engine.tables import gather, kept, sum_windows

ELEMENTWISE = {"Relu": "relu", "Sigmoid": "sigmoid", "Tanh": "tanh", "Elu": "elu"}  # in tf.nn


def layer(
    op: tf.Operation,
    node: tf.Tensor,
    repeats: Repeats,
    table: tf.Tensor | np.ndarray,
    worth: float,
) -> tuple[Repeats, tf.Tensor] | None:
    """What an op makes of a table; None where it is not one of those below, or does not pay."""
    if op.type in ELEMENTWISE:
        return repeats, getattr(tf.nn, ELEMENTWISE[op.type])(table)
    if op.type in ("Add", "AddV2", "BiasAdd"):
        left, right = op.inputs
        other = right if left is node else left
        return (repeats, table + other) if (other.shape.rank or 0) == 1 else None
    if op.type in ("Conv2D", "MaxPool", "AvgPool") and op.inputs[0] is node:
        return _windowed(op, repeats, table, worth)
    return None


def _windowed(
    op: tf.Operation, repeats: Repeats, table: tf.Tensor | np.ndarray, worth: float
) -> tuple[Repeats, tf.Tensor] | None:
    """A convolution or a pooling, once for each distinct window."""
    strides, padding = op.get_attr("strides")[1:3], op.get_attr("padding").decode()
    plain = op.type != "Conv2D" or set(op.get_attr("dilations")) == {1}
    if not plain or op.get_attr("data_format") != b"NHWC" or padding == "EXPLICIT":
        return None
    if op.type == "Conv2D" and isinstance(table, tf.Tensor):
        return _convolution(repeats, table, op.inputs[1], strides, padding, worth)
    window = op.inputs[1].shape.as_list()[:2] if op.type == "Conv2D" else op.get_attr("ksize")[1:3]
    found, rows = windows(repeats, window, strides, padding)
    if found.size > worth * found.index.size:
        return None
    if op.type == "Conv2D":  # of pixels: the windows are the same in every step
        patches = np.vstack([table, np.zeros_like(table[:1])])[rows][..., 0]
        return found, tf.matmul(kept(patches), tf.reshape(op.inputs[1], [patches.shape[1], -1]))
    return None if (rows == repeats.size).any() else (found, _pooling(op, table, rows, window))


def _pooling(
    op: tf.Operation, table: tf.Tensor, rows: np.ndarray, window: Sequence[int]
) -> tf.Tensor:
    """The greatest entry of each window, or their mean."""
    if op.type == "AvgPool":
        return sum_windows(table, rows) / rows.shape[1]
    seen = tf.reshape(gather(table, rows.ravel()), [len(rows), *window, -1])
    pooled = tf.nn.max_pool(seen, [1, *window, 1], [1, *window, 1], "VALID")
    return tf.reshape(pooled, [len(rows), -1])


def _convolution(
    repeats: Repeats,
    table: tf.Tensor,
    kernel: tf.Tensor,
    strides: Sequence[int],
    padding: str,
    worth: float,
) -> tuple[Repeats, tf.Tensor] | None:
    """The dot products of distinct windows with a kernel [height, width, in, out].

    Each entry of the table is multiplied once with each place of the kernel. Then the products of
    each distinct line of a window are summed, and the lines of each window.
    """
    height, width, channels, features = kernel.shape.as_list()
    lines, entries = windows(repeats, (1, width), (1, strides[1]), padding)
    found, rows = windows(lines, (height, 1), (strides[0], 1), padding)
    if found.size > worth * found.index.size:
        return None
    # What stands outside of the image is one more entry, and a line of just that one more line.
    table = tf.concat([table, tf.zeros_like(table[:1])], axis=0)
    entries = np.vstack([entries, np.full((1, width), repeats.size, np.int32)])
    by_place = tf.reshape(tf.transpose(kernel, [2, 1, 0, 3]), [channels, -1])
    products = tf.reshape(tf.matmul(table, by_place), [-1, height * features])
    of_lines = tf.reshape(sum_windows(products, _places(entries)), [-1, features])
    return found, sum_windows(of_lines, _places(rows))


def _places(rows: np.ndarray) -> np.ndarray:
    """Where entry `rows[i, j]` has its product with place j: every entry has one for each place."""
    places = rows.shape[1]
    return rows * np.int32(places) + np.arange(places, dtype=np.int32)
