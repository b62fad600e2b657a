"""Make `import tensorflow` give TensorFlow 1 to the user's code, and to no other code.

After `activate()`, `__import__` checks which code is importing. Installed code (Python's own,
site-packages, this course) gets the installed modules; all other code gets TensorFlow 1, Keras 2
and an older NumPy. `sys.modules` does not change.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import importlib
import site
import sys
import sysconfig
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from tfgraph_course.tf1 import old_python
from tfgraph_course.tf1.names import NameGone
from tfgraph_course.tf1.namespace import import_tensorflow, tf
from tfgraph_course.tf1.old_seeds import seed_by_nodes

_KEEPERS = builtins.__import__, importlib.import_module
_PACKAGE = Path(__file__).resolve().parents[2]
_LOCK = threading.Lock()
_blocks = 0  # `with activated()`, in all threads
_keeps = False  # whether the imports stay changed after the last block


def activate() -> None:
    """Make the user's code import TensorFlow 1 from now on."""
    builtins.__import__, importlib.import_module = _import, _import_module


def deactivate() -> None:
    """Make all code import the installed modules again."""
    builtins.__import__, importlib.import_module = _KEEPERS
    if "tensorflow" in sys.modules:
        seed_by_nodes(False)


@contextlib.contextmanager
def activated() -> Iterator[None]:
    """Make the user's code import TensorFlow 1 within a `with` block.

    With blocks in several threads, all code imports it from the first block's start to the end of
    the last one.
    """
    global _blocks, _keeps
    with _LOCK:
        if not _blocks:
            _keeps = builtins.__import__ is _import
        _blocks += 1
        activate()
    try:
        yield
    finally:
        with _LOCK:
            _blocks -= 1
            if not _blocks and not _keeps:
                deactivate()


def _import(
    name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0
) -> Any:
    if level or not _is_old(name) or not is_users(globals):
        return _KEEPERS[0](name, globals, locals, fromlist, level)
    place = _module(name)
    if not fromlist:  # `import a.b` binds a
        top = name.partition(".")[0]
        return _module(top) if _is_old(top) else _KEEPERS[0](top, globals, locals)
    for attribute in fromlist:
        _check(place, name, attribute)
    return place


def _import_module(name: str, package: str | None = None) -> ModuleType:
    if _is_old(name) and is_users(sys._getframe(1).f_globals):
        return _module(name)
    return _KEEPERS[1](name, package)


def _is_old(name: str) -> bool:
    """Return whether TF1 code must get an old version of this module instead of today's."""
    return old_python.is_old(name) or name.partition(".")[0] in ("tensorflow", "keras")


def _module(name: str) -> Any:
    if old_python.is_old(name):
        return old_python.module(name)
    import_tensorflow()
    seed_by_nodes()
    top, _, path = name.partition(".")
    place: Any = tf if top == "tensorflow" else tf.keras
    try:
        for part in path.split(".") if path else []:
            place = getattr(place, part)
    except NameGone as gone:
        raise ModuleNotFoundError(str(gone), name=name) from None
    return place


def _check(place: Any, name: str, attribute: str) -> None:
    """Raise an ImportError that says what to use if `from place import attribute` cannot work."""
    try:
        if attribute != "*":
            getattr(place, attribute)
    except NameGone as gone:
        raise ImportError(str(gone), name=name) from None


def is_users(globals: dict[str, Any] | None) -> bool:
    """Return whether the code with these globals is the user's, not installed code."""
    if globals is None:
        return False
    if file := globals.get("__file__"):
        return not _is_installed(file)
    # A cell, or code passed to exec; code that TensorFlow passes to exec has other names.
    return globals.get("__name__", "__main__") == "__main__"


@functools.cache
def _is_installed(file: str) -> bool:
    return any(folder in Path(file).resolve().parents for folder in _installed())


@functools.cache
def _installed() -> list[Path]:
    """The folders that contain installed code."""
    folders = [sysconfig.get_path(kind) for kind in ("stdlib", "platstdlib", "purelib", "platlib")]
    folders += [*site.getsitepackages(), site.getusersitepackages()]
    return [Path(folder).resolve() for folder in folders] + [_PACKAGE]
