"""NumPy 1's arithmetic for the user's code, by rewriting its operators as calls.

NumPy 2 gives a result the type of its NumPy number, so that `np.uint8(9) * 100` is 132. NumPy 1
took a type that holds both, int64 for a Python int and float64 for a float, and gave 900. In an
array's arithmetic with a NumPy number of the same kind, the number's type did not count: float32
times np.float64 was float32. NumPy's functions (`np.add`) are as today; NumPy itself warns of an
overflow there.
"""

from __future__ import annotations

import ast
import builtins
import functools
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

_OPERATORS = {
    "Add": "add", "Sub": "sub", "Mult": "mul", "Div": "truediv", "FloorDiv": "floordiv",
    "Mod": "mod", "Pow": "pow", "LShift": "lshift", "RShift": "rshift", "BitAnd": "and",
    "BitOr": "or", "BitXor": "xor",
}
_COMPARISONS = {"Eq": "eq", "NotEq": "ne", "Lt": "lt", "LtE": "le", "Gt": "gt", "GtE": "ge"}
_PREFIX = "__numpy1_"
_NUMBERS = frozenset(
    np.dtype(code).type for code in np.typecodes["AllInteger"] + np.typecodes["AllFloat"] + "?"
)
_ARRAYS = frozenset([np.ndarray]) | _NUMBERS
_PYTHON = {bool: np.bool_, int: np.int64, float: np.float64, complex: np.complex128}
_KINDS = {"b": 0, "u": 1, "i": 1, "f": 2, "c": 3}


def _old(compute: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Make NumPy 1's version of one of today's operators."""

    def compute_old(a: Any, b: Any) -> Any:
        kinds = type(a), type(b)
        if kinds[0] in _ARRAYS or kinds[1] in _ARRAYS:
            a, b = _typed(a, b, *kinds)
        return compute(a, b)

    return compute_old


def _typed(a: Any, b: Any, of_a: type, of_b: type) -> tuple[Any, Any]:
    """Give two operands the types from which today's NumPy makes NumPy 1's result."""
    if of_b in _PYTHON:
        return a, _number(b, a, of_b)
    if of_a in _PYTHON:
        return _number(a, b, of_a), b
    if of_a in _ARRAYS and of_b in _ARRAYS:
        if a.ndim and not b.ndim:
            return a, _fitted(b, a)
        if b.ndim and not a.ndim:
            return _fitted(a, b), b
    return a, b


def _number(value: Any, other: Any, kind: type) -> Any:
    """A Python number as NumPy 1 saw it beside a NumPy number or an array."""
    try:
        typed = _PYTHON[kind](value)
    except OverflowError:
        return value
    if not other.ndim:
        return typed
    # Beside an array only whole numbers that a small type cannot hold differ from today's.
    if kind is int and other.dtype.kind in "uif" and not 0 <= value <= 127:
        return _fitted(typed, other)
    return value


def _fitted(number: Any, array: np.ndarray) -> Any:
    """A NumPy number whose own type does not count beside an array of its kind or a higher one."""
    kind, wide = number.dtype.kind, array.dtype.kind
    if kind not in _KINDS or wide not in _KINDS or _KINDS[kind] > _KINDS[wide]:
        return number
    small = np.min_scalar_type(number)
    if wide == "i" and small.kind == "u":  # the smallest type with a sign
        small = np.min_scalar_type(~int(number))
    return number.astype(np.result_type(array.dtype, small))


CALLS: dict[str, Callable[..., Any]] = {
    f"{_PREFIX}{name}__": _old(getattr(operator, f"__{name}__"))
    for name in (*_OPERATORS.values(), *map("i".__add__, _OPERATORS.values()),
                 *_COMPARISONS.values())
}


def _sum(function: Callable[..., Any], values: Any, *start: Any, **named: Any) -> Any:
    """`sum(values)`, which began with a Python 0, so that the sum of uint8 numbers was int64."""
    if function is not builtins.sum:
        return function(values, *start, **named)
    values = list(values)
    if _NUMBERS.isdisjoint(map(type, values)):
        return function(values, *start, **named)
    return functools.reduce(CALLS[f"{_PREFIX}add__"], values, *(start or named.values() or (0,)))


CALLS[f"{_PREFIX}sum__"] = _sum


class OldNumbers:
    """Rewrites `a * b` as `__numpy1_mul__(a, b)`, and `a *= b` likewise; for scripts and cells."""

    def visit(self, tree: ast.Module) -> ast.Module:
        """Rewrite the operators of a tree in place; its functions are among the builtins."""
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
        name = _COMPARISONS.get(type(node.ops[0]).__name__)
        operands = node.left, node.comparators[0]
        return node if name is None or _is_plain(*operands) else _call(name, *operands, at=node)
    if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "sum" and node.args:
        return _call("sum", node.func, *node.args, at=node, keywords=node.keywords)
    name = _OPERATORS.get(type(getattr(node, "op", None)).__name__)
    if name is None:
        return node
    if isinstance(node, ast.BinOp) and not _is_plain(node.left, node.right):
        return _call(name, node.left, node.right, at=node)
    if isinstance(node, ast.AugAssign) and not _is_plain(node.value) and can_repeat(node.target):
        now = ast.parse(ast.unparse(node.target), mode="eval").body
        for part in ast.walk(now):
            ast.copy_location(part, node.target)
        value = _call("i" + name, now, node.value, at=node)
        return ast.copy_location(ast.Assign([node.target], value), node)
    return node


def _call(
    name: str, *operands: ast.expr, at: ast.AST, keywords: list[ast.keyword] | None = None
) -> ast.Call:
    function = ast.copy_location(ast.Name(f"{_PREFIX}{name}__", ast.Load()), at)
    return ast.copy_location(ast.Call(function, [*operands], keywords or []), at)


_WRITTEN = (ast.Constant, ast.List, ast.Tuple, ast.Set, ast.Dict)


def _is_plain(*operands: ast.expr) -> bool:
    """Return whether no operand can be a NumPy number: one is text, or both are written out."""
    values = [getattr(node, "value", None) for node in operands]
    is_text = any(isinstance(value, str | bytes) for value in values)
    is_text = is_text or any(isinstance(node, ast.JoinedStr) for node in operands)
    return is_text or (len(operands) > 1 and all(isinstance(node, _WRITTEN) for node in operands))


def can_repeat(node: ast.expr) -> bool:
    """Return whether a target can be computed twice: `total`, `self.total`, `totals[i]`."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        if isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Name | ast.Constant):
            return False
        node = node.value
    return isinstance(node, ast.Name)
