"""`tf.train`: the summary writer, under the name that it had in 0.x."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

__all__ = ["SummaryWriter"]


class SummaryWriter(tf.summary.FileWriter):
    """The `tf.summary.FileWriter` of 0.x, whose argument `graph` may also be a GraphDef."""

    def __init__(self, logdir: str, graph: Any = None, *args: Any, **settings: Any) -> None:
        settings.setdefault("graph_def", None)
        if isinstance(graph, tf.GraphDef):
            graph, settings["graph_def"] = None, graph
        super().__init__(logdir, graph, *args, **settings)
