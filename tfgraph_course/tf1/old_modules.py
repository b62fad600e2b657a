"""Modules as they were in the days of TensorFlow 1 and Python 2, for the user's code.

For each module, `OLD` has a function that returns the names removed from the module since then, and
what they stood for; `module` adds these names to today's module.
"""

from __future__ import annotations

import functools
import importlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

from tfgraph_course.tf1 import libraries
from tfgraph_course.tf1.names import NameGone

# Python modules from which names were removed; all of the user's code gets these names.
_LOST = [
    "asyncio", "base64", "cgi", "collections", "fractions", "inspect", "itertools", "json",
    "locale", "operator", "platform", "python2.json", "python2.random", "random", "re", "string",
    "time", "types", "unittest", "urllib", "xml", "xml.etree",
]
# Modules that do something else in programs that are written in Python 2.
IN_PYTHON2 = {name: name for name in (
    "codecs", "csv", "hashlib", "heapq", "math", "os", "subprocess", "threading",
)} | {"json": "python2.json", "pickle": "cPickle", "random": "python2.random"}
# Python 2's names of modules, and today's. The user's code gets such a module if no other module of
# that name is found; the user's own files come first.
PYTHON2 = {
    "BaseHTTPServer": "http.server",
    "ConfigParser": "configparser",
    "Cookie": "http.cookies",
    "HTMLParser": "html.parser",
    "Queue": "queue",
    "ScrolledText": "tkinter.scrolledtext",
    "SimpleHTTPServer": "http.server",
    "SimpleXMLRPCServer": "xmlrpc.server",
    "SocketServer": "socketserver",
    "StringIO": "io",
    "Tkinter": "tkinter",
    "UserDict": "collections",
    "UserList": "collections",
    "UserString": "collections",
    "__builtin__": "builtins",
    "anydbm": "dbm",
    "cPickle": "pickle",
    "cStringIO": "io",
    "commands": "subprocess",
    "cookielib": "http.cookiejar",
    "copy_reg": "copyreg",
    "dumbdbm": "dbm.dumb",
    "exceptions": "builtins",
    "htmlentitydefs": "html.entities",
    "httplib": "http.client",
    "md5": "hashlib",
    "new": "types",
    "robotparser": "urllib.robotparser",
    "sets": "builtins",
    "sha": "hashlib",
    "thread": "_thread",
    "tkFileDialog": "tkinter.filedialog",
    "tkMessageBox": "tkinter.messagebox",
    "tkSimpleDialog": "tkinter.simpledialog",
    "ttk": "tkinter.ttk",
    "urllib2": "urllib.request",
    "urlparse": "urllib.parse",
    "whichdb": "dbm",
    "xmlrpclib": "xmlrpc.client",
}
MOVED = libraries.MOVED | {
    "python2.json": "json", "python2.random": "random",
    "xml.etree.cElementTree": "xml.etree.ElementTree"}


def _lost(module: str) -> dict[str, Any]:
    from tfgraph_course.tf1 import lost_names  # which imports much of Python's library

    return lost_names.NAMES.get(module, dict)()


OLD = libraries.OLD | {name: functools.partial(_lost, name) for name in _LOST}


# Built-in names that `from numpy import *` replaces today. It left them alone in NumPy 1, as did
# `from pylab import *`.
_PYTHONS = {"abs", "max", "min", "pow", "round"}


class Gone(NameGone):
    """Raised for a missing name of a library; the argument is the message."""

    __str__ = AttributeError.__str__


class Old(ModuleType):
    """Today's version of a module, with the names that have been removed from it."""

    def __init__(self, name: str) -> None:
        moved = MOVED.get(name) or PYTHON2.get(name, name)
        today = importlib.import_module(moved)
        super().__init__(today.__name__, today.__doc__)
        names = OLD.get(name) or OLD.get(moved, dict)
        old = names() | (_lost(name) if name in PYTHON2 or name in IN_PYTHON2 else {})
        hidden = _PYTHONS if name == "pylab" else set()
        self.__dict__.update({key: value for key, value in old.items() if key not in hidden})
        self._today, self._name = today, name

    def __getattr__(self, name: str) -> Any:
        if is_old(path := f"{self._name}.{name}"):
            return module(path)
        if name == "__all__":
            own = [public for public in dir(self) if not public.startswith("_")]
            names = {*getattr(self._today, name, own), *(set(own) & self.__dict__.keys())}
            return sorted(names - _PYTHONS if self._name == "numpy" else names)
        try:
            value = getattr(self._today, name)
        except AttributeError:
            if instead := libraries.GONE.get(path):
                raise Gone(f"{path} is gone; use {instead}.") from None
            raise
        is_module = isinstance(value, ModuleType) and is_old(value.__name__)  # `pylab.plt`
        return module(value.__name__) if is_module else value

    def __dir__(self) -> list[str]:
        return sorted({*dir(self._today), *self.__dict__})


@functools.cache
def module(name: str) -> Old:
    """Return the module with this name as it was in the days of TensorFlow 1 and Python 2."""
    return Old(name)


def is_old(name: str) -> bool:
    """Return whether a module has been renamed, or has had names removed, since TensorFlow 1."""
    return name in OLD or name in MOVED


# A function that returns the path of a file that `np.load` has not found, or None.
find_file: Callable[[str], Any] | None = None
_plain: bool | None = None  # what NumPy has yet to be told: to print scalars plainly?


def print_scalars_plainly(wanted: bool = True) -> None:
    """Print NumPy scalars as `4` in the whole process, or as `np.int32(4)` if not `wanted`.

    If NumPy has not been imported yet, `meet_numpy` does this later.
    """
    global _plain
    _plain = wanted
    meet_numpy()


def meet_numpy() -> None:
    """Set how NumPy prints scalars, if this was asked for, as soon as NumPy has been imported."""
    global _plain
    if _plain is not None and "numpy" in sys.modules:
        sys.modules["numpy"].set_printoptions(legacy="1.25" if _plain else False)
        _plain = None
