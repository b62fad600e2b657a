"""Run a TF1 script, a module or a notebook as `__main__`, unchanged."""

from __future__ import annotations

import builtins
import errno
import importlib.util
import itertools
import os
import re
import runpy
import sys
import traceback
from collections.abc import Callable, Mapping
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from tfgraph_course.tf1 import old_modules, python2_text
from tfgraph_course.tf1.doors import children
from tfgraph_course.tf1.doors.imports import activate
from tfgraph_course.tf1.doors.notebook import read
from tfgraph_course.tf1.doors.owners import is_users, start
from tfgraph_course.tf1.doors.script import compile_script
from tfgraph_course.tf1.namespace import supply
from tfgraph_course.tf1.old_modules import print_scalars_plainly
from tfgraph_course.tf1.quiet import filter_notices

_PACKAGE = str(Path(__file__).resolve().parents[2])
# The lines that name files of the course in TensorFlow's messages about where a node was built.
_OUR_FILES = rf"<frozen runpy>|{re.escape(runpy.__file__)}|{re.escape(_PACKAGE)}.*"
_OUR_LINES = re.compile(rf'^ +File "({_OUR_FILES})", line.*\n', re.M)


def run(
    path: str | Path,
    args: list[str],
    supplied: Mapping[str, Callable[[], Any]] | None = None,
    find: Callable[[str], Any] | None = None,
    words: Callable[[BaseException], str | None] = lambda fault: None,
    is_module: bool = False,
) -> int:
    """Run a script, with its folder first in `sys.path` and its arguments in `sys.argv`.

    Args:
        path: path of a script, a notebook, or a folder with a file `__main__.py`. A file in a
            package may import from the package.
        args: arguments of the script.
        supplied: functions that return objects for names of `tf`; see `namespace.supply`.
        find: a function that finds missing files; see `old_modules.find_file`.
        words: a function that returns what to print for an exception, or None for its traceback.
        is_module: whether `path` is a module's name instead, as for `python -m`.

    Returns:
        0 if the script ran to its end, 130 after Ctrl-C, or 1 after another exception, whose
        traceback is printed without the course's frames.

    Raises:
        SystemExit: the script raised this exception.
        OSError: the script cannot be read, or (BrokenPipeError) its output is no longer read.
        NotANotebook: the notebook cannot be run.
    """
    activate()
    supply(supplied or {})
    old_modules.find_file = find
    print_scalars_plainly()
    if is_module:
        sys.path[0] = os.getcwd()
        path, package = _find_module(str(path))
        name = f"{package}.{path.stem}" if package else path.stem
    else:
        path = Path(path, "__main__.py") if Path(path).is_dir() else Path(path)
        name = _name_in_package(path)
        sys.path[0] = str(path.resolve().parent)
        if "." in name:  # files of a package import from each other
            sys.path.insert(1, str(path.resolve().parents[name.count(".")]))
    top = path.resolve()
    start(top.parents[name.count(".") - 1] if "." in name else top)
    source = read(path)
    if is_module and package:
        importlib.import_module(package)
    script = sys.modules["__main__"] = _main(str(path.absolute()), name)
    sys.argv = [str(path), *args]
    if path.suffix == ".ipynb":
        os.chdir(path.resolve().parent)
        # Outside a notebook, IPython's `display` prints; `_`, `In` and `Out` stay empty.
        vars(script).update(display=print, _="", In=[""], Out={})
    sys.excepthook = sys.__excepthook__
    _tell_children()
    try:
        try:
            exec(compile_script(source, script.__file__), script.__dict__)
        finally:
            python2_text.end_line()
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


def _find_module(name: str) -> tuple[Path, str]:
    """Find what `python -m NAME` would run, without importing it: a file, and its package or ""."""
    top, *rest = name.split(".")
    found = importlib.util.find_spec(top) if top else None
    if found and found.submodule_search_locations is None and not rest and found.has_location:
        return Path(found.origin), ""
    for folder in (found and found.submodule_search_locations) or ():
        place = Path(folder, *rest)
        if rest and place.with_suffix(".py").is_file():
            return place.with_suffix(".py"), name.rpartition(".")[0]
        if (place / "__main__.py").is_file():
            return place / "__main__.py", name
    raise FileNotFoundError(errno.ENOENT, "there is no such module")


def _name_in_package(path: Path) -> str:
    """Return the module name of a file: `pkg.train` in a package, `train` elsewhere."""
    parts, folder = [path.stem], path.resolve().parent
    while (folder / "__init__.py").exists() and folder.name.isidentifier():
        parts.insert(0, folder.name)
        folder = folder.parent
    return ".".join(parts)


def _main(file: str, name: str) -> ModuleType:
    """Make a module `__main__`, like the one in which Python runs a script."""
    script = ModuleType("__main__")
    script.__file__, script.__cached__ = file, None
    script.__loader__ = SourceFileLoader("__main__", file)
    script.__builtins__, script.__annotations__ = builtins, {}
    if "." in name:
        script.__package__ = name.rpartition(".")[0]
        script.__spec__ = ModuleSpec(name, script.__loader__, origin=file)
    return script


def _tell_children() -> None:
    """Make Python processes that the script starts get TensorFlow 1, too."""
    paths = [str(Path(children.__file__).parent), os.environ.get("PYTHONPATH")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    os.environ["TFGRAPH_COURSE_PREFIX"] = sys.prefix


def start_child(call: list[str]) -> None:
    """Set up a new process that a script under `run` has started with the command `call`."""
    words = itertools.takewhile(lambda word: word[0] == "-" and word[1:2] not in "cmWX", call[1:])
    at = 1 + len([*words])
    if call[at:] and call[at].endswith(".py") and is_users({"__file__": call[at]}):
        os.execv(sys.executable, [*call[:at], "-m", "tfgraph_course", "run", *call[at:]])
    if call[at : at + 2] == ["-m", "tfgraph_course"]:
        return
    filter_notices()
    activate()
    print_scalars_plainly()
    runpy._get_code_from_file = _compiled  # for multiprocessing, which imports the script


def _compiled(*names: str) -> Any:
    path = names[-1]
    code = compile_script(Path(path).read_bytes(), path)
    return code if sys.version_info >= (3, 12) else (code, path)


def _leave_out_our_frames(fault: BaseException | None) -> None:
    """Remove the frames of this package from the tracebacks of an exception and its causes."""
    seen: set[int] = set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        first = step = TracebackType(fault.__traceback__, sys._getframe(), 0, 0)
        while step.tb_next:
            if step.tb_next.tb_frame.f_code.co_filename.startswith(_PACKAGE):
                step.tb_next = step.tb_next.tb_next
            else:
                step = step.tb_next
        fault.__traceback__ = first.tb_next
        fault = fault.__cause__ or fault.__context__
