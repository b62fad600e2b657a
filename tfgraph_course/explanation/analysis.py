"""Find which ops `sess.run` computes for a fetch and a feed, without running anything."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np

from tfgraph_course import tf
from tfgraph_course.graphs import ancestors

Element = Any  # tf.Tensor | tf.Operation
# Ops that take a variable by reference, but do not change it.
READERS = {"IsVariableInitialized", "RefEnter", "RefExit", "RefIdentity", "RefSwitch"}


class Plan(NamedTuple):
    """What one run does with each op of a graph."""

    fetched: list[Element]
    fed: dict[tf.Tensor, np.ndarray]  # with the values
    computed: list[tf.Operation]  # each after the ops that it reads
    cut_off: list[tf.Operation]  # would be computed if nothing were fed
    not_needed: list[tf.Operation]


def plan(graph: tf.Graph, fetched: list[Element], fed: dict[tf.Tensor, np.ndarray]) -> Plan:
    """Sort the ops of a graph into those that are computed, cut off by the feed, or not needed.

    An op is computed if a fetch depends on it, through inputs or control inputs, along a path on
    which no tensor is fed. A placeholder that is fed is in none of the plan's lists of ops.
    """
    stop = {tensor.name for tensor in fed}
    open_ = [fetch for fetch in fetched if fetch.name not in stop]
    computed = {op.name for op in ancestors(*open_, stop=stop)}
    needed = {op.name for op in ancestors(*fetched)}
    given = {t.op.name for t in fed if t.op.type.startswith("Placeholder")}
    left = [op for op in graph.get_operations() if op.name not in computed | given]
    return Plan(
        fetched,
        fed,
        _in_order([op for op in graph.get_operations() if op.name in computed]),
        [op for op in left if op.name in needed],
        [op for op in left if op.name not in needed],
    )


def _in_order(ops: list[tf.Operation]) -> list[tf.Operation]:
    """Put ops in the order in which they were made, but each after the ops that it reads.

    The ops of a loop or branch are kept together.
    """
    piece = {op.name: loop_or_branch(op) or op.name for op in ops}
    members: dict[Hashable, list[tf.Operation]] = {}
    reads: dict[Hashable, list[Hashable]] = {}
    for op in ops:
        before = [*(tensor.op.name for tensor in op.inputs), *(c.name for c in op.control_inputs)]
        members.setdefault(piece[op.name], []).append(op)
        reads.setdefault(piece[op.name], []).extend(piece[b] for b in before if b in piece)
    return [op for name in in_order(reads) for op in members[name]]


def in_order(reads: Mapping[Any, Iterable[Any]]) -> list[Any]:
    """Sort things so that each comes after the things that it reads, except in a cycle.

    Args:
        reads: for each thing, the things that it reads. The order of the keys is kept where
            possible.
    """
    ordered, seen = [], set()
    for start in reads:
        todo = [start] if start not in seen else []
        while todo:
            seen.add(todo[-1])
            ahead = next((other for other in reads[todo[-1]] if other not in seen), None)
            if ahead is None:
                ordered.append(todo.pop())
            else:
                todo.append(ahead)
    return ordered


def changed_by(op: tf.Operation) -> tf.Tensor | None:
    """Return the tensor, a reference or handle, of the variable that an op changes, or None."""
    if not op.inputs:
        return None
    first, arguments = op.inputs[0], op.op_def.input_arg
    if first.op.type == "VarHandleOp":
        sets = op.type.startswith(("Assign", "Resource")) and "Gather" not in op.type
    else:
        sets = bool(arguments) and arguments[0].is_ref and op.type not in READERS
    return first if sets else None


class Inside(NamedTuple):
    """A loop or branch, whose ops may run several times or not at all."""

    scope: str
    is_loop: bool  # otherwise a branch


def loop_or_branch(op: tf.Operation) -> Inside | None:
    """Return the loop or branch that an op is in; None for an op that runs exactly once.

    A session does not return values of ops in a loop or branch. An op in nested loops or branches
    belongs to the outermost one.
    """
    fetchable, context = op.graph.is_fetchable(op), op._get_control_flow_context()
    if context is None:
        return None if fetchable else Inside(op.name.rpartition("/")[0], False)
    # A loop's Enter op counts as fetchable, but its value exists only inside the loop.
    if fetchable and (op.type == "Exit" or not context.IsWhileContext()):
        return None
    while context.outer_context is not None:
        context = context.outer_context
    return Inside(context.name.rpartition("/")[0], context.IsWhileContext())
