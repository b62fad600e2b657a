"""A training step and both accuracies that compute what the graph's own nodes compute, faster."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from tfgraph_course import tf
from tfgraph_course.engine.features import condense, kept
from tfgraph_course.engine.rebuild import ancestors, copy
from tfgraph_course.engine.recurrence import recurrences

Examples = tuple[np.ndarray, np.ndarray]  # as the graph's x and y_ take them

CHECKED = 32  # examples that the gradients are compared on before they are trusted
TOLERANCE = 1e-3  # relative to the largest entry of a gradient


class Fast(NamedTuple):
    """Nodes that need no `x`, `y_` or `keep_prob`: the data are in the session."""

    train_step: tf.Operation
    masks: list[tf.Tensor]  # placeholders [N, neurons] for what `random_numbers` lists
    train_accuracy: tf.Tensor  # []
    test_accuracy: tf.Tensor | None  # [], None where there are no validation data


def faster(
    graph: Any, training: Examples, validation: Examples | None, keep_prob: float
) -> Fast | None:
    """Build a faster way to train a graph. Its variables must be initialized.

    Args:
        graph: nodes `x`, `y_`, `cross_entropy`, `train_step`, `accuracy`, and `keep_prob` if it
            has dropout.
        training: float32 examples and labels, as `x` and `y_` take them.
        validation: the same, or None.
        keep_prob: share of the neurons that dropout keeps in a step.

    Returns:
        The nodes; None for a graph that is not to be had faster, or whose gradients on a few
        examples come out different.
    """
    if not hasattr(graph, "cross_entropy") or not _agrees(graph, training):
        return None
    inputs = _inputs(graph, training)
    masks = {
        numbers.name: tf.placeholder(numbers.dtype, [len(training[0]), *numbers.shape[1:]])
        for numbers in random_numbers(graph)
    }
    gradients = _gradients(graph, inputs | masks | _kept_share(graph, keep_prob))
    step = copy([graph.train_step], gradients)
    train_accuracy = copy([graph.accuracy], inputs | _kept_share(graph, 1.0))
    if step is None or train_accuracy is None:
        return None
    test_accuracy = [None]
    if validation:
        test_accuracy = copy([graph.accuracy], _inputs(graph, validation) | _kept_share(graph, 1.0))
    return Fast(step[0], list(masks.values()), train_accuracy[0], test_accuracy[0])


def feed(graph: Any, examples: Examples, keep_prob: float) -> dict[Any, Any]:
    """The feed_dict of a graph's own nodes for examples, with `keep_prob` if there is dropout."""
    dropout = {graph.keep_prob: keep_prob} if hasattr(graph, "keep_prob") else {}
    return {graph.x: examples[0], graph.y_: examples[1]} | dropout


def random_numbers(graph: Any) -> list[tf.Tensor]:
    """What dropout draws for each example in a step: float32 [batch, neurons] each, 0..1."""
    drawn = [
        op.outputs[0]
        for op in ancestors(graph.train_step)
        if op.type == "RandomUniform" and not op._get_control_flow_context()  # nothing feeds a loop
    ]
    fitting = [t for t in drawn if t.shape.rank and None not in t.shape.as_list()[1:]]
    return sorted(fitting, key=lambda tensor: tensor.name)


def _inputs(graph: Any, examples: Examples) -> dict[str, tf.Tensor]:
    """What takes the place of `x` and `y_`, by the names of the tensors that are replaced."""
    images, onehot = examples
    forward = set(ancestors(graph.cross_entropy, graph.accuracy))
    inputs = condense(graph.x, images, forward) | {graph.y_.name: kept(onehot)}
    return inputs | recurrences(forward, inputs)


def _kept_share(graph: Any, keep_prob: float) -> dict[str, tf.Tensor]:
    """What takes the place of `keep_prob`, if there is one."""
    return {graph.keep_prob.name: tf.constant(keep_prob)} if hasattr(graph, "keep_prob") else {}


def _gradients(graph: Any, inputs: dict[str, tf.Tensor]) -> dict[str, tf.Tensor] | None:
    """The gradients anew, by the names of those that the graph's own train_step applies.

    All are computed before any is applied: otherwise a variable could change while another
    gradient still reads it. None where the loss cannot be copied or does not depend on a variable.
    """
    own = _applied(graph)
    loss = copy([graph.cross_entropy], inputs)
    new = tf.gradients(loss, list(own.values())) if loss else [None]
    if any(gradient is None for gradient in new):
        return None
    with tf.control_dependencies(new):
        return {name: tf.identity(g) for name, g in zip(own, new, strict=True)}


def _applied(graph: Any) -> dict[str, tf.Variable]:
    """The names of the gradients that train_step applies, and the variable of each."""
    variables = {variable.op.name: variable for variable in tf.trainable_variables()}
    applied = {}
    for op in ancestors(graph.train_step):
        names = [argument.name for argument in op.op_def.input_arg]
        if op.type.startswith(("Apply", "ResourceApply")):
            gradient = op.inputs[names.index("delta" if "delta" in names else "grad")]
            applied[gradient.name] = variables[op.inputs[0].op.name]
    return applied


def _agrees(graph: Any, training: Examples) -> bool:
    """Compare the gradients on a few examples with those that the graph's own nodes give."""
    few = tuple(array[:CHECKED] for array in training)
    new = _gradients(graph, _inputs(graph, few) | _kept_share(graph, 1.0))
    if new is None:
        return False
    own, ours = tf.get_default_session().run([list(new), list(new.values())], feed(graph, few, 1.0))
    return all(
        np.abs(a - b).max() <= TOLERANCE * np.abs(a).max() for a, b in zip(own, ours, strict=True)
    )
