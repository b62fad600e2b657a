"""A loop over a sequence, such as `tf.nn.dynamic_rnn`'s, as two compiled loops: there and back.

TensorFlow runs such a loop op by op, and to start a few dozen ops takes longer than what they
compute. Here the body of the loop is taken from the graph, whatever the cell: it makes new states
of an input and of the states before. A loop of just that is compiled by XLA. All else is done for
all steps at once, as if they were one batch: the outputs, the gradients of weights and inputs, and
what the gradient of the states needs of each step (for the plainest cell, its tanh). With that, a
second compiled loop goes back in time. XLA has a price for each op in a turn of a loop, so it pays
to leave few of them in there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tfgraph_course import tf
from tfgraph_course.engine.loops import Loop, Tensors, loop_over_sequence
from tfgraph_course.engine.rebuild import CannotCopy, ancestors, copy, copy_of_body


def recurrences(ops: set[tf.Operation], replaced: dict[str, tf.Tensor]) -> dict[str, tf.Tensor]:
    """Build the loops over sequences anew.

    Args:
        ops: those of the forward pass.
        replaced: what takes the place of the graph's placeholders, by name.

    Returns:
        What takes the place of the loops' results, by name; none for a loop of another kind.
    """
    made: dict[str, tf.Tensor] = {}
    for op in tf.get_default_graph().get_operations():  # in their order: a loop may read another's
        loop = loop_over_sequence(op) if op in ops and op.type == "TensorArrayGatherV3" else None
        if loop is None:
            continue
        try:
            taken = copy([loop.sequence, *loop.bounds, *loop.start, *loop.outside], replaced | made)
        except CannotCopy:
            continue
        sequence, *taken = taken
        if not sequence.shape.is_fully_defined():
            continue
        bounds, taken = taken[: len(loop.bounds)], taken[len(loop.bounds) :]
        start, weights = taken[: len(loop.start)], taken[len(loop.start) :]
        if min(tf.get_default_session().run(bounds)) == sequence.shape[0].value:
            made |= _results(loop, sequence, tf.concat(start, 1), weights)
    return made


def _results(
    loop: Loop, sequence: tf.Tensor, start: tf.Tensor, weights: Tensors
) -> dict[str, tf.Tensor]:
    """What takes the place of a loop's outputs and last states, by name."""
    after = _states(loop, sequence, start, weights)
    before = tf.concat([start[None], after[:-1]], 0)
    (y,) = copy_of_body([loop.y], _replaced(loop, _rows(sequence), _rows(before), weights))
    ends = dict(zip(loop.end, tf.split(after[-1], _sizes(loop), 1), strict=True))
    outputs = tf.reshape(y, [*sequence.shape.as_list()[:2], *y.shape.as_list()[1:]])
    return {loop.outputs.name: outputs} | {t.name: new for t, new in ends.items() if t is not None}


def _states(loop: Loop, sequence: tf.Tensor, start: tf.Tensor, weights: Tensors) -> tf.Tensor:
    """The states after each step, side by side: [steps, batch, sizes]."""

    def states(x: tf.Tensor, start: tf.Tensor, *weights: tf.Tensor) -> tuple[tf.Tensor, Callable]:
        after = _there(loop)(x, start, *weights)

        def gradient(above: tf.Tensor) -> Tensors:
            before = tf.stop_gradient(tf.concat([start[None], after[:-1]], 0))
            of_start, total = _back(loop, x, before, weights, above)
            new = _step(loop, _rows(x), _rows(before), weights)
            of_x, *of_weights = tf.gradients(new, [x, *weights], _rows(total))
            return [of_x, of_start, *of_weights]

        return after, gradient

    return tf.custom_gradient(states)(sequence, start, *weights)


def _there(loop: Loop) -> Callable[..., tf.Tensor]:
    """Compile the loop over the steps, for the states alone."""

    def there(x: tf.Tensor, start: tf.Tensor, *weights: tf.Tensor) -> tf.Tensor:
        steps = x.shape[0].value

        def turn(i: tf.Tensor, state: tf.Tensor, after: tf.TensorArray) -> tuple:
            state = _step(loop, x[i], state, weights)
            return i + 1, state, after.write(i, state)

        after = tf.TensorArray(start.dtype, steps, element_shape=start.shape)
        return tf.while_loop(lambda i, *_: i < steps, turn, (0, start, after))[2].stack()

    return tf.function(there, jit_compile=True, autograph=False)


