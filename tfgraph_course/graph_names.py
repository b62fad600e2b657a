"""A graph as TensorBoard shows it: every op in the scope of a node of the book.

The ops of the chapters have the names that TensorFlow gives them, `add_1` or `Relu`, as in the
book. Only a copy of the graph's description is renamed.
"""

from __future__ import annotations

import re
from typing import Any

from tfgraph_course import tf
from tfgraph_course.graphs import Nodes, ancestors

OTHER = "other"  # the scope of what does not lead to a node of the book: initializers, savers


def for_display(graph: Nodes) -> tf.GraphDef:
    """The default graph's description, with shapes, in which each op is in the scope of a node.

    Args:
        graph: NamedTuple of nodes: tensors, ops, variables, and tuples of them.

    Returns:
        All ops: those of `h1 = relu(xw + b1)` are `h1/add` and `h1/Relu`, those of the gradients
        and updates are below `train_step`. Colocation of ops is left out.
    """
    described, new = tf.get_default_graph().as_graph_def(add_shapes=True), names(graph)
    for node in described.node:
        node.name = new[node.name]
        node.input[:] = [re.sub(r"[^^:]+", lambda old: new[old[0]], i, count=1) for i in node.input]
        if "_class" in node.attr:  # names other ops
            del node.attr["_class"]
    return described


def names(graph: Nodes) -> dict[str, str]:
    """The name to show for each op of the default graph, by its own name; each is unique."""
    owners = _owners(graph)
    new: dict[str, str] = {}
    used: set[str] = set()
    heads: dict[tuple[str, str], str] = {}  # what the first part of a name becomes in a scope
    for op in tf.get_default_graph().get_operations():
        owner, (head, slash, rest) = owners[op.name], op.name.partition("/")
        if (owner, head) not in heads:
            shown = owner if head == owner else f"{owner}/{re.sub('_[0-9]+$', '', head)}"
            heads[owner, head] = _unused(shown, set(heads.values()))
        if re.fullmatch("gradients(_[0-9]+)?", head):  # h1/Relu_grad/..., for the op h1/Relu
            rest = re.sub("^(.+?)(?=_grad(_[0-9]+)?/)", lambda of: new.get(of[0], of[0]), rest)
        new[op.name] = _unused(heads[owner, head] + slash + rest, used)
        used.add(new[op.name])
    return new


def _unused(name: str, used: set[str]) -> str:
    """The name, with a number after it if it is used already."""
    number, free = 0, name
    while free in used:
        number += 1
        free = f"{name}_{number}"
    return free


def _owners(graph: Nodes) -> dict[str, str]:
    """The node of the book that each op leads to first, by the op's name."""
    fields = {field: _ops(node) for field, node in graph._asdict().items()}
    owners: dict[str, str] = {}
    for field, ops in fields.items():
        for op in ops:
            owners.setdefault(op.name, field)
    ends = {tensor.name for ops in fields.values() for op in ops for tensor in op.outputs}
    for field, ops in fields.items():
        for op in ancestors(*ops, stop=ends):
            owners.setdefault(op.name, field)
    scopes: dict[str, str] = {}
    for name, owner in owners.items():
        for scope in (name, name.rpartition("/")[0]):
            scopes.setdefault(scope, owner)
    scopes[""] = OTHER
    # Some ops lead nowhere, such as gradients that nothing applies: each goes with its neighbours.
    for op in tf.get_default_graph().get_operations():
        scope = op.name
        while scope not in scopes:
            scope = scope.rpartition("/")[0]
        owners.setdefault(op.name, scopes[scope])
    return owners


def _ops(node: Any) -> list[tf.Operation]:
    """The ops of a node of the book; a variable has ops that set and read it, too."""
    if isinstance(node, tuple):
        return [op for part in node for op in _ops(part)]
    if isinstance(node, tf.Variable):
        return [node.op, node.initializer, node.value().op]
    return [node if isinstance(node, tf.Operation) else node.op]
