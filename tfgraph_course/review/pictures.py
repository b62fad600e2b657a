"""The pictures of chapter 5: the wall of letters, the jitters, and all models side by side.

Each function draws one matplotlib figure and returns it.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import PercentFormatter

from tfgraph_course.datasets import Fonts
from tfgraph_course.datasets.fonts import JITTERS
from tfgraph_course.figures.canvas import INK, draw_pixels, panels
from tfgraph_course.review.data import Review, Row
from tfgraph_course.review.summary import KINDS, QUICK_NOTE, by_model, loss_pairs

WALL_COLUMNS = 31  # so that the book's 62 characters fit on a page, in two bands


def wall(fonts: Fonts) -> Figure:
    """Draw every character of every font once, as in chapter 5, "Research review".

    Args:
        fonts: all font images; the jitters of one character are consecutive.
    """
    images, labels, names, jitters = fonts
    height, width = images.shape[1:]
    characters = [images[labels == font][::jitters] for font in range(len(names))]
    columns = min(WALL_COLUMNS, max(map(len, characters)))
    bands = -(-max(map(len, characters)) // columns)
    # As in the book, one large array is filled; each band of it is drawn as one image.
    all_letters = np.zeros([len(names), bands * columns, height, width], np.float32)
    for font, of_font in zip(all_letters, characters, strict=True):
        font[: len(of_font)] = of_font

    title = "Every character of every font"
    size = 0.42 * columns + 0.8, 0.42 * bands * len(names) + 0.9
    figure, axes = panels(title, bands, 1, size)
    for band, axis in enumerate(axes):
        letters = all_letters[:, band * columns : (band + 1) * columns]
        # Rows of pixels go upwards, so fonts are stacked from last to first: the first is on top.
        stacked = letters[::-1].transpose(0, 2, 1, 3).reshape(len(names) * height, -1)
        draw_pixels(axis, stacked, INK)
        middles = height * (np.arange(len(names)) + 0.5) - 0.5
        axis.set_yticks(middles, names[::-1])
        axis.tick_params(length=0)
        axis.spines[:].set_visible(False)
    return figure


def jitters(fonts: Fonts, c: int = 90) -> Figure:
    """Draw the jitters of one character in the first font: the same image, shifted.

    Args:
        fonts: as for `wall`.
        c: the index of any image of the character, among the images of the font.
    """
    images, labels, _, jitters = fonts
    of_font = images[labels == labels[0]]
    first = min(c, len(of_font) - 1) // jitters * jitters
    shown = min(jitters, JITTERS)
    figure, axes = panels("The jitters of one character", 1, shown, (8.5, 1.5))
    for axis, image in zip(axes, of_font[first : first + shown], strict=False):
        draw_pixels(axis, image, INK)
        axis.spines[:].set_color("0.7")
    return figure


def comparison(review: Review) -> Figure:
    """Draw the training and validation accuracies of every model, a dot for each seed.

    Each model has a line of dots for each loss: for the book's doubled softmax and, below it, for
    the real logits. A grey bar joins the two mean validation accuracies. The validation accuracy of
    a baseline is a vertical line through all models; how far a model's dot is to the right of that
    line shows how much better the model is.
    """
    models = by_model(review)
    lines = {name: line for line, name in enumerate(models)}
    size = 9, 0.55 * len(models) + 2.2
    figure, (axis,) = panels("Accuracy of all models", 1, 1, size)
    for row in review.rows:
        _draw_row(axis, row, lines[row.model])
    for pair in loss_pairs(review):
        y = [lines[row.model] - KINDS[row.loss].offset for row in pair]
        axis.plot([row.validation.mean() for row in pair], y, color="0.8", linewidth=3, zorder=1)
    axis.set_yticks(range(len(models)), [rows[0].title for rows in models.values()])
    axis.set_ylim(len(models) - 0.5, -0.5)
    axis.set_xlim(right=1.02)
    axis.xaxis.set_major_formatter(PercentFormatter(1))
    axis.set_xlabel("accuracy")
    axis.grid(axis="x", color="0.9")
    axis.tick_params(axis="y", length=0)
    axis.spines[["top", "right", "left"]].set_visible(False)
    if review.quick:
        axis.set_title(QUICK_NOTE, color="#b00020", weight="bold")
    figure.legend(handles=_legend(review), loc="outside lower center", ncols=2, frameon=False)
    return figure


def _draw_row(axis: Axes, row: Row, line: int) -> None:
    """Draw the accuracies of a row's runs: filled dots for validation, hollow dots for training.

    `line` is the position of the row's model from the top.
    """
    kind = KINDS[row.loss]
    y = line - kind.offset
    dots = partial(axis.plot, marker="o", linestyle="", color=kind.colour)
    height = np.full(len(row.runs), y)
    dots(row.training, height, markerfacecolor="w", markersize=6)
    dots(row.validation, height, markersize=7, markeredgecolor="w", markeredgewidth=0.5)
    if row.loss == "baseline":
        axis.axvline(row.validation.mean(), color=kind.colour, linestyle=":", zorder=0)
    if row.loss == "book" and row.book:
        validation = float(row.book.split("/")[-1]) / 100  # "85 / 80"
        axis.plot(validation, y, "k|", markersize=13, markeredgewidth=2)


def _legend(review: Review) -> list[Line2D]:
    """Return the legend's entries for the colours and markers that occur in the comparison."""
    losses = {row.loss for row in review.rows}
    mark = partial(Line2D, [], [], linestyle="", color="k", marker="o")
    handles = [
        mark(label=kind.name, color=kind.colour) for loss, kind in KINDS.items() if loss in losses
    ]
    handles.append(mark(label="validation, a dot for each seed"))
    handles.append(mark(label="training", markerfacecolor="w"))
    if any(row.book for row in review.rows):
        said = "validation as the book prints it"
        handles.append(mark(label=said, marker="|", markersize=12, markeredgewidth=2))
    if "baseline" in losses:
        handles.append(mark(label="validation of a baseline", marker="", linestyle=":"))
    return handles
