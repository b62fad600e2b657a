"""Names that Python's modules have removed or changed since the days of Python 2 and TensorFlow 1.

`old_modules` imports this file when the user's code first imports one of these modules.
"""

from __future__ import annotations

import asyncio
import base64
import codecs
import collections.abc
import contextlib
import csv
import hashlib
import heapq
import html
import inspect
import io
import itertools
import json
import locale
import math
import operator
import pickle
import queue
import random
import re
import shlex
import string
import subprocess
import threading
import time
import types
import unittest
from collections.abc import Callable, Iterable, Iterator, MutableSequence, Set
from typing import Any

from tfgraph_course.tf1 import python2_names
from tfgraph_course.tf1.python2_text import like, open_file


class _Buffer(io.BytesIO):
    """A file in memory that takes text and bytes; once text has been written, it returns text."""

    _is_text = False

    def write(self, data: Any) -> int:
        self._is_text |= isinstance(data, str)
        return super().write(like(data, b""))

    def _returned(self, data: bytes) -> Any:
        return like(data, "") if self._is_text else data

    def getvalue(self) -> Any:
        return self._returned(super().getvalue())

    def read(self, *size: int) -> Any:
        return self._returned(super().read(*size))

    def readline(self, *size: int) -> Any:
        return self._returned(super().readline(*size))

    def readlines(self, *size: int) -> list[Any]:
        return [*map(self._returned, super().readlines(*size))]

    def __next__(self) -> Any:
        return self._returned(super().__next__())


def _string_io(initial: Any = "") -> Any:
    buffer = _Buffer()
    buffer.write(initial or b"")
    buffer.seek(0)
    return buffer


def _binary(file: Any) -> Any:
    return getattr(file, "buffer", file)


class _Unpickler(pickle.Unpickler):
    """Reads a pickle, even one from Python 2, and even from a file that is open in text mode."""

    def __init__(self, file: Any, *, encoding: str = "latin1", **settings: Any) -> None:
        super().__init__(_binary(file), encoding=encoding, **settings)

    def load(self) -> Any:
        return _reread(super().load(), set())


def _reread(value: Any, seen: set[int]) -> Any:
    """Decode a value's strings as UTF-8, where possible, not as Latin-1, which arrays need."""
    if isinstance(value, str):
        with contextlib.suppress(UnicodeError):
            return value if value.isascii() else value.encode("latin1").decode("utf-8")
    elif type(value) is tuple:
        return tuple([_reread(one, seen) for one in value])
    elif id(value) not in seen:
        seen.add(id(value))
        if isinstance(value, list):
            value[:] = [one if type(one) is int else _reread(one, seen) for one in value]
        elif isinstance(value, dict):
            items = [*value.items()]
            value.clear()
            for key, one in items:
                value[_reread(key, seen)] = _reread(one, seen)
        elif type(value) is set:
            items = [_reread(one, seen) for one in value]
            value.clear()
            value.update(items)
        else:
            _reread(getattr(value, "__dict__", None), seen)
    return value


def _loads(data: Any, **settings: Any) -> Any:
    data = like(data, b"")
    return _Unpickler(io.BytesIO(data), **settings).load()


