"""The namespace `tf`: TensorFlow 1's names, each from the first source that has it.

`sources.py` lists the sources; this file looks a name up in them when the name is first used.
`fresh_session` starts over, as when a reader runs a cell or a script again.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any

from tfgraph_course.tf1.names import NameGone
from tfgraph_course.tf1.old_seeds import count_as_then
from tfgraph_course.tf1.quiet import hide_deprecations, quiet_first_session, quiet_start
from tfgraph_course.tf1.sources import MOVED, SOURCES, TENSORFLOW, VERSION

OURS = __name__.partition(".")[0]
# Functions from doors/ that return replacements for names of `tf`; called at a name's first use.
SUPPLIED: dict[str, Callable[[], Any]] = {}
# Names that start with an underscore but are meant to be used.
_ALSO = {
    "__version__", "__file__", "__all__", "_linear", "_Linear", "_Merge", "_get_available_gpus",
}


_made: list[Overlay] = []


class Overlay(ModuleType):
    """`tf`, or the module at `path` below `tf`; a name is looked up when it is first used."""

    def __init__(self, path: str) -> None:
        super().__init__(f"tf.{path}" if path else "tf", "TensorFlow 1 on TensorFlow 2.")
        self._path = path
        _made.append(self)

    def __getattr__(self, name: str) -> Any:
        """Look up a name in the sources, and keep what is found.

        Raises:
            NameGone: no source has the name; the message says what to use instead.
        """
        # Private names are not looked up: inspect, pytest and IPython probe every module for them.
        if name.startswith("_") and name not in _ALSO:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        value = dir(self) if name == "__all__" else _find(self._path, name)
        count_as_then("tf_keras")  # the lookup may have imported it
        setattr(self, name, value)
        return value

    def __call__(self, *args: Any, **settings: Any) -> Any:
        """Call a function that later became a module of its name, such as Keras 1's `merge`."""
        name = self._path.rpartition(".")[2]
        return getattr(self, name)(*args, **settings)

    def __dir__(self) -> list[str]:
        below = f"{self._path}." if self._path else ""
        children = {
            path[len(below) :].split(".")[0]
            for path in SOURCES
            if path.startswith(below) and path != self._path
        }
        names = {name for module in _modules(self._path) for name in _public(module)}
        return sorted(names | children | MOVED.get(self._path, {}).keys())


def _find(path: str, name: str) -> Any:
    dotted = f"{path}.{name}" if path else name
    if dotted == "compat.v1":
        return tf
    if dotted in ("VERSION", "__version__"):
        return VERSION
    if dotted in SUPPLIED:
        return SUPPLIED[dotted]()
    if any(known == dotted or known.startswith(f"{dotted}.") for known in SOURCES):
        return Overlay(dotted)
    if name in MOVED.get(path, ()):
        module, today = MOVED[path][name]
        return getattr(_tensorflow_module(module), today)
    for module in _modules(path):
        if module.__name__.startswith(OURS) and name not in module.__all__:
            continue
        try:
            value = getattr(module, name)
        except AttributeError:
            continue
        # TensorFlow's own module at this path lacks names; an overlay explains what became of them.
        is_module = isinstance(value, ModuleType) and value is _tensorflow_module(dotted)
        return Overlay(dotted) if is_module else value
    if _tensorflow_module(dotted):  # a private module such as tensorflow.python.ops.rnn
        return Overlay(dotted)
    raise NameGone(dotted)


def _modules(path: str) -> Iterator[ModuleType]:
    """Yield the modules in which to look for the names of `tf.` + `path`, in search order."""
    import_tensorflow()
    for source in SOURCES.get(path, [TENSORFLOW]):
        if source == TENSORFLOW:
            if module := _tensorflow_module(path):
                yield module
        else:
            yield importlib.import_module(source)


@functools.cache
def _tensorflow_module(path: str) -> ModuleType | None:
    """Return the module at `path` in `tensorflow.compat.v1` or else `tensorflow`, or None."""
    place: Any = import_tensorflow()
    try:
        for part in path.split(".") if path else []:
            place = getattr(place, part)
    except AttributeError:
        try:
            return importlib.import_module(_private(path))
        except ModuleNotFoundError:
            return None
    return place if isinstance(place, ModuleType) else None


