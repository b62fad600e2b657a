"""The caller's names for the nodes of a graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tfgraph_course import tf
from tfgraph_course.graphs import is_variable


class Names:
    """The names of a graph's nodes.

    A node is named after the caller's variable, or the field of a NamedTuple, that holds the node;
    all other nodes have TensorFlow's names.
    """

    def __init__(self, graph: tf.Graph, *scopes: Mapping[str, Any], where: str = "explain") -> None:
        """Find the graph's nodes in the caller's variables.

        Args:
            graph: the graph.
            scopes: the caller's variables, keyed by name; a variable in an earlier scope hides a
                variable with the same name in a later scope.
            where: the call, with which error messages begin, such as "explain".
        """
        self.graph, self.scopes, self.where = graph, scopes, where
        self.fields: dict[str, Any] = {}  # tensors, ops and variables, keyed by the caller's names
        self._by_element: dict[str, str] = {}
        for scope in scopes:
            for name, thing in list(scope.items()):
                if not name.startswith("_"):  # such as IPython's results: _3
                    self._add(name, thing)

    def _add(self, name: str, thing: Any) -> None:
        for part, node in _nodes(name, thing):
            if part not in self.fields and node.graph is self.graph:
                element = node.op.outputs[0] if is_variable(node) else node
                if self._by_element.setdefault(element.name, part) == part:
                    self.fields[part] = node

    def of(self, element: Any) -> str:
        """Return the name of a tensor or op; an unnamed op has the name of its first output."""
        named = self._by_element.get(element.name)
        if named or not isinstance(element, tf.Operation):
            return named or self._not_taken(element)
        return self.of(element.outputs[0]) if len(element.outputs) else self._not_taken(element)

    def _not_taken(self, element: Any) -> str:
        """Return TensorFlow's name for a node, shortened if the short name is free.

        A name such as `add:0` is shortened to `add`, unless the caller uses `add` for another node.
        """
        op = self.op(element)
        short = op.name if len(op.outputs) < 2 else element.name
        taken = short in self.fields
        return f"^{short}" if taken and element is op else element.name if taken else short

    def kind(self, tensor: tf.Tensor) -> str:
        """Return the dtype and shape of a tensor in words, such as `float32 of shape (?, 5)`."""
        return f"{tensor.dtype.base_dtype.name} of shape {tensor.shape}"

    def op(self, node: Any) -> tf.Operation:
        """Return the op of a tensor or variable; return an op unchanged."""
        return node if isinstance(node, tf.Operation) else node.op

    def given(self, op: tf.Operation) -> bool:
        """Return True if the caller has a name for an op."""
        return self.of(op) in self.fields


def _nodes(name: str, thing: Any) -> Iterator[tuple[str, Any]]:
    """Yield the nodes that a variable of the caller holds, with a name for each."""
    if isinstance(thing, tuple):
        fields = thing._asdict() if hasattr(thing, "_asdict") else None
        parts = fields or {f"{name}[{i}]": part for i, part in enumerate(thing)}
        for part, node in parts.items():
            yield from _nodes(part, node)
    elif isinstance(thing, (tf.Tensor, tf.Operation)) or is_variable(thing):
        yield name, thing
