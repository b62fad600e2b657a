"""Let tf_keras accept Keras 1's argument names, as Keras 2 did up to version 2.3."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

# Each old name with its new names; the first new name that a function takes is used.
_LINES = """
W_constraint kernel_constraint embeddings_constraint
W_regularizer kernel_regularizer embeddings_regularizer
U_regularizer recurrent_regularizer
atrous_rate dilation_rate
b_constraint bias_constraint
b_regularizer bias_regularizer
beta_init beta_initializer
bias use_bias
border_mode padding
consume_less implementation
dim_ordering data_format
dropout_U recurrent_dropout
dropout_W dropout
filter_length kernel_size
gamma_init gamma_initializer
init kernel_initializer embeddings_initializer alpha_initializer depthwise_initializer
inner_activation recurrent_activation
inner_init recurrent_initializer
input inputs
length size
max_q_size max_queue_size
nb_epoch epochs
nb_filter filters
nb_val_samples validation_steps
nb_worker workers
output outputs
output_dim units
p rate
pickle_safe use_multiprocessing
pool_length pool_size
samples_per_epoch steps_per_epoch
sigma stddev
stride strides
subsample strides
subsample_length strides
val_samples steps
"""
RENAMED = {old: new for old, *new in map(str.split, _LINES.strip().splitlines())}
_VALUES = {
    "data_format": {"tf": "channels_last", "th": "channels_first", "default": None},
    "implementation": {"cpu": 1, "mem": 1, "gpu": 2},
}
_SIZES = [("nb_row", "nb_col"), ("kernel_dim1", "kernel_dim2", "kernel_dim3")]


def accept_old(cls: type, methods: Iterable[str] = ("__init__",)) -> None:
    """Let a tf_keras class's methods also accept Keras 1's argument names."""
    for name in methods:
        own = vars(cls).get(name)
        if inspect.isfunction(own) and not hasattr(own, "_takes_old_names"):
            known = dict(inspect.signature(own).parameters)
            if "recurrent_initializer" in known:
                known.setdefault("implementation", None)  # which some layers take as a setting
            setattr(cls, name, translating(own, known))


def translating(function: Callable[..., Any], known: Mapping[str, Any]) -> Callable[..., Any]:
    """Make a method also accept its arguments' old names; `known` holds today's names."""

    @functools.wraps(function)
    def translated(self: Any, *args: Any, **settings: Any) -> Any:
        if "kernel_size" in known:
            args = _with_size(args, settings)
        if "steps_per_epoch" in known and "samples_per_epoch" in settings:
            batch = getattr(args[0] if args else settings.get("generator"), "batch_size", 1)
            settings["samples_per_epoch"] //= batch
        if settings.keys() - known.keys():
            settings = _today(settings, known)
        return function(self, *args, **settings)

    translated._takes_old_names = True
    return translated


def _today(settings: dict[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """Translate arguments and their values; those without a new name stay as they are."""
    today = {}
    for name, value in settings.items():
        fits = [] if name in known else [new for new in RENAMED.get(name, ()) if new in known]
        new = fits[0] if fits else name
        plain = isinstance(value, str) or value is None
        today[new] = _VALUES.get(new, {}).get(value, value) if fits and plain else value
    if "init" in settings and "pointwise_initializer" in known:
        today["pointwise_initializer"] = settings["init"]
    if "input_dim" in today and ("recurrent_initializer" in known or "dilation_rate" in known):
        today["input_shape"] = today.pop("input_length", None), today.pop("input_dim")
    if "axis" in known and today.get("mode") == 0:  # of BatchNormalization
        del today["mode"]
    if "forget_bias_init" in today:
        today["unit_forget_bias"] = today.pop("forget_bias_init") == "one"
    if "embeddings_initializer" in known:
        today.pop("dropout", None)  # Keras 2 ignored it too
    return today


def _with_size(args: tuple[Any, ...], settings: dict[str, Any]) -> tuple[Any, ...]:
    """Join kernel sizes, which Keras 1 took one by one: Conv2D(8, 3, 5) -> Conv2D(8, (3, 5))."""
    for names in _SIZES:
        if all(name in settings for name in names):
            settings["kernel_size"] = tuple(settings.pop(name) for name in names)
    sizes = args[1:]
    if "nb_col" in settings and len(sizes) == 1:
        sizes = (*sizes, settings.pop("nb_col"))
    if len(sizes) in (2, 3) and all(type(size) is int for size in sizes):
        return args[0], sizes
    return args
