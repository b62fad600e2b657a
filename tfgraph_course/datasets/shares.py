"""A worker's share of the font images: what it trains on, of all that the cluster trains on."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from tfgraph_course.datasets.fonts import FONTS_FILE, load_fonts
from tfgraph_course.datasets.splits import one_hot, split_rows
from tfgraph_course.errors import CourseError


class Share(NamedTuple):
    """The images of one worker."""

    training: tuple[np.ndarray, np.ndarray]  # images [n, size, size] and one-hot labels
    validation: tuple[np.ndarray, np.ndarray] | None  # for the worker that measures with them
    rows: np.ndarray  # places of the n images among all training images of `split_fonts`
    total: int  # training images of all workers
    size: int  # height and width of the images
    names: list[str]  # of the fonts


def load_share(
    path: str | Path = FONTS_FILE,
    index: int = 0,
    workers: int = 1,
    split: str = "image",
    split_seed: int = 0,
    validation: bool = True,
) -> Share:
    """Load what one of several workers needs: its images, and the labels of all.

    The training images are cut in the order of the file, so that a worker reads one piece of it.

    Args:
        path: a file as `load_fonts` takes it. It must be the same for all workers.
        index: of the worker, from 0.
        workers: that the training images are for.
        split: "image" or "glyph", see `split_fonts`.
        split_seed: the seed of the split.
        validation: load the validation images too.

    Raises:
        CourseError: the file or the split is at fault, or there are more workers than images.
    """
    _, labels, names, jitters = load_fonts(path, rows=[])
    training_idx, test_idx = split_rows(labels, split, split_seed, jitters)
    if workers > len(training_idx):
        raise CourseError(f"{path}: {len(training_idx)} training images are too few for {workers}.")
    rows = np.array_split(np.argsort(training_idx), workers)[index]

    def part(idx: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return load_fonts(path, idx).images, one_hot(labels[idx], len(names))

    training = part(training_idx[rows])
    held_out = part(test_idx) if validation else None
    return Share(training, held_out, rows, len(training_idx), training[0].shape[1], names)
