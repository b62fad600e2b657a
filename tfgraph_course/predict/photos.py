"""Find the ink of a letter in a photo, despite noise, uneven light, a tilt or a visible desk.

This needs scikit-image (extra `photos`); without it, only the ink in clean pictures is found, by
`letters.ink_of`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from skimage import filters, measure, morphology, transform

from tfgraph_course.predict.letters import (
    LEAST_CONTRAST,
    Box,
    Manner,
    box_of,
    distances,
    ink_of,
    resampled,
)

FLAT_SLOPE = 0.02  # of colour, per pixel; paper's is below this, or below 4 times the median
LEAST_SIDE = 16  # pixels; a smaller picture is not searched for a sheet
LEAST_SHEET = 0.04  # of the picture
CORNER = 0.08  # of the sheet's shorter side: how far the sheet may be from a rectangle's corner
FAINT, CLEAR = 0.25, 0.5  # of full ink: faint ink counts only beside clear ink
SPECK = 0.02  # of the ink; smaller pieces are dust
TILTS = np.arange(-6.0, 7.0)  # degrees, around the sheet's own tilt
TILT_COST = 0.1  # per degree; added to the distance from a training letter
SKETCH = 72  # height and width in pixels, for trying tilts

Inks = tuple[np.ndarray, np.ndarray] | tuple[None, None]


class Sheet(NamedTuple):
    """A sheet of paper in a picture."""

    whole: np.ndarray  # bool [height, width]
    plain: np.ndarray  # bool [height, width], where the paper is bare
    tilt: float  # degrees, counterclockwise; 0 if the picture shows no edge of the sheet


def ink_of_photo(picture: np.ndarray, manner: Manner) -> Inks:
    """Find where the sheet in a photo is inked.

    Args:
        picture: float32 [height, width, 3], colours from 0 to 1.
        manner: how the training letters, which are upright, are drawn.

    Returns:
        Two arrays, the ink as it is in the picture and the ink turned upright, each float32
        [height, width], 0 paper to 1 ink except for noise, first row at the top; each None if
        nothing is drawn.
    """
    if min(picture.shape[:2]) < LEAST_SIDE:
        return _plainly(picture)
    sheet = _sheet(picture)
    away = picture - _light(picture, sheet.plain)
    inside = sheet.whole if sheet.whole.all() else _shrunk(sheet.whole)
    smooth = filters.gaussian(away, 1, channel_axis=2)
    contrast = np.linalg.norm(smooth, axis=2) * inside
    if contrast.max() < LEAST_CONTRAST * np.sqrt(3):
        return None, None
    core = contrast > 0.7 * contrast.max()
    for _ in range(3):
        colour = away[core].mean(axis=0)
        to_ink = colour / (colour @ colour)
        amount = (smooth @ to_ink) * inside
        clear = amount > CLEAR * amount.max()
        core = amount >= 0.85 * np.percentile(amount[clear], 98)
    inked = filters.apply_hysteresis_threshold(amount, FAINT, CLEAR)
    if not inked.any():  # a few pixels in all
        return _plainly(picture)
    pieces = measure.label(inked, connectivity=1)
    inked &= (np.bincount(pieces.ravel()) > max(4, SPECK * inked.sum()))[pieces]
    ink = away @ to_ink
    noise = 1.4826 * np.median(np.abs(ink[sheet.plain]))  # the standard deviation of normal noise
    near = morphology.dilation(inked, morphology.disk(2)) & inside & (ink > 3 * noise)
    ink = np.where(near | inked, ink, 0).astype(np.float32)
    if ink.max() < FAINT:  # nothing but noise
        return _plainly(picture)
    tilt = _tilt(ink, sheet.tilt, manner)
    upright = transform.rotate(ink, -tilt, resize=True) if tilt else ink
    return ink, upright.astype(np.float32)


def _plainly(picture: np.ndarray) -> Inks:
    ink = ink_of(picture)
    return ink, ink


def _sheet(picture: np.ndarray) -> Sheet:
    """Find the sheet: a plain rectangle with something on it, the innermost if they are nested.

    If there is none, the sheet is the whole picture.
    """
    smooth = filters.gaussian(picture, 1.5, channel_axis=2)
    slope = np.sqrt(sum(filters.sobel(channel) ** 2 for channel in np.moveaxis(smooth, 2, 0)))
    labels = measure.label(slope < max(FLAT_SLOPE, 4 * np.median(slope)), connectivity=1)
    pieces = [p for p in measure.regionprops(labels) if p.area > LEAST_SHEET * labels.size]
    whole = np.ones(labels.shape, bool)
    if not pieces:
        return Sheet(whole, whole, 0)
    found = []
    for piece in pieces:
        plain = labels == piece.label
        hull = morphology.convex_hull_image(plain)
        tilt = _rectangle(hull)
        inner = measure.label(hull & ~plain)
        within = (inner > 0) & ~np.isin(inner, inner[hull & ~_shrunk(hull)])
        away = np.linalg.norm(smooth - _light(smooth, plain), axis=2)
        shown = away[within & (away > LEAST_CONTRAST * np.sqrt(3))].sum()
        if tilt is not None and shown:
            found.append((shown, within, Sheet(hull, plain, tilt)))
    if not found:
        return Sheet(whole, labels == max(pieces, key=lambda piece: piece.area_convex).label, 0)
    found.sort(key=lambda each: -each[0])
    _, within, sheet = found[0]
    for _, deeper, other in found[1:]:
        if (other.whole & within).sum() > 0.9 * other.whole.sum():
            within, sheet = deeper, other
    return sheet


def _shrunk(mask: np.ndarray) -> np.ndarray:
    """Return a mask without the two outermost pixels along its edge."""
    return morphology.erosion(np.pad(mask, 1), morphology.disk(2))[1:-1, 1:-1]


def _rectangle(hull: np.ndarray) -> float | None:
    """Return a rectangle's tilt in degrees, -45 to 45; None if the mask is not a rectangle."""
    points = np.argwhere(hull & ~_shrunk(hull))
    turned = {}
    for degrees in np.arange(-45, 45):
        angle = np.radians(degrees)
        turn = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
        at = points @ np.array(turn)
        turned[np.prod(np.ptp(at, axis=0))] = degrees, at
    degrees, at = turned[min(turned)]
    low, high = at.min(axis=0), at.max(axis=0)
    corners = np.array([low, high, (low[0], high[1]), (high[0], low[1])])
    gaps = np.linalg.norm(at[:, None] - corners, axis=2).min(axis=0)
    return float(degrees) if gaps.max() < CORNER * (high - low).min() else None


