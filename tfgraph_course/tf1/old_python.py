"""NumPy and Python as they were in the days of TensorFlow 1, for the code that is run so.

`OLD` makes, by module, the names that have gone since; `module` lays them over today's module.
"""

from __future__ import annotations

import collections.abc
import functools
import importlib
import inspect
import math
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np


class Old(ModuleType):
    """Today's module with the names of the time added."""

    def __init__(self, today: ModuleType) -> None:
        """Lay the old names of a module over it."""
        super().__init__(today.__name__, today.__doc__)
        self.__dict__.update(OLD.get(today.__name__, dict)())
        self._today = today

    def __getattr__(self, name: str) -> Any:
        """Take every other name from today's module."""
        return getattr(self._today, name)

    def __dir__(self) -> list[str]:
        """List the names of today and those of the time."""
        return sorted({*dir(self._today), *self.__dict__})


@functools.cache
def module(name: str) -> Old:
    """The module of that name, as it was."""
    return Old(importlib.import_module(MOVED.get(name, name)))


def is_old(name: str) -> bool:
    """Whether today's module of that name lacks names, or has moved."""
    return name in OLD or name in MOVED


def print_scalars_plainly(wanted: bool = True) -> None:
    """Print a NumPy number within a list as `4` instead of `np.int32(4)`; holds for the process."""
    np.set_printoptions(legacy="1.25" if wanted else False)


def _array(object: Any, dtype: Any = None, *, copy: bool = True, **settings: Any) -> np.ndarray:
    """`np.array`: rows of different length made an array of objects, and copy=False was a wish."""
    try:
        return np.array(object, dtype, copy=copy or None, **settings)
    except ValueError as fault:
        if dtype is None and "inhomogeneous" in str(fault):
            return np.array(object, np.object_, copy=copy or None, **settings)
        raise


def _reshape(a: Any, newshape: Any, order: str = "C") -> np.ndarray:
    """`np.reshape`, whose second argument was called `newshape`."""
    return np.reshape(a, newshape, order=order)


def _fromstring(string: Any, dtype: Any = float, count: int = -1, sep: str = "") -> np.ndarray:
    """`np.fromstring`, which without a separator took bytes as they lie in memory."""
    if sep:
        return np.fromstring(string, dtype, count, sep=sep)
    return np.frombuffer(string, dtype, count).copy()


def _asscalar(a: np.ndarray) -> Any:
    return a.item()


def _getargspec(func: Callable[..., Any]) -> Any:
    spec = inspect.getfullargspec(func)
    return collections.namedtuple("ArgSpec", "args varargs keywords defaults")(*spec[:4])


def _tsne() -> dict[str, Any]:
    """The TSNE whose number of iterations was called `n_iter`."""
    from sklearn.manifold import TSNE

    return {"TSNE": lambda *args, n_iter=1000, **rest: TSNE(*args, max_iter=n_iter, **rest)}


_NUMPY = {
    "alltrue": np.all,
    "array": _array,
    "asfarray": functools.partial(np.asarray, dtype=np.float64),
    "asscalar": _asscalar,
    "bool": bool,
    "bool8": np.bool_,
    "cfloat": np.complex128,
    "complex": complex,
    "complex_": np.complex128,
    "cumproduct": np.cumprod,
    "float": float,
    "float_": np.float64,
    "fromstring": _fromstring,
    "in1d": np.isin,
    "Inf": np.inf,
    "Infinity": np.inf,
    "infty": np.inf,
    "int": int,
    "long": int,
    "mat": np.asmatrix,
    "NaN": np.nan,
    "NAN": np.nan,
    "msort": functools.partial(np.sort, axis=0),
    "NINF": -np.inf,
    "object": object,
    "PINF": np.inf,
    "product": np.prod,
    "rank": np.ndim,
    "reshape": _reshape,
    "round_": np.round,
    "row_stack": np.vstack,
    "sometrue": np.any,
    "str": str,
    "string_": np.bytes_,
    "trapz": np.trapezoid,
    "unicode": str,
    "unicode_": np.str_,
}

# Modules that have other names today.
MOVED = {
    "sklearn.cross_validation": "sklearn.model_selection",
    "sklearn.datasets.samples_generator": "sklearn.datasets",
    "sklearn.externals.joblib": "joblib",
    "sklearn.grid_search": "sklearn.model_selection",
}

# By module, what makes its old names.
OLD: dict[str, Callable[[], dict[str, Any]]] = {
    "numpy": lambda: _NUMPY,
    "time": lambda: {"clock": time.process_time},
    "collections": lambda: {k: v for k, v in vars(collections.abc).items() if k[0].isupper()},
    "inspect": lambda: {"getargspec": _getargspec},
    "fractions": lambda: {"gcd": math.gcd},
    "sklearn.externals": lambda: {"joblib": importlib.import_module("joblib")},
    "sklearn.manifold": _tsne,
}
