"""Chapter 4: the recurrent network, week by week, and what its cell computes."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from tfgraph_course import tf
from tfgraph_course.ch4_recurrent import weather_rnn
from tfgraph_course.datasets import load_weather, scale
from tfgraph_course.datasets.weather import SEASONS
from tfgraph_course.figures.diagrams.pen import HIDDEN, INPUT, MARK, OUTPUT, Board
from tfgraph_course.tf1 import fresh_session

WEEKS, WEIGHTS = 5, "#eee6f5"


def unrolled() -> list[Figure]:
    """Show the first weeks one after the other; each hands its state on to the next."""
    sess, graph = fresh_session(0), weather_rnn()
    sess.run(tf.global_variables_initializer())
    weeks = scale(load_weather().weekly)[:WEEKS]
    states, y = sess.run([graph.h1, graph.y], {graph.x: weeks})
    return [_unrolled(weeks, states, y, shown) for shown in range(1, WEEKS + 1)]


def _unrolled(weeks: np.ndarray, states: np.ndarray, y: np.ndarray, shown: int) -> Figure:
    board = Board(39, 16.2, "The RNN, unrolled: one cell, its state handed on from week to week")
    board.words(1.8, 8.6, "S₋₁ = 0", 9)
    for week in range(WEEKS):
        x, past = 3.6 + 7 * week, week < shown
        board.arrow((x - 0.9, 8.6), (x + 0.35, 8.6), MARK if past else "0.8", 1.6)
        edge, fill = ("0.3", HIDDEN) if past else ("0.85", "white")
        board.frame(x + 0.4, 7.4, 5.2, 2.4, edge, fill=fill, behind=True)
        board.words(x + 3, 8, f"cell, week {week}", 8, colour="k" if past else "0.75")
        if not past:
            continue
        measured, digit = weeks[week : week + 1], "₀₁₂₃₄"[week]
        board.table(x + 0.5, 13, measured, "{:.1f}", "RdBu_r", (-2.5, 2.5), size=6.5)
        board.words(x + 3, 14.7, f"X{digit}: 5 measurements", 7.5)
        board.arrow((x + 3, 12.8), (x + 3, 9.9))
        board.table(x + 0.55, 8.6, states[week : week + 1], "", "RdBu_r", (-1, 1), 0.445)
        board.words(x + 3, 9.4, f"S{digit}: 11 numbers", 6.5)
        board.arrow((x + 3, 7.3), (x + 3, 5))
        board.table(x + 0.9, 3.8, y[week : week + 1], "{:.2f}", "Greens", (0, 1), 1.05, size=6.5)
        board.words(x + 3, 2.6, f"Y{digit}: {SEASONS[y[week].argmax()]}", 8)
    return board.figure


def cell() -> list[Figure]:
    """Draw what the cell does in one week, with the shapes of the graph's weights."""
    fresh_session(0)
    graph = weather_rnn()
    kernel, bias = graph.cell_weights
    rows, state = kernel.shape.as_list()
    classes = graph.W1.shape.as_list()[1]
    board = Board(38, 11.4, "One week: measurements and old state, one kernel, the new state")
    board.box(1, 2.4, 3.2, 2, f"week\n{rows - state}", INPUT)
    board.box(1, 4.4, 3.2, 4.4, f"old state\n{state}", HIDDEN)
    end = 4.2
    for left, width, height, fill, said in (
        (6.8, 4.4, 6.4, WEIGHTS, f"kernel\n{rows} × {state}"),
        (13.6, 4.2, 2.4, "white", f"+ bias {bias.shape.as_list()[0]}\ntanh"),
        (20.6, 3.4, 4.4, HIDDEN, f"new state\n{state}"),
        (26.6, 4.4, 2.8, WEIGHTS, f"W1 {state} × {classes}\n+ b1 {classes}"),
        (33.4, 3.6, 2.4, OUTPUT, f"softmax\ny {classes}"),
    ):
        board.arrow((end + 0.2, 5.6), (left - 0.2, 5.6))
        board.box(left, 5.6 - height / 2, width, height, said, fill)
        end = left + width
    board.arrow((22.3, 8), (2.6, 9), MARK, 1.6, bend=-0.12)
    board.words(14.6, 10.4, "is the old state of the next week", 8.5, colour=MARK)
    counts = rows * state, state, state * classes, classes
    total = f"{' + '.join(map(str, counts))} = {sum(counts)} weights"
    board.words(30.6, 9.6, total, 9, weight="bold")
    return [board.figure]
