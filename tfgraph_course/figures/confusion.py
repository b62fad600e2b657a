"""Draw confusion matrices: how often each class is predicted for each true class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from tfgraph_course.figures.canvas import is_long, panels, write_counts


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
    whole = MaxNLocator("auto", integer=True)
    figure.colorbar(drawn, ax=axes, label=f"number of {examples}", ticks=whole)
    return figure
