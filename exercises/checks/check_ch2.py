"""Checks of the exercises of chapter 2."""

from __future__ import annotations

import numpy as np
import pytest

from exercises.checks.answers import Answer, Wrong
from exercises.checks.telling import agree, node, parts
from tfgraph_course import tf
from tfgraph_course.ch2_deep_networks import deep_nn, single_hidden
from tfgraph_course.tf1 import fresh_session

pytestmark = pytest.mark.ch2


def check_layer(answer: Answer) -> None:
    """Compare with the graph's sigmoid of a product."""
    random = np.random.default_rng(21)
    x, W, b = random.normal(size=(4, 3)), random.normal(size=(3, 5)), random.normal(size=5)
    right = fresh_session(0).run(tf.sigmoid(tf.matmul(x, W) + b))
    suspects = {
        "without the biases": 1 / (1 + np.exp(-x @ W)),
        "of the other sign: 1 / (1 + e to the power of z)": 1 - right,
        "the weighted sum, without the sigmoid": x @ W + b,
        "the weighted sum of sigmoids; the sigmoid comes last": 1 / (1 + np.exp(-x)) @ W + b,
        "the tanh, not the sigmoid": np.tanh(x @ W + b),
        "transposed": right.T,
    }
    agree(answer(x, W, b), right, "layer", ("image", "neuron"), suspects)


def slopes(graph, feed, variables):
    """The gradients by finite differences: each weight a little up, and a little down."""
    sess = tf.get_default_session()
    for variable in variables:
        value, slope = feed[variable], np.zeros_like(feed[variable])
        for index in np.ndindex(value.shape):
            step = np.zeros_like(value)
            step[index] = 0.02  # large, since the graph computes in float32
            up, down = (
                sess.run(graph.cross_entropy, {**feed, variable: value + sign * step})
                for sign in (1, -1)
            )
            slope[index] = (up - down) / 0.04
        yield slope


def check_backpropagate(answer: Answer) -> None:
    """Compare with tf.gradients, and put finite differences beside both."""
    random = np.random.default_rng(22)
    sess = fresh_session(0)
    graph = single_hidden(hidden=4, size=3, classes=3, loss="logits")
    variables = [graph.W1, graph.b1, graph.W2, graph.b2]
    feed = {v: random.normal(size=v.shape.as_list()) for v in variables}
    feed |= {graph.x: random.uniform(size=(8, 9)), graph.y_: np.eye(3)[random.integers(0, 3, 8)]}
    x, y_, W2 = feed[graph.x], feed[graph.y_], feed[graph.W2]
    h1, y = sess.run([graph.h1, graph.y], feed)
    right = sess.run(tf.gradients(graph.cross_entropy, variables), feed)
    by_h1 = (y - y_) @ W2.T / 8
    without_slope = [x.T @ by_h1, by_h1.sum(0), None, None]
    names = ["W1", "b1", "W2", "b2"]
    got = parts(answer(x, y_, h1, W2, y), *names)
    found = slopes(graph, feed, variables)
    for value, expected, slope, name, flat in zip(
        got, right, found, names, without_slope, strict=True
    ):
        suspects = {
            "the sum over the images; the loss is their mean": 8 * expected,
            "of the other sign; take y minus y_": -expected,
            "transposed": expected.T if expected.ndim == 2 else 8 * expected,
        }
        if flat is not None:
            suspects["without the slope of the sigmoid, h1 (1 - h1)"] = flat
        try:
            agree(value, expected, f"gradient by {name}", suspects=suspects)
        except Wrong as told:
            differs = np.abs(expected - slope).max()
            raise Wrong(
                f"{told} tf.gradients and finite differences say so; they differ by "
                f"{differs:.0e} at most."
            ) from None


def check_count_weights(answer: Answer) -> None:
    """Count networks of several depths."""
    for sizes in ([128, 8, 5], [1296, 128, 32, 5], [7, 3], [10, 2, 2, 2, 4]):
        products = int(np.dot(sizes[:-1], sizes[1:]))
        suspects = {
            "without the biases": products,
            "with a bias for each input, not for each neuron": products + sum(sizes[:-1]),
            "with a single bias for each layer": products + len(sizes) - 1,
            "with biases for the inputs, too": products + sum(sizes),
        }
        agree(answer(sizes), products + sum(sizes[1:]), f"count for {sizes}", suspects=suspects)


