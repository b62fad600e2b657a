"""Modules of Python 2 that have other names today, and names that modules have since removed.

The user's code gets a module of PYTHON2 if no other module of that name is found; the user's own
files come first. For NumPy and other libraries, see `old_modules`.
"""

from __future__ import annotations

import functools
from types import ModuleType

from tfgraph_course.tf1.old_modules import Old

# Python 2's names of modules, and today's.
PYTHON2 = {
    "BaseHTTPServer": "http.server",
    "ConfigParser": "configparser",
    "Cookie": "http.cookies",
    "HTMLParser": "html.parser",
    "Queue": "queue",
    "SimpleHTTPServer": "http.server",
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
    "exceptions": "builtins",
    "htmlentitydefs": "html.entities",
    "httplib": "http.client",
    "md5": "hashlib",
    "sets": "builtins",
    "sha": "hashlib",
    "thread": "_thread",
    "tkFileDialog": "tkinter.filedialog",
    "tkMessageBox": "tkinter.messagebox",
    "ttk": "tkinter.ttk",
    "urllib2": "urllib.request",
    "urlparse": "urllib.parse",
    "xmlrpclib": "xmlrpc.client",
}
_MOVED = {"python2.random": "random", "xml.etree.cElementTree": "xml.etree.ElementTree"}
# Modules that do something else in programs that are written in Python 2.
IN_PYTHON2 = {"codecs": "codecs", "csv": "csv", "hashlib": "hashlib", "heapq": "heapq",
              "math": "math", "os": "os", "pickle": "cPickle", "random": "python2.random",
              "subprocess": "subprocess", "threading": "threading"}
# Modules from which names have been removed; all of the user's code gets these names.
LOST = {"asyncio", "base64", "cgi", "itertools", "json", "locale", "operator", "platform", "random",
        "string", "types", "unittest", "urllib", "xml", "xml.etree", *_MOVED}


@functools.cache
def module(name: str) -> ModuleType:
    """Return a module, by its Python 2 or present name, with the names since removed from it."""
    from tfgraph_course.tf1.lost_names import NAMES

    place = Old({**PYTHON2, **_MOVED}.get(name, name))
    vars(place).update(NAMES.get(name, dict)())
    return place
