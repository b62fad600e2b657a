"""The book's own program, which feeds float64 arrays in every step."""

from __future__ import annotations

import numpy as np
import tensorflow

from benchmarks.contenders import Contender, Row, loop
from benchmarks.problems import Problem
from benchmarks.reference import build, loss_of
from tfgraph_course.graphs import feed, weights_of
from tfgraph_course.tf1 import tf

VERSION = tensorflow.__version__  # imported here, before memory is measured


def prepare(problem: Problem, form: str) -> Contender:
    """Build the graph of the chapter. See `contenders` for what is returned."""
    graph = build(problem.model)
    # The book's InteractiveSession does not use TensorFlow's graph optimizer.
    sess = tf.Session() if form == "session" else tf.get_default_session()
    training = problem.x.astype(np.float64), problem.y_.astype(np.float64)
    validation = problem.x_test.astype(np.float64), problem.y_test.astype(np.float64)

    def accuracies() -> tuple[float, float]:
        A = sess.run(graph.accuracy, feed_dict=feed(graph, training, 1.0))
        if not len(problem.x_test):
            return float(A), float("nan")
        return float(A), float(sess.run(graph.accuracy, feed_dict=feed(graph, validation, 1.0)))

    def run(epochs: int, keep_prob: float) -> list[Row]:
        for name, variable in weights_of(graph).items():
            variable.load(problem.weights[name], sess)
        take = feed(graph, training, keep_prob)
        return loop(epochs, lambda i: sess.run(graph.train_step, feed_dict=take), accuracies)

    def loss() -> float:
        with sess.as_default():
            return loss_of(graph, problem)

    return Contender(run, loss, VERSION)
