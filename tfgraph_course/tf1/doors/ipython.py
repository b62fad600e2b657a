"""`%load_ext tfgraph_course`: TensorFlow 1, and the magic `%tf_fresh`, in IPython and Jupyter."""

from __future__ import annotations

import ast
import functools
import sys
from collections.abc import Callable, Mapping
from typing import Any

from tfgraph_course.tf1 import old_modules, python2_names
from tfgraph_course.tf1.doors.imports import activate, deactivate
from tfgraph_course.tf1.doors.script import modernize
from tfgraph_course.tf1.namespace import supply
from tfgraph_course.tf1.old_modules import print_scalars_plainly

Words = Callable[[BaseException], "str | None"]


class _OldNames:
    """An AST transformer that supplies old names in cells, unless the user has defined them."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell

    def visit(self, tree: ast.Module) -> ast.Module:
        return modernize(tree, missing=python2_names.GONE.keys() - self._shell.user_ns.keys())


def load(
    shell: Any,
    supplied: Mapping[str, Callable[[], Any]],
    find: Callable[[str], Any],
    words: Words,
) -> None:
    """Let the cells of an IPython shell import TensorFlow 1, and add the magic `%tf_fresh`.

    Args:
        shell: the shell.
        supplied: functions that return objects for names of `tf`; see `namespace.supply`.
        find: a function that finds missing files; see `old_modules.find_file`.
        words: a function that returns what to show for an exception; see `tell`.
    """
    activate()
    tell(shell, words)
    supply(supplied)
    old_modules.find_file = find
    print_scalars_plainly()
    shell.ast_transformers.append(_OldNames(shell))
    shell.register_magic_function(lambda line: _fresh(shell), magic_name="tf_fresh")
    if "autoindent" not in shell.magics_manager.magics["line"]:  # IPython has it only in a terminal
        shell.register_magic_function(_no_autoindent, magic_name="autoindent")


def unload(shell: Any, supplied: Mapping[str, Callable[[], Any]]) -> None:
    """Let the cells of an IPython shell import the installed modules again."""
    deactivate()
    supply(supplied, wanted=False)
    old_modules.find_file = None
    print_scalars_plainly(False)
    shell.ast_transformers[:] = [
        each for each in shell.ast_transformers if not isinstance(each, _OldNames)
    ]
    magics = shell.magics_manager.magics["line"]
    magics.pop("tf_fresh", None)
    if magics.get("autoindent") is _no_autoindent:
        del magics["autoindent"]
    vars(shell).pop("showtraceback", None)


def tell(shell: Any, words: Words) -> None:
    """Make an IPython shell show what `words` returns for an exception instead of its traceback.

    `%tb` still shows the traceback.

    Args:
        shell: the shell.
        words: a function that returns what to show for an exception, or None to show its traceback.
    """
    if "showtraceback" not in vars(shell):
        shell.showtraceback = functools.partial(_show, shell.showtraceback, words)


def _show(show: Callable[..., None], words: Words, exc_tuple: Any = None, **settings: Any) -> None:
    fault = (exc_tuple or sys.exc_info())[1]
    told = None if fault is None or hasattr(fault, "_render_traceback_") else words(fault)
    if told is None:
        show(exc_tuple, **settings)
        return
    fault._render_traceback_ = lambda: [told]
    try:
        show(exc_tuple, **settings)
    finally:
        del fault._render_traceback_


def _fresh(shell: Any) -> None:
    """Close the session, clear the graph and the flags, and open an InteractiveSession as `sess`.

    This session closes when a cell opens another, as the first cells of the book's programs do.
    """
    from tfgraph_course.tf1 import flags, fresh_session

    flags.start_over()
    shell.user_ns["sess"] = sess = fresh_session()
    sess.gives_way = True


def _no_autoindent(line: str) -> None:
    """Do nothing: outside a terminal, IPython does not indent what is pasted."""
