"""The house: which room may import which, and what stands at the top."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "tfgraph_course"
pytestmark = pytest.mark.quick

# From the ground up. A room imports those of the levels below; what it takes from its own level
# stands in SIDEWAYS.
LEVELS = [
    {"tf1"},
    {"errors", "terminal_text"},
    {"files"},
    {"datasets", "graphs", "models"},
    {"engine", "node_scopes"},
    {"the book"},
    {"training", "saving", "predict", "figures", "explanation"},
    {"review", "cluster", "cli"},
    {"the door"},
]
SIDEWAYS = {
    ("saving", "training"): "the history that is saved",
    ("saving", "predict"): "what a trained file says beside its weights",
    ("training", "figures"): "the pictures that a run leaves",
    ("explanation", "figures"): "how a picture is saved",
}
DOOR = {"__init__", "__main__"}


def room_of(module: tuple[str, ...]) -> str:
    """The room of a module, given by its names below the package."""
    first = module[0] if module else "__init__"
    if first in DOOR:
        return "the door"
    return "the book" if first.startswith("ch") or first == "objective" else first


def imported():
    """All imports between modules of the package: (importing room, imported room, where)."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).with_suffix("").parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE.name):
                below = tuple(node.module.split(".")[1:])
                for target in [below] if below else [(alias.name,) for alias in node.names]:
                    # What the door hands on, such as `tf`, is of tf1.
                    known = any(
                        (PACKAGE / name).exists() for name in (target[0], f"{target[0]}.py")
                    )
                    room = room_of(target) if known else "tf1"
                    yield room_of(module), room, f"{path.name}:{node.lineno}"


def level_of(room: str) -> int:
    (level,) = [number for number, rooms in enumerate(LEVELS) if room in rooms]
    return level


def test_imports_go_downwards():
    """From a room to one of a lower level; sideways where it is said why."""
    wrong = []
    for room, other, where in imported():
        here, there = level_of(room), level_of(other)
        if room != other and there >= here and (room, other) not in SIDEWAYS:
            wrong.append(f"{where}: {room} imports {other}")
    assert not wrong


def test_every_sideways_import_is_there_and_none_goes_both_ways():
    edges = {(room, other) for room, other, _ in imported()}
    assert set(SIDEWAYS) <= edges
    assert not {(other, room) for room, other in SIDEWAYS} & set(SIDEWAYS)


def test_what_stands_at_the_top():
    """The door, the chapters, and a few files that all rooms need; anything else has a room."""
    files = {path.stem for path in PACKAGE.glob("*.py")}
    others = {name for name in files if room_of((name,)) not in ("the door", "the book")}
    assert others == {"errors", "graphs", "models", "node_scopes", "terminal_text"}
    assert len(files) <= 16


@pytest.mark.parametrize("room", [path.parent for path in PACKAGE.rglob("*/__init__.py")], ids=str)
def test_a_room_lists_its_files(room):
    said = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
    names = {path.stem for path in room.glob("*.py")} - DOOR
    assert not names - set(re.findall(r"\w+", said))
