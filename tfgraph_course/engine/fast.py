"""A training step and both accuracies, computed faster than by the graph's own nodes."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from tfgraph_course import tf
from tfgraph_course.engine.gradients import Data, gradients, kept_share
from tfgraph_course.engine.rebuild import CannotCopy, copy
from tfgraph_course.engine.tables import release
from tfgraph_course.engine.tiles import Tile
from tfgraph_course.graphs import Examples, Graph, feed, random_numbers

CHECKED_EXAMPLES = 32  # gradients on these are compared before they are trusted
TOLERANCE = 1e-3  # relative to the largest entry of a gradient


class Fast(NamedTuple):
    """Nodes to train and measure a model with data in the session, without feeding `x` or `y_`."""

    train_step: tf.Operation
    masks: list[tf.Tensor]  # placeholders [N, neurons] for the tensors of `random_numbers`
    train_accuracy: tf.Tensor  # []
    train_loss: tf.Tensor  # [], with all neurons kept
    test_accuracy: tf.Tensor | None  # []; None if there are no validation data
    handles: list[Any]  # the session keeps the data as long as these handles exist


def faster(
    graph: Graph, training: Examples, validation: Examples | None, keep_prob: float
) -> Fast | None:
    """Build nodes that train a graph faster; the graph's variables must be initialized.

    Args:
        graph: nodes `x`, `y_`, `cross_entropy`, `train_step`, `accuracy`, and `keep_prob` if it
            has dropout.
        training: examples and labels, float32, as for `x` and `y_`.
        validation: the validation examples and labels in the same form, or None.
        keep_prob: share of the neurons that dropout keeps in a training step.

    Returns:
        The faster nodes; None if the graph cannot be made faster, or if the new gradients on a few
        examples differ from the graph's own.
    """
    if not hasattr(graph, "cross_entropy"):
        return None
    try:
        data = _trusted(graph, training)
        masks = {
            numbers.name: tf.placeholder(numbers.dtype, [len(training[0]), *numbers.shape[1:]])
            for numbers in random_numbers(graph)
        }
        (step,) = copy([graph.train_step], gradients(graph, data, keep_prob, masks))
        train_accuracy, train_loss = _means([graph.accuracy, graph.cross_entropy], graph, data)
        test_accuracy = None
        if validation:
            (test_accuracy,) = _means([graph.accuracy], graph, Data(graph, validation))
    except CannotCopy:
        return None
    finally:
        handles = release()
    return Fast(step, list(masks.values()), train_accuracy, train_loss, test_accuracy, handles)


def _trusted(graph: Graph, training: Examples) -> Data:
    """The training data, in a form that gives the same gradients as the graph's own nodes.

    They are in tiles if possible; a loss that is not a mean over the examples needs one large tile.
    """
    data = Data(graph, training)
    if _agrees(graph, training, data):
        return data
    if data.tiles.size < len(training[0]):
        data = Data(graph, training, size=len(training[0]))
        if _agrees(graph, training, data):
            return data
    raise CannotCopy


def _agrees(graph: Graph, training: Examples, data: Data) -> bool:
    """Whether the gradients on a few examples agree with those of the graph's own nodes."""
    few = tuple(array[:CHECKED_EXAMPLES] for array in training)
    in_tiles = data.tiles.size < data.tiles.examples
    tile = CHECKED_EXAMPLES * 2 // 3 if in_tiles else CHECKED_EXAMPLES
    new = gradients(graph, Data(graph, few, until=data.name, size=tile), 1.0, {})
    own, ours = tf.get_default_session().run([list(new), list(new.values())], feed(graph, few, 1.0))
    return all(
        np.abs(a - b).max() <= TOLERANCE * np.abs(a).max() for a, b in zip(own, ours, strict=True)
    )


def _means(fetches: list[tf.Tensor], graph: Graph, data: Data) -> list[tf.Tensor]:
    """The means of some tensors over all examples, with all neurons kept."""

    def of_tile(tile: Tile) -> list[tf.Tensor]:
        given = data.given(tile, data.once) | kept_share(graph, 1.0)
        return [mean * tile.share for mean in copy(fetches, given)]

    return data.tiles.total(of_tile, [tf.TensorShape([])] * len(fetches))
