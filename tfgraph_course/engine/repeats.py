"""Where images repeat themselves, found once before training, in NumPy.

Most of a letter's image is paper, and its nine jitters show the same strokes. So an activation of
the convolutional layers is kept as a table of its distinct values, and an index that says which of
them stands where: a pixel, a window of pixels, a window of windows. A layer then computes each
distinct window once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class Repeats(NamedTuple):
    """Which entry of a table stands at which place of each image."""

    index: np.ndarray  # int32 [N, height, width], 0..size-1
    size: int  # entries of the table


def pixels(images: np.ndarray) -> tuple[Repeats, np.ndarray]:
    """Index images by the values of their pixels.

    Args:
        images: float32 [N, height, width].

    Returns:
        The repeats, and the table: float32 [size, 1].
    """
    values = np.unique(images)
    index = np.searchsorted(values, images).astype(np.int32)
    return Repeats(index, len(values)), values[:, None]


def windows(
    repeats: Repeats, window: Sequence[int], strides: Sequence[int], padding: str
) -> tuple[Repeats, np.ndarray]:
    """Index the distinct windows that a convolution or a pooling looks through.

    Args:
        repeats: of the layer's input.
        window: its height and width.
        strides: steps from one window to the next, down and across.
        padding: "SAME" or "VALID", as TensorFlow places windows.

    Returns:
        The repeats of the output; and for each distinct window which entry of the input's table
        stands where in it, int32 [size, height * width], `repeats.size` outside of the image.
    """
    index = repeats.index
    if padding == "SAME":
        edges = [
            _same(size, k, s) for size, k, s in zip(index.shape[1:], window, strides, strict=True)
        ]
        index = np.pad(index, [(0, 0), *edges], constant_values=repeats.size)
    views = np.lib.stride_tricks.sliding_window_view(index, tuple(window), axis=(1, 2))
    views = views[:, :: strides[0], :: strides[1]]
    places = [views[..., i, j] for i in range(window[0]) for j in range(window[1])]
    rows, kind = _distinct(places)
    return Repeats(kind, len(rows)), rows


def _same(size: int, window: int, stride: int) -> tuple[int, int]:
    """Zeros before and after an axis where padding is SAME: the odd one comes after."""
    missing = max((-(-size // stride) - 1) * stride + window - size, 0)
    return missing // 2, missing - missing // 2


def _distinct(places: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The distinct rows [size, places] of arrays of one shape, and the row of every element.

    Sorting whole rows takes ten times as long as sorting a 64 bit hash of each. Two rows that share
    a hash are found by comparison, and other factors are drawn. The rows of all elements never
    stand in memory at once: they are many times the images.
    """
    random = np.random.default_rng(0)
    while True:
        hashes = np.zeros(places[0].shape, np.uint64)
        for place in places:
            hashes += place.astype(np.uint64) * random.integers(1, 2**63, dtype=np.uint64)
        hashes = hashes.ravel()
        order = np.argsort(hashes)
        new = np.append(True, np.diff(hashes[order]) != 0)
        kind = np.empty(len(order), np.int32)
        kind[order] = np.cumsum(new) - 1
        kind = kind.reshape(places[0].shape)
        one = np.unravel_index(order[new], kind.shape)
        rows = np.stack([place[one] for place in places], axis=1)
        if all((rows[kind, i] == place).all() for i, place in enumerate(places)):
            return rows, kind
