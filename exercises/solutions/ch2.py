"""Answers to the exercises of chapter 2."""

# %% Imports
from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tfgraph_course import tf


# %% 2.1 A layer of neurons
def layer(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    z = x @ W + b
    return 1 / (1 + np.exp(-z))


# %% 2.2 The chain rule
def backpropagate(
    x: np.ndarray, y_: np.ndarray, h1: np.ndarray, W2: np.ndarray, y: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    by_scores = (y - y_) / len(x)
    by_h1 = by_scores @ W2.T
    by_z1 = by_h1 * h1 * (1 - h1)
    return x.T @ by_z1, by_z1.sum(axis=0), h1.T @ by_scores, by_scores.sum(axis=0)


# %% 2.3 How many weights?
def count_weights(sizes: Sequence[int]) -> int:
    total = 0
    for i in range(1, len(sizes)):
        total += sizes[i - 1] * sizes[i] + sizes[i]
    return total


# %% 2.4 Initial weights scaled by the inputs
def dense(x: tf.Tensor, neurons: int) -> tuple[tf.Variable, tf.Variable, tf.Tensor]:
    inputs = x.shape[1].value
    W = tf.Variable(tf.truncated_normal([inputs, neurons], stddev=1 / np.sqrt(inputs)))
    b = tf.Variable(tf.constant(0.1, shape=[neurons]))
    return W, b, tf.sigmoid(tf.matmul(x, W) + b)


# %% 2.5 A bottleneck
def losses_by_width(
    widths: Sequence[int], pixels: np.ndarray, y_: np.ndarray, steps: int
) -> list[float]:
    from tfgraph_course.ch2_deep_networks import deep_nn
    from tfgraph_course.tf1 import fresh_session

    losses = []
    for width in widths:
        sess = fresh_session(0)
        size, classes = int(np.sqrt(pixels.shape[1])), y_.shape[1]
        graph = deep_nn((128, width), rate=0.5, loss="logits", size=size, classes=classes)
        sess.run(tf.global_variables_initializer())
        feed = {graph.x: pixels, graph.y_: y_}
        for _ in range(steps):
            graph.train_step.run(feed)
        losses.append(graph.cross_entropy.eval(feed))
    return losses


# %% 2.6 The confusion matrix
def confusion(y_: np.ndarray, y: np.ndarray) -> np.ndarray:
    counts = np.zeros((y_.shape[1], y_.shape[1]), int)
    for real, said in zip(y_.argmax(axis=1), y.argmax(axis=1), strict=True):
        counts[real, said] += 1
    return counts
