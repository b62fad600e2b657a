"""Ctrl-C, SIGTERM and a closed terminal during training: the run stops once its step is saved."""

from __future__ import annotations

import signal
import threading
from types import FrameType

from tfgraph_course.errors import Interrupted


class Interrupts:
    """A context manager that merely records the first signal; a second one stops the run at once.

    The signals are SIGINT (Ctrl-C), SIGTERM and SIGHUP, which a terminal sends when it is closed;
    SIGHUP is left alone if it is already ignored, as after `nohup`. These signals keep their
    usual effect if `wanted` is false, and outside the main thread, where Python handles no signals.
    """

    def __init__(self, wanted: bool = True) -> None:
        self.noted, self.wanted = None, wanted
        self._before: dict[int, object] = {}

    def __enter__(self) -> Interrupts:
        numbers = [signal.SIGINT, signal.SIGTERM]
        closed = getattr(signal, "SIGHUP", None)  # Windows has none
        if closed and signal.getsignal(closed) is not signal.SIG_IGN:
            numbers.append(closed)
        if self.wanted and threading.current_thread() is threading.main_thread():
            self._before = {number: signal.signal(number, self._note) for number in numbers}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.noted is not None:
            raise Interrupted(number)
        self.noted = number
