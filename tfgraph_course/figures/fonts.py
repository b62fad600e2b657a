"""Figures of letters and weights, chapters 1 to 3. Each function draws one matplotlib figure.

Images are drawn with the first row at the bottom, as in the data, so that characters are upright.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from textwrap import fill

import numpy as np
from matplotlib.figure import Figure

from tfgraph_course.figures.canvas import INK, Scale, image_rows, is_long, panels


def letters(images: np.ndarray, labels: np.ndarray, names: Sequence[str], c: int = 91) -> Figure:
    """Draw one character in each font: chapter 1, "Introduction to the font ... dataset".

    Args:
        images: [N, size, size], 0 white to 1 black.
        labels: [N], fonts from 0.
        names: the fonts' names.
        c: index of the image among all images of its font, or the last one of a font with fewer;
            the book's 91 is an A.
    """
    fonts = [images[labels == font] for font in range(len(names))]
    chosen = [of_font[min(c, len(of_font) - 1)] for of_font in fonts]
    wrapped = [fill(name, 12) for name in names]
    return image_rows(f"Image {c} of each font", chosen, wrapped, INK, fontsize="medium")


def weight_images(W: np.ndarray, names: Sequence[str], title: str, rows: int = 1) -> Figure:
    """Draw the weights from the pixels to each class or neuron as an image.

    Args:
        W: [pixels, n]; as many columns are drawn as there are names.
        names: the class or neuron of each column.
        title: the title of the figure.
        rows: the number of rows of images; the book draws 32 neurons in 4 rows of 8.
    """
    size = math.isqrt(len(W))  # 1,296 -> 36
    images = W[:, : len(names)].T.reshape(-1, size, size)
    return image_rows(title, images, names, _around_zero(images), rows)


def filters(W1: np.ndarray) -> Figure:
    """Draw the filters of a model's first convolution: chapter 3, "Deeper CNN".

    Args:
        W1: [winx, winy, 1, n], the weights of the convolution; the book draws 16 filters in 4 rows.
    """
    images = W1[:, :, 0, :].transpose(2, 0, 1)
    rows = max(1, round(len(images) ** 0.5))
    names = [f"filter {i}" for i in range(len(images))]
    title = f"Filters of the first convolution, {W1.shape[0]} x {W1.shape[1]} pixels"
    return image_rows(title, images, names, _around_zero(images), rows)


def _around_zero(weights: np.ndarray) -> Scale:
    """Return a scale for weights, red above zero and blue below."""
    limit = np.abs(weights).max() or 1
    return Scale("RdBu_r", -limit, limit, "weight")


def output_weights(W: np.ndarray, names: Sequence[str], fonts: str = "columns") -> Figure:
    """Draw the output layer's weights: chapters 2 and 3.

    Args:
        W: [neurons, fonts].
        names: the fonts' names.
        fonts: "columns" if each font is a column, as in chapter 2, or "rows", as in chapter 3.
    """
    down = fonts == "columns"
    figure, (axis,) = panels("Weights of the output layer", 1, 1, (4.5, 7) if down else (9, 3))
    cmap, low, high, label = _around_zero(W)
    drawn = axis.matshow(W if down else W.T, cmap=cmap, vmin=low, vmax=high, aspect="auto")
    neuron = "neuron of the last hidden layer"
    if down:
        axis.set_xticks(range(len(names)), names, rotation=90 if is_long(names) else 0)
        axis.set(ylabel=neuron, xlabel="font")
    else:
        axis.set_yticks(range(len(names)), names)
        axis.set(ylabel="font", xlabel=neuron)
    axis.tick_params(bottom=False)
    figure.colorbar(drawn, label=label)
    return figure


def conv_pool(image: np.ndarray, h1: np.ndarray, p1: np.ndarray) -> Figure:
    """Draw an image, its features and the pooled features side by side: chapter 3.

    Args:
        image: [10, 10].
        h1: [10, 10, n], the features after the convolution and relu.
        p1: [5, 5, n], the features after pooling.
    """
    n = h1.shape[-1]
    figure, axes = panels("Convolution and pooling of one image", n, 3, (9, 2.9 * n))
    for f in range(n):
        pictures = {
            "image": image,
            f"h1, feature {f}": h1[..., f],
            f"p1, feature {f}": p1[..., f],
        }
        for axis, (name, pixels) in zip(axes[3 * f :], pictures.items(), strict=False):
            drawn = axis.matshow(pixels, cmap="viridis")
            axis.set_title(f"{name}, {' x '.join(map(str, pixels.shape))}")
            axis.tick_params(bottom=False)
            figure.colorbar(drawn, ax=axis, label="value")
    return figure
