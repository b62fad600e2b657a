"""`tf.keras.estimator.model_to_estimator`: a compiled Keras model as an Estimator."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf
from tf_keras.api._v1 import keras
from tf_keras.src import backend
from tf_keras.src.models import cloning
from tf_keras.src.optimizers import optimizer_v1

from tfgraph_course.tf1.estimator.model_function import Estimator, EstimatorSpec, ModeKeys

__all__ = ["model_to_estimator"]


def model_to_estimator(
    keras_model: Any = None, keras_model_path: str | None = None, custom_objects: Any = None,
    model_dir: str | None = None, config: Any = None, **unused: Any,
) -> Estimator:
    """Make an Estimator that trains a copy of a model, beginning with the model's weights.

    Args:
        keras_model: a compiled model; features are given to the inputs with the same names.
        keras_model_path: the path of a saved model, to give instead of `keras_model`.
        custom_objects: the user's own layers and losses by name.
        model_dir: the folder for checkpoints.
        config: a `tf.estimator.RunConfig`.
        unused: arguments of later releases, which are ignored.

    Raises:
        ValueError: the model is not compiled or, once the Estimator runs, is a subclassed model.
    """
    model = keras_model or keras.models.load_model(keras_model_path, custom_objects)
    if not model.optimizer:
        raise ValueError("The model is not compiled; call model.compile first.")
    first = model.get_weights()
    is_tf = isinstance(model.optimizer, optimizer_v1.TFOptimizer)
    settings = None if is_tf else model.optimizer.get_config()

    def model_fn(features: Any, labels: Any, mode: str) -> EstimatorSpec:
        backend.set_learning_phase(int(mode == ModeKeys.TRAIN))
        steps = tf.train.get_or_create_global_step()
        clone = cloning.clone_and_build_model(
            model, _ordered(features, model.input_names), _ordered(labels, model.output_names),
            custom_objects, mode != ModeKeys.PREDICT, False, steps, settings,
        )
        predictions = dict(zip(clone.output_names, clone.outputs, strict=True))
        if mode == ModeKeys.PREDICT:
            return EstimatorSpec(mode, predictions, scaffold=_begin_with(clone.weights, first))
        train_op = None
        if mode == ModeKeys.TRAIN:
            clone._make_train_function()
            train_op = clone.train_function.updates_op
        metrics = {one.name: (one.result(), tf.group(*one.updates))
                   for one in clone._compile_metric_functions}
        for metric in clone.metrics:
            for variable in metric.variables:
                tf.add_to_collection(tf.GraphKeys.LOCAL_VARIABLES, variable)
        return EstimatorSpec(mode, predictions, clone.total_loss, train_op, metrics,
                             scaffold=_begin_with(clone.weights, first))

    return Estimator(model_fn, model_dir, config)


def _ordered(tensors: Any, names: list[str]) -> list[Any] | None:
    """Return tensors, given in any form that Keras takes, as a list in a model's order."""
    if isinstance(tensors, dict):
        return [tensors[name] for name in names]
    return tensors if tensors is None or isinstance(tensors, list | tuple) else [tensors]


def _begin_with(variables: list[Any], values: list[Any]) -> tf.train.Scaffold:
    return tf.train.Scaffold(init_fn=lambda scaffold, session: [
        variable.load(value, session) for variable, value in zip(variables, values, strict=True)
    ])
