"""Write the explanation of a run as text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

import numpy as np

from tfgraph_course import tf
from tfgraph_course.explanation import Explanation
from tfgraph_course.explanation.analysis import changed_by, loop_or_branch
from tfgraph_course.explanation.groups import Group, shown
from tfgraph_course.terminal_text import fill, table

SHORT_SIZE = 6  # up to this many numbers are all printed
NAMED_GROUPS = 3  # at most this many nodes are listed with the number of ops that lead to them
LISTED_OPS = 8  # ops that the caller has not named; if there are more, they are only counted
GLUE = "\N{NO-BREAK SPACE}"  # keeps a dtype and its shape together


def text(told: Explanation, everything: bool = False, hint: str = ".everything()") -> str:
    """Say which nodes a run computed, in order, which were fed, and which were not computed.

    Args:
        told: the explanation.
        everything: whether all ops are listed, or only the nodes that the picture shows.
        hint: how to see all ops, for the line that counts those that are not listed.
    """
    plan = told.plan
    used = {t.name for op in plan.computed for t in op.inputs} | {t.name for t in plan.fetched}
    unread = [t for t in plan.fed if t.name not in used]
    read = [t for t in plan.fed if t.name in used]
    nodes = shown(told, everything)
    cut_off = [_expression(told, op) for op in plan.cut_off if op.name in nodes]
    sections = {
        f"{call(told)} computes, in this order:": list(_computed(told, nodes)) or [["nothing"]],
        "Fed instead of computed:": [_row(told, t) for t in read],
        "Fed, but not used by any computed node:": [_row(told, t) for t in unread],
        "Cut off by the feed, so never computed:": cut_off,
    }
    parts = [f"{fill(title)}\n{_table(rows)}" for title, rows in sections.items() if rows]
    if more := _more(told, nodes, hint):
        parts.insert(1, fill(more))
    if plan.not_needed:
        parts.append("Not needed, so not computed:\n" + _list(told, plan.not_needed))
    return "\n\n".join(parts)


def call(told: Explanation) -> str:
    """Return the call to `sess.run` in the caller's names, such as `sess.run(E, {d: 4})`."""
    names = [told.names.of(fetch) for fetch in told.plan.fetched]
    fetches = names[0] if len(names) == 1 else f"[{', '.join(names)}]"
    fed = [f"{told.names.of(t)}: {_fed(told.values[t.name])}" for t in told.plan.fed]
    return f"sess.run({fetches}{', {' if fed else ''}{', '.join(fed)}{'}' if fed else ''})"


def _fed(value: np.ndarray) -> str:
    return summary(value) if value.size <= SHORT_SIZE else f"array {list(value.shape)}"


def summary(value: np.ndarray) -> str:
    """Describe an array: by its elements if they are few, else by their range and mean or count."""
    if value.size <= SHORT_SIZE:
        formats = {"all": str, "float_kind": "{:.4g}".format}
        return " ".join(np.array2string(value, separator=", ", formatter=formats).split())
    if value.dtype == bool:
        return f"{value.sum():,} of {value.size:,} are True"
    if value.dtype.kind not in "iufc":
        return f"{value.size:,} strings"
    with np.errstate(all="ignore"):
        if value.min() == value.max():
            return f"all {value.min():.4g}"
        return f"min {value.min():.4g}, mean {value.mean():.4g}, max {value.max():.4g}"


def shape(told: Explanation, tensor: tf.Tensor) -> str:
    """Return a tensor's shape in the run, such as [10, 5]; if unknown, as in the graph: [?, 5]."""
    if tensor.name in told.values:
        return str(list(told.values[tensor.name].shape))
    if tensor.shape.rank is None:
        return "[...]"
    return str(["?" if side is None else side for side in tensor.shape.as_list()]).replace("'", "")


def changed(told: Explanation, ops: Iterable[tf.Operation]) -> str:
    """Return the names of the variables that ops change, such as `W, b`; "" if there are none."""
    variables = [variable for op in ops if (variable := changed_by(op)) is not None]
    return ", ".join(dict.fromkeys(map(told.names.of, variables)))


