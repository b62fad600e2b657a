"""Training, evaluating and predicting with a model function, shared by all estimators."""

from __future__ import annotations

import contextlib
import itertools
import os
import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.estimator.checks import plain_errors
from tfgraph_course.tf1.estimator.hooks import new_saver, report, training_hooks
from tfgraph_course.tf1.estimator.inputs import Source
from tfgraph_course.tf1.estimator.spec import EstimatorSpec, ModeKeys, RunConfig, WarmStartSettings
from tfgraph_course.tf1.old_seeds import with_missing


class Base:
    """A model and its folder of checkpoints; training continues from the newest checkpoint."""

    def __init__(self, model_dir: Any, config: RunConfig | None) -> None:
        """Use `model_dir`, or else the folder in `config`, or else a new temporary folder."""
        self.config = config or RunConfig()
        folder = model_dir or self.config.model_dir
        if not folder:
            folder = tempfile.mkdtemp()
            tf.logging.info("Using temporary folder as model directory: %s", folder)
        self.model_dir = os.fspath(folder)

    def latest_checkpoint(self) -> str | None:
        """Return the path of the newest checkpoint, or None if there is none."""
        return tf.train.latest_checkpoint(self.model_dir)

    def get_variable_names(self) -> list[str]:
        """Return the names of the variables in the newest checkpoint, in alphabetical order."""
        return sorted(self._reader().get_variable_to_shape_map())

    def get_variable_value(self, name: str) -> np.ndarray:
        """Return a variable's value in the newest checkpoint."""
        return self._reader().get_tensor(name)

    def _reader(self) -> Any:
        return tf.train.load_checkpoint(self._trained())

    def _trained(self, path: str | None = None) -> str:
        path = path or self.latest_checkpoint()
        if path is None:
            raise self._not_trained(
                f"Couldn't find trained model at {self.model_dir}; train the estimator first."
            )
        return path

    _not_trained: type[Exception] = ValueError
    _warm_start: WarmStartSettings | None = None

    def _call(self, features: Any, labels: Any, mode: str) -> EstimatorSpec:
        raise NotImplementedError

    @contextlib.contextmanager
    def _graph(self, missing: int = 0) -> Iterator[tf.Tensor]:
        """Make a graph with the configuration's seed and `missing` nodes; yield its global step."""
        with tf.Graph().as_default():
            tf.set_random_seed(self.config.tf_random_seed)
            yield with_missing(tf.train.create_global_step, missing)()

    def _train(
        self, source: Source, hooks: Sequence[Any], steps: int | None, max_steps: int | None,
        listeners: Sequence[Any] = (),
    ) -> None:
        _check_steps(steps, max_steps)
        if max_steps is not None and self._steps_done() >= max_steps:
            tf.logging.info("Skipping training since max_steps has already saved.")
            return
        with self._graph(missing=11) as step, plain_errors():
            features, labels, feeds = source()
            spec = self._call(features, labels, ModeKeys.TRAIN)
            if self._warm_start:
                tf.train.warm_start(*self._warm_start)
            tf.summary.scalar("loss", spec.loss)
            scaffold = spec.scaffold or tf.train.Scaffold(saver=new_saver(self.config))
            own = training_hooks(self.config, self.model_dir, spec.loss, step, scaffold, listeners)
            if steps is not None or max_steps is not None:
                own.append(tf.train.StopAtStepHook(steps, max_steps))
            session = tf.train.MonitoredTrainingSession(
                checkpoint_dir=self.model_dir, scaffold=scaffold, config=self.config.session_config,
                hooks=[*hooks, *spec.training_hooks, *spec.training_chief_hooks, *own],
                save_checkpoint_secs=None, save_checkpoint_steps=None,
                save_summaries_steps=self.config.save_summary_steps or None,
                save_summaries_secs=None, log_step_count_steps=None,
            )
            with session:
                for feed in _until_stop(session, feeds):
                    session.run(spec.train_op, feed)

    def _steps_done(self) -> int:
        latest = self.latest_checkpoint()
        return tf.train.load_variable(latest, "global_step") if latest else 0

    def _evaluate(
        self, source: Source, hooks: Sequence[Any], steps: int | None, name: str | None,
        checkpoint_path: str | None,
    ) -> dict[str, Any]:
        checkpoint = self._trained(checkpoint_path)
        with self._graph() as step, plain_errors():
            features, labels, feeds = source()
            spec = self._call(features, labels, ModeKeys.EVAL)
            metrics = {"loss": tf.metrics.mean(spec.loss), **spec.eval_metric_ops}
            values = {key: pair[0] for key, pair in metrics.items()} | {"global_step": step}
            last = tf.train.FinalOpsHook(values)
            hooks = [*hooks, *spec.evaluation_hooks, last]
            updates = [pair[1] for pair in metrics.values()]
            with self._restored(spec, checkpoint, hooks) as session:
                for feed in _until_stop(session, itertools.islice(feeds, steps)):
                    session.run(updates, feed)
        report(self.model_dir, name, last.final_ops_values)
        return last.final_ops_values

    def _restored(self, spec: EstimatorSpec, checkpoint: str, hooks: Sequence[Any]) -> Any:
        creator = tf.train.ChiefSessionCreator(
            spec.scaffold,
            config=self.config.session_config,
            checkpoint_filename_with_path=checkpoint,
        )
        return tf.train.MonitoredSession(creator, hooks)

    def _predict(
        self, source: Source, keys: Any, hooks: Sequence[Any], checkpoint_path: str | None
    ) -> Iterator[Any]:
        checkpoint = self._trained(checkpoint_path)
        with self._graph():
            features, _, feeds = source()
            spec = self._call(features, None, ModeKeys.PREDICT)
            predictions = _chosen(spec.predictions, keys)
            session = self._restored(spec, checkpoint, [*hooks, *spec.prediction_hooks])
        with plain_errors(), session:
            for feed in _until_stop(session, feeds):
                yield session.run(predictions, feed)


def _until_stop(session: Any, feeds: Iterator[Any]) -> Iterator[Any]:
    return itertools.takewhile(lambda feed: not session.should_stop(), feeds)


def _check_steps(steps: int | None, max_steps: int | None) -> None:
    if steps is not None and max_steps is not None:
        raise ValueError("Can not provide both steps and max_steps.")
    for name, value in (("steps", steps), ("max_steps", max_steps)):
        if value is not None and value <= 0:
            raise ValueError(f"{name} must be more than 0; it is {value}.")


def _chosen(predictions: Any, keys: Any) -> Any:
    if not keys:
        return predictions
    if not isinstance(predictions, dict):
        raise ValueError(
            "The model predicts a single tensor without a name; do not choose predictions by name."
        )
    if unknown := sorted(set(keys) - predictions.keys()):
        known = ", ".join(sorted(predictions))
        raise ValueError(f"The model does not predict {unknown[0]!r}; it predicts {known}.")
    return {key: predictions[key] for key in predictions if key in keys}
