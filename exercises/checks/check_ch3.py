"""Checks of the exercises of chapter 3."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from exercises.checks.answers import Answer, Wrong
from exercises.checks.telling import agree, node, numbers, parts
from tfgraph_course import tf
from tfgraph_course.ch3_convolution import deep_cnn
from tfgraph_course.saving.checkpoints import weight_table
from tfgraph_course.tf1 import fresh_session

pytestmark = pytest.mark.ch3

AXES = ("row", "column", "channel")


def conv2d(image: np.ndarray, W: np.ndarray, padding: str = "SAME", stride: int = 1) -> np.ndarray:
    """Let TensorFlow convolve one image."""
    strides = [1, stride, stride, 1]
    return fresh_session(0).run(tf.nn.conv2d(image[None], W, strides, padding))[0]


def check_convolve(answer: Answer) -> None:
    """Convolve an oblong image of three channels, with windows of 3 and of 5."""
    random = np.random.default_rng(31)
    for k in (3, 5):
        image, W = random.normal(size=(6, 9, 3)), random.normal(size=(k, k, 3, 2))
        fresh_session(0)
        right = conv2d(image, W)
        suspects = {
            "without zeros around it (VALID)": conv2d(image, W, "VALID"),
            "the window turned by half; the book multiplies it as it is": conv2d(
                image, W[::-1, ::-1]
            ),
            "of rows and columns exchanged in the window": conv2d(image, W.transpose(1, 0, 2, 3)),
            "of the first channel alone": conv2d(image[:, :, :1], W[:, :, :1]),
            "passed through relu; that comes later": np.maximum(right, 0),
        }
        agree(answer(image, W), right, "convolved image", AXES, suspects)


def check_average_pool(answer: Answer) -> None:
    """Pool an image with a row too many and one with a column too many."""
    random = np.random.default_rng(32)
    for rows, columns in ((9, 6), (10, 11)):
        h = random.normal(size=(rows, columns, 2))
        sess = fresh_session(0)

        def pool(kind, padding, h=h, sess=sess):
            return sess.run(kind(h[None], [1, 2, 2, 1], [1, 2, 2, 1], padding))[0]

        right = pool(tf.nn.avg_pool, "VALID")
        suspects = {
            "the maximum of each 2 x 2, not its mean": pool(tf.nn.max_pool, "VALID"),
            "the sum of each 2 x 2, not its mean": 4 * right,
            "half of the sum of each 2 x 2; it has four numbers": 2 * right,
            "one number of each 2 x 2, the first": h[: rows // 2 * 2 : 2, : columns // 2 * 2 : 2],
            "with the edge that is left over; it must be dropped": pool(tf.nn.avg_pool, "SAME"),
        }
        _rows_of_pooled(answer(h), right, h, suspects)


def _rows_of_pooled(got, right, h, suspects):
    """For the first row that differs, name the rows of the image that it comes from."""
    try:
        agree(got, right, "pooled image", AXES, suspects)
    except Wrong as told:
        got = np.asarray(got)
        if got.shape != right.shape:
            raise
        row = int(np.argwhere(~np.isclose(got, right))[0][0])
        raise Wrong(
            f"{told} Its row {row} must be the means of rows {2 * row} and {2 * row + 1}."
        ) from None


def check_size_after(answer: Answer) -> None:
    """Ask TensorFlow for the shapes of many sizes, windows and strides."""
    fresh_session(0)
    for size, window, stride in itertools.product((7, 8, 10, 36), (1, 2, 3, 5), (1, 2, 3, 4)):
        for padding in ("VALID", "SAME"):
            x = tf.placeholder("float", [1, size, size, 1])
            W = tf.zeros([window, window, 1, 1])
            right = tf.nn.conv2d(x, W, [1, stride, stride, 1], padding).shape[1].value
            places = size if padding == "SAME" else size - window + 1
            suspects = {
                "rounded down; the first place always counts": places // stride,
                "the places of stride 1": places,
                "the size of the other padding": -(-(size - window + 1) // stride)
                if padding == "SAME"
                else -(-size // stride),
            }
            asked = f"size after a window of {window} on {size} rows, stride {stride}, {padding},"
            agree(answer(size, window, stride, padding), right, asked, suspects=suspects)


def check_colour_convolution(answer: Answer) -> None:
    """Load weights into the graph and compare with a convolution of them."""
    random = np.random.default_rng(34)
    sess = fresh_session(0)
    x = tf.placeholder(tf.float32, [None, 9, 6, 3])
    W, h = parts(answer(x, 6), "W", "h")
    node(W, "W"), node(h, "h")
    if (size := W.shape.as_list()) != [3, 3, 3, 6]:
        why = " The window must see three channels." if size == [3, 3, 1, 6] else ""
        raise Wrong(f"your W has shape {size}, and it must be [3, 3, 3, 6].{why}")
    sess.run(tf.global_variables_initializer())
    images = random.normal(size=(2, 9, 6, 3))
    weights, got = W.eval(), h.eval({x: images})

    def conv(W=weights, **how):
        return np.array([conv2d(image, W.astype(float), **how) for image in images])

    linear = conv(stride=2)
    suspects = {
        "of stride 1": np.maximum(conv(), 0),
        "without the zeros at the edge (VALID)": np.maximum(conv(padding="VALID", stride=2), 0),
        "without relu": linear,
        "the sigmoid, not relu": 1 / (1 + np.exp(-linear)),
        "of more than relu and W: is there a bias": np.maximum(linear + 0.1, 0),
    }
    agree(got, np.maximum(linear, 0), "image", ("image", *AXES), suspects)


def check_count_deep_cnn(answer: Answer) -> None:
    """Compare with the weights of the graph."""
    for size, filters, hidden, classes, window in (
        (36, (16, 4), 32, 5, 3), (28, (3, 6), 10, 7, 5), (15, (2, 5), 4, 3, 3),
    ):
        fresh_session(0)
        graph = deep_cnn(filters, hidden, window, size=size, classes=classes)
        counts = {name: count for name, _, count in weight_table(graph)}
        right, flat = sum(counts.values()), (size // 2 // 2) ** 2 * filters[1]
        biases = sum(count for name, count in counts.items() if name[0] == "b")
        unpooled = size**2 * filters[1]
        suspects = {
            "the book's way: a window of the second convolution sees all channels of the first": (
                right - counts["W2"] + counts["W2"] // filters[0]
            ),
            "without the biases": right - biases,
            "of an image that is not pooled": right + (unpooled - flat) * hidden,
            "of an image that is pooled once": right
            + ((size // 2) ** 2 * filters[1] - flat) * hidden,
        }
        asked = f"count for images of {size} x {size}, filters {filters}"
        agree(answer(size, filters, hidden, classes, window), right, asked, suspects=suspects)


def check_dropout(answer: Answer) -> None:
    """Look at which of many numbers are kept, and how often."""
    random = np.random.default_rng(36)
    h = random.uniform(0.5, 1.5, (300, 40))
    got = numbers(answer(h, 0.2, random), "array after dropout")
    if got.shape != h.shape:
        raise Wrong("your array after dropout has another shape than h; what is dropped is 0.")
    kept = got != 0
    share, scale = kept.mean(), np.median(got[kept] / h[kept]) if kept.any() else 0
    if 0 < share < 1 and ((kept == kept[0]).all() or (kept == kept[:, :1]).all()):
        raise Wrong("you drop whole rows or columns; each number has a chance of its own.")
    if not 0.17 < share < 0.23:
        why = " You drop what you should keep." if 0.77 < share < 0.83 else ""
        raise Wrong(f"with keep_prob 0.2 you keep {share:.0%} of the numbers, not 20 %.{why}")
    if not np.allclose(got[kept], 5 * h[kept]):
        why = "is not scaled" if np.isclose(scale, 1) else f"is h times {scale:.3g}"
        raise Wrong(
            f"what you keep {why}, and the mean goes from {h.mean():.2f} to {got.mean():.2f} with "
            "keep_prob 0.2; it must stay."
        )
    if (kept == (answer(h, 0.2, random) != 0)).all():
        raise Wrong("you drop the same numbers every time; draw from `random`, and do not seed it.")
