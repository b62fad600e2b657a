"""Figures of K-means: points, images and means. Each function returns a matplotlib figure."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from tfgraph_course.figures.canvas import INK, image_rows, is_long, panels, write_counts


def paths(points: np.ndarray, assignments: np.ndarray, means: np.ndarray) -> Figure:
    """Draw points in the plane in the colours of their clusters, and the path of each mean.

    Args:
        points: [n, 2].
        assignments: int [n], the cluster of each point.
        means: [steps + 1, k, 2], the means at the start and after each step.
    """
    title = f"K-means: {means.shape[1]} means, {len(means) - 1} steps"
    figure, (axis,) = panels(title, 1, 1, (8, 5.6))
    colours = plt.get_cmap("tab10")(assignments % 10)
    axis.scatter(*points.T, s=12, c=colours, alpha=0.5, linewidths=0)
    axis.plot(means[..., 0], means[..., 1], "k-", linewidth=1.2)
    axis.plot(*means[1:-1].reshape(-1, 2).T, "k.", markersize=4)
    axis.plot(*means[0].T, "o", color="w", markeredgecolor="k", markersize=7, label="start")
    axis.plot(*means[-1].T, "X", color="k", markeredgecolor="w", markersize=11, label="end")
    axis.set(xlabel="first coordinate", ylabel="second coordinate")
    axis.set_aspect("equal", adjustable="datalim")
    axis.legend()
    return figure


def mean_images(means: np.ndarray, counts: np.ndarray) -> Figure:
    """Draw the mean image of each cluster of images, in the order given.

    Args:
        means: [k, size, size], 0 white to 1 black.
        counts: [k], the number of images in each cluster.
    """
    rows = max(1, int(np.sqrt(len(means) / 2)))
    names = [f"cluster {cluster}\n{count} images" for cluster, count in enumerate(counts)]
    title = f"The means of {len(means)} clusters of images"
    return image_rows(title, means, names, INK, rows, height=1.9)


def shares(
    assignments: np.ndarray, classes: np.ndarray, kind: str, names: Sequence[str]
) -> Figure:
    """Draw how many of the examples of each class are in each cluster.

    Args:
        assignments: int [n], the cluster of each example, from 0.
        classes: int [n], the class of each example, from 0.
        kind: what the classes are, such as "font".
        names: the names of the classes.
    """
    table = np.zeros((assignments.max() + 1, len(names)), int)
    np.add.at(table, (assignments, classes), 1)
    size = 6, min(9, 1.8 + 0.5 * len(table))
    figure, (axis,) = panels(f"Images of each {kind} in each cluster", 1, 1, size)
    drawn = axis.imshow(table, cmap="viridis", vmin=0, aspect="auto")
    if len(table) <= 20:
        write_counts(drawn)
        axis.set_yticks(range(len(table)))
    axis.set_xticks(range(len(names)), names, rotation=90 if is_long(names) else 0)
    axis.set(xlabel=kind, ylabel="cluster")
    figure.colorbar(drawn, label="images")
    return figure
