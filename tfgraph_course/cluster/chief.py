"""The extra work of the first worker, the chief: saving the measurements and the results.

The measurements are saved with each checkpoint, the results at the end.
"""

from __future__ import annotations

import shutil
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.cluster.options import ClusterOptions
from tfgraph_course.datasets.splits import Share
from tfgraph_course.errors import CourseError
from tfgraph_course.files.atomic import sha256_of, write_arrays
from tfgraph_course.graphs import weights_of
from tfgraph_course.models import MODELS
from tfgraph_course.saving import checkpoints
from tfgraph_course.tf1 import fresh_session
from tfgraph_course.training.history import History
from tfgraph_course.training.resume import IRRELEVANT_OPTIONS, Run
from tfgraph_course.training.states import State


def claim(options: ClusterOptions) -> Run:
    """Claim the run's folder, and continue an unfinished run there if its inputs are the same."""
    made_from = {k: v for k, v in options._asdict().items() if k not in IRRELEVANT_OPTIONS}
    made_from["script"] = "ch5_distributed"
    made_from["TensorFlow"] = metadata.version("tensorflow")
    made_from["data"] = sha256_of(Path(options.data))
    run = Run(
        Path(options.out), made_from, resume=True, every=options.save_every,
        go_on="the same command", restart=options.restart, force=options.force,
    )
    run.changed = options.changed
    run.first_epoch(options.epochs)
    if run.state is None:
        shutil.rmtree(checkpoint_folder(run), ignore_errors=True)
    return run


def checkpoint_folder(run: Run) -> str:
    """Return the folder for the checkpoints of the training session."""
    return str(run.saved / "checkpoints")


class Curve(tf.train.CheckpointSaverListener):
    """The measurements of a run, saved whenever CheckpointSaverHook saves the variables."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.history = History(**run.state.history) if run.state else History()

    def add(self, step: int, train_acc: float, test_acc: float, loss: float) -> None:
        """Add a measurement; if a restart repeats steps, first remove their earlier measurements.

        Raises:
            CourseError: the loss is infinite or NaN.
        """
        if not np.isfinite(loss):
            raise CourseError(
                f"training produced a number that is infinite or NaN, by epoch {step:,}; try a "
                "smaller --rate."
            )
        self.history.forget_from(step)
        self.history.add(step, train_acc=train_acc, test_acc=test_acc, loss=loss)

    def before_save(self, session: Any, step: int) -> None:
        """Save the measurements before each checkpoint, so that no checkpoint is newer."""
        self.run.save(State(int(step), {}, self.history))


def leave(
    options: ClusterOptions, share: Share, weights: dict[str, np.ndarray], curve: Curve
) -> None:
    """Write the results and the losses of the run, using a graph that is local to this process."""
    sess = fresh_session(0)
    graph = MODELS[options.model].build(size=share.size, classes=len(share.names))
    for name, variable in weights_of(graph).items():
        variable.load(weights[name], sess)
    run, history = curve.run, curve.history
    loss = history.pop("loss")  # in a file of its own, because other scripts' runs have no loss
    checkpoints.save_run(
        graph, history, run, share.names, *share.training,
        model=options.model, data=options.data, loss=options.loss,
    )
    write_arrays(run.folder / "loss.npz", epoch=history["epoch"], loss=loss)
    shutil.rmtree(checkpoint_folder(run), ignore_errors=True)
    run.finish()
