"""The caller's names for the nodes of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tfgraph_course import tf
from tfgraph_course.graphs import is_variable, op_of


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
        held = [item for scope in scopes for item in list(scope.items())]
        for name, node in _nodes(held):
            if name not in self.fields and node.graph is graph:
                element = node.op.outputs[0] if is_variable(node) else node
                if self._by_element.setdefault(element.name, name) == name:
                    self.fields[name] = node

    def of(self, element: Any) -> str:
        """Return the name of a tensor or op; an unnamed op has the name of its first output.

        TensorFlow's name, such as `add:0`, is shortened to `add`, unless the caller uses `add` for
        another node.
        """
        if named := self._by_element.get(element.name):
            return named
        op = op_of(element)
        if element is op and op.outputs:
            return self.of(op.outputs[0])
        short = op.name if len(op.outputs) < 2 else element.name
        if short not in self.fields:
            return short
        return f"^{short}" if element is op else element.name


def _nodes(things: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Yield the nodes among the caller's variables and in tuples there, with a name for each."""
    for name, thing in things:
        if name.startswith("_"):  # such as IPython's results: _3
            continue
        if isinstance(thing, tuple):
            numbered = {f"{name}[{i}]": part for i, part in enumerate(thing)}
            fields = thing._asdict() if hasattr(thing, "_asdict") else numbered
            yield from _nodes(fields.items())
        elif isinstance(thing, (tf.Tensor, tf.Operation)) or is_variable(thing):
            yield name, thing
