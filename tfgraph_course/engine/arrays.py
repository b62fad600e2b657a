"""Recognize arrays that are fed again: the same memory with the same numbers in it."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from typing import Any

import numpy as np

CHUNK_BYTES = 2**19  # compared at a time, so that the result stays in the processor's cache


class Arrays:
    """A record of arrays that were fed together, by name; it does not keep them alive."""

    def __init__(self, arrays: Mapping[str, np.ndarray]) -> None:
        self.places = {name: place(array) for name, array in arrays.items()}
        self._owners = {name: _reference(_owner(array)) for name, array in arrays.items()}
        self._kept: dict[str, np.ndarray] = {}

    def are(self, arrays: Mapping[str, np.ndarray]) -> bool:
        """Return True if the memory of these arrays still has the recorded owners."""
        return all(self._owners[name]() is _owner(array) for name, array in arrays.items())

    def keep(self, arrays: Mapping[str, np.ndarray]) -> None:
        """Keep copies of those arrays that can be written to, for `hold` to compare."""
        self._kept = {name: array.copy() for name, array in arrays.items() if _may_change(array)}

    def hold(self, arrays: Mapping[str, np.ndarray]) -> bool:
        """Return True if the arrays still hold the numbers they held when `keep` was called."""
        return all(
            _equal(self._kept[name], array) if name in self._kept else not _may_change(array)
            for name, array in arrays.items()
        )


def place(array: np.ndarray) -> tuple[Any, ...]:
    """Return where an array begins, its shape, its strides and its dtype."""
    start = array.__array_interface__["data"][0]
    return start, array.shape, array.strides, array.dtype


def _owner(array: np.ndarray) -> Any:
    """Return the object that owns an array's memory: the end of its chain of `base`s."""
    while isinstance(array, np.ndarray) and array.base is not None:
        array = array.base
    return array


def _reference(owner: Any) -> Any:
    try:
        return weakref.ref(owner)
    except TypeError:  # for example, bytes
        return lambda: owner


def _may_change(array: Any) -> bool:
    """Return False only if an array and all that it is a view of are known to be read-only."""
    while isinstance(array, np.ndarray):
        if array.flags.writeable:
            return True
        array = array.base
    return not (array is None or isinstance(array, bytes))


def _equal(a: np.ndarray, b: np.ndarray) -> bool:
    """Return True if two arrays of one shape and dtype hold the same bytes; NaN equals itself."""
    word = np.dtype(np.uint8 if a.nbytes % 8 else np.uint64)
    a, b = (array.reshape(-1).view(word) for array in (a, b))
    words = CHUNK_BYTES // word.itemsize
    return all(
        np.array_equal(a[i : i + words], b[i : i + words]) for i in range(0, len(a), words)
    )
