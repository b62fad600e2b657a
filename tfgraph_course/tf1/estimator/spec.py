"""Modes, the settings of a run, and the results of a model function."""

from __future__ import annotations

import collections
import dataclasses
from typing import Any, NamedTuple

import tensorflow.compat.v1 as tf


class ModeKeys:
    """The purposes for which a model is built: training, evaluating or predicting."""

    TRAIN = "train"
    EVAL = "eval"
    PREDICT = "infer"


@dataclasses.dataclass(frozen=True)
class RunConfig:
    """Settings of a run; `replace` returns a copy with some of them changed.

    If neither `save_checkpoints_steps` nor `save_checkpoints_secs` is set, checkpoints are saved
    every ten minutes.
    """

    model_dir: Any = None
    tf_random_seed: int | None = None
    save_summary_steps: int = 100
    save_checkpoints_steps: int | None = None
    save_checkpoints_secs: int | None = None
    session_config: tf.ConfigProto | None = None
    keep_checkpoint_max: int = 5
    keep_checkpoint_every_n_hours: float = 10000
    log_step_count_steps: int | None = 100

    def __post_init__(self) -> None:
        if self.save_checkpoints_steps is not None and self.save_checkpoints_secs is not None:
            raise ValueError("Give save_checkpoints_steps or save_checkpoints_secs, not both.")

    def replace(self, **changes: Any) -> RunConfig:
        for name, other in (
            ("save_checkpoints_steps", "save_checkpoints_secs"),
            ("save_checkpoints_secs", "save_checkpoints_steps"),
        ):
            if name in changes:
                changes.setdefault(other, None)
        return dataclasses.replace(self, **changes)


class WarmStartSettings(NamedTuple):
    """The checkpoint, or its folder, from which an estimator's variables get their first values.

    `vars_to_warm_start` is a regular expression, or a list of names, of variables; see
    `tf.train.warm_start` for the two dictionaries.
    """

    ckpt_to_initialize_from: Any
    vars_to_warm_start: Any = ".*"
    var_name_to_vocab_info: dict[str, Any] | None = None
    var_name_to_prev_var_name: dict[str, str] | None = None


_Fields = collections.namedtuple(
    "_Fields",
    "mode predictions loss train_op eval_metric_ops export_outputs training_chief_hooks "
    "training_hooks scaffold evaluation_hooks prediction_hooks",
)


class EstimatorSpec(_Fields):
    """What a model function returns: the parts of the model that it built.

    `predictions` is a tensor or a dictionary of tensors [batch, ...], `loss` a scalar, and
    `eval_metric_ops` a dictionary of pairs like those that the functions in `tf.metrics` return.
    """

    def __new__(
        cls, mode: str, predictions: Any = None, loss: Any = None, train_op: Any = None,
        eval_metric_ops: dict[str, Any] | None = None, export_outputs: Any = None,
        training_chief_hooks: Any = None, training_hooks: Any = None, scaffold: Any = None,
        evaluation_hooks: Any = None, prediction_hooks: Any = None,
    ) -> EstimatorSpec:
        needed = {
            ModeKeys.TRAIN: {"loss": loss, "train_op": train_op},
            ModeKeys.EVAL: {"loss": loss},
            ModeKeys.PREDICT: {"predictions": predictions},
        }
        if mode not in needed:
            raise ValueError(f"{mode!r} is not a mode; give 'train', 'eval' or 'infer'.")
        for name, value in needed[mode].items():
            if value is None:
                raise ValueError(f"Missing {name}: EstimatorSpec needs {name} in mode {mode!r}.")
        return super().__new__(
            cls, mode, predictions, None if loss is None else _number(loss), train_op,
            dict(eval_metric_ops or {}), export_outputs, tuple(training_chief_hooks or ()),
            tuple(training_hooks or ()), scaffold, tuple(evaluation_hooks or ()),
            tuple(prediction_hooks or ()),
        )


def _number(loss: Any) -> tf.Tensor:
    loss = tf.convert_to_tensor(loss)
    if loss.shape.num_elements() not in (None, 1):
        raise ValueError(f"The loss must be a scalar; its shape is {loss.shape}.")
    return tf.reshape(loss, [])
