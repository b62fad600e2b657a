"""Chapter 4: the recurrent network on the weather."""

import numpy as np
import pytest

from tfgraph_course import ch4_recurrent as ch4
from tfgraph_course import tf
from tfgraph_course.datasets import load_weather, scale, season_labels, split_years
from tfgraph_course.saving import checkpoints
from tfgraph_course.training.loop import fit

pytestmark = pytest.mark.ch4


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def basic_cell(x, state, kernel, bias):
    return (np.tanh(np.concatenate([x, state]) @ kernel + bias),) * 2


def gru_cell(x, state, gates_kernel, gates_bias, candidate_kernel, candidate_bias):
    gates = sigmoid(np.concatenate([x, state]) @ gates_kernel + gates_bias)
    reset, update = np.split(gates, 2)
    candidate = np.tanh(np.concatenate([x, reset * state]) @ candidate_kernel + candidate_bias)
    return (update * state + (1 - update) * candidate,) * 2


def lstm_cell(x, state, kernel, bias):
    memory, output = state
    new, candidate, forget, out = np.split(np.concatenate([x, output]) @ kernel + bias, 4)
    memory = sigmoid(forget + 1) * memory + sigmoid(new) * np.tanh(candidate)
    output = sigmoid(out) * np.tanh(memory)
    return output, (memory, output)


CELLS = {"rnn": basic_cell, "gru": gru_cell, "lstm": lstm_cell}


@pytest.mark.parametrize("cell", CELLS)
def test_the_cell_over_a_sequence_as_numpy_runs_it(sess, cell):
    graph = ch4.weather_rnn(state_size=7, cell=cell)
    sess.run(tf.global_variables_initializer())
    weeks = np.random.default_rng(0).normal(size=(30, 5))
    outputs, weights = sess.run([graph.outputs, graph.cell_weights], {graph.x: weeks})
    state = (np.zeros(7), np.zeros(7)) if cell == "lstm" else np.zeros(7)
    for week, output in zip(weeks, outputs[0], strict=True):
        expected, state = CELLS[cell](week, state, *weights)
        np.testing.assert_allclose(output, expected, atol=1e-5)


@pytest.mark.parametrize("cell", CELLS)
def test_gradients_through_time_against_finite_differences(sess, cell):
    """The slope along the gradient, by steps so large that rounding does not matter."""
    graph = ch4.weather_rnn(state_size=3, cell=cell, loss="logits")
    sess.run(tf.global_variables_initializer())
    random = np.random.default_rng(1)
    feed = {graph.x: random.normal(size=(12, 5)), graph.y_: np.eye(4)[random.integers(0, 4, 12)]}
    variables = [*graph.cell_weights, graph.W1, graph.b1]
    gradients = sess.run(tf.gradients(graph.cross_entropy, variables), feed)
    for variable, gradient in zip(variables, gradients, strict=True):
        value = variable.eval()
        direction = gradient / np.sqrt(np.sum(gradient**2))
        losses = []
        for step in (0.01, -0.01):
            variable.load(value + step * direction, sess)
            losses.append(graph.cross_entropy.eval(feed))
        variable.load(value, sess)
        slope = (losses[0] - losses[1]) / 0.02
        assert slope == pytest.approx(np.sqrt(np.sum(gradient**2)), rel=2e-2)


@pytest.mark.parametrize("cell", CELLS)
def test_the_weights_of_every_cell_are_kept(sess, cell, tmp_path):
    graph = ch4.weather_rnn(cell=cell)
    sess.run(tf.global_variables_initializer())
    before = sess.run(graph.cell_weights)
    checkpoints.save_all(graph, tmp_path / "weights.npz", by_name=True)
    for variable in graph.cell_weights:
        variable.load(np.zeros(variable.shape.as_list()), sess)
    checkpoints.load_all(graph, tmp_path / "weights.npz")
    for value, expected in zip(sess.run(graph.cell_weights), before, strict=True):
        np.testing.assert_array_equal(value, expected)


def test_the_network_learns_the_seasons(sess):
    """Ten years of the course's station and the real logits: far better than one in four."""
    weather, held_out = split_years(load_weather(), 79)
    training = scale(weather.weekly), season_labels(weather.dates)
    some = slice(0, 104)
    validation = (
        scale(held_out.weekly, like=weather.weekly)[some], season_labels(held_out.dates)[some],
    )
    graph = ch4.weather_rnn(rate=0.5, loss="logits")
    sess.run(tf.global_variables_initializer())
    history = fit(graph, training, validation, epochs=200, quiet=True)
    assert history["train_acc"][-1] > 0.75
    assert history["test_acc"][-1] > 0.7


def test_without_validation_the_history_has_none(sess):
    graph = ch4.weather_rnn()
    sess.run(tf.global_variables_initializer())
    weeks = np.zeros((8, 5)), np.eye(4)[np.arange(8) % 4]
    history = fit(graph, weeks, None, epochs=3, quiet=True)
    assert np.isnan(history["test_acc"]).all() and not np.isnan(history["train_acc"]).any()
