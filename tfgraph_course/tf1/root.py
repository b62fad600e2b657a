"""Top-level names that TensorFlow 1.0 renamed, and functions whose arguments it put in order.

Each takes both orders: that of 0.x and that of 1.x.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.contrib.eager import enable_eager_execution

__all__ = [
    "SparseTensor", "audio_summary", "batch_cholesky", "batch_cholesky_solve", "batch_fft",
    "batch_fft2d", "batch_fft3d", "batch_ifft", "batch_ifft2d", "batch_ifft3d", "batch_matmul",
    "batch_matrix_band_part", "batch_matrix_determinant", "batch_matrix_diag",
    "batch_matrix_diag_part", "batch_matrix_inverse", "batch_matrix_set_diag",
    "batch_matrix_solve", "batch_matrix_solve_ls", "batch_matrix_transpose",
    "batch_matrix_triangular_solve", "batch_self_adjoint_eig", "batch_svd", "complex_abs",
    "concat", "concat_v2", "enable_eager_execution", "histogram_summary", "image_summary", "inv",
    "list_diff", "listdiff", "merge_all_summaries", "merge_summary", "mul", "neg", "op_scope",
    "pack", "reverse", "scalar_summary", "select", "split", "split_v", "sub", "unpack",
    "variable_op_scope",
]

mul, sub, neg, inv = tf.multiply, tf.subtract, tf.negative, tf.reciprocal
complex_abs = tf.abs
pack, unpack = tf.stack, tf.unstack
list_diff = listdiff = tf.setdiff1d

# 0.x had one function for a matrix and one for a batch of them.
batch_cholesky, batch_cholesky_solve = tf.cholesky, tf.cholesky_solve
batch_fft, batch_fft2d, batch_fft3d = tf.fft, tf.fft2d, tf.fft3d
batch_ifft, batch_ifft2d, batch_ifft3d = tf.ifft, tf.ifft2d, tf.ifft3d
batch_matrix_band_part, batch_matrix_determinant = tf.matrix_band_part, tf.matrix_determinant
batch_matrix_diag, batch_matrix_diag_part = tf.matrix_diag, tf.matrix_diag_part
batch_matrix_inverse, batch_matrix_set_diag = tf.matrix_inverse, tf.matrix_set_diag
batch_matrix_solve, batch_matrix_solve_ls = tf.matrix_solve, tf.matrix_solve_ls
batch_matrix_transpose = tf.matrix_transpose
batch_matrix_triangular_solve = tf.matrix_triangular_solve
batch_self_adjoint_eig, batch_svd = tf.self_adjoint_eig, tf.svd

merge_summary, merge_all_summaries = tf.summary.merge, tf.summary.merge_all


def batch_matmul(
    x: Any, y: Any, adj_x: bool = False, adj_y: bool = False, name: str | None = None
) -> tf.Tensor:
    """Multiply matrices [..., n, m] by matrices [..., m, k], as `tf.matmul` does since 1.0."""
    return tf.matmul(x, y, adjoint_a=adj_x, adjoint_b=adj_y, name=name)


def select(condition: Any, t: Any, e: Any, name: str | None = None) -> tf.Tensor:
    """Take from `t` where `condition` is true and from `e` elsewhere: `tf.where` since 1.0."""
    return tf.where(condition, t, e, name=name)


def concat(
    values: Any = None, axis: Any = None, name: str = "concat", concat_dim: Any = None
) -> tf.Tensor:
    """Join tensors along an axis: `concat(values, axis)`, or 0.x's `concat(dim, values)`."""
    if concat_dim is not None:
        values, axis = (axis if values is None else values), concat_dim
    elif _is_number(values) and not _is_number(axis):
        values, axis = axis, values
    return tf.concat(values, axis, name=name)


concat_v2 = concat


def split(
    value: Any = None,
    num_or_size_splits: Any = None,
    axis: Any = 0,
    num: int | None = None,
    name: str = "split",
    *,
    split_dim: Any = None,
    num_split: Any = None,
) -> list[tf.Tensor]:
    """Cut a tensor: `split(value, num_or_size_splits, axis)`, or 0.x's `split(dim, num, value)`."""
    if split_dim is not None:
        axis = split_dim
    elif _is_number(value) and not _is_number(axis):
        value, axis = axis, value
    return tf.split(value, num_or_size_splits if num_split is None else num_split, axis, num, name)


split_v = split


def reverse(tensor: Any, axis: Any = None, name: str | None = None, dims: Any = None) -> tf.Tensor:
    """Reverse along the listed axes; 0.x said of every axis whether to: `[False, True]`."""
    axis = dims if axis is None else axis
    if not isinstance(axis, tf.Tensor) and np.asarray(axis).dtype == bool:
        axis = np.flatnonzero(axis)
    return tf.reverse(tensor, axis, name=name)


class SparseTensor(tf.SparseTensor):
    """A sparse tensor, whose `dense_shape` 0.x called `shape`."""

    def __init__(
        self, indices: Any, values: Any, dense_shape: Any = None, *, shape: Any = None
    ) -> None:
        """Take int64 [n, rank], values [n] and int64 [rank]."""
        super().__init__(indices, values, shape if dense_shape is None else dense_shape)


def scalar_summary(tags: Any, values: Any, collections: Any = None, name: Any = None) -> tf.Tensor:
    """0.x's `tf.summary.scalar`; the tag is shown as given."""
    return _summary("ScalarSummary", collections, name, tags=tags, values=values)


def histogram_summary(tag: Any, values: Any, collections: Any = None, name: Any = None) -> Any:
    """0.x's `tf.summary.histogram`; the tag is shown as given."""
    return _summary("HistogramSummary", collections, name, tag=tag, values=values)


def image_summary(
    tag: Any, tensor: Any, max_images: int = 3, collections: Any = None, name: Any = None
) -> tf.Tensor:
    """0.x's `tf.summary.image`: images [batch, height, width, 1, 3 or 4]."""
    return _summary(
        "ImageSummary", collections, name, tag=tag, tensor=tensor, max_images=max_images
    )


def audio_summary(
    tag: Any, tensor: Any, sample_rate: Any, max_outputs: int = 3, collections: Any = None,
    name: Any = None,
) -> tf.Tensor:
    """0.x's `tf.summary.audio`: waves [batch, frames, channels]."""
    return _summary(
        "AudioSummaryV2", collections, name, tag=tag, tensor=tensor, sample_rate=sample_rate,
        max_outputs=max_outputs,
    )


def _summary(kind: str, collections: Any, name: str | None, **inputs: Any) -> tf.Tensor:
    """Build a summary operation and collect it for `merge_all_summaries`."""
    summary = getattr(tf.raw_ops, kind)(**inputs, name=name or kind)
    for collection in [tf.GraphKeys.SUMMARIES] if collections is None else collections:
        tf.add_to_collection(collection, summary)
    return summary


@contextlib.contextmanager
def op_scope(values: Any, name: str | None, default_name: str | None = None) -> Iterator[str]:
    """0.x's `tf.name_scope`, with the values first."""
    with tf.name_scope(name, default_name, values) as scope:
        yield scope


@contextlib.contextmanager
def variable_op_scope(
    values: Any, name_or_scope: Any, default_name: str | None = None, **settings: Any
) -> Iterator[tf.VariableScope]:
    """0.x's `tf.variable_scope`, with the values first."""
    with tf.variable_scope(name_or_scope, default_name, values, **settings) as scope:
        yield scope


def _is_number(value: Any) -> bool:
    return isinstance(value, int | np.integer) or (
        isinstance(value, tf.Tensor) and value.shape.rank == 0
    )
