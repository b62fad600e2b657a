"""The boxes in a picture of a graph, one for each node, and the arrows between the boxes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, NamedTuple

from tfgraph_course import tf
from tfgraph_course.explanation.analysis import changed_by
from tfgraph_course.explanation.text import shape, summary
from tfgraph_course.graph_names import OTHER, names

if TYPE_CHECKING:
    from tfgraph_course.explanation import Explanation

MOST_OPS = 24  # in a larger graph, a box stands for a named node and the ops leading to it
Arrow = tuple[str, str]


class Box(NamedTuple):
    """A box in the picture: a node, with all ops that the box represents."""

    lines: list[str]
    state: str  # "computed", "fetched", "fed", "cut off" or "not needed"
    head: tf.Operation  # the node itself
    ops: list[tf.Operation]


def boxes(told: Explanation) -> dict[str, Box]:
    """The boxes for an explained graph, keyed by name, in the order in which nodes were made."""
    groups, states = _groups(told), _states(told)
    heads = {name: _head(told, name, ops, states) for name, ops in groups.items()}
    order = {op.name: i for i, op in enumerate(told.graph.get_operations())}
    found = {
        name: Box(_lines(told, name, head, groups[name], states), states[head.name], head, ops)
        for name, head in sorted(heads.items(), key=lambda item: order[item[1].name])
        for ops in [groups[name]]
    }
    if len(groups) > 1 and OTHER in found and found[OTHER].state == "not needed":
        del found[OTHER]  # initializers, whose arrows would come from everywhere
    return found


def _states(told: Explanation) -> dict[str, str]:
    """What the run did with each op, keyed by name; an op both fed and fetched counts as fed."""
    plan = told.plan
    lists = {"computed": plan.computed, "cut off": plan.cut_off, "not needed": plan.not_needed}
    states = {op.name: state for state, ops in lists.items() for op in ops}
    states |= {told.names.op(fetch).name: "fetched" for fetch in plan.fetched}
    return states | {tensor.op.name: "fed" for tensor in plan.fed}


def _groups(told: Explanation) -> dict[str, list[tf.Operation]]:
    """The ops of each box: one op or, in a large graph, all ops that lead to a named node."""
    ops, fields = told.graph.get_operations(), told.names.fields
    if len(ops) <= MOST_OPS:
        return {told.names.of(op): [op] for op in ops}
    scopes = {op.name: op.name for op in ops}  # if nothing is named, by TensorFlow's scopes
    if fields:
        with told.graph.as_default():
            scopes = names(SimpleNamespace(_asdict=lambda: fields))
    groups: dict[str, list[tf.Operation]] = {}
    for op in ops:
        groups.setdefault(scopes[op.name].partition("/")[0], []).append(op)
    return groups


def _head(
    told: Explanation, name: str, group: list[tf.Operation], states: dict[str, str]
) -> tf.Operation:
    """The op that a box is named after; if there is none, the last computed op in the box.

    If none was computed, the last op in the box.
    """
    if len(group) > 1 and name in told.names.fields:
        return told.names.op(told.names.fields[name])
    return next((op for op in reversed(group) if states[op.name] == "computed"), group[-1])


def _lines(
    told: Explanation,
    name: str,
    op: tf.Operation,
    group: list[tf.Operation],
    states: dict[str, str],
) -> list[str]:
    """The lines of text in a box: its name; its op, shape and further ops; its value and effects.
    """
    tensor = op.outputs[0] if len(op.outputs) else None
    kind = op.type if tensor is None else f"{op.type} {shape(told, tensor)}"
    lines = [name, kind + (f" + {len(group) - 1} ops" if len(group) > 1 else "")]
    if tensor is not None and tensor.name in told.values:
        lines.append(summary(told.values[tensor.name]))
    computed = [o for o in group if states[o.name] in ("computed", "fetched")]
    changed = [v for o in computed if (v := changed_by(o)) is not None]
    if changed:
        lines.append(f"changes {', '.join(dict.fromkeys(map(told.names.of, changed)))}")
    if computed and states[op.name] in ("cut off", "not needed"):
        lines.append(f"computed: {len(computed)} of the {len(group) - 1}")
    return lines


def arrows(told: Explanation, boxes: dict[str, Box]) -> dict[Arrow, bool]:
    """The arrows between boxes, and whether each carried a value in the run.

    An op without outputs, such as a training step, may read nearly every node. An arrow to such an
    op is left out if a longer path leads there from the same box.
    """
    home = {op.name: name for name, box in boxes.items() for op in box.ops}
    computed = {op.name for op in told.plan.computed}
    found: dict[Arrow, bool] = {}
    for op in told.graph.get_operations():
        for before in [*(tensor.op for tensor in op.inputs), *op.control_inputs]:
            ends = home.get(before.name), home.get(op.name)
            if None not in ends and ends[0] != ends[1]:
                found[ends] = found.get(ends, False) or op.name in computed
    reads: dict[str, set[str]] = {name: set() for name in boxes}
    for a, b in found:
        reads[b].add(a)
    return {
        (a, b): used
        for (a, b), used in found.items()
        if len(boxes[b].head.outputs) or not any(_leads(a, c, reads) for c in reads[b] - {a})
    }


def _leads(a: str, b: str, reads: dict[str, set[str]]) -> bool:
    """Whether a path of arrows leads from box a to box b."""
    seen, todo = {b}, [b]
    while todo:
        found = reads[todo.pop()] - seen
        seen |= found
        todo += found
    return a in seen
