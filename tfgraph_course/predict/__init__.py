"""Use a trained model without TensorFlow: from saved weights and a picture to an answer.

command        `python -m tfgraph_course predict`
temperature    `python -m tfgraph_course forecast`
trained        reads a trained model from its file
weight_shapes  recognizes the model in the book's weights.npz, which does not name its model
forward        the models' forward passes in NumPy
pictures       reads picture files, and draws the images that the model was shown
letters        finds the letter in a clean picture, and redraws it like a training letter
photos         finds the letter in a photo, with scikit-image
finding        finds the letter in a clean picture or a photo; `prepare` for your own programs
doubts         says why a letter, or the answer for it, is doubtful
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tfgraph_course.predict.finding import prepare as prepare


def __getattr__(name: str) -> Any:
    """Import `prepare` when it is first used, so that `forward` alone starts as fast as NumPy."""
    if name != "prepare":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tfgraph_course.predict.finding import prepare

    return prepare
