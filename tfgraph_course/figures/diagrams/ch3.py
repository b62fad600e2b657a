"""Chapter 3: the sliding window, edges, features, channels, pooling, and dropout."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from tfgraph_course import tf
from tfgraph_course.ch3_convolution import conv_pool
from tfgraph_course.figures.diagrams.pen import (
    HIDDEN,
    MARK,
    OUTPUT,
    arrow,
    board,
    circle,
    frame,
    table,
    words,
)
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
    axis = board(34, 16, "A window slides over the image pixel by pixel and keeps its weights")
    table(axis, 1, 2.6, image, cmap=HOT, name="image 10 × 10, zeros around it (SAME)")
    frame(axis, 2, 3.6, 10, 10, "0.2")
    frame(axis, 1 + column, 2.6 + row, 3, 3)
    table(axis, 15.2, 6.4, W, "{:.2f}", RED_BLUE, (-0.7, 0.7), 1.4, "W1, 3 × 3")
    seen = image[row : row + 3, column : column + 3]
    told = f"relu({(seen * W).sum():.1f} + {bias:.1f})"
    words(axis, 17.3, 12, told, 9)
    words(axis, 17.3, 13, f"= {h1[row, column]:.1f}", 9, colour=MARK, weight="bold")
    known = np.full((10, 10), np.nan)
    done = 10 * row + column + 1
    known.ravel()[:done] = h1.ravel()[:done]
    table(axis, 22.6, 3.6, known, "{:.1f}", COLD, (0, h1.max()), 1.05, "h1, feature 0", 6.5)
    frame(axis, 22.6 + 1.05 * column, 3.6 + 1.05 * row, 1.05, 1.05)
    told = f"row {row}, column {column}: the result stands where the window's middle is"
    words(axis, 17, 15.3, told, 9)
    return axis.figure


def edges() -> list[Figure]:
    """Convolve an image of ones with a window of ones: SAME, VALID, and SAME with a stride of 2."""
    sess = fresh_session(0)
    ones, window = np.ones([1, 6, 6, 1], "float32"), np.ones([3, 3, 1, 1], "float32")
    axis = board(40, 12.6, "Edges and strides: a window of ones on an image of ones, 6 × 6")
    for left, padding, stride in ((1, "SAME", 1), (14.5, "VALID", 1), (28, "SAME", 2)):
        out = sess.run(tf.nn.conv2d(ones, window, strides=[1, stride, stride, 1], padding=padding))
        # zeros before and after; with stride 2, only the last window hangs over the edge
        zeros = {("SAME", 1): (1, 1), ("VALID", 1): (0, 0), ("SAME", 2): (0, 1)}[padding, stride]
        table(axis, left, 3, np.pad(ones[0, :, :, 0], zeros), cmap=HOT, limits=(0, 2), cell=0.75)
        frame(axis, left + 0.75 * zeros[0], 3 + 0.75 * zeros[0], 4.5, 4.5, "0.2")
        frame(axis, left, 3, 2.25, 2.25)
        frame(axis, left + 0.75 * stride, 3, 2.25, 2.25, "tab:blue", "--")
        values = out[0, :, :, 0]
        table(axis, left + 6.9, 4, values, cmap=COLD, limits=(0, 9), cell=0.8)
        side = len(values)
        words(axis, left + 5.2, 10, f'padding="{padding}", strides=[1, {stride}, {stride}, 1]', 8.5)
        words(axis, left + 5.2, 11, f"6 × 6 → {side} × {side}", 9, weight="bold")
    return [axis.figure]


def features() -> list[Figure]:
    """Draw two filters on one image, and the feature of each."""
    W1, h1 = convolved("W1", "h1")
    axis = board(33, 18.4, "Two filters, two features: each goes over the whole image")
    table(axis, 1, 4.6, the_image(), cmap=HOT, name="image [10, 10, 1]", cell=0.9, size=7)
    for feature, top in ((0, 2.6), (1, 10.8)):
        table(axis, 14, top + 2, W1[:, :, 0, feature], "{:.2f}", RED_BLUE, (-0.7, 0.7), 1.3,
              f"W1[:, :, 0, {feature}]")
        table(axis, 22, top, h1[0, :, :, feature], "", COLD, (0, h1.max()), 0.7,
              f"h1[:, :, {feature}]")
        arrow(axis, (10.3, 9), (13.8, top + 4))
        arrow(axis, (18.2, top + 4), (21.8, top + 3.6))
        zeros = int((h1[0, :, :, feature] == 0).sum())
        words(axis, 29.4, top + 3.4, f"{zeros} of 100\nare 0 by relu", 8, "left")
    return [axis.figure]


def channels() -> list[Figure]:
    """Draw a window on a colour image: a part of the filter for each channel, and one sum."""
    random = np.random.RandomState(0)
    image = random.randint(0, 6, size=[1, 5, 5, 3]).astype("float32")
    W = random.randint(-1, 2, size=[3, 3, 3, 1]).astype("float32")
    sess = fresh_session(0)
    out = sess.run(tf.nn.conv2d(image, W, strides=[1, 1, 1, 1], padding="VALID"))[0, :, :, 0]
    axis = board(31, 19, "Three channels: a filter is 3 × 3 × 3, and its window gives one number")
    parts = [(image[0, :3, :3, c] * W[:, :, c, 0]).sum() for c in range(3)]
    for c, (name, cmap) in enumerate((("red", "Reds"), ("green", "Greens"), ("blue", "Blues"))):
        top = 2.6 + 5.5 * c
        table(axis, 1, top, image[0, :, :, c], cmap=cmap, limits=(0, 8), cell=0.85,
              name=f"x_im[:, :, {c}], {name}")
        frame(axis, 1, top, 2.55, 2.55)
        words(axis, 7.2, top + 1.6, "×", 12)
        table(axis, 9, top + 0.6, W[:, :, c, 0], cmap=RED_BLUE, limits=(-2, 2), cell=0.95,
              name=f"W1[:, :, {c}, 0]")
        words(axis, 14, top + 2, f"{parts[c]:.0f}", 10, weight="bold")
        arrow(axis, (14.8, top + 2), (18.4, 9.8))
    circle(axis, 19.6, 10, "Σ", HIDDEN, 1.1, 11)
    arrow(axis, (20.8, 10), (23.4, 10))
    table(axis, 24, 8.5, out, cmap="Purples", cell=1.3, name="VALID: 3 × 3 places")
    frame(axis, 24, 8.5, 1.3, 1.3)
    total = " ".join(f"{part:+.0f}" for part in parts).lstrip("+")
    words(axis, 25.9, 13.6, f"{total} = {out[0, 0]:.0f}", 9)
    return [axis.figure]


def pooling() -> list[Figure]:
    """Show 2 x 2 max pooling of a feature: along the first row, then down row by row."""
    h1, p1 = (node[0, :, :, 0] for node in convolved("h1", "p1"))
    return [_pooled(h1, p1, place) for place in (*range(5), 9, 14, 19, 24)]


def _pooled(h1: np.ndarray, p1: np.ndarray, place: int) -> Figure:
    row, column = divmod(place, 5)
    axis = board(24, 14.6, "Max pooling: the largest of each 2 × 2, and no overlap")
    table(axis, 1, 2.8, h1, "{:.1f}", COLD, (0, h1.max()), 1.05, "h1, feature 0, 10 × 10", 6.5)
    frame(axis, 1 + 2.1 * column, 2.8 + 2.1 * row, 2.1, 2.1)
    known = np.full((5, 5), np.nan)
    known.ravel()[: place + 1] = p1.ravel()[: place + 1]
    table(axis, 15, 4.6, known, "{:.1f}", COLD, (0, h1.max()), 1.5, "p1, 5 × 5")
    frame(axis, 15 + 1.5 * column, 4.6 + 1.5 * row, 1.5, 1.5)
    window = h1[2 * row : 2 * row + 2, 2 * column : 2 * column + 2]
    four = ", ".join(f"{value:.1f}" for value in window.flat)
    words(axis, 18.7, 13, f"max({four}) = {p1[row, column]:.1f}", 8.5)
    return axis.figure


def odd_edge() -> list[Figure]:
    """Pool 9 x 9 and 8 x 8 with VALID: both give 4 x 4."""
    sess = fresh_session(0)
    axis = board(28, 13.4, "VALID drops what fills no window: 9 × 9 gives 4 × 4, as 8 × 8 does")
    values = np.arange(81.0).reshape(9, 9)
    for left, side in ((1, 9), (15.5, 8)):
        shown = values[:side, :side]
        pooled = sess.run(tf.nn.max_pool(
            shown[None, :, :, None].astype("float32"), ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1],
            padding="VALID",
        ))[0, :, :, 0]
        table(axis, left, 2.8, shown, "", COLD, (0, 120), 0.9, f"{side} × {side}")
        for corner in np.ndindex(4, 4):
            frame(axis, left + 1.8 * corner[1], 2.8 + 1.8 * corner[0], 1.8, 1.8, "0.25")
        if side == 9:
            frame(axis, left + 7.2, 2.8, 0.9, 8.1, MARK, "--")
            frame(axis, left, 10, 8.1, 0.9, MARK, "--")
        words(axis, left + 4, 12.2, f"→ {pooled.shape[0]} × {pooled.shape[1]}", 10, weight="bold")
    words(axis, 11.6, 6.6, "never\nlooked at", 8, colour=MARK)
    return [axis.figure]


def sees() -> list[Figure]:
    """Draw the receptive field of one place in each layer of the deep CNN."""
    axis = board(36, 8.6, "What one place sees of the image: the deep CNN, layer by layer")
    seen, step = 1, 1  # pixels that a place sees; pixels from one place to the next
    layers = [("h1_first", 3, 1), ("p1", 2, 2), ("h1", 3, 1), ("p2", 2, 2)]
    for number, (name, window, stride) in enumerate(layers):
        seen, step = seen + (window - 1) * step, step * stride
        left = 1 + 9 * number
        table(axis, left, 1.6, np.zeros((12, 12)), "", "Greys", (0, 4), 0.42)
        edge = (12 - seen) // 2 * 0.42
        frame(axis, left + edge, 1.6 + edge, seen * 0.42, seen * 0.42, MARK, fill="#f6c8c8")
        words(axis, left + 2.5, 7.5, f"{name}: {seen} × {seen}", 9, weight="bold")
        if number:
            arrow(axis, (left - 3.4, 4.1), (left - 0.5, 4.1))
            words(axis, left - 1.95, 3.3, f"{window} × {window}", 8)
    return [axis.figure]


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
    axis = board(30, 8.6, f"Dropout, {said}: keep_prob {keep}")
    for number, value in enumerate(kept):
        x, y = 1.4 + 1.8 * (number % 16), 2.6 + 2.2 * (number // 16)
        if value:
            circle(axis, x, y, f"× {value:.0f}", OUTPUT, 0.75)
        else:
            circle(axis, x, y, "0", "white", 0.75, edge="0.8")
    words(axis, 15, 7.2, f"{int((kept > 0).sum())} of 32 neurons stay; what stays is divided by "
          f"{keep}, so that the sum keeps its mean", 9)
    return axis.figure
