"""Python 2's built-in names, methods and division, for programs that are written in Python 2.

`doors/translate.py` imports what a program uses of this file at the program's beginning.
"""

from __future__ import annotations

import builtins
import codecs
import functools
import importlib
import io
import itertools
import math
import operator
import sys
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

__python2__ = True  # a module that has this name is written in Python 2


def divide(a: Any, b: Any) -> Any:
    """`a / b` as in Python 2: whole numbers, arrays and tensors are rounded down."""
    return a // b if _is_whole(a) and _is_whole(b) else a / b


def divide_in_place(a: Any, b: Any) -> Any:
    """`a /= b` as in Python 2."""
    return (operator.ifloordiv if _is_whole(a) and _is_whole(b) else operator.itruediv)(a, b)


def _is_whole(value: Any) -> bool:
    kind = getattr(value, "dtype", None)
    if isinstance(kind, np.dtype):
        return kind.kind in "biu"
    return isinstance(value, int) or getattr(kind, "is_integer", False)


class _Text(type):
    """Makes `unicode` a name for `str` that also decodes bytes."""

    def __instancecheck__(cls, value: Any) -> bool:
        return isinstance(value, str)

    def __call__(cls, value: Any = "", encoding: str = "utf-8", errors: str = "strict") -> str:
        return value.decode(encoding, errors) if isinstance(value, bytes) else str(value)


class unicode(str, metaclass=_Text):
    """Python 2's `unicode`."""


def _print(*values: Any, **settings: Any) -> None:
    """Print bytes as their characters, and a float with twelve digits."""
    builtins.print(*map(_shown, values), **settings)


def _shown(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    if type(value) is float and math.isfinite(value):
        digits = f"{value:.12g}"
        return digits if set(digits) & set(".e") else digits + ".0"
    return value


def _map(function: Callable[..., Any] | None, *rows: Any) -> list[Any]:
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
    """Round halves away from zero, to a float."""
    from decimal import ROUND_HALF_UP, Decimal

    if not math.isfinite(number):
        return float(number)
    step = Decimal(1).scaleb(-ndigits)
    return float(Decimal(float(number)).quantize(step, ROUND_HALF_UP))


def _cmp(a: Any, b: Any) -> int:
    return (a > b) - (a < b)


def _by(cmp: Any, key: Any) -> Any:
    if cmp is None:
        return key
    compared = functools.cmp_to_key(cmp)
    return compared if key is None else lambda value: compared(key(value))


def _sorted(values: Any, cmp: Any = None, key: Any = None, reverse: bool = False) -> list[Any]:
    return sorted(values, key=_by(cmp, key), reverse=reverse)


class File(io.TextIOWrapper):
    """A text file of Python 2, which keeps line ends, takes bytes, and reads any bytes."""

    def write(self, text: Any) -> int:
        return super().write(_shown(text) if isinstance(text, bytes) else text)


def _open(name: Any, mode: str = "r", buffering: int = -1) -> Any:
    if "b" in mode:
        return open(name, mode, buffering)
    newline = None if "U" in mode else "\n"
    mode = mode.replace("U", "") or "r"
    raw = open(name, (mode if set(mode) & set("rwa") else "r" + mode) + "b")  # noqa: SIM115
    return File(raw, "utf-8", "surrogateescape", newline, line_buffering=buffering == 1)


def _reload(module: Any) -> Any:
    """`reload(sys)` brought `setdefaultencoding` back."""
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
    "cmp": _cmp,
    "execfile": _execfile,
    "file": _open,
    "intern": sys.intern,
    "long": int,
    "raw_input": input,
    "reduce": functools.reduce,
    "reload": _reload,
    "unichr": chr,
    "unicode": unicode,
    "xrange": range,
}
# Names that mean something else today; for programs that are written in Python 2.
CHANGED: dict[str, Any] = {
    "filter": _filter,
    "input": lambda prompt="": eval(input(prompt), sys._getframe(1).f_globals),
    "map": _map,
    "open": _open,
    "ord": lambda c: c if isinstance(c, int) else ord(c),
    "print": _print,
    "range": lambda *bounds: [*range(*bounds)],
    "round": _round,
    "sorted": _sorted,
    "zip": lambda *rows: [*zip(*rows, strict=False)],
}
globals().update({name: value for name, value in GONE.items() if name != "unicode"})
globals().update({f"_{name}": value for name, value in CHANGED.items()})

