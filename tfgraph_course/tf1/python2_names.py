"""Python 2's built-in names, operators and division, for programs that are written in Python 2.

`doors/translate.py` adds to a program an import of the names that it uses from this file.
"""

from __future__ import annotations

import functools
import importlib
import itertools
import operator
import sys
from collections.abc import Callable
from typing import Any

from tfgraph_course.tf1.python2_text import (
    character,
    decode,
    fitted,
    like,
    number_of,
    open_file,
    print_values,
    raw_input,
    text,
)

__python2__ = True  # a module that has this name is written in Python 2


def divide(a: Any, b: Any) -> Any:
    """Compute `a / b` as in Python 2: for whole numbers, also in arrays and tensors, round down."""
    if hasattr(a, "__div__"):  # a tensor, whose op is named "div"
        return a.__div__(b)
    return a // b if _is_whole(a) and _is_whole(b) else a / b


def divide_in_place(a: Any, b: Any) -> Any:
    """Compute `a /= b` as in Python 2."""
    return (operator.ifloordiv if _is_whole(a) and _is_whole(b) else operator.itruediv)(a, b)


def operate(name: str, a: Any, b: Any) -> Any:
    """Compute `a + b`, `a % b`, `a in b` or a comparison as in Python 2, where bytes were text."""
    if name == "mod" and isinstance(a, str):
        return _calls()["__numpy1_mod__"](a, fitted(b))
    if name in ("in", "not_in"):
        return (a in b if isinstance(b, str | bytes) and (a := like(a, b)) is not None else
                a in b or (isinstance(a, str) and isinstance(b, list | tuple | set | dict)
                           and a.encode() in b)) is (name == "in")
    try:
        return _calls()[f"__numpy1_{name}__"](a, like(b, a))
    except TypeError:  # `None < 1`
        plain = type(a).__module__ == type(b).__module__ == "builtins"
        if not plain or name not in ("lt", "le", "gt", "ge"):
            raise
        return getattr(operator, name)(_cmp(a, b), 0)


@functools.cache
def _calls() -> dict[str, Callable[..., Any]]:
    from tfgraph_course.tf1.numpy_arithmetic import CALLS

    return CALLS


def item(value: Any, key: Any) -> Any:
    """Return `value[key]` as in Python 2, where an element of bytes was a string of length 1."""
    if isinstance(key, str | bytes) and isinstance(value, dict) and key not in value:
        other = like(key, "" if isinstance(key, bytes) else b"")
        key = other if other in value else key
    return character(value[key]) if isinstance(value, bytes) else value[key]


def code(source: Any) -> Any:
    """Compile Python 2 source that is passed to `exec` as text; return code objects unchanged."""
    from tfgraph_course.tf1.doors.script import compile_script

    if isinstance(source, str | bytes):
        return compile_script(like(source, b""), "<string>")
    return source


def message(fault: Any) -> Any:
    """Return `fault.message`, which every exception had in Python 2."""
    if isinstance(fault, BaseException) and not hasattr(fault, "message"):
        return fault.args[0] if len(fault.args) == 1 else ""
    return fault.message


def compared(cmp: Callable[[Any, Any], int]) -> list[Callable[[Any, Any], bool]]:
    """Make `__lt__`, `__le__`, `__gt__`, `__ge__`, `__eq__` and `__ne__` from a `__cmp__`."""
    return [
        lambda a, b, holds=holds: holds(cmp(a, b), 0) for holds in
        (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne)
    ]


def sliced(getslice: Any, getitem: Any = list.__getitem__) -> Any:
    """Make a `__getitem__` that passes slices without a step to `__getslice__`."""
    return lambda self, key: (
        getslice(self, *key.indices(len(self))[:2])
        if isinstance(key, slice) and key.step is None else getitem(self, key)
    )


def _is_whole(value: Any) -> bool:
    kind = getattr(value, "dtype", None)
    if hasattr(kind, "kind"):  # NumPy's
        return kind.kind in "biu"
    return isinstance(value, int) or getattr(kind, "is_integer", False)


class _Text(type):
    """The metaclass of `unicode`: any `str` is an instance, and a call also decodes bytes."""

    def __instancecheck__(cls, value: Any) -> bool:
        return isinstance(value, str)

    def __call__(cls, value: Any = "", encoding: str = "utf-8", errors: str = "strict") -> str:
        if hasattr(value, "__unicode__"):
            return value.__unicode__()
        return decode(value, encoding, errors) if isinstance(value, str | bytes) else str(value)


class unicode(str, metaclass=_Text):
    """Python 2's `unicode`."""


