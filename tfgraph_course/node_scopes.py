"""Names of ops for TensorBoard and `explain`: every op is in the scope of a node of the book.

The ops of the chapters have the names that TensorFlow gives them, `add_1` or `Relu`, as in the
book. They are renamed only for display: TensorBoard gets a renamed copy of the GraphDef.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tfgraph_course import tf
from tfgraph_course.graphs import Nodes, ancestors, op_of

OTHER = "other"  # scope of ops that no node of the book depends on: initializers, savers


def for_display(graph: Nodes) -> tf.GraphDef:
    """Return the default graph as a GraphDef with each op in the scope of a node of the book.

    Args:
        graph: the nodes of the book: tensors, ops, variables, and tuples of them.

    Returns:
        All ops with their shapes: the node `h1 = relu(xw + b1)` has the ops `h1/add` and `h1/Relu`,
        and the ops of gradients and updates are below `train_step`. Colocation constraints are
        left out.
    """
    described, new = tf.get_default_graph().as_graph_def(add_shapes=True), names(graph)
    for node in described.node:
        node.name = new[node.name]
        node.input[:] = [re.sub(r"[^^:]+", lambda old: new[old[0]], i, count=1) for i in node.input]
        if "_class" in node.attr:  # names other ops
            del node.attr["_class"]
    return described


def names(graph: Nodes) -> dict[str, str]:
    """Return a unique display name for each op of the default graph, keyed by the op's own name."""
    ops = tf.get_default_graph().get_operations()
    owner_of = owners(graph._asdict(), ops)
    new: dict[str, str] = {}
    used: set[str] = set()
    heads: dict[tuple[str, str], str] = {}  # new first parts, by owner and old first part
    for op in ops:
        owner, (head, slash, rest) = owner_of[op.name], op.name.partition("/")
        if (owner, head) not in heads:
            shown = owner if head == owner else f"{owner}/{re.sub('_[0-9]+$', '', head)}"
            heads[owner, head] = _unused(shown, set(heads.values()))
        if re.fullmatch("gradients(_[0-9]+)?", head):  # h1/Relu_grad/..., for the op h1/Relu
            rest = re.sub("^(.+?)(?=_grad(_[0-9]+)?/)", lambda of: new.get(of[0], of[0]), rest)
        new[op.name] = _unused(heads[owner, head] + slash + rest, used)
        used.add(new[op.name])
    return new


def _unused(name: str, used: set[str]) -> str:
    """Return `name`, with a number appended if `used` contains that name already."""
    number, free = 0, name
    while free in used:
        number += 1
        free = f"{name}_{number}"
    return free


def owners(nodes: Mapping[str, Any], all_ops: Iterable[tf.Operation]) -> dict[str, str]:
    """Return each op's scope, keyed by op name: the name of the first node that depends on it."""
    fields = {field: _ops(node) for field, node in nodes.items()}
    found: dict[str, str] = {}
    for field, ops in fields.items():
        for op in ops:
            found.setdefault(op.name, field)
    ends = {tensor.name for ops in fields.values() for op in ops for tensor in op.outputs}
    for field, ops in fields.items():
        for op in ancestors(*ops, stop=ends):
            found.setdefault(op.name, field)
    scopes: dict[str, str] = {}
    for name, owner in found.items():
        for scope in (name, name.rpartition("/")[0]):
            scopes.setdefault(scope, owner)
    scopes[""] = OTHER
    # No node depends on some ops, such as unused gradients: each gets the scope of its neighbours.
    for op in all_ops:
        scope = op.name
        while scope not in scopes:
            scope = scope.rpartition("/")[0]
        found.setdefault(op.name, scopes[scope])
    return found


def _ops(node: Any) -> list[tf.Operation]:
    """Return the ops of a node of the book; for a variable, also the ops that set and read it."""
    if isinstance(node, tuple):
        return [op for part in node for op in _ops(part)]
    if isinstance(node, tf.Variable):
        return [node.op, node.initializer, node.value().op]
    return [op_of(node)]
