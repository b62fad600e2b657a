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
    scores = f"of shape [None, {classes}]"
    wanted = {
        "x": (
            lambda x: _is_images(x, size),
            f"a float placeholder of shape [None, {size}, {size}] or [None, {size * size}]",
        ),
        "y_": (lambda y_: _is_placeholder(y_, [None, classes]), f"a float placeholder {scores}"),
        "y": (
            lambda y: _is_float(y, [None, classes]), f"a float tensor of probabilities {scores}"
        ),
        "train_step": (
            lambda step: isinstance(step, tf.Operation), "an operation, such as minimize() returns"
        ),
        "accuracy": (lambda accuracy: _is_float(accuracy, []), "a scalar float tensor"),
        "keep_prob": (lambda share: _is_placeholder(share, []), "a scalar float placeholder"),
    }
    for name, (is_right, what) in wanted.items():
        if name not in nodes:
            if name == "keep_prob":  # only a graph with dropout has it
                continue
            raise CourseError(f"{spec}: node {name} is missing; return {what}, as {name}.")
        if not is_right(nodes[name]):
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


def _is_images(node: Any, size: int) -> bool:
    if not _is_placeholder(node, None) or node.shape.rank is None:
        return False
    return node.shape.as_list() in ([None, size, size], [None, size * size])


def _is_placeholder(node: Any, shape: list[int | None] | None) -> bool:
    return _is_float(node, shape) and node.op.type.startswith("Placeholder")


def _is_float(node: Any, shape: list[int | None] | None) -> bool:
    return (
        isinstance(node, tf.Tensor)
        and node.dtype.is_floating
        and node.shape.is_compatible_with(shape)
    )


def _describe(node: Any) -> str:
    """Describe a node by its kind, dtype and shape, for an error message."""
    if isinstance(node, tf.Tensor):
        shape = "of unknown shape" if node.shape.rank is None else node.shape.as_list()
        return f"a {node.op.type} of {node.dtype.name} {shape}"
    return f"a {type(node).__name__}"