def _itemset(array: np.ndarray, *place: Any) -> None:
    *place, value = place
    if len(place) == 1 and isinstance(place[0], int | np.integer):
        array.flat[place[0]] = value
    else:
        array[tuple(place[0]) if len(place) == 1 else tuple(place)] = value


# Methods that today's objects do not have, called with the object.
_METHODS: dict[str, Callable[..., Any]] = {
    "assertItemsEqual": lambda case, *args: case.assertCountEqual(*args),
    "getchildren": list,
    "has_key": lambda mapping, key: key in mapping,
    "isAlive": lambda thread: thread.is_alive(),
    "itemset": _itemset,
    "iteritems": lambda mapping: iter(mapping.items()),
    "iterkeys": lambda mapping: iter(mapping.keys()),
    "itervalues": lambda mapping: iter(mapping.values()),
    "newbyteorder": lambda array, order="S": array.view(array.dtype.newbyteorder(order)),
    "next": next,
    "ptp": np.ptp,
    "readfp": lambda parser, file, filename=None: parser.read_file(file, filename),
    "viewitems": lambda mapping: mapping.items(),
    "viewkeys": lambda mapping: mapping.keys(),
    "viewvalues": lambda mapping: mapping.values(),
}
# unittest's, which had two names until Python 3.12.
_RENAMED = {
    "assert_": "assertTrue", "assertAlmostEquals": "assertAlmostEqual",
    "assertEquals": "assertEqual", "assertNotAlmostEquals": "assertNotAlmostEqual",
    "assertNotEquals": "assertNotEqual", "assertNotRegexpMatches": "assertNotRegex",
    "assertRaisesRegexp": "assertRaisesRegex", "assertRegexpMatches": "assertRegex",
    "failIf": "assertFalse", "failUnless": "assertTrue", "failUnlessEqual": "assertEqual",
}
OLD_METHODS = frozenset([*_METHODS, *_RENAMED])


def _decode(value: Any, encoding: str = "ascii", errors: str = "strict") -> Any:
    if not isinstance(value, str):
        return value.decode(encoding, errors)
    if encoding in ("hex", "base64", "string_escape"):
        kind = {"string_escape": "unicode_escape"}.get(encoding, encoding)
        found = codecs.decode(value.encode("latin1"), kind)
        return found if isinstance(found, str) else found.decode("latin1")
    return value


def _encode(value: Any, encoding: str = "ascii", errors: str = "strict") -> Any:
    if encoding not in ("hex", "base64"):
        return value.encode(encoding, errors)
    raw = value if isinstance(value, bytes) else value.encode("latin1")
    return codecs.encode(raw, encoding).decode("ascii")


# Methods that mean something else today: a type, and what they meant for its objects.
_MEANT: dict[str, tuple[type, Callable[..., Any]]] = {
    "decode": (str, _decode),
    "encode": ((str, bytes), _encode),
    "items": (Mapping, lambda mapping: list(mapping.items())),
    "keys": (Mapping, lambda mapping: list(mapping.keys())),
    "sort": (list, lambda values, cmp=None, key=None, reverse=False: values.sort(
        key=_by(cmp, key), reverse=reverse)),
    "values": (Mapping, lambda mapping: list(mapping.values())),
}
MEANT = frozenset(_MEANT)


def method(value: Any, name: str) -> Callable[..., Any]:
    """The method of an object, even one that only Python 2's objects had.

    Raises:
        AttributeError: the object has no such method, and never had.
    """
    if hasattr(value, name):
        return getattr(value, name)
    if name in _RENAMED:
        return getattr(value, _RENAMED[name])
    if name != "next" and isinstance(value, int | float | str | bytes):
        return getattr(value, name)
    return functools.partial(_METHODS[name], value)


def method2(value: Any, name: str) -> Callable[..., Any]:
    """The method of an object in a program that is written in Python 2."""
    kind, meant = _MEANT[name]
    return functools.partial(meant, value) if isinstance(value, kind) else getattr(value, name)
