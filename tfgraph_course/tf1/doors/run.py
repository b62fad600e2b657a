"""Run a TF1 script as `__main__`, unchanged."""

from __future__ import annotations

import builtins
import importlib.util
import re
import runpy
import sys
import traceback
from collections.abc import Callable, Mapping
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from tfgraph_course.tf1.doors.imports import activate
from tfgraph_course.tf1.doors.owners import is_users, start
from tfgraph_course.tf1.doors.script import compile_script
from tfgraph_course.tf1.namespace import supply
from tfgraph_course.tf1.old_python import print_scalars_plainly

_PACKAGE = str(Path(__file__).resolve().parents[2])
# The lines that name our files, in messages in which TensorFlow shows where a node was built.
_OUR_FILES = rf"<frozen runpy>|{re.escape(runpy.__file__)}|{re.escape(_PACKAGE)}.*"
_OUR_LINES = re.compile(rf'^ +File "({_OUR_FILES})", line.*\n', re.M)


def run(
    path: str | Path,
    args: list[str],
    supplied: Mapping[str, Callable[[], Any]] | None = None,
    package: str | None = None,
) -> int:
    """Run a script, with its folder first in `sys.path` and its arguments in `sys.argv`.

    Args:
        path: path of the script, in which lines for IPython (`%matplotlib inline`, `!ls`)
            are skipped.
        args: arguments of the script.
        supplied: objects to use in place of names of `tf`, see `namespace.supply`.
        package: for a module that `find_module` found, the package that it is in; the current
            folder is first in `sys.path` then.

    Returns:
        0, or 1 after an exception, whose traceback shows only the frames of the script.

    Raises:
        SystemExit: the script raised this exception.
        OSError: the script cannot be read.
    """
    source = Path(path).read_bytes()
    script_path = Path(path).resolve()
    start(script_path.parents[package.count(".")] if package else script_path)
    activate()
    supply(supplied or {})
    print_scalars_plainly()
    script = sys.modules["__main__"] = _main(str(Path(path).absolute()))
    script.__package__ = package
    sys.argv = [str(path), *args]
    sys.path[0] = str(script_path.parent if package is None else Path.cwd())
    sys.excepthook = sys.__excepthook__
    try:
        if package:
            importlib.import_module(package)
        exec(compile_script(source, script.__file__), script.__dict__)
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as fault:
        _leave_out_our_frames(fault)
        if is_users(getattr(sys.excepthook, "__globals__", None)):  # the script set its own hook
            sys.excepthook(type(fault), fault, fault.__traceback__)
        else:
            told = "".join(traceback.format_exception(fault))
            sys.stderr.write(_OUR_LINES.sub("", told))
        return 1
    return 0


def find_module(name: str) -> tuple[Path, str] | None:
    """Find what `python -m NAME` would run, without importing it.

    Returns:
        The module's file, and the name of the package that it is in, which may be empty; None if
        there is no such module, or it is not to be run.
    """
    top, *rest = name.split(".")
    sys.path.insert(0, str(Path.cwd()))  # for the command `tfgraph`, which Python starts without it
    found = importlib.util.find_spec(top) if top else None
    del sys.path[0]
    if found is None:
        return None
    if found.submodule_search_locations is None:
        return None if rest else (Path(found.origin), "")
    for folder in found.submodule_search_locations:
        place = Path(folder, *rest)
        if rest and place.with_suffix(".py").is_file():
            return place.with_suffix(".py"), name.rpartition(".")[0]
        if (place / "__main__.py").is_file():
            return place / "__main__.py", name
    return None


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
