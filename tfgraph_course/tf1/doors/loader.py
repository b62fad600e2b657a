"""Loads the user's own modules as `run` loads a script: Python 2 and old names are understood."""

from __future__ import annotations

import contextlib
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType
from typing import Any

from tfgraph_course.tf1.doors.script import compile_script, has_old_words


class UsersModules:
    """A finder that stands before Python's own, for the files of the user."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        from tfgraph_course.tf1.doors.owners import is_installed

        spec = PathFinder.find_spec(name, path, target)
        if spec and type(spec.loader) is SourceFileLoader and not is_installed(spec.origin):
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


class _Loader(SourceFileLoader):
    """Compiles a module; no compiled file is saved if the module had to be rewritten."""

    def get_code(self, fullname: str) -> CodeType | None:
        source = self.get_data(self.path)
        if not has_old_words(source):
            with contextlib.suppress(SyntaxError, ValueError):  # it may be Python 2
                return super().get_code(fullname)
        return compile_script(source, self.path)
