"""Rows of tables gathered and summed, with a gradient that is as fast as the way there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tfgraph_course import tf

Rows = Callable[["tf.Tensor"], "tf.Tensor"]  # makes rows of a result from rows of a table


def kept(array: np.ndarray) -> tf.Tensor:
    """Hold an array in the session: fed once, and in no saved graph or checkpoint."""
    value = tf.placeholder(array.dtype, array.shape)
    handle = tf.get_default_session().run(tf.get_session_handle(value), {value: array})
    tf.add_to_collection("kept", handle)  # the session forgets the array with its handle
    tensor = tf.raw_ops.GetSessionTensor(handle=handle.handle, dtype=value.dtype)
    tensor.set_shape(array.shape)
    return tensor


def gather(table: tf.Tensor, rows: np.ndarray) -> tf.Tensor:
    """Rows of a table: [size, channels] and int32 [n] give [n, channels].

    The gradient of the entry that stands in most rows, the paper's, is what is left of the whole
    sum when the others have theirs.
    """
    wanted, size = kept(rows), table.shape[0].value
    common = int(np.bincount(rows).argmax())
    (others,) = np.nonzero(rows != common)
    sums = _sums(others, rows[others], size)

    def gradient(above: tf.Tensor) -> tf.Tensor:
        of_others = sums(above)
        left = tf.reduce_sum(above, 0) - tf.reduce_sum(of_others, 0)
        return tf.tensor_scatter_nd_update(of_others, [[common]], [left])

    return _with_gradient(table, lambda values: tf.gather(values, wanted), gradient)


def sum_windows(table: tf.Tensor, rows: np.ndarray) -> tf.Tensor:
    """Sums of the rows of a table that stand in each window.

    Args:
        table: [size, channels].
        rows: int32 [windows, places]; `size` for a place outside of the image, which adds nothing.

    Returns:
        [windows, channels].
    """
    size, wanted = table.shape[0].value, kept(rows)
    window, place = np.nonzero(rows < size)

    def there(values: tf.Tensor) -> tf.Tensor:
        padded = tf.concat([values, tf.zeros_like(values[:1])], axis=0)
        return tf.reduce_sum(tf.gather(padded, wanted), axis=1)

    return _with_gradient(table, there, _sums(window, rows[window, place], size))


def _with_gradient(table: tf.Tensor, there: Rows, back: Rows) -> tf.Tensor:
    """`there(table)`, whose gradient is `back`; TensorFlow's own takes ten times as long."""
    return tf.custom_gradient(lambda values: (there(values), back))(table)


def _sums(source: np.ndarray, target: np.ndarray, size: int) -> Rows:
    """Add row `source[i]` of a table to row `target[i]` of the result, for all i, on two cores.

    TensorFlow's op uses one. Each core adds up half of the rows; the row of the result where they
    meet is the sum of both.
    """
    order = np.argsort(target)
    source, target = source[order].astype(np.int32), target[order].astype(np.int32)
    half = len(target) // 2
    meet = int(target[half]) if len(target) else 0
    first = kept(source[:half]), kept(target[:half])
    second = kept(source[half:]), kept(target[half:] - np.int32(meet))

    def sums(values: tf.Tensor) -> tf.Tensor:
        before = tf.sparse.segment_sum(values, *first, num_segments=meet + 1)
        after = tf.sparse.segment_sum(values, *second, num_segments=size - meet)
        return tf.concat([before[:meet], before[meet:] + after[:1], after[1:]], axis=0)

    return sums
