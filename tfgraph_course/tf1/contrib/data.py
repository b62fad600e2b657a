"""`tf.contrib.data`: `Dataset` as in 1.2; transformations that tf.data.experimental lacks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.libraries import old_arguments

__all__ = [
    "Dataset", "batch_and_drop_remainder", "padded_batch_and_drop_remainder",
    "sliding_window_batch", "sloppy_interleave",
]

Transformation = Callable[[Any], Any]

Dataset = tf.data.Dataset
Dataset.map = old_arguments(Dataset.map, "num_threads=num_parallel_calls", "output_buffer_size")


def _with_iterators(method: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a method of TensorFlow 2's Dataset so that its result has `make_one_shot_iterator`."""
    return lambda *args, **settings: Dataset._old(method(*args, **settings))


Dataset._old = type(Dataset.range(1))
for _name in ("group_by_window", "ignore_errors", "sparse_batch"):
    setattr(Dataset, _name, _with_iterators(getattr(Dataset, _name)))
Dataset.dense_to_sparse_batch = Dataset.sparse_batch


def batch_and_drop_remainder(batch_size: Any) -> Transformation:
    """Return a transformation that makes full batches; entries left over at the end are dropped."""
    return lambda dataset: dataset.batch(batch_size, drop_remainder=True)


def padded_batch_and_drop_remainder(
    batch_size: Any, padded_shapes: Any, padding_values: Any = None
) -> Transformation:
    """Return a transformation like `batch_and_drop_remainder` that also pads the entries."""
    return lambda dataset: dataset.padded_batch(
        batch_size, padded_shapes, padding_values, drop_remainder=True
    )


def sliding_window_batch(
    window_size: int, stride: int | None = None, window_shift: int | None = None,
    window_stride: int = 1,
) -> Transformation:
    """Return a transformation that makes batches from a sliding window.

    Args:
        window_size: number of entries in a batch.
        stride: the old name of `window_shift`.
        window_shift: number of entries from the start of one batch to the start of the next; by
            default 1.
        window_stride: 1 for neighboring entries in a batch, 2 for every other entry, and so on.
    """
    shift = window_shift or stride or 1

    def batch(*parts: Any) -> Any:
        batches = tf.nest.map_structure(lambda part: part.batch(window_size), parts)
        return tf.data.Dataset.zip(batches if len(parts) > 1 else batches[0])

    return lambda dataset: dataset.window(
        window_size, shift, window_stride, drop_remainder=True
    ).flat_map(batch)


def sloppy_interleave(map_func: Any, cycle_length: int, block_length: int = 1) -> Transformation:
    """Return a transformation that interleaves `map_func`'s data sets in no fixed order."""
    return tf.data.experimental.parallel_interleave(
        map_func, cycle_length, block_length, sloppy=True
    )
