"""`tf.estimator.inputs`: input functions of arrays; and the batches they and others give."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

__all__ = ["numpy_input_fn", "pandas_input_fn"]


# Makes features, labels and what to feed, a dictionary a batch, within the default graph.
Source = Callable[[], tuple[Any, Any, Iterator[dict[Any, Any]]]]


def numpy_input_fn(
    x: Any, y: Any = None, batch_size: int = 128, num_epochs: int | None = 1,
    shuffle: bool | None = None, queue_capacity: int = 1000, num_threads: int = 1,
) -> Callable[[], Any]:
    """An input function that gives features, or features and labels, in batches.

    A batch may end in the next epoch; only the last one can be smaller.

    Args:
        x: an array [n, ...] or a dictionary of such arrays.
        y: labels [n, ...], or a dictionary of them, or none.
        batch_size: rows of a batch.
        num_epochs: how often to go through the rows; None for ever.
        shuffle: whether in a new order each time.
        queue_capacity: rows that are read ahead, at most.
        num_threads: of the reader, which was a queue; one reads here.

    Raises:
        ValueError: the numbers of rows differ, or `shuffle` is not said.
    """
    if shuffle not in (True, False):
        raise ValueError(
            "shuffle must be given: True to train, False to evaluate and to predict in order."
        )
    arrays = arrays_of(x) if y is None else (arrays_of(x), arrays_of(y))
    count = rows(arrays)

    def input_fn() -> Any:
        random = np.random.RandomState(tf.get_default_graph().seed) if shuffle else None

        def batches() -> Iterator[Any]:
            order = itertools.chain.from_iterable(orders(count, num_epochs, random))
            while chunk := list(itertools.islice(order, batch_size)):
                yield tf.nest.map_structure(lambda array: array[chunk], arrays)

        dataset = tf.data.Dataset.from_generator(
            batches,
            tf.nest.map_structure(lambda array: tf.as_dtype(array.dtype), arrays),
            tf.nest.map_structure(lambda array: [None, *array.shape[1:]], arrays),
        )
        return next_of(dataset.prefetch(max(1, queue_capacity // batch_size)))

    return input_fn


def pandas_input_fn(
    x: Any, y: Any = None, batch_size: int = 128, num_epochs: int | None = 1,
    shuffle: bool | None = None, queue_capacity: int = 1000, num_threads: int = 1,
) -> Callable[[], Any]:
    """`numpy_input_fn` of a DataFrame's columns; `y` is a Series, or a DataFrame of targets."""
    features = {name: x[name].to_numpy() for name in x.columns}
    if hasattr(y, "columns"):
        y = {name: y[name].to_numpy() for name in y.columns}
    return numpy_input_fn(features, y, batch_size, num_epochs, shuffle, queue_capacity, num_threads)


def arrays_of(data: Any) -> Any:
    """Lists and tables as arrays; a dictionary of them as a dictionary of arrays."""
    if isinstance(data, dict):
        return {name: np.asarray(values) for name, values in data.items()}
    return np.asarray(data)


def rows(arrays: Any) -> int:
    """The number of rows that all arrays of a structure have.

    Raises:
        ValueError: they have not the same number, or none.
    """
    shapes = [array.shape for array in tf.nest.flatten(arrays)]
    if any(not shape for shape in shapes):
        raise ValueError("Data must be arrays of rows, [n, ...]; one is a single number.")
    counts = sorted({shape[0] for shape in shapes})
    if len(counts) > 1:
        raise ValueError(f"Features and labels must have as many rows; they have {counts}.")
    if not counts or not counts[0]:
        raise ValueError("There are no rows in the data.")
    return counts[0]


def orders(
    count: int, epochs: int | None, random: np.random.RandomState | None
) -> Iterator[np.ndarray]:
    """The numbers of the rows, epoch by epoch; for ever, if `epochs` is None."""
    for _ in itertools.count() if epochs is None else range(epochs):
        yield random.permutation(count) if random else np.arange(count)


def next_of(data: Any) -> Any:
    """A dataset's next batch, as tensors; what is no dataset stays as it is."""
    if not isinstance(data, tf.data.Dataset):
        return data
    iterator = tf.data.make_initializable_iterator(data)
    tf.add_to_collection(tf.GraphKeys.TABLE_INITIALIZERS, iterator.initializer)
    return iterator.get_next()


def input_source(input_fn: Callable[..., Any], mode: str, known: dict[str, Any]) -> Source:
    """The tensors of an input function; of `known` it is given what it has arguments for."""

    def source() -> tuple[Any, Any, Iterator[dict[Any, Any]]]:
        wanted = inspect.signature(input_fn).parameters
        data = {**known, "mode": mode}
        data = next_of(input_fn(**{key: data[key] for key in data if key in wanted}))
        data = tf.nest.map_structure(_tensor, data)
        features, labels = data if isinstance(data, tuple | list) else (data, None)
        return features, labels, itertools.repeat({})

    return source


def _tensor(value: Any) -> Any:
    return tf.convert_to_tensor(value) if isinstance(value, np.ndarray) else value
