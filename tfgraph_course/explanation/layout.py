"""Position the boxes of a graph, in layers from the top down, and the paths of its arrows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy.optimize import isotonic_regression

SWEEPS, SORTING_SWEEPS = 300, 30  # only the sorting sweeps, which come first, reorder a layer
GAP = 0.3  # inches between boxes
ARROW_WIDTH = 0.15  # inches for an arrow that passes through a layer

Arrow = tuple[str, str]  # the names of two boxes
Point = tuple[float, int]  # inches from left to right, and a layer, numbered from the top


class Layout(NamedTuple):
    """The positions of boxes and of points on arrows."""

    boxes: dict[str, Point]
    ways: dict[Arrow, list[Point]]  # both ends, and between them a point on each layer passed


def layout(widths: dict[str, float], arrows: Iterable[Arrow]) -> Layout:
    """Place boxes so that arrows are short and point down, and no box covers another.

    Args:
        widths: the boxes' widths in inches, keyed by name, in an order in which arrows point to
            later boxes.
        arrows: the arrows; an arrow that points back, in a cycle, is placed as if reversed.
    """
    order = {name: i for i, name in enumerate(widths)}
    down = list(dict.fromkeys(tuple(sorted(arrow, key=order.__getitem__)) for arrow in arrows))
    layer = _layers(list(widths), down)
    ways, width, neighbours = {}, dict(widths), defaultdict(list)
    for a, b in down:
        points = [f"{a} > {b} @ {between}" for between in range(layer[a] + 1, layer[b])]
        layer |= zip(points, range(layer[a] + 1, layer[b]), strict=True)
        width |= dict.fromkeys(points, ARROW_WIDTH)
        ways[a, b] = [a, *points, b]
        for one, other in pairwise(ways[a, b]):
            neighbours[one].append(other)
            neighbours[other].append(one)
    layers: list[list[str]] = [[] for _ in range(max(layer.values()) + 1)]
    for name, number in layer.items():
        layers[number].append(name)
    x = _places(layers, neighbours, width)
    at = {name: (x[name], layer[name]) for name in layer}
    return Layout(
        {name: at[name] for name in widths},
        {arrow: [at[point] for point in way] for arrow, way in ways.items()},
    )


def _layers(names: Sequence[str], arrows: list[Arrow]) -> dict[str, int]:
    """Choose a layer for each box.

    A box is below all boxes that it reads or, if it reads none, just above its first reader.
    """
    before = {name: [a for a, b in arrows if b == name] for name in names}
    after = {name: [b for a, b in arrows if a == name] for name in names}
    layer: dict[str, int] = {}
    for name in names:
        layer[name] = 1 + max((layer[a] for a in before[name]), default=-1)
    for name in reversed(names):
        if after[name] and not before[name]:
            layer[name] = min(layer[b] for b in after[name]) - 1
    return layer


def _places(
    layers: list[list[str]], neighbours: dict[str, list[str]], width: dict[str, float]
) -> dict[str, float]:
    """Return positions near the weighted mean of each box's neighbours, found in many sweeps.

    A box with more neighbours has a larger weight, so that other boxes move it less and a long
    chain stays straight.
    """
    weight = {name: len(neighbours.get(name, [])) ** 2 + 1 for name in width}
    x: dict[str, float] = {name: 0 for name in width}
    for sweep in range(SWEEPS):
        for row in layers if sweep % 2 == 0 else reversed(layers):
            wish = {name: _middle(neighbours.get(name, [name]), x, weight) for name in row}
            if 0 < sweep < SORTING_SWEEPS:
                row.sort(key=wish.__getitem__)
            x |= zip(row, _apart(row, wish, width, weight), strict=True)
    return x


def _middle(names: list[str], x: dict[str, float], weight: dict[str, float]) -> float:
    return sum(x[name] * weight[name] for name in names) / sum(weight[name] for name in names)


def _apart(
    row: list[str], wish: dict[str, float], width: dict[str, float], weight: dict[str, float]
) -> np.ndarray:
    """Return positions [n] for the boxes in a row, as near as possible to the desired ones, `wish`.

    The boxes keep their order, and do not overlap.
    """
    half, wished, weights = np.array([(width[n] / 2, wish[n], weight[n]) for n in row]).T
    steps = np.concatenate([[0], np.cumsum(half[:-1] + half[1:] + GAP)])
    # Minus the widths before them, positions must not decrease from left to right.
    return steps + isotonic_regression(wished - steps, weights=weights).x
