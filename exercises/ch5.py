"""Exercises of chapter 5: fill them in; `python -m pytest exercises -m ch5` checks them."""

# %% Imports
from __future__ import annotations

from collections.abc import Sequence

import numpy as np


# %% 5.1 A step of K-means
def kmeans_step(points: np.ndarray, means: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Take one step of K-means by hand: each point joins the nearest mean, then each mean moves to
    the middle of its points. A mean that no point has joined stays where it is.

    Args:
        points: float64 [n, d].
        means: float64 [k, d].

    Returns:
        The mean that each point joined, int [n], and the new means, float64 [k, d].

    Picture: docs/pictures/diagrams/ch5_kmeans.gif

    Hint: `points[:, None] - means` has all differences, [n, k, d].
    """
    raise NotImplementedError  # your lines instead of this one


# %% 5.2 The nearest neighbour
def nearest_neighbour(train: np.ndarray, labels: np.ndarray, test: np.ndarray) -> np.ndarray:
    """Classify images without any training: each gets the label of the training image that lies
    nearest to it, by the sum of squared differences of their pixels.

    Args:
        train: float64 [N, size, size].
        labels: int [N].
        test: float64 [M, size, size].

    Returns:
        int [M].

    Hint: flatten the images, or sum over both axes of the pixels. A loop over `test` saves memory.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 5.3 What a confusion matrix says
def accuracies(confusion: np.ndarray) -> tuple[float, np.ndarray]:
    """Read the accuracy from a confusion matrix: the share of all images that were taken for what
    they are. Then the same for the images of each real class alone.

    >>> total, of_each = accuracies(np.array([[3, 1], [2, 2]]))
    >>> total, of_each.tolist()
    (0.625, [0.75, 0.5])

    Args:
        confusion: int [classes, classes]; rows are the real classes, columns what the model says.

    Returns:
        The accuracy, and the accuracy of each class, float64 [classes].

    Hint: the right answers are on the diagonal. What adds up to the images of one real class?
    """
    raise NotImplementedError  # your lines instead of this one


# %% 5.4 Several models, one answer
def ensemble(probabilities: Sequence[np.ndarray]) -> np.ndarray:
    """Let several models answer together: the class whose mean probability over them is largest.
    In this way, a model that is sure can outvote two that are in doubt.

    Args:
        probabilities: for each model, its probabilities for the same N images, float64
            [N, classes].

    Returns:
        int [N].

    Hint: `np.mean` of a list of arrays takes an axis; the models are the first one.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 5.5 A fair split
def split_by_glyph(
    images: int, jitters: int, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Split the images so that validation shows no glyph that training has seen: draw a tenth of
    the glyphs at random, rounded down, and put all images of each on the side of validation.

    Args:
        images: the number of images. Images 0 to jitters - 1 show the first glyph, the next
            jitters images the second, and so on.
        jitters: the number of images of one glyph.
        random: the generator to draw from.

    Returns:
        The numbers of the training images and those of the validation images, in any order.

    Picture: docs/pictures/diagrams/ch1_jitters.png

    Hint: `random.permutation` of the glyphs, not of the images; glyph * jitters is its first image.
    """
    raise NotImplementedError  # your lines instead of this one
