"""Names of Keras 1 and 2 that tf_keras has lost; importing this makes it take old arguments."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf
from tf_keras.api._v1 import keras
from tf_keras.src import losses, optimizers, regularizers
from tf_keras.src.engine import base_layer, functional, sequential, training, training_v1
from tf_keras.src.layers import serialization
from tf_keras.src.layers.rnn import gru_v1, lstm_v1
from tf_keras.src.utils import conv_utils, data_utils, generic_utils, layer_utils, vis_utils

from tfgraph_course.tf1.keras.arguments import accept_old, translating

layers, backend = keras.layers, keras.backend

_SAME = {  # old names of what tf_keras has
    "__version__": "2.2.4",  # as in TensorFlow 1.13 to 1.15
    "Container": keras.models.Model,
    "Deconv2D": layers.Conv2DTranspose,
    "Deconvolution2D": layers.Conv2DTranspose,
    "Progbar": generic_utils.Progbar,
    "activity_l1": regularizers.l1,
    "activity_l1l2": regularizers.l1_l2,
    "activity_l2": regularizers.l2,
    "conv_output_length": conv_utils.conv_output_length,
    "count_total_params": layer_utils.count_params,
    "get_source_inputs": keras.utils.get_source_inputs,
    "get_variable_shape": backend.int_shape,
    "image_dim_ordering": lambda: "tf" if backend.image_data_format()[9:] == "last" else "th",
    "identity": tf.identity,
    "l1l2": regularizers.l1_l2,
    "layer_from_config": layers.deserialize,
    "lesser": backend.less,
    "logsumexp": tf.reduce_logsumexp,
    "maxnorm": keras.constraints.MaxNorm,
    "model_from_config": keras.models.model_from_config,
    "nonneg": keras.constraints.NonNeg,
    "normal": keras.initializers.RandomNormal,
    "one": keras.initializers.Ones,
    "optimizer_from_config": optimizers.deserialize,
    "print_summary": layer_utils.print_summary,
    "probas_to_classes": lambda y: np.argmax(y, -1) if y.shape[-1] > 1 else (y > 0.5).astype(int),
    "set_image_dim_ordering": lambda order: backend.set_image_data_format(
        {"tf": "channels_last", "th": "channels_first"}[order]
    ),
    "TimeDistributedDense": lambda *args, **settings: layers.TimeDistributed(
        layers.Dense(*args, **settings)
    ),
    "uniform": keras.initializers.RandomUniform,
    "unitnorm": keras.constraints.UnitNorm,
    "validate_file": data_utils.validate_file,
    "zero": keras.initializers.Zeros,
    **{name.lower(): getattr(keras.optimizers, name) for name in (
        "Adadelta", "Adagrad", "Adam", "Adamax", "Nadam", "RMSprop", "SGD"
    )},
}
globals().update(_SAME)
__all__ = [*_SAME, "AtrousConvolution1D", "AtrousConvolution2D", "merge", "plot"]

_TENSORS = {"inputs": None, "outputs": None}  # which Keras 1 called input and output
_MERGES = {
    "ave": layers.average, "concat": layers.concatenate, "max": layers.maximum,
    "mul": layers.multiply, "sum": layers.add,
}


def merge(
    inputs: Any, mode: Any = "sum", dot_axes: Any = -1, concat_axis: int = -1,
    output_shape: Any = None, **settings: Any,
) -> Any:
    """Keras 1's sum, product, average, maximum, concatenation or dot product of tensors."""
    if callable(mode):
        return layers.Lambda(mode, output_shape)(inputs)
    if mode in ("dot", "cos"):
        return layers.dot(inputs, dot_axes, normalize=mode == "cos")
    more = {"axis": concat_axis} if mode == "concat" else {}
    return _MERGES[mode](inputs, **more)


def AtrousConvolution1D(*args: Any, atrous_rate: Any = 1, **settings: Any) -> Any:
    """Keras 1's convolution with gaps, now `Conv1D` with `dilation_rate`."""
    return layers.Conv1D(*args, dilation_rate=atrous_rate, **settings)


def AtrousConvolution2D(*args: Any, atrous_rate: Any = (1, 1), **settings: Any) -> Any:
    """Keras 1's convolution with gaps, now `Conv2D` with `dilation_rate`."""
    return layers.Conv2D(*args, dilation_rate=atrous_rate, **settings)


def plot(model: Any, to_file: str = "model.png", **settings: Any) -> Any:
    """Keras 1's `plot_model`."""
    return vis_utils.plot_model(model, to_file, **settings)


def _predict_proba(
    self: Any, x: Any, batch_size: int | None = None, verbose: int = 0, steps: int | None = None
) -> np.ndarray:
    """The probabilities of the classes, float [n, classes]."""
    return self.predict(x, batch_size, verbose, steps)


def _predict_classes(
    self: Any, x: Any, batch_size: int | None = None, verbose: int = 0, steps: int | None = None
) -> np.ndarray:
    """The class of each row, int [n]; or 0 or 1, int32 [n, 1], if the last layer has one unit."""
    found = self.predict(x, batch_size, verbose, steps)
    return found.argmax(-1) if found.shape[-1] > 1 else (found > 0.5).astype("int32")


def _let_set(name: str) -> None:
    """Let a layer's `build` set its list of weights, as Keras 1's layers did."""
    today = getattr(base_layer.Layer, name)

    def add(self: Any, values: Any) -> None:
        known = getattr(self, f"_{name}")
        known += [value for value in values if not any(value is one for one in known)]

    setattr(base_layer.Layer, name, today.setter(add))


def _make_old() -> None:
    """Let tf_keras take Keras 1's arguments, and give models the methods they had."""
    for name in dir(layers):
        if isinstance(getattr(layers, name), type):
            accept_old(getattr(layers, name))
    for model in (functional.Functional, sequential.Sequential, training_v1.Model):
        accept_old(model, ("__init__", "fit", "fit_generator", "evaluate_generator",
                           "predict_generator"))
    _let_set("trainable_weights")
    _let_set("non_trainable_weights")
    training.Model.__new__ = staticmethod(translating(training.Model.__new__, _TENSORS))
    # Without these, models of 2017 are read with the layers of TensorFlow 2.
    serialization.ALL_MODULES += (gru_v1, lstm_v1)
    serialization.LOCAL.ALL_OBJECTS = {}
    sequential.Sequential.predict_classes = _predict_classes
    sequential.Sequential.predict_proba = _predict_proba
    losses.cosine_proximity = losses.cosine = losses.cosine_similarity  # found by these strings


_make_old()
