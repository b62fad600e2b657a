"""Draw how well a model does: its accuracy over the epochs, and its confusion matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure

from tfgraph_course.figures.canvas import is_long, panels, write_counts


def accuracy_curves(history: Mapping[str, Sequence[float]], classes: int) -> Figure:
    """Draw training and validation accuracy over the epochs.

    The markers are blue dots and red crosses, as in the book. If all validation accuracies are
    NaN, only the training accuracy is drawn. `classes` is the number of classes, for a line at the
    accuracy of guessing.
    """
    epoch, train_acc, test_acc = (history[name] for name in ("epoch", "train_acc", "test_acc"))
    figure, (axis,) = panels("Accuracy while training", 1, 1, (6, 6))
    axis.plot(epoch, np.multiply(train_acc, 100), "bo", markersize=3, label="training")
    if not np.isnan(test_acc).all():
        axis.plot(epoch, np.multiply(test_acc, 100), "rx", markersize=4, label="validation")
    axis.axhline(100 / classes, color="gray", linestyle=":", label=f"guessing among {classes}")
    axis.set(xlabel="epoch", ylabel="accuracy in %", ylim=(0, 100))
    axis.legend(loc="lower right")
    return figure


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
    from sklearn.metrics import confusion_matrix as count

    conf = count(onehot_test.argmax(1), y.argmax(1), labels=range(onehot_test.shape[1]))
    figure, (axis,) = panels(f"Confusion matrix of the {examples}", 1, 1, (6, 5))
    drawn = axis.matshow(conf, cmap="viridis", vmin=0)
    write_counts(axis, conf)
    ticks = range(len(conf))
    axis.set_xticks(ticks, names, rotation=90 if is_long(names) else 0)
    axis.set_yticks(ticks, names)
    axis.tick_params(bottom=False)
    axis.set(xlabel="predicted", ylabel="real")
    figure.colorbar(drawn, label=f"number of {examples}")
    return figure
