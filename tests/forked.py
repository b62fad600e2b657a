"""Processes of Python that have TensorFlow imported when they begin.

Importing TensorFlow takes four to six seconds, and hundreds of tests need a process of their own.
So one parent imports it, opens no session, and is forked for each: the child gets arguments,
folder, environment and files as any process of Python does, and imports the course itself. What is
about a start from nothing, a kill or the end of a process takes `subprocess` instead.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import json
import os
import random
import runpy
import select
import shutil
import signal
import socket
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
SERVER = "TFGRAPH_FORKS"  # names, in the environment, the socket of the parent that is there
PRELOADED = "tensorflow.compat.v1", "tf_keras", "matplotlib.pyplot", "sklearn.metrics", "pytest"


def python(
    *arguments: Any,
    cwd: str | Path | None = None,
    env: dict[str, str] | None = None,
    input: str = "",
    timeout: float = 300,
    check: bool = False,
    root: Path = ROOT,
) -> subprocess.CompletedProcess[str]:
    """Run what `python ARGUMENTS` would, in a fork; wait for it.

    Args:
        arguments: a script, `-m` and a module, or `-c` and code, each with its own arguments.
        cwd: the folder that it works in; that of this process by default.
        env: its whole environment; that of this process by default. What Python itself or
            TensorFlow's import reads from there comes too late.
        input: what it reads from standard input.
        timeout: seconds, after which it is killed, with all that it started.
        check: whether another exit status than 0 is an error.
        root: the folder of the course that it imports.

    Returns:
        The ended process, with what it printed as text.
    """
    call = [str(argument) for argument in arguments]
    request = {
        "call": call, "cwd": str(cwd or Path.cwd()), "env": env or dict(os.environ),
        "timeout": timeout, "root": str(root),
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as place:
        files = {name: f"{place}/{name}" for name in ("stdin", "stdout", "stderr")}
        for name, path in files.items():
            Path(path).write_text(input if name == "stdin" else "", encoding="utf-8")
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(_server())
            connection.sendall(json.dumps(request | files).encode() + b"\n")
            status = json.loads(connection.makefile().readline())
        told = [Path(files[name]).read_text(encoding="utf-8") for name in ("stdout", "stderr")]
    if status is None:
        raise subprocess.TimeoutExpired(call, timeout, *told)
    ended = subprocess.CompletedProcess(call, status, *told)
    if check:
        ended.check_returncode()
    return ended


def _server() -> str:
    """The socket of the parent, which is started when it is first needed."""
    if SERVER not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix="forks"))
        atexit.register(shutil.rmtree, folder)
        with open(folder / "stderr", "wb") as told:  # TensorFlow's notices, or why it is not ready
            parent = subprocess.Popen(
                [sys.executable, __file__, folder / "socket"], stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=told,
            )  # fmt: skip
        atexit.register(parent.wait)
        atexit.register(parent.kill)
        assert parent.stdout.readline() == b"ready\n", (folder / "stderr").read_text()
        os.environ[SERVER] = str(folder / "socket")
    return os.environ[SERVER]


class _Forking(socketserver.ForkingMixIn, socketserver.UnixStreamServer):
    max_children = 8
    timeout = 1  # seconds
    owner = os.getppid()

    def handle_timeout(self) -> None:
        """End with the process that started this one."""
        super().handle_timeout()
        if os.getppid() != self.owner:
            sys.exit()


class _Request(socketserver.StreamRequestHandler):
    """One call; the server forks a process that forks the call's and waits for it."""

    def handle(self) -> None:
        request = json.loads(self.rfile.readline())
        child = os.fork()
        if child == 0:
            self.server.socket.close()
            _become(request)
        status = self._waited(child, request["timeout"])
        with contextlib.suppress(BrokenPipeError):
            self.wfile.write(json.dumps(status).encode() + b"\n")

    def _waited(self, child: int, timeout: float) -> int | None:
        """The exit status of a child, or None if it took too long or nobody waits for it."""
        end = time.monotonic() + timeout
        gone = False  # whoever asked, as after Ctrl-C
        while time.monotonic() < end and not gone:
            pid, status = os.waitpid(child, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            gone, _, _ = select.select([self.connection], [], [], 0.005)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return None


def _become(request: dict[str, Any]) -> NoReturn:
    """Make this child the process that was asked for, run it, and end."""
    os.setsid()
    for descriptor, name in enumerate(("stdin", "stdout", "stderr")):
        file = os.open(request[name], os.O_RDWR | os.O_APPEND * (name != "stdin"))
        os.dup2(file, descriptor)
        os.close(file)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    random.seed()
    np.random.seed()  # noqa: NPY002 - what programs of the time draw from
    sys.path.insert(1, request["root"])
    status = _status_of(request["call"])
    with contextlib.suppress(Exception):
        threading._shutdown()
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)  # to take TensorFlow down, module by module, would cost a second


def _status_of(call: list[str]) -> int:
    """Run a call; its exit status, as Python finds it."""
    try:
        _run(*call)
        return 0
    except SystemExit as end:
        return _code(end)
    except BaseException as fault:
        while (trace := fault.__traceback__) and trace.tb_frame.f_code.co_filename == __file__:
            fault.__traceback__ = trace.tb_next
        try:
            sys.excepthook(type(fault), fault, fault.__traceback__)
        except SystemExit as end:
            return _code(end)
        return 1


def _code(end: SystemExit) -> int:
    if end.code is None or isinstance(end.code, int):
        return end.code or 0
    print(end.code, file=sys.stderr)
    return 1


def _run(kind: str, *rest: str) -> None:
    if kind == "-m":
        sys.argv, sys.path[0] = list(rest), os.getcwd()
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
        return
    main = sys.modules["__main__"] = ModuleType("__main__")
    if kind == "-c":
        sys.argv, sys.path[0] = ["-c", *rest[1:]], ""
        code = compile(rest[0], "<string>", "exec", dont_inherit=True)
    else:
        sys.argv, sys.path[0] = [kind, *rest], str(Path(kind).resolve().parent)
        main.__file__ = kind
        code = compile(Path(kind).read_bytes(), kind, "exec", dont_inherit=True)
    exec(code, main.__dict__)


def serve(path: str) -> None:
    """Import what takes long, and fork for each request to a socket, as long as it is wanted."""
    os.environ |= {"MPLBACKEND": "Agg", "TF_CPP_MIN_LOG_LEVEL": "2"}  # as the course sets them
    for name in PRELOADED:
        importlib.import_module(name)
    gc.freeze()  # a collection in a child would copy what it shares with this process
    with _Forking(path, _Request) as server:
        print("ready", flush=True)
        while True:
            server.handle_request()


if __name__ == "__main__":
    serve(sys.argv[1])
