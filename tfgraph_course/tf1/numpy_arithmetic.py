"""NumPy 1's arithmetic: the functions that `numpy_operators` calls in place of operators.

When a NumPy scalar meets a Python number, NumPy 2 gives the result the scalar's type, so that
`np.uint8(9) * 100` is 132. NumPy 1 took a type that holds both numbers (a Python int was int64, a
float float64) and gave 900. When an array met a scalar of the same kind, NumPy 1 ignored the
scalar's type: a float32 array times an np.float64 was float32. `OldFunction` makes `np.add` and the
like behave as in NumPy 1, too.

Also in NumPy 1, a number that a type cannot hold wrapped around (`pixels[0] = 300`,
`np.uint8(300)`), an array of one element was also a number, an index that was a list of lists or
slices counted as a tuple, `round` kept a scalar's type, and arrays whose shapes do not broadcast,
or numbers and strings, were simply not equal.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from tfgraph_course.tf1.numpy_operators import COMPARISONS, OPERATORS, PREFIX

_NUMBERS = frozenset(
    np.dtype(code).type for code in np.typecodes["AllInteger"] + np.typecodes["AllFloat"] + "?"
)
_ARRAYS = frozenset([np.ndarray]) | _NUMBERS
_PYTHON = {bool: np.bool_, int: np.int64, float: np.float64, complex: np.complex128}
_SIMPLE = {bytes, str, *_PYTHON}
_KINDS = {"b": 0, "u": 1, "i": 1, "f": 2, "c": 3}


def old(compute: Callable[[Any, Any], Any], of_each: bool = False) -> Callable[[Any, Any], Any]:
    """Make NumPy 1's version of one of today's operators.

    Args:
        compute: the operator.
        of_each: whether to apply it to each pair of elements if an operand is an object array.
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
    """Convert a Python number as NumPy 1 did beside a NumPy scalar or an array."""
    try:
        typed = _PYTHON[kind](value)
    except OverflowError:
        return value
    if not other.ndim:
        return typed
    # Beside an array, NumPy 1 differed from NumPy 2 only for numbers that a small type cannot hold.
    if kind is int and other.dtype.kind in "uif" and not 0 <= value <= 127:
        return _fitted(typed, other)
    if kind is float and other.dtype.kind == "f" and 65504 < abs(value) < np.inf:
        return _fitted(typed, other)
    return value


def _fitted(number: Any, array: np.ndarray) -> Any:
    """Give a scalar the type that NumPy 1's value-based casting gave it beside an array."""
    kind, wide = number.dtype.kind, array.dtype.kind
    if kind not in _KINDS or wide not in _KINDS or _KINDS[kind] > _KINDS[wide]:
        return number
    small = np.min_scalar_type(number)
    if wide == "i" and small.kind == "u":  # the smallest signed type
        small = np.min_scalar_type(~int(number))
    return number.astype(np.result_type(array.dtype, small))


class OldFunction:
    """A function of two numbers or arrays, such as `np.add`; its result has NumPy 1's type."""

    def __init__(self, name: str) -> None:
        self.__name__, self._today = name, getattr(np, name)

    def __call__(self, a: Any, b: Any, *args: Any, **settings: Any) -> Any:
        return old(lambda a, b: self._today(a, b, *args, **settings))(a, b)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._today, name)

    def __reduce__(self) -> Any:
        return OldFunction, (self.__name__,)


def _sort(value: Any) -> str | None:
    """Return "S" for bytes, "U" for strings, "n" for numbers, or None for anything else."""
    kind = getattr(value, "dtype", np.dtype(type(value) if type(value) in _SIMPLE else object)).kind
    return "n" if kind in "biufc" else kind if kind in "SU" else None


def _or_unequal(compare: Callable[[Any, Any], Any], unequal: bool) -> Callable[[Any, Any], Any]:
    def compute_old(a: Any, b: Any) -> Any:
        if np.ndarray in (type(a), type(b)) and len({_sort(a), _sort(b)} - {None}) == 2:
            return unequal
        try:
            return compare(a, b)
        except ValueError as fault:
            if "broadcast" not in str(fault):
                raise
            return unequal

    return compute_old


