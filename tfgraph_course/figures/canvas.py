"""What all figures have in common: an empty figure with a title, its file, its window."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.text import Text

from tfgraph_course.errors import ipython, spared
from tfgraph_course.files.atomic import write_whole
from tfgraph_course.tf1.notices import notice


class Scale(NamedTuple):
    """How numbers become colours, and what the colour bar says of them."""

    cmap: str
    low: float
    high: float
    label: str


INK = Scale("gray_r", 0, 1, "0 white, 1 black")


class PlainFigure(Figure):
    """A figure whose text is drawn literally: a `$` in a name does not start a formula."""

    def draw(self, renderer: RendererBase) -> None:
        for text in _texts(self):
            text.set(parse_math=False, usetex=False)
        with warnings.catch_warnings():
            # A character that no font has is drawn as a box, which needs no warning.
            warnings.filterwarnings("ignore", "Glyph .* missing")
            super().draw(renderer)


def _texts(artist: Artist) -> Iterator[Text]:
    """Yield the visible `Text`s in an artist; `findobj` would also create ticks of hidden axes."""
    for child in filter(Artist.get_visible, artist.get_children()):
        if isinstance(child, Text):
            yield child
        yield from _texts(child)


def save(drawings: dict[str, Callable[[], Figure]], folder: Path) -> dict[str, Figure]:
    """Draw figures, and write each to `folder` as a PNG file.

    If a figure cannot be drawn, print a message and go on to the next.

    Args:
        drawings: functions that draw the figures, keyed by file name.
        folder: the folder for the files.

    Returns:
        The figures that were drawn, keyed by file name.

    Raises:
        CourseError: a file cannot be written.
    """
    drawn = {
        name: spared(f"{name}.png", partial(_save, draw, folder / f"{name}.png"))
        for name, draw in drawings.items()
    }
    return {name: figure for name, figure in drawn.items() if figure}


def _save(draw: Callable[[], Figure], path: Path) -> Figure:
    before = set(plt.get_fignums())
    try:
        figure = draw()
        write_whole(path, partial(figure.savefig, dpi=120, format="png"))
    except BaseException:
        for number in set(plt.get_fignums()) - before:  # do not show an unfinished figure
            plt.close(number)
        raise
    return figure


def show(wanted: bool) -> None:
    """Open windows for the figures if asked to, and always in IPython, where they do not block."""
    if mpl.get_backend().lower() == "agg":
        if wanted:
            notice("the figures cannot be shown in windows here; open the PNG files instead")
    elif wanted or ipython():
        plt.show(block=False if ipython() else None)


def empty(title: str, size: tuple[float, float]) -> Figure:
    """Make an empty figure, which replaces any older figure with the same title.

    Args:
        title: the title of the figure and of its window.
        size: width and height in inches.
    """
    plt.close(title)  # clearing the older one would keep its size
    figure = plt.figure(num=title, layout="constrained", figsize=size, FigureClass=PlainFigure)
    figure.suptitle(title)
    return figure


def panels(
    title: str, rows: int, columns: int, size: tuple[float, float]
) -> tuple[Figure, list[Axes]]:
    """Make a figure with rows and columns of empty axes; return it and the axes, row by row."""
    figure = empty(title, size)
    return figure, list(np.ravel(figure.subplots(rows, columns)))


def draw_pixels(axis: Axes, image: np.ndarray, scale: Scale) -> AxesImage:
    """Draw one image with its first row at the bottom."""
    axis.xaxis.set_visible(False)  # an axis without ticks would still be measured for the layout
    axis.yaxis.set_visible(False)
    return axis.imshow(image, cmap=scale.cmap, vmin=scale.low, vmax=scale.high, origin="lower")


def image_rows(
    title: str, images: Sequence[np.ndarray], names: Sequence[str], scale: Scale, rows: int = 1,
    height: float = 1.7, fontsize: str = "small",
) -> Figure:
    """Draw images in rows of `height` inches, below their names, and one colour bar for all."""
    columns = -(-len(names) // rows)
    figure, axes = panels(title, rows, columns, (1.5 * columns + 1.2, height * rows + 0.6))
    for axis in axes[len(names) :]:
        axis.remove()
    for axis, image, name in zip(axes, images, names, strict=False):
        drawn = draw_pixels(axis, image, scale)
        axis.set_title(name, fontsize=fontsize)
    figure.colorbar(drawn, ax=axes[: len(names)], label=scale.label)
    return figure


def write_counts(table: AxesImage) -> None:
    """Write the counts of a drawn table into its cells, in white on dark cells."""
    for (row, column), count in np.ndenumerate(table.get_array()):
        ink = "w" if table.norm(count) < 0.5 else "k"
        table.axes.text(column, row, count, ha="center", va="center", color=ink)


def is_long(names: Sequence[str]) -> bool:
    """Return whether names would run into each other if written side by side below a table."""
    return max(map(len, names)) * len(names) > 40
