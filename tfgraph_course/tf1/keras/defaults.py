"""Keras's own defaults, which differed from those of `tf.keras` in TensorFlow 1.13 to 1.15."""

from __future__ import annotations

from typing import Any

_DEFAULTS = {  # by optimizer: arguments and their values in Keras 2.0 to 2.3
    "Adadelta": {"learning_rate": 1.0},
    "Adagrad": {"learning_rate": 0.01, "initial_accumulator_value": 0.0},
    "Adamax": {"learning_rate": 0.002},
    "Nadam": {"learning_rate": 0.002},
}
_today: list[tuple[Any, str, Any]] = []  # what to put back


def use_old_defaults(wanted: bool = True) -> None:
    """Give tf_keras Keras's own defaults, for programs that import `keras`, or take them back."""
    if not wanted:
        while _today:
            setattr(*_today.pop())
        return
    if _today:
        return
    import inspect

    import tensorflow.compat.v1 as tf
    from tf_keras.api._v1 import keras
    from tf_keras.src import backend, losses
    from tf_keras.src.engine import base_layer, base_layer_v1, functional

    for name, values in _DEFAULTS.items():
        start = getattr(keras.optimizers, name).__init__
        given = inspect.signature(start).parameters.values()
        given = [one for one in given if one.default is not one.empty]
        old = tuple(values.get(one.name, one.default) for one in given)
        _set(start, "__defaults__", old)

    # The first name was dense_1, not dense.
    for layer in (base_layer.Layer, base_layer_v1.Layer, functional.Functional):
        _set(layer._init_set_name, "__defaults__", (False,))

    def hinge(y_true: Any, y_pred: Any) -> Any:
        return backend.mean(tf.maximum(1.0 - y_true * y_pred, 0.0), axis=-1)

    def squared_hinge(y_true: Any, y_pred: Any) -> Any:
        return backend.mean(tf.square(tf.maximum(1.0 - y_true * y_pred, 0.0)), axis=-1)

    for place in (losses, keras.losses, keras.metrics):
        _set(place, "hinge", hinge)
        _set(place, "squared_hinge", squared_hinge)


def _set(place: Any, name: str, value: Any) -> None:
    _today.append((place, name, getattr(place, name)))
    setattr(place, name, value)