def check_dense(answer: Answer) -> None:
    """Look at the spread of many weights, and at what the layer computes."""
    sess = fresh_session(0)
    x = tf.placeholder(tf.float32, [None, 900])
    got = parts(answer(x, 25), "W", "b", "h")
    W, b, h = map(node, got, "Wbh", ([900, 25], [25], [None, 25]))
    sess.run(tf.global_variables_initializer())
    weights, biases = sess.run([W, b])
    # a normal distribution cut at two standard deviations keeps 0.88 of its spread
    deviation = weights.std() / 0.88
    if np.abs(weights).max() > 2.1 * deviation:
        raise Wrong("your W has weights beyond two deviations; take tf.truncated_normal.")
    if not np.isclose(deviation, 1 / 30, rtol=0.05):
        known = {1 / 5: "1 / sqrt(outputs)", 1: "the default", 1 / 900: "1 / inputs, no root"}
        close = (what for d, what in known.items() if np.isclose(deviation, d, rtol=0.1))
        why = f" That is {what}." if (what := next(close, None)) else ""
        raise Wrong(
            f"with 900 inputs and 25 neurons, your W starts with deviation {deviation:.3g}, and it "
            f"must be 1/30 = 0.0333.{why}"
        )
    agree(biases, np.full(25, 0.1), "row of biases", ("neuron",))
    images = np.random.default_rng(24).normal(size=(3, 900))
    z = images @ weights + biases
    suspects = {"without the biases": 1 / (1 + np.exp(-images @ weights)), "without the sigmoid": z}
    agree(h.eval({x: images}), 1 / (1 + np.exp(-z)), "layer", ("image", "neuron"), suspects)


def check_losses_by_width(answer: Answer) -> None:
    """Train on four kinds of images that no two features tell apart well."""
    random = np.random.default_rng(25)
    kinds = np.arange(48) % 6
    pixels = random.uniform(0, 0.3, (48, 6, 6)).astype(np.float32)
    pixels[np.arange(48), kinds] += 0.7
    pixels, y_ = pixels.reshape(48, 36), np.eye(6, dtype=np.float32)[kinds]
    widths, steps = [1, 8, 32], 60
    before, right, early = [], [], []
    for width in widths:
        sess = fresh_session(0)
        graph = deep_nn((128, width), rate=0.5, loss="logits", size=6, classes=6)
        sess.run(tf.global_variables_initializer())
        feed = {graph.x: pixels, graph.y_: y_}
        before.append(graph.cross_entropy.eval(feed))
        for _ in range(steps):
            early.append(graph.cross_entropy.eval(feed))
            graph.train_step.run(feed)
        right.append(graph.cross_entropy.eval(feed))
    suspects = {
        "of networks that were not trained": before,
        "before the last step; measure after it": early[steps - 1 :: steps],
    }
    agree(answer(widths, pixels, y_, steps), right, "list of losses", ("width number",), suspects)


def check_confusion(answer: Answer) -> None:
    """Confuse some classes more often in one direction than in the other."""
    random = np.random.default_rng(26)
    real = random.integers(0, 4, 40)
    said = np.where(random.uniform(size=40) < 0.5, real, random.integers(0, 3, 40))
    y = 0.1 + 0.6 * np.eye(4)[said]
    right = np.histogram2d(real, said, bins=np.arange(5))[0]
    suspects = {
        "transposed: rows are what the model says, and must be the real classes": right.T,
        "the shares of each row, not the counts": right / right.sum(1, keepdims=True),
        "the sum of the probabilities; count what the model says": np.eye(4)[real].T @ y,
        "a 1 wherever there is a count": right > 0,
    }
    agree(answer(np.eye(4)[real], y), right, "confusion matrix", ("row", "column"), suspects)
