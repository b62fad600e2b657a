"""The namespace `tf`: TensorFlow 1's names, each from the first source that has it.

`sources.py` says which names come from where; this file only looks them up, on first use.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from tfgraph_course.tf1.names import NameGone
from tfgraph_course.tf1.quiet import quiet_start
from tfgraph_course.tf1.sources import SOURCES, TENSORFLOW, VERSION

OURS = __name__.partition(".")[0]
# Names that start with an underscore and are asked for all the same.
_ALSO = {"__version__", "__file__", "__all__", "_linear", "_Linear"}


class Overlay(ModuleType):
    """A module of TensorFlow 1, put together from its sources when its names are first used."""

    def __init__(self, path: str) -> None:
        """Stand for `tf`, or for the module at the dotted `path` below it."""
        super().__init__(f"tf.{path}" if path else "tf", "TensorFlow 1 on TensorFlow 2.")
        self._path = path

    def __getattr__(self, name: str) -> Any:
        """Look a name up in the sources, and keep it.

        Raises:
            NameGone: no source has it; the message says what to use instead.
        """
        # inspect, pytest and IPython probe every module for private names; that is no use of it.
        if name.startswith("_") and name not in _ALSO:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        value = dir(self) if name == "__all__" else _find(self._path, name)
        setattr(self, name, value)
        return value

    def __dir__(self) -> list[str]:
        """List the public names of all sources, and the modules below this one."""
        below = f"{self._path}." if self._path else ""
        children = {
            path[len(below) :].split(".")[0]
            for path in SOURCES
            if path.startswith(below) and path != self._path
        }
        names = {name for module in _modules(self._path) for name in _public(module)}
        return sorted(names | children)


def _find(path: str, name: str) -> Any:
    dotted = f"{path}.{name}" if path else name
    if dotted == "compat.v1":
        return tf
    if dotted == "__version__":
        return VERSION
    if any(known == dotted or known.startswith(f"{dotted}.") for known in SOURCES):
        return Overlay(dotted)
    for module in _modules(path):
        if module.__name__.startswith(OURS) and name not in module.__all__:
            continue
        try:
            value = getattr(module, name)
        except AttributeError:
            continue
        return Overlay(dotted) if _is_below(value, dotted) else value
    if _tensorflow_module(dotted):  # a private module, tensorflow.python.ops.rnn_cell
        return Overlay(dotted)
    raise NameGone(dotted)


def _is_below(value: Any, dotted: str) -> bool:
    """Whether a value is TensorFlow's own module at that path, whose missing names we explain."""
    return isinstance(value, ModuleType) and value is _tensorflow_module(dotted)


def _modules(path: str) -> Iterator[ModuleType]:
    """The modules that a path's names come from, the first to look in first."""
    import_tensorflow()
    for source in SOURCES.get(path, [TENSORFLOW]):
        if source == TENSORFLOW:
            if module := _tensorflow_module(path):
                yield module
        else:
            yield importlib.import_module(source)


@functools.cache
def _tensorflow_module(path: str) -> ModuleType | None:
    """TensorFlow's own module: below `tensorflow.compat.v1`, or else below `tensorflow`."""
    place: Any = import_tensorflow()
    try:
        for part in path.split(".") if path else []:
            place = getattr(place, part)
    except AttributeError:
        try:
            return importlib.import_module(f"tensorflow.{path}")
        except ModuleNotFoundError:
            return None
    return place if isinstance(place, ModuleType) else None


def _public(module: ModuleType) -> list[str]:
    if module.__name__.startswith(OURS):
        return module.__all__
    return [name for name in dir(module) if not name.startswith("_")]


@functools.cache
def import_tensorflow() -> ModuleType:
    """Import `tensorflow.compat.v1` and switch it to graphs, sessions and reference variables."""
    with quiet_start():
        import tensorflow.compat.v1 as compat

        compat.disable_v2_behavior()
        # The GPU libraries report on standard error when devices are first looked for.
        compat.config.experimental.list_physical_devices()
    return compat


tf = Overlay("")
