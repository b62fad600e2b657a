"""h5py as it was up to version 2.10, for the user's code: modes, texts, and `dataset.value`."""

from __future__ import annotations

import os
from typing import Any

import h5py
import numpy as np

from tfgraph_course.tf1.libraries import add, instead


class File(h5py.File):
    """A file; without a mode, it is opened for reading and writing, and created if missing."""

    def __init__(self, name: Any, mode: str | None = None, *args: Any, **settings: Any) -> None:
        is_fixed = isinstance(name, str) and os.path.exists(name) and not os.access(name, os.W_OK)
        super().__init__(name, mode or ("r" if is_fixed else "a"), *args, **settings)


@instead("__getitem__", h5py.Dataset, through=("h5py",))
def _read(today: Any, self: Any, *args: Any, **settings: Any) -> Any:
    """Read texts of any length as strings, not as bytes."""
    found = today(self, *args, **settings)
    kind = h5py.check_string_dtype(self.dtype)
    if kind is None or kind.length is not None:
        return found
    texts = [text.decode() if isinstance(text, bytes) else text for text in np.ravel(found)]
    return np.array(texts, object).reshape(found.shape) if np.ndim(found) else texts[0]


# A list of bytes was saved as such, as Keras saves the names of layers and weights.
instead("__setitem__", h5py.AttributeManager, through=("h5py", "tf_keras"))(
    lambda today, self, name, value: today(self, name, np.asarray(value) if isinstance(
        value, list) and value and isinstance(value[0], bytes) else value))
add(h5py.Dataset, value=property(lambda self: self[()]))

NAMES = {"h5py": {"File": File}}
