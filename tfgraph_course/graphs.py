"""What every part of the course needs of a graph: its nodes, ancestors, feeds and weights."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np

from tfgraph_course import tf

Examples = tuple[np.ndarray, np.ndarray]  # as the graph's x and y_ take them


class Nodes(Protocol):
    """Nodes, each an attribute, by its name."""

    def _asdict(self) -> dict[str, Any]:
        """The nodes by name, in the order of the book."""


class Graph(Nodes, Protocol):
    """What the builder of a model returns: the nodes for training and measuring.

    With dropout there is also `keep_prob`, a float placeholder for one number. Training is faster
    with `cross_entropy`, the loss [].
    """

    x: tf.Tensor  # float placeholder [batch, ...]
    y_: tf.Tensor  # float placeholder [batch, classes], one-hot labels
    y: tf.Tensor  # [batch, classes], probabilities
    train_step: tf.Operation
    accuracy: tf.Tensor  # []


def nodes(*namespaces: Mapping[str, Any] | Nodes) -> Any:
    """The nodes among a builder's names, `nodes(locals())`, as a named tuple.

    These are tensors, variables, operations, and tuples of them, in the order in which the builder
    names them, but not names that begin with an underscore. A name that a function inside the
    builder reads comes last, as in Python's `locals()`.

    Args:
        namespaces: `locals()`, and nodes from elsewhere, such as those of an `objective`.

    Raises:
        ValueError: two nodes have one name.
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
    if isinstance(thing, tuple):
        return bool(thing) and all(map(_is_node, thing))
    return isinstance(thing, (tf.Tensor, tf.Operation)) or is_variable(thing)


def is_variable(thing: Any) -> bool:
    """Whether it is a variable of either kind; a resource variable is not a tf.Variable."""
    return hasattr(type(thing), "assign_add") and hasattr(type(thing), "op")


def weights_of(graph: Nodes) -> dict[str, tf.Variable]:
    """The variables of a graph by the names of their nodes, in the book's order: W1, b1, W2, ...

    The weights of an RNN's cell have the cell's own names: kernel, bias.
    """
    weights: dict[str, tf.Variable] = {}
    for name, node in graph._asdict().items():
        if isinstance(node, tf.Variable):
            weights[name] = node
        elif name == "cell_weights":  # rnn/gru_cell/gates/kernel -> gates_kernel
            weights |= {"_".join(v.op.name.split("/")[2:]): v for v in node}
    return weights


def as_fed(graph: Graph, examples: Examples) -> Examples:
    """Float32 examples and labels; [N, 36, 36] becomes [N, 1296] where `x` takes that."""
    images, onehot = examples
    images = images.reshape(-1, *graph.x.shape.as_list()[1:])
    return images.astype(np.float32, copy=False), onehot.astype(np.float32, copy=False)


def feed(graph: Graph, examples: Examples, keep_prob: float) -> dict[Any, Any]:
    """The feed_dict of a graph's own nodes for examples, with `keep_prob` if there is dropout."""
    dropout = {graph.keep_prob: keep_prob} if hasattr(graph, "keep_prob") else {}
    return {graph.x: examples[0], graph.y_: examples[1]} | dropout


def random_numbers(graph: Graph) -> list[tf.Tensor]:
    """What dropout draws for each example in a step: float32 [batch, neurons] tensors, 0..1."""
    drawn = [
        op.outputs[0]
        for op in ancestors(graph.train_step)
        if op.type == "RandomUniform" and not op._get_control_flow_context()  # nothing feeds a loop
    ]
    fitting = [t for t in drawn if t.shape.rank and None not in t.shape.as_list()[1:]]
    return sorted(fitting, key=lambda tensor: tensor.name)


def ancestors(
    *fetches: tf.Tensor | tf.Operation, stop: set[str] = frozenset(), control: bool = True
) -> list[tf.Operation]:
    """All ops that are computed for some fetches, except those that only the tensors `stop` need.

    A session computes these when `stop` is fed. Without `control`, ops are left out that only have
    to run before another op.
    """
    found: dict[str, tf.Operation] = {}
    todo = [fetch.op if isinstance(fetch, tf.Tensor) else fetch for fetch in fetches]
    while todo:
        op = todo.pop()
        if op.name not in found:
            found[op.name] = op
            todo += [tensor.op for tensor in op.inputs if tensor.name not in stop]
            todo += [before for before in op.control_inputs if control and not _fed(before, stop)]
    return list(found.values())


def _fed(op: tf.Operation, stop: set[str]) -> bool:
    """Whether nothing waits for an op: of those that are fed, only a placeholder."""
    return op.type in ("Placeholder", "PlaceholderV2") and op.outputs[0].name in stop