def _back(
    loop: Loop, x: tf.Tensor, before: tf.Tensor, weights: Tensors, above: tf.Tensor
) -> tuple[tf.Tensor, tf.Tensor]:
    """Carry gradients of the states back in time.

    Args:
        loop: whose states they are.
        x: [steps, batch, ...].
        before: [steps, batch, sizes], the states that each step finds.
        weights: what else the body takes.
        above: [steps, batch, sizes], gradients of the states after each step, without those that
            come back from later steps.

    Returns:
        Gradients of the states before the first step, [batch, sizes], and of those after each
        step, [steps, batch, sizes].
    """
    steps = above.shape[0].value
    one = _one_step_back(loop, x, before, weights)
    all_steps = dict(zip(one.inputs, [_rows(x), _rows(before), *weights], strict=True))
    saved = copy_of_body(one.saved, {t.name: new for t, new in all_steps.items()})
    saved = [
        tf.reshape(new, [steps, *t.shape.as_list()])
        for t, new in zip(one.saved, saved, strict=True)
    ]

    def back(above: tf.Tensor, saved: Tensors, weights: Tensors) -> tuple[tf.Tensor, tf.Tensor]:
        def turn(i: tf.Tensor, carried: tf.Tensor, total: tf.TensorArray) -> tuple:
            now = carried + above[i]
            known = [now, *(values[i] for values in saved)]
            shapes = [tf.zeros(t.shape, t.dtype) for t in one.inputs[:2]]
            names = [t.name for t in [one.above, *one.saved, *one.inputs]]
            replaced = dict(zip(names, [*known, *shapes, *weights], strict=True))
            return i - 1, copy_of_body([one.below], replaced)[0], total.write(i, now)

        total = tf.TensorArray(above.dtype, steps, element_shape=above.shape[1:])
        first = (steps - 1, tf.zeros_like(above[0]), total)
        _, of_start, total = tf.while_loop(lambda i, *_: i >= 0, turn, first)
        return of_start, total.stack()

    return tf.function(back, jit_compile=True, autograph=False)(above, saved, list(weights))


class StepBack(NamedTuple):
    """The gradient of one step's states, in a graph of its own."""

    inputs: Tensors  # x, the states before, and what else the body takes
    saved: Tensors  # what the gradient needs that can be had before it is known
    above: tf.Tensor  # [batch, sizes], gradient of the states after the step
    below: tf.Tensor  # [batch, sizes], of those before


def _one_step_back(loop: Loop, x: tf.Tensor, before: tf.Tensor, weights: Tensors) -> StepBack:
    with tf.Graph().as_default() as graph:
        shapes = [x.shape[1:], before.shape[1:], *(w.shape for w in weights)]
        kinds = [t.dtype for t in (x, before, *weights)]
        inputs = [tf.placeholder(d, shape) for d, shape in zip(kinds, shapes, strict=True)]
        new = _step(loop, inputs[0], inputs[1], inputs[2:])
        above = tf.placeholder(new.dtype, new.shape)
        (below,) = tf.gradients(new, inputs[1], above, unconnected_gradients="zero")
        gradient = _reached(graph, [above])
        per_step = _reached(graph, inputs[:2]) - gradient
        reads = [t for op in ancestors(below) if op in gradient for t in op.inputs]
        saved = {t.name: t for t in reads if t.op in per_step and t.dtype.is_floating}
    return StepBack(inputs, list(saved.values()), above, below)


def _reached(graph: tf.Graph, tensors: Tensors) -> set[tf.Operation]:
    """All ops that depend on some tensors, and those of the tensors."""
    reached = {tensor.op for tensor in tensors}
    for op in graph.get_operations():  # an op stands behind those that it reads
        if any(tensor.op in reached for tensor in op.inputs):
            reached.add(op)
    return reached


def _step(loop: Loop, x: tf.Tensor, state: tf.Tensor, weights: Tensors) -> tf.Tensor:
    """The states after a step, side by side."""
    return tf.concat(copy_of_body(loop.after, _replaced(loop, x, state, weights)), 1)


def _replaced(loop: Loop, x: tf.Tensor, state: tf.Tensor, weights: Tensors) -> dict[str, tf.Tensor]:
    """What takes the place of all that a step reads, by name."""
    states = tf.split(state, _sizes(loop), 1)
    inside = [loop.x, *loop.before, *loop.inside]
    return {t.name: new for t, new in zip(inside, [x, *states, *weights], strict=True)}


def _sizes(loop: Loop) -> list[int]:
    return [tensor.shape[1].value for tensor in loop.before]


def _rows(values: tf.Tensor) -> tf.Tensor:
    """All steps as one batch: [steps, batch, ...] becomes [steps * batch, ...]."""
    return tf.reshape(values, [-1, *values.shape.as_list()[2:]])
