"""Checks of features and labels; a check that fails raises an error with a short message."""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Iterator, Sequence
from typing import Any

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.old_seeds import with_missing

_SCOPE = "course_check"


def checked(tensor: tf.Tensor, good: tf.Tensor, sentence: str, worst: Any = "") -> tf.Tensor:
    """Return a copy of the tensor that can be computed only if `good` is true.

    Args:
        tensor: any tensor.
        good: the condition to check, a bool scalar.
        sentence: the error message.
        worst: the wrong value, with which the message ends.
    """
    with tf.name_scope(_SCOPE):
        said = tf.strings.join([sentence, worst if worst == "" else tf.as_string(worst)])
        with tf.control_dependencies([tf.Assert(good, [said])]):
            return tf.identity(tensor)


def checked_labels(labels: tf.Tensor, n_classes: int) -> tf.Tensor:
    """Return the labels, with a check that they lie between 0 and n_classes - 1."""
    far = tf.abs(labels * 2 - (n_classes - 1))  # twice the distance from the middle of the range
    worst = tf.gather(labels, tf.argmax(far))
    return checked(
        labels, tf.reduce_all(far < n_classes),
        f"The labels for {n_classes} classes must be 0 to {n_classes - 1}; one is ", worst,
    )


@contextlib.contextmanager
def plain_errors() -> Iterator[None]:
    """Within a `with` block, turn TensorFlow's error for a failed check into a ValueError."""
    try:
        yield
    except tf.errors.InvalidArgumentError as error:
        said = re.search(r"assertion failed: \[(.*)\]", error.message)
        if said and error.op is not None and _SCOPE in error.op.name:
            raise ValueError(said[1].replace("\\'", "'")) from None  # TensorFlow escapes quotes
        raise


# The nodes of the check leave the seeds of later nodes as they were in TensorFlow 1.
@functools.partial(with_missing, nodes=lambda built, *args: -len(built))
def checked_features(features: Any, columns: Sequence[Any]) -> dict[str, Any]:
    """Return the features as a dictionary, with checks for those of numeric columns.

    A single tensor gets the name "". While the graph runs, NaN raises an error.

    Raises:
        ValueError: a column's feature is missing, or differs in width from the column.
    """
    found = dict(features) if isinstance(features, dict) else {"": features}
    for column in columns:
        column = getattr(column, "source_column", column)
        if not is_numeric(column):
            continue
        if column.key not in found:
            raise ValueError(
                f"There is no feature {column.key!r}, which a column needs; the features are "
                f"{sorted(found)}."
            )
        found[column.key] = _checked(found[column.key], column)
    return found


def is_numeric(column: Any) -> bool:
    """Return whether a feature column is numeric; only numeric columns have a normalizer_fn."""
    return hasattr(column, "normalizer_fn")


def _checked(values: Any, column: Any) -> Any:
    if not isinstance(values, tf.Tensor):
        return values
    wide = values.shape[1:].num_elements() if values.shape.rank else None
    wanted = tf.TensorShape(column.shape).num_elements()
    if wide not in (None, wanted):
        raise ValueError(
            f"The column {column.key!r} has {wanted} numbers per row; its feature has {wide} "
            f"(shape {values.shape})."
        )
    if not values.dtype.is_floating:
        return values
    finite = tf.reduce_all(tf.equal(values, values))
    return checked(values, finite, f"The feature {column.key!r} holds NaN; replace each NaN.")
