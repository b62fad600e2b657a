"""Split one iteration of a loop into what needs the results of earlier ones, and what does not.

The latter can be computed for all iterations at once, before the loop. What an iteration passes on
to the next is the carried tensor.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tfgraph_course import tf
from tfgraph_course.engine.loops import Tensors
from tfgraph_course.engine.rebuild import copy_of_body
from tfgraph_course.graphs import ancestors


class Turn(NamedTuple):
    """One iteration of a loop, in a separate graph: what it makes of the carried tensor."""

    given: Tensors  # one step of each sequence
    weights: Tensors
    saved: Tensors  # computed beforehand: they do not depend on the carried tensor
    carried: tf.Tensor
    result: tf.Tensor

    def for_all_steps(self, sequences: Tensors, weights: Tensors) -> Tensors:
        """Compute the tensors `saved` for all steps as one batch: each is [steps, batch, ...]."""
        steps = sequences[0].shape[0].value
        new = [*(as_one_batch(values) for values in sequences), *weights]
        names = [tensor.name for tensor in [*self.given, *self.weights]]
        made = copy_of_body(self.saved, dict(zip(names, new, strict=True)))
        return [
            tf.reshape(values, [steps, *tensor.shape.as_list()])
            for values, tensor in zip(made, self.saved, strict=True)
        ]

    def again(self, carried: tf.Tensor, saved: Tensors, weights: Tensors) -> tf.Tensor:
        """Compute an iteration's result from the carried tensor and a step of the saved tensors."""
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
    """Build one iteration of a loop, and find what can be computed before the loop.

    Args:
        make: computes the iteration's result from one step of each sequence, the weights and the
            carried tensor.
        sequences: tensors [steps, ...].
        weights: tensors that all iterations read.
        like: a tensor with the shape and dtype of the carried tensor.
    """
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
    """Return all ops that depend on some tensors, and the ops of the tensors themselves."""
    reached = {tensor.op for tensor in tensors}
    for op in graph.get_operations():  # an op comes after the ops that it reads
        if any(tensor.op in reached for tensor in op.inputs):
            reached.add(op)
    return reached


def as_one_batch(values: tf.Tensor) -> tf.Tensor:
    """Merge all steps into one batch: [steps, batch, ...] becomes [steps * batch, ...]."""
    return tf.reshape(values, [-1, *values.shape.as_list()[2:]])
