"""Top-level names that TensorFlow 1.0 renamed, and functions whose arguments it reordered.

The functions accept the argument orders of both 0.x and 1.x.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf
from tensorflow.python.eager import context

from tfgraph_course.tf1.libraries import old_arguments
from tfgraph_course.tf1.old_seeds import counted, random_uniform, tensordot_nodes, with_missing

__all__ = [
    "SparseTensor", "audio_summary", "batch_matmul", "concat", "concat_v2",
    "enable_eager_execution", "histogram_summary", "image_summary", "random_gamma",
    "random_uniform", "reverse", "scalar_summary", "select", "split", "split_v", "tensordot",
]


def enable_eager_execution(
    config: Any = None, device_policy: Any = None, execution_mode: Any = None
) -> None:
    """Make operations run immediately; call this before any other function.

    Raises:
        ValueError: a graph already exists.
    """
    if not tf.executing_eagerly():
        # TensorFlow was started for graphs. Its context records this, where Keras would find it; a
        # new context has no such record, and also accepts the configuration.
        context._context = None
    tf.enable_eager_execution(config, device_policy, execution_mode)


def batch_matmul(
    x: Any, y: Any, adj_x: bool = False, adj_y: bool = False, name: str | None = None
) -> tf.Tensor:
    """Multiply matrices [..., n, m] by matrices [..., m, k]; called `tf.matmul` since 1.0."""
    return tf.matmul(x, y, adjoint_a=adj_x, adjoint_b=adj_y, name=name)


random_gamma = counted(tf.random_gamma, 5, 9)
select = old_arguments(tf.where, "t=x e=y")
tensordot = with_missing(tf.tensordot, tensordot_nodes)


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
    value: Any = None, num_or_size_splits: Any = None, axis: Any = 0, num: int | None = None,
    name: str = "split", *, split_dim: Any = None, num_split: Any = None,
) -> list[tf.Tensor]:
    """Cut a tensor: `split(value, num_or_size_splits, axis)`, or 0.x's `split(dim, num, value)`."""
    if split_dim is not None:
        axis = split_dim
    elif _is_number(value) and not _is_number(axis):
        value, axis = axis, value
    return tf.split(value, num_or_size_splits if num_split is None else num_split, axis, num, name)


split_v = split


def reverse(tensor: Any, axis: Any = None, name: str | None = None, dims: Any = None) -> tf.Tensor:
    """Reverse a tensor along the listed axes or, as in 0.x, along those that are True in a list."""
    axis = dims if axis is None else axis
    if not isinstance(axis, tf.Tensor) and np.asarray(axis).dtype == bool:
        axis = np.flatnonzero(axis)
    return tf.reverse(tensor, axis, name=name)


class SparseTensor(tf.SparseTensor):
    """A sparse tensor, whose `dense_shape` was called `shape` in 0.x."""

    def __init__(
        self, indices: Any, values: Any, dense_shape: Any = None, *, shape: Any = None
    ) -> None:
        """`indices` are int64 [n, rank], `values` [n], and `dense_shape` is int64 [rank]."""
        super().__init__(indices, values, shape if dense_shape is None else dense_shape)


def scalar_summary(tags: Any, values: Any, collections: Any = None, name: Any = None) -> tf.Tensor:
    """Build a scalar summary; called `tf.summary.scalar` since 1.0. The tags are used unchanged."""
    return _summary("ScalarSummary", collections, name, tags=tags, values=values)


def histogram_summary(tag: Any, values: Any, collections: Any = None, name: Any = None) -> Any:
    """Build a histogram summary; called `tf.summary.histogram` since 1.0. The tag is unchanged."""
    return _summary("HistogramSummary", collections, name, tag=tag, values=values)


def image_summary(
    tag: Any, tensor: Any, max_images: int = 3, collections: Any = None, name: Any = None
) -> tf.Tensor:
    """Build a summary of images [batch, height, width, channels]; since 1.0, `tf.summary.image`."""
    return _summary(
        "ImageSummary", collections, name, tag=tag, tensor=tensor, max_images=max_images
    )


def audio_summary(
    tag: Any, tensor: Any, sample_rate: Any, max_outputs: int = 3, collections: Any = None,
    name: Any = None,
) -> tf.Tensor:
    """Build a summary of sound [batch, frames, channels]; called `tf.summary.audio` since 1.0."""
    return _summary(
        "AudioSummaryV2", collections, name, tag=tag, tensor=tensor, sample_rate=sample_rate,
        max_outputs=max_outputs,
    )


def _summary(kind: str, collections: Any, name: str | None, **inputs: Any) -> tf.Tensor:
    """Build a summary op and add it to collections, by default that of `merge_all_summaries`."""
    summary = getattr(tf.raw_ops, kind)(**inputs, name=name or kind)
    for collection in [tf.GraphKeys.SUMMARIES] if collections is None else collections:
        tf.add_to_collection(collection, summary)
    return summary


def _is_number(value: Any) -> bool:
    return isinstance(value, int | np.integer) or (
        isinstance(value, tf.Tensor) and value.shape.rank == 0
    )
