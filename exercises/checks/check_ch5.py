"""Checks of the exercises of chapter 5."""

from __future__ import annotations

import numpy as np
import pytest

from exercises.checks.answers import Answer, Wrong
from exercises.checks.telling import agree, numbers, parts

pytestmark = pytest.mark.ch5


def squared_distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Between the points a, [n, d], and b, [m, d]: [n, m]."""
    return (a**2).sum(1)[:, None] - 2 * a @ b.T + (b**2).sum(1)


def check_kmeans_step(answer: Answer) -> None:
    """Take a step with a mean that no point joins, and with points near two means."""
    random = np.random.default_rng(51)
    points = random.normal(0, 3, (40, 2))
    means = np.array([[2.0, 1.0], [-90.0, 90.0], [-2.0, 0.0], [0.0, -3.0]])
    with np.errstate(all="ignore"):
        nearest, moved = parts(answer(points, means), "the mean of each point", "the new means")
    distances = squared_distances(points, means)
    right = distances.argmin(1)
    suspects = {
        "the farthest mean": distances.argmax(1),
        "nearest by absolute differences, not by squared ones": (
            np.abs(points[:, None] - means).sum(2).argmin(1)
        ),
    }
    differences = (points[:, None] - means).sum(2)
    suspects["by the sum of differences that are not squared"] = differences.argmin(1)
    agree(nearest, right, "list of joined means", ("point",), suspects)
    members = right[:, None] == np.arange(4)  # [n, k]
    sums, counts = members.T @ points, members.sum(0)[:, None]
    averages = np.where(counts > 0, sums / np.maximum(counts, 1), means)
    moved = numbers(moved, "new means")
    if moved.shape == means.shape and not np.allclose(moved[1], means[1]):
        raise Wrong(
            f"mean 1 has no points and must stay at {means[1].tolist()}; yours is at "
            f"{moved[1].tolist()}."
        )
    suspects = {
        "the sum of the points, divided by all points": np.where(counts > 0, sums / 40, means),
        "the sum of the points, not divided": np.where(counts > 0, sums, means),
        "the old means": means,
        "without the mean that no point joined": np.delete(averages, 1, axis=0),
    }
    agree(moved, averages, "array of new means", ("mean", "coordinate"), suspects)


def check_nearest_neighbour(answer: Answer) -> None:
    """Ask about random images, for which every shortcut gives other labels."""
    random = np.random.default_rng(52)
    train, test = random.uniform(size=(30, 4, 4)), random.uniform(size=(15, 4, 4))
    labels = random.integers(0, 5, 30)
    flat, asked = train.reshape(30, 16), test.reshape(15, 16)
    distances = squared_distances(asked, flat)
    differences = asked[:, None] - flat
    suspects = {
        "the number of the nearest image, not its label": distances.argmin(1),
        "the label of the farthest image": labels[distances.argmax(1)],
        "by absolute differences, not by squared ones": labels[
            np.abs(differences).sum(2).argmin(1)
        ],
        "by the sum of differences that are not squared": labels[differences.sum(2).argmax(1)],
    }
    right = labels[distances.argmin(1)]
    agree(answer(train, labels, test), right, "list of labels", ("image",), suspects)


def check_accuracies(answer: Answer) -> None:
    """Give classes of several sizes."""
    matrix = np.array([[7, 2, 1], [0, 30, 10], [4, 1, 5]])
    total, of_each = parts(answer(matrix), "the accuracy", "that of each class")
    right = np.array([7 / 10, 30 / 40, 5 / 10])
    by_column = np.array([7 / 11, 30 / 33, 5 / 16])
    suspects = {
        "the mean of the classes' accuracies; classes with more images count more": right.mean(),
        "the share of what is wrong": 18 / 60,
        "of one class": 7 / 10,
        "the number of right answers, not their share": 42,
    }
    agree(total, 42 / 60, "accuracy", suspects=suspects)
    suspects = {
        "by columns: of what is said to be the class, not of what is": by_column,
        "the share of all images, not of those of the class": np.array([7, 30, 5]) / 60,
        "the number of right answers, not their share": np.array([7, 30, 5]),
        "the accuracy of all": 42 / 60,
    }
    agree(of_each, right, "row of accuracies", ("class",), suspects)


def check_ensemble(answer: Answer) -> None:
    """Let three models disagree, one of them often sure."""
    random = np.random.default_rng(54)
    models = random.dirichlet([0.5] * 4, size=(3, 25))  # [models, images, classes]
    votes = np.eye(4)[models.argmax(2)].sum(0).argmax(1)
    mean = models.sum(0) / 3
    suspects = {
        "a vote, in which each model counts the same however sure it is": votes,
        "what the surest model says": models.max(0).argmax(1),
        "the product of the probabilities": models.prod(0).argmax(1),
        "what the first model says": models[0].argmax(1),
        "what the last model says": models[-1].argmax(1),
        "the mean probabilities; say the class": mean,
        "the least likely class": mean.argmin(1),
    }
    agree(answer(list(models)), mean.argmax(1), "list of classes", ("image",), suspects)


def check_split_by_glyph(answer: Answer) -> None:
    """Split 35 glyphs of 6 images each, twice."""
    random = np.random.default_rng(55)
    names = ("the training images", "the validation images")
    drawn = []
    for _ in range(2):
        sides = [numbers(side, "split") for side in parts(answer(210, 6, random), *names)]
        if any(side.ndim != 1 or side.dtype.kind not in "iu" for side in sides):
            raise Wrong("each side of your split must be a row of whole numbers, those of images.")
        training, validation = map(set, (sides[0].tolist(), sides[1].tolist()))
        images = len(sides[0]) + len(sides[1])
        if training & validation:
            raise Wrong(f"image {min(training & validation)} is on both sides of your split.")
        if training | validation != set(range(210)) or images != 210:
            raise Wrong(
                f"of images 0 to 209, your split has {len(training | validation)}, "
                f"on {images} places; each must be there once."
            )
        for image in sorted(validation):
            if other := [i for i in training if i // 6 == image // 6]:
                raise Wrong(
                    f"image {image} is for validation, and training sees image {other[0]} of the "
                    f"same glyph, {image // 6}."
                )
        if len(validation) != 18:
            raise Wrong(
                f"of 35 glyphs, your validation has {len(validation) // 6}; it must be a tenth, "
                "rounded down: 3."
            )
        drawn.append(validation)
    if drawn[0] == drawn[1]:
        raise Wrong("two splits have the same glyphs for validation; draw them from `random`.")
