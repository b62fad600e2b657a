"""Answers to the exercises of chapter 3."""

# %% Imports
from __future__ import annotations

import numpy as np

from tfgraph_course import tf


# %% 3.1 Convolution
def convolve(image: np.ndarray, W: np.ndarray) -> np.ndarray:
    k = len(W)
    padded = np.pad(image, [(k // 2, k // 2), (k // 2, k // 2), (0, 0)])
    out = np.zeros((*image.shape[:2], W.shape[3]))
    for i, j in np.ndindex(image.shape[:2]):
        out[i, j] = np.tensordot(padded[i : i + k, j : j + k], W, axes=3)
    return out


# %% 3.2 Average pooling
def average_pool(h: np.ndarray) -> np.ndarray:
    rows, columns, channels = h.shape[0] // 2, h.shape[1] // 2, h.shape[2]
    blocks = h[: 2 * rows, : 2 * columns].reshape(rows, 2, columns, 2, channels)
    return blocks.mean(axis=(1, 3))


# %% 3.3 Strides and sizes
def size_after(size: int, window: int, stride: int, padding: str) -> int:
    places = size if padding == "SAME" else size - window + 1
    return -(-places // stride)


# %% 3.4 Colour
def colour_convolution(x: tf.Tensor, filters: int) -> tuple[tf.Variable, tf.Tensor]:
    W = tf.Variable(tf.truncated_normal([3, 3, 3, filters], stddev=1 / np.sqrt(3 * 3 * 3)))
    return W, tf.nn.relu(tf.nn.conv2d(x, W, strides=[1, 2, 2, 1], padding="SAME"))


# %% 3.5 The weights of the deeper CNN
def count_deep_cnn(
    size: int, filters: tuple[int, int], hidden: int, classes: int, window: int
) -> int:
    first = window * window * filters[0] + filters[0]
    second = window * window * filters[0] * filters[1] + filters[1]
    flat = (size // 2 // 2) ** 2 * filters[1]
    return first + second + flat * hidden + hidden + hidden * classes + classes


# %% 3.6 Dropout
def dropout(h: np.ndarray, keep_prob: float, random: np.random.Generator) -> np.ndarray:
    kept = random.random(h.shape) < keep_prob
    return np.where(kept, h / keep_prob, 0)
