"""A letter in a picture, found. Needs NumPy alone."""

from __future__ import annotations

import numpy as np

FAINT = 0.2  # of full ink; what is fainter is not taken for an edge of the letter
CONTRAST = 0.1  # of the way from black to white, at least, between paper and ink


def ink_of(picture: np.ndarray) -> np.ndarray | None:
    """Where a picture is inked, whatever its colours.

    Args:
        picture: float32 [height, width, 3], colours from 0 to 1.

    Returns:
        float32 [height, width], 0 paper to 1 ink, first row at the top; None if nothing is drawn.
    """
    away = picture - _paper(picture)
    contrast = np.linalg.norm(away, axis=2)
    if contrast.max() < CONTRAST * np.sqrt(3):
        return None
    colour = away[contrast >= 0.9 * contrast.max()].mean(axis=0)
    return np.clip(away @ (colour / (colour @ colour)), 0, 1)


def _paper(picture: np.ndarray) -> np.ndarray:
    """The paper's colour at every pixel: a plane through the picture's edge, for uneven light."""
    height, width, _ = picture.shape
    rows, columns = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    plane = np.stack([np.ones_like(rows), rows, columns], axis=2)
    edge = np.ones((height, width), bool)
    edge[1:-1, 1:-1] = False
    known, colours = plane[edge], picture[edge]
    off = np.abs(colours - np.median(colours, axis=0)).sum(axis=1)
    paper = off <= np.median(off) + CONTRAST  # not where the letter touches the edge
    found, *_ = np.linalg.lstsq(known[paper], colours[paper], rcond=None)
    return plane @ found.astype(np.float32)


def box_of(ink: np.ndarray) -> tuple[float, float, float, float]:
    """Top, bottom, left and right of what is inked, to a fraction of a pixel.

    Args:
        ink: [height, width], 0 paper to 1 ink; some of it is inked.
    """
    ends = []
    for profile in (ink.max(axis=1) / ink.max(), ink.max(axis=0) / ink.max()):
        inked = np.flatnonzero(profile > FAINT)
        # A pixel inked by a third holds the last third of a pixel of the letter.
        ends += [inked[0] + 1 - profile[inked[0]], inked[-1] + profile[inked[-1]]]
    return tuple(ends)


def resampled(ink: np.ndarray, box: tuple[float, float, float, float], size: int) -> np.ndarray:
    """The box of an image as size x size pixels, each the mean of what it covers.

    Args:
        ink: [height, width], 0 paper; there is paper around it.
        box: top, bottom, left, right in pixels; may reach beyond the image.
        size: pixels a side of the result.
    """
    top, bottom, left, right = box
    down = _covered(len(ink), np.linspace(top, bottom, size + 1))
    across = _covered(ink.shape[1], np.linspace(left, right, size + 1))
    return (down @ ink @ across.T).astype(np.float32)


def _covered(pixels: int, edges: np.ndarray) -> np.ndarray:
    """What share of each new pixel [n] each old one takes: [n, pixels]."""
    low, high = edges[:-1, None], edges[1:, None]
    start = np.arange(pixels)
    return np.clip(np.minimum(high, start + 1) - np.maximum(low, start), 0, None) / (high - low)
