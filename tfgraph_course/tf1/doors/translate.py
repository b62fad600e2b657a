"""Translate a Python 2 program: its syntax with fissix, its names with `tf1/python2_*.py`.

A program is written in Python 2 if only Python 2's grammar accepts it, or if it uses a name that
Python 3 does not have and is not prepared for that: it has no definition of the name, no `try`, and
no check of Python's version or of the name.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import re
import sys
from collections.abc import Iterator, Set
from typing import Any

from tfgraph_course.tf1 import python2_methods, python2_names, python2_text
from tfgraph_course.tf1.old_modules import PYTHON2

# The fixers of fissix that are used; those for names are left out, as they would move lines.
_STEPS = [
    "except", "exec", "funcattrs", "getcwdu", "metaclass", "methodattrs", "ne", "numliterals",
    "operator", "paren", "print", "raise", "renames", "repr", "standarderror", "sys_exc", "throw",
    "tuple_params",
]
# A file that Python 3 can parse counts as Python 2 only if it has one of these words.
WORDS = re.compile(rb"\b(%s)\b" % b"|".join(map(str.encode, [*python2_names.GONE, *PYTHON2])))
_VERSION = re.compile(r"version|PY2|PY3|six", re.I)
_FALLS_BACK = {"ImportError", "ModuleNotFoundError", "NameError", "AttributeError", "Exception"}
_RAW = re.compile(r"\b[uU]([rR][\"'])")  # ur"..."
_PAIR = re.compile(r"(\bexcept\s+[\w.]+)\s*,\s*\(([\w, ]+)\)\s*:[ \t]*(?=[^\s#])")
_STRING = re.compile(r"""#[^\n]*|(?<!\w)[uUbBrR]*('{3}|"{3}|'|")(?:\\.|(?!\1).)*\1|.""", re.S)
_BYTE = re.compile(r"\\(?:x([89a-fA-F][\da-fA-F])|([23][0-7]{2})|.)", re.S)


def translate(text: str, has_print: bool) -> str:
    """Translate the syntax of Python 2 to Python 3; lines keep their numbers.

    Args:
        text: the program.
        has_print: whether `print` is a statement in it.

    Raises:
        SyntaxError: the program is not valid Python 2.
    """
    try:
        text = _RAW.sub(r"\1", text)
        text = _PAIR.sub(r"\1, fault: \2 = fault.args; ", text)  # fissix adds a line for these
        if "unicode_literals" not in text:
            text = _STRING.sub(_with_bytes, text)
        return str(_translator(has_print).refactor_string(text + "\n", "the program"))
    except Exception as fault:  # fissix and its tokenizer raise errors of several classes
        raise SyntaxError(str(fault)) from fault


def _with_bytes(string: re.Match[str]) -> str:
    """Write the bytes of a string that are not ASCII, such as "\\x89", as Python 3 keeps them."""
    if string[0][:1] not in ("'", '"'):
        return string[0]
    return _BYTE.sub(lambda found: (
        found[0] if found.lastindex is None
        else rf"\udc{int(found[1], 16) if found[1] else int(found[2], 8):x}"), string[0])


@functools.cache
def _translator(has_print: bool) -> Any:
    from fissix.refactor import RefactoringTool

    steps = [step for step in _STEPS if has_print or step != "print"]
    return RefactoringTool(
        [f"fissix.fixes.fix_{step}" for step in steps], {"print_function": not has_print}
    )


def needed(tree: ast.Module) -> dict[str, int]:
    """Return the Python 2 names and modules that a program needs, each with a line that uses it."""
    found: dict[str, int] = {}
    bound = {"*"} if _takes_all(tree) else set()
    for node, guarded in _nodes(tree):
        bound |= _bound(node)
        if guarded:
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            if node.id in python2_names.GONE:
                found.setdefault(node.id, node.lineno)
        elif isinstance(node, ast.Import):
            found |= {a.name: node.lineno for a in node.names if a.name in PYTHON2}
        elif isinstance(node, ast.ImportFrom) and node.module in PYTHON2 and not node.level:
            found[node.module] = node.lineno
    if "*" in bound:
        bound |= python2_names.GONE.keys()
    return {name: line for name, line in found.items() if name in PYTHON2 or name not in bound}


def _nodes(tree: ast.Module) -> Iterator[tuple[ast.AST, bool]]:
    """Yield each node of a tree, and whether its code is prepared for another Python version."""
    nodes: list[tuple[ast.AST, bool]] = [(tree, False)]
    while nodes:
        node, guarded = nodes.pop()
        yield node, guarded
        guarded = guarded or provides(node)
        nodes += [(child, guarded) for child in ast.iter_child_nodes(node)]


