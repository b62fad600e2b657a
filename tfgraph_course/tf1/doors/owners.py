"""Tell the user's code, which gets TensorFlow 1, from installed code, which gets today's modules.

Installed code is Python's standard library, packages that a `*.dist-info` folder beside them
records (as in site-packages, or after `pip install --target`), zip files on `sys.path`, and
projects installed with `pip install -e`. All other code is the user's, and so is the project or zip
file that the program, or the caller of `activate`, belongs to.
"""

from __future__ import annotations

import contextlib
import functools
import json
import sys
import sysconfig
from itertools import pairwise
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parents[2]
# The folders of Python's standard library, of installed packages and of the course.
_LIBRARIES = {Path(sysconfig.get_path(kind)).resolve() for kind in (
    "stdlib", "platstdlib", "purelib", "platlib")} | {_PACKAGE}
_SITES = {"site-packages", "dist-packages"}  # folders of installed packages
# Installed packages that are built on TensorFlow 1: they get what the user's code gets.
_BUILT_ON_1 = {"baselines", "edward", "stable_baselines", "tensorforce", "tensorpack", "tflearn"}
_started: set[Path] = set()  # scripts and packages that the user asked to run
_callers: set[str] = set()  # files whose code called `activate`


def is_users(globals: dict[str, Any] | None) -> bool:
    """Return whether the code with these globals is the user's, not installed code."""
    if globals is None:
        return False
    if file := globals.get("__file__"):
        return not is_installed(file)
    # A cell, or code passed to `exec`, which has another `__name__` if TensorFlow passes it.
    return globals.get("__name__", "__main__") == "__main__"


def start(place: Path) -> None:
    """Count a script or a package as the user's, wherever it is: the user asked to run it."""
    _started.add(place.resolve())
    is_installed.cache_clear()


def note_caller() -> None:
    """Treat the project whose code called `activate` as the user's."""
    frame = sys._getframe(2)
    while frame and _in_libraries(Path(frame.f_code.co_filename)):  # skip ours and contextlib's
        frame = frame.f_back
    if frame and frame.f_code.co_filename not in _callers:
        _callers.add(frame.f_code.co_filename)
        is_installed.cache_clear()


@functools.cache
def is_installed(file: str) -> bool:
    """Return whether a file belongs to Python, to an installed package or to the course."""
    given, real = Path(file).absolute(), Path(file).resolve()
    is_built_on_1 = any(a in _SITES and b in _BUILT_ON_1 for a, b in pairwise(real.parts))
    if is_built_on_1 or _started.intersection((real, *real.parents)):
        return False
    if _in_libraries(real) or _is_recorded(real):
        return True
    project = _project(real)
    # Some package managers link from site-packages to a store of their own.
    return _is_recorded(given) if project is None else project not in _users_projects()


def _in_libraries(file: Path) -> bool:
    return not _LIBRARIES.isdisjoint(file.parents)


def _is_recorded(file: Path) -> bool:
    """Return whether a file is in site-packages, or in a package recorded in a folder above it."""
    return not _SITES.isdisjoint(file.parts) or any(
        file.relative_to(folder).parts[0] in _recorded(folder) for folder in file.parents
    )


@functools.cache
def _recorded(folder: Path) -> frozenset[str]:
    """Return the top-level names that package managers recorded for a folder or zip file."""
    from importlib import metadata

    records = (found.read_text("RECORD") for found in metadata.distributions(path=[str(folder)]))
    lines = (line for record in records if record for line in record.splitlines())
    return frozenset(line.partition("/")[0].partition(",")[0] for line in lines)


def _project(file: Path) -> Path | None:
    """Return the innermost zip file or `-e` project that contains a file, or None."""
    projects = _installed_in_place()
    return next((at for at in file.parents if at in projects or at.is_file()), None)


def _users_projects() -> set[Path | None]:
    main = getattr(sys.modules.get("__main__"), "__file__", None)
    places = (main or Path.cwd() / "a cell", *_callers)
    return {_project(Path(place).resolve()) for place in places}


@functools.cache
def _installed_in_place() -> set[Path]:
    """Return the folders of the projects that were installed with `-e`, except the course."""
    from importlib import metadata
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    folders = set()
    for found in metadata.distributions():
        with contextlib.suppress(ValueError, LookupError, TypeError, AttributeError):
            told = json.loads(found.read_text("direct_url.json") or "{}")
            if told["dir_info"]["editable"]:
                folders.add(Path(url2pathname(urlsplit(told["url"]).path)).resolve())
    return folders - set(_PACKAGE.parents)
