"""The epochs of a run, which the book's loop goes through: `for i in epochs:`.

The loop of a script is the book's. The object `epochs` takes care of everything around it: the
progress bar, the saves that `--resume` continues from, Ctrl-C, the guard against NaN,
`--tensorboard`, the history, and the folder for the results.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.errors import Interrupted
from tfgraph_course.graphs import Graph
from tfgraph_course.training.bar import Bar, shown
from tfgraph_course.training.curve import GrowingCurve, in_notebook
from tfgraph_course.training.guard import Guard
from tfgraph_course.training.history import MEASURE_INTERVAL, History, Measured
from tfgraph_course.training.interrupts import Interrupts
from tfgraph_course.training.resume import Run, begin
from tfgraph_course.training.session import runs_of
from tfgraph_course.training.states import State
from tfgraph_course.training.tensorboard import watcher


class Epochs:
    """The numbers of a run's epochs, from 0 or from where an unfinished run stopped.

    While the loop goes through them, dropout's random numbers depend only on the seed and the
    epoch, and the engine computes the steps and the measurements if it can.
    """

    def __init__(
        self,
        graph: Graph,
        epochs: int,
        *,
        seed: int = 0,
        engine: str = "fast",
        quiet: bool = False,
        run: Run | None = None,
        watch: Callable[[int, Measured, dict[str, np.ndarray]], object] | None = None,
    ) -> None:
        """Prepare training in the default session, whose variables must be initialized.

        Args:
            graph: the graph; its loss `cross_entropy`, if it has one, is measured along with its
                accuracy.
            epochs: the number of epochs at which training ends.
            seed: seed for dropout; a step's random numbers depend only on the seed and the epoch.
            engine: "fast" computes the same steps faster where possible (docs/performance.md);
                "graph" runs the graph's own nodes, as the book does.
            quiet: show no progress bar.
            run: the folder to save to, with the state to continue from if there is one.
            watch: a function that is called after each measurement with the epoch, the
                measurements, and the values of all variables by op name; `tensorboard.Watch`
                writes them for TensorBoard.

        Raises:
            CourseError: the unfinished run has already taken more epochs, or is from another graph.
        """
        self.graph, self.epochs, self.seed, self.engine = graph, epochs, seed, engine
        self.quiet, self.run, self.watch = quiet, run, watch
        self.runs = runs_of(tf.get_default_session())
        self.guard, self.history = Guard(graph, self.runs, seed), History()
        self.first = run.first_epoch(epochs) if run else 0
        if run and run.state:
            self.history = History(**run.state.history)
            self.history.forget_from(self.first)  # the last measurement of a shorter run
            self.guard.check_fits(run.state.variables, run.folder)
            self.guard.restore(run.state.variables)
            self.guard.check(self.first)
        self._epoch = self.first
        self._bar = Bar(disable=True)
        self._curve = None
        if in_notebook() and not quiet and graph.y_.shape.rank == 2:
            self._curve = GrowingCurve(graph.y_.shape[1].value)
        self._measured_on: list[dict[Any, Any]] = []  # what the last accuracies were computed from
        self._has_stepped = True  # since those were computed
        # A run that continues between two measurements first goes through the loop's body once,
        # without its step, to see what the accuracies are computed from.
        self._is_rehearsal = False

    @classmethod
    def of(cls, args: argparse.Namespace, graph: Graph) -> Epochs:
        """Claim a script's folder, and return the script's epochs; `args` are its options.

        Raises:
            CourseError: see `begin`, `Epochs` and `watcher`.
        """
        run = begin(args)
        return cls(
            graph, args.epochs, seed=args.seed, engine=args.engine, quiet=args.quiet, run=run,
            watch=watcher(args, graph, run),
        )

    def __iter__(self) -> Iterator[int]:
        """Yield the epochs; save when a save is due, and measure once more at the end.

        Raises:
            CourseError: a number is infinite or NaN; the message names the node and the epoch.
            Interrupted: Ctrl-C or another signal stopped the run; the current epoch was saved.
        """
        runs, stand_in = self.runs, self.runs.stand_in
        runs.observer, was_wanted = self._observe, stand_in.is_wanted
        stand_in.is_wanted = was_wanted and self.engine == "fast"
        stand_in.at_once, stand_in.together = True, self._means()
        stand_in.nodes |= {node.name: node for node in (*self._means(), self.graph.train_step)}
        bar = Bar(total=self.epochs, initial=self.first, disable=self.quiet)
        try:
            with Interrupts(wanted=self.run is not None) as interrupts, bar as self._bar:
                if self.first % MEASURE_INTERVAL or self.first == self.epochs:
                    self._is_rehearsal = True
                    yield self.first - self.first % MEASURE_INTERVAL
                    self._is_rehearsal = False
                for i in range(self.first, self.epochs):
                    self._epoch, runs.dropout = i, (self.seed, i)
                    yield i
                    bar.update()
                    if i + 1 < self.epochs and self.run and (self.run.due() or interrupts.noted):
                        self._save(i + 1)
                        self._stop(interrupts.noted, f"epoch {i + 1:,}")
                self._end()
                self._stop(interrupts.noted, "the last epoch")
        finally:
            if self._curve:
                self._curve.clear()
            runs.observer = runs.dropout = None
            stand_in.is_wanted = was_wanted
            stand_in.at_once, stand_in.together = False, []

    def note(self, train_acc: float, test_acc: float = np.nan) -> None:
        """Note the accuracies that were just computed; the losses are computed from the same data.

        Raises:
            CourseError: the loss or a variable is infinite or NaN.
        """
        if self._is_rehearsal:
            return
        losses = []
        if hasattr(self.graph, "cross_entropy"):
            feeds = self._measured_on[:2]
            losses = [float(self.runs.run(self.graph.cross_entropy, feed)) for feed in feeds]
        variables = self.guard.check(self._epoch, sum(losses))
        measured = Measured(float(train_acc), float(test_acc), *(*losses, np.nan, np.nan)[:2])
        self.history.add(self._epoch, **measured._asdict())
        self._bar.set_postfix_str(shown(f"{train_acc:.1%}", f"{test_acc:.1%}"), refresh=False)
        if self._curve:
            self._curve.grow(self.history)
        if self.watch:
            self.watch(self._epoch, measured, variables)

    @property
    def folder(self) -> Path:
        """The folder of the run."""
        return self.run.folder

    def draw(self, drawings: Mapping[str, Callable[[], Any]]) -> None:
        """Call the functions that draw the run's figures, keyed by file name; finish the run."""
        from tfgraph_course import figures

        figures.save(dict(drawings), self.folder)
        self.run.finish()

    def _stop(self, signal: int | None, last: str) -> None:
        """End the run after the `last` epoch if a signal was noted."""
        if signal:
            raise Interrupted(signal, f"stopped after {last}; continue with {self.run.go_on}")

    def _means(self) -> list[tf.Tensor]:
        loss = getattr(self.graph, "cross_entropy", None)
        return [self.graph.accuracy] if loss is None else [self.graph.accuracy, loss]

    def _observe(self, fetches: Any, feed_dict: dict[Any, Any]) -> bool:
        """Remember the data that the accuracies are computed from and the data that a step is fed.

        Returns:
            Whether to skip these fetches, as is done with the step of a rehearsal.
        """
        if fetches is self.graph.accuracy:
            self._measured_on = [*([] if self._has_stepped else self._measured_on), feed_dict]
            self._has_stepped = False
        elif fetches is self.graph.train_step:
            if self.run and not self.guard.feed:
                self.run.check_data(_digest(feed_dict))
            self.guard.feed, self._has_stepped = feed_dict, True
            return self._is_rehearsal
        return False

    def _end(self) -> None:
        """Measure the trained model on the same data as before, and save."""
        self._epoch, self.runs.dropout = self.epochs, None
        accuracies = [self.runs.run(self.graph.accuracy, feed) for feed in [*self._measured_on]]
        if accuracies:
            self.note(*accuracies[:2])
        if self.run:  # so that nothing is lost if what follows fails
            self._save(self.epochs)

    def _save(self, epoch: int) -> None:
        self.run.save(State(epoch, self.guard.check(epoch), self.history))


def _digest(feed_dict: Mapping[Any, Any]) -> str:
    """Return a SHA-256 of the arrays that a step is fed."""
    digest = hashlib.sha256()
    for array in feed_dict.values():
        if np.ndim(array):
            array = np.ascontiguousarray(array)
            digest.update(f"{array.dtype} {array.shape}".encode())
            digest.update(array)
    return digest.hexdigest()
