"""Chapter 4: the recurrent network, week by week, and what its cell computes."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from tfgraph_course import tf
from tfgraph_course.ch4_recurrent import weather_rnn
from tfgraph_course.datasets import load_weather, scale
from tfgraph_course.datasets.weather import SEASONS
from tfgraph_course.figures.diagrams.pen import (
    HIDDEN,
    INPUT,
    MARK,
    OUTPUT,
    arrow,
    board,
    frame,
    table,
    words,
)
from tfgraph_course.tf1 import fresh_session

WEEKS = 5


def unrolled() -> list[Figure]:
    """Show the first weeks one after the other; each hands its state on to the next."""
    sess, graph = fresh_session(0), weather_rnn()
    sess.run(tf.global_variables_initializer())
    weeks = scale(load_weather().weekly)[:WEEKS]
    states, y = sess.run([graph.h1, graph.y], {graph.x: weeks})
    return [_unrolled(weeks, states, y, shown) for shown in range(1, WEEKS + 1)]


def _unrolled(weeks: np.ndarray, states: np.ndarray, y: np.ndarray, shown: int) -> Figure:
    axis = board(39, 16.2, "The RNN, unrolled: one cell, its state handed on from week to week")
    words(axis, 1.8, 8.6, "S₋₁ = 0", 9)
    for week in range(WEEKS):
        x, past = 3.6 + 7 * week, week < shown
        arrow(axis, (x - 0.9, 8.6), (x + 0.35, 8.6), MARK if past else "0.8", 1.6)
        frame(axis, x + 0.4, 7.4, 5.2, 2.4, "0.3" if past else "0.85",
              fill=HIDDEN if past else "white", behind=True)
        words(axis, x + 3, 8, f"cell, week {week}", 8, colour="k" if past else "0.75")
        if not past:
            continue
        table(axis, x + 0.5, 13, weeks[week : week + 1], "{:.1f}", "RdBu_r", (-2.5, 2.5), 1,
              size=6.5)
        words(axis, x + 3, 14.7, f"X{'₀₁₂₃₄'[week]}: 5 measurements", 7.5)
        arrow(axis, (x + 3, 12.8), (x + 3, 9.9))
        table(axis, x + 0.55, 8.6, states[week : week + 1], "", "RdBu_r", (-1, 1), 0.445)
        words(axis, x + 3, 9.4, f"S{'₀₁₂₃₄'[week]}: 11 numbers", 6.5)
        arrow(axis, (x + 3, 7.3), (x + 3, 5))
        table(axis, x + 0.9, 3.8, y[week : week + 1], "{:.2f}", "Greens", (0, 1), 1.05, size=6.5)
        words(axis, x + 3, 2.6, f"Y{'₀₁₂₃₄'[week]}: {SEASONS[y[week].argmax()]}", 8)
    return axis.figure


def cell() -> list[Figure]:
    """Draw what the cell does in one week, with the shapes of the graph's weights."""
    fresh_session(0)
    graph = weather_rnn()
    kernel, bias = graph.cell_weights
    rows, state = kernel.shape.as_list()
    classes = graph.W1.shape.as_list()[1]
    axis = board(38, 11.4, "One week: measurements and old state, one kernel, the new state")
    for top, height, fill, said in (
        (2.4, 2, INPUT, f"week\n{rows - state}"), (4.4, 4.4, HIDDEN, f"old state\n{state}")
    ):
        frame(axis, 1, top, 3.2, height, "0.3", fill=fill)
        words(axis, 2.6, top + height / 2, said, 8.5)
    arrow(axis, (4.4, 5.6), (6.6, 5.6))
    frame(axis, 6.8, 2.4, 4.4, 6.4, "0.3", fill="#eee6f5")
    words(axis, 9, 5.6, f"kernel\n{rows} × {state}", 8.5)
    arrow(axis, (11.4, 5.6), (13.4, 5.6))
    frame(axis, 13.6, 4.4, 4.2, 2.4, "0.3", fill="white")
    words(axis, 15.7, 5.6, f"+ bias {bias.shape.as_list()[0]}\ntanh", 8.5)
    arrow(axis, (18, 5.6), (20.4, 5.6))
    frame(axis, 20.6, 3.4, 3.4, 4.4, "0.3", fill=HIDDEN)
    words(axis, 22.3, 5.6, f"new state\n{state}", 8.5)
    arrow(axis, (24.2, 5.6), (26.4, 5.6))
    frame(axis, 26.6, 4.2, 4.4, 2.8, "0.3", fill="#eee6f5")
    words(axis, 28.8, 5.6, f"W1 {state} × {classes}\n+ b1 {classes}", 8.5)
    arrow(axis, (31.2, 5.6), (33.2, 5.6))
    frame(axis, 33.4, 4.4, 3.6, 2.4, "0.3", fill=OUTPUT)
    words(axis, 35.2, 5.6, f"softmax\ny {classes}", 8.5)
    arrow(axis, (22.3, 8), (2.6, 9), MARK, 1.6, bend=-0.12)
    words(axis, 14.6, 10.4, "is the old state of the next week", 8.5, colour=MARK)
    counts = rows * state, state, state * classes, classes
    words(axis, 30.6, 9.6, f"{' + '.join(map(str, counts))} = {sum(counts)} weights", 9,
          weight="bold")
    return [axis.figure]
