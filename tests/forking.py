"""The parent of the forks that `forked.py` asks for: `python tests/forking.py SOCKET`.

It imports what takes long, opens no session, and says that it is ready. Each connection then brings
the three streams of a process, and what it runs, as a line of JSON. The answer is the process's
number, and its status when it has ended. It is killed, with what it started, if whoever asked for
it is gone.
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
import signal
import socket
import socketserver
import struct
import sys
import threading
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import numpy as np

PRELOADED = "tensorflow.compat.v1", "tf_keras", "matplotlib.pyplot", "sklearn.metrics", "pytest"


class _Forking(socketserver.ForkingMixIn, socketserver.UnixStreamServer):
    max_children = 16
    timeout = 1  # seconds
    owner = os.getppid()

    def handle_timeout(self) -> None:
        """End with the process that started this one."""
        super().handle_timeout()
        if os.getppid() != self.owner:
            sys.exit()


class _Request(socketserver.BaseRequestHandler):
    """One call; the server forks a process that forks the call's and waits for it."""

    def handle(self) -> None:
        _, streams, *_ = socket.recv_fds(self.request, 1, 3)
        request = json.loads(self.request.makefile().readline())
        child = os.fork()
        if child == 0:
            self.server.socket.close()
            self.request.close()
            _become(request, streams)
        for stream in streams:
            os.close(stream)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.request.sendall(struct.pack("q", child))
            self.request.sendall(struct.pack("q", self._status(child)))

    def _status(self, child: int) -> int:
        """The exit status of a child, which is killed if nobody waits for it any more."""
        while True:
            pid, status = os.waitpid(child, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            gone, _, _ = select.select([self.request], [], [], 0.005)
            if gone:
                os.killpg(child, signal.SIGKILL)


def _become(request: dict[str, Any], streams: list[int]) -> NoReturn:
    """Make this child the process that was asked for, run it, and end."""
    os.setsid()
    for descriptor, stream in enumerate(streams):
        os.dup2(stream, descriptor)
        os.close(stream)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    random.seed()
    np.random.seed()  # noqa: NPY002 - what programs of the time draw from
    sys.path.insert(1, request["root"])
    if not request["pictures"]:
        sys.modules["matplotlib.figure"].Figure.savefig = lambda *_, **__: None
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
