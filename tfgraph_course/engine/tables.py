"""Gather and sum rows of tables, with gradients that are as fast as the ops themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from tfgraph_course import tf
from tfgraph_course.engine.tiles import Tile, Tiles

Rows = Callable[["tf.Tensor"], "tf.Tensor"]  # makes the rows of a result from the rows of a table


def kept(array: np.ndarray) -> tf.Tensor:
    """Return a tensor that reads an array, which `store` will put into the session."""
    handle = tf.raw_ops.VarHandleOp(
        dtype=array.dtype, shape=array.shape, shared_name=tf.get_default_graph().unique_name("kept")
    )
    value = tf.placeholder(array.dtype, array.shape)
    assign = tf.raw_ops.AssignVariableOp(resource=handle, value=value)
    destroy = tf.raw_ops.DestroyResourceOp(resource=handle)
    tf.add_to_collection("kept", (assign, value, array, destroy))
    # A custom gradient looks up the variables behind its tensors, and would not find this one.
    return tf.stop_gradient(tf.raw_ops.ReadVariableOp(resource=handle, dtype=array.dtype))


def store() -> list[tf.Operation]:
    """Put the arrays that `kept` was given since the last call into the default session.

    Returns:
        The operations that free the memory again.
    """
    waiting = tf.get_collection("kept")
    tf.get_default_graph().clear_collection("kept")
    if waiting:
        feed = {value: array for _, value, array, _ in waiting}
        tf.get_default_session().run([assign for assign, *_ in waiting], feed)
    return [destroy for *_, destroy in waiting]


def gather(table: tf.Tensor, rows: np.ndarray) -> tf.Tensor:
    """Gather rows of a table: table [size, channels] and rows int32 [n] give [n, channels]."""
    tiles = Tiles(len(rows), len(rows))
    return gatherer(rows[:, None], table.shape[0].value, tiles)(table, Tile(0, 0, len(rows), 1.0))


def selected(weights: tf.Tensor, rows: np.ndarray) -> tf.Tensor:
    """Select some rows of a matrix, none of them twice: rows int32 [n] give [n, columns]."""
    wanted = kept(rows)
    return _with_gradient(
        weights,
        lambda values: tf.gather(values, wanted),
        lambda above: tf.scatter_nd(wanted[:, None], above, weights.shape),
    )


def gatherer(index: np.ndarray, size: int, tiles: Tiles) -> Callable[[tf.Tensor, Tile], tf.Tensor]:
    """Make a function that gathers a tile's rows from a table of `size` rows.

    With an index [N, places], a tile of `count` examples has rows [count * places, channels].
    The gradient of the table's most common entry, the blank paper, is the sum of all gradients
    minus the gradients of the other entries.
    """
    held = kept(index)
    common = int(np.bincount(index.ravel()).argmax())
    parts = (rows.ravel() for rows in tiles.each(index))
    others = ((rows, np.flatnonzero(rows != common)) for rows in parts)
    sums = _sums(((source, rows[source]) for rows, source in others), size)

    def of_tile(table: tf.Tensor, tile: Tile) -> tf.Tensor:
        wanted = tf.reshape(tiles.rows(held, tile), [-1])

        def gradient(above: tf.Tensor) -> tf.Tensor:
            of_others = sums(above, tile.number)
            left = tf.reduce_sum(above, 0) - tf.reduce_sum(of_others, 0)
            return tf.tensor_scatter_nd_update(of_others, [[common]], [left])

        return _with_gradient(table, lambda values: tf.gather(values, wanted), gradient)

    return of_tile


def sum_windows(table: tf.Tensor, rows: np.ndarray) -> tf.Tensor:
    """Sum the rows of a table that are in each window.

    Args:
        table: [size, channels].
        rows: int32 [windows, places], the rows that are in each window, 0..size-1.

    Returns:
        [windows, channels].
    """
    windows, places = rows.shape
    columns = [kept(np.ascontiguousarray(column)) for column in rows.T]
    sums = _sums([(np.repeat(np.arange(windows), places), rows.ravel())], table.shape[0].value)

    return _with_gradient(
        table,
        lambda values: tf.add_n([tf.gather(values, column) for column in columns]),
        lambda above: sums(above, 0),
    )


def narrow_product(images: tf.Tensor, across: tf.Tensor, weights: tf.Tensor) -> tf.Tensor:
    """Return `matmul(images, weights)` in half the usual time, for weights with few columns.

    Most of the time goes into reading the images, and an array is read fastest along its rows.
    The images are therefore stored twice: as `images`, [N, pixels], for the gradient, and as
    `across`, [pixels, N], for the product.
    """
    return _with_gradient(
        weights,
        lambda values: tf.transpose(tf.matmul(values, across, transpose_a=True)),
        lambda above: tf.transpose(tf.matmul(above, images, transpose_a=True)),
    )


def _with_gradient(table: tf.Tensor, make: Rows, gradient: Rows) -> tf.Tensor:
    """Return `make(table)` with a custom gradient; TensorFlow's own takes ten times as long."""
    return tf.custom_gradient(lambda values: (make(values), gradient))(table)


def _sums(
    parts: Iterable[tuple[np.ndarray, np.ndarray]], size: int
) -> Callable[[tf.Tensor, int | tf.Tensor], tf.Tensor]:
    """Make a function that sums rows of a table, for one of several parts.

    For part k, each row `source[i]` of the table is added to row `target[i]` of the result, where
    `source` and `target` are the arrays of `parts[k]`, and `size` is the number of rows of the
    result. TensorFlow's op uses one core. Here each of two ops adds up half of the rows; the row of
    the result where the halves meet is the sum of both.
    """
    halves: tuple[list, list] = [], []  # source and target rows of each part
    meets = []
    for source, target in parts:
        order = np.argsort(target)
        source, target = source[order].astype(np.int32), target[order].astype(np.int32)
        half = len(target) // 2
        meets.append(int(target[half]) if len(target) else 0)
        target[half:] -= meets[-1]
        halves[0].append((source[:half], target[:half]))
        halves[1].append((source[half:], target[half:]))
    first, second = _parted(halves[0]), _parted(halves[1])
    meeting = tf.constant(meets)

    def sums(values: tf.Tensor, part: int | tf.Tensor) -> tf.Tensor:
        meet = meets[0] if len(meets) == 1 else meeting[part]
        before = tf.sparse.segment_sum(values, *first(part), num_segments=meet + 1)
        after = tf.sparse.segment_sum(values, *second(part), num_segments=size - meet)
        joined = tf.concat([before[:meet], before[meet:] + after[:1], after[1:]], axis=0)
        return tf.ensure_shape(joined, [size, values.shape[1]])

    return sums


def _parted(
    parts: Sequence[tuple[np.ndarray, np.ndarray]],
) -> Callable[[int | tf.Tensor], Sequence[tf.Tensor]]:
    """Keep the arrays of all parts in the session; return a function from a part to its arrays."""
    held = [kept(np.concatenate(arrays)) for arrays in zip(*parts, strict=True)]
    if len(parts) == 1:
        return lambda part: held
    ends = tf.constant(np.cumsum([0, *(len(arrays[0]) for arrays in parts)]), tf.int32)

    def of_part(part: int | tf.Tensor) -> Sequence[tf.Tensor]:
        return [array[ends[part] : ends[part + 1]] for array in held]

    return of_part
