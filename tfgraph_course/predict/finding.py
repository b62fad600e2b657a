"""Find the letter in a clean picture or a photo, and say why it, or its answer, is doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

import numpy as np

from tfgraph_course.predict.letters import (
    FAINT_INK,
    Found,
    Manner,
    distances,
    drawn_like,
    edge_is_plain,
    ink_of,
)

WIDEST = 1.2  # times the largest ratio of width to height of a training letter
WIDEST_UNKNOWN = 1.8  # ratio of width to height, if the training letters are not known
MOST_COVERED = 0.5  # of the picture
LEAST_PIECE = 0.05  # of the ink; smaller pieces are specks
FARTHEST = 6.0  # distance from the nearest training letter
LEAST_SURE = 0.9  # probability; a less probable answer is in doubt
RESEMBLANCE_SCALE = 0.3  # a class that is farther by this much is e times less likely


def find(picture: np.ndarray, manner: Manner) -> Found | None:
    """Find the letter in a picture; return None if the picture is blank.

    Args:
        picture: float32 [height, width, 3], colours from 0 to 1, first row at the top.
        manner: how the training letters are drawn.
    """
    is_photo = not edge_is_plain(picture)
    is_unread = is_photo and find_spec("skimage") is None  # the extra `photos` installs it
    if is_photo and not is_unread:
        from tfgraph_course.predict.photos import ink_of_photo

        ink, upright = ink_of_photo(picture, manner)
    else:
        ink = upright = ink_of(picture)
    if ink is None:
        return None
    drawn = drawn_like(upright, manner)
    # The redrawn letter is compared: at the training data's resolution, hairlines are fainter.
    shown = [image[::-1] for image in drawn.images[:: len(manner.places)]]
    away = np.min([distances(image, manner) for image in shown], axis=0)
    told = _doubts_of_shape(ink, upright, away.min(initial=FARTHEST), manner)
    return drawn._replace(doubts=told, unread_photo=is_unread, distances=away)


def _doubts_of_shape(
    ink: np.ndarray, upright: np.ndarray, nearest: float, manner: Manner
) -> list[str]:
    """Return the reasons to doubt that the ink in a picture is a single, complete letter.

    Args:
        ink, upright: as found in the picture, and turned upright.
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


def doubts_of_answer(
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
