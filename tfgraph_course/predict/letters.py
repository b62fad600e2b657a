"""Find letters in pictures, and redraw them like the letters of the training data.

A picture shows where its letter is and how it is coloured, but not how large its font is meant to
be: an `o` fills a picture as well as an `O` does, but the training data draws `o` at two thirds of
the size of `O`. So small copies of the training letters are kept beside a model's weights, and a
found letter gets the size of the training letters that it looks like. This module needs only NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

FAINT_INK = 0.2  # of full ink; fainter pixels do not count as an edge of the letter
PLAIN = 0.012  # three grey levels; plain paper differs by less from a plane fitted to it
LEAST_CONTRAST = 0.1  # between paper and ink; black on white has 1
THUMB = (8, 8)  # height and width of a small copy, in pixels
MOST_LETTERS = 1000  # small copies to keep
MOST_PLACES = 9  # as many as the book has jitters
DISTANCE_SCALE = 0.5  # squared distance over which a training letter's share falls to 1/e
SLIMNESS_WEIGHT = 10  # of the difference in log(width / height), relative to the pixels
LIKELY_HEIGHTS = np.arange(13.0, 18.0)  # out of 36 pixels; used if nothing better is known
NEIGHBOURS = 3  # training letters, at most, that set a found letter's size
LEAST_SHARE = 0.05  # relative to the nearest training letter's; others are left out


class Box(NamedTuple):
    """The edges of a box, in pixels from the image's top left corner.

    They may be fractional, and may be outside the image.
    """

    top: float
    bottom: float
    left: float
    right: float


class Manner(NamedTuple):
    """How the letters in some training data are drawn: their sizes and places."""

    size: int  # height and width in pixels
    letters: np.ndarray  # uint8 [n, 8, 8], each letter's box squeezed into a square
    boxes: np.ndarray  # float32 [n, 2], height and width in pixels
    places: np.ndarray  # int [places, 2], centres of letters, relative to the image's centre
    labels: np.ndarray  # int [n], the letters' classes; empty if they are not known


class Found(NamedTuple):
    """A found letter, redrawn for a model."""

    images: np.ndarray  # float32 [n, size, size], 0 white to 1 black, first row at the bottom
    shares: np.ndarray  # float32 [n], the weight of the answer to each image; they add up to 1
    doubts: Sequence[str] = ()  # reasons why it may not be one letter
    unread_photo: bool = False  # the picture is a photo, and scikit-image is missing
    distances: np.ndarray | None = None  # float [letters], how unlike each training letter it is


def ink_of(picture: np.ndarray) -> np.ndarray | None:
    """Find where a picture is inked, whatever the colours of its ink and paper.

    Args:
        picture: float32 [height, width, 3], colours from 0 to 1.

    Returns:
        float32 [height, width], 0 paper to 1 ink, first row at the top; None if nothing is drawn.
    """
    away = picture - _paper(picture)
    contrast = np.linalg.norm(away, axis=2)
    if contrast.max() < LEAST_CONTRAST * np.sqrt(3):
        return None
    colour = away[contrast >= 0.9 * contrast.max()].mean(axis=0)
    return np.clip(away @ (colour / (colour @ colour)), 0, 1)


def edge_is_plain(picture: np.ndarray) -> bool:
    """Return whether most of a picture's edge is bare paper without noise, perhaps unevenly lit.

    Args:
        picture: float32 [height, width, 3], colours from 0 to 1.
    """
    off = np.abs(picture - _paper(picture)).max(axis=2)
    edge = np.concatenate([off[0], off[-1], off[:, 0], off[:, -1]])
    return bool(np.percentile(edge, 75) < PLAIN)


def _paper(picture: np.ndarray) -> np.ndarray:
    """Return the paper's colour at every pixel of a picture.

    To allow for uneven light, a plane is fitted to the colours along the picture's edge.
    """
    height, width, _ = picture.shape
    rows, columns = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    plane = np.stack([np.ones_like(rows), rows, columns], axis=2)
    edge = np.ones((height, width), bool)
    edge[1:-1, 1:-1] = False
    known, colours = plane[edge], picture[edge]
    off = np.abs(colours - np.median(colours, axis=0)).sum(axis=1)
    paper = off <= np.median(off) + LEAST_CONTRAST  # not where a letter touches the edge
    found, *_ = np.linalg.lstsq(known[paper], colours[paper], rcond=None)
    return plane @ found.astype(np.float32)


def box_of(ink: np.ndarray) -> Box:
    """Return the box around the ink of an image, accurate to a fraction of a pixel.

    Args:
        ink: [height, width], 0 paper to 1 ink, with some ink; or several such images,
            [N, height, width], for a box whose edges are arrays of shape [N].
    """
    edges = []
    for axis in (-1, -2):
        profile = ink.max(axis=axis) / ink.max(axis=(-2, -1))[..., None]
        edges += [_before(profile), profile.shape[-1] - _before(profile[..., ::-1])]
    return Box(*edges)


def _before(profile: np.ndarray) -> np.ndarray:
    first = (profile > FAINT_INK).argmax(axis=-1)[..., None]
    # If a third of the first pixel is inked, the letter begins two thirds of the way into it.
    return (first + 1 - np.take_along_axis(profile, first, axis=-1))[..., 0]


def resampled(ink: np.ndarray, box: Box, size: int) -> np.ndarray:
    """Resample part of an image to size x size pixels, each the mean of the area that it covers.

    Pillow's BOX filter uses only whole pixels, and so would move a letter by up to half a pixel.

    Args:
        ink: [height, width], 0 paper to 1 ink; the area beyond its edges counts as paper. Or
            several such images, [N, height, width].
        box: the part to resample; for several images, its edges are arrays of shape [N].
        size: height and width of the result in pixels.
    """
    top, bottom, left, right = box
    down = _covered(ink.shape[-2], np.linspace(top, bottom, size + 1, axis=-1))
    across = _covered(ink.shape[-1], np.linspace(left, right, size + 1, axis=-1))
    return (down @ ink @ across.swapaxes(-2, -1)).astype(np.float32)


def _covered(pixels: int, edges: np.ndarray) -> np.ndarray:
    """Return the share of each new pixel that each old pixel covers, [new, old].

    The `edges` of the new pixels are measured in old pixels.
    """
    before = np.clip(edges[..., None] - np.arange(pixels), 0, 1)  # part of a pixel before an edge
    return np.diff(before, axis=-2) / np.diff(edges)[..., None]


def manner_of(images: np.ndarray, labels: np.ndarray | None = None) -> Manner:
    """Describe how letters are drawn in training images; shifted copies of a letter count once.

    Args:
        images: float32 [N, size, size], 0 white to 1 black, first row at the bottom.
        labels: the images' classes, one-hot [N, classes].
    """
    size = images.shape[1]
    shown = images.max(axis=(1, 2)) > LEAST_CONTRAST
    inked = images[shown, ::-1]
    boxes = np.stack(box_of(inked), axis=1).astype(np.float32)
    letters = np.round(255 * resampled(inked, Box(*boxes.T), THUMB[0])).astype(np.uint8)
    _, first = np.unique(letters, axis=0, return_index=True)
    kept = first[:: max(1, -(-len(first) // MOST_LETTERS))]
    ends = boxes.reshape(-1, 2, 2)  # first and last row, first and last column
    sides, middles = ends[..., 1] - ends[..., 0], ends.mean(axis=2) - size / 2
    known = np.zeros(0, int) if labels is None else labels[shown].argmax(axis=1)[kept]
    return Manner(size, letters[kept], sides[kept], _places(middles), known)


def unknown_manner(size: int) -> Manner:
    """Return a manner without letters, at the book's places, for weights saved without a manner."""
    step = round(3 * size / 36)
    places = [(down, across) for down in (0, -step, step) for across in (0, -step, step)]
    nothing = np.zeros((0, *THUMB), np.uint8), np.zeros((0, 2), np.float32)
    return Manner(size, *nothing, np.unique(places, axis=0), np.zeros(0, int))


