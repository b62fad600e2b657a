"""Python 2's text, which was bytes: how it mixes with bytes, is printed, read and written.

Text here is `str`. Bytes in it that are not UTF-8 are kept as "surrogateescape" does.
"""

from __future__ import annotations

import builtins
import codecs
import collections
import functools
import io
import math
import re
import sys
from collections.abc import Callable
from typing import Any


def like(value: Any, text: str | bytes) -> Any:
    """Return `value` as text or bytes, whichever `text` is; leave other values unchanged."""
    if isinstance(value, bytes) and isinstance(text, str):
        return shown(value)
    if isinstance(value, str) and isinstance(text, bytes):
        return value.encode("utf-8", "surrogateescape")
    return value


class _Float(float):
    """A float that is printed with twelve significant digits."""

    def __str__(self) -> str:
        return shown(float(self))


def fitted(value: Any) -> Any:
    """Return a value as `%` and `format` insert it: bytes as text, floats with twelve digits."""
    if type(value) is tuple:
        return tuple(map(fitted, value))
    if type(value) is dict:
        return {key: fitted(one) for key, one in value.items()}
    return _Float(value) if type(value) is float else like(value, "")


def in_order(values: Any) -> Any:
    """Return a dictionary in Python 2's order if its keys are small integers; else `values` itself.

    Python 2 listed integers in ascending order if they were all below the size of its hash table.
    """
    if not isinstance(values, dict) or isinstance(values, collections.OrderedDict):
        return values
    size = max(8, len(values) * 3 // 2)  # the table had at least this size
    if not all(hasattr(key, "__index__") and 0 <= key < size for key in values):
        return values
    return {key: values[key] for key in sorted(values)}


def text(value: Any) -> str:
    """Return `str(value)` as in Python 2."""
    return str(shown(value))


def print_values(*values: Any, **settings: Any) -> None:
    """Print as in Python 2: bytes as text, and floats with twelve significant digits."""
    builtins.print(*map(shown, values), **settings)


_QUOTED = re.compile(r"""(?<!\w)b?('(?:\\.|[^\\'])*'|"(?:\\.|[^\\"])*")""")


def shown(value: Any) -> Any:
    """Return what Python 2 printed for a value: bytes, also in lists, as text; floats shortened."""
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
    """Print as Python 2's statement `print` did, with no space at the start or end of a line.

    After `print x,` (where `end` is a space), the space comes with what the next statement prints;
    until then the file's `write` is `_write_on`.
    """
    file = file or sys.stdout
    own = getattr(file, "__dict__", {"write": None})
    line, spaced = "", _is_open(file)
    if spaced:
        own.pop("write", None)
    for value in values:
        line += sep * spaced + str(shown(value))
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


def character(number: int) -> str:
    """Compute `chr(number)`, which in Python 2 was a string of one byte."""
    return shown(bytes([number]))


def number_of(c: Any) -> int:
    """Compute `ord(c)`; an element of bytes, which is already an integer today, is returned."""
    if isinstance(c, int):
        return c
    c = shown(c)
    return ord(c) & 0xFF if "\udc80" <= c <= "\udcff" else ord(c)  # a byte that is not text


def raw_input(prompt: str = "") -> str:
    """Read a line; if `print x,` came before, write its space first."""
    if _is_open(sys.stdout):
        sys.stdout.write(" ")
    return input(prompt)


def end_line() -> None:
    """End the line that `print x,` has left open, as Python 2 did at the end of a program."""
    if _is_open(sys.stdout):
        say()


class File(io.TextIOWrapper):
    """A text file as in Python 2: bytes can be written to it, and any bytes can be read."""

    def write(self, text: Any) -> int:
        return super().write(shown(text) if isinstance(text, bytes) else text)


class Binary(io.BufferedWriter):
    """A binary file that also takes text."""

    def write(self, data: Any) -> int:
        return super().write(like(data, b""))


def open_file(name: Any, mode: str = "r", buffering: int = -1) -> Any:
    """Open a file that takes and gives text as Python 2's did."""
    if "b" in mode:
        file = open(name, mode, buffering)  # noqa: SIM115
        return Binary(file.detach()) if type(file) is io.BufferedWriter else file
    newline = None if "U" in mode else "\n"
    mode = mode.replace("U", "") or "r"
    raw = open(name, (mode if set(mode) & set("rwa") else "r" + mode) + "b")  # noqa: SIM115
    file = File(raw, "utf-8", "surrogateescape", newline, line_buffering=buffering in (0, 1))
    file.mode = mode
    return file


def decode(value: Any, encoding: str = "ascii", errors: str = "strict") -> Any:
    """Decode bytes, or text that stands for bytes; other text is returned unchanged."""
    if encoding in CODECS:
        return coded(codecs.decode, value, encoding)
    if encoding == "string_escape":
        return shown(codecs.escape_decode(like(value, b""))[0])
    if not isinstance(value, str):
        return value.decode(encoding, errors)
    raw = value.encode("utf-8", "surrogateescape")
    return value if raw == value.encode("utf-8", "replace") else raw.decode(encoding, errors)

# Codecs that turned text into text in Python 2; all but one of them need bytes today.
CODECS = {"base64", "bz2", "hex", "rot13", "zlib"}


def coded(convert: Callable[..., Any], value: str | bytes, encoding: str) -> str | bytes:
    """Convert with one of the `CODECS`, by `codecs.encode` or `codecs.decode`."""
    if encoding == "rot13":
        return convert(shown(value), encoding)
    data = convert(like(value, b""), encoding)
    return data.decode() if data.isascii() else data


def literal(text: str) -> str:
    """Return the text of a string literal whose bytes, as in `"caf\\xc3\\xa9"`, are UTF-8."""
    return shown(like(text, b""))
