"""`tf.contrib.lookup`: lookup tables from keys to indices, and from indices to strings."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf
from tensorflow.python.ops import lookup_ops

from tfgraph_course.tf1.libraries import old_arguments

__all__ = [
    "index_table_from_tensor", "index_to_string", "index_to_string_table_from_tensor",
    "string_to_index", "string_to_index_table_from_tensor",
]


index_table_from_tensor, index_to_string_table_from_tensor = (
    old_arguments(build, "mapping=vocabulary_list")
    for build in (lookup_ops.index_table_from_tensor, lookup_ops.index_to_string_table_from_tensor)
)


def string_to_index_table_from_tensor(
    mapping: Any, num_oov_buckets: int = 0, default_value: int = -1,
    hasher_spec: Any = lookup_ops.FastHashSpec, name: str | None = None,
) -> Any:
    """Call `index_table_from_tensor` with strings as the keys."""
    return index_table_from_tensor(mapping, num_oov_buckets, default_value, hasher_spec, name=name)


def string_to_index(
    tensor: Any, mapping: Any, default_value: int = -1, name: str | None = None
) -> tf.Tensor:
    """Return the strings' indices in `mapping`, int64, or `default_value` if they are absent."""
    table = index_table_from_tensor(mapping, default_value=default_value, name=name)
    return table.lookup(tensor)


def index_to_string(
    tensor: Any, mapping: Any, default_value: str = "UNK", name: str | None = None
) -> tf.Tensor:
    """Return the strings of `mapping` at int64 indices; `default_value` for other indices."""
    return index_to_string_table_from_tensor(mapping, default_value, name).lookup(tensor)
