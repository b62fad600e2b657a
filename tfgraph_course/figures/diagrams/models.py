"""Draw a font model: the shapes of its nodes, and the shapes and numbers of its weights."""

from __future__ import annotations

import math
from typing import Any

from matplotlib.figure import Figure

from tfgraph_course.figures.diagrams.pen import HIDDEN, INPUT, OUTPUT, Board
from tfgraph_course.graphs import weights_of
from tfgraph_course.models import Model
from tfgraph_course.tf1 import fresh_session

# What a node does, by the type of its op; nodes of other types are not drawn.
DOES = {"Placeholder": "", "Relu": "relu", "Sigmoid": "sigmoid", "MaxPool": "2 × 2 max",
        "Softmax": "softmax"}
STEP = 7.6  # from one node to the next, in cells


def layers(graph: Any) -> list[tuple[str, str, list[int]]]:
    """Return the name, what it does and the shape of each node to draw, from input to output."""
    return [
        (name, DOES[node.op.type], node.shape.as_list()[1:])
        for name, node in graph._asdict().items()
        if getattr(getattr(node, "op", None), "type", "") in DOES
        and (node.op.type != "Placeholder" or node is graph.x)
    ]


def counts(graph: Any) -> list[tuple[str, int]]:
    """Return the weights of each layer in words, such as "W 1296 × 5 + b 5", and their number."""
    weights = [(name, node.shape.as_list()) for name, node in weights_of(graph).items()]
    pairs = zip(weights[::2], weights[1::2], strict=True)
    return [
        (f"{W} {' × '.join(map(str, shape))}\n+ {b} {bias[0]}", math.prod(shape) + bias[0])
        for (W, shape), (b, bias) in pairs
    ]


def model(row: Model) -> list[Figure]:
    """Draw a font model from left to right."""
    fresh_session(0)
    graph = row.build()
    nodes, weights = layers(graph), counts(graph)
    total = sum(count for _, count in weights)
    board = Board(STEP * len(nodes) - 0.6, 9.2, f"{row.title}: {total:,} weights", 0.36)
    todo, last, before = iter(weights), len(nodes) - 1, 0.0
    for place, (name, does, shape) in enumerate(nodes):
        x = 2.6 + STEP * place
        fill = INPUT if not place else OUTPUT if place == last else HIDDEN
        half = _draw(board, x, 4.2, shape, fill)
        board.words(x, 7.4, f"{name}  {' × '.join(map(str, shape))}", 9, weight="bold")
        board.words(x, 8.2, does, 8, colour="0.35")
        if place:
            board.arrow((before, 4.2), (x - half - 0.15, 4.2))
            middle = (before + x - half) / 2
            if does != DOES["MaxPool"]:
                said, count = next(todo)
                board.words(middle, 2.9, said, 7)
                board.words(middle, 5.0, f"{count:,}", 8, colour="#8c2d04", weight="bold")
            if place == last and hasattr(graph, "keep_prob"):
                board.words(middle, 6.0, "dropout", 7.5, colour="0.35")
        before = x + half + 0.15
    return [board.figure]


def _draw(board: Board, x: float, y: float, shape: list[int], fill: str) -> float:
    """Draw a square for each channel, or a bar for a vector; return half the width."""
    if len(shape) == 1:
        height = min(5.5, 0.7 + 0.55 * math.log2(shape[0]))
        board.frame(x - 0.3, y - height / 2, 0.6, height, "0.3", fill=fill)
        return 0.3
    side, channels = 1.1 + 2.4 * shape[0] / 36, shape[2] if len(shape) == 3 else 1
    shift = min(0.22, 1.2 / channels)
    for channel in reversed(range(channels)):
        offset = (channel - (channels - 1) / 2) * shift
        board.frame(
            x - side / 2 + offset, y - side / 2 - offset, side, side, "0.3", fill=fill,
            line=0.7 if channels > 4 else 1.2,
        )
    return side / 2 + shift * (channels - 1) / 2
