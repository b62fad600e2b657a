"""`tf.contrib.lookup`: functions for tables that tf.lookup has under other names."""

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
    """Return a table from the entries of `mapping` to their positions.

    Args:
        mapping: strings or integers [n].
        num_oov_buckets: how many numbers, from n up, to use for keys that are not in `mapping`.
        default_value: number for such keys if `num_oov_buckets` is 0.
        hasher_spec: how to distribute such keys over these numbers.
        dtype: type of the keys.
    """
    return lookup_ops.index_table_from_tensor(
        mapping, num_oov_buckets, default_value, hasher_spec, dtype, name
    )


def string_to_index_table_from_tensor(
    mapping: Any, num_oov_buckets: int = 0, default_value: int = -1,
    hasher_spec: Any = lookup_ops.FastHashSpec, name: str | None = None,
) -> Any:
    """Call `index_table_from_tensor` for strings."""
    return index_table_from_tensor(mapping, num_oov_buckets, default_value, hasher_spec, name=name)


def string_to_index(
    tensor: Any, mapping: Any, default_value: int = -1, name: str | None = None
) -> tf.Tensor:
    """Return the positions of strings [...] in `mapping`."""
    table = index_table_from_tensor(mapping, default_value=default_value, name=name)
    return table.lookup(tensor)


def index_to_string_table_from_tensor(
    mapping: Any, default_value: str = "UNK", name: str | None = None
) -> Any:
    """Return a table from positions in `mapping`, int64, to the strings there."""
    return lookup_ops.index_to_string_table_from_tensor(mapping, default_value, name)


def index_to_string(
    tensor: Any, mapping: Any, default_value: str = "UNK", name: str | None = None
) -> tf.Tensor:
    """Return the strings of `mapping` at the given positions, int64 [...]."""
    return index_to_string_table_from_tensor(mapping, default_value, name).lookup(tensor)
