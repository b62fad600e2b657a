"""Find the letter in a clean picture or a photo, and reasons to doubt that it is a letter."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tfgraph_course.errors import CourseError
from tfgraph_course.predict import doubts
from tfgraph_course.predict.letters import (
    Found,
    Manner,
    box_of,
    distances,
    drawn_like,
    edge_is_plain,
    ink_of,
    unknown_manner,
)
from tfgraph_course.predict.trained import Trained, read_trained

NEEDS_PHOTOS = (
    "note: {} looks like a photo; reading photos requires the package's extra [photos]; run: "
    "python -m pip install scikit-image"
)


def reads_photos() -> bool:
    """Return whether scikit-image is installed (the extra `photos` installs it)."""
    try:
        import skimage  # noqa: F401
    except ImportError:
        return False
    return True


def find(picture: np.ndarray, manner: Manner) -> Found | None:
    """Find the letter in a picture; return None if the picture is blank.

    Args:
        picture: float32 [height, width, 3], colours from 0 to 1, first row at the top.
        manner: how the training letters are drawn.
    """
    photo = not edge_is_plain(picture)
    if photo and reads_photos():
        from tfgraph_course.predict.photos import ink_of_photo

        found, photo = ink_of_photo(picture, manner), False
    else:
        ink = ink_of(picture)
        found = None if ink is None else (ink, ink)
    if found is None:
        return None
    ink, upright = found
    drawn = drawn_like(upright, manner)
    # The redrawn letter is compared: at the training data's resolution, hairlines are fainter.
    shown = [image[::-1] for image in drawn.images[:: len(manner.places)]]
    away = np.min([distances(image, box_of(image), manner) for image in shown], axis=0)
    told = doubts.of_shape(ink, upright, away.min(initial=doubts.FARTHEST), manner)
    return drawn._replace(
        doubts=tuple(told), unread_photo=photo, resemblance=_resemblance(away, manner)
    )


def _resemblance(away: np.ndarray, manner: Manner) -> np.ndarray | None:
    if not len(manner.labels):
        return None
    least = np.full(manner.labels.max() + 1, np.inf)
    np.minimum.at(least, manner.labels, away)
    return least


def prepare(
    picture: str | Path | np.ndarray, model: str | Path | Trained | None = None
) -> np.ndarray:
    """Find the letter in a picture, and draw it as a font model should see it.

    Args:
        picture: a picture's file, or its colours, [height, width, 3] or grey [height, width],
            float from 0 to 1 or uint8, first row at the top.
        model: a run's folder, its weights_by_name.npz, or what `read_trained` returned. Without a
            model, the letter is drawn as in the book's data, 36 x 36, at five likely heights.

    Returns:
        float32 [n, size, size], 0 white to 1 black, first row at the bottom: the letter in each
        place where the training data has letters, at its most likely height or, if the training
        letters are not known, at all five. The mean of the model's answers to the n images is
        its answer for the picture.

    Raises:
        CourseError: the picture or the model cannot be used, the picture is blank, or the model
            does not take images.
    """
    if isinstance(picture, (str, Path)):
        from tfgraph_course.predict.pictures import read_picture

        name, colours = str(picture), read_picture(picture)
    else:
        name, colours = "picture", np.asarray(picture)
        if colours.dtype == np.uint8:
            colours = colours / np.float32(255)
        if colours.ndim == 2:
            colours = np.repeat(colours[..., None], 3, axis=2)
        if colours.ndim != 3 or colours.shape[2] != 3 or min(colours.shape) < 2:
            raise CourseError(
                f"{name}: the array's shape is not [height, width, 3] or [height, width], at least "
                "2 x 2; give such an array, or a picture's file."
            )
    if model is not None and not isinstance(model, Trained):
        model = read_trained(model)
    manner = unknown_manner(36) if model is None else model.manner
    if manner is None:
        raise CourseError(f"{model.path}: this is a weather model, which does not take images.")
    found = find(colours.astype(np.float32), manner)
    if found is None:
        raise CourseError(f"{name}: the picture is blank; give a picture of one letter.")
    return found.images[found.shares > 0.999 * found.shares.max()]
