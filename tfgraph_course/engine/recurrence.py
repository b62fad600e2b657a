"""Compile a loop over a sequence, such as that of `tf.nn.dynamic_rnn`: one loop forward, one back.

TensorFlow runs such a loop op by op, and starting a few dozen ops takes longer than computing them.
Here the body of the loop is taken from the graph, whatever the cell: it makes new states from an
input and the previous states. XLA compiles a loop that does only this. Everything else is computed
for all steps at once, as if they were one batch: the outputs, the gradients of weights and inputs,
and the values from each step that the gradient of the states needs (for the simplest cell, its
tanh). With these values, a second compiled loop goes from the last step back to the first. Each op
in a compiled loop costs time in every iteration, so only a few ops are left there.
"""

from __future__ import annotations

from collections.abc import Callable

from tfgraph_course import tf
from tfgraph_course.engine.loops import Loop, Tensors, loop_over_sequence
from tfgraph_course.engine.rebuild import CannotCopy, copy, copy_of_body
from tfgraph_course.engine.vectorize import as_one_batch, part
from tfgraph_course.graphs import ancestors


def recurrences(ops: set[tf.Operation], replaced: dict[str, tf.Tensor]) -> dict[str, tf.Tensor]:
    """Build compiled versions of the loops over sequences.

    Args:
        ops: the ops of the forward pass.
        replaced: the tensors that replace the graph's placeholders, keyed by name.

    Returns:
        The tensors that replace the loops' results, keyed by the names of the results; loops that
        cannot be compiled have none.
    """
    made: dict[str, tf.Tensor] = {}
    for op in tf.get_default_graph().get_operations():  # in order: a loop may read another
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
    """Return a loop's new outputs and final states, keyed by the names of those they replace."""
    after = _states(loop, sequence, start, weights)
    before = tf.concat([start[None], after[:-1]], 0)
    (y,) = copy_of_body(
        [loop.y], _replaced(loop, as_one_batch(sequence), as_one_batch(before), weights)
    )
    ends = dict(zip(loop.end, tf.split(after[-1], _sizes(loop), 1), strict=True))
    outputs = tf.reshape(y, [*sequence.shape.as_list()[:2], *y.shape.as_list()[1:]])
    return {loop.outputs.name: outputs} | {t.name: new for t, new in ends.items() if t is not None}


def _states(loop: Loop, sequence: tf.Tensor, start: tf.Tensor, weights: Tensors) -> tf.Tensor:
    """Return the states after each step, [steps, batch, sizes], with a fast gradient."""

    def states(x: tf.Tensor, start: tf.Tensor, *weights: tf.Tensor) -> tuple[tf.Tensor, Callable]:
        after = _forward(loop, x, start, weights)

        def gradient(above: tf.Tensor) -> Tensors:
            before = tf.stop_gradient(tf.concat([start[None], after[:-1]], 0))
            of_start, total = _back(loop, x, before, weights, above)
            new = _step(loop, as_one_batch(x), as_one_batch(before), weights)
            of_x, *of_weights = tf.gradients(new, [x, *weights], as_one_batch(total))
            return [of_x, of_start, *of_weights]

        return after, gradient

    return tf.custom_gradient(states)(sequence, start, *weights)


def _forward(loop: Loop, x: tf.Tensor, start: tf.Tensor, weights: Tensors) -> tf.Tensor:
    """Return the states after each step, from a compiled loop."""

    def new_state(given: Tensors, weights: Tensors, state: tf.Tensor) -> tf.Tensor:
        return _step(loop, given[0], state, weights)

    turn = part(new_state, [x], weights, start)
    steps = x.shape[0].value

    def forward(saved: Tensors, start: tf.Tensor, weights: Tensors) -> tf.Tensor:
        def take(i: tf.Tensor, state: tf.Tensor, after: tf.TensorArray) -> tuple:
            state = turn.again(state, [values[i] for values in saved], weights)
            return i + 1, state, after.write(i, state)

        after = tf.TensorArray(start.dtype, steps, element_shape=start.shape)
        return tf.while_loop(lambda i, *_: i < steps, take, (0, start, after))[2].stack()

    compiled = tf.function(forward, jit_compile=True, autograph=False)
    return compiled(turn.for_all_steps([x], weights), start, list(weights))


