"""Training steps and measurements, computed by the graph's own nodes or by the faster engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from tfgraph_course import tf
from tfgraph_course.engine import faster
from tfgraph_course.graphs import Examples, Graph, feed, random_numbers


class Measured(NamedTuple):
    """Measurements of a model at an epoch, made with all neurons, without dropout."""

    train_acc: float  # 0..1
    test_acc: float  # 0..1; NaN if there are no validation data
    loss: float  # on the training data; 0 for a graph without `cross_entropy`


class Steps(NamedTuple):
    """Two functions for a graph: one takes a training step, the other one measures."""

    take: Callable[[int], object]  # takes the step of the given epoch
    measure: Callable[[], Measured]


def steps(
    graph: Graph,
    training: Examples,
    validation: Examples | None,
    keep_prob: float,
    seed: int,
    engine: str,
) -> Steps:
    """Return the functions that train and measure a graph.

    The arguments are those of `training.loop.fit`, with examples that `as_fed` has converted.
    """
    made = None
    if engine == "fast":
        made = _by_engine(graph, training, validation, keep_prob, seed)
    return made or _by_own_nodes(graph, training, validation, keep_prob, seed)


def _by_own_nodes(
    graph: Graph, training: Examples, validation: Examples | None, keep_prob: float, seed: int
) -> Steps:
    sess = tf.get_default_session()
    train, test = feed(graph, training, 1.0), validation and feed(graph, validation, 1.0)
    measured = [graph.accuracy, getattr(graph, "cross_entropy", tf.constant(0.0))]
    numbers = random_numbers(graph)

    def take(epoch: int) -> None:
        sess.run(graph.train_step, own_feed(graph, training, keep_prob, seed, epoch, numbers))

    def measure() -> Measured:
        A, loss = map(float, sess.run(measured, train))
        return Measured(A, float(sess.run(graph.accuracy, test)) if test else np.nan, loss)

    return Steps(take, measure)


def _by_engine(
    graph: Graph, training: Examples, validation: Examples | None, keep_prob: float, seed: int
) -> Steps | None:
    sess, fast = tf.get_default_session(), faster(graph, training, validation, keep_prob)
    if fast is None:
        return None

    def take(epoch: int) -> None:
        sess.run(fast.train_step, masks(fast.masks, len(training[0]), seed, epoch))

    def measure() -> Measured:
        A, loss = map(float, sess.run([fast.train_accuracy, fast.train_loss]))
        B = float(sess.run(fast.test_accuracy)) if fast.test_accuracy is not None else np.nan
        return Measured(A, B, loss)

    return Steps(take, measure)


def own_feed(
    graph: Graph,
    training: Examples,
    keep_prob: float,
    seed: int,
    epoch: int,
    numbers: list[tf.Tensor],
) -> dict[Any, Any]:
    """Return the feed_dict for a training step with the graph's own nodes.

    `numbers` are the random tensors of dropout, as `random_numbers` returns them.
    """
    return feed(graph, training, keep_prob) | masks(numbers, len(training[0]), seed, epoch)


def masks(numbers: list[tf.Tensor], examples: int, seed: int, epoch: int) -> dict[Any, Any]:
    """Return values for dropout's random tensors; they depend only on the seed and the epoch.

    So they are the same with every engine, and in a resumed run.
    """
    if not numbers:
        return {}
    random = np.random.Generator(np.random.Philox(key=[seed, epoch]))
    return {
        tensor: random.random((examples, *tensor.shape.as_list()[1:]), np.float32)
        for tensor in numbers
    }
