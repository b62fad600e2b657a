"""The last nodes of every model from chapter 2 on: loss, training step and accuracy.

Chapter 1's program builds these nodes itself.
"""

from __future__ import annotations

from tfgraph_course import tf
from tfgraph_course.graphs import Nodes, nodes


def objective(logits: tf.Tensor, y: tf.Tensor, y_: tf.Tensor, rate: float, loss: str) -> Nodes:
    """Build the loss, a gradient descent step that lowers the loss, and the accuracy.

    Args:
        logits: scores of the classes, float32 [batch, classes].
        y: the probabilities, `softmax(logits)`.
        y_: one-hot labels of the same shape.
        rate: the step size for gradient descent.
        loss: "book" applies softmax to `y`, a second time, as every program of the book does;
            "logits" applies softmax only to `logits` (docs/errata.md).

    Returns:
        The nodes under the book's names, including the arguments `logits`, `y` and `y_`.
    """
    # The book adds 1e-50 to avoid log(0). In float32 that is 0: the smallest number is 1e-45.
    cross_entropy = tf.reduce_mean(  # []
        tf.nn.softmax_cross_entropy_with_logits(
            logits=logits if loss == "logits" else y + 1e-50, labels=y_
        )
    )
    train_step = tf.train.GradientDescentOptimizer(rate).minimize(cross_entropy)
    correct_prediction = tf.equal(tf.argmax(y, 1), tf.argmax(y_, 1))  # bool [batch]
    accuracy = tf.reduce_mean(tf.cast(correct_prediction, "float"))  # []
    return nodes(locals())
