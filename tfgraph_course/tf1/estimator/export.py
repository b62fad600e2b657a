"""`tf.estimator.export`: the inputs and outputs of a saved model."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.estimator.spec import EstimatorSpec

__all__ = [
    "ClassificationOutput", "PredictOutput", "RegressionOutput", "ServingInputReceiver",
    "build_parsing_serving_input_receiver_fn", "build_raw_serving_input_receiver_fn",
]


class ServingInputReceiver(NamedTuple):
    """Features, and the tensor or dictionary of tensors to feed in order to compute them."""

    features: Any
    receiver_tensors: Any


class PredictOutput:
    """An output of a saved model: a tensor, or a dictionary of tensors."""

    def __init__(self, outputs: Any) -> None:
        self.outputs = outputs if isinstance(outputs, dict) else {"output": outputs}


class ClassificationOutput(PredictOutput):
    """A classifier's output in a saved model: scores or classes, [batch, n], or both."""

    def __init__(self, scores: Any = None, classes: Any = None) -> None:
        given = {"scores": scores, "classes": classes}
        super().__init__({name: value for name, value in given.items() if value is not None})


class RegressionOutput(PredictOutput):
    """A regressor's output in a saved model: numbers, [batch, ...]."""

    def __init__(self, value: Any) -> None:
        super().__init__({"outputs": value})


def build_raw_serving_input_receiver_fn(
    features: dict[str, Any], default_batch_size: int | None = None
) -> Callable[[], ServingInputReceiver]:
    """Make a function that returns placeholders with the types and shapes of the given features.

    The length of their first axis is `default_batch_size`, or any length if that is None.
    """
    kinds = {
        name: (tensor.dtype, [default_batch_size, *tensor.shape[1:].as_list()])
        for name, tensor in features.items()
    }

    def receive() -> ServingInputReceiver:
        places = {name: tf.placeholder(*kind, name) for name, kind in kinds.items()}
        return ServingInputReceiver(dict(places), places)

    return receive


def build_parsing_serving_input_receiver_fn(
    feature_spec: dict[str, Any], default_batch_size: int | None = None
) -> Callable[[], ServingInputReceiver]:
    """Make a function that returns features parsed from `tf.train.Example`s, fed as `examples`."""

    def receive() -> ServingInputReceiver:
        examples = tf.placeholder(tf.string, [default_batch_size], "input_example_tensor")
        return ServingInputReceiver(
            tf.io.parse_example(examples, feature_spec), {"examples": examples}
        )

    return receive


def save_model(
    folder: Any, receiver: ServingInputReceiver, spec: EstimatorSpec, session: tf.Session,
    as_text: bool,
) -> bytes:
    """Write a SavedModel to a new subfolder named after the time; return the subfolder's path."""
    stamp = int(time.time())
    while os.path.exists(path := os.path.join(os.fspath(folder), str(stamp))):
        stamp += 1
    outputs = spec.export_outputs or {
        name: PredictOutput(spec.predictions) for name in ("serving_default", "predict")
    }
    if len(outputs) == 1:
        outputs = {**outputs, "serving_default": next(iter(outputs.values()))}
    inputs = receiver.receiver_tensors
    inputs = inputs if isinstance(inputs, dict) else {"input": inputs}
    signatures = {
        name: tf.saved_model.predict_signature_def(inputs, output.outputs)
        for name, output in outputs.items()
    }
    builder = tf.saved_model.Builder(path)
    builder.add_meta_graph_and_variables(
        session, [tf.saved_model.SERVING], signatures, main_op=tf.tables_initializer()
    )
    builder.save(as_text)
    return path.encode()
