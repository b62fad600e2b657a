"""`tf.contrib.lookup`: lookup tables from keys to indices, and from indices to strings."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf
from tensorflow.python.ops import lookup_ops

__all__ = [
    "index_table_from_tensor", "index_to_string", "index_to_string_table_from_tensor",
    "string_to_index", "string_to_index_table_from_tensor",
]


def index_table_from_tensor(
    mapping: Any, num_oov_buckets: int = 0, default_value: int = -1,
    hasher_spec: Any = lookup_ops.FastHashSpec, dtype: Any = tf.string, name: str | None = None,
) -> Any:
    """Return a lookup table from the entries of `mapping` to their indices.

    Args:
        mapping: strings or integers [n].
        num_oov_buckets: number of buckets, from n up, for keys that are not in `mapping`.
        default_value: value for such keys if `num_oov_buckets` is 0.
        hasher_spec: hash function that distributes such keys over the buckets.
        dtype: type of the keys.
    """
    return lookup_ops.index_table_from_tensor(
        mapping, num_oov_buckets, default_value, hasher_spec, dtype, name
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


def index_to_string_table_from_tensor(
    mapping: Any, default_value: str = "UNK", name: str | None = None
) -> Any:
    """Return a lookup table from indices, int64, to the strings of `mapping`."""
    return lookup_ops.index_to_string_table_from_tensor(mapping, default_value, name)


def index_to_string(
    tensor: Any, mapping: Any, default_value: str = "UNK", name: str | None = None
) -> tf.Tensor:
    """Return the strings of `mapping` at int64 indices; `default_value` for other indices."""
    return index_to_string_table_from_tensor(mapping, default_value, name).lookup(tensor)
