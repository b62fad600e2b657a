"""Run a TF1 script as `__main__`, unchanged."""

from __future__ import annotations

import builtins
import re
import runpy
import sys
import traceback
from collections.abc import Callable, Mapping
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from tfgraph_course.tf1.doors.imports import activate, is_users
from tfgraph_course.tf1.doors.script import compile_script
from tfgraph_course.tf1.namespace import supply
from tfgraph_course.tf1.old_python import find_files_with, print_scalars_plainly

_PACKAGE = str(Path(__file__).resolve().parents[2])
# The lines that name our files, in messages in which TensorFlow shows where a node was built.
_OUR_FILES = rf"<frozen runpy>|{re.escape(runpy.__file__)}|{re.escape(_PACKAGE)}.*"
_OUR_LINES = re.compile(rf'^ +File "({_OUR_FILES})", line.*\n', re.M)


def run(
    path: str | Path,
    args: list[str],
    supplied: Mapping[str, Callable[[], Any]] | None = None,
    find: Callable[[str], Any] | None = None,
    words: Callable[[BaseException], str | None] = lambda fault: None,
) -> int:
    """Run a script, with its folder first in `sys.path` and its arguments in `sys.argv`.

    Args:
        path: path of the script, in which lines for IPython (`%matplotlib inline`, `!ls`)
            are skipped.
        args: arguments of the script.
        supplied: objects to use in place of names of `tf`, see `namespace.supply`.
        find: finds files that are missing, see `old_python.find_files_with`.
        words: returns what is printed for an exception, or None if its traceback is printed.

    Returns:
        0, or 1 after an exception, whose traceback shows only the frames of the script; 130 after
        Ctrl-C.

    Raises:
        SystemExit: the script raised this exception.
        OSError: the script cannot be read.
    """
    source = Path(path).read_bytes()
    activate()
    supply(supplied or {})
    find_files_with(find)
    print_scalars_plainly()
    script = sys.modules["__main__"] = _main(str(Path(path).absolute()))
    sys.argv = [str(path), *args]
    sys.path[0] = str(Path(path).resolve().parent)
    sys.excepthook = sys.__excepthook__
    try:
        exec(compile_script(source, script.__file__), script.__dict__)
    except (SystemExit, BrokenPipeError):
        raise
    except BaseException as fault:
        told = words(fault)
        _leave_out_our_frames(fault)
        if is_users(getattr(sys.excepthook, "__globals__", None)):  # the script set its own hook
            sys.excepthook(type(fault), fault, fault.__traceback__)
        elif told is not None:
            print(told, file=sys.stderr)
        else:
            told = "".join(traceback.format_exception(fault))
            sys.stderr.write(_OUR_LINES.sub("", told))
        return 130 if isinstance(fault, KeyboardInterrupt) else 1
    return 0


def _main(file: str) -> ModuleType:
    """Make a module `__main__`, like the one in which Python runs a script."""
    script = ModuleType("__main__")
    script.__file__, script.__cached__ = file, None
    script.__loader__ = SourceFileLoader("__main__", file)
    script.__builtins__, script.__annotations__ = builtins, {}
    return script


def _leave_out_our_frames(fault: BaseException | None) -> None:
    """Remove the frames of this package from the tracebacks of an exception and its causes."""
    seen: set[int] = set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        steps, step = [], fault.__traceback__
        while step is not None:
            steps.append(step)
            step = step.tb_next
        kept = None
        for step in reversed(steps):
            if not step.tb_frame.f_code.co_filename.startswith(_PACKAGE):
                kept = TracebackType(kept, step.tb_frame, step.tb_lasti, step.tb_lineno)
        fault.__traceback__ = kept
        fault = fault.__cause__ or fault.__context__
