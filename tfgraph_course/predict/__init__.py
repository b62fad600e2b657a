"""Use a trained model without TensorFlow: from saved weights and a picture to an answer.

Your own programs call `prepare`.

command        `python -m tfgraph_course predict`
temperature    `python -m tfgraph_course forecast`
trained        reads a trained model from its file
weight_shapes  recognizes the model in the book's weights.npz, which does not name its model
forward        the models' forward passes in NumPy
pictures       reads picture files, and draws the images that the model was shown
letters        finds the letter in a clean picture, and redraws it like a training letter
photos         finds the letter in a photo, with scikit-image
finding        finds the letter in a clean picture or a photo, and says what is doubtful
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tfgraph_course.errors import CourseError

if TYPE_CHECKING:
    from tfgraph_course.predict.trained import Trained


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
    # Imported here, so that `forward` alone starts as fast as NumPy.
    from tfgraph_course.predict.finding import find
    from tfgraph_course.predict.letters import unknown_manner
    from tfgraph_course.predict.trained import read_trained

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
    if isinstance(model, (str, Path)):
        model = read_trained(model)
    manner = unknown_manner(36) if model is None else model.manner
    if manner is None:
        raise CourseError(f"{model.path}: this is a weather model, which does not take images.")
    found = find(colours.astype(np.float32), manner)
    if found is None:
        raise CourseError(f"{name}: the picture is blank; give a picture of one letter.")
    return found.images[found.shares > 0.999 * found.shares.max()]
