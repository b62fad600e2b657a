"""What only the chief does: save the measurements with each checkpoint, and leave the results."""

from __future__ import annotations

import shutil
import time
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from tfgraph_course.datasets.shares import Share
from tfgraph_course.errors import CourseError
from tfgraph_course.files.whole import sha256_of, write_arrays
from tfgraph_course.graphs import weights_of
from tfgraph_course.models import MODELS
from tfgraph_course.saving import checkpoints
from tfgraph_course.tf1 import fresh_session
from tfgraph_course.training.loop import History
from tfgraph_course.training.resume import FREE, Run
from tfgraph_course.training.states import State

# Options of a cluster that, beside resume's FREE, say nothing of what is computed at an epoch.
HOW = {"timeout", "save_every", "trust_network"}


def claim(options: dict[str, Any]) -> Run:
    """The folder of the run; an unfinished one in it, made from the same, goes on.

    Raises:
        CourseError: see `resume.Run`.
    """
    made_from = {key: value for key, value in options.items() if key not in FREE | HOW}
    made_from["script"] = "ch5_distributed"
    made_from["TensorFlow"] = metadata.version("tensorflow")
    made_from["data"] = sha256_of(Path(options["data"]))
    run = Run(
        Path(options["out"]), made_from, resume=True, every=options["save_every"],
        go_on="the same command", restart=options["restart"], force=options["force"],
    )
    run.first_epoch(options["epochs"])
    if run.state is None:
        shutil.rmtree(checkpoint_folder(run), ignore_errors=True)
    return run


def checkpoint_folder(run: Run) -> str:
    """Where MonitoredTrainingSession saves, and looks when it starts."""
    return str(run.saved / "checkpoints")


class Curve:
    """The measurements, as a listener of CheckpointSaverHook: they are saved with the variables."""

    def __init__(self, run: Run) -> None:
        """Go on from those of the unfinished run."""
        self.run = run
        self.rows = list(zip(*run.state.history, strict=True)) if run.state else []
        self.start = time.perf_counter() - (self.rows[-1][3] if self.rows else 0)

    def add(self, step: int, train_acc: float, test_acc: float, loss: float) -> None:
        """Note a measurement. Those of this step and later, if any, were lost with their steps.

        Raises:
            CourseError: the loss is infinite or NaN.
        """
        if not np.isfinite(loss):
            raise CourseError(
                f"training came to a number that is infinite or NaN, by epoch {step:,}; try a "
                "smaller --rate."
            )
        self.rows = [row for row in self.rows if row[0] < step]
        self.rows.append((step, train_acc, test_acc, time.perf_counter() - self.start, loss))

    def columns(self) -> list[np.ndarray]:
        """Those of `training.History`, and the loss."""
        return [np.array(column) for column in zip(*self.rows, strict=True)]

    def before_save(self, session: Any, step: int) -> None:
        """Save them, before the checkpoint of a step is written: it never has more than they."""
        self.run.save(State(int(step), {}, self.columns()))

    def after_save(self, session: Any, step: int) -> None:
        """Nothing; a listener is told this too, as `begin` and `end`."""

    def begin(self) -> None:
        """Nothing."""

    def end(self, session: Any, step: int) -> None:
        """Nothing."""


def leave(
    options: dict[str, Any], share: Share, weights: dict[str, np.ndarray], curve: Curve
) -> None:
    """Write what every run leaves, from a graph of this process alone, and the loss."""
    sess = fresh_session(0)
    graph = MODELS[options["model"]].build(size=share.size, classes=len(share.names))
    for name, variable in weights_of(graph).items():
        variable.load(weights[name], sess)
    *columns, loss = curve.columns()
    run = curve.run
    checkpoints.save_run(
        graph, History(*columns), run.folder, share.names, share.training[0],
        model=options["model"], data=options["data"], loss=options["loss"],
    )
    write_arrays(run.folder / "loss.npz", epoch=columns[0], loss=loss)
    shutil.rmtree(checkpoint_folder(run), ignore_errors=True)
    run.finish()
