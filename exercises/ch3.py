"""Exercises of chapter 3: fill them in; `python -m pytest exercises -m ch3` checks them."""

# %% Imports
from __future__ import annotations

import numpy as np

from tfgraph_course import tf


# %% 3.1 Convolution
def convolve(image: np.ndarray, W: np.ndarray) -> np.ndarray:
    """Slide a window over an image with any number of channels, by hand: stride 1, and zeros
    around the image so that it keeps its size (SAME). Each place holds the sum of window times W.

    Args:
        image: float64 [rows, columns, channels].
        W: float64 [k, k, channels, filters], k odd.

    Returns:
        float64 [rows, columns, filters]. `tf.nn.conv2d` gives the same.

    Picture: docs/pictures/diagrams/ch3_window.gif

    Hint: `np.pad` puts k // 2 zeros on each side of rows and columns, but none on channels;
    `np.tensordot(window, W, axes=3)` multiplies and sums over the first three axes.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 3.2 Average pooling
def average_pool(h: np.ndarray) -> np.ndarray:
    """Pool by the mean of each 2 x 2 instead of its maximum, by hand: stride 2, no overlap.
    A row or column that is left over at the edge is dropped (VALID).

    >>> average_pool(np.arange(4.0).reshape(2, 2, 1)).tolist()
    [[[1.5]]]

    Args:
        h: float64 [rows, columns, channels].

    Returns:
        float64 [rows // 2, columns // 2, channels].

    Picture: docs/pictures/diagrams/ch3_pooling.gif

    Hint: with axes (rows // 2, 2, columns // 2, 2, channels), the mean over two axes is all. Or
    `h[0::2]` is every other row.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 3.3 Strides and sizes
def size_after(size: int, window: int, stride: int, padding: str) -> int:
    """Say how high an image is after a convolution or a pooling. "VALID" counts the places where
    the whole window lies in the image, "SAME" all; of these, every `stride`-th from the first one.

    >>> size_after(9, window=2, stride=2, padding="VALID")
    4

    Args:
        size: height before.
        window: height of the window, at most `size`.
        stride: rows from one place to the next.
        padding: "SAME" or "VALID".

    Returns:
        The height after.

    Picture: docs/pictures/diagrams/ch3_edges.png

    Hint: how many places are there with stride 1? Then divide and round up; `-(-n // stride)` does.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 3.4 Colour
def colour_convolution(x: tf.Tensor, filters: int) -> tuple[tf.Variable, tf.Tensor]:
    """Build a convolution of colour images in the graph: a window of 3 x 3, SAME, then relu.
    The window goes two pixels to the right and two down at a time. There is no bias.

    Args:
        x: float32 [batch, rows, columns, 3].
        filters: features of a window.

    Returns:
        The nodes W and h, the last float32 [batch, rows / 2, columns / 2, filters], rounded up.

    Picture: docs/pictures/diagrams/ch3_channels.png

    Hint: W has four axes: height, width, channels that come in, features that go out. `strides`
    has one number for each axis of x.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 3.5 The weights of the deeper CNN
def count_deep_cnn(
    size: int, filters: tuple[int, int], hidden: int, classes: int, window: int
) -> int:
    """Count the weights of the book's deeper CNN, with its biases, without building it.
    The book says 10,765, and is wrong: see which of its four layers it counts too low.

    >>> count_deep_cnn(36, (16, 4), 32, 5, window=3)
    11305

    Args:
        size: height and width of the images, which have one channel.
        filters: features of the first and of the second convolution, both with `window`.
        hidden: neurons of the dense layer.
        classes: outputs.
        window: height and width of both windows.

    Returns:
        The number.

    Picture: docs/pictures/diagrams/ch3_deep_cnn_model.png

    Hint: each pooling halves the size, rounded down. A window sees all channels that come in.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 3.6 Dropout
def dropout(h: np.ndarray, keep_prob: float, random: np.random.Generator) -> np.ndarray:
    """Drop numbers at random: each is kept with chance `keep_prob`, and 0 otherwise.
    What is kept is scaled so that the mean stays what it was, as `tf.nn.dropout` does.

    Args:
        h: float64 [batch, neurons].
        keep_prob: above 0, at most 1.
        random: the generator to draw from.

    Returns:
        float64 [batch, neurons].

    Picture: docs/pictures/diagrams/ch3_dropout.gif

    Hint: `random.random(h.shape)` draws numbers from 0 to 1. With a tenth of the numbers left, by
    what must each be multiplied to make up for the rest?
    """
    raise NotImplementedError  # your lines instead of this one