def does(told: Explanation, op: tf.Operation, group: Iterable[tf.Operation]) -> str:
    """Say what an op does besides computing its outputs; "" if it does nothing else.

    An op without outputs stands for the computed ops in `group`; what these change is named.
    """
    if variables := changed(told, [op] if len(op.outputs) else group):
        return f"changes {variables}"
    if len(op.outputs):
        return ""
    if op.inputs:
        return "reads " + ", ".join(map(told.names.of, op.inputs))
    after = [told.names.of(before) for before in op.control_inputs]
    more = f" and {len(after) - 2} more" if len(after) > 2 else ""
    return f"only waits for {', '.join(after[:2])}{more}" if after else "does nothing"


def _computed(told: Explanation, nodes: dict[str, Group]) -> Iterator[list[str]]:
    computed = {op.name for op in told.plan.computed}
    for place, ops in groupby(told.plan.computed, loop_or_branch):
        ops = list(ops)
        here = [op for op in ops if op.name in nodes]
        if place is None:
            for op in here:
                yield from _rows(told, op, [o for o in nodes[op.name].ops if o.name in computed])
        elif here:
            how = "branches, of which only one is taken"
            if place.is_loop:
                how = "the loop, each run once per iteration"
            yield [place.scope, f"{len(ops)} ops in {how}"]


def _more(told: Explanation, nodes: dict[str, Group], hint: str) -> str:
    """Count the computed and cut-off ops that are not listed, and say which nodes they lead to.

    Return "" if all are listed.
    """
    homes = {op.name: node.head for node in nodes.values() for op in node.ops}
    left = [op for op in (*told.plan.computed, *told.plan.cut_off) if op.name not in nodes]
    if not left:
        return ""
    counts = Counter(told.names.of(homes[op.name]) for op in left).most_common()
    of = [f"{name} ({number})" for name, number in counts[:NAMED_GROUPS]]
    if others := len(counts) - len(of):
        of.append(f"{others} other {'node' if others == 1 else 'nodes'}")
    *most, last = of
    named = f"{', '.join(most)} and {last}" if most else last
    ops, them = ("op belongs", "it") if len(left) == 1 else ("ops belong", "them")
    return f"{len(left)} more {ops} to {named}; {hint} lists {them}"


def _rows(told: Explanation, op: tf.Operation, group: list[tf.Operation]) -> Iterator[list[str]]:
    effect = does(told, op, group)
    if not len(op.outputs):
        yield [told.names.of(op), op.type, "", effect]
    fed = {tensor.name for tensor in told.plan.fed}
    for tensor in op.outputs:
        if tensor.name not in fed:
            row = _row(told, tensor)
            yield [*row[:3], f"{effect} to {row[3]}" if effect else row[3]]


def _row(told: Explanation, tensor: tf.Tensor) -> list[str]:
    said = "a handle" if tensor.dtype.base_dtype in (tf.resource, tf.variant) else "no value yet"
    if tensor.name in told.values:
        said = re.sub("(min|mean|max) ", rf"\1{GLUE}", summary(told.values[tensor.name]))
    kind = f"{tensor.dtype.base_dtype.name} {shape(told, tensor)}".replace(" ", GLUE)
    return [told.names.of(tensor), tensor.op.type, kind, said]


def _expression(told: Explanation, op: tf.Operation) -> list[str]:
    inputs = ", ".join(map(told.names.of, op.inputs))
    return [told.names.of(op), f"{op.type}({inputs})" if inputs else op.type]


def _table(rows: list[list[str]]) -> str:
    return "\n".join(table(rows, indent=2)).replace(GLUE, " ")


def _list(told: Explanation, ops: list[tf.Operation]) -> str:
    names = [told.names.of(op) for op in ops]
    yours = [name for name in names if name in told.names.fields]
    rest = len(names) - len(yours)
    if rest > LISTED_OPS:
        names = [*yours, f"{rest} ops that you did not name"]
    return fill("  " + ", ".join(names), indent="  ")
