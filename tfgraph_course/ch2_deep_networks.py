"""Chapter 2, "Deep Neural Networks": transformations, a neuron, networks with hidden layers.

The functions build raw graphs and return their nodes under the book's names.
"""

from __future__ import annotations

import math

from tfgraph_course import tf
from tfgraph_course.graphs import Graph, Nodes, nodes
from tfgraph_course.objective import objective


def neuron() -> Nodes:
    """Build the graph of chapter 2, "Basic neural networks": square, logarithm, sigmoid, neuron."""
    # float32 [5] each, around 3, -1 and 0
    x1 = tf.Variable(tf.truncated_normal([5], mean=3, stddev=1.0 / math.sqrt(5)), name="x1")
    x2 = tf.Variable(tf.truncated_normal([5], mean=-1, stddev=1.0 / math.sqrt(5)), name="x2")
    x3 = tf.Variable(tf.truncated_normal([5], mean=0, stddev=1.0 / math.sqrt(5)), name="x3")

    sqx2 = x2 * x2  # [5]
    logx1 = tf.log(x1)
    sigx3 = tf.sigmoid(x3)

    w1 = tf.constant(0.1)  # []
    w2 = tf.constant(0.2)
    n1 = tf.sigmoid(w1 * x1 + w2 * x2)  # [5]: one neuron, applied to five pairs of inputs
    return nodes(locals())


def single_hidden(
    hidden: int = 128,
    rate: float = 0.01,
    loss: str = "book",
    optimizer: str = "GradientDescent",
    size: int = 36,
    classes: int = 5,
) -> Graph:
    """Build chapter 2's "Single hidden layer model": 1,296 -> 128 -> 5, 166,661 weights.

    Args:
        hidden: number of neurons in the hidden layer, the book's `num_hidden`.
        rate: the optimizer's step size; the book does not print the one that it used
            (docs/errata.md).
        loss: "book" or "logits", see objective.py.
        optimizer: name of its class in `tf.train`, without "Optimizer"; the book's by default.
        size: height and width of the images in the data.
        classes: number of fonts in the data.
    """
    pixels = size * size  # 1,296
    x = tf.placeholder("float", [None, pixels])  # float32 [batch, 1296], pixels
    y_ = tf.placeholder("float", [None, classes])  # [batch, 5], one-hot labels

    W1 = tf.Variable(  # [1296, hidden]
        tf.truncated_normal([pixels, hidden], stddev=1.0 / math.sqrt(pixels)), name="W1"
    )
    b1 = tf.Variable(tf.constant(0.1, shape=[hidden]), name="b1")  # [hidden]
    h1 = tf.sigmoid(tf.matmul(x, W1) + b1)  # [batch, hidden]

    # The book says that weights are scaled by the number of inputs; here it uses the number of
    # outputs.
    W2 = tf.Variable(  # [hidden, 5]
        tf.truncated_normal([hidden, classes], stddev=1.0 / math.sqrt(classes)), name="W2"
    )
    b2 = tf.Variable(tf.constant(0.1, shape=[classes]), name="b2")  # [5]

    logits = tf.matmul(h1, W2) + b2  # [batch, 5]
    y = tf.nn.softmax(logits)  # [batch, 5], probabilities
    return nodes(locals(), objective(logits, y, y_, rate, loss, optimizer))


def deep_nn(
    hidden: tuple[int, int] = (128, 32),
    rate: float = 0.01,
    loss: str = "book",
    optimizer: str = "GradientDescent",
    size: int = 36,
    classes: int = 5,
) -> Graph:
    """Build chapter 2's "Multiple hidden layer model": 1,296 -> 128 -> 32 -> 5, 170,309 weights.

    Args:
        hidden: numbers of neurons in the two hidden layers, the book's `num_hidden1` and
            `num_hidden2`.
        rate: the optimizer's step size.
        loss: "book" or "logits", see objective.py.
        optimizer: name of its class in `tf.train`, without "Optimizer"; the book's by default.
        size: height and width of the images in the data.
        classes: number of fonts in the data.
    """
    num_hidden1, num_hidden2 = hidden
    pixels = size * size  # 1,296
    x = tf.placeholder("float", [None, pixels])  # float32 [batch, 1296], pixels
    y_ = tf.placeholder("float", [None, classes])  # [batch, 5], one-hot labels

    W1 = tf.Variable(  # [1296, hidden1]
        tf.truncated_normal([pixels, num_hidden1], stddev=1.0 / math.sqrt(pixels)), name="W1"
    )
    b1 = tf.Variable(tf.constant(0.1, shape=[num_hidden1]), name="b1")  # [hidden1]
    h1 = tf.sigmoid(tf.matmul(x, W1) + b1)  # [batch, hidden1]

    W2 = tf.Variable(  # [hidden1, hidden2]
        tf.truncated_normal([num_hidden1, num_hidden2], stddev=2.0 / math.sqrt(num_hidden1)),
        name="W2",
    )
    b2 = tf.Variable(tf.constant(0.2, shape=[num_hidden2]), name="b2")  # [hidden2]
    h2 = tf.sigmoid(tf.matmul(h1, W2) + b2)  # [batch, hidden2]

    W3 = tf.Variable(  # [hidden2, 5]
        tf.truncated_normal([num_hidden2, classes], stddev=1.0 / math.sqrt(classes)), name="W3"
    )
    b3 = tf.Variable(tf.constant(0.1, shape=[classes]), name="b3")  # [5]

    logits = tf.matmul(h2, W3) + b3  # [batch, 5]
    y = tf.nn.softmax(logits)  # [batch, 5], probabilities
    return nodes(locals(), objective(logits, y, y_, rate, loss, optimizer))
