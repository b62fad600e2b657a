"""One-hot labels and the split into training and validation: chapter 1, "Preparing the data"."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tfgraph_course.datasets.fonts import JITTERS
from tfgraph_course.errors import CourseError


class Split(NamedTuple):
    """Training and validation data under the book's names; `test` is the validation set."""

    train: np.ndarray
    onehot_train: np.ndarray
    test: np.ndarray
    onehot_test: np.ndarray


def one_hot(labels: np.ndarray, nclasses: int = 5) -> np.ndarray:
    """Turn labels [N], 0..nclasses-1, into float32 rows [N, nclasses], each with a single 1.

    This is the book's `to_onehot`.
    """
    return np.eye(nclasses, dtype=np.float32)[labels]


def split_fonts(
    images: np.ndarray,
    labels: np.ndarray,
    split: str = "image",
    split_seed: int = 0,
    jitters: int = JITTERS,
) -> Split:
    """Set a random tenth of the images aside for validation.

    Args:
        images: [N, size, size].
        labels: [N], fonts from 0.
        split: "image" chooses single images, as the book does, so that shifted images of one
            glyph are in both parts; "glyph" chooses complete glyphs, each with all its images, so
            that validation shows only characters that training has not seen in that font.
        split_seed: the seed for NumPy's legacy generator; 0 in the book's chapters 1 to 3.
        jitters: the number of images of each glyph.

    Returns:
        A Split of arrays that cannot be written to; with "image" and seed 0, it has the same rows
        in the same order as in the book.

    Raises:
        CourseError: `split` is "glyph", but the images of a glyph are not consecutive in the data.
    """
    random = np.random.RandomState(split_seed)
    if split == "glyph":
        if len(labels) % jitters or (labels != np.repeat(labels[::jitters], jitters)).any():
            raise CourseError(
                f"--split glyph needs {jitters} images of each glyph, one after the other, "
                f"but these {len(labels)} images are not in that order; use --split image."
            )
        glyphs = random.permutation(len(labels) // jitters)
        indices = (glyphs[:, None] * jitters + np.arange(jitters)).ravel()
        valid_cnt = int(len(glyphs) * 0.1) * jitters
    else:
        indices = random.permutation(len(labels))
        valid_cnt = int(len(labels) * 0.1)
    training_idx, test_idx = indices[valid_cnt:], indices[:valid_cnt]
    onehot = one_hot(labels, int(labels.max()) + 1)
    parts = Split(images[training_idx], onehot[training_idx], images[test_idx], onehot[test_idx])
    for array in parts:
        array.flags.writeable = False  # so a session need not look whether it has changed
    return parts
