"""Checks of the exercises of chapter 4."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

from exercises.checks.answers import Answer, Wrong
from exercises.checks.telling import agree, node, numbers, parts
from tfgraph_course import tf
from tfgraph_course.ch4_recurrent import weather_rnn
from tfgraph_course.datasets.weather import SEASONS, assign_season
from tfgraph_course.tf1 import fresh_session

pytestmark = pytest.mark.ch4


def check_seasons(answer: Answer) -> None:
    """Ask for the first and the last day of each month of two years."""
    first = [datetime.date(year, month, 1) for year in (1964, 2011) for month in range(1, 13)]
    days = sorted([*first, *(day - datetime.timedelta(1) for day in first)])
    dates = np.array([day.year * 10000.0 + day.month * 100 + day.day for day in days])
    got = numbers(answer(dates), "seasons")
    if got.shape != dates.shape:
        agree(got, np.zeros(len(dates)), "seasons")
    for day, season in zip(days, got, strict=True):
        if season != (right := assign_season(day)):
            said = SEASONS[int(season)] if season in range(4) else "no season"
            raise Wrong(f"on {day} you say {season:g}, {said}; it is {right}, {SEASONS[right]}.")


def check_scale(answer: Answer) -> None:
    """Give validation weeks that are warmer and vary more."""
    random = np.random.default_rng(42)
    train = random.normal([50, 2, -7], [9, 0.5, 3], (30, 3))
    validation = random.normal([60, 3, 0], [20, 1, 9], (12, 3))
    got = parts(answer(train, validation), "the training weeks", "the validation weeks")
    centre, spread = np.mean(train, 0), np.sqrt(np.var(train, 0))
    for value, weeks, name in zip(
        got, (train, validation), ("training", "validation"), strict=True
    ):
        suspects = {
            "scaled by their own mean and deviation; a forecast does not know them": (
                (weeks - weeks.mean(0)) / weeks.std(0)
            ),
            "scaled by one mean and deviation of all measurements together": (
                (weeks - train.mean()) / train.std()
            ),
            "scaled within each week; the weeks are the axis": (
                (weeks - weeks.mean(1, keepdims=True)) / weeks.std(1, keepdims=True)
            ),
            "less the mean, but not divided": weeks - centre,
            "divided by the variance, not by its root": (weeks - centre) / spread**2,
            "divided by the deviation with N - 1, which NumPy does not take": (
                (weeks - centre) / train.std(0, ddof=1)
            ),
        }
        right = (weeks - centre) / spread
        if name == "training":
            del suspects["scaled by their own mean and deviation; a forecast does not know them"]
        agree(value, right, f"array of {name} weeks", ("week", "measurement"), suspects)


def check_run_cell(answer: Answer) -> None:
    """Compare with the outputs of the book's network, the cell's weights fed."""
    random = np.random.default_rng(43)
    sess = fresh_session(0)
    graph = weather_rnn(state_size=3)
    kernel, bias = random.normal(0, 0.4, (8, 3)), random.normal(0, 0.4, 3)
    for variable, value in zip(graph.cell_weights, (kernel, bias), strict=True):
        variable.load(value, sess)
    weeks = random.normal(size=(6, 5))
    right = graph.outputs.eval({graph.x: weeks})[0]
    suspects = {
        "the state after the last week alone; give that of each week": right[-1],
        "of each week alone: the state is not handed on": np.tanh(weeks @ kernel[:5] + bias),
    }
    forms = {
        "with the state before the week; the week comes first": (np.tanh, False, bias),
        "of the sigmoid, not of tanh": (lambda z: 1 / (1 + np.exp(-z)), True, bias),
        "without the bias": (np.tanh, True, 0),
        "without the tanh": (lambda z: z, True, bias),
    }
    for what, (squash, week_first, plus) in forms.items():
        state, states = np.zeros(3), []
        for week in weeks:
            both = np.concatenate([week, state] if week_first else [state, week])
            state = squash(both @ kernel + plus)
            states.append(state)
        suspects[what] = states
    agree(answer(weeks, kernel, bias), right, "array of states", ("week", "number"), suspects)


def check_lstm(answer: Answer) -> None:
    """Look at the weights that the graph has, and whether a week changes the next ones."""
    sess = fresh_session(0)
    x = tf.placeholder("float", [None, 5])
    outputs = node(answer(x, 7), "answer")
    found = {tuple(v.shape.as_list()) for v in tf.trainable_variables()}
    if (12, 28) not in found:
        known = {(12, 14): "GRUCell", (12, 7): "BasicRNNCell"}
        cell = next((cell for size, cell in known.items() if size in found), None)
        has = f"those of a {cell}" if cell else f"of shapes {sorted(found)}"
        raise Wrong(
            f"your graph's weights are {has}; an LSTM with 7 numbers has a kernel of 12 x 28."
        )
    sess.run(tf.global_variables_initializer())
    weeks = np.random.default_rng(44).normal(size=(9, 5))
    got = outputs.eval({x: weeks})
    if got.shape != (9, 7):
        size = list(got.shape)
        raise Wrong(f"for 9 weeks your outputs have shape {size}, and it must be [9, 7].")
    changed = outputs.eval({x: np.vstack([weeks[:1] + 1, weeks[1:]])})
    if np.allclose(got[1], changed[1]):
        raise Wrong(
            "another first week changes nothing in the second one's output: your weeks are many "
            "sequences of one week, and must be one sequence of many."
        )


def check_steps_and_epochs(answer: Answer) -> None:
    """Ask for batches that divide the examples and for some that do not."""
    for steps, batch_size, examples in (
        (1024, 32, 2511),
        (300, 50, 1000),
        (77, 8, 41),
        (5, 64, 40),
    ):
        case = f"for {steps} steps of {batch_size} of {examples} examples,"
        got = parts(answer(steps, batch_size, examples), "the epochs", "the steps of one epoch")
        exact = steps * batch_size / examples
        suspects = {
            "rounded down": int(exact),
            "upside down": 1 / exact,
            "of one example in a step": steps / examples,
            "the number of batches in an epoch": examples / batch_size,
        }
        _told(case, got[0], exact, "number of epochs", suspects)
        whole, rest = divmod(examples, batch_size)
        suspects = {
            "rounded down: the last examples are left out": whole,
            "rounded up though nothing is left": whole + 1,
            "not a whole number": examples / batch_size,
        }
        _told(case, got[1], whole + (rest > 0), "number of steps in an epoch", suspects)


def _told(case, got, right, name, suspects):
    try:
        agree(got, right, name, suspects=suspects)
    except Wrong as told:
        raise Wrong(f"{case} {told}") from None


def check_learn_linear(answer: Answer) -> None:
    """Train on three kinds of images of nine pixels, each with ink in a row of its own."""
    random = np.random.default_rng(46)
    labels = random.integers(0, 3, 160)
    images = random.uniform(0, 0.3, (160, 3, 3)).astype(np.float32)
    images[np.arange(160), labels] += 0.7
    pixels = images.reshape(160, 9)
    fresh_session(0)
    got = answer(pixels[:120], labels[:120], pixels[120:], 3)
    if isinstance(got, dict):
        raise Wrong(
            f"your answer is a dictionary with {sorted(got)}; the classes are one of these."
        )
    got = numbers(got, "array of classes")
    if got.shape == (120,):
        raise Wrong("your answer is about the 120 training images; ask about the 40 of `test`.")
    if got.shape == (40, 3):
        raise Wrong("your answer is 40 x 3, the probabilities; say the class of each image.")
    agree(got.shape, (40,), "shape of the answer")
    if (right := (got == labels[120:]).mean()) < 0.9:
        raise Wrong(
            f"your answer is right for {right:.0%} of 40 images that a logistic regression tells "
            "apart with ease: did it take 200 steps, on the labels as they are?"
        )
