"""Position the boxes of a graph, in layers from the top down, and the paths of its arrows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

SWEEPS, SORTING_SWEEPS = 300, 30  # only the sorting sweeps, which come first, reorder a layer
GAP = 0.3  # inches between boxes
ARROW_WIDTH = 0.15  # inches for an arrow that passes through a layer

Edge = tuple[str, str]


class Layout(NamedTuple):
    """The positions of boxes and of points on arrows.

    `x` is in inches from left to right; layers are numbered from the top.
    """

    layers: list[list[str]]
    x: dict[str, float]
    layer: dict[str, int]
    ways: dict[Edge, list[str]]  # both ends, and between them a point on each layer passed


def layout(widths: dict[str, float], edges: Iterable[Edge]) -> Layout:
    """Place boxes so that arrows are short and point down, and no box covers another.

    Args:
        widths: the boxes' widths in inches, keyed by name, in an order in which arrows point to
            later boxes.
        edges: the arrows; an arrow that points back, in a cycle, is placed as if reversed.
    """
    order = {name: i for i, name in enumerate(widths)}
    down = list(dict.fromkeys(tuple(sorted(edge, key=order.__getitem__)) for edge in edges))
    layer = _layers(list(widths), down)
    ways, width = {}, dict(widths)
    for a, b in down:
        points = [f"{a} > {b} @ {between}" for between in range(layer[a] + 1, layer[b])]
        ways[a, b] = [a, *points, b]
        for between, point in enumerate(points, layer[a] + 1):
            layer[point], width[point] = between, ARROW_WIDTH
    layers: list[list[str]] = [[] for _ in range(max(layer.values()) + 1)]
    for name, number in layer.items():
        layers[number].append(name)
    return Layout(layers, _places(layers, _neighbours(ways), width), layer, ways)


def _layers(names: Sequence[str], edges: list[Edge]) -> dict[str, int]:
    """Choose a layer for each box.

    A box is below all boxes that it reads or, if it reads none, just above its first reader.
    """
    before = {name: [a for a, b in edges if b == name] for name in names}
    after = {name: [b for a, b in edges if a == name] for name in names}
    layer: dict[str, int] = {}
    for name in names:
        layer[name] = 1 + max((layer[a] for a in before[name]), default=-1)
    for name in reversed(names):
        if after[name] and not before[name]:
            layer[name] = min(layer[b] for b in after[name]) - 1
    return layer


def _neighbours(ways: dict[Edge, list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for way in ways.values():
        for a, b in pairwise(way):
            found.setdefault(a, []).append(b)
            found.setdefault(b, []).append(a)
    return found


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
    half = np.array([width[name] / 2 for name in row])
    steps = np.concatenate([[0], np.cumsum(half[:-1] + half[1:] + GAP)])
    # Minus the widths before them, positions must not decrease from left to right: boxes that
    # would break this are moved to their weighted mean (isotonic regression).
    blocks: list[tuple[float, float, int]] = []  # position, weight, number of boxes
    for name, step in zip(row, steps, strict=True):
        place, heavy, boxes = wish[name] - step, weight[name], 1
        while blocks and blocks[-1][0] > place:
            other, weight_of_other, more = blocks.pop()
            place = (place * heavy + other * weight_of_other) / (heavy + weight_of_other)
            heavy, boxes = heavy + weight_of_other, boxes + more
        blocks.append((place, heavy, boxes))
    return steps + np.repeat([place for place, _, _ in blocks], [boxes for *_, boxes in blocks])
