"""`tf.app`: `run` reads the flags, calls `main` and exits with the value that `main` returns."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from tfgraph_course.tf1.flags import FLAGS

__all__ = ["run"]


def run(main: Callable[[list[str]], Any] | None = None, argv: list[str] | None = None) -> None:
    """Read the flags, call `main`, and exit, as TensorFlow 1 does.

    Args:
        main: function to call with the program's name and the arguments that are not known flags,
            as a list; by default the script's `main`.
        argv: the command line, `sys.argv` by default.

    Raises:
        SystemExit: always raised, with the value that `main` returns; with 0 for `--help`.
    """
    script = sys.modules["__main__"]
    args = (sys.argv if argv is None else argv)[1:]
    if {"-h", "--help"} & set(args):
        print(script.__doc__ or f"usage: {sys.argv[0]} [flags]", FLAGS.get_help(), sep="\n")
        sys.exit(0)
    rest = FLAGS._parse_flags(args)
    sys.exit((main or script.main)([sys.argv[0], *rest]))
