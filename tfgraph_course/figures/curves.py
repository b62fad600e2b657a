"""Draw the curves of training: accuracy and loss over the epochs, of one run or of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tfgraph_course.figures.canvas import panels

LEGEND_TOP = 0.3  # the accuracy below which a legend in the lower right corner stays


def accuracy_curves(
    history: Mapping[str, Sequence[float]],
    classes: int,
    model: str = "",
    book: float | None = None,
) -> Figure:
    """Draw training and validation accuracy over the epochs.

    As in the book, blue dots are for training and red crosses for validation. If all validation
    accuracies are NaN, only the training accuracy is drawn.

    Args:
        history: the columns epoch, train_acc and test_acc, accuracies from 0 to 1.
        classes: the number of classes; it determines where the chance-level line is drawn.
        model: a line below the title, such as the model, its loss and its learning rate.
        book: the accuracy that the book reports, in percent, for another line.
    """
    figure, axis = _curves(history, "acc", 100, "Accuracy while training", model)
    axis.axhline(100 / classes, color="gray", linestyle=":", label=f"guessing among {classes}")
    if book is not None:
        axis.axhline(book, color="green", linestyle="--", label=f"the book's {book} %")
    axis.set(xlabel="epoch", ylabel="accuracy in %", ylim=(0, 100))
    late = np.array(history["epoch"]) >= np.mean([history["epoch"][0], history["epoch"][-1]])
    lowest = np.nanmin([np.array(history[f"{part}_acc"])[late] for part in ("train", "test")])
    axis.legend(loc="lower right" if lowest > LEGEND_TOP else "best")  # "best" is slower
    return figure


def loss_curves(history: Mapping[str, Sequence[float]], model: str = "") -> Figure:
    """Draw training and validation loss over the epochs; `model` is as for `accuracy_curves`."""
    figure, axis = _curves(history, "loss", 1, "Loss while training", model)
    axis.set(xlabel="epoch", ylabel="mean cross-entropy")
    axis.legend()
    return figure


def compared(histories: Mapping[str, Mapping[str, Sequence[float]]], kind: str) -> Figure:
    """Draw the curves of several runs in one picture: solid for training, dashed for validation.

    Args:
        histories: the histories of the runs, keyed by name.
        kind: what the histories measure: "acc" for accuracies, or "rmse" for errors.
    """
    figure, (axis,) = panels("Runs compared", 1, 1, (9, 6))
    scale, measured = (1, "RMSE in °F") if kind == "rmse" else (100, "accuracy in %")
    axis.set(xlabel="epoch", ylabel=measured)
    for i, (name, history) in enumerate(histories.items()):
        for part, style in (("train", "-"), ("test", "--")):
            values = np.multiply(history[f"{part}_{kind}"], scale)
            if not np.isnan(values).all():
                label = name if part == "train" else None
                axis.plot(history["epoch"], values, style, color=f"C{i % 10}", label=label)
    axis.legend(title="solid training, dashed validation")
    return figure


def _curves(
    history: Mapping[str, Sequence[float]], kind: str, scale: float, title: str, model: str
) -> tuple[Figure, Axes]:
    figure, (axis,) = panels(f"{title}\n{model}" if model else title, 1, 1, (6, 6))
    train, test = (np.multiply(history[f"{part}_{kind}"], scale) for part in ("train", "test"))
    axis.plot(history["epoch"], train, "bo", markersize=3, label="training")
    if not np.isnan(test).all():
        axis.plot(history["epoch"], test, "rx", markersize=4, label="validation")
    return figure, axis
