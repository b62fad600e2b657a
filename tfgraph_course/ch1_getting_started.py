"""Chapter 1, "Getting Started": constants, variables, fetches and feeds; logistic regression.

The functions build raw graphs and return their nodes under the book's names. Nothing is computed
until a session runs a node.
"""

from __future__ import annotations

from tfgraph_course import tf
from tfgraph_course.graphs import Graph, Nodes, nodes
from tfgraph_course.objective import optimizer_of


def simple() -> Nodes:
    """Build the graph of chapter 1, "Simple computations", which does arithmetic."""
    a = tf.constant(1)  # int32 []
    b = tf.constant(2)
    c = a + b  # 3
    d = a * b  # 2

    V1 = tf.constant([1.0, 2.0])  # float32 [2]
    V2 = tf.constant([3.0, 4.0])
    M = tf.constant([[1.0, 2.0]])  # [1, 2]
    N = tf.constant([[1.0, 2.0], [3.0, 4.0]])  # [2, 2]
    K = tf.constant([[[1.0, 2.0], [3.0, 4.0]]])  # [1, 2, 2]

    V3 = V1 + V2
    M2 = M * M  # each entry squared
    NN = tf.matmul(N, N)  # the matrix product of N with itself

    W = tf.Variable(0, name="weight")  # int32 [], starts at 0
    # The book writes `W += a` twice. That does not assign: it binds the name to a new tensor and
    # leaves the variable at 0 (docs/errata.md).
    W_once = W + a  # the tensor that the book's `W += a` binds to the name W
    W_twice = W_once + a

    E = d + b  # 4
    return nodes(locals())


def logistic(
    rate: float = 0.02,
    loss: str = "book",
    optimizer: str = "GradientDescent",
    size: int = 36,
    classes: int = 5,
) -> Graph:
    """Build chapter 1's "Logistic regression model": 1,296 pixels to 5 fonts, 6,485 weights.

    Args:
        rate: the optimizer's step size.
        loss: "book" passes the probabilities `y` to the loss as logits, so that softmax is applied
            twice; "logits" passes the real logits (docs/errata.md).
        optimizer: name of its class in `tf.train`, without "Optimizer"; the book's by default.
        size: the height and width of the images in the data.
        classes: the number of fonts in the data.

    Returns:
        The nodes. The weights start at zero.
    """
    pixels = size * size  # 1,296
    x = tf.placeholder("float", [None, pixels])  # float32 [batch, 1296], pixels
    y_ = tf.placeholder("float", [None, classes])  # float32 [batch, 5], one-hot labels

    W = tf.Variable(tf.zeros([pixels, classes]), name="W")  # [1296, 5]
    b = tf.Variable(tf.zeros([classes]), name="b")  # [5]

    logits = tf.matmul(x, W) + b  # [batch, 5]
    y = tf.nn.softmax(logits)  # [batch, 5], probabilities

    # For the later chapters, objective.py builds these four nodes.
    cross_entropy = tf.reduce_mean(  # []
        tf.nn.softmax_cross_entropy_with_logits(
            logits=logits if loss == "logits" else y + 1e-50, labels=y_
        )
    )
    # By default tf.train.GradientDescentOptimizer(rate), as in the book.
    train_step = optimizer_of(optimizer, rate).minimize(cross_entropy)
    correct_prediction = tf.equal(tf.argmax(y, 1), tf.argmax(y_, 1))  # bool [batch]
    accuracy = tf.reduce_mean(tf.cast(correct_prediction, "float"))  # []

    return nodes(locals())
