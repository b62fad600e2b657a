"""JAX: a function of the weights, its gradient and jit; or the gradient added up over tiles."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from benchmarks.contenders import TILE_IMAGES, Contender, Row, has_no, loop
from benchmarks.problems import Problem

VERSION = jax.__version__

Weights = dict[str, jax.Array]


def conv(x: jax.Array, W: jax.Array) -> jax.Array:
    """Convolve images [N, height, width, channels]; zeros pad their edges."""
    axes = ("NHWC", "HWIO", "NHWC")
    return lax.conv_general_dilated(x, W, (1, 1), "SAME", dimension_numbers=axes)


def pool(x: jax.Array) -> jax.Array:
    """Return the maximum of each 2 x 2 window."""
    return lax.reduce_window(x, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")


def scores(model: str, w: Weights, x: jax.Array, key: jax.Array, keep_prob: float) -> jax.Array:
    """Compute the book's layers, from the data to the logits [N, classes]."""

    def dropout(h: jax.Array) -> jax.Array:
        return jnp.where(jax.random.bernoulli(key, keep_prob, h.shape), h / keep_prob, 0)

    if model == "logistic":
        return x @ w["W"] + w["b"]
    if model == "single_hidden":
        return jax.nn.sigmoid(x @ w["W1"] + w["b1"]) @ w["W2"] + w["b2"]
    if model == "deep_nn":
        h = jax.nn.sigmoid(x @ w["W1"] + w["b1"])
        return jax.nn.sigmoid(h @ w["W2"] + w["b2"]) @ w["W3"] + w["b3"]
    if model == "cnn":
        h = pool(jax.nn.relu(conv(x[..., None], w["W1"]) + w["b1"])).reshape(len(x), -1)
        return dropout(jax.nn.relu(h @ w["W2"] + w["b2"])) @ w["W3"] + w["b3"]
    if model == "deep_cnn":
        h = pool(jax.nn.relu(conv(x[..., None], w["W1"]) + w["b1"]))
        h = pool(jax.nn.relu(conv(h, w["W2"]) + w["b2"])).reshape(len(x), -1)
        return dropout(jax.nn.relu(h @ w["W3"] + w["b3"])) @ w["W4"] + w["b4"]
    if model != "weather_rnn":
        raise has_no("jax", model)

    def week(state: jax.Array, given: jax.Array) -> tuple[jax.Array, jax.Array]:
        state = jnp.tanh(given + state @ w["kernel"][5:])
        return state, state

    start = jnp.zeros(len(w["bias"]))
    # Eight weeks per turn of the loop are a quarter faster than one.
    _, states = lax.scan(week, start, x @ w["kernel"][:5] + w["bias"], unroll=8)
    return states @ w["W1"] + w["b1"]


def tiles(array: np.ndarray, tile: int) -> jax.Array:
    """Return rows [N, ...] as [tiles, tile, ...]; rows of zeros fill the last one."""
    padded = np.pad(array, [(0, -len(array) % tile)] + [(0, 0)] * (array.ndim - 1))
    return jnp.asarray(padded.reshape(-1, tile, *array.shape[1:]))


def prepare(problem: Problem, form: str) -> Contender:
    """Make the step; `form` is "" or "tiled". See `contenders` for what is returned."""
    model, rate = problem.model, problem.rate
    parts = (problem.x, problem.y_), (problem.x_test, problem.y_test)
    # All data are one tile, or many; rows added to fill a tile have no label and add nothing.
    known, held_out = (
        [tiles(array, TILE_IMAGES if form == "tiled" else max(1, len(array))) for array in part]
        for part in parts
    )
    w: Weights = {}

    def cross_entropy(w: Weights, x: jax.Array, y_: jax.Array, key: jax.Array, keep_prob: float):
        y = jax.nn.softmax(scores(model, w, x, key, keep_prob))
        # The book's doubled softmax: y is passed as logits.
        return -jnp.sum(y_ * jax.nn.log_softmax(y)) / len(problem.x)

    def total(w: Weights, x: jax.Array, y_: jax.Array, key: jax.Array, keep_prob: float):
        """Return the loss and its gradient, added up tile by tile."""

        def add(sums, given):
            one = jax.value_and_grad(cross_entropy)(w, *given, keep_prob)
            return jax.tree.map(jnp.add, sums, one), None

        nothing = 0.0, jax.tree.map(jnp.zeros_like, w)
        return lax.scan(add, nothing, (x, y_, jax.random.split(key, len(x))))[0]

    @jax.jit
    def descend(w: Weights, x: jax.Array, y_: jax.Array, i: int, keep_prob: float) -> Weights:
        _, gradient = total(w, x, y_, jax.random.key(i), keep_prob)
        return jax.tree.map(lambda a, g: a - rate * g, w, gradient)

    @jax.jit
    def right(w: Weights, x: jax.Array, y_: jax.Array) -> jax.Array:
        def of_tile(given):
            guess = scores(model, w, given[0], jax.random.key(0), 1.0).argmax(1)
            return jnp.take_along_axis(given[1], guess[:, None], 1).sum()

        return lax.map(of_tile, (x, y_)).sum()

    def accuracies() -> tuple[float, float]:
        A = float(right(w, *known)) / len(problem.x)
        tested = len(problem.x_test)
        return A, float(right(w, *held_out)) / tested if tested else float("nan")

    def step(i: int, keep_prob: float) -> None:
        w.update(descend(w, *known, i, keep_prob))

    def train(epochs: int, keep_prob: float) -> list[Row]:
        w.update({name: jnp.asarray(array) for name, array in problem.weights.items()})
        return loop(epochs, lambda i: step(i, keep_prob), accuracies)

    return Contender(train, lambda: float(total(w, *known, jax.random.key(0), 1.0)[0]), VERSION)
