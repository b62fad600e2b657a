"""Chapter 2: transformations, a neuron, a network with its matrices, and backpropagation."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure

from tfgraph_course import tf
from tfgraph_course.ch2_deep_networks import neuron, single_hidden
from tfgraph_course.figures.diagrams.pen import HIDDEN, INPUT, MARK, OUTPUT, Board, plots
from tfgraph_course.tf1 import fresh_session


def transformations() -> list[Figure]:
    """Draw the square, the logarithm, the sigmoid and relu, with the vectors of ch2_neuron.py."""
    sess, graph = fresh_session(0), neuron()
    sess.run(tf.global_variables_initializer())
    line = tf.placeholder("float", [None])
    drawn = [
        ("x2 * x2", line * line, graph.x2, graph.sqx2, (-2, 2)),
        ("tf.log(x1)", tf.log(line), graph.x1, graph.logx1, (0.05, 4)),
        ("tf.sigmoid(x3)", tf.sigmoid(line), graph.x3, graph.sigx3, (-6, 6)),
        ("tf.nn.relu(x3), of chapter 3", tf.nn.relu(line), graph.x3, tf.nn.relu(graph.x3), (-2, 2)),
    ]
    names = [name for name, *_ in drawn]
    figure, axes = plots("Transformations, and the numbers of ch2_neuron.py", names, (11, 3))
    for axis, (_, curve, x, y, ends) in zip(axes, drawn, strict=True):
        places = np.linspace(*ends, 200)
        axis.plot(places, sess.run(curve, {line: places}), color="0.5")
        axis.plot(*sess.run([x, y]), "o", color=MARK, markersize=5)
        axis.axhline(0, color="0.85", linewidth=0.8, zorder=0)
        axis.axvline(0, color="0.85", linewidth=0.8, zorder=0)
    return [figure]


def one_neuron() -> list[Figure]:
    """Draw the neuron of ch2_neuron.py with the numbers of its first example."""
    sess, graph = fresh_session(0), neuron()
    sess.run(tf.global_variables_initializer())
    x1, x2, w1, w2, n1 = sess.run([graph.x1, graph.x2, graph.w1, graph.w2, graph.n1])
    board = Board(22, 8, "One neuron: weighted inputs, their sum, an activation function")
    for y, name, value, weight in ((2.8, "x1", x1[0], w1), (6, "x2", x2[0], w2)):
        board.circle(2, y, f"{name}\n{value:.2f}", INPUT, 0.95)
        board.arrow((3, y), (8.6, 4.4 + (y - 4.4) * 0.3))
        board.words(5.2, y + (-0.7 if y < 4 else 0.5), f"× {weight:.1f}", 9)
    total = w1 * x1[0] + w2 * x2[0]
    board.circle(9.8, 4.4, f"Σ\n{total:.3f}", HIDDEN, 1.2)
    board.arrow((11, 4.4), (14, 4.4))
    board.circle(15.3, 4.4, "sigmoid", HIDDEN, 1.2)
    board.arrow((16.5, 4.4), (18.6, 4.4))
    board.circle(19.8, 4.4, f"n1\n{n1[0]:.3f}", OUTPUT, 1.1)
    return [board.figure]


class Small(NamedTuple):
    """A network of 4 inputs, 3 neurons and 2 classes, with everything that a step computes."""

    values: dict[str, np.ndarray]  # x, W1, h1, W2, y, and the loss
    slopes: dict[str, np.ndarray]  # the gradients of the loss with respect to logits, h1, W1


def small_network() -> Small:
    """Run the course's network with one hidden layer on an image of 2 x 2 pixels."""
    sess = fresh_session(0)
    graph: Any = single_hidden(hidden=3, size=2, classes=2, loss="logits")
    sess.run(tf.global_variables_initializer())
    names = ("x", "W1", "b1", "h1", "W2", "b2", "logits", "y", "cross_entropy")
    by = ("logits", "h1", "W1")
    gradients = tf.gradients(graph.cross_entropy, [getattr(graph, name) for name in by])
    values, slopes = sess.run(
        [{name: getattr(graph, name) for name in names}, dict(zip(by, gradients, strict=True))],
        {graph.x: [[1.0, 0.5, 0.0, 1.0]], graph.y_: [[0.0, 1.0]]},
    )
    return Small(values, slopes)


ROWS = {"x": [3.2, 6, 8.8, 11.6], "h1": [4.4, 7.4, 10.4], "y": [5.6, 9.2]}
COLUMNS = {"x": 2.2, "h1": 9, "y": 15.8}


