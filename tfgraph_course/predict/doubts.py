"""Say why an answer is doubtful: the ink may not be a single letter, or the model may be wrong."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tfgraph_course.predict.letters import FAINT_INK, Found, Manner

WIDEST = 1.2  # times the largest ratio of width to height of a training letter
WIDEST_UNKNOWN = 1.8  # ratio of width to height, if the training letters are not known
MOST_COVERED = 0.5  # of the picture
LEAST_PIECE = 0.05  # of the ink; smaller pieces are specks
FARTHEST = 6.0  # distance from the nearest training letter
LEAST_SURE = 0.9  # probability; a less probable answer is in doubt
RESEMBLANCE_SCALE = 0.3  # a class that is farther by this much is e times less likely


def of_shape(ink: np.ndarray, upright: np.ndarray, nearest: float, manner: Manner) -> list[str]:
    """Return the reasons to doubt that the ink in a picture is a single, complete letter.

    Args:
        ink: float32 [height, width], as found in the picture.
        upright: the same ink, turned upright.
        nearest: the distance of the redrawn ink from the nearest training letter.
        manner: how the training letters are drawn.
    """
    inked, turned = ink > FAINT_INK, upright > FAINT_INK
    rows, columns = (np.flatnonzero(turned.any(axis=axis)) for axis in (1, 0))
    slim = manner.boxes[:, 1] / manner.boxes[:, 0]
    widest = WIDEST * slim.max() if len(slim) else WIDEST_UNKNOWN
    frame = np.concatenate([inked[0], inked[-1], inked[:, 0], inked[:, -1]])
    found = {
        "touches the frame": frame.any(),
        "wider than high": np.ptp(columns) + 1 > max(1, widest) * (np.ptp(rows) + 1),
        "covers most of the picture": inked.mean() > MOST_COVERED,
        # i and j have two pieces, one above the other.
        "several pieces": _pieces(turned.sum(axis=0)) > 1 or _pieces(turned.sum(axis=1)) > 2,
        "like no letter of the training data": nearest > FARTHEST,
    }
    return [doubt for doubt, holds in found.items() if holds]


def _pieces(profile: np.ndarray) -> int:
    """Return the number of pieces into which gaps divide a profile of ink, without specks."""
    starts = np.flatnonzero(np.diff(profile > 0, prepend=False) & (profile > 0))
    return int((np.add.reduceat(profile, starts) > LEAST_PIECE * profile.sum()).sum())


def of_answer(
    probabilities: np.ndarray, found: Found, manner: Manner, classes: Sequence[str]
) -> list[str]:
    """Return the reasons to doubt the model's answer for a letter.

    The model's probabilities are multiplied by probabilities from the letter's resemblance to the
    training letters of each class.

    Args:
        probabilities: [classes], the model's.
        found: the letter.
        manner: how the training letters are drawn, with their classes if these are known.
        classes: the names of the classes.
    """
    answer, both = probabilities.argmax(), probabilities
    if found.distances is not None and len(manner.labels):
        nearest = np.full(len(classes), np.inf)  # training letter of each class
        np.minimum.at(nearest, manner.labels, found.distances)
        near = np.exp((nearest.min() - nearest) / RESEMBLANCE_SCALE)
        both = probabilities * near / (probabilities @ near)
    if both[answer] >= LEAST_SURE:
        return []
    other = both.argmax()
    return [f"looks more like {classes[other]}" if other != answer else "the model is not sure"]
