"""What became of each name of TensorFlow 1, for error messages, `check` and docs/tf1.md.

`names.tsv` has a line for each name; scripts/make_tf1_names.py writes that file.
"""

from __future__ import annotations

import difflib
import functools
import heapq
from collections import Counter
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("names.tsv")
COMPARED = 20  # names that are looked at for one that may be meant


class NameGone(AttributeError):
    """Raised for a missing name of TensorFlow 1; the message says what to use instead.

    This is an AttributeError so that `hasattr`, and `getattr` with a default, work as usual. The
    argument is the name without the leading `tf.`.
    """

    def __str__(self) -> str:
        return explain(self.args[0])  # not in __init__: finding a similar name takes a while


class Name(NamedTuple):
    """A name of TensorFlow 1, and what became of it: one row of `names.tsv`."""

    name: str  # without the leading `tf.`
    state: str  # "tensorflow" (it is there today), "course" (supplied by us) or "gone"
    today: str  # how TensorFlow 2 spells it, or what to use instead
    kind: str  # "module", or empty

    @property
    def is_module(self) -> bool:
        return self.kind == "module"


@functools.cache
def table() -> dict[str, Name]:
    """The rows of `names.tsv`, keyed by name: all names of 1.15, and all that 1.0 renamed."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return {(row := Name(*line.split("\t"))).name: row for line in lines}


def explain(dotted: str) -> str:
    """Say in one sentence why a name is missing and what to use instead.

    Args:
        dotted: the name without the leading `tf.`.
    """
    if dotted.startswith("contrib."):
        return f"tf.{dotted} left TensorFlow with tf.contrib in 2.0; {hint(dotted)}."
    if dotted in table():
        return f"tf.{dotted} is no longer in TensorFlow as of 2.21; {hint(dotted)}."
    return f"tf.{dotted} is not a name of TensorFlow 0.12 to 1.15; {hint(dotted)}."


def hint(dotted: str) -> str:
    """Say what to use instead of a missing name or, in tf.contrib, instead of the name's module."""
    path = dotted
    while path.startswith("contrib.") and path not in table():
        path = path.rpartition(".")[0]
    if path in table():
        return f"use {table()[path].today} instead"
    close = difflib.get_close_matches(dotted, _similar(dotted), 1)
    return f"did you mean tf.{close[0]}" if close else "check its spelling"


def _similar(dotted: str) -> list[str]:
    """The names that share most with a dotted name; difflib would take long to look at all names.
    """
    shared = Counter(name for piece in _pieces(dotted) for name in _names_with().get(piece, ()))
    return heapq.nlargest(COMPARED, shared, lambda name: shared[name] / len(name + dotted))


@functools.cache
def _names_with() -> dict[str, list[str]]:
    """The names in the table that have a piece, keyed by the piece."""
    names: dict[str, list[str]] = {}
    for name in table():
        for piece in _pieces(name):
            names.setdefault(piece, []).append(name)
    return names


def _pieces(name: str) -> set[str]:
    return {name[i : i + 3] for i in range(max(1, len(name) - 2))}
