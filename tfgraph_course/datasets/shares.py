"""One worker's share of the font images when several workers train one model together."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from tfgraph_course.datasets.fonts import FONTS_FILE, load_fonts
from tfgraph_course.datasets.splits import split_fonts
from tfgraph_course.errors import CourseError


class Share(NamedTuple):
    """The font images for one of several workers that train one model together."""

    training: tuple[np.ndarray, np.ndarray]  # images [n, size, size] and one-hot labels
    validation: tuple[np.ndarray, np.ndarray] | None  # None if the worker measures no accuracy
    rows: np.ndarray  # indices of the n images among the training images of `split_fonts`
    total: int  # number of training images of all workers
    size: int  # height and width of the images in pixels
    names: list[str]  # of the fonts


def load_share(
    path: str | Path = FONTS_FILE,
    index: int = 0,
    workers: int = 1,
    split: str = "image",
    split_seed: int = 0,
    validation: bool = True,
) -> Share:
    """Load one worker's share of the font images.

    Args:
        path: a file that `load_fonts` can read, the same for all workers.
        index: the worker's number, from 0.
        workers: the number of workers that share the training images.
        split: how to split the images, "image" or "glyph"; see `split_fonts`.
        split_seed: the seed for the split.
        validation: whether to return the validation images too.

    Raises:
        CourseError: the file cannot be loaded or split, or there are more workers than training
            images.
    """
    fonts = load_fonts(path)
    parts = split_fonts(fonts.images, fonts.labels, split, split_seed, fonts.jitters)
    total = len(parts.train)
    if workers > total:
        raise CourseError(f"{path}: {total} training images are too few for {workers} workers.")
    rows = np.array_split(np.arange(total), workers)[index]
    return Share(
        (parts.train[rows], parts.onehot_train[rows]),
        (parts.test, parts.onehot_test) if validation else None,
        rows, total, parts.train.shape[1], fonts.names,
    )
