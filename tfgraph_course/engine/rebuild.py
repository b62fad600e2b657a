"""Copies of parts of a graph, in which some tensors are replaced by others."""

from __future__ import annotations

from collections.abc import Sequence

from tfgraph_course import tf

VARIABLES = {"Variable", "VariableV2", "VarHandleOp"}


def ancestors(
    *fetches: tf.Tensor | tf.Operation, stop: set[str] = frozenset()
) -> list[tf.Operation]:
    """All ops that are computed for some fetches, but for what lies behind the tensors `stop`."""
    found: dict[str, tf.Operation] = {}
    todo = [fetch.op if isinstance(fetch, tf.Tensor) else fetch for fetch in fetches]
    while todo:
        op = todo.pop()
        if op.name not in found:
            found[op.name] = op
            todo += [tensor.op for tensor in op.inputs if tensor.name not in stop]
            todo += op.control_inputs
    return list(found.values())


def copy(
    fetches: Sequence[tf.Tensor | tf.Operation], replaced: dict[str, tf.Tensor]
) -> list[tf.Tensor | tf.Operation] | None:
    """Compute fetches anew from replaced tensors, with the same variables.

    Returns:
        The copies; None where a placeholder is left that nothing replaces, or a loop, whose
        gradient TensorFlow cannot take in a copy.
    """
    ops = ancestors(*fetches, stop=set(replaced))
    if any(op.type in ("Placeholder", "Enter") for op in ops):
        return None
    reads = [t for op in ops for t in op.inputs]
    replaced = {t.name: replaced[t.name] for t in reads if t.name in replaced}
    replaced |= {t.name: t for t in reads if t.op.type in VARIABLES}
    definition = tf.GraphDef(versions=tf.get_default_graph().graph_def_versions)
    for op in ops:
        if op.type not in VARIABLES:
            node = definition.node.add()
            node.CopyFrom(op.node_def)
            node.attr.pop("_class", None)  # it asks to stand beside a node that is not copied
    return tf.import_graph_def(
        definition, replaced, [fetch.name for fetch in fetches], name="engine"
    )
