"""The history of a training run: measurements, epoch by epoch.

The module does not need TensorFlow.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tfgraph_course.errors import CourseError
from tfgraph_course.files.atomic import write_arrays
from tfgraph_course.files.npz import read_npz

MEASURE_INTERVAL = 10  # epochs


def epochs_in_words(epochs: int) -> str:
    """Format a number of epochs for a reader: "1 epoch", "6,000 epochs"."""
    return f"{epochs:,} {'epoch' if epochs == 1 else 'epochs'}"


def _kind_of(columns: Iterable[str]) -> str:
    return "rmse" if "train_rmse" in columns else "acc"


class Measured(NamedTuple):
    """Measurements of a model at an epoch, made without dropout."""

    train_acc: float  # 0..1
    test_acc: float  # 0..1; NaN if there are no validation data
    train_loss: float  # NaN for a graph without `cross_entropy`
    test_loss: float  # NaN also if there are no validation data


class History(dict[str, list[float]]):
    """The measurements of a training run: columns of equal length, each under its name.

    epoch      number of training steps before the measurement: 0, 10, 20, ..., and the total
    train_acc  accuracy on the training data, 0..1; for a regression, `train_rmse`, its error
    test_acc   the same for the validation data; NaN without validation data
    train_loss, test_loss   the loss; NaN for a graph that has none
    seconds    time since training began
    """

    def __init__(self, /, **columns: Iterable[float]) -> None:
        """Start an empty history, or continue the columns of an earlier one; start the timer."""
        super().__init__({name: np.asarray(column).tolist() for name, column in columns.items()})
        earlier = self.get("seconds") or [0]
        self._start = time.perf_counter() - earlier[-1]

    def add(self, epoch: int, **measured: float) -> None:
        """Add the measurements of an epoch, and the time in seconds since training began."""
        measured["seconds"] = time.perf_counter() - self._start
        self.setdefault("epoch", []).append(epoch)
        for name, number in measured.items():
            self.setdefault(name, []).append(float(number))

    def forget_from(self, epoch: int) -> None:
        """Remove the measurements at `epoch` and later, because those steps will be repeated."""
        kept = sum(measured < epoch for measured in self.get("epoch", ()))
        for column in self.values():
            del column[kept:]

    @property
    def kind(self) -> str:
        """How the names of the measurements end: "acc" or, for a regression, "rmse"."""
        return _kind_of(self)

    def final(self, part: str) -> str:
        """Return the last result of "train" or "test", as "87.9%" or "6.91 °F"; "" for NaN."""
        value = self[f"{part}_{self.kind}"][-1]
        if math.isnan(value):
            return ""
        return f"{value:.1%}" if self.kind == "acc" else f"{value:.2f} °F"

    def save(self, path: str | Path) -> None:
        """Write the columns to an npz file, each under its name."""
        write_arrays(path, **self)

    @classmethod
    def read(cls, path: str | Path) -> History:
        """Read a file that `save` wrote.

        Raises:
            CourseError: the file is missing or damaged, or is not a history.
        """
        columns = read_npz(path)
        kind = _kind_of(columns)
        numbers = [c for c in columns.values() if c.dtype.kind in "iuf" and c.ndim == 1 and len(c)]
        if (
            not {"epoch", f"train_{kind}", f"test_{kind}"} <= columns.keys()
            or len(numbers) < len(columns)
            or len({len(column) for column in numbers}) > 1
            or not (columns["epoch"] >= 0).all()  # also refuses NaN
            or not np.isfinite(columns["epoch"]).all()
        ):
            raise CourseError(f"{path}: this is not the history of a run; train again.")
        return cls(**columns)
