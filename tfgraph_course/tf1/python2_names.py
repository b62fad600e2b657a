"""Python 2's built-in names, methods and division, for programs that are written in Python 2.

`doors/translate.py` adds to a program an import of the names that it uses from this file.
"""

from __future__ import annotations

import builtins
import codecs
import collections
import contextlib
import functools
import hashlib
import importlib
import io
import itertools
import math
import operator
import re
import sys
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

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
        return _calls()["__numpy1_mod__"](a, _fitted(b))
    if name in ("in", "not_in"):
        return (a in b if isinstance(b, str | bytes) and (a := _like(a, b)) is not None else
                a in b or (isinstance(a, str) and a.encode() in b)) is (name == "in")
    try:
        return _calls()[f"__numpy1_{name}__"](a, _like(b, a))
    except TypeError:  # `None < 1`
        plain = type(a).__module__ == type(b).__module__ == "builtins"
        if not plain or name not in ("lt", "le", "gt", "ge"):
            raise
        return getattr(operator, name)(_cmp(a, b), 0)


@functools.cache
def _calls() -> dict[str, Callable[..., Any]]:
    from tfgraph_course.tf1.numpy_arithmetic import CALLS

    return CALLS


def _like(value: Any, text: str | bytes) -> Any:
    """Turn text into bytes, or bytes into text, if the other operand is of that kind."""
    if isinstance(value, bytes) and isinstance(text, str):
        return _shown(value)
    if isinstance(value, str) and isinstance(text, bytes):
        return value.encode("utf-8", "surrogateescape")
    return value


class _Float(float):
    """A float that is printed with twelve significant digits."""

    def __str__(self) -> str:
        return _shown(float(self))


def _fitted(value: Any) -> Any:
    """Return a value as `%` and `format` insert it: bytes as text, floats with twelve digits."""
    if type(value) is tuple:
        return tuple(map(_fitted, value))
    if type(value) is dict:
        return {key: _fitted(one) for key, one in value.items()}
    return _Float(value) if type(value) is float else _like(value, "")


def item(value: Any, key: Any) -> Any:
    """Return `value[key]` as in Python 2, where an element of bytes was a string of length 1."""
    if isinstance(key, str | bytes) and isinstance(value, dict) and key not in value:
        other = _like(key, "" if isinstance(key, bytes) else b"")
        key = other if other in value else key
    return _chr(value[key]) if isinstance(value, bytes) else value[key]


