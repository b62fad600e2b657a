"""Build a full-batch gradient, added up tile by tile.

The first layers of the graph are computed once for all tiles.
"""

from __future__ import annotations

from tfgraph_course import tf
from tfgraph_course.engine.features import condense
from tfgraph_course.engine.rebuild import CannotCopy, copy
from tfgraph_course.engine.recurrence import recurrences
from tfgraph_course.engine.tables import kept
from tfgraph_course.engine.tiles import Tile, Tiles, tile_size
from tfgraph_course.graphs import Examples, Graph, ancestors


class Data:
    """Examples in the session, and the tensors that replace `x` and `y_` for each tile of them."""

    def __init__(
        self, graph: Graph, examples: Examples, until: str = "", size: int | None = None
    ) -> None:
        """Build the first layers for the examples, and divide the examples into tiles.

        Args:
            graph: the graph's nodes.
            examples: images and one-hot labels.
            until: as for `condense`.
            size: the number of examples in a tile; by default, as many as the limit for memory
                allows. Sequences are never divided.
        """
        images, onehot = examples
        self.labels, self.onehot = graph.y_.name, kept(onehot)
        self.forward = set(ancestors(graph.cross_entropy, graph.accuracy))
        self.name, self.once, rows = condense(graph.x, images, self.forward, until)
        behind = ancestors(graph.cross_entropy, stop={self.name})
        if any(op.type == "Enter" for op in behind):  # a sequence cannot be divided into tiles
            size = len(images)
        self.tiles = Tiles(len(images), size or tile_size(behind))
        self.rows = rows(self.tiles)

    def given(self, tile: Tile, once: list[tf.Tensor]) -> dict[str, tf.Tensor]:
        """For one tile, the tensors that replace the graph's own, keyed by the latter's names."""
        onehot = self.tiles.rows(self.onehot, tile)
        inputs = {self.name: self.rows(tile, once), self.labels: onehot}
        return inputs | recurrences(self.forward, inputs)


def gradients(
    graph: Graph, data: Data, keep_prob: float, masks: dict[str, tf.Tensor]
) -> dict[str, tf.Tensor]:
    """Build new gradients, keyed by the names of the graph's own, which train_step applies.

    All gradients are computed before any is applied; otherwise a variable could change while
    another gradient still reads it.

    Raises:
        CannotCopy: the loss cannot be copied, or does not depend on a variable.
    """
    own = _applied(graph)
    once = [tf.stop_gradient(tensor) for tensor in data.once]

    def of_tile(tile: Tile) -> list[tf.Tensor | None]:
        numbers = {name: data.tiles.rows(mask, tile) for name, mask in masks.items()}
        given = data.given(tile, once) | numbers | kept_share(graph, keep_prob)
        (loss,) = copy([graph.cross_entropy], given)
        return tf.gradients(loss * tile.share, [*once, *own.values()])

    graph_gradients = [tf.get_default_graph().get_tensor_by_name(name) for name in own]
    sums = data.tiles.total(of_tile, [tensor.shape for tensor in [*once, *graph_gradients]])
    of_once, direct = sums[: len(once)], sums[len(once) :]
    # Go through the first layers once for all tiles, from the sum of the table's gradients.
    through = [None] * len(own)
    if once:
        through = tf.gradients(data.once, list(own.values()), of_once)
    new = [_sum(*parts) for parts in zip(direct, through, strict=True)]
    with tf.control_dependencies(new):
        return {name: tf.identity(g) for name, g in zip(own, new, strict=True)}


def _sum(a: tf.Tensor | None, b: tf.Tensor | None) -> tf.Tensor:
    """The sum of two gradients; None counts as 0."""
    if a is None and b is None:
        raise CannotCopy
    return a if b is None else b if a is None else a + b


def kept_share(graph: Graph, keep_prob: float) -> dict[str, tf.Tensor]:
    """The tensor that replaces `keep_prob`, keyed by its name; none for a graph without dropout."""
    return {graph.keep_prob.name: tf.constant(keep_prob)} if hasattr(graph, "keep_prob") else {}


def _applied(graph: Graph) -> dict[str, tf.Tensor]:
    """The variable that train_step changes by each gradient, keyed by the gradient's name."""
    applied = {}
    for op in ancestors(graph.train_step):
        names = [argument.name for argument in op.op_def.input_arg]
        if op.type.startswith(("Apply", "ResourceApply")):
            gradient = op.inputs[names.index("delta" if "delta" in names else "grad")]
            applied[gradient.name] = op.inputs[0]
    return applied
