"""Chapter 4, "Recurrent Neural Networks": the season of every week of a weather record.

The function builds the raw graph and returns its nodes under the text's names.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from tfgraph_course import tf
from tfgraph_course.objective import objective

NUM_INPUTS = 5  # rain, snow on the ground, snowfall, high, low
NUM_CLASSES = 4  # spring, summer, autumn, winter


class WeatherRNN(NamedTuple):
    """The nodes of the recurrent network."""

    x: tf.Tensor  # float32 [weeks, 5], scaled measurements
    x_: tf.Tensor  # [1, weeks, 5]: one sequence
    y_: tf.Tensor  # [weeks, 4], one-hot seasons
    cell_weights: tuple[
        tf.Variable, ...
    ]  # the text's cell: kernel [5 + state, state], bias [state]
    outputs: tf.Tensor  # [1, weeks, state]
    states: tf.Tensor  # [1, state], after the last week; an LSTM's are a pair
    W1: tf.Variable  # [state, 4]
    b1: tf.Variable  # [4]
    h1: tf.Tensor  # [weeks, state]
    logits: tf.Tensor  # [weeks, 4]
    y: tf.Tensor  # [weeks, 4], probabilities
    cross_entropy: tf.Tensor  # []
    train_step: tf.Operation
    correct_prediction: tf.Tensor  # bool [weeks]
    accuracy: tf.Tensor  # []


def weather_rnn(
    state_size: int = 11, cell: str = "rnn", rate: float = 0.01, loss: str = "text"
) -> WeatherRNN:
    """Build chapter 4's network: a cell over all weeks, then 4 seasons from each state.

    Args:
        state_size: numbers that the cell hands on from week to week.
        cell: "rnn", the text's BasicRNNCell, or "lstm" or "gru", which the text calls more exotic.
        rate: the step of gradient descent.
        loss: "text" or "logits", see `objective`.

    Returns:
        The nodes. With the text's cell there are 11 * (5 + 11) + 11 + 11 * 4 + 4 = 235 weights.
    """
    x = tf.placeholder("float", [None, NUM_INPUTS])
    # One sequence of all weeks. The text writes the number of weeks; -1 takes any.
    x_ = tf.reshape(x, [1, -1, NUM_INPUTS])
    y_ = tf.placeholder("float", [None, NUM_CLASSES])

    rnn_cell = {
        "rnn": tf.nn.rnn_cell.BasicRNNCell,
        "lstm": tf.nn.rnn_cell.BasicLSTMCell,
        "gru": tf.nn.rnn_cell.GRUCell,
    }[cell](state_size)
    # The text's `tf.nn.dtypes` was no public name even then (docs/errata.md).
    outputs, states = tf.nn.dynamic_rnn(rnn_cell, x_, dtype=tf.float32, initial_state=None)

    # Scaled by the 5 inputs of the network, though 11 numbers come in here (docs/errata.md).
    W1 = tf.Variable(
        tf.truncated_normal([state_size, NUM_CLASSES], stddev=1.0 / math.sqrt(NUM_INPUTS)),
        name="W1",
    )
    b1 = tf.Variable(tf.constant(0.1, shape=[NUM_CLASSES]), name="b1")
    h1 = tf.reshape(outputs, [-1, state_size])

    # The text uses `y` without ever defining it (docs/errata.md).
    logits = tf.matmul(h1, W1) + b1
    y = tf.nn.softmax(logits)
    return WeatherRNN(
        *(x, x_, y_, tuple(rnn_cell.trainable_variables), outputs, states, W1, b1, h1, logits, y),
        *objective(logits, y, y_, rate, loss),
    )
