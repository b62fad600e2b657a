"""The font images of the book, chapter 1, "Introduction to the font classification dataset"."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from tfgraph_course.errors import CourseError
from tfgraph_course.files.npz import read_npz
from tfgraph_course.files.shipped import shipped

FONTS_FILE = shipped("data") / "data_with_labels.npz"

SMALLEST_SIDE = 4  # pixels; pooling twice reduces 4 x 4 to one
JITTERS = 9  # images of one glyph, consecutive in the book's file
LEAST_IMAGES = 10  # so that a tenth of them is at least one


class Fonts(NamedTuple):
    """The contents of a font file: images of characters in several fonts, and their labels."""

    images: np.ndarray  # float32 [N, size, size], 0 white to 1 black, first row at the bottom
    labels: np.ndarray  # uint8 [N], the number of each image's font, from 0
    names: list[str]  # of the fonts; "font 0", ... if the file, like the book's, has none
    jitters: int  # number of consecutive images of one glyph


def load_fonts(path: str | Path = FONTS_FILE) -> Fonts:
    """Load font images and their labels, and check them.

    Args:
        path: an npz file in the book's format: `arr_0` holds the images, uint8 [N, size, size],
            0 white to 255 black, first row at the bottom; `arr_1` holds their labels, uint8 [N],
            with the fonts numbered from 0 without gaps. The file may also hold `names`, one for
            each font, and `jitters`, the number of consecutive images of one glyph (9 if absent).

    Raises:
        CourseError: the file is not in this format; the message names the file and the fault.
    """
    arrays = read_npz(path)
    for key, content in (("arr_0", "images"), ("arr_1", "labels")):
        if key not in arrays:
            found = ", ".join(arrays) or "no arrays"
            raise CourseError(
                f"{path}: there is no array {key!r} ({content}); the file holds {found}."
            )
        _check_numbers(path, key, arrays[key])
    images, labels = arrays["arr_0"], arrays["arr_1"]
    if images.ndim != 3 or images.shape[1] != images.shape[2] or images.shape[1] < SMALLEST_SIDE:
        raise CourseError(
            f"{path}: the images (arr_0) have shape {images.shape}, not (N, size, size) with "
            f"a size of {SMALLEST_SIDE} pixels or more; the book's are (2790, 36, 36)."
        )
    count = len(images)
    if labels.shape != (count,):
        raise CourseError(
            f"{path}: the labels (arr_1) have shape {labels.shape}, not ({count},), one for each "
            "image."
        )
    if count < LEAST_IMAGES:
        raise CourseError(f"{path}: {count} images are too few; give at least {LEAST_IMAGES}.")
    names = _names(path, arrays.get("names"), labels)
    if len(names) < 2:
        raise CourseError(
            f"{path}: the images (arr_0) are all in one font; give images of at least two fonts."
        )
    jitters = arrays.get("jitters", np.array(JITTERS))
    if jitters.shape or jitters.dtype.kind not in "iu" or jitters < 1:
        raise CourseError(
            f"{path}: jitters must be a whole number above 0; leave it out if you do not know it."
        )
    return Fonts(images / np.float32(255), labels, names, int(jitters))


def _check_numbers(path: str | Path, key: str, array: np.ndarray) -> None:
    """Check that an array is uint8; the error tells of NaN, infinity and negative numbers."""
    if array.dtype == np.uint8:
        return
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        raise CourseError(f"{path}: {key} holds NaN or infinity.")
    if array.dtype.kind == "i" and array.size and array.min() < 0:
        raise CourseError(f"{path}: {key} holds {array.min()}, which is below 0.")
    raise CourseError(f"{path}: {key} has dtype {array.dtype}, not uint8.")


def _names(path: str | Path, names: np.ndarray | None, labels: np.ndarray) -> list[str]:
    """Check that every font has an image and, if there are names, a name; return the names."""
    classes = int(labels.max()) + 1
    if names is not None:
        if names.ndim != 1 or names.dtype.kind != "U" or not all(map(str.isprintable, names)):
            raise CourseError(
                f"{path}: the array 'names' is not a list of words; leave it out if you have none."
            )
        if classes > len(names):
            row = int(np.argmax(labels >= len(names)))
            raise CourseError(
                f"{path}: label {labels[row]} at row {row} (arr_1) has no name; there are names "
                f"only for labels 0..{len(names) - 1}."
            )
        classes = len(names)
    missing = np.setdiff1d(np.arange(classes), labels)
    if len(missing):
        raise CourseError(
            f"{path}: no image has label {missing[0]} (arr_1), but every label from 0 to "
            f"{classes - 1} needs an image; number the fonts from 0 without gaps, and name no "
            "others."
        )
    return list(map(str, names)) if names is not None else [f"font {i}" for i in range(classes)]
