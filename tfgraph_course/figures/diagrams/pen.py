"""What all diagrams are drawn with: boards, tables of numbers, circles, arrows and words.

A board's unit is a cell; x goes to the right and y goes down, as rows do.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle

from tfgraph_course.figures.canvas import PlainFigure

INPUT, HIDDEN, OUTPUT, MARK = "#d6e6f5", "#fdeec4", "#d9efd3", "#d62728"
Point = tuple[float, float]


@contextmanager
def plain_style() -> Iterator[None]:
    """Context manager that draws with matplotlib's defaults, whatever is in a matplotlibrc."""
    with mpl.rc_context(mpl.rcParamsDefault):
        yield


def board(width: float, height: float, title: str, scale: float = 0.4) -> Axes:
    """Make a figure without axis lines, with cells of `scale` inches; return its axes."""
    figure = PlainFigure(figsize=(width * scale, height * scale))
    axis = figure.add_axes((0, 0, 1, 1))
    axis.set(xlim=(0, width), ylim=(height, 0))
    axis.axis("off")
    words(axis, 0.4, 0.7, title, size=11, align="left", weight="bold")
    return axis


def plots(title: str, columns: int, size: Point) -> tuple[Figure, list[Axes]]:
    """Make a figure with a row of axes, for curves."""
    figure = PlainFigure(figsize=size, layout="constrained")
    figure.suptitle(title, fontsize=11, fontweight="bold")
    return figure, list(np.ravel(figure.subplots(1, columns)))


def words(
    axis: Axes, x: float, y: float, text: str, size: float = 9, align: str = "center",
    colour: str = "k", weight: str = "normal",
) -> None:
    """Write text with its middle, or the end that `align` names, at (x, y)."""
    axis.text(x, y, text, ha=align, va="center", fontsize=size, color=colour, fontweight=weight)


def table(
    axis: Axes, left: float, top: float, values: np.ndarray, form: str = "{:.0f}",
    cmap: str = "Blues", limits: tuple[float, float] | None = None, cell: float = 1,
    name: str = "", size: float = 7.5,
) -> None:
    """Draw a matrix [rows, columns] as coloured cells with their numbers; NaN stays blank.

    Args:
        left, top: the upper left corner of the matrix.
        form: the format string of the numbers; "" leaves the cells without numbers.
        limits: the values of the first and the last colour; by default the least and the greatest
            value of the matrix.
        cell: height and width of a cell.
        name: a title above the matrix.
    """
    low, high = limits or (np.nanmin(values), np.nanmax(values))
    colours = mpl.colormaps[cmap]
    for (row, column), value in np.ndenumerate(values):
        corner, known = (left + column * cell, top + row * cell), not np.isnan(value)
        share = 0.08 + 0.84 * (value - low) / ((high - low) or 1) if known else 0
        colour = colours(share) if known else "white"
        axis.add_patch(Rectangle(corner, cell, cell, fc=colour, ec="0.6", lw=0.5))
        if known and form:
            dark = np.dot(colour[:3], (0.3, 0.6, 0.1)) < 0.5
            words(axis, corner[0] + cell / 2, corner[1] + cell / 2,
                  form.format(value), size, colour="w" if dark else "k")
    if name:
        words(axis, left + values.shape[1] * cell / 2, top - 0.5, name)


def frame(
    axis: Axes, left: float, top: float, width: float, height: float, colour: str = MARK,
    style: str = "-", fill: str = "none", line: float = 1.8, behind: bool = False,
) -> None:
    """Draw a rectangle; `behind` puts it behind the tables."""
    axis.add_patch(Rectangle(
        (left, top), width, height, fc=fill, ec=colour, lw=line, ls=style,
        zorder=0.5 if behind else 3,
    ))


def circle(
    axis: Axes, x: float, y: float, text: str, fill: str, radius: float = 0.75, size: float = 8,
    edge: str = "0.3",
) -> None:
    """Draw a circle with text in it."""
    axis.add_patch(Circle((x, y), radius, fc=fill, ec=edge, lw=1.2, zorder=3))
    axis.text(x, y, text, ha="center", va="center", fontsize=size, zorder=4)


def arrow(
    axis: Axes, start: Point, end: Point, colour: str = "0.35", width: float = 1,
    bend: float = 0, style: str = "-|>",
) -> None:
    """Draw an arrow; `bend` curves it."""
    axis.add_patch(FancyArrowPatch(
        start, end, arrowstyle=style, mutation_scale=9, color=colour, lw=width, shrinkA=0,
        shrinkB=0, connectionstyle=f"arc3,rad={bend}", zorder=2,
    ))
