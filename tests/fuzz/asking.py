"""What every fuzzer asks of a door: an answer, or one sentence, and that within some seconds.

Each has a few inputs for every day and, with --slow, as many as find the rare ones.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from tfgraph_course.errors import CourseError, as_sentence

SECONDS = 10  # of processor time, for one input


def inputs(daily: int, slow: int = 10_000) -> Any:
    """Give a test the argument `count`, a number of inputs; the larger one only with --slow."""
    return pytest.mark.parametrize("count", [daily, pytest.param(slow, marks=pytest.mark.slow)])


def taking(count: int, *, processes: bool = False) -> Any:
    """Settings for so many inputs; one that takes a process is not made smaller if it fails."""
    phases = [Phase.generate] if processes else [Phase.explicit, Phase.generate, Phase.shrink]
    return settings(
        max_examples=count, phases=phases, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )


def answer(door: Callable[..., Any], *arguments: Any) -> Any:
    """What a door returns, or None if it says why it does not; anything else fails the test."""
    start, result = time.process_time(), None
    try:
        result = door(*arguments)
    except CourseError as fault:
        assert as_sentence(fault).isprintable()
        assert len(str(fault)) > 20
    assert time.process_time() - start < SECONDS
    return result
