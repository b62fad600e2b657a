"""`tf.set_random_seed` as in TensorFlow 1, so that a seeded script draws the same weights.

A node without a seed gets one from the graph. TensorFlow 1 used the number of nodes so far;
TensorFlow 2 counts 0, 1, 2, ... Some functions build more or fewer nodes today (a uniform draw 2
instead of 7, dropout 8 instead of 16): numbers drawn after them still differ.
"""

from __future__ import annotations

import weakref
from typing import Any


class _NodesSoFar(dict):
    """Replaces the dictionary in which TensorFlow 2 keeps a count for each graph."""

    def setdefault(self, graph: Any, default: int) -> int:
        return len(graph.get_operations())

    def __getitem__(self, graph: Any) -> int:
        return 0

    def __setitem__(self, graph: Any, count: int) -> None:
        pass


def seed_by_nodes(wanted: bool = True) -> None:
    """Make all graphs of the process use seeds as in TensorFlow 1 or, if not `wanted`, as today."""
    from tensorflow.python.framework import random_seed

    if isinstance(random_seed._graph_to_seed_dict, _NodesSoFar) != wanted:
        new = _NodesSoFar() if wanted else weakref.WeakKeyDictionary()
        random_seed._graph_to_seed_dict = new