def _heap(act: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function of `heapq` take elements of any types, as in Python 2."""
    def acted(heap: list[Any], *items: Any) -> Any:
        top = heap[:1]
        try:
            return act(heap, *items)
        except TypeError:  # by now, `act` has taken from the list what it would return
            python2_names.sort(heap)  # a sorted list is a heap
            return top[0] if act in (heapq.heappop, heapq.heapreplace) else None
    return acted


_pop, _push = _heap(heapq.heappop), _heap(heapq.heappush)


class _PriorityQueue(queue.PriorityQueue):
    """A priority queue for elements of any types, as in Python 2."""

    def _get(self) -> Any:
        return _pop(self.queue)

    def _put(self, item: Any) -> None:
        _push(self.queue, item)


def _rows(lines: Iterable[Any]) -> Iterator[str]:
    """Return the lines of a file for `csv`, even if the file is open in binary mode."""
    return (like(line, "") for line in lines)


class _Sink:
    """A file for `csv` to write to, even if it is open in binary mode."""

    def __init__(self, file: Any) -> None:
        self._file = _binary(file)

    def write(self, text: str) -> None:
        try:
            self._file.write(like(text, b""))
        except TypeError:
            self._file.write(text)


def _getstatusoutput(command: str) -> tuple[int, str]:
    """Run a command; return its status, encoded as by `os.system`, and its output."""
    status, output = subprocess.getstatusoutput(command)
    return status << 8 if status > 0 else -status, output


def _seed(a: Any = None, version: int = 2) -> None:
    """Seed Python's generator; as up to Python 3.10, values of other types count by their hash."""
    is_known = a is None or isinstance(a, int | float | str | bytes | bytearray)
    random.seed(a if is_known else hash(a), version)


class Random(random.Random):
    """Python 2's generator, which drew integers, choices and shuffles from `random()`."""

    def seed(self, a: Any = None, *_: Any) -> None:
        """Start over, with the numbers that Python 2 drew after this seed."""
        super().seed(a if isinstance(a, int | str | bytes | None) else hash(a), version=1)

    def sample(self, population: Any, k: int) -> list[Any]:
        """Draw `k` different elements, also of a set."""
        return super().sample(_listed(population), k)

    def shuffle(self, x: MutableSequence[Any], random: Callable[[], float] | None = None) -> None:
        """Shuffle a list in place, drawing from `random` or, by default, from this generator."""
        _shuffle(x, random or self.random)

    def jumpahead(self, n: Any) -> None:
        """Go to the state that Python 2 made from this one and `n`."""
        version, state, gauss = self.getstate()
        shown = f"{n!r}({version}, ({', '.join(f'{word}L' for word in state)}), {gauss!r})"
        n, words = int(hashlib.sha512(shown.encode()).hexdigest(), 16), [*state[:-1]]
        for i in reversed(range(2, len(words))):
            words[i], words[n % i] = words[n % i], words[i]
        moved = [word + i & 0xFFFFFFFF for i, word in enumerate(words[1:], 2)]
        self.setstate((version, (words[0], *moved, len(words)), gauss))

    def _randbelow(self, n: int) -> int:
        """Draw a whole number below `n`; Python's own methods call this."""
        return int(self.random() * n) if n < 1 << 53 else super()._randbelow(n)


def _listed(population: Any) -> Any:
    """Turn a set, which `random.sample` no longer takes, into a list."""
    return [*population] if isinstance(population, Set) else population


def _shuffle(x: MutableSequence[Any], draw: Callable[[], float]) -> None:
    """Shuffle a list in place, drawing from a function such as `random.random`."""
    for n in reversed(range(1, len(x))):
        other = int(draw() * (n + 1))
        x[n], x[other] = x[other], x[n]


def _urllib() -> dict[str, Any]:
    import urllib.error
    import urllib.parse
    import urllib.request

    class Request(urllib.request.Request):
        def __init__(self, url: str, data: Any = None, *rest: Any, **more: Any) -> None:
            super().__init__(url, like(data, b""), *rest, **more)

    def urlopen(url: Any, data: Any = None, *rest: Any, **more: Any) -> Any:
        return urllib.request.urlopen(url, like(data, b""), *rest, **more)

    parts = (urllib.parse, urllib.request, urllib.error)
    names = {name: getattr(part, name) for part in parts for name in part.__all__}
    return names | {"Request": Request, "urlopen": urlopen}


def _json2(write: Callable[..., Any]) -> Callable[..., Any]:
    """Make `json.dump` or `dumps` take bytes and, with `indent`, end lines with a space."""
    def written(*args: Any, encoding: str | None = None, **settings: Any) -> Any:
        if settings.get("indent") is not None:
            settings.setdefault("separators", (", ", ": "))
        return write(*args, **{"default": text_of} | settings)

    def text_of(value: Any) -> str:
        if isinstance(value, bytes):
            return like(value, "")
        raise TypeError(f"{value!r} is not JSON serializable")

    return written


def _hash(name: str) -> Callable[..., Any]:
    return lambda data=b"": getattr(hashlib, name)(like(data, b""))


def _getargspec(func: Callable[..., Any]) -> Any:
    spec = inspect.getfullargspec(func)
    return collections.namedtuple("ArgSpec", "args varargs keywords defaults")(*spec[:4])


def _in_kind(convert: Callable[[bytes], bytes]) -> Callable[[Any], Any]:
    """Make a function of bytes also accept text, and return text for it, as in Python 2."""
    return lambda data: like(convert(like(data, b"")), data)


def _split(pattern: Any, string: Any, maxsplit: int = 0, flags: int = 0) -> list[Any]:
    """Split where `pattern` matches; as up to Python 3.6, empty matches are ignored."""
    parts, start, left = [], 0, maxsplit or len(string)
    for found in re.finditer(pattern, string, flags):
        if found[0] and left:
            parts += [string[start : found.start()], *found.groups()]
            start, left = found.end(), left - 1
    return [*parts, string[start:]]


def _joined(words: Iterable[str], sep: str = " ") -> str:
    return sep.join(words)


_SHARED = Random()
# For each module, a function that returns its old names and what they stand for.
NAMES: dict[str, Callable[[], dict[str, Any]]] = {
    "ConfigParser": lambda: {"SafeConfigParser": __import__("configparser").ConfigParser},
    "Queue": lambda: {"PriorityQueue": _PriorityQueue},
    "StringIO": lambda: {"StringIO": _string_io},
    "__builtin__": lambda: python2_names.GONE,
    "asyncio": lambda: {"coroutine": types.coroutine, "async": asyncio.ensure_future},
    "base64": lambda: {"encodestring": _in_kind(base64.encodebytes),
                       "decodestring": _in_kind(base64.decodebytes)},
    "cPickle": lambda: {
        "load": lambda file, **settings: _Unpickler(file, **settings).load(),
        "loads": _loads, "HIGHEST_PROTOCOL": 2, "Unpickler": _Unpickler,
        "dump": lambda value, file, *rest, **more: pickle.dump(
            value, _binary(file), *rest, **more),
    },
    "cStringIO": lambda: {"StringIO": _string_io},
    "cgi": lambda: {"escape": lambda s, quote=False: html.escape(s, quote)},
    "collections": lambda: {k: v for k, v in vars(collections.abc).items() if k[0].isupper()},
    "codecs": lambda: {"getwriter": lambda encoding: lambda file: file if isinstance(
        file, io.TextIOBase) else codecs.getwriter(encoding)(file)},
    "commands": lambda: {"getstatusoutput": _getstatusoutput,
                         "mkarg": lambda text: f" {shlex.quote(text)}"},
    "csv": lambda: {
        "reader": lambda lines, *rest, **more: csv.reader(_rows(lines), *rest, **more),
        "writer": lambda file, *rest, **more: csv.writer(_Sink(file), *rest, **more),
        "DictReader": lambda lines, *rest, **more: csv.DictReader(_rows(lines), *rest, **more),
        "DictWriter": lambda file, *rest, **more: csv.DictWriter(_Sink(file), *rest, **more),
    },
    "fractions": lambda: {"gcd": math.gcd},
    "hashlib": lambda: {name: _hash(name) for name in ("md5", "sha1", "sha256", "sha512")},
    "heapq": lambda: {
        "heapify": _heap(heapq.heapify), "heappop": _pop, "heappush": _push,
        "heapreplace": _heap(heapq.heapreplace),
        "heappushpop": lambda heap, item: (_push(heap, item), _pop(heap))[1],
        "nlargest": lambda n, values, key=None: python2_names.CHANGED["sorted"](
            values, None, key, reverse=True)[:n],
        "nsmallest": lambda n, values, key=None: python2_names.CHANGED["sorted"](
            values, None, key)[:n],
    },
    "inspect": lambda: {"getargspec": _getargspec},
    "itertools": lambda: {"izip": zip, "imap": map, "ifilter": filter,
                          "izip_longest": itertools.zip_longest,
                          "ifilterfalse": itertools.filterfalse},
    "json": lambda: {
        "load": lambda file, encoding=None, **settings: json.load(file, **settings),
        "loads": lambda text, encoding=None, **settings: json.loads(text, **settings),
    },
    "locale": lambda: {"format": locale.format_string},
    "math": lambda: {"ceil": lambda x: float(math.ceil(x)),
                     "floor": lambda x: float(math.floor(x))},
    "md5": lambda: {"new": _hash("md5"), "md5": _hash("md5")},
    "os": lambda: {"fdopen": open_file},
    "new": lambda: {"classobj": type, "function": types.FunctionType, "module": types.ModuleType,
                    "instancemethod": lambda function, owner, _=None: types.MethodType(
                        function, owner)},
    "operator": lambda: {"div": python2_names.divide, "isCallable": callable,
                         "sequenceIncludes": operator.contains},
    "platform": lambda: {"dist": lambda: ("", "", ""), "linux_distribution": lambda: ("", "", "")},
    "python2.json": lambda: NAMES["json"]() | {
        "dump": _json2(json.dump), "dumps": _json2(json.dumps)},
    "python2.random": lambda: {"Random": Random} | {
        name: getattr(_SHARED, name) for name in [*random.__all__, "jumpahead"]
        if hasattr(Random, name)},
    "random": lambda: {
        "sample": lambda population, k: random.sample(_listed(population), k),
        "seed": _seed,
        "shuffle": lambda x, draw=None: _shuffle(x, draw) if draw else random.shuffle(x),
    },
    "re": lambda: {"split": _split},
    "sets": lambda: {"Set": set, "ImmutableSet": frozenset},
    "sha": lambda: {"new": _hash("sha1"), "sha": _hash("sha1")},
    "string": lambda: {
        "letters": string.ascii_letters, "lowercase": string.ascii_lowercase,
        "uppercase": string.ascii_uppercase, "maketrans": str.maketrans, "join": _joined,
        "joinfields": _joined, "atoi": int, "atol": int, "atof": float,
        **{name: getattr(str, name) for name in (
            "capitalize", "center", "count", "find", "index", "ljust", "lower", "lstrip",
            "replace", "rfind", "rjust", "rsplit", "rstrip", "split", "strip", "swapcase", "upper",
            "zfill",
        )},
    },
    "subprocess": lambda: {"check_output": lambda *args, **settings: subprocess.check_output(
        *args, **{"universal_newlines": True} | settings)},
    "threading": lambda: {f"_{name}": getattr(threading, name) for name in (
        "BoundedSemaphore", "Condition", "Event", "Semaphore", "Timer")},
    "time": lambda: {"clock": time.process_time},
    "types": lambda: {
        "StringType": str, "UnicodeType": str, "StringTypes": (str, bytes), "IntType": int,
        "LongType": int, "FloatType": float, "BooleanType": bool, "ListType": list,
        "TupleType": tuple, "DictType": dict, "NoneType": type(None), "TypeType": type,
    },
    "unittest": lambda: {
        "_TextTestResult": unittest.TextTestResult,
        "findTestCases": unittest.defaultTestLoader.loadTestsFromModule,
        "makeSuite": unittest.defaultTestLoader.loadTestsFromTestCase,
    },
    "urllib": _urllib,
    "urllib2": _urllib,
}
