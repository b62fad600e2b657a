"""The nodes that the picture and the table show, and the ops that each of them stands for."""

from __future__ import annotations

from typing import NamedTuple

from tfgraph_course import tf
from tfgraph_course.explanation import Explanation
from tfgraph_course.graphs import op_of
from tfgraph_course.node_scopes import owners

MOST_OPS = 24  # in a larger graph, a named node stands for itself and the ops leading to it


class Group(NamedTuple):
    """A node that is shown, with all ops that it stands for."""

    head: tf.Operation  # the node's own op
    ops: list[tf.Operation]


def groups(told: Explanation) -> dict[str, Group]:
    """Return groups of ops by name: single ops or, in a large graph, a group per named node."""
    ops, fields = told.graph.get_operations(), told.names.fields
    if len(ops) <= MOST_OPS:
        return {told.names.of(op): Group(op, [op]) for op in ops}
    # If nothing is named, a group has the ops of a scope of TensorFlow's.
    names = owners(fields, ops) if fields else {op.name: op.name.partition("/")[0] for op in ops}
    members: dict[str, list[tf.Operation]] = {}
    for op in ops:
        members.setdefault(names[op.name], []).append(op)
    computed = {op.name for op in told.plan.computed}
    found = {}
    for name, group in members.items():
        # The op that the group is named after, or else its last computed op, or its last op.
        last = next((op for op in reversed(group) if op.name in computed), group[-1])
        found[name] = Group(op_of(fields.get(name, last)), group)
    return found


def shown(told: Explanation, everything: bool) -> dict[str, Group]:
    """Return the nodes that a table shows, keyed by the names of their ops.

    They are the nodes of the picture and whatever is fetched; if `everything`, each op by itself.
    """
    if everything:
        return {op.name: Group(op, [op]) for op in told.graph.get_operations()}
    fetched = {op.name: Group(op, [op]) for op in map(op_of, told.plan.fetched)}
    return fetched | {group.head.name: group for group in groups(told).values()}