def own_nodes(scope: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a module or function in source order, without inner functions' nodes."""
    nodes = list(ast.iter_child_nodes(scope))[::-1]
    while nodes:
        node = nodes.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            nodes += reversed(list(ast.iter_child_nodes(node)))


def provides(node: ast.AST) -> bool:
    """Return whether a program still works if Python does not have a name within this node."""
    if isinstance(node, ast.Try):
        caught = {getattr(handler, "type", None) for handler in node.handlers}
        named = {name.id for kind in caught if kind for name in ast.walk(kind)
                 if isinstance(name, ast.Name)}
        return None in caught or bool(named & _FALLS_BACK)
    if not isinstance(node, ast.If | ast.IfExp):
        return False
    words = {word.value for word in ast.walk(node.test) if isinstance(word, ast.Constant)}
    asks = bool(words & python2_names.GONE.keys())  # hasattr(builtins, "xrange")
    return asks or bool(_VERSION.search(ast.unparse(node.test)))


def _bound(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        return {node.id}
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {alias.asname or alias.name.partition(".")[0] for alias in node.names} - {"*"}
    return {node.arg} if isinstance(node, ast.arg) else set()


def _takes_all(tree: ast.Module) -> bool:
    """Return whether `from x import *` may bring in names from one of the user's files."""
    tops = [
        "" if node.level else node.module.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    ]
    return not all(_comes_with_python(top) for top in tops)


def _comes_with_python(top: str) -> bool:
    from tfgraph_course.tf1.doors.owners import is_installed

    if top in sys.stdlib_module_names or top in PYTHON2 or top == "tensorflow":
        return True
    try:
        spec = importlib.util.find_spec(top) if top else None
    except (ImportError, ValueError):
        spec = None
    return bool(spec and spec.origin and is_installed(spec.origin))


_MAGICS = "tfgraph_course.tf1.doors.magics"
_OPERATORS = {ast.Add: "add", ast.Mod: "mod", ast.Eq: "eq", ast.NotEq: "ne", ast.Lt: "lt",
              ast.LtE: "le", ast.Gt: "gt", ast.GtE: "ge", ast.In: "in", ast.NotIn: "not_in"}
_CLASS = {"next": "__next__", "__nonzero__": "__bool__", "__div__": "__truediv__",
          "__rdiv__": "__rtruediv__", "__idiv__": "__itruediv__"}


def supply(
    tree: ast.Module, is_python2: bool, missing: Set[str] = frozenset()
) -> ast.Module:
    """Supply the names and the methods of Python 2 that a parsed program uses.

    Args:
        tree: the program, which is changed in place.
        is_python2: whether it is written in Python 2, so that division and the names that have
            changed mean what they meant there.
        missing: names of Python 2 to supply to an IPython cell; empty for a whole program.
    """
    names = {*python2_names.GONE, *python2_names.CHANGED} if is_python2 else missing
    if not is_python2 and _takes_all(tree):  # the names may be defined there, or not
        names = python2_names.GONE
    if shells := _shells(tree) if not missing else ():  # IPython's cells have the real ones
        for node in ast.walk(tree) if "get_ipython" in shells else ():
            if getattr(node, "module", "") == "IPython" and _bound(node) == {"get_ipython"}:
                node.module = _MAGICS
        _import(tree, _MAGICS, [f"get_ipython as {n}" for n in shells])
    floor = is_python2 and not _imports(tree, "division")
    own = {name: name for name in ("__python2__", *python2_names.GONE)}
    own |= {name: f"_{name}" for name in python2_names.CHANGED}
    if not _imports(tree, "print_function"):
        own["print"] = "say"
    used: set[str] = {"__python2__"} if is_python2 else set()
    nodes: list[ast.AST] = [tree]
    while nodes:  # unlike ast.walk, this also visits nodes that replace others
        parent = nodes.pop()
        for field, value in ast.iter_fields(parent):
            if isinstance(value, list):
                value[:] = [_changed(node, is_python2, floor, used) for node in value]
            elif isinstance(value, ast.AST):
                setattr(parent, field, _changed(value, is_python2, floor, used))
        if isinstance(parent, ast.Name) and parent.id in names:
            used.add(parent.id)
        elif isinstance(parent, ast.ClassDef):
            _name_twice(parent, used)
        elif is_python2 and isinstance(parent, ast.FunctionDef) and any(
            isinstance(node, ast.Yield) for node in own_nodes(parent)
        ):
            ends = ast.parse("try: 0\nexcept StopIteration: 0").body
            ends[0].body, parent.body = parent.body, ends
        nodes += ast.iter_child_nodes(parent)
    for module in (python2_methods, python2_names, python2_text):
        here = {name for name in used if hasattr(module, own.get(name, name))}
        _import(tree, module.__name__, [
            f"{own[name]} as {name}" if name in own else f"{name} as __{name}__"
            for name in sorted(here)
        ])
        used -= here
    return tree


def _changed(node: ast.AST, is_python2: bool, floor: bool, used: set[str]) -> ast.AST:
    """Return a node, or what takes its place to call a function of `python2_*.py`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        name = node.func.attr
        if name in python2_methods.OLD_METHODS or (is_python2 and name in python2_methods.MEANT):
            kind = "method" if name in python2_methods.OLD_METHODS else "method2"
            node.func = _call(kind, node.func, used, node.func.value, ast.Constant(name))
    elif not is_python2:
        return node
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.kind != "u":
        node.value = python2_text.literal(node.value)
    elif (isinstance(node, ast.Attribute) and node.attr in python2_methods.OLD_METHODS
          and isinstance(node.ctx, ast.Load)):  # `defaultdict(count().next)`
        return _call("method", node, used, node.value, ast.Constant(node.attr))
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "str" and node.args:
        node.func.id = "__text__"
        used.add("text")
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "exec" and node.args:
        node.args[0] = _call("code", node, used, node.args[0])
    elif (isinstance(node, ast.Attribute) and node.attr == "message"
          and isinstance(node.ctx, ast.Load)):
        return _call("message", node, used, node.value)
    elif (isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load)
          and not isinstance(node.slice, ast.Slice | ast.Tuple)):
        return _call("item", node, used, node.value, node.slice)
    elif (isinstance(node, ast.For | ast.comprehension)
          and isinstance(node.iter, ast.Attribute | ast.Name | ast.Subscript)):
        node.iter = _call("in_order", node.iter, used, node.iter)
    elif floor and isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return _call("divide", node, used, node.left, node.right)
    elif floor and isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Div):
        old = ast.parse(ast.unparse(node.target), mode="eval").body
        new = _call("divide_in_place", node, used, old, node.value)
        return ast.fix_missing_locations(ast.copy_location(ast.Assign([node.target], new), node))
    return _operated(node, used)


def _operated(node: ast.AST, used: set[str]) -> ast.AST:
    """Return a call for an operator that may act on text: no operand is a literal number."""
    if isinstance(node, ast.BinOp):
        parts, kind = (node.left, node.right), type(node.op)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        parts, kind = (node.left, node.comparators[0]), type(node.ops[0])
    else:
        return node
    if kind not in _OPERATORS or any(
        isinstance(getattr(part, "value", None), int | float) for part in parts
    ):
        return node
    return _call("operate", node, used, ast.Constant(_OPERATORS[kind]), *parts)


def _call(name: str, place: ast.AST, used: set[str], *args: ast.AST) -> ast.Call:
    used.add(name)
    call = ast.Call(ast.Name(f"__{name}__", ast.Load()), [*args], [])
    ast.copy_location(call, place)
    for part in (call.func, *args):
        if not hasattr(part, "lineno"):
            ast.copy_location(part, place)
    return call


def _name_twice(node: ast.ClassDef, used: set[str]) -> None:
    """Give a class's Python 2 methods their new names as well, such as `__next__` for `next`."""
    names = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
    is_python2 = "__python2__" in used
    if "next" in names and "__iter__" not in names and not is_python2:
        names.remove("next")
    lines = [f"{_CLASS[old]} = {old}" for old in names & _CLASS.keys() if _CLASS[old] not in names]
    if "__cmp__" in names:
        used.add("compared")
        lines.append("__lt__, __le__, __gt__, __ge__, __eq__, __ne__ = __compared__(__cmp__)")
    if "__hash__" not in names and names & {"__cmp__", "__eq__" if is_python2 else ""}:
        lines.append("__hash__ = object.__hash__")
    for name in names & {"__repr__", "__str__"} if is_python2 else ():
        used.add("text")  # what they return may be bytes
        lines.append(f"{name} = (lambda shown: lambda self: __text__(shown(self)))({name})")
    if "__getslice__" in names:
        used.add("sliced")
        known = ", ".join(["__getslice__", *(names & {"__getitem__"})])
        lines.append(f"__getitem__ = __sliced__({known})")
    for twice in ast.parse("\n".join(lines)).body:
        for part in ast.walk(twice):
            ast.copy_location(part, node)
        node.body.append(twice)


def _imports(tree: ast.Module, feature: str) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and node.module == "__future__"
        and any(alias.name == feature for alias in node.names)
        for node in tree.body
    )


def _shells(tree: ast.Module) -> list[str]:
    """Return which names for IPython's shell a program uses, other than to test for IPython."""
    return sorted({
        node.id for node, guarded in _nodes(tree) if isinstance(node, ast.Name)
        and (node.id == "__ipython__" or (node.id == "get_ipython" and not guarded))
    })


def _import(tree: ast.Module, module: str, names: list[str]) -> None:
    """Add an import of names after a program's docstring and its imports from `__future__`."""
    at = 0
    while at < len(tree.body) and (
        getattr(tree.body[at], "module", None) == "__future__"
        or isinstance(getattr(tree.body[at], "value", None), ast.Constant)
    ):
        at += 1
    if not names:
        return
    line = ast.parse(f"from {module} import {', '.join(names)}").body[0]
    for part in ast.walk(line):
        part.lineno = part.end_lineno = 1
    tree.body.insert(at, line)
