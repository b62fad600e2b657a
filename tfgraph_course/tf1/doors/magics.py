"""`get_ipython()` for scripts and notebooks under `run`: the commands and magics that programs use.

Magics that are not defined here do nothing, and commands that would install software are skipped.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tfgraph_course.tf1.doors.ipython_lines import PLAIN
from tfgraph_course.tf1.doors.notebook import read
from tfgraph_course.tf1.doors.script import compile_script
from tfgraph_course.tf1.notices import notice

with contextlib.suppress(ImportError):
    import IPython  # noqa: F401  (programs ask whether it is in `sys.modules`)

_INSTALLS = re.compile(
    r"\s*(sudo|pip\d?|conda|mamba|apt|apt-get|brew|easy_install|\S*python[\d.]*\s+-m\s+pip)\b"
)
_COMMANDS = {"cat", "cp", "ls", "mkdir", "mv", "rm", "rmdir"}  # of the shell; also magics


def get_ipython() -> Shell:
    """Return a shell that sees the variables of the code that calls this function."""
    frame = sys._getframe(1)
    return Shell(frame.f_globals, frame.f_locals)


class TimeitResult(SimpleNamespace):
    """What `%timeit -o` returns: times in seconds."""


class CapturedIO(SimpleNamespace):
    """What `%%capture` keeps: the text that a cell printed."""

    def __str__(self) -> str:
        return self.stdout

    def show(self) -> None:
        """Print what was captured."""
        print(self.stdout, end="")
        print(self.stderr, end="", file=sys.stderr)

    __call__ = show


class SList(list):
    """The lines that a command printed."""

    n = nlstr = property("\n".join)
    s = spstr = property(" ".join)
    l = list = property(lambda lines: lines)  # noqa: E741 - IPython's name

    def grep(self, pattern: str, prune: bool = False) -> SList:
        """Return the lines in which a pattern is found or, with `prune`, is not found."""
        return SList(
            line for line in self if bool(re.search(pattern, line, re.IGNORECASE)) != prune)

    def fields(self, *numbers: int) -> SList:
        """Return the words of each line that have these numbers, joined by spaces."""
        words = [line.split() for line in self]
        return SList(
            " ".join(row[at] for at in numbers if -len(row) <= at < len(row)) for row in words
        ) if numbers else words


class Shell:
    """The part of IPython's shell that programs use."""

    def __init__(self, scope: dict[str, Any], local: Any) -> None:
        self.user_ns, self._local = scope, local

    def __getattr__(self, name: str) -> Any:
        """Let any other method do nothing."""
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args, **settings: None

    def system(self, command: str) -> None:
        self._shell(command)

    def getoutput(self, command: str) -> SList:
        return SList(self._shell(command, stdout=subprocess.PIPE, text=True).splitlines())

    def run_cell(self, code: str, *_: Any, **settings: Any) -> None:
        self._run(code)

    ex = run_cell

    def ev(self, expression: str) -> Any:
        return eval(expression, self.user_ns)

    def push(self, variables: dict[str, Any]) -> None:
        self.user_ns.update(variables)

    def magic(self, line: str) -> Any:
        return self.run_line_magic(*line.lstrip("%").partition(" ")[::2])

    def run_line_magic(self, name: str, line: str = "", *_: Any) -> Any:
        if name == "ls" or (name in _COMMANDS and line):  # a name alone may be a variable
            return self.system(f"{name} {line}")
        return self._magic("line", name, line)

    def run_cell_magic(self, name: str, line: str, cell: str) -> Any:
        return self._magic("cell", name, line, cell, sys._getframe(1).f_lineno)

    def _magic(self, kind: str, name: str, line: str, *cell: Any) -> Any:
        line = (line if name in PLAIN else self._filled(line)).strip()
        if known := getattr(type(self), f"_{kind}_{name}", None):
            return known(self, line, *cell)
        if cell and name in PLAIN:  # `%%time` as nbconvert writes it
            self._run(*cell)

    def _shell(self, command: str, **settings: Any) -> str:
        command = self._filled(command)
        if _INSTALLS.match(command):
            notice(f"a command that may install software is skipped: {command}")
            return ""
        sys.stdout.flush()
        return subprocess.run(command, shell=True, **settings).stdout or ""

    def _filled(self, text: str) -> str:
        """Return a command with the values of its {expressions:.2f} and $names filled in."""
        scope = self.user_ns | dict(self._local)

        def value(found: re.Match[str]) -> str:
            try:
                return format(eval(found[1] or found[3], scope), (found[2] or "")[1:])
            except Exception:  # left to the shell: ${HOME}, awk's braces
                return found[0]

        names = r"(?<!\$)\{([^{}]+?)(:[.,\d]*[a-z%])?\}|\$([A-Za-z_]\w*)"
        return re.sub(names, value, text).replace("$$", "$")

    def _line_cd(self, line: str) -> None:
        place = line.removeprefix("-q").strip(" '\"") or "~"
        before = os.getcwd()
        os.chdir(os.environ.get("OLDPWD", ".") if place == "-" else Path(place).expanduser())
        os.environ["OLDPWD"] = before

    def _line_pwd(self, line: str) -> str:
        return os.getcwd()

    def _line_env(self, line: str) -> Any:
        name, _, value = re.sub(r"\s*=\s*|\s+", "=", line, count=1).partition("=")
        if value:
            os.environ[name] = value
            print(f"env: {name}={value}")
        return os.environ.get(name) if name else dict(os.environ)

    _line_set_env = _line_env

    def _line_run(self, line: str) -> None:
        """Run a script or a notebook with its arguments, as if its code stood in this place."""
        words = shlex.split(re.sub(r"^(-\w+\s+)*", "", line))
        path = words[0] if Path(words[0]).is_file() else f"{words[0]}.py"
        code = compile_script(read(path), str(Path(path).absolute()))
        own, file = sys.argv, self.user_ns.get("__file__")
        sys.argv, self.user_ns["__file__"] = [path, *words[1:]], path
        try:
            with contextlib.suppress(SystemExit):
                exec(code, self.user_ns)
        finally:
            sys.argv, self.user_ns["__file__"] = own, file

    def _line_time(self, line: str) -> Any:
        start = time.perf_counter()
        self._run(line)
        print(f"Wall time: {time.perf_counter() - start:.3g} s", file=sys.stderr)

    def _line_timeit(self, line: str) -> Any:
        options = re.match(r"(-\w+\s*\d*\s+)*", line)[0]
        start = time.perf_counter()
        self._run(line.removeprefix(options))
        spent = time.perf_counter() - start
        once = TimeitResult(best=spent, worst=spent, average=spent, loops=1, repeat=1)
        if "-q" not in options:
            print(f"{spent:.3g} s ± 0 ns per loop (mean ± std. dev. of 1 run, 1 loop each)")
        return once if "-o" in options else None

    def _line_reset_selective(self, line: str) -> None:
        pattern = re.compile(line.removeprefix("-f").strip())
        for name in [name for name in self.user_ns if name[0] != "_" and pattern.search(name)]:
            del self.user_ns[name]

    def _line_pylab(self, line: str) -> None:
        self._run("import matplotlib, numpy\nfrom matplotlib import mlab, pylab, pyplot\n"
                  "np, plt = numpy, pyplot\nfrom pylab import *\nfrom numpy import *")

    def _run(self, code: str, lineno: int = 0) -> None:
        path = self.user_ns.get("__file__", "<cell>")
        exec(compile_script(("\n" * lineno + code).encode(), path), self.user_ns)

    def _cell_capture(self, line: str, cell: str, lineno: int) -> None:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            self._run(cell, lineno)
        if name := re.sub(r"--\S+", "", line).strip():
            self.user_ns[name] = CapturedIO(
                stdout=out.getvalue(), stderr=err.getvalue(), outputs=[])

    def _cell_writefile(self, line: str, cell: str, lineno: int) -> None:
        *append, name = line.split()
        changes = "Appending to" if append else "Overwriting"
        print(changes if Path(name).exists() else "Writing", name)
        with open(name, "a" if append else "w", encoding="utf-8") as file:
            file.write(cell.rstrip("\n") + "\n")

    _cell_file = _cell_writefile

    def _cell_bash(self, line: str, cell: str, lineno: int) -> None:
        for command in filter(_INSTALLS.match, cell.splitlines()):
            notice(f"a command that may install software is skipped: {command}")
        kept = [row for row in cell.splitlines() if not _INSTALLS.match(row)]
        args = shlex.split(line.partition("-s ")[2])
        sys.stdout.flush()
        subprocess.run(["/bin/bash", "-c", "\n".join(kept), "bash", *args])

    _cell_sh = _cell_bash
