"""What became of each name of TensorFlow 1, for error messages, `check` and docs/tf1.md.

`names.tsv` has a line for each name; scripts/make_tf1_names.py writes that file.
"""

from __future__ import annotations

import difflib
import functools
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("names.tsv")


_KERAS_1 = {  # what to use instead of layers and models of Keras 1
    "Graph": "keras.models.Model", "Highway": "a layer of your own",
    "MaxoutDense": "maximum of several Dense layers", "Merge": "keras.models.Model with merge",
}


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
    state: str  # "tensorflow" (still there), "course" (supplied by the course) or "gone"
    today: str  # how TensorFlow 2 spells it, or what to use instead
    kind: str  # "module", or empty

    @property
    def is_module(self) -> bool:
        return self.kind == "module"


@functools.cache
def table() -> dict[str, Name]:
    """Return the rows of `names.tsv` by name: all names of TF 1.15, and all that TF 1.0 renamed."""
    # The loader finds the file even if the package is in a zip file.
    lines = __spec__.loader.get_data(str(TABLE)).decode().splitlines()
    return {(row := Name(*line.split("\t"))).name: row for line in lines}


def explain(dotted: str) -> str:
    """Say in one sentence why a name, here without `tf.`, is missing, and what to use instead."""
    if dotted.startswith("contrib.keras."):
        return f"{dotted[8:]} is no longer in Keras 2 as of tf_keras 2.21; {hint(dotted)}."
    if dotted.startswith("contrib."):
        return f"tf.{dotted} was removed with tf.contrib in TensorFlow 2.0; {hint(dotted)}."
    if dotted in table():
        return f"tf.{dotted} is no longer in TensorFlow as of 2.21; {hint(dotted)}."
    return f"tf.{dotted} is not a name of TensorFlow 0.12 to 1.15; {hint(dotted)}."


def hint(dotted: str) -> str:
    """Say what to use instead of a missing name or, in tf.contrib, instead of the name's module."""
    path = dotted
    if dotted.startswith("contrib.keras.") and (today := _KERAS_1.get(dotted.split(".")[-1])):
        return f"use {today} instead"
    while path.startswith("contrib.") and path not in table():
        path = path.rpartition(".")[0]
    if path in table():
        return f"use {table()[path].today} instead"
    if path.startswith("models."):
        return "get the module from github.com/tensorflow/models and put its file beside the script"
    return _similar(dotted)


def _similar(dotted: str) -> str:
    """Suggest a name that differs by a typo, or the same name in another module."""
    path, _, name = dotted.rpartition(".")
    beside, elsewhere = _there()
    if close := difflib.get_close_matches(name, beside[path], 1, 0.8):
        return f"perhaps you mean tf.{path + '.' * bool(path) + close[0]}"
    same = elsewhere[name]
    return f"perhaps you mean tf.{min(same, key=len)}" if same else "check its spelling"


@functools.cache
def _there() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the last parts of available names, by module; and the full names, by last part."""
    beside, elsewhere = defaultdict(list), defaultdict(list)
    for row in table():
        if table()[row].state != "gone":
            path, _, name = row.rpartition(".")
            beside[path].append(name)
            elsewhere[name].append(row)
    return beside, elsewhere