def _map(function: Callable[..., Any] | None, *rows: Any) -> list[Any]:
    function = text if function is str else function
    if len(rows) == 1:
        return [*map(function, *rows)] if function else [*rows[0]]
    joined = itertools.zip_longest(*rows)
    return [*itertools.starmap(function, joined)] if function else [*joined]


def _filter(function: Callable[..., Any] | None, values: Any) -> Any:
    kept = [*filter(function, values)]
    return "".join(kept) if isinstance(values, str) else (
        tuple(kept) if isinstance(values, tuple) else kept
    )


def _round(number: Any, ndigits: int = 0) -> float:
    """Round to a float, with halves away from zero, as in Python 2."""
    from decimal import ROUND_HALF_UP, Decimal

    if not abs(number) < 1e15:  # infinite or NaN, too
        return float(number)
    step = Decimal(1).scaleb(-ndigits)
    return float(Decimal(float(number)).quantize(step, ROUND_HALF_UP))


def _cmp(a: Any, b: Any) -> int:
    """Compare objects of any types: None comes first, then numbers, then others by type name."""
    try:
        return (a > b) - (a < b)
    except TypeError:
        if type(a) is type(b) and isinstance(a, list | tuple):
            return next(filter(None, map(_cmp, a, b)), len(a) - len(b))
    ranks = [(one is not None, not isinstance(one, int | float), type(one).__name__)
             for one in (a, b)]
    return (ranks[0] > ranks[1]) - (ranks[0] < ranks[1])


def _by(cmp: Any, key: Any) -> Any:
    if cmp is None:
        return key
    compared = functools.cmp_to_key(cmp)
    return compared if key is None else lambda value: compared(key(value))


def _sorted(values: Any, cmp: Any = None, key: Any = None, reverse: bool = False) -> list[Any]:
    values = list(values)
    sort(values, cmp, key, reverse)
    return values


def sort(values: list[Any], cmp: Any = None, key: Any = None, reverse: bool = False) -> None:
    """Sort a list of elements of any types, as Python 2's `sort` did."""
    given = values[:]
    try:
        values.sort(key=_by(cmp, key), reverse=reverse)
    except TypeError:  # elements of different types
        values[:] = given
        values.sort(key=_by(_cmp, key), reverse=reverse)


def _extreme(find: Callable[..., Any]) -> Callable[..., Any]:
    """Return a version of `min` or `max` that compares elements of any types."""
    def found(*values: Any, key: Any = None) -> Any:
        values = [*values[0]] if len(values) == 1 else values
        try:
            return find(values, key=key)
        except TypeError:
            return find(values, key=_by(_cmp, key))
    return found


def _reload(module: Any) -> Any:
    """Reload a module; `reload(sys)` brings back `setdefaultencoding`, as in Python 2."""
    if module is not sys:
        return importlib.reload(module)
    sys.setdefaultencoding = lambda encoding: None
    return sys


def _execfile(name: str, scope: Any = None, local: Any = None) -> None:
    from tfgraph_course.tf1.doors.script import compile_script

    with open(name, "rb") as file:
        code = compile_script(file.read(), name)
    scope = sys._getframe(1).f_globals if scope is None else scope
    exec(code, scope, scope if local is None else local)

# Names that Python 3 does not have at all; a program that needs one is written in Python 2.
GONE: dict[str, Any] = {
    "apply": lambda function, args=(), settings=None: function(*args, **(settings or {})),
    "basestring": (str, bytes),
    "buffer": lambda data, offset=0, size=None: data[offset:][:size],
    "cmp": _cmp,
    "execfile": _execfile,
    "file": open_file,
    "intern": sys.intern,
    "long": int,
    "raw_input": raw_input,
    "reduce": functools.reduce,
    "reload": _reload,
    "unichr": chr,
    "unicode": unicode,
    "xrange": range,
}

# Names that mean something else today; for programs that are written in Python 2.
CHANGED: dict[str, Any] = {
    "chr": character,
    "filter": _filter,
    "input": lambda prompt="": eval(raw_input(prompt), sys._getframe(1).f_globals),
    "map": _map,
    "max": _extreme(max),
    "min": _extreme(min),
    "oct": lambda number: f"0{number:o}" if number else "0",
    "open": open_file,
    "ord": number_of,
    "print": print_values,
    "range": lambda *bounds: [*range(*bounds)],
    "round": _round,
    "sorted": _sorted,
    "zip": lambda *rows: [*zip(*rows, strict=False)],
}

globals().update({name: value for name, value in GONE.items() if name != "unicode"})

globals().update({f"_{name}": value for name, value in CHANGED.items()})
