"""Draw how well models do: accuracy and loss over the epochs, and confusion matrices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tfgraph_course.figures.canvas import is_long, panels, write_counts

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


def confusion_matrix(
    onehot_test: np.ndarray, y: np.ndarray, names: Sequence[str],
    examples: str = "validation images",
) -> Figure:
    """Draw how often each class is predicted for each true class: chapter 2, "Exploring ...".

    Args:
        onehot_test: [N, classes], the true classes of the examples.
        y: [N, classes], the probabilities that the model gives.
        names: the names of the classes.
        examples: what the figure calls the examples.
    """
    classes = np.eye(onehot_test.shape[1], dtype=int)
    conf = classes[onehot_test.argmax(1)].T @ classes[y.argmax(1)]
    title, rotation = f"Confusion matrix of the {examples}", 90 if is_long(names) else 0
    return _matrices(title, {"": conf}, names, examples, (6, 5), rotation)


def confusion_matrices(matrices: Mapping[str, np.ndarray], names: Sequence[str]) -> Figure:
    """Draw several confusion matrices side by side, each with its accuracy.

    Args:
        matrices: int [classes, classes], a row for each real class and a column for each predicted
            one, keyed by the name of who predicted.
        names: the names of the classes.
    """
    title = f"Confusion matrices of {next(iter(matrices.values())).sum()} letters"
    titled = {
        f"{who}\n{np.trace(counts) / counts.sum():.0%} right": counts
        for who, counts in matrices.items()
    }
    return _matrices(title, titled, names, "letters", (3 * len(matrices) + 2.5, 4.2), 90)


def _matrices(
    title: str, matrices: Mapping[str, np.ndarray], names: Sequence[str], examples: str,
    size: tuple[float, float], rotation: float,
) -> Figure:
    """Draw confusion matrices in a row, with one colour scale, and their keys as titles."""
    figure, axes = panels(title, 1, len(matrices), size)
    most = max(counts.max() for counts in matrices.values())
    for axis, (who, counts) in zip(axes, matrices.items(), strict=True):
        drawn = axis.matshow(counts, cmap="viridis", vmin=0, vmax=most)
        write_counts(drawn)
        axis.set_title(who, fontsize="medium")
        axis.set_xticks(range(len(names)), names, rotation=rotation)
        axis.set_yticks(range(len(names)), names if axis is axes[0] else [""] * len(names))
        axis.tick_params(bottom=False)
    axes[0].set(xlabel="predicted", ylabel="real")
    figure.colorbar(drawn, ax=axes, label=f"number of {examples}")
    return figure
