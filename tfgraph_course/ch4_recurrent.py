"""Chapter 4, "Recurrent Neural Networks": predicting the season of every week in a weather record.

The function builds the raw graph and returns its nodes under the book's names.
"""

from __future__ import annotations

import math

from tfgraph_course import tf
from tfgraph_course.graphs import Graph, nodes
from tfgraph_course.objective import objective

NUM_INPUTS = 5  # rain, snow on the ground, snowfall, high, low
NUM_CLASSES = 4  # spring, summer, autumn, winter


def weather_rnn(
    state_size: int = 11,
    cell: str = "rnn",
    rate: float = 0.01,
    loss: str = "book",
    optimizer: str = "GradientDescent",
) -> Graph:
    """Build chapter 4's network: an RNN cell over all weeks, and a layer from outputs to seasons.

    Args:
        state_size: the size of the state that the cell passes from week to week.
        cell: "rnn" for the book's BasicRNNCell; "lstm" or "gru" for cells that the book calls more
            exotic.
        rate: the optimizer's step size.
        loss: "book" or "logits", see objective.py.
        optimizer: name of its class in `tf.train`, without "Optimizer"; the book's by default.

    Returns:
        The nodes. With the book's cell there are 11 * (5 + 11) + 11 + 11 * 4 + 4 = 235 weights.
    """
    x = tf.placeholder("float", [None, NUM_INPUTS])  # float32 [weeks, 5], scaled measurements
    # All weeks as one sequence. The book writes the number of weeks; -1 allows any number.
    x_ = tf.reshape(x, [1, -1, NUM_INPUTS])  # [1, weeks, 5]
    y_ = tf.placeholder("float", [None, NUM_CLASSES])  # [weeks, 4], one-hot seasons

    rnn_cell = {
        "rnn": tf.nn.rnn_cell.BasicRNNCell,
        "lstm": tf.nn.rnn_cell.BasicLSTMCell,
        "gru": tf.nn.rnn_cell.GRUCell,
    }[cell](state_size)
    # The book's `tf.nn.dtypes` was not a public name even in TensorFlow 1 (docs/errata.md).
    # [1, weeks, state], and [1, state] after the last week; an LSTM's states are a pair.
    outputs, states = tf.nn.dynamic_rnn(rnn_cell, x_, dtype=tf.float32, initial_state=None)
    # The book's cell has a kernel [5 + state, state] and a bias [state].
    cell_weights = tuple(rnn_cell.trainable_variables)

    # Scaled by the network's 5 inputs, although this layer has 11 inputs (docs/errata.md).
    W1 = tf.Variable(  # [state, 4]
        tf.truncated_normal([state_size, NUM_CLASSES], stddev=1.0 / math.sqrt(NUM_INPUTS)),
        name="W1",
    )
    b1 = tf.Variable(tf.constant(0.1, shape=[NUM_CLASSES]), name="b1")  # [4]
    h1 = tf.reshape(outputs, [-1, state_size])  # [weeks, state]

    # The book uses `y` without ever defining it (docs/errata.md).
    logits = tf.matmul(h1, W1) + b1  # [weeks, 4]
    y = tf.nn.softmax(logits)  # [weeks, 4], probabilities
    return nodes(locals(), objective(logits, y, y_, rate, loss, optimizer))
