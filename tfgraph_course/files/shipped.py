"""The folders `data` and `scripts`: beside the package in a clone, inside it once installed."""

from __future__ import annotations

import functools
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


@functools.cache
def shipped(name: str) -> Path:
    """Return the folder with the course's own files, `data` or `scripts`.

    If the package is imported from a zip file, the files are unpacked to a temporary folder, which
    is removed when the process ends.
    """
    for folder in (_PACKAGE / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    import atexit
    import shutil
    import tempfile
    from importlib import resources

    made = Path(tempfile.mkdtemp(prefix="tfgraph_course-")).resolve()
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    for file in resources.files(_PACKAGE.name).joinpath(name).iterdir():
        (made / file.name).write_bytes(file.read_bytes())
    return made


def is_clone() -> bool:
    """Return whether the package is in a clone, with the scripts beside it."""
    return shipped("scripts").parent == _PACKAGE.parent


def to_install(extra: str) -> str:
    """Return the command that installs an extra of the course, such as `report`."""
    what = f"-e '.[{extra}]'" if is_clone() else f"'{_PACKAGE.name}[{extra}]'"
    return f"python -m pip install {what}"