def _private(path: str) -> str:
    """Return today's name of a private module of TensorFlow 1; Keras is in tf_keras today."""
    keras = re.match(r"(?:contrib\.|python\.)?keras\b", path)
    return f"tf_keras.src{path[keras.end():]}" if keras else f"tensorflow.{path}"


def _public(module: ModuleType) -> list[str]:
    if module.__name__.startswith(OURS):
        return module.__all__
    return [name for name in dir(module) if not name.startswith("_")]


def supply(names: Mapping[str, Callable[[], Any]], wanted: bool = True) -> None:
    """Use other objects for some names of `tf` from now on, or stop using them.

    Args:
        names: functions that return the objects, keyed by name; called at a name's first use.
        wanted: whether to use the objects.
    """
    for name, make in names.items():
        SUPPLIED.pop(name, None)
        if wanted:
            SUPPLIED[name] = make
        vars(tf).pop(name, None)  # forget what was looked up before


@functools.cache
def import_tensorflow() -> ModuleType:
    """Import `tensorflow.compat.v1` and switch it to graphs, sessions and reference variables."""
    hide_deprecations()
    # By default, TensorFlow uses oneDNN only on processors with certain instructions. On others,
    # convolutions take up to 7 times as long without it. If the user sets the variable to 0, oneDNN
    # stays off.
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
    import numpy as np

    drawn = np.random.get_state()  # noqa: NPY002 (JAX, if it is there, draws when imported)
    with quiet_start(), _without_keras_3():
        import tensorflow.compat.v1 as compat

        compat.disable_v2_behavior()
        _leave_as_written(OURS)
        # The GPU libraries write notices when devices are first listed; here, these are filtered.
        compat.config.experimental.list_physical_devices()
    quiet_first_session()
    np.random.set_state(drawn)  # noqa: NPY002
    return compat


def _leave_as_written(package: str) -> None:
    """Keep AutoGraph from rewriting a package's functions; it warns if it cannot rewrite one."""
    from tensorflow.python.autograph.core import config, config_lib

    config.CONVERSION_RULES = config_lib.DoNotConvert(package), *config.CONVERSION_RULES


@contextlib.contextmanager
def _without_keras_3() -> Iterator[None]:
    """In a `with` block, import TensorFlow, but not Keras 3, which takes a third of the time.

    No graph needs Keras 3: `tf.keras` and `tf.layers` are those of Keras 2. TensorFlow 2's
    `tensorflow.keras` still imports Keras 3 at its first use.
    """
    eager = "keras.src.optimizers"  # TensorFlow imports it last, and ignores a failure
    if eager in sys.modules:
        yield
        return
    sys.modules[eager] = None
    try:
        yield
    finally:
        del sys.modules[eager]


def leave_tensorflow_1() -> None:
    """Switch TensorFlow back to version 2 and forget names looked up, unless a session is open."""
    if not import_tensorflow.cache_info().currsize:
        return
    compat = import_tensorflow()
    if not compat.get_default_session():  # an open InteractiveSession keeps its graph
        compat.reset_default_graph()
        compat.enable_v2_behavior()
        from tensorflow.python.eager import context

        if not (switches := context.context().context_switches).stack:
            switches.push(False, context.eager_mode, None)  # as if it had started in version 2
        import_tensorflow.cache_clear()
        for overlay in _made:
            kept = {name: vars(overlay)[name] for name in ("__name__", "__doc__", "_path")}
            vars(overlay).clear()
            vars(overlay).update(kept)


tf = Overlay("")


def fresh_session(seed: int | None = None, kind: type | None = None) -> tf.InteractiveSession:
    """Close open InteractiveSessions, empty the default graph and open a session on it.

    Args:
        seed: seed for the initial weights and dropout; with None, both differ in each run.
        kind: the class of the session; by default `tf.InteractiveSession`.

    Returns:
        The session, which is now the default session, the one that `node.eval()` uses.
    """
    while hasattr(last := tf.get_default_session(), "_explicitly_closed"):  # an interactive one
        last.close()
    tf.reset_default_graph()
    tf.set_random_seed(seed)
    return (kind or tf.InteractiveSession)()
