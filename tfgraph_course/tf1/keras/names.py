"""Names that tf_keras has removed; importing this file also lets it accept Keras 1's arguments."""

from __future__ import annotations

import contextlib
import json
import re
from types import SimpleNamespace
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf
from tensorflow.python.ops import op_selector
from tf_keras.api._v1 import keras
from tf_keras.src import callbacks, losses, optimizers, regularizers
from tf_keras.src.engine import (
    base_layer,
    functional,
    sequential,
    training,
    training_utils_v1,
    training_v1,
)
from tf_keras.src.layers import serialization
from tf_keras.src.layers.merging import base_merge
from tf_keras.src.layers.rnn import base_rnn, gru_v1, lstm_v1, stacked_rnn_cells
from tf_keras.src.preprocessing import image
from tf_keras.src.utils import conv_utils, data_utils, generic_utils, layer_utils, vis_utils

from tfgraph_course.tf1.keras.arguments import accept_old, translating
from tfgraph_course.tf1.keras.summary import print_summary

layers, backend = keras.layers, keras.backend


def _classes(y: np.ndarray) -> np.ndarray:
    """Return the class in each row of probabilities; from a single column, 0 or 1."""
    return np.argmax(y, -1) if y.shape[-1] > 1 else (y > 0.5).astype("int32")


