"""Functions on graphs that every part of the course needs: nodes, ancestors, feeds and weights."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np

from tfgraph_course import tf

Examples = tuple[np.ndarray, np.ndarray]  # values for the graph's x and y_


class Nodes(Protocol):
    """A collection of graph nodes, which are attributes with the names of the nodes."""

    def _asdict(self) -> dict[str, Any]:
        """Return the nodes, keyed by name, in the order of the book."""


class Graph(Nodes, Protocol):
    """The nodes for training and measuring a model, as the function that builds it returns them.

    A graph with dropout also has `keep_prob`, a scalar float placeholder. If a graph also has
    `cross_entropy`, the scalar loss, training is faster.
    """

    x: tf.Tensor  # float placeholder [batch, ...]
    y_: tf.Tensor  # float placeholder [batch, classes], one-hot labels
    y: tf.Tensor  # [batch, classes], probabilities
    train_step: tf.Operation
    accuracy: tf.Tensor  # []


def nodes(*namespaces: Mapping[str, Any] | Nodes) -> Any:
    """Collect the nodes among a builder's local variables into a named tuple: `nodes(locals())`.

    Nodes are tensors, variables, operations, and tuples of them, in the order in which the builder
    names them; names that begin with an underscore, and nodes of graphs other than the default
    graph, are left out. A variable that is read by a function inside the builder comes last, as in
    Python's `locals()`.

    Args:
        namespaces: `locals()`, and nodes that were built elsewhere, such as the result of
            `objective`.

    Raises:
        ValueError: two nodes have the same name.
    """
    found: dict[str, Any] = {}
    for space in namespaces:
        for name, node in (space if isinstance(space, Mapping) else space._asdict()).items():
            if name.startswith("_") or not _is_node(node):
                continue
            if found.setdefault(name, node) is not node:
                raise ValueError(f"two nodes have the name {name}; rename one of them.")
    return namedtuple("Nodes", found)(**found)


def _is_node(thing: Any) -> bool:
    """Return False also for nodes of another graph, such as those that an earlier cell left."""
    if isinstance(thing, tuple):
        return bool(thing) and all(map(_is_node, thing))
    is_node = isinstance(thing, (tf.Tensor, tf.Operation)) or is_variable(thing)
    return is_node and thing.graph is tf.get_default_graph()


def is_variable(thing: Any) -> bool:
    """Return True for any TensorFlow variable, including resource variables.

    A resource variable is not an instance of tf.Variable.
    """
    return hasattr(type(thing), "assign_add") and hasattr(type(thing), "op")


def op_of(node: Any) -> tf.Operation:
    """Return the op of a tensor or variable; return an op unchanged."""
    return node if isinstance(node, tf.Operation) else node.op


def weights_of(graph: Nodes) -> dict[str, tf.Variable]:
    """Return a graph's weights, keyed by node name, in the order of the book: W1, b1, W2, ...

    The weights of an RNN cell keep the names that the cell gives them: kernel, bias.
    """
    weights: dict[str, tf.Variable] = {}
    for name, node in graph._asdict().items():
        if isinstance(node, tf.Variable):
            weights[name] = node
        elif name == "cell_weights":  # rnn/gru_cell/gates/kernel -> gates_kernel
            weights |= {"_".join(v.op.name.split("/")[2:]): v for v in node}
    return weights


def as_fed(graph: Graph, examples: Examples) -> Examples:
    """Convert examples and labels to float32, and reshape the examples for the placeholder `x`.

    For instance, images [N, 36, 36] become [N, 1296].
    """
    images, onehot = examples
    images = images.reshape(-1, *graph.x.shape.as_list()[1:])
    return images.astype(np.float32, copy=False), onehot.astype(np.float32, copy=False)


def feed(graph: Graph, examples: Examples, keep_prob: float) -> dict[Any, Any]:
    """Return the feed_dict for a graph: examples, labels and, if it has dropout, `keep_prob`."""
    dropout = {graph.keep_prob: keep_prob} if hasattr(graph, "keep_prob") else {}
    return {graph.x: examples[0], graph.y_: examples[1]} | dropout


def random_numbers(*fetches: tf.Tensor | tf.Operation) -> list[tf.Tensor]:
    """Return the tensors of random numbers 0..1 that dropout draws: float32 [batch, neurons]."""
    drawn = [
        op.outputs[0]
        for op in ancestors(*fetches)
        if op.type == "RandomUniform" and not op._get_control_flow_context()  # not inside a loop
    ]
    fitting = [t for t in drawn if t.shape.rank and None not in t.shape.as_list()[1:]]
    return sorted(fitting, key=lambda tensor: tensor.name)


def ancestors(
    *fetches: tf.Tensor | tf.Operation, stop: set[str] = frozenset(), control: bool = True
) -> list[tf.Operation]:
    """Return the ops that a session runs to compute `fetches` when the tensors `stop` are fed.

    `stop` holds the names of tensors. If `control` is false, control dependencies are not followed.
    """
    found: dict[str, tf.Operation] = {}
    todo = list(map(op_of, fetches))
    while todo:
        op = todo.pop()
        if op.name not in found:
            found[op.name] = op
            todo += [tensor.op for tensor in op.inputs if tensor.name not in stop]
            todo += [before for before in op.control_inputs if control and not _fed(before, stop)]
    return list(found.values())


def _fed(op: tf.Operation, stop: set[str]) -> bool:
    """Return True if an op is a fed placeholder, for which no other op has to wait."""
    return op.type in ("Placeholder", "PlaceholderV2") and op.outputs[0].name in stop
