"""Answers to the exercises of chapter 1."""

# %% Imports
from __future__ import annotations

import numpy as np

from tfgraph_course import tf


# %% 1.1 What a feed cuts off
def needed(fetch: tf.Tensor, fed: list[tf.Tensor]) -> set[str]:
    cut = {node.op.name for node in fed}
    names, waiting = set(), [fetch]
    while waiting:
        node = waiting.pop()
        if node.op.name not in cut:
            names.add(node.op.name)
            waiting.extend(node.op.inputs)
    return names


# %% 1.2 A variable that counts
def counter(W: tf.Variable, a: tf.Tensor) -> tf.Tensor:
    return tf.assign(W, W + a)


# %% 1.3 One-hot labels
def one_hot(labels: np.ndarray, classes: int) -> np.ndarray:
    rows = np.zeros((len(labels), classes), np.float32)
    rows[np.arange(len(labels)), labels] = 1
    return rows


# %% 1.4 Softmax and cross-entropy
def cross_entropy(logits: np.ndarray, y_: np.ndarray) -> float:
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_y = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-(y_ * log_y).sum(axis=1).mean())


# %% 1.5 The gradient of the logistic regression
def logistic_gradients(
    x: np.ndarray, y_: np.ndarray, W: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    e = np.exp(x @ W + b)
    y = e / e.sum(axis=1, keepdims=True)
    by_scores = (y - y_) / len(x)
    return x.T @ by_scores, by_scores.sum(axis=0)


# %% 1.6 Reading the picture of the weights
def strongest_pixels(W: np.ndarray, size: int) -> np.ndarray:
    pixels = np.argmax(W, axis=0)
    return np.stack(np.divmod(pixels, size), axis=1)
