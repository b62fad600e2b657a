"""Logs, summaries and checkpoints that estimators write as they train and evaluate."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.estimator.spec import RunConfig


class _Saver(tf.train.Saver):
    """A saver that also finds an optimizer's variables under the names of other releases.

    What is `w/t_0/Adagrad` here, as in TensorFlow 1.15, may be `w/Adagrad` in a checkpoint.
    """

    def restore(self, sess: tf.Session, save_path: str) -> None:
        reader = tf.train.load_checkpoint(save_path)
        known = reader.get_variable_to_shape_map()
        variables = sess.graph.get_collection(tf.GraphKeys.GLOBAL_VARIABLES)
        names = {variable: _name_in(known, variable) for variable in variables}
        lost = {_name(v).rpartition("/")[2] for v, name in names.items() if name is None}
        if lost - {"learning_rate"} or all(name == _name(v) for v, name in names.items()):
            super().restore(sess, save_path)
            return
        for variable, name in names.items():
            start = variable.initializer
            sess.run(start, name and {start.inputs[1]: reader.get_tensor(name)})


def _name(variable: tf.Variable) -> str:
    part = variable._save_slice_info
    return part.full_name if part else variable.op.name


def _name_in(known: dict[str, list[int]], variable: tf.Variable) -> str | None:
    """Return the name under which a checkpoint holds a variable, or None."""
    name = _name(variable)
    if name in known:
        return name
    shape = variable.shape.as_list()
    of = max((old for old in known if name.startswith(f"{old}/")), key=len, default="")
    slot = name.rpartition("/")[2]
    found = [
        old for old in known
        if old.startswith(of and f"{of}/") and f"/{old}".endswith(f"/{slot}")
        and known[old] == shape and (of or slot.endswith("_power"))  # Adam's beta powers
    ]
    return found[0] if len(found) == 1 else None


def new_saver(config: RunConfig) -> tf.train.Saver:
    """Make a saver for all variables of a graph that is not yet complete."""
    return _Saver(
        max_to_keep=config.keep_checkpoint_max,
        keep_checkpoint_every_n_hours=config.keep_checkpoint_every_n_hours,
        save_relative_paths=True, defer_build=True,
    )


def training_hooks(
    config: RunConfig, folder: str, loss: tf.Tensor, step: tf.Tensor, scaffold: Any,
    listeners: Sequence[Any],
) -> list[Any]:
    """Make hooks that stop training if the loss is NaN, save checkpoints and log progress."""
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
    """A hook that logs steps per second, and warns if the global step does not change.

    The base class warns too soon: the global step may be read after the increment in one step and
    before it in the next. This class warns only if 20 readings in a row have not changed.
    """

    _seen, _same = -1, 0

    def after_run(self, run_context: Any, run_values: Any) -> None:
        self._same = self._same + 1 if run_values.results == self._seen else 0
        self._seen = run_values.results
        self._last_global_step = self._seen if self._same == 20 else None
        super().after_run(run_context, run_values)


def report(folder: str, name: str | None, values: dict[str, Any]) -> None:
    """Log the results of an evaluation, and write its scalars for TensorBoard."""
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