def fault_of(manner: Manner, sizes: range, classes: int) -> str:
    """Check the arrays of a manner from a file; return a description of their fault, or "".

    The size of the images must be one of `sizes`, and all labels must be less than `classes`.
    """
    size, letters, boxes, places, labels = manner
    if size.shape or size.dtype.kind != "i" or int(size) not in sizes:
        return f"the array about/size is not a size that fits the weights, such as {sizes[0]}"
    if letters.dtype != np.uint8 or letters.shape != (*boxes.shape[:1], *THUMB):
        return "the array about/letters does not hold letters of 8 x 8 bytes, one for each box"
    # A letter is at least one pixel high and wide, and no larger than the image.
    sides = boxes.dtype.kind == "f" and ((boxes >= 0.9) & (boxes <= size + 0.1)).all()
    if not sides or boxes.shape[1:] != (2,):
        return "the array about/boxes does not hold heights and widths of letters in pixels"
    if places.dtype.kind != "i" or places.shape[1:] != (2,) or not 0 < len(places) <= MOST_PLACES:
        return f"the array about/places does not hold 1 to {MOST_PLACES} places"
    if labels.dtype.kind != "i" or labels.shape not in ((0,), letters.shape[:1]):
        return "the array about/labels does not hold a class for each letter"
    if not ((labels >= 0) & (labels < classes)).all():
        return "the array about/labels holds a class that the model does not have"
    if not ((places >= -size) & (places <= size)).all():
        return "the array about/places holds a place outside the image"
    return ""


