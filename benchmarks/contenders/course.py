"""The course: `fit`, with all that it does before its first step."""

from __future__ import annotations

import tensorflow

from benchmarks.contenders import Contender, Row
from benchmarks.problems import Problem
from benchmarks.reference import build, loss_of
from tfgraph_course.graphs import weights_of
from tfgraph_course.tf1 import tf
from tfgraph_course.training.loop import fit

VERSION = tensorflow.__version__  # imported here, before memory is measured


def prepare(problem: Problem, form: str) -> Contender:
    """Leave everything to `fit`. See `contenders` for what is returned."""
    graph = None
    validation = (problem.x_test, problem.y_test) if len(problem.x_test) else None

    def run(epochs: int, keep_prob: float) -> list[Row]:
        nonlocal graph
        graph = build(problem.model)  # again, so that an earlier fit's session is freed
        for name, variable in weights_of(graph).items():
            variable.load(problem.weights[name], tf.get_default_session())
        history = fit(
            graph, (problem.x, problem.y_), validation, epochs=epochs, keep_prob=keep_prob,
            engine="fast", quiet=True,
        )
        columns = (history[name] for name in ("epoch", "train_acc", "test_acc", "seconds"))
        return [Row(*map(float, row)) for row in zip(*columns, strict=True)]

    return Contender(run, lambda: loss_of(graph, problem), VERSION)
