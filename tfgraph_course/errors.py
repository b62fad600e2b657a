"""Errors that a user of the course can mend, told in one sentence."""

from __future__ import annotations

import argparse
import sys
from types import TracebackType
from typing import NoReturn

from tfgraph_course.interrupts import Interrupted


class CourseError(ValueError):
    """Wrong input: its message says what is wrong, where, and what to do."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong on the command line in one sentence, without the usage; status 2."""

    def error(self, message: str) -> NoReturn:
        """End the process, with the sentence and where to read more."""
        self.exit(2, f"{as_sentence(message)}; see {self.prog} --help.\n")


def as_sentence(fault: object) -> str:
    """What is told of a fault, on one line."""
    return f"error: {escaped(fault)}"


def escaped(said: object) -> str:
    """A text on one line: the name of a file may hold line breaks and worse."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in str(said))


def tell_in_one_sentence() -> None:
    """Let a script end without a traceback: status 2 on a CourseError, 130 after Ctrl-C.

    Everything else is a bug and keeps its traceback. Under IPython and in notebooks both print
    their sentence too, and the session goes on.
    """
    sys.excepthook = _excepthook
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
        print("error: there is not enough memory for this; take smaller layers.", file=sys.stderr)
        raise SystemExit(2)
    sys.__excepthook__(kind, error, traceback)


def _in_ipython(
    shell: object, kind: type, error: BaseException, traceback: object, tb_offset: int | None = None
) -> None:
    print(error if kind is Interrupted else as_sentence(error), file=sys.stderr)
