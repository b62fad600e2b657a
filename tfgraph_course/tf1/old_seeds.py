"""Seeds as in TensorFlow 1, so that `tf.set_random_seed` gives a script the same weights.

A random node without its own seed gets one from the graph. TensorFlow 1 used the number of nodes
so far; TensorFlow 2 counts 0, 1, 2, ... Some functions build more or fewer nodes today (dropout 8
instead of 16), so numbers drawn after these still differ.
"""

from __future__ import annotations

import weakref
from typing import Any


class _NodesSoFar(dict):
    """Replaces TensorFlow 2's count of seeds for each graph; the count is the number of nodes."""

    def setdefault(self, graph: Any, default: int) -> int:
        return len(graph.get_operations())

    def __getitem__(self, graph: Any) -> int:
        return 0

    def __setitem__(self, graph: Any, count: int) -> None:
        pass


def seed_by_nodes(wanted: bool = True) -> None:
    """Make all graphs of the process use TensorFlow 1's seeds, or today's if not `wanted`."""
    from tensorflow.python.framework import random_seed

    if isinstance(random_seed._graph_to_seed_dict, _NodesSoFar) != wanted:
        new = _NodesSoFar() if wanted else weakref.WeakKeyDictionary()
        random_seed._graph_to_seed_dict = new
