"""What a stand-in knows about the runs that it has seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.engine.arrays import Arrays
from tfgraph_course.engine.copies import Node
from tfgraph_course.engine.fast import Fast

RUNS_TIMED = 3  # how many fast runs are timed, to compare them with the session's own


class Repeated:
    """What is known about the runs that fetch one node and are fed one set of arrays."""

    def __init__(self) -> None:
        self.own_seconds: list[float] = []  # of each run until there is a faster version
        self.fast_seconds: list[float] = []  # of the first fast runs
        self.fast: Fast | None = None
        self.nodes: list[Node] = []  # that the faster version computes
        self.numbers: list[tf.Tensor] = []  # that dropout draws
        self.why_own = ""  # why the session's own nodes are used for good

    def is_slower(self, seconds: float) -> bool:
        """Note a fast run's time; return True if the faster version proves to be slower.

        That is known when RUNS_TIMED of its runs all took longer than the session's quickest.
        """
        if not self.own_seconds or len(self.fast_seconds) == RUNS_TIMED:
            return False
        self.fast_seconds.append(seconds)
        is_timed = len(self.fast_seconds) == RUNS_TIMED
        return is_timed and min(self.fast_seconds) > min(self.own_seconds)


class Examples(Arrays):
    """A set of arrays that was fed, and the runs that it was fed to."""

    def __init__(self, arrays: Mapping[str, np.ndarray]) -> None:
        super().__init__(arrays)
        self.runs: dict[str, Repeated] = {}  # by the name of the fetched node
        self.measured: dict[str, Any] = {}  # the latest means, by name; computed from ...
        self.measured_when: tuple[Any, ...] = ()  # ... these values of variables and placeholders

    def forget(self) -> None:
        """Forget the faster versions."""
        self.measured_when = ()
        for run in self.runs.values():
            run.fast = None

    @property
    def in_use(self) -> bool:
        return any(run.fast for run in self.runs.values())
