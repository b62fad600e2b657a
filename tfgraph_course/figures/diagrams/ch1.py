"""Chapter 1: tensors and their products, the images, softmax and gradient descent."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from tfgraph_course import tf
from tfgraph_course.ch1_getting_started import logistic, simple
from tfgraph_course.datasets import load_fonts, split_fonts
from tfgraph_course.figures.diagrams.pen import MARK, Board, plots
from tfgraph_course.tf1 import fresh_session


def tensors() -> list[Figure]:
    """Draw constants of ranks 0 to 3, and two products: elementwise, and the matrix product."""
    sess, graph = fresh_session(0), simple()
    held = sess.run({name: getattr(graph, name) for name in ("a", "V1", "M", "N", "K", "M2", "NN")})
    board = Board(25, 12.4, "Tensors, and two products")
    for left, name in ((1, "a"), (4.5, "V1"), (9, "M"), (13.5, "N"), (18.5, "K")):
        value = held[name]
        shown = value.reshape(-1, value.shape[-1]) if value.ndim else value.reshape(1, 1)
        board.table(left, 2.6, shown, name=name, size=9)
        shape = f"shape {tuple(value.shape)}".replace(",)", ",)")
        board.words(left + shown.shape[1] / 2, 5.3, shape, 8)
    board.frame(18.3, 2.4, 2.4, 2.4, "0.3")
    board.words(22.9, 3.6, "one entry,\na 2 × 2 table", 8)
    for left, name, sign in (
        (1, "M", "*"), (4.2, "M", "="), (7.4, "M2", ""),
        (12, "N", "·"), (15.2, "N", "="), (18.4, "NN", ""),
    ):
        board.table(left, 8, held[name], name=name, size=9)
        board.words(left + 2.6, 8 + len(held[name]) / 2, sign)
    board.words(5.2, 11.3, "entry by entry: 2 · 2 = 4", 8)
    board.frame(12, 8, 2, 1)
    board.frame(15.2, 8, 1, 2)
    board.frame(18.4, 8, 1, 1)
    board.words(16.4, 11.3, "tf.matmul, rows by columns: 1 · 1 + 2 · 3 = 7", 8)
    return [board.figure]


def jitters() -> list[Figure]:
    """Draw the nine images of one glyph, and mark each as training or validation."""
    images, labels, _, count = load_fonts()
    first = 90  # the A of the first font: 10 digits come before it
    _, _, test, _ = split_fonts(images, labels)
    held_out = {image.tobytes() for image in test}
    board = Board(30, 6.6, f"The {count} images of one glyph, and the book's split")
    for number, image in enumerate(images[first : first + count]):
        left, test_side = 0.6 + 3.2 * number, image.tobytes() in held_out
        place = left, left + 3, 4.6, 1.6
        board.axis.imshow(image, cmap="gray_r", extent=place, origin="lower", aspect="auto")
        board.frame(left, 1.6, 3, 3, MARK if test_side else "0.6")
        board.words(left + 1.5, 5.3, "validation" if test_side else "training", 8)
    return [board.figure]


def softmaxes() -> list[Figure]:
    """Draw logits, their softmax, and the softmax of that, which the book's loss computes."""
    sess = fresh_session(0)
    logits = tf.constant([[4.0, 1.0, 0.0, -1.0, 0.5]])
    y = tf.nn.softmax(logits)
    bars = [values[0] for values in sess.run([logits, y, tf.nn.softmax(y)])]
    names = "logits", "y = softmax(logits)", "softmax(y), in the book's loss"
    figure, axes = plots("Scores, their softmax, and the softmax of that", names, (9, 3.2))
    for axis, values in zip(axes, bars, strict=True):
        drawn = axis.bar(range(5), values, color=["tab:green", *["tab:blue"] * 4])
        axis.bar_label(drawn, [f"{value:.2f}" for value in values], fontsize=8)
        axis.set_xlabel("font", fontsize=8)
        axis.margins(y=0.25)
    for axis, values in zip(axes[1:], bars[1:], strict=True):
        axis.set_ylim(0, 1.15)
        axis.text(
            0.97, 0.9, f"loss = -log {values[0]:.2f} = {-np.log(values[0]):.2f}", fontsize=9,
            ha="right", transform=axis.transAxes,
        )
    return [figure]


def descent() -> list[Figure]:
    """Show gradient descent with one weight, for the loss of the real logits and the book's loss.

    The data are eight images of a single pixel, two of them with the wrong label. By symmetry, the
    weights of the two classes stay w and -w, and the biases 0, so that the loss is a function of w.
    """
    x = np.array([[1.0]] * 4 + [[-1.0]] * 4)
    y_ = np.eye(2)[[0, 0, 0, 1, 1, 1, 1, 0]]
    walks, curves, grid = {}, {}, np.linspace(-1.2, 2.2, 120)
    for loss in ("logits", "book"):
        sess = fresh_session(0)
        graph = logistic(rate=0.5, loss=loss, size=1, classes=2)
        graph.W.load([[-1.0, 1.0]], sess)
        graph.b.load([0.0, 0.0], sess)
        feed = {graph.x: x, graph.y_: y_}
        walk = []
        for _ in range(16):
            walk.append((graph.W.eval()[0, 0], graph.cross_entropy.eval(feed)))
            graph.train_step.run(feed)
        walks[loss] = np.array(walk)
        curves[loss] = []
        for w in grid:
            graph.W.load([[w, -w]], sess)
            curves[loss].append(graph.cross_entropy.eval(feed))
    return [_walked(steps, grid, curves, walks) for steps in range(1, 17)]


def _walked(steps: int, grid: np.ndarray, curves: dict, walks: dict) -> Figure:
    title = f"Gradient descent, {steps - 1} steps: w ← w − rate · slope"
    figure, axes = plots(title, ("real logits", "the book's loss"), (8, 3.3))
    for axis, loss in zip(axes, ("logits", "book"), strict=True):
        axis.plot(grid, curves[loss], color="0.6")
        axis.plot(*walks[loss][:steps].T, "o-", color="tab:blue", markersize=4, linewidth=0.8)
        axis.plot(*walks[loss][steps - 1], "o", color=MARK, markersize=8)
        axis.set_xlabel("w", fontsize=8)
        axis.set_ylabel("cross_entropy", fontsize=8)
        axis.set_ylim(0.3, 1.9)
    return figure
