"""The data of a review, one file and one split, and its results: runs, rows of runs, all rows."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from tfgraph_course.datasets import FONTS_FILE, Fonts, Split, load_fonts, split_fonts
from tfgraph_course.errors import CourseError, printable
from tfgraph_course.files.atomic import sha256_of
from tfgraph_course.training.history import History


class ReviewData(NamedTuple):
    """The data that every model of a review trains on."""

    name: str  # "shipped", "myfonts-1a2b3c", "shipped-glyph-split7": folder names begin with it
    sha256: str  # of the file
    split: str  # "image" or "glyph"
    split_seed: int
    fonts: Fonts
    parts: Split


class Run(NamedTuple):
    """One finished training run."""

    seed: int
    folder: Path | None  # the folder of its files; None for a baseline
    history: History  # with one entry for a baseline
    probabilities: np.ndarray  # float32 [validation images, classes]
    weights: dict[str, np.ndarray]  # W1, b1, ...; empty for a model without weights


class Row(NamedTuple):
    """One model, trained with one loss, and its runs, one for each seed."""

    model: str  # "deep_cnn": the builder's name
    title: str  # "Deep CNN"
    loss: str  # "book", "logits", "own" for the reader's model, "baseline" for scikit-learn's
    epochs: int  # 0 for a baseline
    weights: int  # number of trained weights; 0 if there are none
    book: str  # the book's training / validation accuracy, "85 / 80"; "" if it gives none
    runs: list[Run]

    @property
    def training(self) -> np.ndarray:
        """The final training accuracies of the runs, float64 [runs], 0..1."""
        return self._last("train_acc")

    @property
    def validation(self) -> np.ndarray:
        """The final validation accuracies of the runs, float64 [runs], 0..1."""
        return self._last("test_acc")

    @property
    def seconds(self) -> float:
        """The mean training time of the runs."""
        return self._last("seconds").mean()

    def _last(self, column: str) -> np.ndarray:
        return np.array([run.history[column][-1] for run in self.runs])


class Review(NamedTuple):
    """The complete comparison of the models, on one data set and one split."""

    data: str  # the name in ReviewData: "shipped", "myfonts-1a2b3c"
    fonts: Fonts  # all images
    split: Split  # every run's probabilities are for the images in split.test
    rows: list[Row]
    quick: bool  # one seed, and a twentieth of the epochs of the book's models
    versions: dict[str, str]  # {"tensorflow": "2.21.0", ...}
    machine: str  # "2 CPU cores, Linux, Python 3.11.7"


def load_data(path: Path = FONTS_FILE, split: str = "image", split_seed: int = 0) -> ReviewData:
    """Load and split the font images for a review.

    Args:
        path: an npz file in the book's format.
        split, split_seed: as for `split_fonts`.

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
