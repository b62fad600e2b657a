"""Processes of Python that have TensorFlow imported when they begin.

Importing TensorFlow takes four to six seconds, and hundreds of tests need a process of their own.
So one parent, `forking.py`, imports it, opens no session, and is forked for each: the child gets
arguments, folder, environment and streams as any process of Python does, takes any signal, and
imports the course itself. What is about a start from nothing takes `subprocess` instead.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SERVER = "TFGRAPH_FORKS"  # names, in the environment, the socket of the parent that is there


class Fork:
    """A running fork of the parent: in little, what `subprocess.Popen` is.

    Args:
        arguments: a script, `-m` and a module, or `-c` and code, each with its own arguments.
        cwd: the folder that it works in; that of this process by default.
        env: its whole environment; that of this process by default. What Python itself or
            TensorFlow's import reads from there comes too late.
        root: the folder of the course that it imports.
        pictures: whether the files of its figures have pictures in them, which takes half of the
            time of a short training; without, they are empty.
        streams: descriptors of its standard streams, which are closed here; pipes by default.
    """

    def __init__(
        self,
        *arguments: Any,
        cwd: str | Path | None = None,
        env: dict[str, str] | None = None,
        root: Path = ROOT,
        pictures: bool = True,
        streams: list[int] | None = None,
    ) -> None:
        self.args, self.returncode = [str(argument) for argument in arguments], None
        if streams is None:
            pipes = [os.pipe() for _ in range(3)]
            self.stdin = os.fdopen(pipes[0][1], "w", encoding="utf-8")
            self.stdout, self.stderr = (os.fdopen(pipe[0], encoding="utf-8") for pipe in pipes[1:])
            streams = [pipes[0][0], pipes[1][1], pipes[2][1]]
        request = {
            "call": self.args, "cwd": str(cwd or Path.cwd()), "env": env or dict(os.environ),
            "root": str(root), "pictures": pictures,
        }
        self._connection = socket.socket(socket.AF_UNIX)
        self._connection.connect(_server())
        socket.send_fds(self._connection, [b"1"], streams)
        self._connection.sendall(json.dumps(request).encode() + b"\n")
        for stream in streams:
            os.close(stream)
        self.pid = self._number()

    def _number(self) -> int:
        return struct.unpack("q", self._connection.recv(8, socket.MSG_WAITALL))[0]

    def poll(self) -> int | None:
        """Its exit status, as `subprocess` counts it, or None while it runs."""
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """Its exit status, once it has ended; TimeoutExpired after so many seconds."""
        if self.returncode is None:
            if not select.select([self._connection], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(self.args, timeout)
            self.returncode = self._number()
            self._connection.close()
        return self.returncode

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """What is left of its output and of its errors, once it has ended."""
        self.stdin.close()
        with ThreadPoolExecutor() as pool:
            told = [pool.submit(stream.read) for stream in (self.stdout, self.stderr)]
            try:
                self.wait(timeout)
            except subprocess.TimeoutExpired:
                os.killpg(self.pid, signal.SIGKILL)
                raise
        return told[0].result(), told[1].result()

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def python(
    *arguments: Any, input: str = "", timeout: float = 300, check: bool = False, **settings: Any
) -> subprocess.CompletedProcess[str]:
    """Run what `python ARGUMENTS` would, in a fork; wait for it.

    Args:
        arguments: as `Fork` takes them, and so are the settings.
        input: what it reads from standard input.
        timeout: seconds, after which it is killed, with all that it started.
        check: whether another exit status than 0 is an error.

    Returns:
        The ended process, with what it printed as text.
    """
    with tempfile.TemporaryDirectory() as place:
        files = [Path(place, name) for name in ("stdin", "stdout", "stderr")]
        for path in files:
            path.write_text(input if path.name == "stdin" else "", encoding="utf-8")
        streams = [os.open(path, os.O_RDWR | os.O_APPEND * (path != files[0])) for path in files]
        process = Fork(*arguments, streams=streams, **settings)
        try:
            status = process.wait(timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        told = [path.read_text(encoding="utf-8") for path in files[1:]]
    ended = subprocess.CompletedProcess(process.args, status, *told)
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
                [sys.executable, Path(__file__).with_name("forking.py"), folder / "socket"],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=told,
            )
        atexit.register(parent.wait)
        atexit.register(parent.kill)
        assert parent.stdout.readline() == b"ready\n", (folder / "stderr").read_text()
        os.environ[SERVER] = str(folder / "socket")
    return os.environ[SERVER]
