"""Which chapter a test verifies: `pytest -m ch3` selects all that verifies what chapter 3 says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

CHAPTERS = ("ch1", "ch2", "ch3", "ch4", "ch5")


def of_chapter(name: str, *others: Any, slow: bool = False) -> Any:
    """The arguments of a test, marked with the chapter that the first one names: `ch3_cnn`."""
    marks = [getattr(pytest.mark, name[:3]), *([pytest.mark.slow] if slow else [])]
    return pytest.param(name, *others, marks=marks)


def of_every_chapter(test: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a test of all chapters."""
    for chapter in CHAPTERS:
        test = getattr(pytest.mark, chapter)(test)
    return test
