"""The pictures of chapters 1 to 4. Each function draws one matplotlib figure and returns it.

Pixels are drawn with the first row at the bottom, as the data stores them, so that characters
stand upright.
"""

from __future__ import annotations

import math
import sys
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from textwrap import fill

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.text import Text

from tfgraph_course.errors import spared
from tfgraph_course.whole_files import write_whole

SEASON_COLOURS = {
    "spring": "tab:green", "summer": "tab:red", "autumn": "tab:orange", "winter": "tab:blue",
}  # fmt: skip


class PlainFigure(Figure):
    """A figure whose texts are drawn as they are: they hold names, and a `$` is not a formula."""

    def draw(self, renderer: RendererBase) -> None:
        """Draw it, as all that shows or saves a figure does."""
        for text in self.findobj(Text):
            text.set(parse_math=False, usetex=False)
        with warnings.catch_warnings():
            # A character that no font has is drawn as a box, which says it.
            warnings.filterwarnings("ignore", "Glyph .* missing")
            super().draw(renderer)


def letters(images: np.ndarray, labels: np.ndarray, names: Sequence[str], c: int = 91) -> Figure:
    """Draw one character in each font: chapter 1, "Introduction to the font ... dataset".

    Args:
        images: [N, size, size], 0 white to 1 black.
        labels: [N], fonts from 0.
        names: of the fonts.
        c: which image of each font; the text's 91 is an A.
    """
    figure, axes = _figure(f"Image {c} of each font", 1, len(names))
    for font, (axis, name) in enumerate(zip(axes, names, strict=True)):
        of_font = images[labels == font]
        drawn = _pixels(axis, of_font[min(c, len(of_font) - 1)], "gray_r", 0, 1)
        axis.set_title(fill(name, 12), fontsize="medium")
    figure.colorbar(drawn, ax=axes, label="0 white, 1 black")
    return figure


def accuracy_curves(
    epoch: np.ndarray, train_acc: np.ndarray, test_acc: np.ndarray, classes: int
) -> Figure:
    """Draw both accuracies over the epochs, the text's blue dots and red crosses. All are [n].

    Where there are no validation data (NaN), only the training accuracy is drawn. `classes` says
    among how many classes a guess would choose.
    """
    figure, (axis,) = _figure("Accuracy while training", 1, 1, (6, 6))
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
) -> Figure:  # fmt: skip
    """Draw how often each class was taken for which: chapter 2, "Exploring the ... model".

    Args:
        onehot_test: [N, classes], what the examples are.
        y: [N, classes], the probabilities that the model gives.
        names: of the classes.
        examples: what they are.
    """
    from sklearn.metrics import confusion_matrix as count

    conf = count(onehot_test.argmax(1), y.argmax(1), labels=range(onehot_test.shape[1]))
    figure, (axis,) = _figure(f"Confusion matrix of the {examples}", 1, 1, (6, 5))
    drawn = axis.matshow(conf, cmap="viridis", vmin=0)
    write_counts(axis, conf)
    ticks = range(len(conf))
    axis.set_xticks(ticks, names, rotation=90 if _long(names) else 0)
    axis.set_yticks(ticks, names)
    axis.tick_params(bottom=False)
    axis.set(xlabel="predicted", ylabel="real")
    figure.colorbar(drawn, label=f"number of {examples}")
    return figure


def seasons(dates: np.ndarray, high: np.ndarray, real: np.ndarray, predicted: np.ndarray) -> Figure:
    """Draw the weeks of some years in the colour of the season that they were taken for: chapter 4.

    Args:
        dates: datetime64 [weeks].
        high: [weeks], temperatures in degrees Fahrenheit.
        real: int [weeks], the seasons, 0 to 3; they colour the ground.
        predicted: int [weeks].
    """
    figure, (axis,) = _figure("Seasons, real (ground) and predicted (dots)", 1, 1, (11, 4.5))
    ends = np.append(dates[1:], dates[-1] + np.timedelta64(7, "D"))
    for season, (name, colour) in enumerate(SEASON_COLOURS.items()):
        of_season = predicted == season
        axis.plot(
            dates[of_season], high[of_season], "o", color=colour, markersize=5,
            markeredgecolor="k", markeredgewidth=0.4, label=f"taken for {name}",
        )  # fmt: skip
        for week in np.flatnonzero(real == season):
            axis.axvspan(dates[week], ends[week], color=colour, alpha=0.15, linewidth=0)
    right = np.mean(real == predicted)
    axis.set(
        xlabel=f"week; {right:.0%} of these {len(dates)} are right", xlim=(dates[0], ends[-1]),
        ylabel="mean high of the week in °F",
    )  # fmt: skip
    axis.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return figure


