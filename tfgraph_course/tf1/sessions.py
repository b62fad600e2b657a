"""`tf.Session` and `tf.InteractiveSession`, whose results of size 1 can be used as numbers.

TF1 code writes `"%f" % sess.run(W)` for a W of shape [1]. NumPy 2.4 refuses that.
`OptimizedInteractiveSession` is as fast as a `tf.Session`.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from tfgraph_course.tf1.namespace import import_tensorflow

tf = import_tensorflow()
from tensorflow.python.client.session import BaseSession  # noqa: E402 - after a quiet start
from tensorflow.python.framework.ops import gradient_registry  # noqa: E402

__all__ = ["InteractiveSession", "Session"]


# What TensorFlow puts before a message: for each node, a stack trace of its creation and its name.
_STACKS = re.compile(r"^Graph execution error:\n\n(?:Detected at (?s:.*?)\nNode: .*\n)*")
_PLACE = re.compile(r'File "([^"]*)", line (\d+).*\nNode: \'(.*)\'\n')


class OneNumber(np.ndarray):
    """An array of shape [1], [1, 1], ..., which `float`, `int` and `%` treat as a number.

    The name of its type, its `repr` and its pickle are those of an `np.ndarray`.
    """

    def __repr__(self) -> str:
        return repr(self.view(np.ndarray))

    def __reduce__(self) -> Any:
        return self.view(np.ndarray).__reduce__()

    def __float__(self) -> float:
        return float(self._number())

    def __int__(self) -> int:
        return int(self._number())

    def _number(self) -> Any:
        if self.size != 1:
            raise TypeError("only arrays of size 1 can be converted to Python scalars")
        return self.item()


OneNumber.__module__, OneNumber.__name__, OneNumber.__qualname__ = "numpy", "ndarray", "ndarray"


def _view(value: Any) -> Any:
    if type(value) is np.ndarray and value.size == 1 and value.ndim and value.dtype.kind in "fiu":
        return value.view(OneNumber)
    return value


def _as_then(fault: Any) -> str:
    """Return a failed run's message as in TensorFlow 1, which says where the node was defined."""
    message = _STACKS.sub("", fault.message)
    for file, line, node in _PLACE.findall(fault.message):
        told = f"node {node} (defined at {file}:{line}) "
        message = message.replace(f"{{{{node {node}}}}}", told)
    return message


class _Run:
    def _do_call(self, fn: Any, *args: Any) -> Any:
        try:
            return super()._do_call(fn, *args)
        except tf.errors.OpError as fault:
            fault._message = _as_then(fault)
            raise

    def run(self, fetches: Any, *args: Any, **settings: Any) -> Any:
        return tf.nest.map_structure(_view, super().run(fetches, *args, **settings))


class Session(_Run, tf.Session):
    """A `tf.Session` whose results can be used as numbers if they are arrays of size 1."""


class InteractiveSession(_Run, tf.InteractiveSession):
    """A `tf.InteractiveSession` whose results can be used as numbers if they are of size 1."""

    gives_way = False  # whether it closes when the next session opens, which avoids a warning

    def __init__(self, target: str = "", graph: Any = None, config: Any = None) -> None:
        if getattr(last := tf.get_default_session(), "gives_way", False):
            last.close()
        super().__init__(target, graph, config)


class _Unpruned(BaseSession):
    """Undoes a setting of InteractiveSession that turns off TensorFlow's graph optimizer.

    The setting lets TensorFlow place only the ops that a run needs. Without it, the optimizer
    merges ops, which is the main reason why a convolutional network runs 1.8 times as fast.
    """

    def __init__(self, target: str, graph: Any, config: Any) -> None:
        config.graph_options.place_pruned_graph = False
        super().__init__(target, graph, config)


class OptimizedInteractiveSession(InteractiveSession, _Unpruned):
    """A `tf.InteractiveSession` with TensorFlow's graph optimizer."""

    _has_run = False

    def run(self, fetches: Any, *args: Any, **settings: Any) -> Any:
        try:
            values = super().run(fetches, *args, **settings)
        except tf.errors.InvalidArgumentError as fault:
            if self._has_run or "Cannot assign a device" not in str(fault):
                raise
            self._place_only_what_is_run()
            values = super().run(fetches, *args, **settings)
        self._has_run = True
        return values

    def _place_only_what_is_run(self) -> None:
        """Go on as a plain InteractiveSession, because some op cannot be placed on any device."""
        config = tf.ConfigProto()
        config.graph_options.place_pruned_graph = True
        other = BaseSession("", self.graph, config)
        self._session, other._session = other._session, self._session
        other.close()


def custom_gradients() -> set[str]:
    """Return the names of the gradients that `tf.custom_gradient` has registered so far."""
    return {name for name in gradient_registry.list() if name.startswith("CustomGradient-")}


def forget_gradients(kept: set[str]) -> None:
    """Unregister all custom gradients but `kept`, since TensorFlow keeps them and their graphs."""
    for name in custom_gradients() - kept:
        del gradient_registry._registry[name]