def _back(
    loop: Loop, x: tf.Tensor, before: tf.Tensor, weights: Tensors, above: tf.Tensor
) -> tuple[tf.Tensor, tf.Tensor]:
    """Backpropagate the gradients of the states from the last step to the first.

    Args:
        loop: the loop.
        x: [steps, batch, ...], the sequence.
        before: [steps, batch, sizes], the states before each step.
        weights: the other tensors that the body takes.
        above: [steps, batch, sizes], gradients of the states after each step, without the parts
            that come back from later steps.

    Returns:
        Gradients of the states before the first step, [batch, sizes], and of the states after
        each step, [steps, batch, sizes].
    """

    def one_step_back(given: Tensors, weights: Tensors, above: tf.Tensor) -> tf.Tensor:
        new = _step(loop, *given, weights)
        return tf.gradients(new, given[1], above, unconnected_gradients="zero")[0]

    turn = part(one_step_back, [x, before], weights, above[0])
    steps = above.shape[0].value

    def back(above: tf.Tensor, saved: Tensors, weights: Tensors) -> tuple[tf.Tensor, tf.Tensor]:
        def take(i: tf.Tensor, carried: tf.Tensor, total: tf.TensorArray) -> tuple:
            now = carried + above[i]
            below = turn.again(now, [values[i] for values in saved], weights)
            return i - 1, below, total.write(i, now)

        total = tf.TensorArray(above.dtype, steps, element_shape=above.shape[1:])
        first = (steps - 1, tf.zeros_like(above[0]), total)
        _, of_start, total = tf.while_loop(lambda i, *_: i >= 0, take, first)
        return of_start, total.stack()

    compiled = tf.function(back, jit_compile=True, autograph=False)
    return compiled(above, turn.for_all_steps([x, before], weights), list(weights))


def _step(loop: Loop, x: tf.Tensor, state: tf.Tensor, weights: Tensors) -> tf.Tensor:
    """Return the states after one step, side by side: [batch, sizes]."""
    replaced = _replaced(loop, x, state, weights)
    read = set(ancestors(*loop.after, stop=set(replaced), control=False))
    for op in loop.x.graph.get_operations():  # in order: a product may read an earlier one
        if op in read and _joins_then_multiplies(op):
            *parts, _ = op.inputs[0].op.inputs
            *parts, kernel = copy_of_body([*parts, op.inputs[1]], replaced)
            rows = tf.split(kernel, [part.shape[1].value for part in parts])
            products = [tf.matmul(*pair) for pair in zip(parts, rows, strict=True)]
            replaced[op.outputs[0].name] = tf.add_n(products)
    return tf.concat(copy_of_body(loop.after, replaced), 1)


def _joins_then_multiplies(op: tf.Operation) -> bool:
    """Return True for `matmul(concat([input, state], 1), kernel)`, as in TensorFlow's cells.

    In `_step`, the input gets a separate product, which can be computed for all steps at once.
    """
    if op.type != "MatMul" or op.get_attr("transpose_a") or op.get_attr("transpose_b"):
        return False
    joined = op.inputs[0].op
    return (
        joined.type == "ConcatV2"
        and tf.get_static_value(joined.inputs[-1]) in (1, -1)
        and all(part.shape[1:].is_fully_defined() for part in joined.inputs[:-1])
    )


def _replaced(loop: Loop, x: tf.Tensor, state: tf.Tensor, weights: Tensors) -> dict[str, tf.Tensor]:
    """Return new tensors for all that a step reads, keyed by the names of those they replace."""
    states = tf.split(state, _sizes(loop), 1)
    inside = [loop.x, *loop.before, *loop.inside]
    return {t.name: new for t, new in zip(inside, [x, *states, *weights], strict=True)}


def _sizes(loop: Loop) -> list[int]:
    return [tensor.shape[1].value for tensor in loop.before]
