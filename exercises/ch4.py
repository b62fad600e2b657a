"""Exercises of chapter 4: fill them in; `python -m pytest exercises -m ch4` checks them."""

# %% Imports
from __future__ import annotations

import numpy as np

from tfgraph_course import tf


# %% 4.1 Seasons
def seasons(dates: np.ndarray) -> np.ndarray:
    """Give each date its season: 0 spring from March on, 1 summer from June, 2 autumn from
    September, 3 winter from December.

    >>> seasons(np.array([19920301.0, 19920229.0])).tolist()
    [0, 3]

    Args:
        dates: float64 [N], numbers yyyymmdd, as in the first column of the weather.

    Returns:
        int [N].

    Hint: `//` and `%` take the month out of the number, and `%` makes January follow December.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 4.2 Scaling
def scale(train: np.ndarray, validation: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Scale each measurement of the training weeks to mean 0 and standard deviation 1.
    Scale the validation weeks by the same numbers: a forecast does not know its future's mean.

    Args:
        train: float64 [weeks, measurements].
        validation: float64 [other weeks, measurements].

    Returns:
        Both, scaled, of the same shapes.

    Hint: `mean` and `std` take an axis. Which axis are the weeks?
    """
    raise NotImplementedError  # your lines instead of this one


# %% 4.3 The recurrent cell
def run_cell(weeks: np.ndarray, kernel: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Run the book's BasicRNNCell over all weeks by hand, from a state of zeros. The new state is
    the tanh of week and old state, one after the other, times the kernel, plus the bias.

    Args:
        weeks: float64 [weeks, inputs].
        kernel: float64 [inputs + state, state].
        bias: float64 [state].

    Returns:
        float64 [weeks, state]: the state after each week.

    Picture: docs/pictures/diagrams/ch4_unrolled.gif

    Hint: a loop; `np.concatenate([week, state])` is what the kernel multiplies.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 4.4 Another cell
def lstm(x: tf.Tensor, state_size: int) -> tf.Tensor:
    """Build an LSTM over all weeks in the graph, where the book has its basic cell. The weeks are
    one sequence, whose state goes on from week to week.

    Args:
        x: float32 [weeks, 5].
        state_size: the number of values in the cell's output.

    Returns:
        The node of its outputs, float32 [weeks, state_size].

    Picture: docs/pictures/diagrams/ch4_cell.png

    Hint: `tf.nn.rnn_cell.BasicLSTMCell` and `tf.nn.dynamic_rnn`, which wants [sequences, weeks, 5];
    tfgraph_course/ch4_recurrent.py has the book's lines.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 4.5 Steps and epochs
def steps_and_epochs(steps: int, batch_size: int, examples: int) -> tuple[float, int]:
    """Say how many epochs some steps of Learn make: how often each example is seen on average.
    Say also how many steps one epoch takes, if no example is left out.

    >>> epochs, steps = steps_and_epochs(1024, batch_size=32, examples=2511)
    >>> round(epochs, 2), steps
    (13.05, 79)

    Args:
        steps: the number of steps taken.
        batch_size: the number of examples in a step.
        examples: the number of examples in the training data.

    Returns:
        The epochs, with their fraction, and the steps of one epoch, a whole number.

    Hint: count the examples that all steps show. A last batch that is not full is a step, too.
    """
    raise NotImplementedError  # your lines instead of this one


# %% 4.6 Learn: one call to train, one to ask
def learn_linear(
    train: np.ndarray, labels: np.ndarray, test: np.ndarray, classes: int
) -> np.ndarray:
    """Train a logistic regression with TensorFlow Learn: 200 steps of 32 images each.
    Then let it say the classes of images that it has not seen.

    Args:
        train: float32 [N, pixels].
        labels: int [N], from 0.
        test: float32 [M, pixels].
        classes: the number of classes.

    Returns:
        int [M].

    Hint: `tf.contrib.learn` has SKCompat, LinearClassifier and
    `infer_real_valued_columns_from_input`; scripts/ch4_learn_linear.py puts them together.
    """
    raise NotImplementedError  # your lines instead of this one
