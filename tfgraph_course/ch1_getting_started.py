"""Chapter 1, "Getting Started": constants, variables, fetches and feeds; logistic regression.

The functions build raw graphs and return their nodes under the text's names. Nothing is computed
until a session runs a node.
"""

from __future__ import annotations

from typing import NamedTuple

from tfgraph_course import tf


class Simple(NamedTuple):
    """The nodes of "Simple computations"."""

    a: tf.Tensor  # int32 []
    b: tf.Tensor
    c: tf.Tensor  # a + b = 3
    d: tf.Tensor  # a * b = 2
    V1: tf.Tensor  # float32 [2]
    V2: tf.Tensor
    M: tf.Tensor  # [1, 2]
    N: tf.Tensor  # [2, 2]
    K: tf.Tensor  # [1, 2, 2]
    V3: tf.Tensor  # V1 + V2
    M2: tf.Tensor  # M * M, each entry squared
    NN: tf.Tensor  # the matrix product of N with itself
    W: tf.Variable  # int32 [], starts at 0
    W_once: tf.Tensor  # what `W += a` makes of the name W in the text: a tensor, W + a
    W_twice: tf.Tensor
    E: tf.Tensor  # d + b = 4


def simple() -> Simple:
    """Build the arithmetic of chapter 1, "Simple computations"."""
    a = tf.constant(1)
    b = tf.constant(2)
    c = a + b
    d = a * b

    V1 = tf.constant([1.0, 2.0])
    V2 = tf.constant([3.0, 4.0])
    M = tf.constant([[1.0, 2.0]])
    N = tf.constant([[1.0, 2.0], [3.0, 4.0]])
    K = tf.constant([[[1.0, 2.0], [3.0, 4.0]]])

    V3 = V1 + V2
    M2 = M * M
    NN = tf.matmul(N, N)

    W = tf.Variable(0, name="weight")
    # The text writes `W += a` twice. That does not assign: it binds the name to a new tensor and
    # leaves the variable at 0 (docs/errata.md).
    W_once = W + a
    W_twice = W_once + a

    E = d + b
    return Simple(a, b, c, d, V1, V2, M, N, K, V3, M2, NN, W, W_once, W_twice, E)


class Logistic(NamedTuple):
    """The nodes of the logistic regression."""

    x: tf.Tensor  # float32 [batch, 1296], pixels
    y_: tf.Tensor  # float32 [batch, 5], one-hot labels
    W: tf.Variable  # [1296, 5]
    b: tf.Variable  # [5]
    logits: tf.Tensor  # [batch, 5]
    y: tf.Tensor  # [batch, 5], probabilities
    cross_entropy: tf.Tensor  # []
    train_step: tf.Operation
    correct_prediction: tf.Tensor  # bool [batch]
    accuracy: tf.Tensor  # []


def logistic(rate: float = 0.02, loss: str = "text", size: int = 36, classes: int = 5) -> Logistic:
    """Build chapter 1's "Logistic regression model": 1,296 pixels to 5 fonts, 6,485 weights.

    Args:
        rate: the step of gradient descent.
        loss: "text" passes the probabilities `y` as logits, so that softmax is taken twice;
            "logits" passes the logits (docs/errata.md).
        size: height and width of the images, as the data has them.
        classes: fonts in the data.

    Returns:
        The nodes. Weights start at zero.
    """
    pixels = size * size  # 1,296
    x = tf.placeholder("float", [None, pixels])
    y_ = tf.placeholder("float", [None, classes])

    W = tf.Variable(tf.zeros([pixels, classes]), name="W")
    b = tf.Variable(tf.zeros([classes]), name="b")

    logits = tf.matmul(x, W) + b
    y = tf.nn.softmax(logits)

    # Later chapters take these four nodes from objective.py, which repeats them.
    cross_entropy = tf.reduce_mean(
        tf.nn.softmax_cross_entropy_with_logits(
            logits=y + 1e-50 if loss == "text" else logits, labels=y_
        )
    )
    train_step = tf.train.GradientDescentOptimizer(rate).minimize(cross_entropy)
    correct_prediction = tf.equal(tf.argmax(y, 1), tf.argmax(y_, 1))
    accuracy = tf.reduce_mean(tf.cast(correct_prediction, "float"))

    return Logistic(x, y_, W, b, logits, y, cross_entropy, train_step, correct_prediction, accuracy)
