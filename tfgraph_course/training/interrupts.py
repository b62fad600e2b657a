"""Ctrl-C and SIGTERM in training: the run stops after the current step has been saved."""

from __future__ import annotations

import signal
import threading
from types import FrameType

from tfgraph_course.errors import Interrupted


class Interrupts:
    """A context manager that only notes a first Ctrl-C or SIGTERM; a second stops the run at once.

    Signals keep their usual effect if `wanted` is false, and outside the main thread, where Python
    handles no signals.
    """

    def __init__(self, wanted: bool = True) -> None:
        self.noted, self.wanted = None, wanted
        self._before: dict[int, object] = {}

    def __enter__(self) -> Interrupts:
        if self.wanted and threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.noted is not None:
            raise Interrupted(number)
        self.noted = number
