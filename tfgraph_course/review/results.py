"""The results of a review: one row for each model and loss, with its finished runs."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from tfgraph_course.datasets import Fonts, Split
from tfgraph_course.training.history import History


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


class Review(NamedTuple):
    """The complete comparison of the models, on one data set and one split."""

    data: str  # the name in ReviewData: "shipped", "myfonts-1a2b3c"
    fonts: Fonts  # all images
    split: Split  # every run's probabilities are for the images in split.test
    rows: list[Row]
    quick: bool  # one seed, and a twentieth of the epochs of the book's models
    versions: dict[str, str]  # {"tensorflow": "2.21.0", ...}
    machine: str  # "2 CPU cores, Linux, Python 3.11.7"
