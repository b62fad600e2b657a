"""Errors that a user of the course can mend, told in one sentence."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from types import TracebackType
from typing import NoReturn, TypeVar

Made = TypeVar("Made")


class CourseError(ValueError):
    """Wrong input: its message says what is wrong, where, and what to do."""


class Interrupted(KeyboardInterrupt):
    """A run was stopped by a signal; its message says how to go on."""

    def __init__(self, number: int, message: str = "stopped at once") -> None:
        """Keep the sentence, and the exit status 128 + number."""
        super().__init__(message)
        self.status = 128 + number  # 130 after Ctrl-C, 143 after SIGTERM


class Parser(argparse.ArgumentParser):
    """Says what is wrong on the command line in one sentence, without the usage; status 2."""

    def error(self, message: str) -> NoReturn:
        """End the process, with the sentence and where to read more."""
        self.exit(2, f"{as_sentence(message)}; see {self.prog} --help.\n")


def printable(text: str) -> str:
    """A text on one line, without what commands a terminal: a file's name may hold all of that."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def as_sentence(fault: object) -> str:
    """What is told of a fault, on one line."""
    return f"error: {printable(str(fault))}"


def spared(name: str, draw: Callable[[], Made]) -> Made | None:
    """What `draw` returns; None, after a sentence, where it fails: no picture is worth a run.

    Args:
        name: of the picture.
        draw: draws it.

    Raises:
        CourseError: of `draw`, such as a full disk, which would stop what comes next as well.
    """
    try:
        return draw()
    except CourseError:
        raise
    except Exception as fault:
        said = f"{name} cannot be drawn ({type(fault).__name__}: {fault}); all else is kept."
        print(as_sentence(said), file=sys.stderr)
        return None


def tell_in_one_sentence() -> None:
    """Let a script end without a traceback: status 2 on a CourseError, 130 after Ctrl-C.

    Everything else is a bug and keeps its traceback. Under IPython and in notebooks both print
    their sentence too, and the session goes on. What a terminal's encoding lacks is escaped.
    """
    sys.excepthook = _excepthook
    if hasattr(sys.stdout, "reconfigure"):  # not where a notebook or a test stands in for it
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
        print("error: there is not enough memory for this; take smaller layers.", file=sys.stderr)
        raise SystemExit(2)
    sys.__excepthook__(kind, error, traceback)


def _in_ipython(
    shell: object, kind: type, error: BaseException, traceback: object, tb_offset: int | None = None
) -> None:
    print(error if kind is Interrupted else as_sentence(error), file=sys.stderr)
