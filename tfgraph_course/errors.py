"""Errors that a user of the course can fix, reported in one sentence."""

from __future__ import annotations

import argparse
import atexit
import contextlib
import difflib
import errno
import functools
import io
import os
import re
import sys
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, NoReturn, TypeVar

from tfgraph_course.tf1.notices import fitting

Made = TypeVar("Made")
Words = Callable[[BaseException], "str | None"]
UNREAD = 141  # the exit status of a program whose output nobody reads to the end
NO_ROOM = tuple(map(os.strerror, (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)))
# Characters that would move a terminal's cursor, change its colours, or reverse a line.
_COMMANDS = {*range(32), *range(127, 160), *range(0x2028, 0x202F), *range(0x2066, 0x206A)}
_ESCAPES = {code: repr(chr(code))[1:-1] for code in _COMMANDS - set(map(ord, "\n\r\t"))}


class CourseError(ValueError):
    """An error that the user can fix; the message says what is wrong, where, and what to do."""


class Interrupted(KeyboardInterrupt):
    """Raised when a signal stops a run; the message says how to continue, if that is possible."""

    def __init__(self, number: int, message: str = "the run was stopped at once") -> None:
        super().__init__(message)
        self.status = 128 + number  # 130 after Ctrl-C, 143 after SIGTERM


def known_names(asked: str, known: Iterable[str], listed: Iterable[str] | None = None) -> str:
    """Return the end of a message about an unknown name: the known names similar to it, or all.

    Args:
        asked: the unknown name.
        known: the names that could have been meant.
        listed: the names to list if no known name is similar; by default all known names.
    """
    names = list(known)
    like = difflib.get_close_matches(asked, names, n=5)
    like += [name for name in names if name.startswith(asked) and name not in like]
    if like:
        return f"did you mean {' or '.join(like)}?"
    return f"use one of {', '.join(names if listed is None else listed)}."


class Parser(argparse.ArgumentParser):
    """An argument parser that reports an error in one sentence, and exits with status 2."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Refuse unknown arguments in the parser of a command, which knows similar options."""
        namespace, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return namespace, unknown

    def error(self, message: str) -> NoReturn:
        near = self._similar(message)
        hint = f"did you mean {near}? See" if near else "see"
        said = f"{message}; {hint} {self.prog} --help."
        if ipython() is not None:  # IPython shows an error more plainly than an exit
            raise CourseError(said)
        self.exit(2, f"{as_sentence(said)}\n")

    def _similar(self, message: str) -> str:
        """Return the option or choice most similar to the wrong one in a message; "" if none is."""
        wrong = re.search(r"choice: '(.+?)' \(|unrecognized arguments: .*?(--[\w-]+)", message)
        known = [*self._option_string_actions]
        for action in self._actions:
            known += map(str, action.choices or ())
        near = difflib.get_close_matches(wrong[1] or wrong[2], known, 1) if wrong else []
        return near[0] if near else ""


def printable(name: object) -> str:
    """Escape unprintable characters, such as the line breaks that a file name may contain."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in str(name))


def as_sentence(fault: object) -> str:
    """Format an error for standard error: on one line or, in a terminal, wrapped to fit."""
    return fitting(f"error: {printable(fault)}")


def spared(name: str, draw: Callable[[], Made]) -> Made | None:
    """Return what `draw` returns, which draws the picture `name`; if it fails, print why.

    A run must not be lost because a picture cannot be drawn.

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


def ipython() -> Any:
    """Return the IPython shell that this code runs in, or None."""
    return sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None


def sentence(fault: BaseException | None) -> str | None:
    """Return what is printed for an error instead of a traceback; None for a bug."""
    if isinstance(fault, CourseError):
        return as_sentence(fault)
    if isinstance(fault, KeyboardInterrupt):
        return fitting(str(fault) or "stopped by Ctrl-C")
    if said := lack_of(fault):
        return as_sentence(said)
    if type(fault).__name__ == "NanLossDuringTrainingError":  # of TensorFlow Learn
        return as_sentence("the loss became NaN; try a smaller --rate.")
    if "determine home directory" in str(fault):  # the user ID has no entry in passwd
        return as_sentence("you have no home folder; set HOME to a folder that you may write to.")
    return None


