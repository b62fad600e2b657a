"""List the old names of TensorFlow 1, Python 2 and libraries that a script uses; do not run it.

Most names of TensorFlow are in the table of `names`. Those that are not, or are gone according to
it, are looked up in the namespace `tf`, which imports TensorFlow.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from tfgraph_course.tf1 import old_modules
from tfgraph_course.tf1.doors import notebook, translate
from tfgraph_course.tf1.doors.script import read_script
from tfgraph_course.tf1.names import Name, hint, table

# Libraries in which some names have changed; only those names are listed.
_LIBRARIES = {"matplotlib", "numpy", "pandas", "PIL", "scipy", "sklearn"}
_PROVIDES = re.compile(r"hasattr|version|VERSION|PY2|PY3")


class Use(NamedTuple):
    """An old name that a script uses, and where."""

    lines: list[int]  # in increasing order
    name: Name  # without "tf." if it is a name of TensorFlow
    stops: bool  # whether the name is gone and the script stops there

    @property
    def dotted(self) -> str:
        return self.name.name if self.name.kind == "library" else f"tf.{self.name.name}"


def check(path: str | Path) -> list[Use]:
    """Return the old names that a script or a notebook uses, in the order of their first use.

    Raises:
        OSError: the file cannot be read.
        NotANotebook: the notebook is damaged, or not in Python.
        SyntaxError: the script is neither Python 3 nor Python 2.
    """
    source = notebook.read(path)
    script = read_script(source, str(path))
    finder = _Finder(script.tree)
    uses = [Use(sorted(lines), name, name.state == "gone" and stops)
            for dotted, (lines, stops) in finder.found.items()
            if (name := _state(dotted)) is not None]
    uses += [Use([line], Name(name, "course", _today(name), "library"), False)
             for name, line in translate.needed(script.tree).items()]
    if b"sys.path" not in source:
        uses += [Use([line], Name(top, "gone", "a module that is not installed", "library"), True)
                 for top, line in finder.tops.items() if not _is_there(top, Path(path))]
    return sorted(uses, key=lambda use: (use.lines[0], use.name.name))


class _Finder:
    """Finds the full dotted names that a script uses, whatever names it gives to modules."""

    def __init__(self, tree: ast.Module) -> None:
        self.found: dict[str, tuple[set[int], bool]] = {}  # (lines, stops) by full name
        self.tops: dict[str, int] = {}  # lines of the modules that the script cannot do without
        everywhere: dict[str, str] = {}
        for node in translate.own_nodes(tree):
            self._bind(node, everywhere)
        self._drop(tree, everywhere)
        # A list of nodes to visit, because recursion might reach its limit.
        nodes: list[tuple[ast.AST, dict[str, str], bool]] = [(tree, everywhere, True)]
        while nodes:
            node, paths, stops = nodes.pop()
            if isinstance(node, ast.FunctionDef | ast.Lambda):
                paths = self._inside(node, paths)
            for dotted in _imported(node):
                if _is_checked(dotted):
                    self._note(dotted, node, stops)
                elif stops:
                    self.tops.setdefault(dotted.partition(".")[0], node.lineno)
            if isinstance(node, ast.Attribute):
                dotted, node = _path(node, paths)
                self._note(dotted, node, stops)
            stops = stops and not _provides(node)
            nodes += [(child, paths, stops) for child in
                      reversed(list(ast.iter_child_nodes(node)))]

    def _inside(self, node: ast.AST, paths: dict[str, str]) -> dict[str, str]:
        """Return the names for modules inside a function, whose own names hide those outside."""
        own = {arg.arg for arg in ast.walk(node.args) if isinstance(arg, ast.arg)}
        inside = {name: path for name, path in paths.items() if name not in own}
        if isinstance(node, ast.FunctionDef):
            for part in translate.own_nodes(node):
                self._bind(part, inside)
            self._drop(node, inside)
        return inside

    def _bind(self, node: ast.AST, paths: dict[str, str]) -> None:
        """Record the names that a syntax node gives to modules: `import a.b as c`, `nn = tf.nn`."""
        for dotted, alias in zip(_imported(node), getattr(node, "names", ()), strict=False):
            top = alias.name.partition(".")[0]  # `import a.b` binds a
            if _is_checked(dotted):
                is_top = isinstance(node, ast.Import) and not alias.asname
                paths[alias.asname or top] = top if is_top else dotted
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            dotted, _ = _path(node.value, paths)
            if dotted is not None:
                paths[node.targets[0].id] = dotted

    def _drop(self, scope: ast.AST, paths: dict[str, str]) -> None:
        """Forget the names that a scope also uses for something else."""
        own = [*translate.own_nodes(scope)]
        ours = {id(node.targets[0]) for node in own if isinstance(node, ast.Assign)
                and (_path(node.value, paths)[0] or isinstance(node.value, ast.Constant))}
        for node in own:
            if (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
                    and id(node) not in ours):
                paths.pop(node.id, None)

    def _note(self, dotted: str | None, node: ast.AST, stops: bool) -> None:
        if dotted and "." in dotted:
            dotted = _known_part(dotted)
            lines, stopped = self.found.get(dotted, (set(), False))
            lines.add(node.lineno)
            self.found[dotted] = lines, stopped or stops


def _imported(node: ast.AST) -> list[str]:
    """Return the dotted names that an import statement names, in their order."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [f"{node.module}.{alias.name}".removesuffix(".*") for alias in node.names]
    return []


