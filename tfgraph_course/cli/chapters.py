"""The scripts of the book's chapters, which are in the `scripts` folder beside the package."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import NamedTuple

from tfgraph_course.errors import CourseError
from tfgraph_course.models import GRAPHS

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
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
        CourseError: a script is missing, because the course was not installed from a clone.
    """
    return [_script(name) for name in NAMES]


def _script(name: str) -> Script:
    path = SCRIPTS / f"{name}.py"
    try:
        source = path.read_text(encoding="utf-8")
    except OSError as fault:
        raise CourseError(
            f"{path}: the script is missing ({fault.strerror}); clone the course's repository, "
            "and run python -m pip install -e . in it."
        ) from fault
    return Script(name, source, ast.get_docstring(ast.parse(source)) or name)


def command(name: object, options: str = "") -> str:
    """Return the command that runs a script, or a description for a script not of the course."""
    if name not in NAMES:
        began = "the command that started it"
        return f"{began}, with{options}" if options else began
    path, here = SCRIPTS / f"{name}.py", Path.cwd()
    return f"python {quoted(path.relative_to(here) if here in path.parents else path)}{options}"


def quoted(path: Path) -> str:
    """Return a path as any shell accepts it on a command line: in quotes if it has a space."""
    return f'"{path}"' if " " in str(path) else str(path)
