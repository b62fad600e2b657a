"""The font images of the text, chapter 1, "Introduction to the font classification dataset"."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tfgraph_course.errors import CourseError
from tfgraph_course.npz import read_npz

FONTS_FILE = Path(__file__).resolve().parents[2] / "data" / "data_with_labels.npz"

SIZE = 36  # pixels a side
CLASSES = 5  # fonts
JITTERS = 9  # images of one glyph, one after the other in the file
MINIMUM = 10  # images, so that a tenth of them is at least one


def load_fonts(path: str | Path = FONTS_FILE) -> tuple[np.ndarray, np.ndarray]:
    """Load font images and their labels, checked.

    Args:
        path: an npz file in the book's format: `arr_0` holds the images, uint8 [N, 36, 36],
            0 white to 255 black, first row at the bottom; `arr_1` the fonts, uint8 [N], 0 to 4.

    Returns:
        `train`, float32 [N, 36, 36] scaled to 0..1, and `labels`, uint8 [N]: the text's names,
        before its split.

    Raises:
        CourseError: the file is not of this format; the message names the file and the fault.
    """
    arrays = read_npz(path)
    for key, content in (("arr_0", "images"), ("arr_1", "labels")):
        if key not in arrays:
            found = ", ".join(arrays) or "no array at all"
            raise CourseError(f"{path}: there is no array {key!r} ({content}); it holds {found}.")
    images, labels = arrays["arr_0"], arrays["arr_1"]
    _check_numbers(path, "arr_0", images)
    _check_numbers(path, "arr_1", labels)
    if images.shape[1:] != (SIZE, SIZE):
        raise CourseError(
            f"{path}: the images (arr_0) have shape {images.shape}, not (N, {SIZE}, {SIZE})."
        )
    if labels.shape != images.shape[:1]:
        raise CourseError(
            f"{path}: the labels (arr_1) have shape {labels.shape}, not ({len(images)},), "
            "one for each image."
        )
    if len(images) < MINIMUM:
        raise CourseError(f"{path}: {len(images)} images are too few; give at least {MINIMUM}.")
    if labels.max() >= CLASSES:
        row = int(np.argmax(labels >= CLASSES))
        raise CourseError(
            f"{path}: label {labels[row]} at row {row} (arr_1) is outside 0..{CLASSES - 1}."
        )
    return images / np.float32(255), labels


def _check_numbers(path: str | Path, key: str, array: np.ndarray) -> None:
    """Refuse an array that is not of bytes; say so plainly when it holds NaN or negative labels."""
    if array.dtype == np.uint8:
        return
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        raise CourseError(f"{path}: {key} holds NaN or infinity.")
    if array.dtype.kind == "i" and array.size and array.min() < 0:
        raise CourseError(f"{path}: {key} holds {array.min()}, which is below 0.")
    raise CourseError(f"{path}: {key} has dtype {array.dtype}, not uint8.")
