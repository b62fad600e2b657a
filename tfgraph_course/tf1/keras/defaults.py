"""Give tf_keras the defaults of Keras 2.3 that differ from those of `tf.keras` in 1.13 to 1.15."""

from __future__ import annotations

import functools
from types import SimpleNamespace
from typing import Any

__all__ = ["__version__"]
__version__ = "2.3.1"
_GATES = {"recurrent_activation": "sigmoid"}  # since Keras 2.3
_DEFAULTS = {  # by optimizer or layer: arguments and their values in Keras 2.3
    "Adadelta": {"learning_rate": 1.0},
    "Adagrad": {"learning_rate": 0.01, "initial_accumulator_value": 0.0},
    "Adamax": {"learning_rate": 0.002},
    "Nadam": {"learning_rate": 0.002},
    **dict.fromkeys(("LSTM", "LSTMCell", "GRU", "GRUCell"), _GATES),
}
_today: list[tuple[Any, str, Any]] = []  # objects, attributes and values to restore


def use_old_defaults(wanted: bool = True) -> None:
    """Give tf_keras the defaults of Keras 2.3, or restore its own if they are not `wanted`."""
    if not wanted:
        while _today:
            setattr(*_today.pop())
        return
    if _today:
        return
    import inspect

    import numpy as np
    import tensorflow.compat.v1 as tf
    from tf_keras.api._v1 import keras
    from tf_keras.src import losses
    from tf_keras.src.engine import (
        base_layer,
        base_layer_v1,
        functional,
        input_layer,
        training_utils_v1,
        training_v1,
    )
    from tf_keras.src.layers.normalization import batch_normalization
    from tf_keras.src.optimizers.legacy import optimizer_v2

    from tfgraph_course.tf1.keras import names
    from tfgraph_course.tf1.keras.fitting import fit_as_then
    from tfgraph_course.tf1.keras.seeds import draw_with_numpy

    draw_with_numpy(_set)
    fit_as_then(_set)
    for name, values in _DEFAULTS.items():
        place = keras.optimizers if hasattr(keras.optimizers, name) else keras.layers
        start = inspect.unwrap(getattr(place, name).__init__)
        given = inspect.signature(start).parameters.values()
        given = [one for one in given if one.default is not one.empty]
        old = tuple(values.get(one.name, one.default) for one in given)
        _set(start, "__defaults__", old)

    # That of a name, such as "adagrad", started at 0.1 in tf.keras.
    unchanged = vars(optimizer_v2.OptimizerV2)["from_config"]
    _set(keras.optimizers.Adagrad, "from_config", unchanged)

    # The first Dense layer was named dense_1, not dense.
    for layer in (base_layer.Layer, base_layer_v1.Layer, functional.Functional):
        _set(layer._init_set_name, "__defaults__", (False,))

    def huber_loss(y_true: Any, y_pred: Any, delta: float = 1.0) -> Any:  # of each number
        size = tf.abs(y_pred - y_true)
        return tf.where(size < delta, size**2 / 2, delta * size - delta**2 / 2)

    def metric_name(metric: Any, weighted: bool = False) -> str:  # a string is kept as it is
        return metric if isinstance(metric, str) else name_of(metric, weighted)

    def add_activity_losses(layer: Any, inputs: Any, outputs: Any) -> None:
        if layer._activity_regularizer:  # unlike in tf.keras, not divided by the batch size
            for output in tf.nest.flatten(outputs):
                layer.add_loss(layer._activity_regularizer(output), inputs=inputs)

    def one_shape(layer: Any) -> Any:  # not a list of one shape
        found = shape_of.fget(layer)
        return found[0] if isinstance(found, list) else found

    shape_of = input_layer.InputLayer.output_shape
    _set(input_layer.InputLayer, "output_shape", property(one_shape))

    def mean_and_var(layer: Any, x: Any, axes: Any, *args: Any, **settings: Any) -> Any:
        layer._rows = tf.cast(tf.reduce_prod(tf.gather(tf.shape(x), axes)), tf.float32)
        return mean_and_var_of(layer, x, axes, *args, **settings)

    def assign_average(layer: Any, variable: Any, value: Any, *args: Any, **settings: Any) -> Any:
        if variable is layer.moving_variance and not layer.fused:  # the unbiased estimate
            value *= layer._rows / (layer._rows - 1.0 - layer.epsilon)
        return assign(layer, variable, value, *args, **settings)

    def add_loss(model: Any, loss: Any) -> None:  # without a layer for each of its operations
        model._losses.append(loss)

    def add_metric(model: Any, value: Any, aggregation: str | None, name: str) -> None:
        model._symbolic_add_metric(value, "mean", name)

    def by_layer(model: Any) -> SimpleNamespace:
        own = model._trainable_weights + model._non_trainable_weights
        weights = [*own, *(one for layer in model.layers for one in layer.weights)]
        return SimpleNamespace(name=model.name, weights=weights)

    layer = base_layer_v1.Layer
    for name, value in (
        ("weights", property(lambda model: model.trainable_weights + model.non_trainable_weights)),
        ("get_weights", lambda model: layer.get_weights(by_layer(model))),
        ("set_weights", lambda model, weights: layer.set_weights(by_layer(model), weights)),
        ("_assert_weights_created", lambda model: None),
    ):
        _set(training_v1.Model, name, value)

    def setting(optimizer: Any, name: str) -> Any:  # a float32, as a float
        value = setting_of(optimizer, name)
        return value if isinstance(value, dict) else float(np.float32(value))

    setting_of = optimizer_v2.OptimizerV2._serialize_hyperparameter
    _set(optimizer_v2.OptimizerV2, "_serialize_hyperparameter", setting)
    _set(functional.Functional, "_graph_network_add_loss", add_loss)
    _set(functional.Functional, "_graph_network_add_metric", add_metric)
    normalization = batch_normalization.BatchNormalizationBase
    mean_and_var_of = normalization._calculate_mean_and_var
    assign = normalization._assign_moving_average
    _set(normalization, "_calculate_mean_and_var", mean_and_var)
    _set(normalization, "_assign_moving_average", assign_average)
    name_of = training_utils_v1.get_metric_name
    _set(training_utils_v1, "get_metric_name", metric_name)
    for layer in (base_layer.Layer, base_layer_v1.Layer):
        _set(layer, "_handle_activity_regularization", add_activity_losses)
        _set(layer, "get_config", functools.partialmethod(layer.get_config))  # allowed by default
    for place in (losses, names):
        _set(place, "huber_loss", huber_loss)


def _set(place: Any, name: str, value: Any) -> None:
    _today.append((place, name, getattr(place, name)))
    setattr(place, name, value)
