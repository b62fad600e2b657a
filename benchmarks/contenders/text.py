"""The text's own program: numbers of 64 bits are fed with every step."""

from __future__ import annotations

import numpy as np
import tensorflow

from benchmarks.contenders import Contender, Row, loop
from benchmarks.problems import Problem
from benchmarks.reference import build, loss_of
from tfgraph_course.checkpoints import weights_of
from tfgraph_course.tf1 import tf

VERSION = tensorflow.__version__  # loaded here, before memory is measured


def prepare(problem: Problem, form: str) -> Contender:
    """Build the graph of the chapter. See `contenders` for what is returned."""
    graph = build(problem.model)
    sess = tf.get_default_session()
    train, onehot_train = problem.x.astype(np.float64), problem.y_.astype(np.float64)
    test, onehot_test = problem.x_test.astype(np.float64), problem.y_test.astype(np.float64)

    def feed(x: np.ndarray, y_: np.ndarray, keep_prob: float) -> dict[tf.Tensor, object]:
        dropout = {graph.keep_prob: keep_prob} if hasattr(graph, "keep_prob") else {}
        return {graph.x: x, graph.y_: y_} | dropout

    def accuracies() -> tuple[float, float]:
        A = sess.run(graph.accuracy, feed_dict=feed(train, onehot_train, 1.0))
        if not len(test):
            return float(A), float("nan")
        return float(A), float(sess.run(graph.accuracy, feed_dict=feed(test, onehot_test, 1.0)))

    def run(epochs: int, keep_prob: float) -> list[Row]:
        for name, variable in weights_of(graph).items():
            variable.load(problem.weights[name], sess)
        take = feed(train, onehot_train, keep_prob)
        return loop(epochs, lambda i: sess.run(graph.train_step, feed_dict=take), accuracies)

    return Contender(run, lambda: loss_of(graph, problem), VERSION)
