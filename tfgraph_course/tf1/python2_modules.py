"""Modules of Python 2 that have other names today, and names that modules have lost since.

The user's code gets a module of PYTHON2 if no other module of that name is found; the user's own
files come first. For NumPy and other libraries, see `old_modules`.
"""

from __future__ import annotations

import functools
from types import ModuleType

from tfgraph_course.tf1.old_modules import Old

# Old names, and today's.
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
_MOVED = {"xml.etree.cElementTree": "xml.etree.ElementTree"}
# Modules that treat files and strings in another way in programs that are written in Python 2.
IN_PYTHON2 = {"csv": "csv", "hashlib": "hashlib", "pickle": "cPickle", "subprocess": "subprocess"}
# Today's modules that have lost names, which all of the user's code gets.
LOST = {"asyncio", "base64", "cgi", "itertools", "json", "locale", "operator", "platform", "random",
        "string", "types", "unittest", "urllib", "xml", "xml.etree", *_MOVED}


@functools.cache
def module(name: str) -> ModuleType:
    """Return a module of Python 2, or one of today's with the names that it has lost."""
    from tfgraph_course.tf1.lost_names import NAMES

    place = Old({**PYTHON2, **_MOVED}.get(name, name))
    vars(place).update(NAMES.get(name, dict)())
    return place
