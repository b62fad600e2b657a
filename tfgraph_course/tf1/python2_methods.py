"""Python 2's methods: those that objects no longer have, and those that mean something else today.

`doors/translate.py` turns calls of such methods into calls of `method` and `method2`.
"""

from __future__ import annotations

import codecs
import contextlib
import functools
import hashlib
import importlib
import io
import re
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

from tfgraph_course.tf1.python2_names import sort
from tfgraph_course.tf1.python2_text import CODECS, coded, decode, fitted, in_order, like, shown


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
    "fromstring": lambda array, data: array.frombytes(like(data, b"")),
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


def _translate(text: str | bytes, table: Any, deleted: str = "") -> str:
    text = shown(text).translate(dict.fromkeys(map(ord, deleted)))
    return text if table is None else text.translate(table)

# Methods that mean something else today: the type of their objects, and what they did in Python 2.
_MEANT: dict[str, tuple[type, Callable[..., Any]]] = {
    "BytesList": (object, lambda train, value=(): train.BytesList(
        value=[like(one, b"") for one in value])),
    "decode": ((str, bytes), decode),
    "encode": ((str, bytes), lambda value, encoding="ascii", errors="strict": (
        coded(codecs.encode, value, encoding) if encoding in CODECS
        else value.encode("unicode_escape").decode() if encoding == "string_escape"
        else value.encode(encoding, errors))),
    "format": (str, lambda text, *args, **named: text.format(*fitted(args), **fitted(named))),
    "items": (Mapping, lambda mapping, *args: list(in_order(mapping).items(*args))),
    "join": (str, lambda text, parts: text.join(like(part, "") for part in parts)),
    "keys": (Mapping, lambda mapping, *args: list(in_order(mapping).keys(*args))),
    "sort": (list, sort),
    "translate": ((str, bytes), _translate),
    "values": (Mapping, lambda mapping, *args: list(in_order(mapping).values(*args))),
    "write": ((io.TextIOBase, io.BufferedIOBase), lambda file, data: file.write(
        like(data, "" if isinstance(file, io.TextIOBase) else b""))),
}

# Methods of bytes, and functions of modules, that take all their arguments as text or as bytes.
for _kind, _names in {
    "": "compile count endswith find findall index lstrip match parse_qs partition replace rfind "
        "rsplit rstrip search split splitlines startswith strip sub",
    b"": "a2b_hex adler32 b2a_hex b64decode b64encode compress constant crc32 hexlify pack "
         "unhexlify unpack update",
}.items():
    for _name in _names.split():
        _MEANT[_name] = ((bytes, ModuleType, re.Pattern, type(hashlib.md5())), functools.partial(
            lambda kind, name, taker, *args, **named: getattr(like(taker, kind), name)(
                *(like(one, kind) for one in args), **named), _kind, _name))

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
    """Return a method of an object; it does what it did in Python 2 if that differs today."""
    kind, meant = _MEANT[name]
    return functools.partial(meant, value) if isinstance(value, kind) else getattr(value, name)
