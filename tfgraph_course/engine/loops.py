"""Find a graph's loops over sequences, and their parts; `tf.nn.dynamic_rnn` builds such a loop.

TensorFlow 1 builds a loop as a ring of ops for each loop variable: Enter, Merge, Switch, the body,
NextIteration, and back to Merge; Exit leaves the ring at Switch.
"""

from __future__ import annotations

from typing import NamedTuple

from tfgraph_course import tf

Tensors = list["tf.Tensor"]


class Loop(NamedTuple):
    """A loop over a sequence in a graph; tensors in its body belong to one step."""

    sequence: tf.Tensor  # [steps, batch, ...]
    x: tf.Tensor  # [batch, ...], one step of the sequence, in the body
    outputs: tf.Tensor  # [steps, batch, ...]
    y: tf.Tensor  # [batch, ...], one step of the outputs, in the body
    start: Tensors  # states before the first step: [batch, size] each
    before: Tensors  # states before a step, in the body
    after: Tensors  # states after a step, in the body
    end: Tensors  # states after the last step
    outside: Tensors  # weights and any other tensors that the body takes from outside the loop
    inside: Tensors  # the same tensors, in the body
    bounds: Tensors  # int32 []; the loop ends when the step number reaches the smallest


class Variable(NamedTuple):
    """A loop variable: a value that each iteration passes on to the next."""

    start: tf.Tensor
    merged: tf.Tensor  # read by the loop's condition
    now: tf.Tensor  # read by its body
    following: tf.Tensor  # its value in the next iteration
    end: tf.Tensor | None


def loop_over_sequence(gather: tf.Operation) -> Loop | None:
    """Return the loop whose outputs `gather` gathers; None if the engine cannot compile it.

    `gather` is a TensorArrayGatherV3 op. The loop must run over one sequence, and its variables
    must be step counters, states [batch, size] and the outputs.
    """
    if gather.inputs[2].op.type != "Exit":
        return None
    condition = gather.inputs[2].op.inputs[0].op.inputs[1].op
    variables = [_variable(op) for op in condition.outputs[0].consumers() if op.type == "Switch"]
    counters = [v for v in variables if _counts(v)]
    states = [v for v in variables if v.now.dtype.is_floating and v.now.shape.rank == 2]
    (array,) = (v for v in variables if v.end is gather.inputs[2])
    write = array.following.op
    if write.type != "TensorArrayWriteV3" or len(counters) + len(states) + 1 != len(variables):
        return None
    y, after = write.inputs[2], [v.following for v in states]
    bounds = _bounds(condition.inputs[0], {v.merged.name for v in counters})
    given = _given([y, *after], {v.now.name for v in states})
    reads = [t.op for t in given or () if t.op.type == "TensorArrayReadV3"]
    if not bounds or len(reads) != 1:
        return None
    (read,) = reads
    filled = read.inputs[2].op.inputs[0].op
    steps = {v.now.name for v in counters}
    if filled.type != "TensorArrayScatterV3" or {read.inputs[1].name, write.inputs[1].name} - steps:
        return None
    inside = [t for t in given if t.op.type == "Enter"]
    return Loop(
        *(filled.inputs[2], read.outputs[0], gather.outputs[0], y, [v.start for v in states]),
        *([v.now for v in states], after, [v.end for v in states]),
        *([t.op.inputs[0] for t in inside], inside, bounds),
    )


def _variable(switch: tf.Operation) -> Variable:
    merge = switch.inputs[0].op
    enter, again = (tensor.op for tensor in merge.inputs)
    readers = switch.outputs[1].consumers()
    plain = [op.type for op in readers] == ["Identity"]
    now = readers[0].outputs[0] if plain else switch.outputs[1]
    ends = [op.outputs[0] for op in switch.outputs[0].consumers() if op.type == "Exit"]
    return Variable(
        enter.inputs[0], merge.outputs[0], now, again.inputs[0], ends[0] if ends else None
    )


def _counts(variable: Variable) -> bool:
    """Return True if a variable is a counter: 0, 1, 2, ..."""
    op = variable.following.op
    if op.type not in ("Add", "AddV2") or op.inputs[0] is not variable.now:
        return False
    return tf.get_static_value(op.inputs[1]) == 1 and tf.get_static_value(variable.start) == 0


def _bounds(condition: tf.Tensor, steps: set[str]) -> Tensors | None:
    """Return the bounds of the step number in a loop's condition; None if it tests other things."""
    op = condition.op
    if op.type == "LogicalAnd":
        left, right = (_bounds(tensor, steps) for tensor in op.inputs)
        return left and right and left + right
    if op.type != "Less" or op.inputs[0].name not in steps or op.inputs[1].op.type != "Enter":
        return None
    return [op.inputs[1].op.inputs[0]]


def _given(fetches: Tensors, before: set[str]) -> Tensors | None:
    """Return a step's inputs besides its states; None if it depends on more than inputs.

    Inputs are elements of the sequence, and tensors from outside the loop. A step must not depend
    on a stateful op or on another loop variable.
    """
    given: dict[str, tf.Tensor] = {}
    todo = [tensor for tensor in fetches if tensor.name not in before]
    while todo:
        tensor = todo.pop()
        if tensor.op.type in ("Enter", "TensorArrayReadV3"):
            given[tensor.name] = tensor
        elif tensor.op.op_def.is_stateful or tensor.op.type in ("Switch", "Merge"):
            return None
        else:
            todo += [t for t in tensor.op.inputs if t.name not in before]
    return list(given.values())
