"""The training loop of the book, which chapters 1 to 4 use for every model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from tqdm import tqdm

from tfgraph_course.errors import Interrupted
from tfgraph_course.graphs import Graph, as_fed
from tfgraph_course.training.guard import Guard
from tfgraph_course.training.history import History, epochs_in_words
from tfgraph_course.training.interrupts import Interrupts
from tfgraph_course.training.resume import Run
from tfgraph_course.training.states import State
from tfgraph_course.training.steps import Measured, steps

MEASURE_INTERVAL = 10  # epochs


def fit(
    graph: Graph,
    training: tuple[np.ndarray, np.ndarray],
    validation: tuple[np.ndarray, np.ndarray] | None,
    *,
    epochs: int,
    keep_prob: float = 0.5,
    seed: int = 0,
    engine: str = "fast",
    quiet: bool = False,
    run: Run | None = None,
    watch: Callable[[int, Measured, dict[str, np.ndarray]], object] | None = None,
) -> History:
    """Train a graph as the book does: every step uses all training data.

    The training and validation accuracies are measured before every tenth step, and once more after
    the last step. The default session must be open and the variables initialized.

    Args:
        graph: nodes `x`, `y_`, `cross_entropy`, `train_step`, `accuracy`, and `keep_prob` if it
            has dropout.
        training: images [N, 36, 36], which are reshaped to the shape of `x`, and one-hot labels
            [N, 5]; or weeks [N, 5] and one-hot seasons [N, 4].
        validation: examples of the same form that are measured but not trained on, or None.
        epochs: number of gradient descent steps.
        keep_prob: share of the neurons that dropout keeps in a step; measurements use all neurons.
        seed: seed for dropout; a step's random numbers depend only on the seed and the epoch.
        engine: "fast" computes the same steps faster where possible (docs/performance.md); "graph"
            runs the graph's own nodes, as the book does.
        quiet: show no progress bar.
        run: the folder to save to, with the state to continue from if there is one.
        watch: a function that is called after each measurement with the epoch, the measurements,
            and the values of all variables by op name; `tensorboard.Watch` writes them for
            TensorBoard.

    Returns:
        The history; its last entry describes the trained model.

    Raises:
        CourseError: a number is infinite or NaN (the message names the node and the epoch), or the
            run that should continue has already taken more than `epochs` epochs.
        Interrupted: Ctrl-C or SIGTERM stopped a `run`; the current step was finished and saved.
    """
    training = as_fed(graph, training)
    validation = validation and as_fed(graph, validation)
    guard = Guard(graph, training, keep_prob, seed)
    first = run.first_epoch(epochs) if run else 0
    history = History()
    if run and run.state:
        history = History(**run.state.history)
        history.forget_from(first)  # the last measurement of a shorter run
        guard.restore(run.state.variables)
        guard.check(first)
    nodes = steps(graph, training, validation, keep_prob, seed, engine)

    def measure(epoch: int) -> None:
        measured = nodes.measure()
        variables = guard.check(epoch, measured.loss)
        history.add(epoch, train_acc=measured.train_acc, test_acc=measured.test_acc)
        shown = {"training": f"{measured.train_acc:.1%}"}
        if validation:
            shown["validation"] = f"{measured.test_acc:.1%}"
        bar.set_postfix(shown, refresh=False)
        if watch:
            watch(epoch, measured, variables)

    def save(epoch: int) -> None:
        run.save(State(epoch, guard.check(epoch), history))

    with (
        Interrupts(wanted=run is not None) as interrupts,
        tqdm(total=epochs, initial=first, unit="epoch", disable=quiet, dynamic_ncols=True) as bar,
    ):
        for i in range(first, epochs):
            if i % MEASURE_INTERVAL == 0:
                measure(i)
            nodes.take(i)
            bar.update()
            if run and (run.due() or interrupts.noted):
                save(i + 1)
            if interrupts.noted:
                raise Interrupted(
                    interrupts.noted, f"stopped after epoch {i + 1:,}; continue with {run.go_on}"
                )
        measure(epochs)
        if run and run.last_epoch != epochs:  # what follows training may fail, or be killed
            save(epochs)
    return history


def print_summary(history: History, reached: str, files: str | Path) -> None:
    """Print a summary of a training run.

    Args:
        history: the history of the run.
        reached: the accuracies that the book reports, for comparison.
        files: the folder of the run.
    """
    last = {name: column[-1] for name, column in history.items()}
    minutes, seconds = divmod(round(last["seconds"]), 60)
    print(f"after {epochs_in_words(last['epoch'])}")
    print(f"  training    {last['train_acc']:6.1%}")
    if not np.isnan(last["test_acc"]):
        print(f"  validation  {last['test_acc']:6.1%}")
    print(f"  the book    {reached}")
    print(f"  time        {minutes} min {seconds} s")
    print(f"  files       {files}")
