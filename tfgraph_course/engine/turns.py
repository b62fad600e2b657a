"""A turn of a loop in two parts: what needs the tensor it carries, and what can be computed before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tfgraph_course import tf
from tfgraph_course.engine.loops import Tensors
from tfgraph_course.engine.rebuild import copy_of_body
from tfgraph_course.graphs import ancestors


class Turn(NamedTuple):
    """What a turn of a loop does to the tensor that it carries, in a graph of its own."""

    given: Tensors  # a step of each sequence
    weights: Tensors
    saved: Tensors  # what the turn needs that does not depend on what is carried
    carried: tf.Tensor
    result: tf.Tensor

    def for_all_steps(self, sequences: Tensors, weights: Tensors) -> Tensors:
        """All that is saved of all steps, as if they were one batch: [steps, batch, ...] each."""
        steps = sequences[0].shape[0].value
        new = [*(as_one_batch(values) for values in sequences), *weights]
        names = [tensor.name for tensor in [*self.given, *self.weights]]
        made = copy_of_body(self.saved, dict(zip(names, new, strict=True)))
        return [
            tf.reshape(values, [steps, *tensor.shape.as_list()])
            for values, tensor in zip(made, self.saved, strict=True)
        ]

    def again(self, carried: tf.Tensor, saved: Tensors, weights: Tensors) -> tf.Tensor:
        """The result, from what is saved of a step."""
        unread = [tf.zeros(tensor.shape, tensor.dtype) for tensor in self.given]
        names = [t.name for t in [self.carried, *self.saved, *self.given, *self.weights]]
        new = dict(zip(names, [carried, *saved, *unread, *weights], strict=True))
        return copy_of_body([self.result], new)[0]


def part(
    make: Callable[[Tensors, Tensors, tf.Tensor], tf.Tensor],
    sequences: Tensors,
    weights: Tensors,
    like: tf.Tensor,
) -> Turn:
    """Split what `make` computes from a step, from weights and from a tensor such as `like`."""
    with tf.Graph().as_default() as graph:
        given = [tf.placeholder(t.dtype, t.shape[1:]) for t in sequences]
        inputs = [tf.placeholder(w.dtype, w.shape) for w in weights]
        carried = tf.placeholder(like.dtype, like.shape)
        result = make(given, inputs, carried)
        of_carried = _reached(graph, [carried])
        of_step = _reached(graph, given) - of_carried
        reads = [t for op in ancestors(result) if op in of_carried for t in op.inputs]
        saved = {t.name: t for t in reads if t.op in of_step and not t.dtype.is_integer}
    return Turn(given, inputs, list(saved.values()), carried, result)


def _reached(graph: tf.Graph, tensors: Tensors) -> set[tf.Operation]:
    """All ops that depend on some tensors, and those of the tensors."""
    reached = {tensor.op for tensor in tensors}
    for op in graph.get_operations():  # an op comes after those that it reads
        if any(tensor.op in reached for tensor in op.inputs):
            reached.add(op)
    return reached


def as_one_batch(values: tf.Tensor) -> tf.Tensor:
    """All steps as one batch: [steps, batch, ...] becomes [steps * batch, ...]."""
    return tf.reshape(values, [-1, *values.shape.as_list()[2:]])