def _nodes(board: Board, of: Small, shown: str = "x h1 y") -> None:
    """Draw the circles of all layers; only those of the layers in `shown` have their values."""
    for name, fill in (("x", INPUT), ("h1", HIDDEN), ("y", OUTPUT)):
        for number, y in enumerate(ROWS[name]):
            value = f"\n{of.values[name][0, number]:.2f}" if name in shown.split() else ""
            board.circle(COLUMNS[name], y, f"{name}[{number}]{value}", fill, 1.1, 7.5)


def _edges(board: Board, start: str, end: str, colour: str = "0.35") -> None:
    """Draw an arrow from each circle of one column to each of another."""
    for y in ROWS[start]:
        for other in ROWS[end]:
            board.arrow((COLUMNS[start] + 1.15, y), (COLUMNS[end] - 1.15, other), colour)


def network() -> list[Figure]:
    """Draw a network beside the matrices that hold its weights."""
    of = small_network()
    board = Board(33, 14, "A network is two matrices: column n holds the weights of neuron n")
    _edges(board, "x", "h1", "0.75")
    _edges(board, "h1", "y", "0.75")
    for y in ROWS["x"]:  # the arrows into the second neuron
        board.arrow((COLUMNS["x"] + 1.15, y), (COLUMNS["h1"] - 1.15, ROWS["h1"][1]), MARK, 1.6)
    _nodes(board, of)
    limits = (-1.2, 1.2)
    board.table(20, 4, of.values["W1"], "{:.2f}", "RdBu_r", limits, 1.5, "W1  [4, 3]")
    board.frame(21.5, 4, 1.5, 6)
    board.table(27.5, 4, of.values["W2"], "{:.2f}", "RdBu_r", limits, 1.5, "W2  [3, 2]")
    board.words(25.6, 11.4, "h1 = tf.sigmoid(tf.matmul(x, W1) + b1)", 8.5)
    board.words(25.6, 12.4, "y = tf.nn.softmax(tf.matmul(h1, W2) + b2)", 8.5)
    return [board.figure]


def backpropagation() -> list[Figure]:
    """Show a training step: values go forward layer by layer, then gradients by the chain rule."""
    of = small_network()
    return [
        *(_forward(of, shown) for shown in ("x", "x h1", "x h1 y")),
        *(_backward(of, links) for links in range(1, 5)),
    ]


def _forward(of: Small, shown: str) -> Figure:
    board = Board(35, 13.4, "Forward: values")
    if "h1" in shown:
        _edges(board, "x", "h1")
    if "y" in shown:
        _edges(board, "h1", "y")
        board.words(24, 7.4, f"label 1\nloss = -log y[1] = {of.values['cross_entropy']:.3f}", 9)
    _nodes(board, of, shown)
    return board.figure


def _backward(of: Small, links: int) -> Figure:
    """Draw the first `links` links of the chain rule from the loss to W1[0, 0]."""
    board = Board(35, 13.4, "Backward: slopes of the loss, from its end to W1[0, 0]")
    _edges(board, "x", "h1", "0.88")
    _edges(board, "h1", "y", "0.88")
    _nodes(board, of)
    x, h1 = of.values["x"][0, 0], of.values["h1"][0, 0]
    by_logits, by_h1 = of.slopes["logits"][0], of.slopes["h1"][0, 0]
    W2 = of.values["W2"][0]
    sums = " + ".join(f"({g:.3f}) · ({w:.3f})" for g, w in zip(by_logits, W2, strict=True))
    by_sum = by_h1 * h1 * (1 - h1)
    said = [
        f"∂C/∂logits = y − y_ = {by_logits[0]:.3f}, {by_logits[1]:.3f}",
        f"∂C/∂h1[0] = Σ ∂C/∂logits[j] · W2[0, j]\n= {sums} = {by_h1:.3f}",
        f"· h1 (1 − h1) = {by_h1:.3f} · {h1:.3f} · {1 - h1:.3f} = {by_sum:.3f}",
        f"· x[0] = {by_sum:.3f} · {x:.1f} = {of.slopes['W1'][0, 0]:.3f} = ∂C/∂W1[0, 0]",
    ]
    for number, text in enumerate(said[:links]):
        board.words(18.4, 3.4 + 2.3 * number, text, 9, "left", MARK if number == links - 1 else "k")
    if links > 1:
        for y in ROWS["y"]:
            board.arrow((COLUMNS["y"] - 1.15, y), (COLUMNS["h1"] + 1.15, ROWS["h1"][0]), MARK, 1.8)
    if links > 3:
        ends = (COLUMNS["h1"] - 1.15, ROWS["h1"][0]), (COLUMNS["x"] + 1.15, ROWS["x"][0])
        board.arrow(*ends, MARK, 1.8)
    return board.figure