def _is_checked(module: str) -> bool:
    return module.partition(".")[0] in {"tensorflow", "keras", *_LIBRARIES}


def _provides(node: ast.AST) -> bool:
    """Return whether a script still works if a name within this node is missing."""
    if isinstance(node, ast.If | ast.IfExp):
        return bool(_PROVIDES.search(ast.unparse(node.test)))
    return isinstance(node, ast.Try) and translate.provides(node)


def _path(node: ast.AST, paths: dict[str, str]) -> tuple[str | None, ast.AST]:
    """Return an expression's dotted name (None if it is not in a module) and its innermost node."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    path = paths.get(node.id) if isinstance(node, ast.Name) else None
    return None if path is None else ".".join([path, *reversed(names)]), node


def _known_part(dotted: str) -> str:
    """Return the part of a name that the table has: app.flags.FLAGS.rate -> app.flags.FLAGS."""
    top, *parts = dotted.split(".")
    if top == "keras":
        return _known_part(f"tensorflow.{dotted}")
    for n in range(len(parts), 0, -1) if top == "tensorflow" else ():
        row = table().get(".".join(parts[:n]))
        if row and (n == len(parts) or not row.is_module):
            return ".".join([top, *parts[:n]])
    return dotted


def _state(dotted: str) -> Name | None:
    """Return what became of a name, or None for a library's name that has not changed."""
    top, _, name = dotted.partition(".")
    if top != "tensorflow":
        return _library(dotted)
    row = table().get(name)
    if row and row.state != "gone":
        return row
    found, ours = _ask(name)
    if not found:
        return row or Name(name, "gone", hint(name), "")
    known = table().get(found, Name(found, "course" if ours else "tensorflow", "", ""))
    is_private = found.startswith(("python.", "core.")) and not known.today
    return known._replace(
        state="course" if known.state == "gone" else known.state,
        today="private in TensorFlow; it may move" if is_private else known.today,
    )


@functools.cache
def _ask(name: str) -> tuple[str, bool]:
    """Look up a name in `tf`; return what is found, and whether the course supplies that.

    What is found is the name up to its first part that is not a module, or "" if `tf` lacks it.
    """
    from tfgraph_course.tf1.namespace import import_tensorflow, tf

    place: Any = tf
    own: Any = import_tensorflow()
    parts: list[str] = []
    for part in name.split("."):
        if not isinstance(place, ModuleType):  # attributes of objects are not checked
            break
        try:
            place = getattr(place, part)
        except AttributeError:
            return "", False
        own = getattr(own, part, None)
        parts.append(part)
    return ".".join(parts), own is not place and not isinstance(place, ModuleType)


def _library(dotted: str) -> Name | None:
    """Return a row for a library's name that was removed, moved or changed; None for others."""
    place: Any = None
    parts = dotted.split(".")
    for n, part in enumerate(parts):
        name = ".".join(parts[: n + 1])
        if n and not isinstance(place, ModuleType):
            return None
        if n and isinstance(place, old_modules.Old) and part in vars(place):
            return Name(name, "course", "", "library")
        find = old_modules.module if old_modules.is_old(name) else importlib.import_module
        try:
            is_module = not n or old_modules.is_old(name) or not hasattr(place, part)
            place = find(name) if is_module else getattr(place, part)
        except ImportError:
            return Name(name, "gone", f"{parts[0]} is not installed or lacks this name", "library")
    return Name(dotted, "course", "", "library") if dotted in old_modules.MOVED else None


def _today(name: str) -> str:
    today = old_modules.PYTHON2.get(name)
    return f"{today} (a module of Python 2)" if today else "a built-in name of Python 2"


def _is_there(top: str, path: Path) -> bool:
    """Return whether `import top` will work in the script at `path`."""
    folders = [path.parent, *path.resolve().parents[:3], Path.cwd()]
    if top in old_modules.PYTHON2 or top in sys.builtin_module_names:
        return True
    if any((folder / top).is_dir() or list(folder.glob(f"{top}.*")) for folder in folders):
        return True
    try:
        return importlib.util.find_spec(top) is not None
    except (ImportError, ValueError):
        return False
