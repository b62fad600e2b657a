"""Make `import tensorflow` give TensorFlow 1 to the user's code, and to no other code.

After `activate()`, `__import__` checks which code is importing. Installed code (see `owners`) gets
the installed modules; all other code gets TensorFlow 1, Keras 2, and NumPy and other libraries as
they were at that time. `sys.modules` does not change. The user's own modules are loaded as `run`
loads a script: Python 2 and old names are supported.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib
import operator
import sys
import threading
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from types import CodeType, FrameType, ModuleType
from typing import Any

from tfgraph_course.tf1 import old_modules
from tfgraph_course.tf1.doors.owners import is_installed, is_users, note_caller
from tfgraph_course.tf1.doors.script import compile_script, has_old_words
from tfgraph_course.tf1.keras.defaults import use_old_defaults
from tfgraph_course.tf1.names import NameGone
from tfgraph_course.tf1.namespace import import_tensorflow, leave_tensorflow_1, tf
from tfgraph_course.tf1.old_seeds import seed_by_nodes

_KEEPERS = builtins.__import__, importlib.import_module, SourceFileLoader.get_code
_leaves = False  # whether `deactivate` restores TensorFlow 2: `tf` was unused before `activate`
_LOCK = threading.Lock()
_blocks = 0  # the number of open `with activated()` blocks, in all threads
_keeps = False  # whether the imports stay changed after the last block


def activate() -> None:
    """Make the user's code import TensorFlow 1 from now on."""
    global _leaves
    note_caller()
    if builtins.__import__ is not _import:  # code that already used `tf` keeps it
        _leaves = not import_tensorflow.cache_info().currsize
    builtins.__import__, importlib.import_module = _import, _import_module
    SourceFileLoader.get_code = _compiled


def deactivate() -> None:
    """Make all code import the installed modules again.

    TensorFlow is switched back to version 2, unless the course's `tf` was used before `activate`.
    """
    builtins.__import__, importlib.import_module, SourceFileLoader.get_code = _KEEPERS
    if "tensorflow" in sys.modules:
        seed_by_nodes(False)
        _tell_as_then(False)
    use_old_defaults(False)
    if _leaves:
        leave_tensorflow_1()


@contextlib.contextmanager
def activated() -> Iterator[None]:
    """Make the user's code import TensorFlow 1 within a `with` block.

    If several threads have such blocks, all threads import TensorFlow 1 from the start of the first
    block to the end of the last one.
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
    caller = sys._getframe().f_back  # None if C code imports and no Python code runs
    if globals is None:  # __import__("tensorflow")
        globals = caller.f_globals if caller else {}
    if level or not is_users(globals if "__name__" in globals else _around(caller)):
        return _KEEPERS[0](name, globals, locals, fromlist, level)
    place = _import_for_user(name, globals, locals, fromlist)
    old_modules.meet_numpy()
    return place


def _import_for_user(name: str, globals: Any, locals: Any, fromlist: Any) -> Any:
    is_python2, top = "__python2__" in globals, name.partition(".")[0]
    if is_python2 and name in old_modules.IN_PYTHON2:
        place = old_modules.module(old_modules.IN_PYTHON2[name])
    elif _is_old(name):
        place = _module(name)
        if fromlist and isinstance(place, old_modules.Old):  # `from PIL import ImageOps`
            with contextlib.suppress(ImportError):
                _KEEPERS[0](place.__name__, globals, locals, fromlist, 0)
    else:
        place = _import_found(name, globals, locals, fromlist, is_python2)
        whole = _module(top) if _is_old(top) else place  # adds its classes' old methods, too
        return place if fromlist else whole  # `import scipy.io`
    if not fromlist:  # `import a.b` binds a
        if top == name:
            return place
        return _module(top) if _is_old(top) else _KEEPERS[0](top, globals, locals)
    for attribute in fromlist:
        _check(place, name, attribute)
    return place


def _around(frame: FrameType | None) -> dict[str, Any] | None:
    """Return the globals of the nearest caller that has `__name__`; code run by `exec` may not."""
    while frame and "__name__" not in frame.f_globals:
        frame = frame.f_back
    return frame.f_globals if frame else None


def _import_found(
    name: str, globals: Any, locals: Any, fromlist: Any, is_python2: bool
) -> ModuleType:
    """Import a module or, if it is not found, a Python 2 module or one in the code's package."""
    in_package = bool(globals.get("__package__"))
    if is_python2 and in_package:  # Python 2 looked in the package first
        with contextlib.suppress(ModuleNotFoundError):
            return _KEEPERS[0](name, globals, locals, fromlist, 1)
    try:
        return _KEEPERS[0](name, globals, locals, fromlist, 0)
    except ModuleNotFoundError as fault:
        if fault.name == name and name in old_modules.PYTHON2:
            return old_modules.module(name)
        if fault.name == name and in_package:
            with contextlib.suppress(ImportError):
                return _KEEPERS[0](name, globals, locals, fromlist, 1)
        raise


def _import_module(name: str, package: str | None = None) -> ModuleType:
    if _is_old(name) and is_users(_asking(sys._getframe(1))):
        return _module(name)
    return _KEEPERS[1](name, package)


def _compiled(self: SourceFileLoader, fullname: str) -> CodeType | None:
    """Return a module's code; code that may have been rewritten is not cached in a .pyc file."""
    if is_installed(self.path):
        return _KEEPERS[2](self, fullname)
    source = self.get_data(self.path)
    if not has_old_words(source):
        with contextlib.suppress(SyntaxError, ValueError):  # it may be Python 2
            return _KEEPERS[2](self, fullname)
    return compile_script(source, self.path)


def _asking(frame: FrameType) -> dict[str, Any]:
    """Return the globals of the importing code; `mock.patch` counts as the user's code."""
    mocks = frame.f_globals.get("__name__") == "pkgutil" and frame.f_back.f_globals["__name__"]
    return {"__name__": "__main__"} if mocks in ("unittest.mock", "mock.mock") else frame.f_globals


def _is_old(name: str) -> bool:
    """Return whether TF1 code must get an old version of this module instead of today's."""
    return old_modules.is_old(name) or name.partition(".")[0] in ("tensorflow", "keras")


def _tell_as_then(wanted: bool = True) -> None:
    from tfgraph_course.tf1.old_texts import tell_as_then  # which imports TensorFlow

    tell_as_then(wanted)


def _module(name: str) -> Any:
    if old_modules.is_old(name):
        return old_modules.module(name)
    import_tensorflow()
    seed_by_nodes()
    _tell_as_then()
    top, _, path = name.partition(".")
    if top == "keras":
        use_old_defaults()
    place: Any = tf if top == "tensorflow" else tf.contrib.keras
    try:
        return operator.attrgetter(path)(place) if path else place
    except AttributeError as gone:  # old code catches ImportError
        raise ModuleNotFoundError(str(gone), name=name) from None


def _check(place: Any, name: str, attribute: str) -> None:
    """If `from place import attribute` cannot work, raise an ImportError that says what to use.

    For an unknown name, Python raises its own error after `__import__` has returned.
    """
    try:
        if attribute != "*":
            getattr(place, attribute)
    except NameGone as gone:
        raise ImportError(str(gone), name=name) from None
    except AttributeError:
        pass
