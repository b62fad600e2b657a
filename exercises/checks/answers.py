"""A learner's function as the checks call it: whatever goes wrong becomes one sentence."""

from __future__ import annotations

import importlib
import inspect
import textwrap
import traceback
from collections.abc import Callable
from typing import Any

import numpy as np


class NotSolved(Exception):
    """The exercise is not filled in; the message is its task."""


class Wrong(Exception):
    """The answer is wrong; the message says why, in terms of the task."""


def find(chapter: str, name: str) -> Callable:
    """The function `name` of exercises/CHAPTER.py.

    Raises:
        Wrong: Python cannot read the file, or the function is gone.
    """
    file = f"exercises/{chapter}.py"
    try:
        module = importlib.import_module(f"exercises.{chapter}")
    except SyntaxError as fault:
        raise Wrong(f"Python cannot read {file}, line {fault.lineno}: {fault.msg}.") from None
    except Exception as fault:
        raise Wrong(f"{file} does not run: {_first_line(fault)}.") from None
    if not callable(function := getattr(module, name, None)):
        raise Wrong(f"{file} no longer has a function {name}.")
    return function


class Answer:
    """A function that a learner fills in."""

    def __init__(self, function: Callable) -> None:
        self.function = function

    @property
    def task(self) -> str:
        """The first paragraph of what the function's description says."""
        return " ".join(inspect.getdoc(self.function).split("\n\n")[0].split())

    def __call__(self, *arguments: Any) -> Any:
        """Call the function with copies of the arrays, so that it may change them.

        Raises:
            NotSolved: the function is not filled in.
            Wrong: it stops with an exception, or returns nothing.
        """
        arguments = [a.copy() if isinstance(a, np.ndarray) else a for a in arguments]
        try:
            got = self.function(*arguments)
        except Exception as fault:
            file = inspect.getfile(self.function)
            frames = traceback.extract_tb(fault.__traceback__)
            own = [frame for frame in frames if frame.filename == file]
            blank = own and own[-1] is frames[-1] and not fault.args
            if blank and isinstance(fault, NotImplementedError):
                raise NotSolved(self.task) from None
            where = f"in line {own[-1].lineno}" if own else "when it is called"
            raise Wrong(f"your function stops {where}: {_first_line(fault)}.") from None
        if got is None:
            raise Wrong("your function returns nothing; end it with `return` and the answer.")
        return got


def _first_line(fault: Exception) -> str:
    line = (str(fault).splitlines() or [""])[0].rstrip(".")
    return f"{type(fault).__name__}: {textwrap.shorten(line, 200)}"