def tell_in_one_sentence(words: Words = sentence) -> None:
    """Make a program end with a sentence, not a traceback: status 2 on an error, 130 after Ctrl-C.

    If the program that reads its output ends first, as in `| head`, this one ends silently.
    Characters that the terminal cannot show, or would take for a command, are escaped.

    Args:
        words: returns what is printed for an exception; None for a bug, which keeps its traceback.
    """
    sys.excepthook = functools.partial(_excepthook, words)
    if hasattr(sys.stdout, "reconfigure"):  # a notebook or a test may have replaced it
        sys.stdout.reconfigure(errors="backslashreplace")
    if ipython() is None:
        atexit.register(flush)
        if sys.stdout is sys.__stdout__:
            _keep_streams()


def flush() -> None:
    """Write what has been printed, or drop it if nobody reads it any more."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # When Python ends, it flushes the stream again, and would report the error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Kept(io.FileIO):
    """Standard output or standard error; a write that fails is noted, and does not end a run."""

    fault: OSError | None = None

    def write(self, content: bytes) -> int | None:
        try:
            return super().write(content)
        except OSError as fault:  # a full disk, a pipe that nobody reads, a closed terminal
            self.fault = self.fault or fault
            return len(content)


class _Shown(io.TextIOWrapper):
    """Standard output that escapes control characters, so that no text can control the terminal."""

    def write(self, text: str) -> int:
        return super().write(text.translate(_ESCAPES))


def _keep_streams() -> None:
    """Keep a run going whatever happens to its standard streams, even if they are closed."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:  # closed; the next file that is opened must not take its place
            os.open(os.devnull, os.O_RDWR)
    for name, descriptor, kind in (("stdout", 1, _Shown), ("stderr", 2, io.TextIOWrapper)):
        old = getattr(sys, name)
        if old is not None:
            old.flush()
        file = _Kept(descriptor, "w", closefd=False)
        is_direct = old is not None and old.write_through  # python -u
        kept = kind(
            file if is_direct else io.BufferedWriter(file),
            encoding=old.encoding if old else "utf-8", errors="backslashreplace",
            line_buffering=name == "stderr" or os.isatty(descriptor), write_through=is_direct,
        )
        setattr(sys, name, kept)
        if name == "stdout":
            atexit.register(_say_what_was_not_printed, kept, file)


def _say_what_was_not_printed(stdout: _Shown, file: _Kept) -> None:
    """End with status 2 if a write to standard output failed; a closed pipe is not an error."""
    with contextlib.suppress(ValueError):  # the program has closed the stream
        stdout.flush()
    fault = file.fault
    if fault and not isinstance(fault, BrokenPipeError):
        print(
            f"error: standard output cannot be written to ({fault.strerror}); make room, or send "
            "it elsewhere.", file=sys.stderr,
        )
        os._exit(2)  # an exception would not change the status any more


def _excepthook(
    words: Words, kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    if issubclass(kind, BrokenPipeError):
        flush()
        raise SystemExit(UNREAD)
    told = words(error) or _denied(error)
    if told is None:
        sys.__excepthook__(kind, error, traceback)
        return
    is_stopped = issubclass(kind, KeyboardInterrupt)
    print(f"\n{told}" if is_stopped else told, file=sys.stderr)
    raise SystemExit(getattr(error, "status", 130) if is_stopped else 2)


def _denied(error: BaseException) -> str | None:
    """Say which file or folder the user has no permission for; None for any other error."""
    if isinstance(error, PermissionError) and error.filename:
        why = f"{error.filename}: you have no permission to read or change this"
        return as_sentence(f"{why}; change its permissions, or name another file or folder.")
    return None


def lack_of(error: BaseException) -> str:
    """Say what the machine ran out of; return "" for any other kind of error."""
    no_room = next((why for why in NO_ROOM if why in str(error)), "")
    if no_room and (isinstance(error, OSError) or hasattr(error, "error_code")):  # TensorFlow's
        return f"a file cannot be written ({no_room}); make room, or name another folder."
    if isinstance(error, MemoryError) or type(error).__name__ == "ResourceExhaustedError":
        return "there is not enough memory; use smaller layers or less data."
    return ""
