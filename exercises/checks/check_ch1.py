"""Checks of the exercises of chapter 1."""

from __future__ import annotations

import numpy as np
import pytest

from exercises.checks.answers import Answer, Wrong
from exercises.checks.telling import agree, node, numbers, parts
from tfgraph_course import tf
from tfgraph_course.ch1_getting_started import logistic
from tfgraph_course.tf1 import fresh_session

pytestmark = pytest.mark.ch1


def check_needed(answer: Answer) -> None:
    """Feed several nodes of a graph in which two paths lead from one node to another."""
    fresh_session(0)
    a, b = tf.constant(3, name="a"), tf.placeholder(tf.int32, [], name="b")
    c = tf.multiply(a, b, name="c")
    d = tf.add(c, a, name="d")
    E = tf.subtract(d, b, name="E")
    asked = [
        (E, [], "E d c a b"), (E, [d], "E b"), (E, [c], "E d a b"), (d, [b], "d c a"),
        (E, [c, b], "E d a"), (E, [E], ""),
    ]
    for fetch, fed, right in asked:
        got, right = answer(fetch, fed), set(right.split())
        if not isinstance(got, set):
            raise Wrong(f"your answer is a {type(got).__name__}, and it must be a set of names.")
        feeds = " and ".join(n.op.name for n in fed) + " fed" if fed else "nothing fed"
        text = f"c = a b, d = c + a, E = d - b, with {feeds}: to compute {fetch.op.name}, your"
        if extra := sorted(map(str, got - right)):
            cut = {n.op.name for n in fed} & set(extra)
            why = "what is fed is not run" if cut else "the feed cuts it off"
            raise Wrong(f"{text} answer runs {', '.join(extra)} too; {why}.")
        if missing := sorted(right - got):
            raise Wrong(f"{text} answer leaves out {', '.join(missing)}.")


def check_counter(answer: Answer) -> None:
    """Run the node three times and look at the variable."""
    sess = fresh_session(0)
    W, a = tf.Variable(2), tf.constant(5)
    add = node(answer(W, a), "answer")
    sess.run(tf.global_variables_initializer())
    values = []
    for _ in range(3):
        sess.run(add)
        values.append(int(W.eval()))
    if values != [7, 12, 17]:
        still = " The node computes, but assigns nothing." if values == [2, 2, 2] else ""
        raise Wrong(
            f"W starts at 2 and a is 5. After each run of your node, W is {values}, and it must be "
            f"[7, 12, 17].{still}"
        )


def check_one_hot(answer: Answer) -> None:
    """Leave classes without a label, the last one too."""
    labels = np.array([4, 0, 2, 2, 1], np.uint8)
    right = np.eye(6, dtype=np.float32)[labels]
    got = numbers(answer(labels, 6), "one-hot rows")
    suspects = {
        "transposed": right.T,
        "one column to the left: labels count from 0": np.roll(right, -1, axis=1),
        "one column to the right: labels count from 0": np.roll(right, 1, axis=1),
        "only as wide as the largest label needs": right[:, :5],
    }
    agree(got, right, "array of one-hot rows", ("row", "column"), suspects)
    if got.dtype != np.float32:
        raise Wrong(f"your one-hot rows are right, but {got.dtype}, and they must be float32.")


def check_cross_entropy(answer: Answer) -> None:
    """Give random scores, then scores a thousand times as large."""
    random = np.random.default_rng(11)
    logits, y_ = random.normal(0, 3, (7, 4)), np.eye(4)[random.integers(0, 4, 7)]

    def mean(scores: np.ndarray) -> float:
        nodes = tf.nn.softmax_cross_entropy_with_logits(logits=scores, labels=y_)
        return fresh_session(0).run(tf.reduce_mean(nodes))

    fresh_session(0)
    log_y = logits - np.log(np.exp(logits).sum(1, keepdims=True))
    by_column = logits - np.log(np.exp(logits).sum(0))
    again = np.exp(log_y) - np.log(np.exp(np.exp(log_y)).sum(1, keepdims=True))
    each = (y_ * log_y).sum(1)
    suspects = {
        "the sum over the rows, not their mean": -each.sum(),
        "the mean over all entries, also those whose label is 0": -each.sum() / y_.size,
        "the mean without its minus sign": each.mean(),
        "of a softmax over the images; it must be taken in each row": -(y_ * by_column)
        .sum(1)
        .mean(),
        "of the softmax taken twice, as the book's loss does": -(y_ * again).sum(1).mean(),
        "in logarithms of base 10": -each.mean() / np.log(10),
        "in logarithms of base 2": -each.mean() / np.log(2),
    }
    right = (y_ * -log_y).sum(1).mean()
    agree(answer(logits, y_), right, "cross-entropy", suspects=suspects)
    with np.errstate(all="ignore"):
        large = float(numbers(answer(1000 * logits, y_), "cross-entropy"))
    if not np.isfinite(large):
        raise Wrong(
            f"your cross-entropy is right for small scores, but {large} for scores of about 1,000: "
            "e to that power is too large for a float."
        )
    shifted = 1000 * (logits - logits.max(1, keepdims=True))
    agree(large, -(y_ * shifted).sum(1).mean(), "cross-entropy of scores of about 1,000")


def check_logistic_gradients(answer: Answer) -> None:
    """Compare with tf.gradients on chapter 1's graph, four by four pixels and three classes."""
    random = np.random.default_rng(12)
    x, y_ = random.uniform(size=(9, 16)), np.eye(3)[random.integers(0, 3, 9)]
    W, b = random.normal(size=(16, 3)), random.normal(size=3)
    sess = fresh_session(0)
    graph = logistic(size=4, classes=3, loss="logits")
    nodes = tf.gradients(graph.cross_entropy, [graph.W, graph.b])
    feed = {graph.x: x, graph.y_: y_, graph.W: W, graph.b: b}
    *right, y = sess.run([*nodes, graph.y], feed)
    got = parts(answer(x, y_, W, b), "the gradient by W", "the gradient by b")
    for value, expected, by, forms in zip(got, right, "Wb", [x.T, np.ones(9)], strict=True):
        suspects = {
            "the sum over the images; the loss is their mean": 9 * expected,
            "divided by all entries of the labels, not by the images": expected / 3,
            "of the other sign; take the softmax minus the label": -expected,
            "the softmax alone, without the label": forms @ y / 9,
            "transposed": expected.T if expected.ndim == 2 else 9 * expected,
        }
        axes = ("pixel", "class") if by == "W" else ("class",)
        agree(value, expected, f"gradient by {by}", axes, suspects)


def check_strongest_pixels(answer: Answer) -> None:
    """Let the largest weight differ from the weight that is largest in size."""
    W = np.random.default_rng(13).normal(0, 0.1, (36, 4)).astype(np.float32)
    W[[31, 9, 16, 5], range(4)] = 2
    W[[2, 20, 8, 33], range(4)] = -3
    right = np.array([[5, 1], [1, 3], [2, 4], [0, 5]])
    lowest = np.array([[0, 2], [3, 2], [1, 2], [5, 3]])
    suspects = {
        "column and row, not row and column": right[:, ::-1],
        "where the weight is farthest from 0; a negative one speaks against the font": lowest,
        "transposed: a row for each font": right.T,
        "the row counted from the other side": right * [-1, 1] + [5, 0],
        "the number of the pixel, not its row and column": np.array([31, 9, 16, 5]),
    }
    got = answer(W, 6)
    if isinstance(got, list | tuple) and len(got) == 2:
        got = np.array(got)
    agree(got, right, "array of pixels", ("font", "part"), suspects)
