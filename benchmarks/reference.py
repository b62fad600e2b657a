"""Make a problem: `python -m benchmarks.reference` builds the graph and takes the checked steps."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from benchmarks import problems
from benchmarks.problems import CHECKED_STEPS, Noise, Problem
from tfgraph_course.errors import tell_in_one_sentence
from tfgraph_course.graphs import feed, weights_of
from tfgraph_course.models import MODELS
from tfgraph_course.tf1 import fresh_session, tf
from tfgraph_course.training.loop import fit


def build(model: str) -> Any:
    """Build a model's graph in a fresh session, with the course's initial weights for seed 0."""
    sess = fresh_session(0)
    graph = MODELS[model].build()
    sess.run(tf.global_variables_initializer())
    return graph


def loss_of(graph: Any, problem: Problem) -> float:
    """Return the loss on the training data, computed by TensorFlow, without dropout."""
    return float(graph.cross_entropy.eval(feed(graph, (problem.x, problem.y_), 1.0)))


def reference(model: str, data: Path | None, factor: int, noise: Noise) -> Problem:
    """Make a problem whose loss is that of the book's loop. See `load_data` for the arguments."""
    graph = build(model)
    weights = tf.get_default_session().run(weights_of(graph))
    arrays = problems.load_data(model, data, factor, noise)
    problem = Problem(model, MODELS[model].rate, *arrays, weights, 0.0)
    fit(
        graph, (problem.x, problem.y_), None, epochs=CHECKED_STEPS, keep_prob=1.0, engine="graph",
        quiet=True,
    )
    return problem._replace(loss=loss_of(graph, problem))


if __name__ == "__main__":
    tell_in_one_sentence()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", choices=MODELS)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--images", type=int, default=1)
    parser.add_argument("--noise", type=float, default=0.0)
    parser.add_argument("--share-distinct", type=float, default=1.0)
    args = parser.parse_args()
    noise = Noise(args.noise, args.share_distinct)
    problems.save(reference(args.model, args.data, args.images, noise), args.out)
