"""The last nodes of most classifiers in chapters 2 to 4: loss, training step and accuracy.

Chapter 1's program builds these nodes itself, with `optimizer_of` for its step.
"""

from __future__ import annotations

from tfgraph_course import tf
from tfgraph_course.graphs import Nodes, nodes


def objective(
    logits: tf.Tensor, y: tf.Tensor, y_: tf.Tensor, rate: float, loss: str, optimizer: str
) -> Nodes:
    """Build the loss, a step of an optimizer that lowers the loss, and the accuracy.

    Args:
        logits: scores of the classes, float32 [batch, classes].
        y: the probabilities, `softmax(logits)`.
        y_: one-hot labels, float32 [batch, classes].
        rate: the optimizer's step size.
        loss: "book" applies softmax a second time, to `y`, as the book's own programs do; "logits"
            applies softmax only once, to `logits` (docs/errata.md).
        optimizer: see `optimizer_of`.

    Returns:
        The nodes under the book's names, including the arguments `logits`, `y` and `y_`.
    """
    # The book adds 1e-50 to avoid log(0). In float32 that is 0: the least positive number is 1e-45.
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


def optimizer_of(name: str, rate: float) -> tf.train.Optimizer:
    """Make an optimizer of `tf.train`.

    Args:
        name: its class without "Optimizer": "GradientDescent" is the book's.
        rate: its step size; Momentum keeps 0.9 of the previous step; the rest is TensorFlow's
            default.
    """
    others = {"momentum": 0.9} if name == "Momentum" else {}
    return getattr(tf.train, f"{name}Optimizer")(rate, **others)
