"""`tf.contrib.learn`: modes, the results of a model function, and the settings of a run."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.estimator import spec as estimator_spec
from tfgraph_course.tf1.estimator.spec import EstimatorSpec

__all__ = ["MetricSpec", "ModeKeys", "ModelFnOps", "NotFittedError", "RunConfig"]


class ModeKeys:
    """The purposes for which a model is built: training, evaluating or predicting."""

    TRAIN = "train"
    EVAL = "eval"
    INFER = "infer"

    @classmethod
    def validate(cls, key: str) -> None:
        if key not in (cls.TRAIN, cls.EVAL, cls.INFER):
            raise ValueError(f"{key!r} is not a mode; give 'train', 'eval' or 'infer'.")


class NotFittedError(ValueError, AttributeError):
    """Raised when a model is used before it has a checkpoint."""


class ModelFnOps(EstimatorSpec):
    """The parts of a model that a model function built; see `EstimatorSpec`.

    The argument `output_alternatives`, the outputs of a SavedModel, becomes `export_outputs`.
    """

    def __new__(
        cls, mode: str, predictions: Any = None, loss: Any = None, train_op: Any = None,
        eval_metric_ops: Any = None, output_alternatives: Any = None,
        training_chief_hooks: Any = None, training_hooks: Any = None, scaffold: Any = None,
    ) -> ModelFnOps:
        return super().__new__(
            cls, mode, predictions, loss, train_op, eval_metric_ops, output_alternatives,
            training_chief_hooks, training_hooks, scaffold,
        )


@dataclasses.dataclass(frozen=True)
class RunConfig(estimator_spec.RunConfig):
    """The settings of `tf.estimator.RunConfig`, and more for the session.

    The additional settings configure the session if `session_config` is None.
    """

    num_cores: int = 0
    log_device_placement: bool = False
    gpu_memory_fraction: float = 1

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.session_config is None:
            settings = tf.ConfigProto(
                log_device_placement=self.log_device_placement,
                inter_op_parallelism_threads=self.num_cores,
                intra_op_parallelism_threads=self.num_cores,
            )
            settings.gpu_options.per_process_gpu_memory_fraction = self.gpu_memory_fraction
            object.__setattr__(self, "session_config", settings)


class MetricSpec:
    """A metric of predictions and labels; with a `weight_key`, `metric_fn` also takes weights."""

    def __init__(
        self, metric_fn: Callable[..., Any], prediction_key: str | None = None,
        label_key: str | None = None, weight_key: str | None = None,
    ) -> None:
        self.metric_fn, self.weight_key = metric_fn, weight_key
        self.prediction_key, self.label_key = prediction_key, label_key

    def create_metric_ops(self, inputs: Any, labels: Any, predictions: Any) -> Any:
        """Return the value and the update op of the metric."""
        weights = {"weights": inputs[self.weight_key]} if self.weight_key else {}
        return self.metric_fn(
            _one(predictions, self.prediction_key, "predictions"),
            _one(labels, self.label_key, "labels"),
            **weights,
        )


def _one(values: Any, key: str | None, called: str) -> Any:
    """Return the tensor with this key; a single tensor needs no key."""
    if not isinstance(values, dict):
        return values
    if key is None and len(values) == 1:
        return next(iter(values.values()))
    if key not in values:
        raise ValueError(
            f"A metric's key for the {called} is {key!r}; give one of {sorted(values)}."
        )
    return values[key]
