"""`tf.Session` and `tf.InteractiveSession`, whose results of size 1 can be used as numbers.

TF1 code writes `"%f" % sess.run(W)` for a W of shape [1]. NumPy 2.4 refuses that.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

__all__ = ["InteractiveSession", "Session"]


class OneNumber(np.ndarray):
    """An array of shape [1], [1, 1], ..., which `float`, `int` and `%` treat as a number."""

    def __float__(self) -> float:
        return float(self._number())

    def __int__(self) -> int:
        return int(self._number())

    def _number(self) -> Any:
        if self.size != 1:
            raise TypeError("only arrays of size 1 can be converted to Python scalars")
        return self.item()


def _view(value: Any) -> Any:
    if type(value) is np.ndarray and value.size == 1 and value.ndim and value.dtype.kind in "fiu":
        return value.view(OneNumber)
    return value


class _Run:
    def run(self, fetches: Any, *args: Any, **settings: Any) -> Any:
        values = super().run(fetches, *args, **settings)
        return tf.nest.map_structure(_view, values)


class Session(_Run, tf.Session):
    """A `tf.Session` whose results can be used as numbers if they are arrays of one number."""


class InteractiveSession(_Run, tf.InteractiveSession):
    """A `tf.InteractiveSession` with the same results as `Session` in this file."""
