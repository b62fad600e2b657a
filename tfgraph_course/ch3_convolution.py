"""Chapter 3, "Convolutional Neural Networks": convolution, pooling, a CNN and a deeper one.

The functions build raw graphs and return their nodes under the text's names.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from tfgraph_course import tf
from tfgraph_course.objective import objective


class ConvPool(NamedTuple):
    """The nodes of the convolution and pooling of one small image."""

    x: tf.Tensor  # float32 [batch, 10, 10]
    x_im: tf.Tensor  # [batch, 10, 10, 1]
    W1: tf.Variable  # [winx, winy, 1, filters]
    b1: tf.Variable  # [filters]
    xw: tf.Tensor  # [batch, 10, 10, filters]
    h1: tf.Tensor  # [batch, 10, 10, filters]
    p1: tf.Tensor  # [batch, 5, 5, filters]
    p1f: tf.Tensor  # [batch, 5 * 5 * filters]


def conv_pool(filters: int = 2, window: int = 3, size: int = 10) -> ConvPool:
    """Build chapter 3, "Convolutional layer application" and "Pooling layer application".

    Args:
        filters: features a window gives, the text's `num_filters`.
        window: height and width of the window, the text's `winx` and `winy`.
        size: height and width of the image; pooling keeps size // 2 of it.
    """
    winx = winy = window
    x = tf.placeholder("float", [None, size, size])
    x_im = tf.reshape(x, [-1, size, size, 1])

    W1 = tf.Variable(
        tf.truncated_normal([winx, winy, 1, filters], stddev=1.0 / math.sqrt(winx * winy)),
        name="W1",
    )
    b1 = tf.Variable(tf.constant(0.1, shape=[filters]), name="b1")

    # SAME pads the edges with zeros: 10 -> 10
    xw = tf.nn.conv2d(x_im, W1, strides=[1, 1, 1, 1], padding="SAME")
    h1 = tf.nn.relu(xw + b1)
    # VALID drops windows that reach past the edge: 10 -> 5, and 9 -> 4
    p1 = tf.nn.max_pool(h1, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="VALID")

    p1_size = np.prod([s.value for s in p1.get_shape()[1:]])  # 5 * 5 * 2 = 50
    p1f = tf.reshape(p1, [-1, p1_size])
    return ConvPool(x, x_im, W1, b1, xw, h1, p1, p1f)


class CNN(NamedTuple):
    """The nodes of the network with one convolution."""

    x: tf.Tensor  # float32 [batch, 36, 36], pixels
    y_: tf.Tensor  # [batch, 5], one-hot labels
    x_im: tf.Tensor  # [batch, 36, 36, 1]
    W1: tf.Variable  # [window, window, 1, filters]
    b1: tf.Variable  # [filters]
    xw: tf.Tensor  # [batch, 36, 36, filters]
    h1: tf.Tensor  # [batch, 36, 36, filters]
    p1: tf.Tensor  # [batch, 18, 18, filters]
    p1f: tf.Tensor  # [batch, 18 * 18 * filters]
    W2: tf.Variable  # [18 * 18 * filters, hidden]
    b2: tf.Variable  # [hidden]
    h2: tf.Tensor  # [batch, hidden]
    W3: tf.Variable  # [hidden, 5]
    b3: tf.Variable  # [5]
    keep_prob: tf.Tensor  # share of h2 that dropout keeps, 0.5 to train and 1.0 to measure
    h2_drop: tf.Tensor  # [batch, hidden]
    logits: tf.Tensor  # [batch, 5]
    y: tf.Tensor  # [batch, 5], probabilities
    cross_entropy: tf.Tensor  # []
    train_step: tf.Operation
    correct_prediction: tf.Tensor  # bool [batch]
    accuracy: tf.Tensor  # []


def cnn(
    filters: int = 4,
    hidden: int = 32,
    window: int = 5,
    rate: float = 0.01,
    loss: str = "text",
    size: int = 36,
    classes: int = 5,
) -> CNN:
    """Build chapter 3's CNN: 5x5x4, pool, dense 32, dropout, 5; 41,773 weights.

    Args:
        filters: features of a window, the text's `num_filters`.
        hidden: neurons of the dense layer, the text's `num_hidden`.
        window: height and width of the window, the text's `winx` and `winy`.
        rate: the step of gradient descent.
        loss: "text" or "logits", see `objective`.
        size: height and width of the images, as the data has them.
        classes: fonts in the data.
    """
    winx = winy = window
    x = tf.placeholder("float", [None, size, size])
    y_ = tf.placeholder("float", [None, classes])
    x_im = tf.reshape(x, [-1, size, size, 1])

    W1 = tf.Variable(
        tf.truncated_normal([winx, winy, 1, filters], stddev=1.0 / math.sqrt(winx * winy)),
        name="W1",
    )
    b1 = tf.Variable(tf.constant(0.1, shape=[filters]), name="b1")
    xw = tf.nn.conv2d(x_im, W1, strides=[1, 1, 1, 1], padding="SAME")  # 36 -> 36
    h1 = tf.nn.relu(xw + b1)
    p1 = tf.nn.max_pool(h1, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="VALID")  # -> 18

    p1_size = np.prod([s.value for s in p1.get_shape()[1:]])  # 18 * 18 * 4 = 1296
    p1f = tf.reshape(p1, [-1, p1_size])

    W2 = tf.Variable(
        tf.truncated_normal([p1_size, hidden], stddev=2.0 / math.sqrt(p1_size)), name="W2"
    )
    b2 = tf.Variable(tf.constant(0.2, shape=[hidden]), name="b2")
    h2 = tf.nn.relu(tf.matmul(p1f, W2) + b2)

    W3 = tf.Variable(
        tf.truncated_normal([hidden, classes], stddev=1.0 / math.sqrt(hidden)), name="W3"
    )
    b3 = tf.Variable(tf.constant(0.1, shape=[classes]), name="b3")

    keep_prob = tf.placeholder("float")
    h2_drop = tf.nn.dropout(h2, keep_prob)

    logits = tf.matmul(h2_drop, W3) + b3
    y = tf.nn.softmax(logits)
    return CNN(
        *(x, y_, x_im, W1, b1, xw, h1, p1, p1f, W2, b2, h2, W3, b3, keep_prob, h2_drop, logits, y),
        *objective(logits, y, y_, rate, loss),
    )


class DeepCNN(NamedTuple):
    """The nodes of the network with two convolutions."""

    x: tf.Tensor  # float32 [batch, 36, 36], pixels
    y_: tf.Tensor  # [batch, 5], one-hot labels
    x_im: tf.Tensor  # [batch, 36, 36, 1]
    W1: tf.Variable  # [window, window, 1, filters1]
    b1: tf.Variable  # [filters1]
    xw: tf.Tensor  # [batch, 36, 36, filters1]
    h1_first: tf.Tensor  # [batch, 36, 36, filters1]; the text's first `h1`
    p1: tf.Tensor  # [batch, 18, 18, filters1]
    W2: tf.Variable  # [window, window, filters1, filters2]
    b2: tf.Variable  # [filters2]
    p1w2: tf.Tensor  # [batch, 18, 18, filters2]
    h1: tf.Tensor  # [batch, 18, 18, filters2]; the text uses the name a second time
    p2: tf.Tensor  # [batch, 9, 9, filters2]
    p2f: tf.Tensor  # [batch, 9 * 9 * filters2]
    W3: tf.Variable  # [9 * 9 * filters2, hidden]
    b3: tf.Variable  # [hidden]
    h3: tf.Tensor  # [batch, hidden]
    keep_prob: tf.Tensor  # share of h3 that dropout keeps, 0.5 to train and 1.0 to measure
    h3_drop: tf.Tensor  # [batch, hidden]
    W4: tf.Variable  # [hidden, 5]
    b4: tf.Variable  # [5]
    logits: tf.Tensor  # [batch, 5]
    y: tf.Tensor  # [batch, 5], probabilities
    cross_entropy: tf.Tensor  # []
    train_step: tf.Operation
    correct_prediction: tf.Tensor  # bool [batch]
    accuracy: tf.Tensor  # []


def deep_cnn(
    filters: tuple[int, int] = (16, 4),
    hidden: int = 32,
    window: int = 3,
    rate: float = 0.01,
    loss: str = "text",
    size: int = 36,
    classes: int = 5,
) -> DeepCNN:
    """Build chapter 3's "Deeper CNN": 3x3x16, pool, 3x3x4, pool, dense 32, dropout, 5.

    11,305 weights; the text counts 10,765 (docs/errata.md).

    Args:
        filters: features of the two convolutions, the text's `num_filters1` and `num_filters2`.
        hidden: neurons of the dense layer, the text's `num_hidden`.
        window: height and width of both windows, the text's `winx1` to `winy2`.
        rate: the step of gradient descent.
        loss: "text" or "logits", see `objective`.
        size: height and width of the images, as the data has them.
        classes: fonts in the data.
    """
    num_filters1, num_filters2 = filters
    winx = winy = window
    x = tf.placeholder("float", [None, size, size])
    y_ = tf.placeholder("float", [None, classes])
    x_im = tf.reshape(x, [-1, size, size, 1])

    W1 = tf.Variable(
        tf.truncated_normal([winx, winy, 1, num_filters1], stddev=1.0 / math.sqrt(winx * winy)),
        name="W1",
    )
    b1 = tf.Variable(tf.constant(0.1, shape=[num_filters1]), name="b1")
    xw = tf.nn.conv2d(x_im, W1, strides=[1, 1, 1, 1], padding="SAME")  # 36 -> 36
    h1_first = tf.nn.relu(xw + b1)
    p1 = tf.nn.max_pool(h1_first, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="VALID")

    # A window of the second convolution sees 3 x 3 x 16 numbers; its initial weights are scaled
    # for 3 x 3, as in the text.
    W2 = tf.Variable(
        tf.truncated_normal(
            [winx, winy, num_filters1, num_filters2], stddev=1.0 / math.sqrt(winx * winy)
        ),
        name="W2",
    )
    b2 = tf.Variable(tf.constant(0.1, shape=[num_filters2]), name="b2")
    p1w2 = tf.nn.conv2d(p1, W2, strides=[1, 1, 1, 1], padding="SAME")  # 18 -> 18
    h1 = tf.nn.relu(p1w2 + b2)
    p2 = tf.nn.max_pool(h1, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="VALID")  # 18 -> 9

    p2_size = np.prod([s.value for s in p2.get_shape()[1:]])  # 9 * 9 * 4 = 324
    p2f = tf.reshape(p2, [-1, p2_size])

    W3 = tf.Variable(
        tf.truncated_normal([p2_size, hidden], stddev=2.0 / math.sqrt(p2_size)), name="W3"
    )
    b3 = tf.Variable(tf.constant(0.2, shape=[hidden]), name="b3")
    h3 = tf.nn.relu(tf.matmul(p2f, W3) + b3)

    keep_prob = tf.placeholder("float")
    h3_drop = tf.nn.dropout(h3, keep_prob)

    W4 = tf.Variable(
        tf.truncated_normal([hidden, classes], stddev=1.0 / math.sqrt(hidden)), name="W4"
    )
    b4 = tf.Variable(tf.constant(0.1, shape=[classes]), name="b4")

    logits = tf.matmul(h3_drop, W4) + b4
    y = tf.nn.softmax(logits)
    return DeepCNN(
        *(x, y_, x_im, W1, b1, xw, h1_first, p1, W2, b2, p1w2, h1, p2, p2f, W3, b3, h3),
        *(keep_prob, h3_drop, W4, b4, logits, y),
        *objective(logits, y, y_, rate, loss),
    )
