"""What a training step of TensorFlow 1 consists of, read from the graph: its loss and gradients."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from tfgraph_course import tf
from tfgraph_course.engine.rebuild import VARIABLES, CannotCopy
from tfgraph_course.graphs import ancestors, random_numbers


class TrainingStep(NamedTuple):
    """The loss of a training step, and the variables that it changes."""

    loss: tf.Tensor  # a scalar
    applied: dict[str, tf.Tensor]  # variables, keyed by the names of their gradients

    def of(self, copied: Callable[[tf.Tensor], tf.Tensor]) -> TrainingStep:
        """Return the same step in a copied graph; `copied` returns the copy of a tensor."""
        variables = {name: copied(variable) for name, variable in self.applied.items()}
        return TrainingStep(copied(self.loss), variables)


def training_step(op: tf.Operation) -> TrainingStep:
    """Find the loss and the gradients of a training step.

    `tf.gradients` notes, in each op that it adds, the op of the graph that it was added for. So
    the first op added, which reads a gradient of 1, leads to the loss. And what an optimizer
    applies is the gradient itself only if it has such a note: a clipped gradient has none.

    Raises:
        CannotCopy: the step applies anything other than the gradients of one loss.
    """
    applied = {}
    for apply in ancestors(op):
        if apply.type.startswith(("Apply", "ResourceApply")):
            names = [argument.name for argument in apply.op_def.input_arg]
            gradient = apply.inputs[names.index("delta" if "delta" in names else "grad")]
            if gradient.name in applied or not _is_gradient(gradient):
                raise CannotCopy
            applied[gradient.name] = apply.inputs[0]
    if not applied:
        raise CannotCopy
    starts = {
        reader._original_op.outputs[0].name: reader._original_op.outputs[0]
        for ones in ancestors(op)
        if ones.name.rpartition("/")[2].startswith("grad_ys_")
        for reader in ones.outputs[0].consumers()
        if reader._original_op is not None
    }
    losses = list(starts.values())
    if len(losses) != 1 or losses[0].shape.rank != 0:
        raise CannotCopy
    return TrainingStep(losses[0], applied)


def separate(fetches: Sequence[tf.Tensor | tf.Operation]) -> list[tf.Tensor | tf.Operation]:
    """Return the nodes of a run in an order in which they can be computed one by one.

    In a session's run, tensors have their values from before the step if they are computed from the
    same reads of the variables as the step. So the tensors come first, and the step comes last.

    Returns:
        The nodes; an empty list if there are two steps, or if a tensor does not share the step's
        reads of the variables: the session might read them for it before or after the step.
    """
    steps = [node for node in fetches if isinstance(node, tf.Operation)]
    tensors = [node for node in fetches if isinstance(node, tf.Tensor)]
    reads = [op for op in ancestors(*tensors) if any(t.op.type in VARIABLES for t in op.inputs)]
    if len(steps) > 1 or (steps and not set(reads) <= set(ancestors(*steps))):
        return []
    return [*dict.fromkeys(tensors), *steps]


def _is_gradient(tensor: tf.Tensor) -> bool:
    """Return True if a tensor was added by `tf.gradients`, or is a sum of such tensors."""
    op = tensor.op
    while op.type == "Identity" and op._original_op is None:
        op = op.inputs[0].op
    if op.type == "AddN":  # of the parts of a gradient
        return all(map(_is_gradient, op.inputs))
    return op._original_op is not None


def is_mean(tensor: tf.Tensor, inputs: Collection[str]) -> bool:
    """Return True if a scalar is a mean over the examples, plus terms that do not depend on them.

    Then it is the weighted mean of its values on all tiles. `inputs` are the names of the
    placeholders that hold a row for each example.
    """
    op = tensor.op
    if not any(behind.outputs and behind.outputs[0].name in inputs for behind in ancestors(tensor)):
        return True
    if op.type in ("Add", "AddV2", "AddN"):
        return all(is_mean(part, inputs) for part in op.inputs)
    if op.type == "Identity":
        return is_mean(op.inputs[0], inputs)
    return op.type == "Mean" and tensor.shape.rank == 0


def dropouts(fetch: tf.Tensor | tf.Operation) -> list[tf.Tensor]:
    """Return the random numbers that a fetch draws for each example: [batch, neurons].

    Raises:
        CannotCopy: numbers are drawn in a loop, where they cannot be fed, or not for each example.
    """
    numbers = random_numbers(fetch)
    known = {tensor.name for tensor in numbers if tensor.shape[0].value is None}
    drawn = [op for op in ancestors(fetch) if op.type == "RandomUniform"]
    if any(op.outputs[0].name not in known for op in drawn):
        raise CannotCopy
    return numbers
