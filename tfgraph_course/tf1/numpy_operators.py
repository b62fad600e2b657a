"""Give the user's code NumPy 1's arithmetic, by rewriting its operators as calls.

`numpy_arithmetic` has the functions that are called; it is imported only once some code mentions
NumPy, TensorFlow or a library that uses them.
"""

from __future__ import annotations

import ast
import builtins
from typing import Any

OPERATORS = {
    "Add": "add", "Sub": "sub", "Mult": "mul", "Div": "truediv", "FloorDiv": "floordiv",
    "Mod": "mod", "Pow": "pow", "LShift": "lshift", "RShift": "rshift", "BitAnd": "and",
    "BitOr": "or", "BitXor": "xor",
}
COMPARISONS = {"Eq": "eq", "NotEq": "ne", "Lt": "lt", "LtE": "le", "Gt": "gt", "GtE": "ge"}
PREFIX = "__numpy1_"


class OldNumbers:
    """Rewrites `a * b` as `__numpy1_mul__(a, b)`, and `a *= b` likewise, in scripts and cells."""

    def visit(self, tree: ast.Module) -> ast.Module:
        """Rewrite a tree's operators in place; the functions that replace them become builtins."""
        from tfgraph_course.tf1.numpy_arithmetic import CALLS

        vars(builtins).update(CALLS)
        nodes: list[ast.AST] = [tree]
        while nodes:
            node = nodes.pop()
            for name, value in ast.iter_fields(node):
                if isinstance(value, list):
                    value[:] = [_rewritten(one) for one in value]
                    nodes += [one for one in value if isinstance(one, ast.AST)]
                elif isinstance(value, ast.AST):
                    setattr(node, name, _rewritten(value))
                    nodes.append(getattr(node, name))
        return tree


def _rewritten(node: Any) -> Any:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        name = COMPARISONS.get(type(node.ops[0]).__name__)
        operands = node.left, node.comparators[0]
        plain = all(isinstance(one, _WRITTEN) for one in operands)
        return node if name is None or plain else _call(name, *operands, at=node)
    if (name := getattr(getattr(node, "func", None), "id", None)) in ("round", "sum") and node.args:
        return _call(name, node.func, *node.args, at=node, keywords=node.keywords)
    if (method := getattr(getattr(node, "func", None), "attr", None)) == "argsort":
        node.func.value = _call("wide", node.func.value, at=node)
    if (method in ("choice", "permutation") and node.args
            and getattr(node.func.value, "id", None) != "random"):
        node.args[0] = _call("rows", node.args[0], at=node.args[0])
    if method == "ptp":
        return _call("ptp", node.func.value, *node.args, at=node, keywords=node.keywords)
    if (isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords
            and not isinstance(node.args[0], ast.Starred)):
        if getattr(node.func, "attr", None) in _SMALL:
            return _call("made", node.func, *node.args, at=node)
        of_one = getattr(getattr(node.func, "value", None), "id", None) == "math"
        if (of_one and node.func.attr != "fsum") or name in _NUMBERS:
            node.args = [_call("one", *node.args, at=node)]
        return node
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.List) and any(
            isinstance(one, ast.List) or getattr(getattr(one, "func", None), "id", "") == "slice"
            for one in node.slice.elts):  # `f(x)[[[0, 1], [1, 0]]]`
        node.slice = ast.copy_location(ast.Tuple(node.slice.elts, ast.Load()), node.slice)
        return node
    if isinstance(node, ast.Subscript) and isinstance(node.value, (ast.Name, *_WRITTEN)):
        if isinstance(node.slice, ast.Name | ast.List | ast.Compare):
            array = node.value if isinstance(node.value, ast.Name) else ast.Constant("")
            array = _now(ast.copy_location(array, node))
            node.slice = _call("index", node.slice, array, at=node.slice)
        return node
    if isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Subscript):
        fits = isinstance(node.value, ast.Dict | ast.Set) or _fits(node.value)
        if len(node.targets) == 1 and not fits and can_repeat(target.value):
            node.value = _call("held", node.value, _now(target.value), at=node.value)
        return node
    name = OPERATORS.get(type(getattr(node, "op", None)).__name__)
    if name is None:
        return node
    fills = name == "mod" and not isinstance(getattr(node, "right", None), ast.Constant)
    if isinstance(node, ast.BinOp) and (fills or not _is_plain(node.left, node.right)):
        return _call(name, node.left, node.right, at=node)
    if isinstance(node, ast.AugAssign) and not _is_plain(node.value) and can_repeat(node.target):
        value = _call("i" + name, _now(node.target), node.value, at=node)
        if isinstance(node.target, ast.Subscript):
            value = _call("held", value, _now(node.target.value), at=node)
        return ast.copy_location(ast.Assign([node.target], value), node)
    return node


def _call(
    name: str, *operands: ast.expr, at: ast.AST, keywords: list[ast.keyword] | None = None
) -> ast.Call:
    function = ast.copy_location(ast.Name(f"{PREFIX}{name}__", ast.Load()), at)
    return ast.copy_location(ast.Call(function, [*operands], keywords or []), at)


def _now(target: ast.expr) -> ast.expr:
    """Return an expression for the current value of an assignment's target."""
    now = ast.parse(ast.unparse(target), mode="eval").body
    for part in ast.walk(now):
        ast.copy_location(part, target)
    return now


_NUMBERS = {"complex", "float", "int"}
_SMALL = {f"{kind}{size}" for kind in ("int", "uint") for size in (8, 16, 32, 64)}
_WRITTEN = (ast.Constant, ast.List, ast.Tuple, ast.Set, ast.Dict)


def _is_plain(*operands: ast.expr) -> bool:
    """Return whether operands need no rewriting: one is a string, or both of two are literals."""
    is_text = any(isinstance(node, ast.JoinedStr) or isinstance(
        getattr(node, "value", None), str | bytes) for node in operands)
    return is_text or (len(operands) > 1 and all(isinstance(node, _WRITTEN) for node in operands))


def _fits(node: ast.expr) -> bool:
    """Return whether a value is a constant that fits in an array of any integer type."""
    value = getattr(node, "value", 0)
    return isinstance(node, ast.Constant) and (type(value) is not int or value <= 127)


def can_repeat(node: ast.expr) -> bool:
    """Return whether a target can be evaluated twice: `total`, `self.total`, `totals[i]`."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        if isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Name | ast.Constant):
            return False
        node = node.value
    return isinstance(node, ast.Name)
