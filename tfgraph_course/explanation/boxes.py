"""The boxes in a picture of a graph, one for each node, and the arrows between the boxes."""

from __future__ import annotations

from typing import NamedTuple

from tfgraph_course.explanation import Explanation
from tfgraph_course.explanation.groups import Group, groups
from tfgraph_course.explanation.layout import Arrow
from tfgraph_course.explanation.text import changed, shape, summary
from tfgraph_course.graphs import op_of
from tfgraph_course.node_scopes import OTHER


class Box(NamedTuple):
    """A box in the picture: a node, with all ops that the box represents."""

    lines: list[str]
    state: str  # "computed", "computed in part", "fetched", "fed", "cut off" or "not needed"
    group: Group


def boxes(told: Explanation) -> dict[str, Box]:
    """Return the boxes for an explained graph, keyed by name, in the order of the graph's nodes."""
    order = {op.name: i for i, op in enumerate(told.graph.get_operations())}
    grouped = sorted(groups(told).items(), key=lambda item: order[item[1].head.name])
    states = _states(told)
    found = {name: _box(told, name, group, states) for name, group in grouped}
    if len(found) > 1 and OTHER in found and found[OTHER].state == "not needed":
        del found[OTHER]  # initializers, whose arrows would come from everywhere
    return found


def _states(told: Explanation) -> dict[str, str]:
    """Return the state of each op in a run, keyed by name; ops fed and fetched count as fed."""
    plan = told.plan
    lists = {"computed": plan.computed, "cut off": plan.cut_off, "not needed": plan.not_needed}
    lists |= {"fetched": map(op_of, plan.fetched), "fed": map(op_of, plan.fed)}
    return {op.name: state for state, ops in lists.items() for op in ops}


def _box(told: Explanation, name: str, group: Group, states: dict[str, str]) -> Box:
    """Make a box with lines for its name, its op and shape, its value, and changed variables."""
    head, kind, more = group.head, group.head.type, len(group.ops) - 1
    if head.outputs:
        kind += f" {shape(told, head.outputs[0])}"
    lines = [name, kind + (f" + {more} op{'s' * (more > 1)}" if more else "")]
    if head.outputs and head.outputs[0].name in told.values:
        lines.append(summary(told.values[head.outputs[0].name]))
    computed = [op for op in group.ops if states[op.name] in ("computed", "fetched")]
    if variables := changed(told, computed):
        lines.append(f"changes {variables}")
    state = states[head.name]
    if computed and state in ("cut off", "not needed"):
        lines.append(f"{len(computed)} of the {len(group.ops)} ops are computed")
        state = "computed in part"
    return Box(lines, state, group)


def arrows(told: Explanation, boxes: dict[str, Box]) -> dict[Arrow, bool]:
    """Return the arrows between boxes, each with whether the run used it.

    An op without outputs, such as a training step, may read nearly every node. An arrow to such an
    op is left out if a longer path leads to it from the same box.
    """
    home = {op.name: name for name, box in boxes.items() for op in box.group.ops}
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
        if boxes[b].group.head.outputs or not any(_leads(a, c, reads) for c in reads[b] - {a})
    }


def _leads(a: str, b: str, reads: dict[str, set[str]]) -> bool:
    """Return True if a path of arrows leads from box a to box b."""
    seen, todo = {b}, [b]
    while todo:
        found = reads[todo.pop()] - seen
        seen |= found
        todo += found
    return a in seen