def in_order(values: Any) -> Any:
    """Return a dictionary in Python 2's order, if its keys count something; else `values` itself.

    Python 2 listed whole numbers in ascending order if none was larger than the dictionary.
    """
    if not isinstance(values, dict) or isinstance(values, collections.OrderedDict):
        return values
    size = max(8, len(values) * 3 // 2)  # no table of Python 2 was smaller
    if not all(hasattr(key, "__index__") and 0 <= key < size for key in values):
        return values
    return {key: values[key] for key in sorted(values)}


def text(value: Any) -> str:
    """Return `str(value)` as in Python 2."""
    return str(_shown(value))


def code(source: Any) -> Any:
    """Compile the source that `exec` gets as text, which is Python 2, too."""
    from tfgraph_course.tf1.doors.script import compile_script

    if isinstance(source, str | bytes):
        return compile_script(_like(source, b""), "<string>")
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
    """Make a `__getitem__` that leaves slices without a step to `__getslice__`."""
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
        return _decode(value, encoding, errors) if isinstance(value, str | bytes) else str(value)


class unicode(str, metaclass=_Text):
    """Python 2's `unicode`."""


def _print(*values: Any, **settings: Any) -> None:
    """Print as in Python 2: bytes as text, and floats with twelve significant digits."""
    builtins.print(*map(_shown, values), **settings)


_QUOTED = re.compile(r"""(?<!\w)b?('(?:\\.|[^\\'])*'|"(?:\\.|[^\\"])*")""")


def _shown(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    if type(value) is float and math.isfinite(value):
        digits = f"{value:.12g}"
        return digits if set(digits) & set(".e") else digits + ".0"
    value = in_order(value)
    if type(value).__name__ in ("dict", "list", "ndarray", "set", "tuple"):
        return _QUOTED.sub(r"\1", str(value))
    return value


def say(*values: Any, sep: str = " ", end: str = "\n", file: Any = None, **settings: Any) -> None:
    """Print as the statement `print` did, with no space next to the end of a line.

    After `print x,` (where `end` is a space), the space comes with what the next statement prints;
    until then the file's `write` is `_write_on`.
    """
    file = file or sys.stdout
    own = getattr(file, "__dict__", {"write": None})
    line, spaced = "", _is_open(file)
    if spaced:
        own.pop("write", None)
    for value in values:
        line += sep * spaced + str(_shown(value))
        spaced = not line.endswith(("\n", "\t", "\r"))
    waits = end == " " and (not spaced or "write" not in own)
    builtins.print(line, end="" if waits else end, file=file, **settings)
    if waits and spaced:
        file.write = functools.partial(_write_on, file)


def _write_on(file: Any, text: str) -> int:
    vars(file).pop("write", None)
    return file.write(text)


def _is_open(file: Any) -> bool:
    """Return whether the last thing written to a file was printed with a comma at the end."""
    return getattr(getattr(file, "write", None), "func", None) is _write_on


def _chr(number: int) -> str:
    return _shown(bytes([number]))


def _ord(c: Any) -> int:
    if isinstance(c, int):
        return c
    return ord(c) & 0xFF if "\udc80" <= c <= "\udcff" else ord(c)  # a byte that is not text


def _raw_input(prompt: str = "") -> str:
    if _is_open(sys.stdout):
        sys.stdout.write(" ")
    return input(prompt)


def end_line() -> None:
    """End the line that `print x,` has left open, as Python 2 did at the end of a program."""
    if _is_open(sys.stdout):
        say()


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

    if not math.isfinite(number):
        return float(number)
    step = Decimal(1).scaleb(-ndigits)
    return float(Decimal(float(number)).quantize(step, ROUND_HALF_UP))


def _cmp(a: Any, b: Any) -> int:
    """Compare objects of any types, in the order None, numbers, and others by their type's name."""
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
    """Return `min` or `max` for elements of any types."""
    def found(*values: Any, key: Any = None) -> Any:
        values = [*values[0]] if len(values) == 1 else values
        try:
            return find(values, key=key)
        except TypeError:
            return find(values, key=_by(_cmp, key))
    return found


class File(io.TextIOWrapper):
    """A text file as in Python 2: it keeps line endings, takes bytes, and can read any bytes."""

    def write(self, text: Any) -> int:
        return super().write(_shown(text) if isinstance(text, bytes) else text)


class Binary(io.BufferedWriter):
    """A binary file that also takes text."""

    def write(self, data: Any) -> int:
        return super().write(_like(data, b""))


def _open(name: Any, mode: str = "r", buffering: int = -1) -> Any:
    if "b" in mode:
        file = open(name, mode, buffering)  # noqa: SIM115
        return Binary(file.detach()) if type(file) is io.BufferedWriter else file
    newline = None if "U" in mode else "\n"
    mode = mode.replace("U", "") or "r"
    raw = open(name, (mode if set(mode) & set("rwa") else "r" + mode) + "b")  # noqa: SIM115
    file = File(raw, "utf-8", "surrogateescape", newline, line_buffering=buffering in (0, 1))
    file.mode = mode
    return file


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
    "file": _open,
    "intern": sys.intern,
    "long": int,
    "raw_input": _raw_input,
    "reduce": functools.reduce,
    "reload": _reload,
    "unichr": chr,
    "unicode": unicode,
    "xrange": range,
}
# Names that mean something else today; for programs that are written in Python 2.
CHANGED: dict[str, Any] = {
    "chr": _chr,
    "filter": _filter,
    "input": lambda prompt="": eval(_raw_input(prompt), sys._getframe(1).f_globals),
    "map": _map,
    "max": _extreme(max),
    "min": _extreme(min),
    "oct": lambda number: f"0{number:o}" if number else "0",
    "open": _open,
    "ord": _ord,
    "print": _print,
    "range": lambda *bounds: [*range(*bounds)],
    "round": _round,
    "sorted": _sorted,
    "zip": lambda *rows: [*zip(*rows, strict=False)],
}
globals().update({name: value for name, value in GONE.items() if name != "unicode"})
globals().update({f"_{name}": value for name, value in CHANGED.items()})


def _itemset(array: Any, *place: Any) -> None:
    *place, value = place
    if len(place) == 1 and not isinstance(place[0], tuple):
        array.flat[place[0]] = value
    else:
        array[tuple(place[0]) if len(place) == 1 else tuple(place)] = value


# Methods that objects no longer have, as functions of the object and the method's arguments.
_METHODS: dict[str, Callable[..., Any]] = {
    "assertItemsEqual": lambda case, *args: case.assertCountEqual(*args),
    "assertDictContainsSubset": lambda case, subset, whole, msg=None: case.assertEqual(
        whole, {**whole, **subset}, msg),
    "fromstring": lambda array, data: array.frombytes(_like(data, b"")),
    "getchildren": list,
    "getheader": lambda message, *args: message.get(*args),
    "getheaders": lambda message, name: message.get_all(name, []),
    "getiterator": lambda element, tag=None: element.iter(tag),
    "has_key": lambda mapping, key: key in mapping,
    "isAlive": lambda thread: thread.is_alive(),
    "itemset": _itemset,
    "iteritems": lambda mapping: iter(in_order(mapping).items()),
    "iterkeys": lambda mapping: iter(in_order(mapping).keys()),
    "itervalues": lambda mapping: iter(in_order(mapping).values()),
    "newbyteorder": lambda array, order="S": array.view(array.dtype.newbyteorder(order)),
    "next": next,
    "ptp": lambda array, *axis, **settings: (
        array.max(*axis, **settings) - array.min(*axis, **settings)),
    "readfp": lambda parser, file, filename=None: parser.read_file(file, filename),
    "unescape": lambda parser, text: importlib.import_module("html").unescape(text),
    "viewitems": lambda mapping: mapping.items(),
    "viewkeys": lambda mapping: mapping.keys(),
    "viewvalues": lambda mapping: mapping.values(),
}
# Methods of unittest, which had two names each until Python 3.12 removed the old ones.
_RENAMED = {
    "assert_": "assertTrue", "assertAlmostEquals": "assertAlmostEqual",
    "assertEquals": "assertEqual", "assertNotAlmostEquals": "assertNotAlmostEqual",
    "assertNotEquals": "assertNotEqual", "assertNotRegexpMatches": "assertNotRegex",
    "assertRaisesRegexp": "assertRaisesRegex", "assertRegexpMatches": "assertRegex",
    "failIf": "assertFalse", "failUnless": "assertTrue", "failUnlessEqual": "assertEqual",
}
OLD_METHODS = frozenset([*_METHODS, *_RENAMED])


def _decode(value: Any, encoding: str = "ascii", errors: str = "strict") -> Any:
    if encoding in _CODECS:
        return _coded(codecs.decode, value, encoding)
    if encoding == "string_escape":
        return _shown(codecs.escape_decode(_like(value, b""))[0])
    if not isinstance(value, str):
        return value.decode(encoding, errors)
    raw = value.encode("utf-8", "surrogateescape")
    return value if raw == value.encode("utf-8", "replace") else raw.decode(encoding, errors)


# Codecs that turned text into text in Python 2; all but one of them need bytes today.
_CODECS = {"base64", "bz2", "hex", "rot13", "zlib"}


def _coded(convert: Callable[..., Any], value: str | bytes, encoding: str) -> str | bytes:
    if encoding == "rot13":
        return convert(_shown(value), encoding)
    data = convert(_like(value, b""), encoding)
    return data.decode() if data.isascii() else data


def literal(text: str) -> str:
    """Return the text that a string means if its bytes, as in `"caf\\xc3\\xa9"`, are UTF-8."""
    return _shown(_like(text, b""))


def _translate(text: str | bytes, table: Any, deleted: str = "") -> str:
    text = _shown(text).translate(dict.fromkeys(map(ord, deleted)))
    return text if table is None else text.translate(table)


# Methods that mean something else today: a type, and what they meant in Python 2 for its objects.
_MEANT: dict[str, tuple[type, Callable[..., Any]]] = {
    "BytesList": (object, lambda train, value=(): train.BytesList(
        value=[_like(one, b"") for one in value])),
    "decode": ((str, bytes), _decode),
    "encode": ((str, bytes), lambda value, encoding="ascii", errors="strict": (
        _coded(codecs.encode, value, encoding) if encoding in _CODECS
        else value.encode("unicode_escape").decode() if encoding == "string_escape"
        else value.encode(encoding, errors))),
    "format": (str, lambda text, *args, **named: text.format(*_fitted(args), **_fitted(named))),
    "items": (Mapping, lambda mapping, *args: list(in_order(mapping).items(*args))),
    "join": (str, lambda text, parts: text.join(_like(part, "") for part in parts)),
    "keys": (Mapping, lambda mapping, *args: list(in_order(mapping).keys(*args))),
    "sort": (list, sort),
    "translate": ((str, bytes), _translate),
    "values": (Mapping, lambda mapping, *args: list(in_order(mapping).values(*args))),
    "write": ((io.TextIOBase, io.BufferedIOBase), lambda file, data: file.write(
        _like(data, "" if isinstance(file, io.TextIOBase) else b""))),
}
# Methods of bytes, and functions, that are given text in the place of bytes, or bytes for text.
for _kind, _names in {
    "": "compile count endswith find findall index lstrip match parse_qs partition replace rfind "
        "rsplit rstrip search split splitlines startswith strip sub",
    b"": "a2b_hex adler32 b2a_hex b64decode b64encode compress constant crc32 hexlify pack "
         "unhexlify unpack update",
}.items():
    for _name in _names.split():
        _MEANT[_name] = ((bytes, ModuleType, re.Pattern, type(hashlib.md5())), functools.partial(
            lambda kind, name, taker, *args, **named: getattr(_like(taker, kind), name)(
                *(_like(one, kind) for one in args), **named), _kind, _name))
MEANT = frozenset(_MEANT)


def method(value: Any, name: str) -> Callable[..., Any]:
    """Return a method of an object, even one that has been removed since Python 2.

    Raises:
        AttributeError: the object is a number or a string and never had such a method. For other
            objects, only calling the result fails.
    """
    with contextlib.suppress(Exception):  # the class may have a `__getattr__` of its own
        return getattr(value, name)
    if name in _RENAMED:
        return getattr(value, _RENAMED[name])
    if name != "next" and isinstance(value, int | float | str | bytes):
        return getattr(value, name)
    return functools.partial(_METHODS[name], value)


def method2(value: Any, name: str) -> Callable[..., Any]:
    """Return a method of an object as it was in Python 2, if it means something else today."""
    kind, meant = _MEANT[name]
    return functools.partial(meant, value) if isinstance(value, kind) else getattr(value, name)
