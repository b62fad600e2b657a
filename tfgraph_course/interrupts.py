"""Ctrl-C and SIGTERM while training: the step is finished and saved before the run stops."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType


class Interrupts:
    """Within `with`, the first signal is only noted; a second one stops at once.

    Signals are left as they are if that is not wanted, and outside of the main thread, where
    Python handles none.
    """

    def __init__(self, wanted: bool = True) -> None:
        """None has come yet."""
        self.noted, self.wanted = None, wanted
        self._before: dict[int, object] = {}

    def __enter__(self) -> Interrupts:
        """Take over both signals."""
        if self.wanted and threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Give them back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.noted is not None:
            raise Interrupted(number)
        self.noted = number


class Interrupted(KeyboardInterrupt):
    """A run was stopped by a signal; its message says how to go on."""

    def __init__(self, number: int, message: str = "stopped at once") -> None:
        """Keep what `errors` makes of it: the sentence, and the exit status 128 + number."""
        super().__init__(message)
        self.status = 128 + number  # 130 after Ctrl-C, 143 after SIGTERM
