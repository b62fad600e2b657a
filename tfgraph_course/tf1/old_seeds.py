"""Seeds as in TensorFlow 1, so that `tf.set_random_seed` gives a script the same weights.

A random node without its own seed gets one from the graph. TensorFlow 1 used the number of nodes
so far; TensorFlow 2 counts 0, 1, 2, ... Some functions build more or fewer nodes today. Dropout and
`tf.random_gamma` count as what they were; numbers drawn after others still differ.
"""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable
from typing import Any


class _NodesSoFar(dict):
    """Replaces TensorFlow 2's count of seeds for each graph; the count is the number of nodes."""

    def __init__(self) -> None:
        self.missing = weakref.WeakKeyDictionary()  # nodes that TensorFlow 1 built besides
        self.drawing = weakref.WeakKeyDictionary()  # the count at the next draw

    def count(self, graph: Any) -> int:
        return len(graph.get_operations()) + self.missing.get(graph, 0)

    def setdefault(self, graph: Any, default: int) -> int:
        at = self.drawing.pop(graph, None)
        return self.count(graph) if at is None else at

    def __getitem__(self, graph: Any) -> int:
        return 0

    def __setitem__(self, graph: Any, count: int) -> None:
        pass


def counted(build: Callable[..., Any], before: int, nodes: int) -> Callable[..., Any]:
    """Let a function that draws numbers count as the nodes that it built in TensorFlow 1.

    Args:
        build: the function.
        before: number of nodes that it built before it drew, if no argument was a tensor.
        nodes: number of nodes that it built in all, if no argument was a tensor.
    """
    from tensorflow.python.framework import ops, random_seed, tensor_util

    @functools.wraps(build)
    def counting(*args: Any, **settings: Any) -> Any:
        seeds, graph = random_seed._graph_to_seed_dict, ops.get_default_graph()
        if not isinstance(seeds, _NodesSoFar):
            return build(*args, **settings)
        given = sum(map(tensor_util.is_tf_type, (*args, *settings.values())))
        start, there = seeds.count(graph), len(graph.get_operations())
        seeds.drawing[graph] = start + before - given
        result = build(*args, **settings)
        seeds.drawing.pop(graph, None)  # it had a seed of its own
        if len(graph.get_operations()) > there:
            seeds.missing[graph] = start + nodes - given - len(graph.get_operations())
        return result

    return counting


def seed_by_nodes(wanted: bool = True) -> None:
    """Make all graphs of the process use TensorFlow 1's seeds, or today's if not `wanted`."""
    from tensorflow.python.framework import random_seed
    from tensorflow.python.ops import nn_ops

    if isinstance(random_seed._graph_to_seed_dict, _NodesSoFar) != wanted:
        new = _NodesSoFar() if wanted else weakref.WeakKeyDictionary()
        random_seed._graph_to_seed_dict = new
        today = nn_ops._dropout
        nn_ops._dropout = counted(today, 5, 17) if wanted else today.__wrapped__
