"""The boxes in a picture of a graph, one for each node, and the arrows between the boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tfgraph_course import tf
from tfgraph_course.explanation.groups import groups, head, states
from tfgraph_course.explanation.text import changed, shape, summary
from tfgraph_course.node_scopes import OTHER

if TYPE_CHECKING:
    from tfgraph_course.explanation import Explanation

Arrow = tuple[str, str]


class Box(NamedTuple):
    """A box in the picture: a node, with all ops that the box represents."""

    lines: list[str]
    state: str  # "computed", "computed in part", "fetched", "fed", "cut off" or "not needed"
    head: tf.Operation  # the node's own op
    ops: list[tf.Operation]


def boxes(told: Explanation) -> dict[str, Box]:
    """Return the boxes for an explained graph, keyed by name, in the order of the graph's nodes."""
    grouped, done = groups(told), states(told)
    heads = {name: head(told, name, ops, done) for name, ops in grouped.items()}
    order = {op.name: i for i, op in enumerate(told.graph.get_operations())}
    found = {
        name: _box(told, name, op, grouped[name], done)
        for name, op in sorted(heads.items(), key=lambda item: order[item[1].name])
    }
    if len(grouped) > 1 and OTHER in found and found[OTHER].state == "not needed":
        del found[OTHER]  # initializers, whose arrows would come from everywhere
    return found


def _box(
    told: Explanation,
    name: str,
    op: tf.Operation,
    group: list[tf.Operation],
    states: dict[str, str],
) -> Box:
    """Make a box with lines for its name, its op and shape, its value, and changed variables."""
    tensor = op.outputs[0] if len(op.outputs) else None
    kind = op.type if tensor is None else f"{op.type} {shape(told, tensor)}"
    more = len(group) - 1
    lines = [name, kind + (f" + {more} op{'s' * (more > 1)}" if more else "")]
    if tensor is not None and tensor.name in told.values:
        lines.append(summary(told.values[tensor.name]))
    computed = [o for o in group if states[o.name] in ("computed", "fetched")]
    if variables := changed(told, computed):
        lines.append(f"changes {variables}")
    state = states[op.name]
    if computed and state in ("cut off", "not needed"):
        lines.append(f"{len(computed)} of the {len(group)} ops are computed")
        state = "computed in part"
    return Box(lines, state, op, group)


def arrows(told: Explanation, boxes: dict[str, Box]) -> dict[Arrow, bool]:
    """Return the arrows between boxes, each with whether the run used it.

    An op without outputs, such as a training step, may read nearly every node. An arrow to such an
    op is left out if a longer path leads to it from the same box.
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
    """Return True if a path of arrows leads from box a to box b."""
    seen, todo = {b}, [b]
    while todo:
        found = reads[todo.pop()] - seen
        seen |= found
        todo += found
    return a in seen
