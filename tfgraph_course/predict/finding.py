"""Find the letter in a clean picture or a photo, and reasons to doubt that it is a letter."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np

from tfgraph_course.predict import doubts
from tfgraph_course.predict.letters import (
    Found,
    Manner,
    box_of,
    distances,
    drawn_like,
    edge_is_plain,
    ink_of,
)


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
    away = np.min([distances(image, box_of(image), manner) for image in shown], axis=0)
    told = doubts.of_shape(ink, upright, away.min(initial=doubts.FARTHEST), manner)
    return drawn._replace(doubts=told, unread_photo=is_unread, distances=away)
