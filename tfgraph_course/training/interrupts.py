"""Ctrl-C and SIGTERM during training: the step is finished and saved before the run stops."""

from __future__ import annotations

import signal
import threading
from types import FrameType

from tfgraph_course.errors import Interrupted


class Interrupts:
    """Inside a `with` block, only note the first signal; a second one stops the run at once.

    If `wanted` is false, signals keep their usual effect; likewise outside the main thread, where
    Python handles no signals.
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
