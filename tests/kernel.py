"""A Jupyter kernel, into which cells are pasted as into a notebook."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from jupyter_client.manager import start_new_kernel

from tests.forked import ROOT


class Ended(NamedTuple):
    """What a cell has printed, and the last line of its traceback, or ""."""

    printed: str
    error: str


@contextlib.contextmanager
def kernel(folder: Path) -> Iterator[Callable[[str], Ended]]:
    """Start a kernel in a folder; what it gives runs a cell there.

    The kernel has IPython's own settings in that folder, and nothing of the course yet.
    """
    own = {"IPYTHONDIR": str(folder / "ipython"), "PYTHONPATH": str(ROOT), "MPLBACKEND": "agg"}
    env = {**os.environ, **own}
    env.pop("PYTEST_CURRENT_TEST", None)  # with it, a kernel does not show what C++ prints
    manager, client = start_new_kernel(cwd=str(folder), env=env)

    def run(cell: str) -> Ended:
        printed, error = [], []

        def note(message: dict) -> None:
            content = message["content"]
            if message["msg_type"] == "stream":
                printed.append(content["text"])
            elif message["msg_type"] == "error":
                error.append(f"{content['ename']}: {content['evalue']}")

        client.execute_interactive(cell, output_hook=note, timeout=600)
        return Ended("".join(printed), "".join(error))

    try:
        yield run
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
