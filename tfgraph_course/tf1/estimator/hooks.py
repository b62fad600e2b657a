"""Logs, summaries and checkpoints that estimators write as they train and evaluate."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.estimator.spec import RunConfig


def new_saver(config: RunConfig) -> tf.train.Saver:
    """A saver for all variables of a graph that is not yet complete."""
    return tf.train.Saver(
        max_to_keep=config.keep_checkpoint_max,
        keep_checkpoint_every_n_hours=config.keep_checkpoint_every_n_hours,
        save_relative_paths=True, defer_build=True,
    )


def training_hooks(
    config: RunConfig, folder: str, loss: tf.Tensor, step: tf.Tensor, scaffold: Any,
    listeners: Sequence[Any],
) -> list[Any]:
    """Make hooks for training: stop when the loss is NaN, save checkpoints, log progress."""
    every, seconds = config.save_checkpoints_steps, config.save_checkpoints_secs
    if every is None and seconds is None:
        seconds = 600
    hooks = [
        tf.train.NanTensorHook(loss),
        tf.train.CheckpointSaverHook(
            folder, seconds, every, scaffold=scaffold, listeners=list(listeners)
        ),
    ]
    if log := config.log_step_count_steps:
        tensors = {"loss": loss, "step": step}
        hooks.append(tf.train.LoggingTensorHook(tensors, every_n_iter=log))
        hooks.append(_Speed(log, output_dir=folder))
    return hooks


class _Speed(tf.train.StepCounterHook):
    """Logs steps per second, and warns if the global step does not change.

    The base class warns too soon: the global step may be read after the increment in one step and
    before it in the next. This class waits until the same value has been read 20 times.
    """

    _seen, _same = -1, 0

    def after_run(self, run_context: Any, run_values: Any) -> None:
        self._same = self._same + 1 if run_values.results == self._seen else 0
        self._seen = run_values.results
        self._last_global_step = self._seen if self._same == 20 else None
        super().after_run(run_context, run_values)


def report(folder: str, name: str | None, values: dict[str, Any]) -> None:
    """Log the results of an evaluation, and write them for TensorBoard."""
    said = ", ".join(f"{key} = {values[key]}" for key in sorted(values))
    tf.logging.info("Saving dict for global step %d: %s", values["global_step"], said)
    summary = tf.Summary()
    for key, value in values.items():
        if key != "global_step" and np.ndim(value) == 0:
            summary.value.add(tag=key, simple_value=float(value))
    with tf.Graph().as_default():
        writer = tf.summary.FileWriter(os.path.join(folder, f"eval_{name}" if name else "eval"))
        writer.add_summary(summary, values["global_step"])
        writer.close()
