"""Find where images repeat themselves; this is done once, before training, in NumPy.

Most of a letter's image is blank paper, and the letter's nine jitters show the same strokes. So
each convolutional layer's activation is kept as a table of its distinct values and an index into
this table. The values belong to pixels, windows of pixels or windows of windows; each distinct
window is computed once.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from tfgraph_course.engine.rebuild import CannotCopy

CHUNK_IMAGES = 256  # that a core works on at a time, to save memory
CHUNKS_AT_ONCE = min(4, os.cpu_count() or 1)  # in memory at the same time
SAMPLE_IMAGES = 256  # the share of distinct windows is estimated from this many ...
SAMPLE_STEP = 17  # ... and from only one in this many of their windows


class Repeats(NamedTuple):
    """For each position in each image, the entry of a table that belongs there."""

    index: np.ndarray  # unsigned or int32 [N, height, width], 0..size-1
    size: int  # number of entries of the table
    blank: np.ndarray  # [height, width], the index for a blank image


def pixels(images: np.ndarray) -> tuple[Repeats, np.ndarray]:
    """Index images by the values of their pixels.

    Args:
        images: float32 [N, height, width].

    Returns:
        The repeats, and the table: float32 [size, 1].
    """
    chunks = _chunks(images)
    values = np.unique(np.concatenate([np.unique(chunk) for chunk in chunks]))
    kind = np.min_scalar_type(len(values) - 1)  # a byte if there are at most 256 values
    index = np.concatenate([np.searchsorted(values, chunk).astype(kind) for chunk in chunks])
    paper = np.bincount(index[:CHUNK_IMAGES].ravel()).argmax()
    return Repeats(index, len(values), np.full_like(index[0], paper)), values[:, None]


def expected_share(
    repeats: Repeats, window: Sequence[int], strides: Sequence[int], padding: str
) -> float:
    """Estimate what share of the windows is distinct, without finding them all.

    A window that occurs `n` times in the images counts as 1 / n of a distinct one. So the share is
    the mean of 1 / n over a sample of windows; `n` is counted in all images. For so few images that
    finding all windows is as quick, return 0. The arguments are those of `windows`.
    """
    index, outside, blank = repeats
    if len(index) <= SAMPLE_IMAGES:
        return 0.0
    borders = [(0, 0), *edges(blank.shape, window, strides, padding)]
    random = np.random.default_rng(0)
    factors = [random.integers(1, 2**32, places, dtype=np.uint32) for places in window]

    def hashes(images: np.ndarray) -> np.ndarray:
        seen = np.pad(images.astype(np.uint32), borders, constant_values=outside)
        for axis, (factor, step) in enumerate(zip(factors, strides, strict=True), start=1):
            lines = np.lib.stride_tricks.sliding_window_view(seen, len(factor), axis)
            lines = lines[:, ::step] if axis == 1 else lines[:, :, ::step]
            seen = sum(lines[..., i] * factor[i] for i in range(len(factor)))
        return seen.ravel()

    chosen = hashes(index[random.permutation(len(index))[:SAMPLE_IMAGES]])[::SAMPLE_STEP]
    some, times = np.unique(chosen, return_counts=True)
    found = np.zeros(len(some), np.int64)
    with ThreadPoolExecutor() as threads:
        for hashed in threads.map(hashes, _chunks(index)):
            at = np.searchsorted(some, hashed).clip(max=len(some) - 1)
            found += np.bincount(at[some[at] == hashed], minlength=len(some))
    return float((times / found).sum() / times.sum())


def windows(
    repeats: Repeats, window: Sequence[int], strides: Sequence[int], padding: str
) -> tuple[Repeats, np.ndarray]:
    """Index the distinct windows of a convolution or a pooling.

    Args:
        repeats: the repeats of the layer's input.
        window: height and width of a window.
        strides: steps from one window to the next, down and across.
        padding: "SAME" or "VALID", as in TensorFlow.

    Returns:
        The repeats of the layer's output, and a table int32 [size, height * width] that lists, for
        each distinct window, including those of a blank image, its entries in the input's table;
        `repeats.size` stands for positions outside the image.

    Raises:
        CannotCopy: different windows have the same hash, by chance.
    """
    index, outside, blank = repeats
    borders = [(0, 0), *edges(blank.shape, window, strides, padding)]

    def places(images: np.ndarray, edge: int) -> list[np.ndarray]:
        """List the entries in all windows, [n, height, width], for each position in a window."""
        padded = np.pad(images.astype(np.int32), borders, constant_values=edge)
        seen = np.lib.stride_tricks.sliding_window_view(padded, tuple(window), axis=(1, 2))
        seen = seen[:, :: strides[0], :: strides[1]]
        return [seen[..., i, j] for i in range(window[0]) for j in range(window[1])]

    def look(images: np.ndarray) -> tuple[np.ndarray, _Windows]:
        """Find the windows that are not blank; return a mask of where they are, and the windows."""
        inked = np.logical_or.reduce(places(images != blank, 0))
        return inked, _Windows([place[inked] for place in places(images, outside)])

    known = _Known()
    on_blank = places(blank[None], outside)
    of_blank = known.number(_Windows([place.ravel() for place in on_blank]))
    of_blank = of_blank.reshape(on_blank[0].shape[1:])
    kinds = np.tile(of_blank, (len(index), 1, 1))
    chunks = list(zip(_chunks(index), _chunks(kinds), strict=True))
    with ThreadPoolExecutor() as threads:
        for some in (chunks[i : i + CHUNKS_AT_ONCE] for i in range(0, len(chunks), CHUNKS_AT_ONCE)):
            looked = threads.map(look, [images for images, _ in some])
            for (_, part), (inked, found) in zip(some, looked, strict=True):
                part[inked] = known.number(found)
    return Repeats(kinds, len(known.rows), of_blank), known.rows


class _Windows:
    """Some windows, and the distinct windows among them."""

    def __init__(self, places: list[np.ndarray]) -> None:
        """Find the distinct windows; `places` has an array [n] for each position in a window.

        A 64-bit hash of each window is sorted; sorting the windows would take ten times as long.
        """
        factors = np.random.default_rng(0).integers(1, 2**63, len(places), dtype=np.uint64)
        hashes = np.zeros(len(places[0]), np.uint64)
        for place, factor in zip(places, factors, strict=True):
            hashes += place.astype(np.uint64) * factor
        self.hashes, one, self.kind = np.unique(hashes, return_index=True, return_inverse=True)
        self.rows = np.stack([place[one] for place in places], axis=1).astype(np.int32)
        for place, entry in zip(places, self.rows.T, strict=True):
            _same(entry[self.kind], place)


class _Known:
    """Distinct windows, numbered in the order in which they were found."""

    def __init__(self) -> None:
        self.hashes, self.numbers = np.zeros(0, np.uint64), np.zeros(0, np.int32)  # sorted
        self.rows: np.ndarray | None = None  # int32 [size, places]

    def number(self, windows: _Windows) -> np.ndarray:
        """Return the numbers of some windows, int32 [n]; new windows get the next numbers."""
        if self.rows is None:
            self.rows = windows.rows[:0]
        new = ~np.isin(windows.hashes, self.hashes, assume_unique=True)
        added = len(self.rows) + np.arange(np.count_nonzero(new), dtype=np.int32)
        self.rows = np.concatenate([self.rows, windows.rows[new]])
        hashes = np.concatenate([self.hashes, windows.hashes[new]])
        order = np.argsort(hashes, kind="stable")
        self.hashes, self.numbers = hashes[order], np.append(self.numbers, added)[order]
        numbers = self.numbers[np.searchsorted(self.hashes, windows.hashes)]
        _same(self.rows[numbers], windows.rows)
        return numbers[windows.kind]


def _same(a: np.ndarray, b: np.ndarray) -> None:
    """Raise CannotCopy if windows with the same hash differ, as they may by chance."""
    if (a != b).any():
        raise CannotCopy


def _chunks(images: np.ndarray) -> list[np.ndarray]:
    return [images[i : i + CHUNK_IMAGES] for i in range(0, len(images), CHUNK_IMAGES)]


def edges(
    sides: Sequence[int], window: Sequence[int], strides: Sequence[int], padding: str
) -> list[tuple[int, int]]:
    """Return how many zeros TensorFlow's padding adds at the start and end of each axis.

    `sides` are the height and width of the images; the other arguments are those of `windows`. If
    SAME needs an odd number of zeros, there is one more at the end than at the start.
    """
    if padding == "VALID":
        return [(0, 0)] * len(sides)
    missing = [
        max((-(-side // s) - 1) * s + k - side, 0)
        for side, k, s in zip(sides, window, strides, strict=True)
    ]
    return [(m // 2, m - m // 2) for m in missing]