def weight_images(W: np.ndarray, names: Sequence[str], title: str, rows: int = 1) -> Figure:
    """Draw the weights from the pixels to each class or neuron as an image.

    Args:
        W: [pixels, n]; as many columns are drawn as there are names.
        names: what each column belongs to.
        title: of the figure.
        rows: of images; the text's 32 neurons stand in 4 rows of 8.
    """
    size = math.isqrt(len(W))  # 1,296 -> 36
    images = W[:, : len(names)].T.reshape(-1, size, size)
    figure, axes = _figure(title, rows, -(-len(names) // rows))
    return _weights(figure, axes, images, names)


def filters(W1: np.ndarray) -> Figure:
    """Draw the windows of a first convolution: chapter 3, "Deeper CNN".

    Args:
        W1: [winx, winy, 1, n]; the text draws 16 in 4 rows of 4.
    """
    images = W1[:, :, 0, :].transpose(2, 0, 1)
    rows = max(1, round(len(images) ** 0.5))
    names = [f"filter {i}" for i in range(len(images))]
    title = f"Filters of the first convolution, {W1.shape[0]} x {W1.shape[1]} pixels"
    figure, axes = _figure(title, rows, -(-len(images) // rows))
    return _weights(figure, axes, images, names)


def output_weights(W: np.ndarray, names: Sequence[str], fonts: str = "columns") -> Figure:
    """Draw the last layer's weights: chapter 2 with the fonts as columns, chapter 3 as rows.

    Args:
        W: [neurons, fonts].
        names: of the fonts.
        fonts: "columns" or "rows".
    """
    down = fonts == "columns"
    figure, (axis,) = _figure("Weights of the output layer", 1, 1, (4.5, 7) if down else (9, 3))
    limit = np.abs(W).max() or 1
    drawn = axis.matshow(W if down else W.T, cmap="RdBu_r", vmin=-limit, vmax=limit, aspect="auto")
    neuron = "neuron of the last hidden layer"
    if down:
        axis.set_xticks(range(len(names)), names, rotation=90 if _long(names) else 0)
        axis.set(ylabel=neuron, xlabel="font")
    else:
        axis.set_yticks(range(len(names)), names)
        axis.set(ylabel="font", xlabel=neuron)
    axis.tick_params(bottom=False)
    figure.colorbar(drawn, label="weight")
    return figure


def conv_pool(image: np.ndarray, h1: np.ndarray, p1: np.ndarray) -> Figure:
    """Draw an image, its features and the pooled features side by side: chapter 3.

    Args:
        image: [10, 10].
        h1: [10, 10, n], after the convolution and relu.
        p1: [5, 5, n], after pooling.
    """
    n = h1.shape[-1]
    figure, axes = _figure("Convolution and pooling of one image", n, 3, (9, 2.9 * n))
    for f in range(n):
        pictures = {
            "image": image,
            f"h1, feature {f}": h1[..., f],
            f"p1, feature {f}": p1[..., f],
        }
        for axis, (name, pixels) in zip(axes[3 * f :], pictures.items(), strict=False):
            drawn = axis.matshow(pixels, cmap="viridis")
            size = " x ".join(map(str, pixels.shape))
            axis.set_title(f"{name}, {size}")
            axis.tick_params(bottom=False)
            figure.colorbar(drawn, ax=axis, label="value")
    return figure


def save(drawings: dict[str, Callable[[], Figure]], folder: Path) -> dict[str, Figure]:
    """Draw figures, and write each to `folder` as PNG.

    One that cannot be drawn costs a sentence on the terminal, and nothing else.

    Args:
        drawings: what draws each figure, by the name of its file.
        folder: that they go to.

    Returns:
        Those that are drawn.

    Raises:
        CourseError: a file cannot be written.
    """
    drawn = {
        name: spared(f"{name}.png", partial(_save, draw, folder / f"{name}.png"))
        for name, draw in drawings.items()
    }
    return {name: figure for name, figure in drawn.items() if figure}


def show(wanted: bool) -> None:
    """Open windows for the figures if asked to; in IPython they appear without waiting."""
    in_ipython = "IPython" in sys.modules and sys.modules["IPython"].get_ipython() is not None
    if mpl.get_backend().lower() == "agg":
        if wanted:
            print("no screen to show pictures on; they are in the PNG files", file=sys.stderr)
    elif wanted or in_ipython:
        plt.show(block=False if in_ipython else None)


def empty(title: str, size: tuple[float, float]) -> Figure:
    """An empty figure under its title; an older one of the same title is replaced.

    Args:
        title: of the figure and of its window.
        size: width and height in inches.
    """
    plt.close(title)  # to clear it would keep its size
    figure = plt.figure(num=title, layout="constrained", figsize=size, FigureClass=PlainFigure)
    figure.suptitle(title)
    return figure


def write_counts(axis: Axes, counts: np.ndarray) -> None:
    """Write a table of counts [rows, columns] into its cells, pale where the cell is dark."""
    for (row, column), count in np.ndenumerate(counts):
        dark = count < counts.max() / 2
        axis.text(column, row, count, ha="center", va="center", color="w" if dark else "k")


def _save(draw: Callable[[], Figure], path: Path) -> Figure:
    before = set(plt.get_fignums())
    try:
        figure = draw()
        write_whole(path, partial(figure.savefig, dpi=120, format="png"))
    except BaseException:
        for number in set(plt.get_fignums()) - before:  # half a figure is not to be shown
            plt.close(number)
        raise
    return figure


def _long(names: Sequence[str]) -> bool:
    """Whether names side by side would run into each other."""
    return max(map(len, names)) * len(names) > 40


def _figure(
    title: str, rows: int, columns: int, size: tuple[float, float] | None = None
) -> tuple[Figure, list[Axes]]:
    """An empty figure with its axes, row by row."""
    figure = empty(title, size or (1.5 * columns + 1.2, 1.7 * rows + 0.6))
    return figure, list(np.ravel(figure.subplots(rows, columns)))


def _pixels(axis: Axes, image: np.ndarray, cmap: str, low: float, high: float) -> AxesImage:
    """Draw one image with its first row at the bottom."""
    axis.set_xticks([])
    axis.set_yticks([])
    return axis.imshow(image, cmap=cmap, vmin=low, vmax=high, origin="lower")


def _weights(figure: Figure, axes: list[Axes], images: np.ndarray, names: Sequence[str]) -> Figure:
    """Draw weight images on one scale, red above zero and blue below; empty axes are removed."""
    limit = np.abs(images).max() or 1
    for axis, image, name in zip(axes, images, names, strict=False):
        drawn = _pixels(axis, image, "RdBu_r", -limit, limit)
        axis.set_title(name, fontsize="small")
    for axis in axes[len(names) :]:
        axis.remove()
    figure.colorbar(drawn, ax=axes[: len(names)], label="weight")
    return figure
