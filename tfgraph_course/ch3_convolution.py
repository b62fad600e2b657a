"""Chapter 3, "Convolutional Neural Networks": convolution, pooling, a CNN and a deeper CNN.

The functions build raw graphs and return their nodes under the book's names.
"""

from __future__ import annotations

import math

import numpy as np

from tfgraph_course import tf
from tfgraph_course.graphs import Graph, Nodes, nodes
from tfgraph_course.objective import objective


def conv_pool(filters: int = 2, window: int = 3, size: int = 10) -> Nodes:
    """Build chapter 3's "Convolutional layer application" and "Pooling layer application".

    Args:
        filters: number of filters, the book's `num_filters`.
        window: height and width of the window, the book's `winx` and `winy`.
        size: height and width of the image; pooling reduces both to size // 2.
    """
    winx = winy = window
    x = tf.placeholder("float", [None, size, size])  # float32 [batch, 10, 10]
    x_im = tf.reshape(x, [-1, size, size, 1])  # [batch, 10, 10, 1]

    W1 = tf.Variable(  # [winx, winy, 1, filters]
        tf.truncated_normal([winx, winy, 1, filters], stddev=1.0 / math.sqrt(winx * winy)),
        name="W1",
    )
    b1 = tf.Variable(tf.constant(0.1, shape=[filters]), name="b1")  # [filters]

    # SAME pads the edges with zeros, so that the image keeps its size.
    xw = tf.nn.conv2d(x_im, W1, strides=[1, 1, 1, 1], padding="SAME")  # [batch, 10, 10, filters]
    h1 = tf.nn.relu(xw + b1)  # [batch, 10, 10, filters]
    # VALID drops windows that reach past the edge: 9 -> 4; here [batch, 5, 5, filters]
    p1 = tf.nn.max_pool(h1, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="VALID")

    p1_size = np.prod([s.value for s in p1.get_shape()[1:]])  # 5 * 5 * 2 = 50
    p1f = tf.reshape(p1, [-1, p1_size])  # [batch, 5 * 5 * filters]
    return nodes(locals())


def cnn(
    filters: int = 4,
    hidden: int = 32,
    window: int = 5,
    rate: float = 0.01,
    loss: str = "book",
    optimizer: str = "GradientDescent",
    size: int = 36,
    classes: int = 5,
) -> Graph:
    """Build chapter 3's CNN, which has 41,773 weights.

    Its layers: 4 filters of 5x5 pixels, pooling, 32 neurons with dropout, and an output for each
    of 5 classes.

    Args:
        filters: number of filters, the book's `num_filters`.
        hidden: number of neurons in the dense layer, the book's `num_hidden`.
        window: height and width of the window, the book's `winx` and `winy`.
        rate: the optimizer's step size.
        loss: "book" or "logits", see objective.py.
        optimizer: name of its class in `tf.train`, without "Optimizer"; the book's by default.
        size: height and width of the images in the data.
        classes: number of fonts in the data.
    """
    winx = winy = window
    x = tf.placeholder("float", [None, size, size])  # float32 [batch, 36, 36], pixels
    y_ = tf.placeholder("float", [None, classes])  # [batch, 5], one-hot labels
    x_im = tf.reshape(x, [-1, size, size, 1])  # [batch, 36, 36, 1]

    W1 = tf.Variable(  # [window, window, 1, filters]
        tf.truncated_normal([winx, winy, 1, filters], stddev=1.0 / math.sqrt(winx * winy)),
        name="W1",
    )
    b1 = tf.Variable(tf.constant(0.1, shape=[filters]), name="b1")  # [filters]
    xw = tf.nn.conv2d(x_im, W1, strides=[1, 1, 1, 1], padding="SAME")  # [batch, 36, 36, filters]
    h1 = tf.nn.relu(xw + b1)  # [batch, 36, 36, filters]
    # [batch, 18, 18, filters]
    p1 = tf.nn.max_pool(h1, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="VALID")

    p1_size = np.prod([s.value for s in p1.get_shape()[1:]])  # 18 * 18 * 4 = 1296
    p1f = tf.reshape(p1, [-1, p1_size])  # [batch, 18 * 18 * filters]

    W2 = tf.Variable(  # [18 * 18 * filters, hidden]
        tf.truncated_normal([p1_size, hidden], stddev=2.0 / math.sqrt(p1_size)), name="W2"
    )
    b2 = tf.Variable(tf.constant(0.2, shape=[hidden]), name="b2")  # [hidden]
    h2 = tf.nn.relu(tf.matmul(p1f, W2) + b2)  # [batch, hidden]

    W3 = tf.Variable(  # [hidden, 5]
        tf.truncated_normal([hidden, classes], stddev=1.0 / math.sqrt(hidden)), name="W3"
    )
    b3 = tf.Variable(tf.constant(0.1, shape=[classes]), name="b3")  # [5]

    keep_prob = tf.placeholder("float")  # for h2: 0.5 to train and 1.0 to measure
    h2_drop = tf.nn.dropout(h2, keep_prob)  # [batch, hidden]

    logits = tf.matmul(h2_drop, W3) + b3  # [batch, 5]
    y = tf.nn.softmax(logits)  # [batch, 5], probabilities
    return nodes(locals(), objective(logits, y, y_, rate, loss, optimizer))


