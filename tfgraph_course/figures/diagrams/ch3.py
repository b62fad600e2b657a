"""Chapter 3: the sliding window, edges, features, channels, pooling, and dropout."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from tfgraph_course import tf
from tfgraph_course.ch3_convolution import conv_pool
from tfgraph_course.figures.diagrams.pen import HIDDEN, MARK, OUTPUT, Board
from tfgraph_course.tf1 import fresh_session

HOT, COLD, RED_BLUE = "YlOrBr", "Blues", "RdBu_r"


def the_image() -> np.ndarray:
    """Return the image of scripts/ch3_conv_pool.py, [10, 10]."""
    return np.random.RandomState(0).randint(10, size=[10, 10]) + np.eye(10) * 10


def convolved(*names: str) -> list[np.ndarray]:
    """Return the values of nodes in the graph of ch3_conv_pool.py, as the script computes them."""
    sess, graph = fresh_session(0), conv_pool()
    sess.run(tf.global_variables_initializer())
    return sess.run([getattr(graph, name) for name in names], {graph.x: the_image()[None]})


def window() -> list[Figure]:
    """Slide the window of feature 0 over the image: along the first row, then down row by row."""
    W1, b1, h1 = convolved("W1", "b1", "h1")
    places = [(0, column) for column in range(10)] + [(row, 9) for row in range(1, 10)]
    return [_window(W1[:, :, 0, 0], b1[0], h1[0, :, :, 0], *place) for place in places]


def _window(W: np.ndarray, bias: float, h1: np.ndarray, row: int, column: int) -> Figure:
    image = np.pad(the_image(), 1)
    board = Board(34, 16, "A window slides over the image pixel by pixel and keeps its weights")
    board.table(1, 2.6, image, cmap=HOT, name="image 10 × 10, zeros around it (SAME)")
    board.frame(2, 3.6, 10, 10, "0.2")
    board.frame(1 + column, 2.6 + row, 3, 3)
    board.table(15.2, 6.4, W, "{:.2f}", RED_BLUE, (-0.7, 0.7), 1.4, "W1, 3 × 3")
    seen = image[row : row + 3, column : column + 3]
    board.words(17.3, 12, f"relu({(seen * W).sum():.1f} + {bias:.1f})", 9)
    board.words(17.3, 13, f"= {h1[row, column]:.1f}", 9, colour=MARK, weight="bold")
    known = np.where(np.arange(100).reshape(10, 10) <= 10 * row + column, h1, np.nan)
    board.table(22.6, 3.6, known, "{:.1f}", COLD, (0, h1.max()), 1.05, "h1, feature 0", 6.5)
    board.frame(22.6 + 1.05 * column, 3.6 + 1.05 * row, 1.05, 1.05)
    told = f"row {row}, column {column}: the result stands where the window's middle is"
    board.words(17, 15.3, told, 9)
    return board.figure


def edges() -> list[Figure]:
    """Convolve an image of ones with a window of ones: SAME, VALID, and SAME with a stride of 2."""
    sess = fresh_session(0)
    ones, window = np.ones([1, 6, 6, 1], "float32"), np.ones([3, 3, 1, 1], "float32")
    board = Board(40, 12.6, "Edges and strides: a window of ones on an image of ones, 6 × 6")
    for left, padding, stride in ((1, "SAME", 1), (14.5, "VALID", 1), (28, "SAME", 2)):
        out = sess.run(tf.nn.conv2d(ones, window, strides=[1, stride, stride, 1], padding=padding))
        # zeros before and after; with stride 2, only the last window hangs over the edge
        zeros = {("SAME", 1): (1, 1), ("VALID", 1): (0, 0), ("SAME", 2): (0, 1)}[padding, stride]
        board.table(left, 3, np.pad(ones[0, :, :, 0], zeros), cmap=HOT, limits=(0, 2), cell=0.75)
        board.frame(left + 0.75 * zeros[0], 3 + 0.75 * zeros[0], 4.5, 4.5, "0.2")
        board.frame(left, 3, 2.25, 2.25)
        board.frame(left + 0.75 * stride, 3, 2.25, 2.25, "tab:blue", "--")
        values = out[0, :, :, 0]
        board.table(left + 6.9, 4, values, cmap=COLD, limits=(0, 9), cell=0.8)
        side = len(values)
        board.words(left + 5.2, 10, f'padding="{padding}", strides=[1, {stride}, {stride}, 1]', 8.5)
        board.words(left + 5.2, 11, f"6 × 6 → {side} × {side}", 9, weight="bold")
    return [board.figure]


def features() -> list[Figure]:
    """Draw two filters on one image, and the feature of each."""
    W1, h1 = convolved("W1", "h1")
    board = Board(33, 18.4, "Two filters, two features: each goes over the whole image")
    board.table(1, 4.6, the_image(), cmap=HOT, name="image [10, 10, 1]", cell=0.9, size=7)
    for feature, top in ((0, 2.6), (1, 10.8)):
        W, h = W1[:, :, 0, feature], h1[0, :, :, feature]
        name = f"W1[:, :, 0, {feature}]"
        board.table(14, top + 2, W, "{:.2f}", RED_BLUE, (-0.7, 0.7), 1.3, name)
        board.table(22, top, h, "", COLD, (0, h1.max()), 0.7, f"h1[:, :, {feature}]")
        board.arrow((10.3, 9), (13.8, top + 4))
        board.arrow((18.2, top + 4), (21.8, top + 3.6))
        board.words(29.4, top + 3.4, f"{(h == 0).sum()} of 100\nare 0 by relu", 8, "left")
    return [board.figure]


def channels() -> list[Figure]:
    """Draw a window on a colour image: a part of the filter for each channel, and one sum."""
    random = np.random.RandomState(0)
    image = random.randint(0, 6, size=[1, 5, 5, 3]).astype("float32")
    W = random.randint(-1, 2, size=[3, 3, 3, 1]).astype("float32")
    sess = fresh_session(0)
    out = sess.run(tf.nn.conv2d(image, W, strides=[1, 1, 1, 1], padding="VALID"))[0, :, :, 0]
    board = Board(31, 19, "Three channels: a filter is 3 × 3 × 3, and its window gives one number")
    parts = [(image[0, :3, :3, c] * W[:, :, c, 0]).sum() for c in range(3)]
    for c, (colour, cmap) in enumerate((("red", "Reds"), ("green", "Greens"), ("blue", "Blues"))):
        top = 2.6 + 5.5 * c
        channel, part = f"x_im[:, :, {c}], {colour}", f"W1[:, :, {c}, 0]"
        board.table(1, top, image[0, :, :, c], "{:.0f}", cmap, (0, 8), 0.85, channel)
        board.frame(1, top, 2.55, 2.55)
        board.words(7.2, top + 1.6, "×", 12)
        board.table(9, top + 0.6, W[:, :, c, 0], "{:.0f}", RED_BLUE, (-2, 2), 0.95, part)
        board.words(14, top + 2, f"{parts[c]:.0f}", 10, weight="bold")
        board.arrow((14.8, top + 2), (18.4, 9.8))
    board.circle(19.6, 10, "Σ", HIDDEN, 1.1, 11)
    board.arrow((20.8, 10), (23.4, 10))
    board.table(24, 8.5, out, cmap="Purples", cell=1.3, name="VALID: 3 × 3 places")
    board.frame(24, 8.5, 1.3, 1.3)
    total = " ".join(f"{part:+.0f}" for part in parts).lstrip("+")
    board.words(25.9, 13.6, f"{total} = {out[0, 0]:.0f}", 9)
    return [board.figure]


def pooling() -> list[Figure]:
    """Show 2 x 2 max pooling of a feature: along the first row, then down row by row."""
    h1, p1 = (node[0, :, :, 0] for node in convolved("h1", "p1"))
    return [_pooled(h1, p1, place) for place in (*range(5), 9, 14, 19, 24)]


def _pooled(h1: np.ndarray, p1: np.ndarray, place: int) -> Figure:
    row, column = divmod(place, 5)
    board = Board(24, 14.6, "Max pooling: the largest of each 2 × 2, and no overlap")
    board.table(1, 2.8, h1, "{:.1f}", COLD, (0, h1.max()), 1.05, "h1, feature 0, 10 × 10", 6.5)
    board.frame(1 + 2.1 * column, 2.8 + 2.1 * row, 2.1, 2.1)
    known = np.where(np.arange(25).reshape(5, 5) <= place, p1, np.nan)
    board.table(15, 4.6, known, "{:.1f}", COLD, (0, h1.max()), 1.5, "p1, 5 × 5")
    board.frame(15 + 1.5 * column, 4.6 + 1.5 * row, 1.5, 1.5)
    window = h1[2 * row : 2 * row + 2, 2 * column : 2 * column + 2]
    four = ", ".join(f"{value:.1f}" for value in window.flat)
    board.words(18.7, 13, f"max({four}) = {p1[row, column]:.1f}", 8.5)
    return board.figure


def odd_edge() -> list[Figure]:
    """Pool 9 x 9 and 8 x 8 with VALID: both give 4 x 4."""
    sess = fresh_session(0)
    board = Board(28, 13.4, "VALID drops what fills no window: 9 × 9 gives 4 × 4, as 8 × 8 does")
    values = np.arange(81.0).reshape(9, 9)
    for left, side in ((1, 9), (15.5, 8)):
        shown = values[:side, :side]
        pooled = sess.run(tf.nn.max_pool(
            shown[None, :, :, None].astype("float32"), ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1],
            padding="VALID",
        ))[0, :, :, 0]
        board.table(left, 2.8, shown, "", COLD, (0, 120), 0.9, f"{side} × {side}")
        for corner in np.ndindex(4, 4):
            board.frame(left + 1.8 * corner[1], 2.8 + 1.8 * corner[0], 1.8, 1.8, "0.25")
        if side == 9:
            board.frame(left + 7.2, 2.8, 0.9, 8.1, MARK, "--")
            board.frame(left, 10, 8.1, 0.9, MARK, "--")
        board.words(left + 4, 12.2, f"→ {pooled.shape[0]} × {pooled.shape[1]}", 10, weight="bold")
    board.words(11.6, 6.6, "never\nlooked at", 8, colour=MARK)
    return [board.figure]


def sees() -> list[Figure]:
    """Draw the receptive field of one place in each layer of the deep CNN."""
    board = Board(36, 8.6, "What one place sees of the image: the deep CNN, layer by layer")
    seen, step = 1, 1  # pixels that a place sees; pixels from one place to the next
    layers = [("h1_first", 3, 1), ("p1", 2, 2), ("h1", 3, 1), ("p2", 2, 2)]
    for number, (name, window, stride) in enumerate(layers):
        seen, step = seen + (window - 1) * step, step * stride
        left = 1 + 9 * number
        board.table(left, 1.6, np.zeros((12, 12)), "", "Greys", (0, 4), 0.42)
        edge = (12 - seen) // 2 * 0.42
        board.frame(left + edge, 1.6 + edge, seen * 0.42, seen * 0.42, MARK, fill="#f6c8c8")
        board.words(left + 2.5, 7.5, f"{name}: {seen} × {seen}", 9, weight="bold")
        if number:
            board.arrow((left - 3.4, 4.1), (left - 0.5, 4.1))
            board.words(left - 1.95, 3.3, f"{window} × {window}", 8)
    return [board.figure]


def dropout() -> list[Figure]:
    """Let `tf.nn.dropout` choose which of 32 neurons stay, step by step, and then keep all."""
    sess = fresh_session(0)
    keep_prob = tf.placeholder("float")
    h3_drop = tf.nn.dropout(tf.ones([1, 32]), keep_prob)
    steps = [(f"training, step {n}", 0.5) for n in range(1, 7)] + [("measuring", 1.0)]
    return [
        _dropped(said, keep, sess.run(h3_drop, {keep_prob: keep})[0]) for said, keep in steps
    ]


def _dropped(said: str, keep: float, kept: np.ndarray) -> Figure:
    board = Board(30, 8.6, f"Dropout, {said}: keep_prob {keep}")
    for number, value in enumerate(kept):
        x, y = 1.4 + 1.8 * (number % 16), 2.6 + 2.2 * (number // 16)
        if value:
            board.circle(x, y, f"× {value:.0f}", OUTPUT, 0.75)
        else:
            board.circle(x, y, "0", "white", 0.75, edge="0.8")
    told = f"{(kept > 0).sum()} of 32 neurons stay; what stays is divided by {keep}"
    board.words(15, 7.2, f"{told}, so that the sum keeps its mean", 9)
    return board.figure
