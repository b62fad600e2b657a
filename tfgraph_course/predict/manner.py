"""How the training data draws its letters, and a found letter drawn again in that manner.

A picture says where its letter is and how it is coloured, but not how large its font is meant to
be: an `o` fills a picture as well as an `O` does, and the training data draws one at two thirds of
the other. So what a model was trained on is kept in small beside its weights, and a found letter
gets the size of the training letters that it looks like. Needs NumPy alone.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tfgraph_course.predict.glyphs import CONTRAST, box_of, resampled

THUMB = 8  # pixels a side
LETTERS = 1000  # kept at most
PLACES = 9  # the book's jitters
LIKE = 0.5  # squared distance at which a training letter counts 1/e of one that is the same
SLIM = 10  # how much a letter's height to width counts beside its pixels
GUESSED = np.arange(13.0, 18.0)  # heights in 36 pixels, where nothing better is known
NEAREST, LEAST = 3, 0.05  # training letters that a found one is sized by; the least that counts


class Manner(NamedTuple):
    """How training data draws its letters."""

    size: int  # pixels a side
    letters: np.ndarray  # uint8 [n, 8, 8], each letter's box squeezed into a square
    boxes: np.ndarray  # float32 [n, 2], height and width in pixels
    places: np.ndarray  # int [places, 2], where letters' middles are, from the middle of the image


class Found(NamedTuple):
    """A letter as a model is shown it."""

    images: np.ndarray  # float32 [n, size, size], 0 white to 1 black, first row at the bottom
    shares: np.ndarray  # float32 [n], how much the answer to each counts; they add to 1


def manner_of(images: np.ndarray) -> Manner:
    """How training images draw letters; all places of one letter count as one.

    Args:
        images: float32 [N, size, size], 0 white to 1 black, first row at the bottom.
    """
    size = images.shape[1]
    inked = [image for image in images[:, ::-1] if image.max() > CONTRAST]
    boxes = np.array([box_of(image) for image in inked], np.float32).reshape(-1, 4)
    thumbs = [resampled(*of, THUMB) for of in zip(inked, boxes, strict=True)]
    letters = np.round(255 * np.array(thumbs)).astype(np.uint8).reshape(-1, THUMB, THUMB)
    _, first = np.unique(letters, axis=0, return_index=True)
    kept = first[:: max(1, -(-len(first) // LETTERS))]
    ends = boxes.reshape(-1, 2, 2)  # of the rows, of the columns
    sides, middles = ends[..., 1] - ends[..., 0], ends.mean(axis=2) - size / 2
    return Manner(size, letters[kept], sides[kept], _places(middles))


def unknown_manner(size: int) -> Manner:
    """The manner of the book's data, for weights that were saved without one."""
    step = round(3 * size / 36)
    places = [(down, across) for down in (0, -step, step) for across in (0, -step, step)]
    nothing = np.zeros((0, THUMB, THUMB), np.uint8), np.zeros((0, 2), np.float32)
    return Manner(size, *nothing, np.unique(places, axis=0))


def fault_of(manner: Manner, sizes: range) -> str:
    """What is wrong with a manner that was read from a file, for images of one of the sizes."""
    _, letters, boxes, places = map(np.asarray, manner)
    size = np.asarray(manner.size)
    if size.shape or size.dtype.kind != "i" or int(size) not in sizes:
        return f"its size is not that of images of {sizes[0]} pixels a side"
    if letters.dtype != np.uint8 or letters.shape != (*boxes.shape[:1], THUMB, THUMB):
        return "its letters are no 8 x 8 bytes each"
    # What is inked is a pixel at least, and within the image.
    sides = boxes.dtype.kind == "f" and ((boxes >= 0.9) & (boxes <= size + 0.1)).all()
    if not sides or boxes.shape[1:] != (2,):
        return "its boxes are no heights and widths"
    if places.dtype.kind != "i" or places.shape[1:] != (2,) or not 0 < len(places) <= PLACES:
        return "its places are not one to nine"
    if not ((places >= -size) & (places <= size)).all():
        return "its places are outside the image"
    return ""


def _places(middles: np.ndarray) -> np.ndarray:
    """The whole pixels that most letters' middles [N, 2] are near to, and apart from each other."""
    pixels, counts = np.unique(middles.round().astype(int), axis=0, return_counts=True)
    places = [np.zeros(2, int)]
    for pixel in pixels[np.argsort(-counts, kind="stable")]:
        if len(places) < PLACES and min(abs(pixel - place).max() for place in places) > 1:
            places.append(pixel)
    return np.array(places)


def drawn_like(ink: np.ndarray, manner: Manner) -> Found:
    """Draw a found letter as the training data would, at each of its places.

    Args:
        ink: [height, width], 0 paper to 1 ink, first row at the top; some of it is inked.
        manner: of the training data.
    """
    box = box_of(ink)
    top, bottom, left, right = box
    scales, shares = _scales(ink, box, manner)
    images = []
    for scale in scales:  # pixels of the picture that become one
        half = manner.size / 2 * scale
        for down, across in manner.places:
            row = (top + bottom) / 2 - down * scale
            column = (left + right) / 2 - across * scale
            frame = row - half, row + half, column - half, column + half
            images.append(resampled(ink, frame, manner.size)[::-1])
    places = len(manner.places)
    return Found(np.stack(images), np.repeat(shares / places, places).astype(np.float32))


def _scales(
    ink: np.ndarray, box: tuple[float, float, float, float], manner: Manner
) -> tuple[np.ndarray, np.ndarray]:
    """The scales that a found letter may have been drawn at, and the share of each."""
    found = np.array([box[1] - box[0], box[3] - box[2]])
    if not len(manner.letters):
        heights = GUESSED * manner.size / 36
        scales = np.maximum(found[0] / heights, found[1] / (0.9 * manner.size))
        return scales, np.full(len(scales), 1 / len(scales))
    unlike = manner.letters / np.float32(255) - resampled(ink, box, THUMB)
    slimmer = np.log(manner.boxes[:, 1] / manner.boxes[:, 0]) - np.log(found[1] / found[0])
    distance = (unlike**2).sum(axis=(1, 2)) + SLIM * slimmer**2
    nearest = np.argsort(distance)[:NEAREST]
    shares = np.exp((distance[nearest[0]] - distance[nearest]) / LIKE)
    nearest, shares = nearest[shares > LEAST], shares[shares > LEAST]
    longer = found.argmax()
    # No letter is drawn larger than the image.
    scales = np.maximum(found[longer] / manner.boxes[nearest, longer], found.max() / manner.size)
    return scales, shares / shares.sum()
