"""Load the user's own modules as `run` loads a script: Python 2 and old names are supported."""

from __future__ import annotations

import contextlib
from importlib.machinery import SourceFileLoader
from types import CodeType

from tfgraph_course.tf1.doors.owners import is_installed
from tfgraph_course.tf1.doors.script import compile_script, has_old_words

_get_code = SourceFileLoader.get_code


def load_users_modules(wanted: bool = True) -> None:
    """From now on, compile all of the user's modules as scripts, or stop this if not `wanted`."""
    SourceFileLoader.get_code = _compiled if wanted else _get_code


def _compiled(self: SourceFileLoader, fullname: str) -> CodeType | None:
    """Return a module's code; code that may have been rewritten is not cached in a .pyc file."""
    if is_installed(self.path):
        return _get_code(self, fullname)
    source = self.get_data(self.path)
    if not has_old_words(source):
        with contextlib.suppress(SyntaxError, ValueError):  # it may be Python 2
            return _get_code(self, fullname)
    return compile_script(source, self.path)
