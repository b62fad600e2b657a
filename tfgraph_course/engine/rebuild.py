"""Copy parts of a graph, so that the copies read new tensors instead of some of the graph's own."""

from __future__ import annotations

from collections.abc import Sequence

from tfgraph_course import tf
from tfgraph_course.graphs import ancestors

VARIABLES = {"Variable", "VariableV2", "VarHandleOp"}


class CannotCopy(Exception):
    """A part of a graph cannot be copied or made faster; the graph's own ops are used instead."""


def copy(
    fetches: Sequence[tf.Tensor | tf.Operation], replaced: dict[str, tf.Tensor]
) -> list[tf.Tensor | tf.Operation]:
    """Copy the ops that compute `fetches`, and return the copies of `fetches`.

    The copies use the same variables, but read new tensors instead of some of the graph's own.

    Args:
        fetches: the tensors and ops to copy.
        replaced: the new tensors, keyed by the names of the tensors that they replace.

    Raises:
        CannotCopy: the copy would contain a placeholder that nothing replaces, or a loop, whose
            gradient TensorFlow cannot take in a copy.
    """
    ops = _behind(fetches, replaced)
    if any(op.type in ("Placeholder", "Enter") for op in ops):
        raise CannotCopy
    variables = {t.name: t for op in ops for t in op.inputs if t.op.type in VARIABLES}
    return _imported([op for op in ops if op.type not in VARIABLES], fetches, replaced | variables)


def copy_of_body(fetches: Sequence[tf.Tensor], replaced: dict[str, tf.Tensor]) -> list[tf.Tensor]:
    """Copy the ops that compute some tensors in a loop's body; the copies are outside the loop.

    They read new tensors instead of some of the body's own, as in `copy`.
    """
    replaced = {name: tf.identity(t) for name, t in replaced.items()}  # captured in a tf.function
    return _imported(_behind(fetches, replaced, control=False), fetches, replaced)


def _behind(
    fetches: Sequence[tf.Tensor | tf.Operation],
    replaced: dict[str, tf.Tensor],
    control: bool = True,
) -> list[tf.Operation]:
    """Return the ops that `fetches` still depend on once some tensors are replaced."""
    open_ = [fetch for fetch in fetches if fetch.name not in replaced]
    return ancestors(*open_, stop=set(replaced), control=control)


def _imported(
    ops: list[tf.Operation],
    fetches: Sequence[tf.Tensor | tf.Operation],
    replaced: dict[str, tf.Tensor],
) -> list[tf.Tensor | tf.Operation]:
    """Put copies of ops into the default graph; return the copies of `fetches`."""
    definition = tf.GraphDef(versions=tf.get_default_graph().graph_def_versions)
    names = {op.name for op in ops}
    for op in ops:
        node = definition.node.add()
        node.CopyFrom(op.node_def)
        node.attr.pop("_class", None)  # it requests colocation with a node that may not be copied
        node.input[:] = [name for name in node.input if name[0] != "^" or name[1:] in names]
    read = {t.name for op in ops for t in op.inputs}
    wanted = [fetch.name for fetch in fetches if fetch.name not in replaced]
    mapped = {name: tensor for name, tensor in replaced.items() if name in read}
    made = tf.import_graph_def(definition, mapped, wanted, name="copy")
    found = replaced | dict(zip(wanted, made, strict=True))
    return [found[fetch.name] for fetch in fetches]
