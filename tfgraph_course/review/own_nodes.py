"""The nodes that a reader's own model must have."""

from __future__ import annotations

from typing import Any

from tfgraph_course import tf
from tfgraph_course.errors import CourseError
from tfgraph_course.graphs import Nodes, weights_of


def check_nodes(spec: str, graph: Any, size: int, classes: int) -> None:
    """Check that a reader's function returns the nodes that training and the review use.

    Args:
        spec: the function as "FILE.py:function", for the error message.
        graph: what the function returned; its nodes should be in the default graph.
        size, classes: of the data; size is the height and width of the images in pixels.

    Raises:
        CourseError: a node is missing, or of the wrong kind or shape; the message names the first
            such node.
    """
    if not (isinstance(graph, tuple) and hasattr(graph, "_asdict")):
        raise CourseError(
            f"{spec}: the function returns a {type(graph).__name__}; return a NamedTuple of nodes, "
            "as the chapters' builders do."
        )
    nodes = graph._asdict()
    wanted = {
        "x": f"a float placeholder of shape [None, {size}, {size}] or [None, {size * size}]",
        "y_": f"a float placeholder of shape [None, {classes}]",
        "y": f"a float tensor of probabilities of shape [None, {classes}]",
        "train_step": "an operation, such as minimize() returns",
        "accuracy": "a scalar float tensor",
        "keep_prob": "a scalar float placeholder",
    }
    for name, what in wanted.items():
        if name not in nodes:
            if name == "keep_prob":  # only a graph with dropout has it
                continue
            raise CourseError(f"{spec}: node {name} is missing; return {what}, as {name}.")
        if not _is_right(name, nodes[name], size, classes):
            raise CourseError(f"{spec}: node {name} is {_describe(nodes[name])}, not {what}.")
        if nodes[name].graph is not tf.get_default_graph():
            raise CourseError(
                f"{spec}: node {name} is in another graph; build all nodes inside the function, "
                "in the default graph."
            )
    _check_weights(spec, graph)


def _check_weights(spec: str, graph: Nodes) -> None:
    """Check that the graph has variables to train, and that all of them are returned.

    Variables that are not returned could not be saved.
    """
    trained = tf.trainable_variables()
    if not trained:
        raise CourseError(f"{spec}: the graph has no variable to train; make a tf.Variable.")
    returned = {variable.op.name for variable in weights_of(graph).values()}
    for variable in trained:
        if variable.op.name not in returned:
            raise CourseError(
                f"{spec}: variable {variable.op.name} is trained but not returned; return it with "
                "the nodes, so that it is counted and saved."
            )


def _is_right(name: str, node: Any, size: int, classes: int) -> bool:
    if name == "train_step":
        return isinstance(node, tf.Operation)
    if not (isinstance(node, tf.Tensor) and node.dtype.is_floating):
        return False
    if name in ("x", "y_", "keep_prob") and not node.op.type.startswith("Placeholder"):
        return False
    if name == "x":
        known = [None, size, size], [None, size * size]
        return node.shape.rank is not None and node.shape.as_list() in known
    return node.shape.is_compatible_with([None, classes] if name in ("y_", "y") else [])


def _describe(node: Any) -> str:
    """Describe a node by its kind, dtype and shape, for an error message."""
    if isinstance(node, tf.Tensor):
        shape = "of unknown shape" if node.shape.rank is None else node.shape.as_list()
        return f"a {node.op.type} of {node.dtype.name} {shape}"
    return f"a {type(node).__name__}"