def _light(picture: np.ndarray, plain: np.ndarray) -> np.ndarray:
    """Fit a quadratic surface to the bare paper's colour; return its value at every pixel."""
    height, width, _ = picture.shape
    rows, columns = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    terms = np.stack(
        [np.ones_like(rows), rows, columns, rows * columns, rows**2, columns**2], axis=2
    )
    known = plain
    for _ in range(2):  # the second time, without dust
        found, *_ = np.linalg.lstsq(terms[known], picture[known], rcond=None)
        light = terms @ found.astype(np.float32)
        off = np.linalg.norm(picture - light, axis=2)
        known = plain & (off <= 3 * np.median(off[plain]) + 1e-3)
    return light


def _tilt(ink: np.ndarray, middle: float, manner: Manner) -> float:
    """Return the tilt in degrees that, once undone, makes a letter most like a training letter.

    The tilts that are tried are around `middle`, which is returned if no training letter is known.
    """
    if not len(manner.letters):
        return middle
    top, bottom, left, right = box_of(ink.clip(0, 1))
    side = max(bottom - top, right - left, SKETCH) + 4
    sketch = resampled(ink, Box(top - 2, top - 2 + side, left - 2, left - 2 + side), SKETCH)
    unlike = {}
    for tilt in middle + TILTS:
        turned = transform.rotate(sketch, -tilt, resize=True).clip(0, 1)
        least = distances(turned, manner).min()
        unlike[least + TILT_COST * abs(tilt - middle)] = tilt
    return float(unlike[min(unlike)])
