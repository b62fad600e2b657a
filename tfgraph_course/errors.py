"""Errors that a user of the course can fix, reported in one sentence."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any, NoReturn, TypeVar

Made = TypeVar("Made")


class CourseError(ValueError):
    """An error that the user can fix; the message says what is wrong, where, and what to do."""


class Interrupted(KeyboardInterrupt):
    """A run was stopped by a signal; the message says how to continue."""

    def __init__(self, number: int, message: str = "stopped at once") -> None:
        super().__init__(message)
        self.status = 128 + number  # 130 after Ctrl-C, 143 after SIGTERM


class Parser(argparse.ArgumentParser):
    """An argument parser that reports an error in one sentence, and exits with status 2."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Refuse unknown arguments in the parser of the command, which knows similar ones."""
        namespace, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return namespace, unknown

    def error(self, message: str) -> NoReturn:
        near = self._similar(message)
        hint = f"did you mean {near}? See" if near else "see"
        self.exit(2, f"{as_sentence(message)}; {hint} {self.prog} --help.\n")

    def _similar(self, message: str) -> str:
        """Return the option or choice that is most like the wrong one in a message, or nothing."""
        wrong = re.search(r"choice: '(.+?)' \(|unrecognized arguments: .*?(--[\w-]+)", message)
        known = [*self._option_string_actions]
        for action in self._actions:
            known += map(str, action.choices or ())
        near = difflib.get_close_matches(wrong[1] or wrong[2], known, 1) if wrong else []
        return near[0] if near else ""


def printable(text: str) -> str:
    """Escape line breaks and control characters, which a file name may contain, for printing."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def as_sentence(fault: object) -> str:
    """Format an error message for printing, on one line."""
    return f"error: {printable(str(fault))}"


def spared(name: str, draw: Callable[[], Made]) -> Made | None:
    """Return the result of `draw`, which draws a picture; if it fails, print why and return None.

    A run must not be lost because a picture cannot be drawn.

    Args:
        name: the name of the picture.
        draw: the function that draws it.

    Raises:
        CourseError: `draw` raised it, for instance because the disk is full, and later steps would
            fail, too.
    """
    try:
        return draw()
    except CourseError:
        raise
    except Exception as fault:
        said = f"{name} cannot be drawn ({type(fault).__name__}: {fault}); everything else is kept."
        print(as_sentence(said), file=sys.stderr)
        return None


def tell_in_one_sentence() -> None:
    """Make a script end without a traceback: with status 2 on a CourseError, 130 after Ctrl-C.

    A lack of memory also gives status 2. Any other exception is a bug and keeps its traceback. In
    IPython and notebooks, a CourseError or an interrupted run prints just one sentence, and the
    session continues. Characters that the terminal cannot show are escaped.
    """
    sys.excepthook = _excepthook
    if hasattr(sys.stdout, "reconfigure"):  # a notebook or a test may have replaced it
        sys.stdout.reconfigure(errors="backslashreplace")
    if "IPython" in sys.modules:
        shell = sys.modules["IPython"].get_ipython()
        if shell is not None:
            shell.set_custom_exc((CourseError, Interrupted), _in_ipython)


def _excepthook(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    if issubclass(kind, CourseError):
        print(as_sentence(error), file=sys.stderr)
        raise SystemExit(2)
    if issubclass(kind, KeyboardInterrupt):
        print(f"\n{error}" if str(error) else "\nstopped by Ctrl-C", file=sys.stderr)
        raise SystemExit(getattr(error, "status", 130))
    if issubclass(kind, MemoryError) or kind.__name__ == "ResourceExhaustedError":  # TensorFlow's
        print("error: there is not enough memory; use smaller layers.", file=sys.stderr)
        raise SystemExit(2)
    sys.__excepthook__(kind, error, traceback)


def _in_ipython(
    shell: object, kind: type, error: BaseException, traceback: object, tb_offset: int | None = None
) -> None:
    print(error if kind is Interrupted else as_sentence(error), file=sys.stderr)
