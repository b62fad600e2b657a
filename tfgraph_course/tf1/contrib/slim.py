"""tf_slim, which was last updated for TensorFlow 2.3, made to work with today's TensorFlow."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

import tensorflow.compat.v1 as tf
import tf_slim  # noqa: F401 - loads the modules that `_repair` changes
from tensorflow.python.framework import ops
from tensorflow.python.layers import normalization as lost_normalization
from tensorflow.python.ops import array_ops, control_flow_ops, variable_scope
from tf_keras.src.legacy_tf_layers import normalization

__all__: list[str] = []


class _Whole(ModuleType):
    """A private module of TensorFlow, plus the names that have moved from it to other modules.

    A name that the module lacks is looked up in `tf`, which still has it.
    """

    def __init__(self, module: ModuleType) -> None:
        super().__init__(module.__name__)
        self._module = module

    def __getattr__(self, name: str) -> Any:
        if hasattr(self._module, name):
            return getattr(self._module, name)
        return tf.Variable if name == "variable" else getattr(tf, name)


def slim(name: str) -> ModuleType:
    """Return the module with this name in tf_slim.

    `import tf_slim.ops.variables as variables` does not work: tf_slim's star imports hide its
    subpackages `layers` and `ops` behind other modules with these names.
    """
    return importlib.import_module(f"tf_slim.{name}")


def _repair() -> None:
    """Complete the modules of TensorFlow that lack names, but in tf_slim's globals only."""
    repaired = {
        module: _Whole(module) for module in (ops, array_ops, control_flow_ops, variable_scope)
    }
    # `lost_normalization` looks for tf_keras.legacy_tf_layers, which has moved.
    repaired[lost_normalization] = normalization
    for name, module in list(sys.modules.items()):
        if name.startswith("tf_slim."):
            for called, value in list(vars(module).items()):
                if isinstance(value, ModuleType) and value in repaired:
                    setattr(module, called, repaired[value])


_repair()
