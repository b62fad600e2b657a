"""The kinds of value that an option takes: numbers within limits, and old names."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any


def once_text(name: str) -> Callable[[str], str]:
    """Return the type of an option whose choice `name` was once called "text".

    With it, commands that readers have kept still work.
    """
    return lambda value: name if value == "text" else value


def _number(kind: type, low: float, high: float, what: str) -> Callable[[str], Any]:
    """Return a function that reads an option's number and refuses one outside `low` to `high`.

    `what` describes the permitted numbers in the error message.
    """

    def read(value: str) -> Any:
        try:
            number = kind(value)
        except ValueError:
            number = float("nan")
        if not low <= number <= high:
            raise argparse.ArgumentTypeError(f"{value!r} is not {what}")
        return number

    return read


COUNT = _number(int, 0, float("inf"), "0 or a positive whole number")
SIZE = _number(int, 1, float("inf"), "a positive whole number")
WIDTH = _number(int, 1, 10_000, "a whole number from 1 to 10,000")
WINDOW = _number(int, 1, 99, "a whole number from 1 to 99")
WORKERS = _number(int, 1, 64, "a whole number from 1 to 64")
SEED = _number(int, 0, 2**31 - 1, f"a whole number from 0 to {2**31 - 1}")
RATE = _number(float, 1e-45, 3e38, "a positive float32 number")
SHARE = _number(float, 1e-6, 1, "a number from 0.000001 to 1")
SECONDS = _number(float, 1, 86_400, "a number of seconds from 1 to 86,400")