CALLS: dict[str, Callable[..., Any]] = {
    f"{PREFIX}{name}__": old(getattr(operator, f"__{name}__"), name in OPERATORS.values())
    for name in (*OPERATORS.values(), *map("i".__add__, OPERATORS.values()),
                 *COMPARISONS.values())
}


def _sum(function: Callable[..., Any], values: Any, *start: Any, **named: Any) -> Any:
    """Compute `sum(values)`, which starts from a Python 0; in NumPy 1, a sum of uint8 is int64."""
    if function is not builtins.sum:
        return function(values, *start, **named)
    values = list(values)
    if _NUMBERS.isdisjoint(map(type, values)):
        return function(values, *start, **named)
    return functools.reduce(CALLS[f"{PREFIX}add__"], values, *(start or named.values() or (0,)))


def _round(function: Callable[..., Any], value: Any, *places: Any, **named: Any) -> Any:
    """Compute `round(value)`; in NumPy 1, a rounded NumPy scalar keeps its type."""
    keeps = function is builtins.round and isinstance(value, np.number) and not (places or named)
    return function(value, 0) if keeps else function(value, *places, **named)


def _rows(values: Any) -> Any:
    """Return rows of different lengths as NumPy 1 took them: as an array of objects."""
    with contextlib.suppress(ValueError):
        if type(values) is list:
            np.array(values)
        return values
    return np.array(values, np.object_)


def _made(kind: Any, value: Any) -> Any:
    """Compute `np.uint8(value)` and the like; as in NumPy 1, values out of range wrap around."""
    try:
        return kind(value)
    except OverflowError:
        return np.asarray(value).astype(kind)[()]


def _ptp(value: Any, *args: Any, **settings: Any) -> Any:
    """Compute `value.ptp()`, the range of an array, which has no such method any more."""
    is_array = isinstance(value, np.ndarray | np.generic)
    return np.ptp(value, *args, **settings) if is_array else value.ptp(*args, **settings)


def wide(values: Any) -> Any:
    """Convert an array to a type that is sorted with NumPy 1's order of equal numbers."""
    is_array = isinstance(values, np.ndarray) and values.dtype.kind in "iuf"
    return values.astype(np.longdouble) if is_array else values


def _one(value: Any) -> Any:
    """Return what NumPy 1 made of a value that must be a number: the element of such an array."""
    is_one = isinstance(value, np.ndarray) and value.ndim > 0 and value.size == 1
    return value.item() if is_one else value


def _mod(a: Any, b: Any) -> Any:
    """Compute `a % b`; as in NumPy 1, "%d" also takes an array of one element."""
    try:
        return _remainder(a, b)
    except TypeError:
        if type(a) is not str:
            raise
    return a % (tuple(map(_one, b)) if type(b) is tuple else _one(b))


def _held(value: Any, array: Any) -> Any:
    """Return what `array[i] = value` stores; as in NumPy 1, integers out of range wrap around."""
    if type(array) in (np.ndarray, np.matrix) and array.dtype.kind in _KINDS:
        value = _one(value)
    is_small = type(array) is np.ndarray and array.dtype.kind in "ui" and array.itemsize < 8
    if is_small and type(value) in (int, list, np.int64):
        with contextlib.suppress(ValueError):  # rows of different lengths
            return np.asarray(value).astype(array.dtype)
    return value


def _index(place: Any, array: Any) -> Any:
    """Return the index for `array[place]`; as in NumPy 1, a list of lists or slices is a tuple."""
    if type(place) is np.bool_ and isinstance(array, list | tuple | str):
        return int(place)  # `names[x > 0]`
    if type(place) is list and type(array) is np.ndarray and len(place) <= 32:
        return place if _IN_TUPLES.isdisjoint(map(type, place)) else tuple(place)
    return place


_remainder = CALLS[f"{PREFIX}mod__"]
_IN_TUPLES = frozenset([list, tuple, np.ndarray, slice, type(None), type(...)])
CALLS |= {
    f"{PREFIX}{function.__name__.strip('_')}__": function
    for function in (_sum, _round, _rows, _made, wide, _one, _ptp, _mod, _held, _index)
}
for _name in ("eq", "ne"):
    CALLS[f"{PREFIX}{_name}__"] = _or_unequal(CALLS[f"{PREFIX}{_name}__"], _name == "ne")
