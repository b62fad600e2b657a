"""`tf.contrib.predictor`: a SavedModel as a function from one dictionary of arrays to another."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

__all__ = ["from_saved_model"]


class Predictor:
    """Runs a SavedModel's signature: `predictor({"x": [[1.0, 2.0]]})` returns a dictionary."""

    def __init__(self, graph: tf.Graph, session: tf.Session, feeds: Any, fetches: Any) -> None:
        """`feeds` and `fetches` are dictionaries of tensors, keyed by input and output names."""
        self.graph, self.session = graph, session
        self.feed_tensors, self.fetch_tensors = feeds, fetches

    def __call__(self, input_dict: dict[str, Any]) -> dict[str, np.ndarray]:
        """Compute the outputs for the given inputs.

        Raises:
            ValueError: the signature has no input with a given name.
        """
        unknown = sorted(input_dict.keys() - self.feed_tensors.keys())
        if unknown:
            known = ", ".join(sorted(self.feed_tensors))
            raise ValueError(f"The model has no input {unknown[0]!r}; its inputs are {known}.")
        feed = {self.feed_tensors[name]: value for name, value in input_dict.items()}
        return self.session.run(self.fetch_tensors, feed)


def from_saved_model(
    export_dir: str, signature_def_key: str | None = None, signature_def: Any = None,
    input_names: dict[str, str] | None = None, output_names: dict[str, str] | None = None,
    tags: str | None = None, graph: tf.Graph | None = None, config: Any = None,
) -> Predictor:
    """Load a SavedModel into a graph and a new session, and return a function that runs it.

    Args:
        export_dir: the folder of the SavedModel.
        signature_def_key: name of the signature to run; "serving_default" by default.
        signature_def: the signature itself, instead of its name.
        input_names: names of tensors, keyed by names of inputs.
        output_names: names of tensors, keyed by names of outputs; if both dictionaries are given,
            no signature is used.
        tags: tags, separated by commas, that select the graph to load; "serve" by default.
        graph: the graph into which to load the SavedModel; a new graph by default.
        config: configuration of the session.

    Raises:
        ValueError: the SavedModel has no signature named `signature_def_key`.
    """
    graph = graph or tf.Graph()
    with graph.as_default():
        session = tf.Session(config=config)
        meta = tf.saved_model.loader.load(session, (tags or "serve").split(","), export_dir)
    if input_names is None or output_names is None:
        key = signature_def_key or "serving_default"
        if signature_def is None and key not in meta.signature_def:
            known = ", ".join(sorted(meta.signature_def))
            raise ValueError(f"{export_dir} has no signature {key!r}; its signatures are {known}.")
        signature = signature_def or meta.signature_def[key]
        input_names = {name: info.name for name, info in signature.inputs.items()}
        output_names = {name: info.name for name, info in signature.outputs.items()}
    feeds, fetches = (
        {name: graph.get_tensor_by_name(tensor) for name, tensor in names.items()}
        for names in (input_names, output_names)
    )
    return Predictor(graph, session, feeds, fetches)
