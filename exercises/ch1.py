"""Exercises of chapter 1: fill them in; `python -m pytest exercises -m ch1` checks them."""

# %% Imports
from __future__ import annotations

import numpy as np

from tfgraph_course import tf


# %% 1.1 What a feed cuts off
def needed(fetch: tf.Tensor, fed: list[tf.Tensor]) -> set[str]:
    """Name the operations that a session must run for `fetch` while the nodes `fed` are fed.
    A fed node is not run, nor is anything that it alone would need.

    In the book's graph, E = d + b with d fed needs two: the operation of E and that of b.

    Args:
        fetch: the node that is asked for.
        fed: the nodes whose values come from `feed_dict`.

    Returns:
        The names of the operations, each as `node.op.name` gives it.

    Picture: docs/pictures/explain.png

    Hint: `node.op.inputs` are the nodes that an operation takes. Walk back from `fetch` and stop
    at what is fed.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 1.2 A variable that counts
def counter(W: tf.Variable, a: tf.Tensor) -> tf.Tensor:
    """Return a node that adds `a` to the variable `W` each time a session runs it.
    The book's `W += a` does not: it gives the name to a new tensor and leaves the variable alone.

    Args:
        W: int32 [].
        a: int32 [].

    Returns:
        The node. It is only built here; the check runs it.

    Hint: `tf.assign` makes a node that writes a value into a variable.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 1.3 One-hot labels
def one_hot(labels: np.ndarray, classes: int) -> np.ndarray:
    """Turn each label into a row of zeros with a single 1, in the column of the label.
    Do it with NumPy alone.

    >>> one_hot(np.array([2, 0]), 3).tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]

    Args:
        labels: uint8 [N], from 0.
        classes: number of columns; there may be classes that no label has.

    Returns:
        float32 [N, classes].

    Hint: start from `np.zeros`; one indexing with two arrays reaches one column in each row.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 1.4 Softmax and cross-entropy
def cross_entropy(logits: np.ndarray, y_: np.ndarray) -> float:
    """Compute the mean cross-entropy of scores by hand: softmax of each row, logarithm of the
    probability of the right class, minus its mean over all rows. It must work for scores of 1,000.

    >>> round(cross_entropy(np.array([[0.0, 0.0]]), np.array([[1.0, 0.0]])), 4)  # log(2)
    0.6931

    Args:
        logits: float64 [N, classes], the scores, before any softmax.
        y_: float64 [N, classes], one-hot labels.

    Returns:
        One number.

    Picture: docs/pictures/diagrams/ch1_softmax.png

    Hint: e to the power of 1,000 is too large for a float. The softmax stays the same when the
    largest score of a row is first subtracted from the whole row.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 1.5 The gradient of the logistic regression
def logistic_gradients(
    x: np.ndarray, y_: np.ndarray, W: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Compute by hand the gradients, by W and by b, of the mean cross-entropy of softmax(xW + b).
    The check asks `tf.gradients` for the same ones (of the real logits, not the book's loss).

    Args:
        x: float64 [N, pixels].
        y_: float64 [N, classes], one-hot labels.
        W: float64 [pixels, classes].
        b: float64 [classes].

    Returns:
        The gradient by W, [pixels, classes], and the gradient by b, [classes].

    Picture: docs/pictures/diagrams/ch1_descent.gif

    Hint: by the scores of one image, the gradient of its cross-entropy is the softmax minus the
    label. The chain rule does the rest, and the mean brings a division.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 1.6 Reading the picture of the weights
def strongest_pixels(W: np.ndarray, size: int) -> np.ndarray:
    """Find the pixel whose ink speaks most for each font: the one with the font's largest weight.
    Say where it is in the image, whose pixels are in W row by row.

    >>> strongest_pixels(np.array([[0, 9], [1, 0], [0, 0], [7, 0]]), 2).tolist()  # 2 x 2 pixels
    [[1, 1], [0, 0]]

    Args:
        W: float32 [size * size, fonts].
        size: height and width of the image.

    Returns:
        int [fonts, 2]: row and column of the pixel, both from 0.

    Hint: `np.argmax` takes an axis; `np.divmod` finds the row and the column of a number.
    """
    raise NotImplementedError  # your lines instead of this one
