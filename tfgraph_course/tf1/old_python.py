"""NumPy and Python as they were in the days of TensorFlow 1, for the user's code.

`OLD` has a function for each module, which makes the names that the module has since lost;
`module` adds these names to today's module.
"""

from __future__ import annotations

import collections.abc
import functools
import importlib
import inspect
import math
import os
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np


class Old(ModuleType):
    """Today's version of a module, with the names that it has lost."""

    def __init__(self, today: ModuleType) -> None:
        super().__init__(today.__name__, today.__doc__)
        self.__dict__.update(OLD.get(today.__name__, dict)())
        self._today = today

    def __getattr__(self, name: str) -> Any:
        return getattr(self._today, name)

    def __dir__(self) -> list[str]:
        return sorted({*dir(self._today), *self.__dict__})


@functools.cache
def module(name: str) -> Old:
    """Return the module with this name as it was in the days of TensorFlow 1."""
    return Old(importlib.import_module(MOVED.get(name, name)))


# Finds a file that `np.load` has not found: returns its path, or None. A door may supply it.
find_file: Callable[[str], Any] | None = None


def find_files_with(finder: Callable[[str], Any] | None) -> None:
    """Let `np.load` ask a function for the path of a file that is missing, or no longer."""
    global find_file
    find_file = finder


def is_old(name: str) -> bool:
    """Return whether the module with this name has moved or lost names since TensorFlow 1."""
    return name in OLD or name in MOVED


def print_scalars_plainly(wanted: bool = True) -> None:
    """Print a NumPy number in a list as `4` instead of `np.int32(4)`, in the whole process."""
    np.set_printoptions(legacy="1.25" if wanted else False)


def _array(object: Any, dtype: Any = None, *, copy: bool = True, **settings: Any) -> np.ndarray:
    """`np.array` as it was: unequal rows made an array of objects; copy=False allowed a copy."""
    try:
        return np.array(object, dtype, copy=copy or None, **settings)
    except ValueError as fault:
        if dtype is None and "inhomogeneous" in str(fault):
            return np.array(object, np.object_, copy=copy or None, **settings)
        raise


def _load(file: Any, *arguments: Any, **settings: Any) -> Any:
    """`np.load`, which may find a missing file elsewhere."""
    if find_file and isinstance(file, (str, os.PathLike)) and not os.path.exists(file):
        file = find_file(os.fspath(file)) or file
    return np.load(file, *arguments, **settings)


def _fromstring(string: Any, dtype: Any = float, count: int = -1, sep: str = "") -> np.ndarray:
    """`np.fromstring` as it was: without a separator, it read bytes as raw memory."""
    if sep:
        return np.fromstring(string, dtype, count, sep=sep)
    return np.frombuffer(string, dtype, count).copy()


def _getargspec(func: Callable[..., Any]) -> Any:
    spec = inspect.getfullargspec(func)
    return collections.namedtuple("ArgSpec", "args varargs keywords defaults")(*spec[:4])


def _tsne() -> dict[str, Any]:
    """scikit-learn's TSNE, whose argument `max_iter` was called `n_iter`."""
    from sklearn.manifold import TSNE

    return {"TSNE": lambda *args, n_iter=1000, **rest: TSNE(*args, max_iter=n_iter, **rest)}


_NUMPY = {
    **{kind.__name__: kind for kind in (bool, complex, float, int, object, str)},
    **dict.fromkeys(("Inf", "Infinity", "infty", "PINF"), np.inf),
    **dict.fromkeys(("NaN", "NAN"), np.nan),
    "alltrue": np.all,
    "array": _array,
    "asfarray": functools.partial(np.asarray, dtype=np.float64),
    "asscalar": lambda a: a.item(),
    "bool8": np.bool_,
    "cfloat": np.complex128,
    "complex_": np.complex128,
    "cumproduct": np.cumprod,
    "float_": np.float64,
    "fromstring": _fromstring,
    "in1d": np.isin,
    "load": _load,
    "long": int,
    "mat": np.asmatrix,
    "msort": functools.partial(np.sort, axis=0),
    "NINF": -np.inf,
    "product": np.prod,
    "rank": np.ndim,
    "reshape": lambda a, newshape, order="C": np.reshape(a, newshape, order=order),
    "round_": np.round,
    "row_stack": np.vstack,
    "sometrue": np.any,
    "string_": np.bytes_,
    "trapz": np.trapezoid,
    "unicode": str,
    "unicode_": np.str_,
}

# Modules that have new names today.
MOVED = {
    "sklearn.cross_validation": "sklearn.model_selection",
    "sklearn.datasets.samples_generator": "sklearn.datasets",
    "sklearn.externals.joblib": "joblib",
    "sklearn.grid_search": "sklearn.model_selection",
}

# For each module, a function that makes its old names.
OLD: dict[str, Callable[[], dict[str, Any]]] = {
    "numpy": lambda: _NUMPY,
    "time": lambda: {"clock": time.process_time},
    "collections": lambda: {k: v for k, v in vars(collections.abc).items() if k[0].isupper()},
    "inspect": lambda: {"getargspec": _getargspec},
    "fractions": lambda: {"gcd": math.gcd},
    "sklearn.externals": lambda: {"joblib": importlib.import_module("joblib")},
    "sklearn.manifold": _tsne,
}
