"""The nodes that the picture and the table show, and the ops that each of them stands for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from tfgraph_course import tf
from tfgraph_course.node_scopes import names

if TYPE_CHECKING:
    from tfgraph_course.explanation import Explanation

MOST_OPS = 24  # in a larger graph, a named node stands for itself and the ops leading to it


def states(told: Explanation) -> dict[str, str]:
    """Return the state of each op in a run, keyed by name; ops fed and fetched count as fed."""
    plan = told.plan
    lists = {"computed": plan.computed, "cut off": plan.cut_off, "not needed": plan.not_needed}
    found = {op.name: state for state, ops in lists.items() for op in ops}
    found |= {told.names.op(fetch).name: "fetched" for fetch in plan.fetched}
    return found | {tensor.op.name: "fed" for tensor in plan.fed}


def groups(told: Explanation) -> dict[str, list[tf.Operation]]:
    """Return groups of ops by name: single ops or, in a large graph, a group per named node."""
    ops, fields = told.graph.get_operations(), told.names.fields
    if len(ops) <= MOST_OPS:
        return {told.names.of(op): [op] for op in ops}
    scopes = {op.name: op.name for op in ops}  # if nothing is named, by TensorFlow's scopes
    if fields:
        with told.graph.as_default():
            scopes = names(SimpleNamespace(_asdict=lambda: fields))
    found: dict[str, list[tf.Operation]] = {}
    for op in ops:
        found.setdefault(scopes[op.name].partition("/")[0], []).append(op)
    return found


def head(
    told: Explanation, name: str, group: list[tf.Operation], states: dict[str, str]
) -> tf.Operation:
    """Return the op that a group is named after, or else the last computed op in the group.

    If none was computed, return the last op in the group.
    """
    if len(group) > 1 and name in told.names.fields:
        return told.names.op(told.names.fields[name])
    return next((op for op in reversed(group) if states[op.name] == "computed"), group[-1])


def shown(told: Explanation, everything: bool = False) -> dict[str, list[tf.Operation]]:
    """Return the ops that a table shows, keyed by name, each with all ops that it stands for.

    Args:
        told: the explanation.
        everything: whether each op stands for itself alone; else the nodes are those of the
            picture, and any other op that is fetched.
    """
    alone = told.graph.get_operations() if everything else map(told.names.op, told.plan.fetched)
    found = {op.name: [op] for op in alone}
    if everything:
        return found
    done = states(told)
    return found | {head(told, name, ops, done).name: ops for name, ops in groups(told).items()}