_SAME = {  # old names of what tf_keras still has
    "__version__": "2.2.4-tf",  # as in TensorFlow 1.13 to 1.15
    "AtrousConvolution1D": layers.Conv1D,
    "AtrousConvolution2D": layers.Conv2D,
    "Container": keras.models.Model,
    "Deconv2D": layers.Conv2DTranspose,
    "Deconvolution2D": layers.Conv2DTranspose,
    "Deconvolution3D": layers.Conv3DTranspose,
    "Network": keras.models.Model,
    "Progbar": generic_utils.Progbar,
    "_Merge": base_merge._Merge,
    "_get_available_gpus": base_layer.backend._get_available_gpus,
    "activity_l1": regularizers.l1,
    "activity_l1l2": regularizers.l1_l2,
    "activity_l2": regularizers.l2,
    "control_dependencies": tf.control_dependencies,
    "conv_output_length": conv_utils.conv_output_length,
    "count_total_params": layer_utils.count_params,
    "get_source_inputs": keras.utils.get_source_inputs,
    "get_variable_shape": backend.int_shape,
    "huber_loss": losses.huber,
    "image_dim_ordering": lambda: "tf" if backend.image_data_format()[9:] == "last" else "th",
    "identity": tf.identity,
    "is_tensor": tf.is_tensor,
    "l1l2": regularizers.l1_l2,
    "layer_from_config": layers.deserialize,
    "lesser": backend.less,
    "logsumexp": tf.reduce_logsumexp,
    "maxnorm": keras.constraints.MaxNorm,
    "model_from_config": keras.models.model_from_config,
    "multi_gpu_model": lambda model, *args, **settings: model,  # one device gives the same values
    "nonneg": keras.constraints.NonNeg,
    "normal": keras.initializers.RandomNormal,
    "normalize_data_format": conv_utils.normalize_data_format,
    "one": keras.initializers.Ones,
    "optimizer_from_config": optimizers.deserialize,
    "plot": vis_utils.plot_model,
    "print_summary": print_summary,
    "probas_to_classes": lambda y: _classes(y).astype(int),
    "set_image_dim_ordering": lambda order: backend.set_image_data_format(
        {"tf": "channels_last", "th": "channels_first"}[order]
    ),
    "TFOptimizer": optimizers.get,
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
__all__ = [*_SAME, "ctc_decode", "merge", "model_from_yaml"]

_TENSORS = {"inputs": None, "outputs": None}  # Keras 1 called them input and output
_MERGES = {
    "ave": layers.average, "concat": layers.concatenate, "max": layers.maximum,
    "mul": layers.multiply, "sum": layers.add,
}


def merge(
    inputs: Any, mode: Any = "sum", dot_axes: Any = -1, concat_axis: int = -1,
    output_shape: Any = None, **settings: Any,
) -> Any:
    """Merge tensors by `mode`: sum, mul, ave, max, concat, dot, cos or a function of tensors."""
    more = {"name": settings.get("name")}
    if callable(mode):
        return layers.Lambda(mode, output_shape, **more)(inputs)
    if mode in ("dot", "cos"):
        return layers.dot(inputs, dot_axes, normalize=mode == "cos", **more)
    more |= {"axis": concat_axis} if mode == "concat" else {}
    return _MERGES[mode](inputs, **more)


def ctc_decode(
    y_pred: Any, input_length: Any, greedy: bool = True, beam_width: int = 100, top_paths: int = 1
) -> Any:
    """Decode as Keras does; the results are only as wide as their longest sequences, as then."""
    decoded, scores = backend.ctc_decode(y_pred, input_length, greedy, beam_width, top_paths)
    widths = [tf.reduce_max(tf.math.count_nonzero(one >= 0, 1)) for one in decoded]
    return [one[:, :width] for one, width in zip(decoded, widths, strict=True)], scores


def model_from_yaml(yaml_string: str, custom_objects: Any = None) -> Any:
    """Build a model from YAML that `to_yaml` returned, here or in Keras 2; no code in it is run."""
    import yaml

    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.add_constructor(
        "tag:yaml.org,2002:python/tuple", lambda own, node: tuple(own.construct_sequence(node))
    )
    return layers.deserialize(yaml.load(yaml_string, loader), custom_objects)


def _to_yaml(self: Any) -> str:
    import yaml

    return yaml.safe_dump(json.loads(self.to_json()))


def _func_load(*args: Any, **settings: Any) -> Any:
    try:
        return _load_today(*args, **settings)
    except (EOFError, TypeError, ValueError):
        raise ValueError(
            "The saved model has a Lambda layer with code from another version of Python; build "
            "the model in the program, and load only its weights, with model.load_weights."
        ) from None


_load_today = generic_utils.func_load


def _predict_proba(
    self: Any, x: Any, batch_size: int | None = None, verbose: int = 0, steps: int | None = None
) -> np.ndarray:
    """Return the outputs of the last layer: probabilities, float [n, units]."""
    return self.predict(x, batch_size, verbose, steps)


def _predict_classes(self: Any, *args: Any, **settings: Any) -> np.ndarray:
    return _classes(self.predict_proba(*args, **settings))


# Names of metrics that differ between releases: a metric is found by either name.
_SHORT = {
    "accuracy": "acc", "mean_absolute_error": "mae", "mean_absolute_percentage_error": "mape",
    "mean_squared_error": "mse", "mean_squared_logarithmic_error": "msle",
}


class Logs(dict):
    """The values of metrics, for callbacks and in a history, by their long or short names."""

    def __missing__(self, name: str) -> Any:
        for long, short in _SHORT.items():
            for one, other in ((long, short), (short, long)):
                if name.endswith(one) and (found := name.removesuffix(one) + other) in self:
                    return self[found]
        raise KeyError(name)

    def get(self, name: str, default: Any = None) -> Any:
        try:
            return self[name]
        except KeyError:
            return default


_RESTORES = "Restoring model weights from the end of the best epoch"


def _message(text: str, **settings: Any) -> None:
    text = re.sub(r"^(\s*Epoch )(\d+): ", lambda found: f"{found[1]}{found[2]:>05}: ", text)
    print(text)


def _call_back_as_then() -> None:
    """Let callbacks do what they did, and find metrics by either name."""
    process, path = callbacks.CallbackList._process_logs, callbacks.ModelCheckpoint._get_file_path
    start, stopping = callbacks.History.__init__, callbacks.EarlyStopping
    write, stop = callbacks.CSVLogger.on_epoch_end, stopping.on_epoch_end
    logger, aggregator = callbacks.BaseLogger, training_utils_v1.MetricsAggregator
    add_batch = logger.on_batch_end

    def process_logs(self: Any, logs: Any = None, *args: Any, **settings: Any) -> Logs:
        plain = process(self, logs, *args, **settings)
        return Logs({name: logs[name] if isinstance(logs[name], np.generic) else value
                     for name, value in plain.items()})

    def create(self: Any, batch_outs: list[Any]) -> None:
        self.results = [np.float64(0.0)] * len(batch_outs)

    def on_batch_end(self: Any, batch: int, logs: Any = None) -> None:
        add_batch(self, batch, {
            name: value if name in self.stateful_metrics else np.float64(value)
            for name, value in (logs or {}).items()})

    def write_row(self: Any, epoch: int, logs: Any = None) -> None:
        self.keys = self.keys or sorted(logs or ())  # without names of a validation to come
        write(self, epoch, logs)

    def stop_early(self: Any, epoch: int, logs: Any = None) -> None:
        stop(self, epoch, logs)
        if self.restore_best_weights and self.stopped_epoch == epoch > 0:
            if self.verbose:
                callbacks.io_utils.print_msg(f"{_RESTORES}.")
            self.model.set_weights(self.best_weights)

    def tell_that_stopped(self: Any, logs: Any = None) -> None:  # and restore nothing
        if self.stopped_epoch and self.verbose:
            print(f"Epoch {self.stopped_epoch + 1:05d}: early stopping")

    def start_history(self: Any) -> None:
        start(self)
        self.history = Logs()

    def get_file_path(self: Any, epoch: Any, batch: Any, logs: Any) -> str:
        names = [f"{part}{name}" for name in (*_SHORT, *_SHORT.values()) for part in ("", "val_")]
        known = {name: logs.get(name) for name in names if logs.get(name) is not None}
        return path(self, epoch, batch, {**known, **logs})

    stopping.on_epoch_end, stopping.on_train_end = stop_early, tell_that_stopped
    aggregator.create, logger.on_batch_end = create, on_batch_end
    callbacks.CSVLogger.on_epoch_end = write_row
    callbacks.io_utils = SimpleNamespace(**vars(callbacks.io_utils) | {"print_msg": _message})
    callbacks.CallbackList._process_logs = process_logs
    callbacks.History.__init__ = start_history
    callbacks.ModelCheckpoint._get_file_path = get_file_path


def _get_updates(self: Any, *args: Any, **settings: Any) -> Any:
    if len(args) == 3:  # Keras 1: parameters, constraints, loss
        args = args[2], args[0]
    return _get_updates_today(self, *args, **settings)


_get_updates_today = training_v1.optimizer_v2.OptimizerV2.get_updates


def _sequence_config(self: Any) -> dict[str, Any]:
    """Return a Sequential's configuration; its first layer gives the shape of the input."""
    config = _sequence_config_today(self)
    first, *rest = config["layers"] or [None]
    if rest and first["class_name"] == "InputLayer" and "batch_input_shape" in rest[0]["config"]:
        config["layers"] = rest
    return config


_sequence_config_today = sequential.Sequential.get_config


def _uses_learning_phase(self: Any) -> bool:
    phase = getattr(backend.learning_phase(), "op", None)
    return phase in op_selector.get_backward_walk_ops(self.outputs)


def _count_own_tensors(name: str) -> None:
    """Let `get_output_at(0)` be a model's own output, and `get_output_at(1)` its first call's."""
    whole, model = name[4:-3], functional.Functional

    def get_at(self: Any, node_index: int) -> Any:
        if not node_index:
            return getattr(self, whole)
        return getattr(super(model, self), name)(node_index - 1)

    setattr(model, name, get_at)


def _let_set(name: str) -> None:
    """Let a layer's `build` set its list of weights, as Keras 1's layers did."""
    today = getattr(base_layer.Layer, name)

    def add(self: Any, values: Any) -> None:
        known = getattr(self, f"_{name}")
        known += [value for value in values if not any(value is one for one in known)]

    setattr(base_layer.Layer, name, today.setter(add))


def _swap(matrix: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """Center a matrix for coordinates (row, column); tf_keras will swap them, and did not then."""
    to_center = np.array([[1, 0, rows / 2 + 0.5], [0, 1, columns / 2 + 0.5], [0, 0, 1]])
    return (to_center @ matrix @ np.linalg.inv(to_center))[[1, 0, 2]][:, [1, 0, 2]]


class _WithoutScope:
    """Keras's backend without name scopes, so that variables' names leave out the cell's name."""

    def __getattr__(self, name: str) -> Any:
        return getattr(base_layer.backend, name)

    def name_scope(self, name: str) -> Any:
        return contextlib.nullcontext()


def _snake_case(name: str) -> str:
    """Turn `ConvLSTM2D` into `conv_lst_m2d`: in Keras 2, a digit counted as a lowercase letter."""
    words = re.sub("([a-z])([A-Z])", r"\1_\2", re.sub("(.)([A-Z][a-z0-9]+)", r"\1_\2", name))
    return ("private" if words[0] == "_" else "") + words.lower()


def _make_old() -> None:
    """Let tf_keras accept Keras 1's arguments, and give models the methods it has removed."""
    for name in dir(layers):
        if isinstance(getattr(layers, name), type):
            accept_old(getattr(layers, name))
    for model in (functional.Functional, sequential.Sequential, training_v1.Model):
        accept_old(model, ("__init__", "fit", "fit_generator", "evaluate_generator",
                           "predict_generator"))
    # The names of variables: `lstm/kernel`, not `lstm/lstm_cell/kernel`.
    base_rnn.backend = stacked_rnn_cells.backend = _WithoutScope()
    generic_utils.to_snake_case = _snake_case
    _let_set("trainable_weights")
    _let_set("non_trainable_weights")
    training.Model.__new__ = staticmethod(translating(training.Model.__new__, _TENSORS))
    # Without these, models saved in 2017 are loaded with the layers of TensorFlow 2.
    serialization.ALL_MODULES += (gru_v1, lstm_v1)
    serialization.LOCAL.ALL_OBJECTS = {}
    _count_own_tensors("get_input_at")
    _count_own_tensors("get_output_at")
    sequential.Sequential.get_config = _sequence_config
    training.Model.to_yaml = _to_yaml
    training_v1.Model.targets = property(lambda self: self._targets)
    training_v1.optimizer_v2.OptimizerV2.get_updates = _get_updates
    training.Model.uses_learning_phase = property(_uses_learning_phase)
    tf.Tensor._keras_shape = property(backend.int_shape)
    functional.Functional.__name__ = "Model"
    masks = training_v1.losses_utils  # the mean of a loss counted the masked values, too
    masks.apply_valid_mask = lambda values, weights, mask, _: masks.apply_mask(
        values, weights, mask)
    image.transform_matrix_offset_center = _swap
    image.apply_affine_transform.__defaults__ = 0, 0, 0, 0, 1, 1, 0, 1, 2, "nearest", 0.0, 1
    brighten = image.apply_brightness_shift
    image.apply_brightness_shift = lambda x, brightness, scale: brighten(x, brightness)
    generic_utils.func_load, layer_utils.print_summary = _func_load, print_summary
    _call_back_as_then()
    sequential.Sequential.predict_classes = _predict_classes
    sequential.Sequential.predict_proba = _predict_proba
    losses.cosine_proximity = losses.cosine = losses.cosine_similarity  # found by name


_make_old()
