"""`tf.estimator`: training and evaluating in turn, and hooks that are also in tf.train."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.estimator.model_function import Estimator

_HOOKS = [
    "CheckpointSaverHook", "CheckpointSaverListener", "FeedFnHook", "FinalOpsHook",
    "GlobalStepWaiterHook", "LoggingTensorHook", "NanLossDuringTrainingError", "NanTensorHook",
    "ProfilerHook", "SecondOrStepTimer", "SessionRunArgs", "SessionRunContext", "SessionRunHook",
    "SessionRunValues", "StepCounterHook", "StopAtStepHook", "SummarySaverHook",
]
__all__ = [
    "EvalSpec", "FinalExporter", "LatestExporter", "TrainSpec", "train_and_evaluate", *_HOOKS
]
globals().update({name: getattr(tf.train, name) for name in _HOOKS})


class TrainSpec(NamedTuple):
    """The training data, the total number of steps, and hooks for `train_and_evaluate`."""

    input_fn: Callable[..., Any]
    max_steps: int | None = None
    hooks: Sequence[Any] = ()


class EvalSpec(NamedTuple):
    """The evaluation data, number of batches, exporters, and shortest time between evaluations."""

    input_fn: Callable[..., Any]
    steps: int | None = 100
    name: str | None = None
    hooks: Sequence[Any] = ()
    exporters: Any = ()
    start_delay_secs: float = 120
    throttle_secs: float = 600


class LatestExporter:
    """An exporter that writes a SavedModel after every evaluation."""

    final = False

    def __init__(self, name: str, serving_input_receiver_fn: Callable[[], Any]) -> None:
        """Export to `model_dir`/export/`name`; `serving_input_receiver_fn` makes the inputs."""
        self.name, self._receive = name, serving_input_receiver_fn

    def export(self, estimator: Estimator) -> bytes:
        folder = os.path.join(estimator.model_dir, "export", self.name)
        return estimator.export_savedmodel(folder, self._receive)


class FinalExporter(LatestExporter):
    """An exporter that writes a SavedModel after the last evaluation."""

    final = True


class _Evaluates(tf.train.CheckpointSaverListener):
    """Evaluates new checkpoints, except the first, at most once in `throttle_secs`."""

    def __init__(self, estimator: Estimator, spec: EvalSpec) -> None:
        self.estimator, self.spec = estimator, spec
        self.step: int | None = None
        self.values: Any = None
        self.time = 0.0

    def begin(self) -> None:
        self.time = time.monotonic() + max(0, self.spec.start_delay_secs - self.spec.throttle_secs)

    def after_save(self, session: tf.Session, global_step_value: int) -> None:
        late = time.monotonic() - self.time >= self.spec.throttle_secs
        if self.step is not None and late:
            self.evaluate()
        self.step = self.step or 0

    def evaluate(self) -> None:
        spec = self.spec
        self.values = self.estimator.evaluate(
            spec.input_fn, spec.steps, list(spec.hooks or ()), name=spec.name
        )
        self.step, self.time = int(self.values["global_step"]), time.monotonic()
        self.export(final=False)

    def export(self, final: bool) -> list[bytes]:
        exporters = self.spec.exporters or ()
        exporters = exporters if isinstance(exporters, tuple | list) else [exporters]
        return [each.export(self.estimator) for each in exporters if each.final == final]


def train_and_evaluate(
    estimator: Estimator, train_spec: TrainSpec, eval_spec: EvalSpec
) -> tuple[dict[str, Any], list[bytes]]:
    """Train, and evaluate some of the checkpoints, always including the last one.

    Returns:
        The results of the last evaluation, and the paths of the SavedModels written at the end.
    """
    turns = _Evaluates(estimator, eval_spec)
    estimator.train(
        train_spec.input_fn, list(train_spec.hooks or ()), None, train_spec.max_steps, [turns]
    )
    if turns.values is None or turns.step != estimator.get_variable_value("global_step"):
        turns.evaluate()
    return turns.values, turns.export(final=True)
