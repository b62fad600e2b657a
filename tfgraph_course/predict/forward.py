"""The trained models' forward passes, in NumPy alone: from weights to probabilities.

The book saves its weights for those who "may prefer NumPy"; this module shows how to use them.
Neither this module nor any that it imports needs TensorFlow. The function for a model takes the
model's inputs and its weights, named as in the chapters, and returns what node `y` of the model's
graph computes without dropout: probabilities [batch, classes], or [weeks, 4] for the weather.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy import ndarray as Array
from numpy.lib.stride_tricks import sliding_window_view


def softmax(logits: Array) -> Array:
    """Turn logits [batch, classes] into probabilities [batch, classes]."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def sigmoid(a: Array) -> Array:
    """Compute 1 / (1 + exp(-a)), in a form that never overflows."""
    return np.float32(0.5) * (1 + np.tanh(np.float32(0.5) * a))


def relu(a: Array) -> Array:
    """Replace the negative entries of `a` by zero."""
    return np.maximum(a, 0)


def conv2d(x: Array, W: Array) -> Array:
    """Compute `tf.nn.conv2d` with strides of 1 and padding "SAME".

    Args:
        x: [batch, height, width, channels].
        W: [winx, winy, channels, filters].

    Returns:
        [batch, height, width, filters].
    """
    winx, winy, channels, filters = W.shape
    # A window of even size reaches one pixel further down and right than up and left.
    edges = [((side - 1) // 2, side // 2) for side in (winx, winy)]
    padded = np.pad(x, [(0, 0), *edges, (0, 0)])
    windows = sliding_window_view(padded, (winx, winy), axis=(1, 2))  # [..., channels, winx, winy]
    columns = windows.reshape(-1, channels * winx * winy)
    product = columns @ W.transpose(2, 0, 1, 3).reshape(-1, filters)
    return product.reshape(*x.shape[:3], filters)


def max_pool(x: Array) -> Array:
    """Compute `tf.nn.max_pool` with 2 x 2 windows, strides of 2 and padding "VALID".

    A side of 36 pixels becomes 18, and a side of 9 becomes 4.
    """
    batch, height, width, channels = x.shape
    height, width = height // 2, width // 2
    pairs = x[:, : 2 * height, : 2 * width].reshape(batch, height, 2, width, 2, channels)
    return pairs.max(axis=(2, 4))


def logistic(x: Array, W: Array, b: Array) -> Array:
    """Run chapter 1's model. x: [batch, pixels]."""
    return softmax(x @ W + b)


def single_hidden(x: Array, W1: Array, b1: Array, W2: Array, b2: Array) -> Array:
    """Run chapter 2's model with one hidden layer. x: [batch, pixels]."""
    h1 = sigmoid(x @ W1 + b1)
    return softmax(h1 @ W2 + b2)


def deep_nn(x: Array, W1: Array, b1: Array, W2: Array, b2: Array, W3: Array, b3: Array) -> Array:
    """Run chapter 2's model with two hidden layers. x: [batch, pixels]."""
    h1 = sigmoid(x @ W1 + b1)
    h2 = sigmoid(h1 @ W2 + b2)
    return softmax(h2 @ W3 + b3)


def cnn(x: Array, W1: Array, b1: Array, W2: Array, b2: Array, W3: Array, b3: Array) -> Array:
    """Run chapter 3's CNN. x: [batch, size, size]."""
    h1 = relu(conv2d(x[..., None], W1) + b1)
    p1 = max_pool(h1)
    h2 = relu(p1.reshape(len(x), -1) @ W2 + b2)
    return softmax(h2 @ W3 + b3)


def deep_cnn(
    x: Array, W1: Array, b1: Array, W2: Array, b2: Array,
    W3: Array, b3: Array, W4: Array, b4: Array,
) -> Array:
    """Run chapter 3's deep CNN. x: [batch, size, size]."""
    p1 = max_pool(relu(conv2d(x[..., None], W1) + b1))
    p2 = max_pool(relu(conv2d(p1, W2) + b2))
    h3 = relu(p2.reshape(len(x), -1) @ W3 + b3)
    return softmax(h3 @ W4 + b4)


def _outputs(x: Array, state: Array, step: Callable[..., Array]) -> Array:
    """Run a recurrent cell over a sequence of weeks, one step per week.

    x: [weeks, inputs]; returns the state after each week, [weeks, state].
    """
    outputs = np.empty((len(x), len(state)), np.float32)
    for week, inputs in enumerate(x):
        state = outputs[week] = step(inputs, state)
    return outputs


def weather_rnn(x: Array, kernel: Array, bias: Array, W1: Array, b1: Array) -> Array:
    """Run chapter 4's model with the book's cell. x: [weeks, 5], the scaled weather."""

    def step(inputs: Array, state: Array) -> Array:
        return np.tanh(np.concatenate([inputs, state]) @ kernel + bias)

    h1 = _outputs(x, np.zeros(len(bias), np.float32), step)
    return softmax(h1 @ W1 + b1)


def weather_gru(
    x: Array, gates_kernel: Array, gates_bias: Array,
    candidate_kernel: Array, candidate_bias: Array, W1: Array, b1: Array,
) -> Array:
    """Run chapter 4's model with `--cell gru`. x: [weeks, 5], the scaled weather."""

    def step(inputs: Array, state: Array) -> Array:
        gates = sigmoid(np.concatenate([inputs, state]) @ gates_kernel + gates_bias)
        reset, update = np.split(gates, 2)
        candidate = np.concatenate([inputs, reset * state]) @ candidate_kernel + candidate_bias
        return update * state + (1 - update) * np.tanh(candidate)

    h1 = _outputs(x, np.zeros(len(candidate_bias), np.float32), step)
    return softmax(h1 @ W1 + b1)


def weather_lstm(x: Array, kernel: Array, bias: Array, W1: Array, b1: Array) -> Array:
    """Run chapter 4's model with `--cell lstm`. x: [weeks, 5], the scaled weather."""
    memory = np.zeros(len(bias) // 4, np.float32)

    def step(inputs: Array, state: Array) -> Array:
        nonlocal memory
        i, j, f, o = np.split(np.concatenate([inputs, state]) @ kernel + bias, 4)
        memory = sigmoid(f + 1) * memory + sigmoid(i) * np.tanh(j)  # 1 is the cell's forget_bias
        return sigmoid(o) * np.tanh(memory)

    h1 = _outputs(x, np.zeros_like(memory), step)
    return softmax(h1 @ W1 + b1)
