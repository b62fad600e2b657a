"""List the TensorFlow 1 names that a script uses, without running it and without TensorFlow."""

from __future__ import annotations

import ast
import functools
import importlib.util
from pathlib import Path
from typing import NamedTuple

from tfgraph_course.tf1.doors.script import parse_script
from tfgraph_course.tf1.names import Name, hint, table


class Use(NamedTuple):
    """A name of TensorFlow 1 that a script uses, and where."""

    lines: list[int]  # in increasing order
    name: Name


def check(path: str | Path) -> list[Use]:
    """Find the names of TensorFlow 1 in a script, in the order of their first use.

    Raises:
        OSError: the file cannot be read.
        SyntaxError: the script is not valid Python, even after its lines for IPython are skipped.
    """
    finder = _Finder()
    finder.find(parse_script(Path(path).read_bytes(), str(path)))
    uses = [Use(sorted(lines), _state(dotted)) for dotted, lines in finder.lines.items()]
    return sorted(uses, key=lambda use: (use.lines[0], use.name.name))


class _Finder:
    """Tracks a script's own names for TensorFlow, and collects the dotted names below them."""

    def __init__(self) -> None:
        self.paths: dict[str, str] = {}  # the script's name for a module -> its path below tf
        self.lines: dict[str, set[int]] = {}

    def find(self, tree: ast.Module) -> None:
        """Visit the nodes in source order, with a list, because recursion might reach its limit."""
        nodes: list[ast.AST] = [tree]
        while nodes:
            node = nodes.pop()
            if isinstance(node, ast.Import):
                self._import(node)
            elif isinstance(node, ast.ImportFrom):
                self._import_from(node)
            elif isinstance(node, ast.Attribute):
                dotted, node = self._path(node)
                self._note(dotted, node)
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                dotted, _ = self._path(node.value)
                if dotted is not None:
                    self.paths[node.targets[0].id] = dotted  # slim = tf.contrib.slim
            nodes += reversed(list(ast.iter_child_nodes(node)))

    def _import(self, node: ast.Import) -> None:
        for alias in node.names:
            top, _, path = alias.name.partition(".")
            if top == "tensorflow":
                self.paths[alias.asname or top] = path if alias.asname else ""
                self._note(path, node)

    def _import_from(self, node: ast.ImportFrom) -> None:
        top, _, path = (node.module or "").partition(".")
        if top == "tensorflow" and not node.level:
            for alias in node.names:
                dotted = f"{path}.{alias.name}".lstrip(".")
                self.paths[alias.asname or alias.name] = dotted
                self._note(dotted, node)

    def _path(self, node: ast.AST) -> tuple[str | None, ast.AST]:
        """The part of an expression after `tf`, and the node of the expression's first name."""
        names: list[str] = []
        while isinstance(node, ast.Attribute):
            names.append(node.attr)
            node = node.value
        path = self.paths.get(node.id) if isinstance(node, ast.Name) else None
        return None if path is None else ".".join([path, *reversed(names)]).lstrip("."), node

    def _note(self, dotted: str | None, node: ast.AST) -> None:
        if dotted:
            self.lines.setdefault(_known_part(dotted), set()).add(node.lineno)


def _known_part(dotted: str) -> str:
    """Return the known part of a dotted name: app.flags.FLAGS.rate -> app.flags.FLAGS."""
    parts = dotted.split(".")
    for n in range(len(parts), 0, -1):
        name = ".".join(parts[:n])
        row = table().get(name)
        if row and (n == len(parts) or not row.is_module):
            return name
    return dotted


def _state(dotted: str) -> Name:
    if dotted in table():
        return table()[dotted]
    if dotted.startswith(("python.", "core.")) and _is_file(dotted):
        return Name(dotted, "tensorflow", "a private module, which may move", "")
    return Name(dotted, "gone", hint(dotted), "")


def _is_file(dotted: str) -> bool:
    """Return whether TensorFlow has a private module at a dotted path, or at its parent."""
    parts = dotted.split(".")
    for folder in _folders():
        for n in (len(parts), len(parts) - 1):
            place = Path(folder, *parts[:n])
            if place.with_suffix(".py").exists() or (place / "__init__.py").exists():
                return True
    return False


@functools.cache
def _folders() -> list[str]:
    """The folders of the installed TensorFlow."""
    tensorflow = importlib.util.find_spec("tensorflow")
    return list(tensorflow.submodule_search_locations or []) if tensorflow else []
