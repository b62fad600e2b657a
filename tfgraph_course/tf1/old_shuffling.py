"""Datasets that are shuffled and then repeated, in the order of TensorFlow 1.

TensorFlow 1 fused the two: one generator, started from the seeds, shuffled all epochs. Today each
epoch has a generator of its own. Here, rows of tensors come in the old order if there is a seed.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf
from tensorflow.python.data.ops import from_tensor_slices_op, range_op, shuffle_op
from tensorflow.python.eager import context
from tensorflow.python.framework import tensor_util

from tfgraph_course.tf1.old_seeds import with_missing

__all__ = ["shuffle_and_repeat"]

_ROWS_AT_ONCE = 64


def shuffle_and_repeat(
    buffer_size: Any, count: Any = None, seed: int | None = None
) -> Callable[[Any], Any]:
    """Return a transformation that shuffles a dataset and repeats it."""
    return lambda dataset: dataset.shuffle(buffer_size, seed).repeat(count)


def repeat_in_old_order(today: Callable[..., Any]) -> Callable[..., Any]:
    """Make the method `repeat` of datasets keep TensorFlow 1's order after `shuffle`."""

    @functools.wraps(today)
    def repeat(dataset: Any, count: Any = None, name: str | None = None) -> Any:
        repeated = today(dataset, count, name)
        shuffled = getattr(dataset, "_dataset", None)
        if isinstance(shuffled, shuffle_op._ShuffleDataset) and not tf.executing_eagerly():
            return fuse(shuffled, -1 if count is None else count) or repeated
        return repeated

    fuse = with_missing(_fused, lambda built, *args: -len(built))  # TensorFlow 1 built no more
    return repeat


def _fused(shuffled: Any, count: Any) -> Any:
    """Return the dataset, shuffled and repeated, or None if it needs no order of TensorFlow 1."""
    rows = shuffled._input_dataset
    rows = getattr(rows, "_dataset", rows)
    known = isinstance(rows, from_tensor_slices_op._TensorSliceDataset | range_op._RangeDataset)
    dense = all(isinstance(spec, tf.TensorSpec) for spec in tf.nest.flatten(rows.element_spec))
    again = isinstance(count, int) and count not in (0, 1)
    seed2 = shuffled._seed2.op  # a Select node if there is a seed, otherwise a constant
    if not (known and dense and again) or seed2.type == "Const" or (
        shuffled._reshuffle_each_iteration is False
    ):
        return None
    numbers = shuffled._buffer_size, shuffled._seed, seed2.inputs[2]
    size, seed, seed2 = (tensor_util.constant_value(number) for number in numbers)
    if not size or size < 0 or seed is None:  # known only when the graph runs
        return None
    if isinstance(rows, range_op._RangeDataset):
        tensors = [tf.range(rows._start, rows._stop, rows._step)]
    else:
        tensors = rows._tensors

    def rows_in_order(length: int) -> Iterator[np.ndarray]:
        order = _order(int(length), int(size), count, _draws(int(seed), int(seed2)))
        while chunk := [*itertools.islice(order, _ROWS_AT_ONCE)]:
            yield np.array(chunk)

    def pick(chunk: tf.Tensor) -> Any:
        return tf.nest.pack_sequence_as(
            rows.element_spec, [tf.gather(tensor, chunk) for tensor in tensors]
        )

    order = tf.data.Dataset.from_generator(
        rows_in_order, tf.int64, tf.TensorShape([None]), (tf.shape(tensors[0])[0],)
    )
    return order.map(pick).apply(tf.data.experimental.unbatch())


def _draws(seed: int, seed2: int) -> Iterator[int]:
    """Yield the uint32 numbers that a generator started from the seeds draws."""
    for block in itertools.count(0, 256):  # each step of its counter gives four numbers
        with context.eager_mode():
            numbers = tf.raw_ops.StatelessRandomUniformFullIntV2(
                shape=[1024], key=np.array([seed], np.uint64), dtype=tf.uint32, alg=1,
                counter=np.array([block, seed2], np.uint64),
            ).numpy()
        yield from numbers.tolist()


def _order(length: int, size: int, epochs: int, draws: Iterator[int]) -> Iterator[int]:
    """Yield the numbers of the rows, shuffled in a buffer of `size` rows, epoch by epoch.

    The buffer may hold rows of several epochs, but the next row always comes from the oldest one.
    """
    buffer: list[int] = [0] * size
    parts = [[0, 0]]  # for each epoch in the buffer: where its rows start and end
    row = held = epoch = 0
    while length:
        while held < size and epoch != epochs:
            if row == length:
                row, epoch = 0, epoch + 1
                parts.append([parts[-1][1]] * 2)
                continue
            buffer[parts[-1][1] % size] = row
            parts[-1][1] += 1
            row, held = row + 1, held + 1
        if not held:
            return
        while parts[0][0] == parts[0][1]:
            parts.pop(0)
        start, end = parts[0]
        place = (start + next(draws) % (end - start)) % size
        yield buffer[place]
        buffer[place] = buffer[start % size]
        parts[0][0], held = start + 1, held - 1
