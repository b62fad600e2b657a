"""The training loop of the book in one call, and the summary that ends a script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.graphs import Graph, as_fed, feed
from tfgraph_course.terminal_text import fill
from tfgraph_course.training.epochs import Epochs
from tfgraph_course.training.history import MEASURE_INTERVAL, History, epochs_in_words
from tfgraph_course.training.session import runs_of

NEAR_GUESSING = 1.5  # times chance level, the accuracy of guessing


def fit(
    graph: Graph,
    training: tuple[np.ndarray, np.ndarray],
    validation: tuple[np.ndarray, np.ndarray] | None,
    *,
    epochs: int,
    keep_prob: float = 0.5,
    **others: Any,
) -> History:
    """Train a graph as the book does: every step uses all training data.

    The accuracies and the loss are measured before every tenth step, and once more after the last
    step. A default session must be open and the variables initialized.

    Args:
        graph: nodes `x`, `y_`, `train_step`, `accuracy`, `keep_prob` if it has dropout, and
            `cross_entropy` if its loss is to be measured.
        training: images [N, 36, 36], which are reshaped to the shape of `x`, and one-hot labels
            [N, 5]; or weeks [N, 5] and one-hot seasons [N, 4].
        validation: examples of the same form that are measured but not trained on, or None.
        epochs: number of gradient descent steps.
        keep_prob: share of the neurons that dropout keeps in a step; measurements use all neurons.
        others: `seed`, `engine`, `quiet`, `run` and `watch`, see `Epochs`.

    Returns:
        The history; its last entry describes the trained model.

    Raises:
        CourseError: a number is infinite or NaN (the message names the node and the epoch), or the
            run to continue has taken more than `epochs` epochs, or has another graph or other data.
        Interrupted: Ctrl-C or another signal stopped the `run`; the current step was saved.
    """
    through = Epochs(graph, epochs, **others)
    runs = through.runs
    step = feed(graph, as_fed(graph, training), keep_prob)
    parts = [feed(graph, as_fed(graph, part), 1.0) for part in (training, validation) if part]
    with runs.stand_in.while_arrays_stay():
        for i in through:
            if i % MEASURE_INTERVAL == 0:
                through.note(*(runs.run(graph.accuracy, part) for part in parts))
            runs.run(graph.train_step, step)
    if runs_of(tf.get_default_session()) is not runs:
        runs.stand_in.close()  # a session of another kind does not ask the engine for values
    return through.history


def print_summary(
    history: History, reached: str, files: str | Path, classes: int, book_epochs: int
) -> None:
    """Print a summary of a training run.

    Args:
        history: the history of the run.
        reached: the accuracies that the book reports, for comparison; "" if there are none.
        files: the folder of the run.
        classes: the number of classes.
        book_epochs: the number of epochs for which the book trains the model; 0 if it does not.
    """
    last = {name: column[-1] for name, column in history.items()}
    minutes, seconds = divmod(round(last["seconds"]), 60)
    print(f"after {epochs_in_words(last['epoch'])}")
    print(f"  training    {last['train_acc']:6.1%}")
    if not np.isnan(last["test_acc"]):
        print(fill(f"  validation  {last['test_acc']:6.1%}{_best(history)}", " " * 14))
    if reached:
        print(fill(f"  the book    {reached}", " " * 14))
    guessing, measured = 1 / classes, [last["train_acc"], last["test_acc"]]
    if last["epoch"] < book_epochs / 2 and np.nanmin(measured) < NEAR_GUESSING * guessing:
        note = f"guessing gives {guessing:.0%}; the book trains for {epochs_in_words(book_epochs)}"
        print(fill(f"  note        {note}", " " * 14))
    print(f"  trained in  {minutes} min {seconds} s")
    print(f"  files       {files}")


def _best(history: History) -> str:
    """Return a note on the best validation accuracy; "" if it is the last one."""
    best = max(history["test_acc"])
    if best == history["test_acc"][-1]:
        return ""
    epoch = history["epoch"][history["test_acc"].index(best)]
    return f"  (the best was {best:.1%}, after {epochs_in_words(epoch)})"
