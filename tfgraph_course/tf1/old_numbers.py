"""NumPy 1's arithmetic for the user's code, by rewriting its operators as calls.

NumPy 2 gives a result the type of its NumPy number, so that `np.uint8(9) * 100` is 132. NumPy 1
took a type that holds both, int64 for a Python int and float64 for a float, and gave 900. In an
array's arithmetic with a NumPy number of the same kind, the number's type did not count: float32
times np.float64 was float32. `OldFunction` makes `np.add` and the like do the same.

A number that a type cannot hold wrapped around (`pixels[0] = 300`, `np.uint8(300)`), a list of
lists or slices as an index was a tuple, and arrays of other shapes were simply not equal.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
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


def _old(compute: Callable[[Any, Any], Any], of_each: bool = False) -> Callable[[Any, Any], Any]:
    """Make NumPy 1's version of one of today's operators.

    Args:
        compute: the operator.
        of_each: whether it is applied to each two objects in arrays of objects.
    """

    def compute_old(a: Any, b: Any) -> Any:
        kinds = type(a), type(b)
        if kinds[0] in _ARRAYS or kinds[1] in _ARRAYS:
            if of_each and (_has_objects(a) or _has_objects(b)):
                return np.frompyfunc(compute_old, 2, 1)(a, b)
            a, b = _typed(a, b, *kinds)
        return compute(a, b)

    return compute_old


def _has_objects(value: Any) -> bool:
    return type(value) is np.ndarray and value.dtype.kind == "O"


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
    # Beside an array only numbers that a small type cannot hold differ from today's.
    if kind is int and other.dtype.kind in "uif" and not 0 <= value <= 127:
        return _fitted(typed, other)
    if kind is float and other.dtype.kind == "f" and 65504 < abs(value) < np.inf:
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


class OldFunction:
    """A function of two numbers or arrays, `np.add`, with NumPy 1's type of the result."""

    def __init__(self, name: str) -> None:
        self.__name__, self._today = name, getattr(np, name)

    def __call__(self, a: Any, b: Any, *args: Any, **settings: Any) -> Any:
        kinds = type(a), type(b)
        if kinds[0] in _ARRAYS or kinds[1] in _ARRAYS:
            a, b = _typed(a, b, *kinds)
        return self._today(a, b, *args, **settings)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._today, name)

    def __reduce__(self) -> Any:
        return OldFunction, (self.__name__,)


def _or_unequal(compare: Callable[[Any, Any], Any], unequal: bool) -> Callable[[Any, Any], Any]:
    def compute_old(a: Any, b: Any) -> Any:
        try:
            return compare(a, b)
        except ValueError as fault:
            if "broadcast" not in str(fault):
                raise
            return unequal

    return compute_old


CALLS: dict[str, Callable[..., Any]] = {
    f"{_PREFIX}{name}__": _old(getattr(operator, f"__{name}__"), name in _OPERATORS.values())
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


def _made(kind: Any, value: Any) -> Any:
    """`np.uint8(value)`, which wrapped around."""
    try:
        return kind(value)
    except OverflowError:
        return np.asarray(value).astype(kind)[()]


def _held(value: Any, array: Any) -> Any:
    """What `array[i] = value` stores; whole numbers wrapped around."""
    is_small = type(array) is np.ndarray and array.dtype.kind in "ui" and array.itemsize < 8
    if is_small and type(value) in (int, list, np.int64):
        with contextlib.suppress(ValueError):  # unequal rows
            return np.asarray(value).astype(array.dtype)
    return value


def _index(place: Any, array: Any) -> Any:
    """What `array[place]` takes; a list with lists, slices, None or `...` in it was a tuple."""
    if type(place) is list and type(array) is np.ndarray and len(place) <= 32:
        return place if _IN_TUPLES.isdisjoint(map(type, place)) else tuple(place)
    return place


_IN_TUPLES = frozenset([list, tuple, np.ndarray, slice, type(None), type(...)])
CALLS |= {f"{_PREFIX}{function.__name__[1:]}__": function
           for function in (_sum, _made, _held, _index)}
for _name in ("eq", "ne"):
    CALLS[f"{_PREFIX}{_name}__"] = _or_unequal(CALLS[f"{_PREFIX}{_name}__"], _name == "ne")


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
    if (isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords
            and getattr(node.func, "attr", None) in _SMALL):
        return _call("made", node.func, *node.args, at=node)
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        if isinstance(node.slice, ast.Name | ast.List):
            node.slice = _call("index", node.slice, _now(node.value), at=node.slice)
        return node
    if isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Subscript):
        fits = isinstance(node.value, ast.Dict | ast.Set) or _fits(node.value)
        if len(node.targets) == 1 and not fits and can_repeat(target.value):
            node.value = _call("held", node.value, _now(target.value), at=node.value)
        return node
    name = _OPERATORS.get(type(getattr(node, "op", None)).__name__)
    if name is None:
        return node
    if isinstance(node, ast.BinOp) and not _is_plain(node.left, node.right):
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
    function = ast.copy_location(ast.Name(f"{_PREFIX}{name}__", ast.Load()), at)
    return ast.copy_location(ast.Call(function, [*operands], keywords or []), at)


def _now(target: ast.expr) -> ast.expr:
    """An expression for what a target is now."""
    now = ast.parse(ast.unparse(target), mode="eval").body
    for part in ast.walk(now):
        ast.copy_location(part, target)
    return now


_SMALL = {f"{kind}{size}" for kind in ("int", "uint") for size in (8, 16, 32, 64)}
_WRITTEN = (ast.Constant, ast.List, ast.Tuple, ast.Set, ast.Dict)


def _is_plain(*operands: ast.expr) -> bool:
    """Return whether no operand can be a NumPy number: one is text, or both are written out."""
    values = [getattr(node, "value", None) for node in operands]
    is_text = any(isinstance(value, str | bytes) for value in values)
    is_text = is_text or any(isinstance(node, ast.JoinedStr) for node in operands)
    return is_text or (len(operands) > 1 and all(isinstance(node, _WRITTEN) for node in operands))


def _fits(node: ast.expr) -> bool:
    """Return whether a value is written out and fits in any array."""
    value = getattr(node, "value", 0)
    return isinstance(node, ast.Constant) and (type(value) is not int or value <= 127)


def can_repeat(node: ast.expr) -> bool:
    """Return whether a target can be computed twice: `total`, `self.total`, `totals[i]`."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        if isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Name | ast.Constant):
            return False
        node = node.value
    return isinstance(node, ast.Name)
