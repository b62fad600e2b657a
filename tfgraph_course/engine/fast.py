"""Build faster versions of what a graph computes from arrays that stay the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from tfgraph_course import tf
from tfgraph_course.engine.gradients import Data, gradients
from tfgraph_course.engine.rebuild import CannotCopy, copy
from tfgraph_course.engine.tiles import Tile
from tfgraph_course.engine.training_step import TrainingStep

CHECKED_EXAMPLES = 32  # a faster version must agree with the graph's own nodes on these
TOLERANCE = 1e-3  # of a gradient, relative to its largest entry
MEAN_TOLERANCE = 1e-5

# A function that returns the graph's own tensors, or their names, and the faster ones.
Both = Callable[["Data", dict[str, "tf.Tensor"]], tuple[list[Any], list["tf.Tensor"]]]


class Fast(NamedTuple):
    """A faster version of a step or of means: nodes in the copy, which read stored examples."""

    fetches: Any  # an operation that trains, or a list of scalar tensors
    masks: dict[str, tf.Tensor]  # placeholders for dropout's random numbers, by tensor name
    data: Data  # freed together with the nodes


class Feeds(NamedTuple):
    """What a run of a session is fed: arrays with a row for each example, and all other values."""

    rows: dict[tf.Tensor, np.ndarray]
    others: dict[tf.Tensor, Any]

    @property
    def examples(self) -> int:
        """The number of examples."""
        return len(next(iter(self.rows.values())))

    @property
    def kept(self) -> dict[str, tf.Tensor]:
        """The placeholders of the other values, keyed by name; a copy reads them as they are."""
        return {placeholder.name: placeholder for placeholder in self.others}

    def first(self, examples: int) -> dict[tf.Tensor, Any]:
        """Return the first rows of each array; `examples` is how many."""
        return {t: array[:examples] for t, array in self.rows.items()}


def faster_step(
    op: tf.Operation, step: TrainingStep, feeds: Feeds, data: Data, numbers: Sequence[tf.Tensor]
) -> Fast:
    """Build a faster version of a training step.

    Args:
        op: the graph's own step.
        step: its loss, and the variables that it changes.
        feeds: the examples, and current values of the other placeholders.
        data: the examples in the session.
        numbers: the tensors of dropout's random numbers.

    Raises:
        CannotCopy: the step cannot be made faster, or the new gradients on a few examples differ
            from the graph's own.
    """

    def both(few: Data, masks: dict[str, tf.Tensor]) -> tuple[list[str], list[tf.Tensor]]:
        new = gradients(step.loss, step.applied, few, masks, feeds.kept)
        return list(new), list(new.values())

    for own, ours in _compared([step.loss], both, feeds, data, numbers):
        if not np.abs(own - ours).max() <= TOLERANCE * np.abs(own).max():
            raise CannotCopy
    masks = _placeholders(numbers, data.tiles.examples)
    new = gradients(step.loss, step.applied, data, masks, feeds.kept)
    (fast,) = copy([op], new | feeds.kept)
    return Fast(fast, masks, data)


def faster_means(
    means: Sequence[tf.Tensor],
    feeds: Feeds,
    data: Data,
    numbers: Sequence[tf.Tensor],
    is_checked: bool,
) -> Fast:
    """Build faster versions of means over the examples.

    Args:
        means: the graph's own means, which are scalars.
        feeds, data, numbers: as for `faster_step`.
        is_checked: whether the same means, built in the same way for other examples, have already
            agreed with the graph's own.

    Raises:
        CannotCopy: the means cannot be made faster, or on a few examples they differ from the
            graph's own.
    """

    def both(few: Data, masks: dict[str, tf.Tensor]) -> tuple[list[tf.Tensor], list[tf.Tensor]]:
        return list(means), _means(means, few, masks, feeds)

    if data.in_tiles and not is_checked:
        for own, ours in _compared(means, both, feeds, data, numbers):
            if not np.allclose(own, ours, rtol=MEAN_TOLERANCE, atol=MEAN_TOLERANCE):
                raise CannotCopy
    masks = _placeholders(numbers, data.tiles.examples)
    return Fast(_means(means, data, masks, feeds), masks, data)


def _means(
    means: Sequence[tf.Tensor], data: Data, masks: Mapping[str, tf.Tensor], feeds: Feeds
) -> list[tf.Tensor]:
    def of_tile(tile: Tile) -> list[tf.Tensor]:
        drawn = {name: data.tiles.rows(mask, tile) for name, mask in masks.items()}
        given = data.given(tile, data.once, feeds.kept) | drawn
        # Importing does not always infer the shape of a mean, which is [].
        return [tf.ensure_shape(mean, []) * tile.share for mean in copy(means, given)]

    return data.tiles.total(of_tile, [tf.TensorShape([])] * len(means))


def _compared(
    fetches: Sequence[tf.Tensor], both: Both, feeds: Feeds, data: Data, numbers: Sequence[tf.Tensor]
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Compute tensors both ways on a few examples, or on all if the graph does not accept fewer.

    Args:
        fetches: the tensors of the graph that are computed from the examples.
        both: builds the graph's own tensors and the faster ones, from examples and placeholders
            for dropout's random numbers.
        feeds, data, numbers: as for `faster_step`.

    Returns:
        Pairs of values: the graph's own, and the faster one.
    """

    def on(examples: int) -> list[list[np.ndarray]]:
        few, fed, masks = _few(fetches, feeds, data, numbers, examples)
        found = tf.get_default_session().run(both(few, masks), fed)
        few.free()
        return found

    try:
        own, ours = on(CHECKED_EXAMPLES)
    except ValueError as fault:
        if data.in_tiles:
            raise CannotCopy from fault
        own, ours = on(data.tiles.examples)
    return zip(own, ours, strict=True)


def _few(
    fetches: Sequence[tf.Tensor],
    feeds: Feeds,
    data: Data,
    numbers: Sequence[tf.Tensor],
    examples: int,
) -> tuple[Data, dict[Any, Any], dict[str, tf.Tensor]]:
    """Return a few examples, the feed for computing them both ways, and dropout's placeholders.

    The placeholders are fed the same random numbers as the graph's own tensors.
    """
    rows = feeds.first(examples)
    examples = len(next(iter(rows.values())))
    size = max(1, examples * 2 // 3) if data.in_tiles else examples
    few = Data(rows, fetches, data, size)
    masks, random = _placeholders(numbers, examples), np.random.default_rng(0)
    fed: dict[Any, Any] = rows | feeds.others
    for tensor in numbers:
        drawn = random.random((examples, *tensor.shape.as_list()[1:]), np.float32)
        fed |= {tensor: drawn, masks[tensor.name]: drawn}
    return few, fed, masks


def _placeholders(numbers: Sequence[tf.Tensor], examples: int) -> dict[str, tf.Tensor]:
    return {
        tensor.name: tf.placeholder(tensor.dtype, [examples, *tensor.shape[1:]])
        for tensor in numbers
    }
