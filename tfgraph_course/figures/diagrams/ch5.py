"""Chapter 5: the five models side by side, K-means step by step, and a cluster's tasks."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from tfgraph_course import tf
from tfgraph_course.ch5_kmeans import kmeans, kmeans_plusplus, run
from tfgraph_course.figures.diagrams.models import counts
from tfgraph_course.figures.diagrams.pen import HIDDEN, MARK, OUTPUT, Board, plots
from tfgraph_course.models import FONT_MODELS
from tfgraph_course.tf1 import fresh_session


def side_by_side() -> list[Figure]:
    """Draw the number of weights of each model beside the accuracy that the book reports."""
    rows = [row for row in FONT_MODELS[::-1] if row.validation is not None]
    weights = []
    for row in rows:
        fresh_session(0)
        weights.append(sum(count for _, count in counts(row.build())))
    percent = [row.validation for row in rows]
    names = "weights", "validation accuracy in the book, %"
    figure, axes = plots("The book's five models", names, (9.5, 3))
    for axis, values, colour in zip(axes, (weights, percent), ("blue", "green"), strict=True):
        bars = axis.barh([row.title for row in rows], values, color=f"tab:{colour}")
        axis.bar_label(bars, [f"{value:,}" for value in values], padding=3, fontsize=8)
        axis.margins(x=0.18)
    axes[0].set_xscale("log")
    axes[0].set_xlim(3e3, 1e6)
    axes[0].set_xticks([1e4, 1e5], ["10,000", "100,000"])
    axes[1].set_yticklabels([])
    return [figure]


def kmeans_steps() -> list[Figure]:
    """Show K-means step by step on the points of scripts/ch5_kmeans.py."""
    place, random = np.repeat(np.arange(5), 100), np.random.RandomState(0)
    centres = np.array([[0, 0], [6, 1], [3, 5], [-4, 5], [9, 7]])
    spreads = np.array([0.7, 1.2, 0.8, 1.3, 0.9])
    points = centres[place] + spreads[place, None] * random.randn(500, 2)
    sess = fresh_session(0)
    graph = kmeans(points, kmeans_plusplus(points, 5, 0))
    sess.run(tf.global_variables_initializer())
    means = run(graph).means
    return [_clustered(points, means, step) for step in range(len(means))]


def _clustered(points: np.ndarray, means: np.ndarray, step: int) -> Figure:
    title = f"K-means, step {step}: each point to the nearest mean, each mean to its points"
    figure, (axis,) = plots(title, [""], (7, 4.6))
    nearest = np.square(points[:, None] - means[step]).sum(2).argmin(1)
    axis.scatter(*points.T, s=9, c=mpl.colormaps["tab10"](nearest), alpha=0.55, linewidths=0)
    axis.plot(means[: step + 1, :, 0], means[: step + 1, :, 1], "k-", linewidth=1)
    axis.plot(*means[step].T, "X", color="k", markeredgecolor="w", markersize=11)
    axis.set_aspect("equal", adjustable="datalim")
    return figure


def cluster() -> list[Figure]:
    """Draw the tasks of scripts/ch5_distributed.py, and what they send each other."""
    board = Board(30, 11.6, "Three tasks: half of the images each, one set of weights")
    board.box(11, 2, 8, 2.6, "ps 0: W, b, global_step\nmean of the gradients, one step", OUTPUT)
    for left, name in ((1.5, "worker 0, the chief"), (19.5, "worker 1")):
        board.box(left, 7.4, 9, 2.8, f"{name}\nits half of the images, its gradient", HIDDEN)
        toward = 12.5 if left < 10 else 17.5
        board.arrow((toward, 4.7), (left + 3, 7.3), "tab:blue", 1.4)
        board.arrow((left + 6, 7.3), (toward + 1, 4.7), MARK, 1.4)
    board.words(6.4, 5.6, "weights", 8.5, colour="tab:blue")
    board.words(23.6, 5.6, "gradients", 8.5, colour=MARK)
    return [board.figure]
