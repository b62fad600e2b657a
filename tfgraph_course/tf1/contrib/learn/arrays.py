"""Arrays as input for TensorFlow Learn's estimators: placeholders that are fed batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.estimator.base import Source
from tfgraph_course.tf1.estimator.inputs import arrays_of, orders, rows

_SEED = 42  # TensorFlow Learn shuffles with this seed, whatever the seed of the run


def array_source(
    x: Any, y: Any = None, batch_size: int | None = None, training: bool = False
) -> Source:
    """Make a function that returns placeholders for the arrays, and the batches to feed to them.

    Args:
        x: features [n, ...], or a dictionary of them.
        y: labels [n, ...], or a dictionary of them, or None.
        batch_size: number of rows in a batch; all of them by default. The last batch of an
            epoch may be smaller.
        training: whether to repeat the rows endlessly, in a new order in each epoch.

    Raises:
        ValueError: the numbers of rows differ or are 0, or the training data contains NaN.
    """
    arrays = (arrays_of(x),) if y is None else (arrays_of(x), arrays_of(y))
    count = rows(arrays)
    for part, called in zip(arrays, ("features", "labels"), strict=False):
        if training:
            tf.nest.map_structure(lambda array, called=called: _check(array, called), part)

    def source() -> tuple[Any, Any, Iterator[dict[Any, Any]]]:
        places = [
            _places(part, name) for part, name in zip(arrays, ("input", "output"), strict=False)
        ]
        return places[0], places[1] if len(places) > 1 else None, feeds(places)

    def feeds(places: Any) -> Iterator[dict[Any, Any]]:
        random = np.random.RandomState(_SEED) if training else None
        pairs = list(zip(tf.nest.flatten(places), tf.nest.flatten(arrays), strict=True))
        size = batch_size or count
        for order in orders(count, None if training else 1, random):
            for start in range(0, count, size):
                batch = order[start : start + size]
                yield {place: array[batch] for place, array in pairs}

    return source


def _places(arrays: Any, name: str) -> Any:
    return tf.nest.map_structure(
        lambda array: tf.placeholder(array.dtype, [None, *array.shape[1:]], name), arrays
    )


def _check(array: np.ndarray, called: str) -> None:
    if array.dtype.kind == "f" and np.isnan(array).any():
        row = np.argwhere(np.isnan(array))[0, 0]
        raise ValueError(
            f"The {called} hold NaN, first in row {row}; replace each NaN, or leave out its row."
        )
