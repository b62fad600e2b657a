"""The scripts of the book's chapters, where the reader has them, and copies for the reader."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tfgraph_course.errors import CourseError
from tfgraph_course.files.atomic import write_bytes
from tfgraph_course.files.shipped import is_clone, shipped
from tfgraph_course.models import GRAPHS

SCRIPTS = shipped("scripts")
# Scripts without a model in models.py.
OTHER_SCRIPTS = [
    "ch4_learn_linear", "ch4_learn_dnn", "ch4_learn_cnn", "ch5_review", "ch5_distributed",
    "ch5_temperature", "ch5_kmeans",
]
# In the order of the book: chapter by chapter, the scripts of models in models.py first.
NAMES = sorted([*(graph.script for graph in GRAPHS), *OTHER_SCRIPTS], key=lambda name: name[:3])


class Script(NamedTuple):
    """A script of the course: its name, source and title."""

    name: str  # "ch3_deep_cnn"
    source: str
    title: str  # its docstring: 'Chapter 3, "Deeper CNN": two convolutions, ...'


def scripts() -> list[Script]:
    """Read all scripts of the course, in the order of the list `NAMES`.

    Raises:
        CourseError: a script cannot be read.
    """
    found = []
    for name in NAMES:
        path = SCRIPTS / f"{name}.py"
        try:
            source = path.read_text(encoding="utf-8")
        except OSError as fault:
            raise CourseError(
                f"{path}: the script cannot be read ({fault.strerror}); install the course again."
            ) from fault
        found.append(Script(name, source, ast.get_docstring(ast.parse(source)) or name))
    return found


def command(name: object, *options: str) -> str:
    """Return the command that runs a script; for a script that is not the course's, describe it."""
    said = " ".join(filter(None, options))
    if name in NAMES:
        return f"python {quoted(_place(f'{name}.py'))} {said}".rstrip()
    return f"the command that started it, with {said}" if said else "the command that started it"


def out_option(folder: Path, script: object) -> str:
    """Return "--out FOLDER" for a run of a script; "" if the script writes there anyway."""
    return "" if folder == Path("runs", str(script)) else f"--out {quoted(folder)}"


def _place(file: str) -> Path:
    """Return the path of a script as the reader has it: in the clone, copied out, or installed."""
    path, here = SCRIPTS / file, Path.cwd()
    if is_clone():
        return path.relative_to(here) if here in path.parents else path
    copies = (copy for copy in (Path("scripts", file), Path(file)) if copy.is_file())
    return next(copies, path)


def are_at_hand() -> bool:
    """Return whether the reader has the scripts: in a clone, in scripts/, or in this folder."""
    return is_clone() or not _place(f"{NAMES[0]}.py").is_absolute()


def copy_scripts(folder: Path, force: bool = False) -> list[str]:
    """Copy the scripts to a folder as `write_copies` does, and return its lines."""
    found = sorted(path for path in SCRIPTS.glob("*.py") if path.stem != "make_tf1_names")
    copies = {folder / path.name: path.read_bytes() for path in found}
    return write_copies(copies, force)


def write_copies(copies: Mapping[Path, bytes], force: bool) -> list[str]:
    """Write files, but keep those that the reader changed.

    Args:
        copies: the contents of the files, keyed by path; a missing folder is made.
        force: whether to replace files that were changed.

    Returns:
        A line for each file: the path if the file was written, or a sentence if it was kept.

    Raises:
        CourseError: the folder cannot be made or written to.
    """
    written, kept = [], []
    try:
        for path, content in copies.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and path.read_bytes() != content and not force:
                why = "was changed, or is of another version, and is kept; --force replaces it"
                kept.append(f"{path} {why}")
            else:
                write_bytes(path, content)
                written.append(str(path))
    except OSError as fault:
        raise CourseError(
            f"{fault.filename}: this file or folder cannot be made or read ({fault.strerror}); "
            "name another folder."
        ) from fault
    return written + kept


def quoted(word: object) -> str:
    """Return a word for a command line of any shell: in double quotes if it has a space."""
    return f'"{word}"' if " " in str(word) else str(word)
