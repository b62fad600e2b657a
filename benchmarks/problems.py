"""What is trained: the six models of the book with data and weights that all contenders share."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from tfgraph_course.datasets import load_fonts, load_weather, scale, season_labels, split_fonts
from tfgraph_course.datasets.fonts import JITTERS
from tfgraph_course.errors import CourseError
from tfgraph_course.models import MODELS

SIZE, FONTS = 36, 5  # the contenders have the book's shapes
CHECKED_STEPS = 20  # after which the losses are compared
STEPS_PER_MEASUREMENT = 10


class Noise(NamedTuple):
    """Noise in the images, so that their windows, like those of photos, do not repeat."""

    grey_levels: float = 0.0  # of 255; the standard deviation
    share: float = 1.0  # of the images that have it


class Problem(NamedTuple):
    """A model's data and initial weights, and the loss that every contender must reach."""

    model: str
    rate: float  # the book's step size for gradient descent
    x: np.ndarray  # float32 [N, 1296] or [N, 36, 36], or weeks [N, 5]
    y_: np.ndarray  # float32 [N, classes], one-hot
    x_test: np.ndarray  # the same for validation; 0 rows if all data are for training
    y_test: np.ndarray
    weights: dict[str, np.ndarray]  # initial values, keyed by the names of the graph's nodes
    loss: float  # on the training data after CHECKED_STEPS without dropout


def load_data(
    model: str, data: Path | None = None, factor: int = 1, noise: Noise | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Load and split what a model trains on: x, y_, x_test and y_test of its Problem.

    Args:
        model: a key of MODELS.
        data: a file in the book's format; the course's own if None.
        factor: how many times as many images to make, with the glyphs at other places.
        noise: the noise to add to the images; by default none. Neither `factor` nor `noise`
            affects weeks.

    Raises:
        CourseError: the file is not in the book's format, or has other shapes than the book's.
    """
    sees = MODELS[model].sees
    if sees == "weeks":
        weather = load_weather(data) if data else load_weather()
        x = scale(weather.weekly).astype(np.float32)
        y_ = season_labels(weather.dates).astype(np.float32)
        return x, y_, x[:0], y_[:0]
    images, labels, names, _ = load_fonts(data) if data else load_fonts()
    if (images.shape[1], len(names)) != (SIZE, FONTS):
        raise CourseError(f"{data}: the benchmarks need {FONTS} fonts of {SIZE} x {SIZE} pixels.")
    if factor > 1:
        images, labels = more_jitters(images, labels, factor)
    if noise is not None and noise.grey_levels:
        images = noisy(images, noise)
    train, onehot_train, test, onehot_test = split_fonts(images, labels)
    shape = (-1, SIZE, SIZE) if sees == "images" else (-1, SIZE * SIZE)
    return train.reshape(shape), onehot_train, test.reshape(shape), onehot_test


def more_jitters(
    images: np.ndarray, labels: np.ndarray, factor: int
) -> tuple[np.ndarray, np.ndarray]:
    """Put every glyph in `factor` times nine random places where all its ink fits.

    Args:
        images: float32 [N, 36, 36], nine images of a glyph in a row.
        labels: [N].
        factor: 2 or more.

    Returns:
        Images [N * factor, 36, 36] and labels [N * factor].

    Raises:
        CourseError: there are not nine images of each glyph, or an image is blank.
    """
    if len(images) % JITTERS:
        raise CourseError(
            f"--images needs nine images of each glyph, but the file has {len(images)} images, "
            "which is not a multiple of nine; leave --images out."
        )
    random = np.random.default_rng(0)
    grown = np.empty((len(images) * factor, SIZE, SIZE), np.float32)
    for glyph, (image, places) in enumerate(
        zip(images[::JITTERS], np.split(grown, len(images) // JITTERS), strict=True)
    ):
        rows, columns = (np.flatnonzero(image.any(axis)) for axis in (1, 0))
        if not len(rows):
            raise CourseError(f"image {glyph * JITTERS} is blank; leave --images out.")
        down = random.integers(-rows[0], SIZE - rows[-1], len(places))
        across = random.integers(-columns[0], SIZE - columns[-1], len(places))
        for place, shift in zip(places, zip(down, across, strict=True), strict=True):
            place[:] = np.roll(image, shift, axis=(0, 1))
    return grown, np.repeat(labels[::JITTERS], JITTERS * factor)


def noisy(images: np.ndarray, noise: Noise) -> np.ndarray:
    """Add Gaussian noise to some of the images, and round pixels to whole grey levels.

    Args:
        images: float32 [N, 36, 36], 0..1.
        noise: how much, and to what share of the images; it is the same each time.
    """
    random = np.random.default_rng(1)
    chosen = random.permutation(len(images))[: round(noise.share * len(images))]
    changed = images.copy()
    changed[chosen] += random.normal(0, noise.grey_levels / 255, images[chosen].shape)
    return np.round(np.clip(changed, 0, 1) * 255) / np.float32(255)


def save(problem: Problem, path: Path) -> None:
    """Write a problem to an npz file, for the processes that work on it."""
    weights = {f"weights/{name}": array for name, array in problem.weights.items()}
    np.savez(path, **{k: v for k, v in problem._asdict().items() if k != "weights"}, **weights)


def load(path: Path) -> Problem:
    """Read what `save` wrote."""
    with np.load(path) as archive:
        arrays = {name: archive[name] for name in archive.files}
    weights = {name[8:]: arrays.pop(name) for name in list(arrays) if name.startswith("weights/")}
    arrays |= {name: arrays[name].item() for name in ("model", "rate", "loss")}
    return Problem(**arrays, weights=weights)


def goal(model: str) -> float | None:
    """Return the book's validation accuracy, 0..1; None if the book gives none.

    For the weather RNN, which trains on all data, this is the training accuracy.
    """
    row = MODELS[model]
    if not row.book:
        return None
    # The book says "well over 25 %"; a third is well over.
    return 1 / 3 if row.validation is None else row.validation / 100


def flops(problem: Problem) -> float:
    """Count the floating-point operations of a step, with its share of a measurement.

    Each weight is multiplied and added once for each place that it looks at: forward, for its own
    gradient, and for the gradient of its input, which the first layer does not need.
    """
    step, measuring, side = 0, 0, SIZE
    for i, (name, array) in enumerate(problem.weights.items()):
        if array.ndim > 1:
            forward = 2 * array.size
            if array.ndim == 4:
                forward *= side**2
                side //= 2  # by the pooling behind it
            step += (2 if i == 0 else 3) * forward
            measuring += forward
            if name == "kernel":  # its first rows read the weeks, the others the cell's own state
                step += 2 * (len(array) - problem.x.shape[1]) * array.shape[1]
    images, both = len(problem.x), len(problem.x) + len(problem.x_test)
    return step * images + measuring * both / STEPS_PER_MEASUREMENT
