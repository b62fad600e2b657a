"""Modules as they were in the days of TensorFlow 1, for the user's code.

For each module, `OLD` has a function that returns the names removed from the module since then, and
what they stood for; `module` adds these names to today's module.
"""

from __future__ import annotations

import collections.abc
import functools
import importlib
import inspect
import math
import sys
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

from tfgraph_course.tf1 import libraries
from tfgraph_course.tf1.names import NameGone


class Gone(NameGone):
    """Raised for a missing name of a library; the argument is the message."""

    __str__ = AttributeError.__str__


class Old(ModuleType):
    """Today's version of a module, with the names that have been removed from it."""

    def __init__(self, name: str) -> None:
        moved = MOVED.get(name, name)
        today = importlib.import_module(moved)
        super().__init__(today.__name__, today.__doc__)
        self.__dict__.update(OLD.get(name, OLD.get(moved, dict))())
        self._today, self._name = today, name

    def __getattr__(self, name: str) -> Any:
        if is_old(path := f"{self._name}.{name}"):
            return module(path)
        if name == "__all__":
            own = [public for public in dir(self) if not public.startswith("_")]
            return [*getattr(self._today, name, own), *(set(own) & self.__dict__.keys())]
        try:
            value = getattr(self._today, name)
        except AttributeError:
            if instead := libraries.GONE.get(path):
                raise Gone(f"{path} is gone; use {instead}.") from None
            raise
        is_module = isinstance(value, ModuleType) and is_old(value.__name__)  # `pylab.plt`
        return module(value.__name__) if is_module else value

    def __dir__(self) -> list[str]:
        return sorted({*dir(self._today), *self.__dict__})


@functools.cache
def module(name: str) -> Old:
    """Return the module with this name as it was in the days of TensorFlow 1."""
    return Old(name)


# A function that returns the path of a file that `np.load` has not found, or None; see
# `find_files_with`.
find_file: Callable[[str], Any] | None = None
_plain: bool | None = None  # what NumPy has yet to be told: to print scalars plainly?


def find_files_with(finder: Callable[[str], Any] | None) -> None:
    """Let `np.load` ask a function for the path of a missing file; None stops this."""
    global find_file
    find_file = finder


def is_old(name: str) -> bool:
    """Return whether a module has been renamed, or has had names removed, since TensorFlow 1."""
    return name in OLD or name in MOVED


def print_scalars_plainly(wanted: bool = True) -> None:
    """Print NumPy scalars as `4` in the whole process, or as `np.int32(4)` if not `wanted`.

    If NumPy has not been imported yet, `meet_numpy` does this later.
    """
    global _plain
    _plain = wanted
    meet_numpy()


def meet_numpy() -> None:
    """Set how NumPy prints scalars, if this was asked for, as soon as NumPy has been imported."""
    global _plain
    if _plain is not None and "numpy" in sys.modules:
        sys.modules["numpy"].set_printoptions(legacy="1.25" if _plain else False)
        _plain = None


def _getargspec(func: Callable[..., Any]) -> Any:
    spec = inspect.getfullargspec(func)
    return collections.namedtuple("ArgSpec", "args varargs keywords defaults")(*spec[:4])


# For each module, a function that returns its old names and what they stand for.
OLD: dict[str, Callable[[], dict[str, Any]]] = {
    "time": lambda: {"clock": time.process_time},
    "collections": lambda: {k: v for k, v in vars(collections.abc).items() if k[0].isupper()},
    "inspect": lambda: {"getargspec": _getargspec},
    "fractions": lambda: {"gcd": math.gcd},
}
OLD |= libraries.OLD
MOVED = libraries.MOVED
