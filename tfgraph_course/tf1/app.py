"""`tf.app`: `run` reads the flags, calls `main` and exits with the value that `main` returns."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from absl.app import usage

from tfgraph_course.tf1.flags import FLAGS

__all__ = ["run"]


def run(main: Callable[[list[str]], Any] | None = None, argv: list[str] | None = None) -> None:
    """Read the flags, call `main`, and exit, as TensorFlow 1 does.

    Args:
        main: function to call with the program's name and the arguments that are not known flags,
            as a list; by default the script's `main`.
        argv: the command line, `sys.argv` by default.

    Raises:
        SystemExit: always raised, with the value that `main` returns; with 1 for `--help`.
    """
    argv = sys.argv if argv is None else argv
    if {"-h", "--help"} & set(argv[1:]):
        usage(shorthelp=True, writeto_stdout=True)
        print("\nTry --helpfull to get a list of all flags.")
        sys.exit(1)
    rest = FLAGS(argv, known_only=True)
    sys.exit((main or sys.modules["__main__"].main)(rest))
