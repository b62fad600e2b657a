"""`tf.estimator.inputs`: input functions for arrays, and batches from any input function."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.old_seeds import with_missing

__all__ = ["numpy_input_fn", "pandas_input_fn"]


# A function that makes features and labels in the default graph, and returns them with an iterator
# over what to feed for each batch.
Source = Callable[[], tuple[Any, Any, Iterator[dict[Any, Any]]]]


def numpy_input_fn(
    x: Any, y: Any = None, batch_size: int = 128, num_epochs: int | None = 1,
    shuffle: bool | None = None, queue_capacity: int = 1000, num_threads: int = 1,
) -> Callable[[], Any]:
    """Make an input function that returns features, or features and labels, in batches.

    A batch may extend into the next epoch; only the last batch can be smaller.

    Args:
        x: an array [n, ...] or a dictionary of such arrays.
        y: labels [n, ...], or a dictionary of them, or None.
        batch_size: number of rows in a batch.
        num_epochs: how many times to go through the rows; None repeats them endlessly.
        shuffle: whether to shuffle the rows again for each epoch.
        queue_capacity: the largest number of rows to read ahead.
        num_threads: ignored; a single thread reads the data.

    Raises:
        ValueError: there are no rows, the numbers of rows differ, or `shuffle` is not given.
    """
    if shuffle not in (True, False):
        raise ValueError(
            "Give shuffle=True to train, or shuffle=False to evaluate or to predict in order."
        )
    arrays = arrays_of(x) if y is None else (arrays_of(x), arrays_of(y))
    count = rows(arrays)

    def input_fn() -> Any:
        random = np.random.RandomState(tf.get_default_graph().seed) if shuffle else None

        def batches() -> Iterator[Any]:
            order = itertools.chain.from_iterable(orders(count, num_epochs, random))
            while chunk := list(itertools.islice(order, batch_size)):
                yield tf.nest.map_structure(lambda array: array[chunk], arrays)

        kinds = tf.nest.map_structure(
            lambda array: tf.TensorSpec([None, *array.shape[1:]], array.dtype), arrays
        )
        dataset = tf.data.Dataset.from_generator(batches, output_signature=kinds)
        return next_of(dataset.prefetch(max(1, queue_capacity // batch_size)))

    # Then, a queue had five more nodes, and one for each array.
    return with_missing(input_fn, 5 + len(tf.nest.flatten(arrays)))


def pandas_input_fn(
    x: Any, y: Any = None, batch_size: int = 128, num_epochs: int | None = 1,
    shuffle: bool | None = None, queue_capacity: int = 1000, num_threads: int = 1,
) -> Callable[[], Any]:
    """Make an input function for the columns of a DataFrame; `y` is a Series or a DataFrame."""
    features = {name: x[name].to_numpy() for name in x.columns}
    if hasattr(y, "columns"):
        y = {name: y[name].to_numpy() for name in y.columns}
    return numpy_input_fn(features, y, batch_size, num_epochs, shuffle, queue_capacity, num_threads)


def arrays_of(data: Any) -> Any:
    """Convert lists and tables to arrays, and a dictionary of them to a dictionary of arrays."""
    if isinstance(data, dict):
        return {name: np.asarray(values) for name, values in data.items()}
    return np.asarray(data)


def rows(arrays: Any) -> int:
    """Return the number of rows, which must be the same in all arrays of a structure.

    Raises:
        ValueError: the numbers differ, or there are no rows.
    """
    shapes = [array.shape for array in tf.nest.flatten(arrays)]
    if any(not shape for shape in shapes):
        raise ValueError(
            "The data must be arrays of rows, [n, ...], but one array is a scalar."
        )
    counts = sorted({shape[0] for shape in shapes})
    if len(counts) > 1:
        raise ValueError(f"Features and labels must have the same number of rows, not {counts}.")
    if not counts or not counts[0]:
        raise ValueError("There are no rows in the data.")
    return counts[0]


def orders(
    count: int, epochs: int | None, random: np.random.RandomState | None
) -> Iterator[np.ndarray]:
    """Yield the order of the rows for each epoch; endlessly if `epochs` is None."""
    for _ in itertools.count() if epochs is None else range(epochs):
        yield random.permutation(count) if random else np.arange(count)


def next_of(data: Any) -> Any:
    """If given a `Dataset`, return its next batch as tensors; return anything else unchanged."""
    if not isinstance(data, tf.data.Dataset):
        return data
    iterator = tf.data.make_initializable_iterator(data)
    tf.add_to_collection(tf.GraphKeys.TABLE_INITIALIZERS, iterator.initializer)
    return iterator.get_next()


def input_source(input_fn: Callable[..., Any], mode: str, known: dict[str, Any]) -> Source:
    """Make a function that calls `input_fn` with the arguments from `known` that it accepts."""

    def source() -> tuple[Any, Any, Iterator[dict[Any, Any]]]:
        data = next_of(input_fn(**accepted(input_fn, {**known, "mode": mode})))
        data = tf.nest.map_structure(_tensor, data)
        features, labels = data if isinstance(data, tuple | list) else (data, None)
        return features, labels, itertools.repeat({})

    return source


def accepted(function: Callable[..., Any], known: dict[str, Any]) -> dict[str, Any]:
    """Return the entries of `known` whose names are arguments of a user's function."""
    wanted = inspect.signature(function).parameters
    return {name: value for name, value in known.items() if name in wanted}


def _tensor(value: Any) -> Any:
    return tf.convert_to_tensor(value) if isinstance(value, np.ndarray) else value
