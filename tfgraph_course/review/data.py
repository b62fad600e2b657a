"""The data of a review: one file, one split, and a prefix for the names of the runs' folders."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from tfgraph_course.datasets import FONTS_FILE, Fonts, Split, load_fonts, split_fonts
from tfgraph_course.errors import CourseError, printable
from tfgraph_course.files.atomic import sha256_of


class ReviewData(NamedTuple):
    """The data that every model of a review trains on."""

    name: str  # "shipped", "myfonts-1a2b3c", "shipped-glyph-split7": folder names begin with it
    sha256: str  # of the file
    split: str  # "image" or "glyph"
    split_seed: int
    fonts: Fonts
    parts: Split


def load_data(path: Path = FONTS_FILE, split: str = "image", split_seed: int = 0) -> ReviewData:
    """Load and split the font images for a review.

    Args:
        path: an npz file in the book's format.
        split: how to split the images, "image" or "glyph"; see `split_fonts`.
        split_seed: the seed for the split.

    Raises:
        CourseError: the file or the split is wrong, or all training images are in one font.
    """
    fonts = load_fonts(path)
    parts = split_fonts(fonts.images, fonts.labels, split, split_seed, fonts.jitters)
    if np.count_nonzero(parts.onehot_train.any(0)) < 2:
        raise CourseError(f"{path}: the training images are all in one font; use at least two.")
    sha256 = sha256_of(path)
    shipped = path.resolve() == FONTS_FILE
    name = "shipped" if shipped else f"{printable(path.stem)}-{sha256[:6]}"
    if split != "image":
        name += f"-{split}"
    if split_seed != 0:
        name += f"-split{split_seed}"
    return ReviewData(name, sha256, split, split_seed, fonts, parts)