def deep_cnn(
    filters: tuple[int, int] = (16, 4),
    hidden: int = 32,
    window: int = 3,
    rate: float = 0.01,
    loss: str = "book",
    optimizer: str = "GradientDescent",
    size: int = 36,
    classes: int = 5,
) -> Graph:
    """Build chapter 3's "Deeper CNN", which has two convolutional layers.

    Its layers: 16 filters of 3x3 pixels, pooling, 4 filters of 3x3, pooling, 32 neurons with
    dropout, and an output for each of 5 classes. The network has 11,305 weights; the book counts
    10,765 (docs/errata.md).

    Args:
        filters: numbers of filters in the two layers, the book's `num_filters1` and
            `num_filters2`.
        hidden: number of neurons in the dense layer, the book's `num_hidden`.
        window: height and width of both windows, the book's `winx1` to `winy2`.
        rate: the optimizer's step size.
        loss: "book" or "logits", see objective.py.
        optimizer: name of its class in `tf.train`, without "Optimizer"; the book's by default.
        size: height and width of the images in the data.
        classes: number of fonts in the data.
    """
    num_filters1, num_filters2 = filters
    winx = winy = window
    x = tf.placeholder("float", [None, size, size])  # float32 [batch, 36, 36], pixels
    y_ = tf.placeholder("float", [None, classes])  # [batch, 5], one-hot labels
    x_im = tf.reshape(x, [-1, size, size, 1])  # [batch, 36, 36, 1]

    W1 = tf.Variable(  # [window, window, 1, filters1]
        tf.truncated_normal([winx, winy, 1, num_filters1], stddev=1.0 / math.sqrt(winx * winy)),
        name="W1",
    )
    b1 = tf.Variable(tf.constant(0.1, shape=[num_filters1]), name="b1")  # [filters1]
    xw = tf.nn.conv2d(x_im, W1, strides=[1, 1, 1, 1], padding="SAME")  # [batch, 36, 36, filters1]
    h1_first = tf.nn.relu(xw + b1)  # [batch, 36, 36, filters1]; the book's first `h1`
    # [batch, 18, 18, filters1]
    p1 = tf.nn.max_pool(h1_first, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="VALID")

    # A window of the second convolution sees 3 x 3 x 16 numbers; its initial weights are scaled
    # for 3 x 3, as in the book.
    W2 = tf.Variable(  # [window, window, filters1, filters2]
        tf.truncated_normal(
            [winx, winy, num_filters1, num_filters2], stddev=1.0 / math.sqrt(winx * winy)
        ),
        name="W2",
    )
    b2 = tf.Variable(tf.constant(0.1, shape=[num_filters2]), name="b2")  # [filters2]
    p1w2 = tf.nn.conv2d(p1, W2, strides=[1, 1, 1, 1], padding="SAME")  # [batch, 18, 18, filters2]
    h1 = tf.nn.relu(p1w2 + b2)  # [batch, 18, 18, filters2]; the book uses the name a second time
    # [batch, 9, 9, filters2]
    p2 = tf.nn.max_pool(h1, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="VALID")

    p2_size = np.prod([s.value for s in p2.get_shape()[1:]])  # 9 * 9 * 4 = 324
    p2f = tf.reshape(p2, [-1, p2_size])  # [batch, 9 * 9 * filters2]

    W3 = tf.Variable(  # [9 * 9 * filters2, hidden]
        tf.truncated_normal([p2_size, hidden], stddev=2.0 / math.sqrt(p2_size)), name="W3"
    )
    b3 = tf.Variable(tf.constant(0.2, shape=[hidden]), name="b3")  # [hidden]
    h3 = tf.nn.relu(tf.matmul(p2f, W3) + b3)  # [batch, hidden]

    keep_prob = tf.placeholder("float")  # for h3: 0.5 to train and 1.0 to measure
    h3_drop = tf.nn.dropout(h3, keep_prob)  # [batch, hidden]

    W4 = tf.Variable(  # [hidden, 5]
        tf.truncated_normal([hidden, classes], stddev=1.0 / math.sqrt(hidden)), name="W4"
    )
    b4 = tf.Variable(tf.constant(0.1, shape=[classes]), name="b4")  # [5]

    logits = tf.matmul(h3_drop, W4) + b4  # [batch, 5]
    y = tf.nn.softmax(logits)  # [batch, 5], probabilities
    return nodes(locals(), objective(logits, y, y_, rate, loss, optimizer))
