"""The book's loop, library by library. Each file has `prepare(problem, form) -> Contender`.

The contender trains on all data at once from the problem's initial weights, with plain gradient
descent on the book's doubled softmax, and measures both accuracies every ten steps.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from benchmarks.problems import STEPS_PER_MEASUREMENT
from tfgraph_course.errors import CourseError


class Row(NamedTuple):
    """The accuracies at one measurement, and its time."""

    epoch: int  # steps taken before it
    train_acc: float  # 0..1
    test_acc: float  # NaN if all data are for training
    seconds: float  # from the start of the run to the end of this measurement


class Contender(NamedTuple):
    """A library that is ready to train."""

    train: Callable[[int, float], list[Row]]  # epochs, keep_prob; from the initial weights
    loss: Callable[[], float]  # on the training data after training, all neurons kept
    version: str  # of the library


class Entry(NamedTuple):
    """Where to find a contender."""

    module: str  # in this folder
    form: str = ""  # which of the module's forms
    package: str = "tensorflow"  # that must be installed
    recurrent: bool = True  # takes the RNN; one sequence has no tiles of examples


CONTENDERS = {
    "book": Entry("book"),
    "book_session": Entry("book", "session"),
    "course": Entry("course"),
    "pytorch": Entry("pytorch", package="torch"),
    "pytorch_compiled": Entry("pytorch", "compiled", "torch"),
    "pytorch_tiled": Entry("pytorch", "tiled", "torch", recurrent=False),
    "jax": Entry("jax", package="jax"),
    "jax_tiled": Entry("jax", "tiled", "jax", recurrent=False),
    "keras": Entry("keras", package="keras"),
}

TILE_IMAGES = 128  # the gradient of so many is taken at once, in the tiled forms


def has_no(name: str, model: str) -> CourseError:
    """Return the error for a file in this folder that does not have a model."""
    return CourseError(f"{name} has no {model}; add it to benchmarks/contenders/{name}.py.")


def loop(
    epochs: int, step: Callable[[int], object], accuracies: Callable[[], tuple[float, float]]
) -> list[Row]:
    """Train as the book does; measure both accuracies before every tenth step, and at the end."""
    start, rows = time.perf_counter(), []
    for i in range(epochs):
        if i % STEPS_PER_MEASUREMENT == 0:
            rows.append(Row(i, *accuracies(), time.perf_counter() - start))
        step(i)
    return [*rows, Row(epochs, *accuracies(), time.perf_counter() - start)]
