"""Split one turn of a loop into what needs the results of earlier turns, and what does not.

The latter can be computed for all turns at once, before the loop. What a turn passes on to the next
is the carried tensor.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tfgraph_course import tf
from tfgraph_course.engine.loops import Tensors
from tfgraph_course.engine.rebuild import copy_of_body
from tfgraph_course.graphs import ancestors


class Turn(NamedTuple):
    """One turn of a loop, in a separate graph, with its effect on the tensor that it carries."""

    given: Tensors  # one step of each sequence
    weights: Tensors
    saved: Tensors  # needed in the turn, but independent of the carried tensor
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
        """Compute the turn's result from the carried tensor and the saved tensors of one step."""
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
    """Split one turn of a loop.

    Args:
        make: computes the turn's result from one step of each sequence, weights and the carried
            tensor.
        sequences: tensors [steps, ...].
        weights: the weights.
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
