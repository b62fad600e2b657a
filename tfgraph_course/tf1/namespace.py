"""The namespace `tf`: `tensorflow.compat.v1` in TF1 mode, with our own names laid over it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from types import ModuleType
from typing import Any

from tfgraph_course.tf1 import losses
from tfgraph_course.tf1.quiet import quiet_start


class Overlay(ModuleType):
    """A module whose names are ours where we have one, and the original's everywhere else.

    The original is asked for, and so imported, only when one of its names is first used.
    """

    def __init__(self, name: str, original: Callable[[], ModuleType], ours: dict[str, Any]) -> None:
        """Lay `ours` over the module that `original()` returns."""
        super().__init__(name, "TensorFlow 1 on TensorFlow 2.")
        self._original = original
        self.__dict__.update(ours)

    def __getattr__(self, name: str) -> Any:
        """Take a name from the original, and keep it."""
        # inspect, pytest and IPython probe every module for private names; that is no use of it.
        if name.startswith("_") and name != "__version__":
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        value = getattr(self._original(), name)
        setattr(self, name, value)
        return value

    def __dir__(self) -> list[str]:
        """List the original's names and ours."""
        return sorted({*dir(self._original()), *self.__dict__})


@functools.cache
def import_tensorflow() -> ModuleType:
    """Import `tensorflow.compat.v1` and switch it to graphs, sessions and reference variables."""
    with quiet_start():
        import tensorflow.compat.v1 as compat

        compat.disable_v2_behavior()
        # The GPU libraries report on standard error when devices are first looked for.
        compat.config.experimental.list_physical_devices()
    return compat


tf = Overlay(
    "tf",
    import_tensorflow,
    {
        "nn": Overlay(
            "tf.nn",
            lambda: import_tensorflow().nn,
            {"softmax_cross_entropy_with_logits": losses.softmax_cross_entropy_with_logits},
        )
    },
)
