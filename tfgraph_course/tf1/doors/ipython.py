"""`%load_ext tfgraph_course`: TensorFlow 1, and the magic `%tf_fresh`, in IPython and Jupyter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tfgraph_course.tf1.doors.imports import activate, deactivate
from tfgraph_course.tf1.namespace import supply
from tfgraph_course.tf1.old_methods import OldMethods
from tfgraph_course.tf1.old_python import print_scalars_plainly

_old_methods = OldMethods()


def load(shell: Any, supplied: Mapping[str, Callable[[], Any]]) -> None:
    """Let the cells of an IPython shell import TensorFlow 1, and add the magic `%tf_fresh`.

    `supplied` are objects to use in place of names of `tf`, see `namespace.supply`.
    """
    activate()
    supply(supplied)
    print_scalars_plainly()
    shell.ast_transformers.append(_old_methods)
    shell.register_magic_function(lambda line: _fresh(shell), magic_name="tf_fresh")


def unload(shell: Any, supplied: Mapping[str, Callable[[], Any]]) -> None:
    """Let the cells of an IPython shell import the installed modules again."""
    deactivate()
    supply(supplied, wanted=False)
    print_scalars_plainly(False)
    shell.ast_transformers.remove(_old_methods)
    shell.magics_manager.magics["line"].pop("tf_fresh", None)


def _fresh(shell: Any) -> None:
    """Close the session, empty the graph, forget the flags; set `sess` to an InteractiveSession."""
    from tfgraph_course.tf1 import flags, fresh_session

    flags.start_over()
    shell.user_ns["sess"] = fresh_session()
