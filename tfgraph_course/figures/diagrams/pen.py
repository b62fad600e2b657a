"""What all diagrams are drawn with: boards of tables, boxes, circles, arrows and words; curves."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle

from tfgraph_course.figures.canvas import PlainFigure

INPUT, HIDDEN, OUTPUT, MARK = "#d6e6f5", "#fdeec4", "#d9efd3", "#d62728"
Point = tuple[float, float]


def plain_style() -> AbstractContextManager[None]:
    """Return a context manager that sets matplotlib's defaults, whatever is in a matplotlibrc."""
    return mpl.rc_context(mpl.rcParamsDefault)


def plots(title: str, names: Sequence[str], size: Point) -> tuple[Figure, list[Axes]]:
    """Make a figure with a row of axes, for curves: one for each of `names`, its title."""
    figure = PlainFigure(figsize=size, layout="constrained")
    figure.suptitle(title, fontsize=11, fontweight="bold")
    axes = list(np.ravel(figure.subplots(1, len(names))))
    for axis, name in zip(axes, names, strict=True):
        axis.set_title(name, fontsize=9)
        axis.tick_params(labelsize=8)
    return figure, axes


class Board:
    """A figure without axis lines. Its unit is a cell; x goes right, and y goes down, as rows do.

    The methods draw on it; `figure` is the figure, and `axis` its axes.
    """

    def __init__(self, width: float, height: float, title: str, scale: float = 0.4) -> None:
        """Make a board of `width` x `height` cells of `scale` inches."""
        self.figure = PlainFigure(figsize=(width * scale, height * scale))
        self.axis = self.figure.add_axes((0, 0, 1, 1))
        self.axis.set(xlim=(0, width), ylim=(height, 0))
        self.axis.axis("off")
        self.words(0.4, 0.7, title, size=11, align="left", weight="bold")

    def words(
        self, x: float, y: float, text: str, size: float = 9, align: str = "center",
        colour: str = "k", weight: str = "normal",
    ) -> None:
        """Write text with its middle, or the end that `align` names, at (x, y)."""
        self.axis.text(
            x, y, text, ha=align, va="center", fontsize=size, color=colour, fontweight=weight
        )

    def table(
        self, left: float, top: float, values: np.ndarray, form: str = "{:.0f}",
        cmap: str = "Blues", limits: tuple[float, float] | None = None, cell: float = 1,
        name: str = "", size: float = 7.5,
    ) -> None:
        """Draw a matrix [rows, columns] as coloured cells with their numbers; NaN stays blank.

        Args:
            left, top: the upper left corner of the matrix.
            form: the format string of the numbers; "" leaves the cells without numbers.
            limits: the values of the first and the last colour; by default the least and the
                greatest value of the matrix.
            cell: height and width of a cell.
            name: a title above the matrix.
        """
        low, high = limits or (np.nanmin(values), np.nanmax(values))
        colours = mpl.colormaps[cmap]
        for (row, column), value in np.ndenumerate(values):
            x, y, known = left + column * cell, top + row * cell, not np.isnan(value)
            share = 0.08 + 0.84 * (value - low) / ((high - low) or 1) if known else 0
            colour = colours(share) if known else "white"
            self.axis.add_patch(Rectangle((x, y), cell, cell, fc=colour, ec="0.6", lw=0.5))
            if known and form:
                dark = np.dot(colour[:3], (0.3, 0.6, 0.1)) < 0.5
                said, ink = form.format(value), "w" if dark else "k"
                self.words(x + cell / 2, y + cell / 2, said, size, colour=ink)
        if name:
            self.words(left + values.shape[1] * cell / 2, top - 0.5, name)

    def frame(
        self, left: float, top: float, width: float, height: float, colour: str = MARK,
        style: str = "-", fill: str = "none", line: float = 1.8, behind: bool = False,
    ) -> None:
        """Draw a rectangle; `behind` puts it behind the tables."""
        self.axis.add_patch(Rectangle(
            (left, top), width, height, fc=fill, ec=colour, lw=line, ls=style,
            zorder=0.5 if behind else 3,
        ))

    def box(
        self, left: float, top: float, width: float, height: float, text: str, fill: str
    ) -> None:
        """Draw a rectangle with text in it."""
        self.frame(left, top, width, height, "0.3", fill=fill)
        self.words(left + width / 2, top + height / 2, text, 8.5)

    def circle(
        self, x: float, y: float, text: str, fill: str, radius: float = 0.75, size: float = 8,
        edge: str = "0.3",
    ) -> None:
        """Draw a circle with text in it."""
        self.axis.add_patch(Circle((x, y), radius, fc=fill, ec=edge, lw=1.2, zorder=3))
        self.axis.text(x, y, text, ha="center", va="center", fontsize=size, zorder=4)

    def arrow(
        self, start: Point, end: Point, colour: str = "0.35", width: float = 1, bend: float = 0
    ) -> None:
        """Draw an arrow; `bend` curves it."""
        self.axis.add_patch(FancyArrowPatch(
            start, end, arrowstyle="-|>", mutation_scale=9, color=colour, lw=width, shrinkA=0,
            shrinkB=0, connectionstyle=f"arc3,rad={bend}", zorder=2,
        ))
