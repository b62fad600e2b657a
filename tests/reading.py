"""A builder's graph: its nodes and its gradients.

Only the graph is read, as TensorFlow holds it, so that nothing depends on which module, argument
or helper a number came through.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tests.telling import updates, written
from tfgraph_course import tf


@functools.cache
def built(build: Callable[[], Any]) -> Any:
    """What a builder returns on a graph of its own."""
    with tf.Graph().as_default(), numbers_as_written():
        return build()


@contextlib.contextmanager
def numbers_as_written() -> Iterator[None]:
    """Note the Python numbers in `tensor + number` and the like, while a graph is built."""
    own = {f"__{name}__": getattr(tf.Tensor, f"__{name}__")
           for name in ("add", "sub", "mul", "truediv")}

    def noting(operator: Callable[..., Any]) -> Callable[..., Any]:
        def apply(tensor: Any, other: Any) -> Any:
            result = operator(tensor, other)
            if isinstance(other, float):
                written[result.op] = other
            return result

        return apply

    for name, operator in own.items():
        setattr(tf.Tensor, name, noting(operator))
    try:
        yield
    finally:
        for name, operator in own.items():
            setattr(tf.Tensor, name, operator)


def slopes(graph: Any) -> list[tuple[np.ndarray, np.ndarray]]:
    """What a training step takes for the gradients, and what those of `cross_entropy` are.

    Both are computed from the initial weights, on seven random examples, with all neurons kept.
    """
    home, random = graph.x.graph, np.random.default_rng(0)
    classes = graph.y_.shape[1].value
    feed = {
        graph.x: random.uniform(size=(7, *graph.x.shape.as_list()[1:])),
        graph.y_: np.eye(classes)[random.integers(0, classes, 7)],
    }
    if hasattr(graph, "keep_prob"):
        feed[graph.keep_prob] = 1.0
    with home.as_default(), tf.Session(graph=home) as sess:
        changed = updates(graph.train_step)
        variables = [home.get_tensor_by_name(op.inputs[0].name) for op in changed]
        by_name = {variable.op.name: variable for variable in tf.trainable_variables()}
        real = tf.gradients(graph.cross_entropy, [by_name[v.op.name] for v in variables])
        sess.run(tf.global_variables_initializer())
        taken, real = sess.run([[op.inputs[-1] for op in changed], real], feed)
    return list(zip(taken, real, strict=True))