def _places(middles: np.ndarray) -> np.ndarray:
    """Return the most frequent of letters' centres [N, 2], in whole pixels; no two are neighbours.

    They are relative to the centre of the image, which is always the first.
    """
    pixels, counts = np.unique(middles.round().astype(int), axis=0, return_counts=True)
    places = [np.zeros(2, int)]
    for pixel in pixels[np.argsort(-counts, kind="stable")]:
        if len(places) < MOST_PLACES and min(abs(pixel - place).max() for place in places) > 1:
            places.append(pixel)
    return np.array(places)


def drawn_like(ink: np.ndarray, manner: Manner) -> Found:
    """Redraw a found letter as in the training data, at each likely scale and in each place.

    Args:
        ink: [height, width], 0 paper to 1 ink, first row at the top; with some ink.
        manner: how the training letters are drawn.
    """
    box = box_of(ink.clip(0, 1))
    middle = np.array([box.top + box.bottom, box.left + box.right]) / 2
    scales, shares = _scales(ink, box, manner)
    images = []
    for scale in scales:  # pixels of the picture for one pixel of the image
        half = manner.size / 2 * scale
        for place in manner.places:
            row, column = middle - place * scale
            frame = Box(row - half, row + half, column - half, column + half)
            images.append(resampled(ink, frame, manner.size)[::-1].clip(0, 1))
    places = len(manner.places)
    return Found(np.stack(images), np.repeat(shares / places, places).astype(np.float32))


def distances(ink: np.ndarray, manner: Manner) -> np.ndarray:
    """Return how much a found letter differs from each training letter, size aside: float [n]."""
    box = box_of(ink.clip(0, 1))
    found = box.bottom - box.top, box.right - box.left
    unlike = manner.letters / np.float32(255) - resampled(ink, box, THUMB[0])
    slimmer = np.log(manner.boxes[:, 1] / manner.boxes[:, 0]) - np.log(found[1] / found[0])
    return (unlike**2).sum(axis=(1, 2)) + SLIMNESS_WEIGHT * slimmer**2


def _scales(ink: np.ndarray, box: Box, manner: Manner) -> tuple[np.ndarray, np.ndarray]:
    """Return the likely scales of a found letter, and each scale's share of the answer.

    A scale is the number of the picture's pixels for one pixel of the model's image.
    """
    found = np.array([box.bottom - box.top, box.right - box.left])
    if not len(manner.letters):
        heights = LIKELY_HEIGHTS * manner.size / 36
        scales = np.maximum(found[0] / heights, found[1] / (0.9 * manner.size))
        return scales, np.full(len(scales), 1 / len(scales))
    distance = distances(ink, manner)
    nearest = np.argsort(distance)[:NEIGHBOURS]
    shares = np.exp((distance[nearest[0]] - distance[nearest]) / DISTANCE_SCALE)
    nearest, shares = nearest[shares > LEAST_SHARE], shares[shares > LEAST_SHARE]
    longer = found.argmax()
    # No letter is drawn larger than the image.
    scales = np.maximum(found[longer] / manner.boxes[nearest, longer], found.max() / manner.size)
    return scales, shares / shares.sum()
