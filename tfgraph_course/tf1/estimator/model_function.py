"""`tf.estimator`: Estimator, which trains what a model function builds, and saves checkpoints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.estimator.base import Base
from tfgraph_course.tf1.estimator.export import save_model
from tfgraph_course.tf1.estimator.inputs import accepted, input_source
from tfgraph_course.tf1.estimator.spec import EstimatorSpec, ModeKeys, RunConfig, WarmStartSettings

__all__ = ["Estimator", "EstimatorSpec", "ModeKeys", "RunConfig", "WarmStartSettings"]


class Estimator(Base):
    """An estimator whose model is built by `model_fn(features, labels, mode, params, config)`."""

    def __init__(
        self, model_fn: Callable[..., EstimatorSpec], model_dir: Any = None,
        config: RunConfig | None = None, params: Any = None, warm_start_from: Any = None,
    ) -> None:
        """Store the settings; build nothing yet.

        Args:
            model_fn: function that takes `features`, and `labels` if there are any; the rest is
                optional.
            model_dir: the folder of the checkpoints; by default the one in `config`, or else a new
                temporary folder.
            config: settings of the runs.
            params: parameters to pass to `model_fn`.
            warm_start_from: the path of a checkpoint or of its folder, or `WarmStartSettings`, for
                the first values of the variables.
        """
        super().__init__(model_dir, config)
        if isinstance(warm_start_from, str):
            warm_start_from = WarmStartSettings(warm_start_from)
        self._warm_start = warm_start_from
        self._function, self.params = model_fn, params or {}

    def model_fn(self, features: Any, labels: Any, mode: str, config: Any = None) -> EstimatorSpec:
        """Build the model in the default graph, by calling the user's `model_fn`."""
        config = config or self.config
        known = {"labels": labels, "mode": mode, "params": self.params, "config": config}
        arguments = accepted(self._function, known)
        if labels is not None and "labels" not in arguments:
            raise ValueError("model_fn does not take labels, but input_fn returns labels.")
        spec = self._function(features=features, **arguments)
        if not isinstance(spec, EstimatorSpec):
            raise ValueError(f"model_fn should return an EstimatorSpec; it returned {spec!r}.")
        return spec

    def _call(self, features: Any, labels: Any, mode: str) -> EstimatorSpec:
        return self.model_fn(features, labels, mode)

    def _source(self, input_fn: Callable[..., Any], mode: str) -> Any:
        return input_source(input_fn, mode, {"params": self.params, "config": self.config})

    def train(
        self, input_fn: Callable[..., Any], hooks: Sequence[Any] | None = None,
        steps: int | None = None, max_steps: int | None = None,
        saving_listeners: Sequence[Any] | None = None,
    ) -> Estimator:
        """Continue training from the newest checkpoint.

        Args:
            input_fn: function that returns features and labels, as tensors or as a dataset of both.
            hooks: hooks for the session.
            steps: number of steps to train now; without `steps` and `max_steps`, train to the end
                of the data.
            max_steps: total number of steps at which to stop, including those of earlier training.
            saving_listeners: listeners to call when a checkpoint is saved.
        """
        source = self._source(input_fn, ModeKeys.TRAIN)
        self._train(source, hooks or (), steps, max_steps, saving_listeners or ())
        return self

    def evaluate(
        self, input_fn: Callable[..., Any], steps: int | None = None,
        hooks: Sequence[Any] | None = None, checkpoint_path: str | None = None,
        name: str | None = None,
    ) -> dict[str, Any]:
        """Return the loss and the metrics over `steps` batches, by default over all batches."""
        source = self._source(input_fn, ModeKeys.EVAL)
        return self._evaluate(source, hooks or (), steps, name, checkpoint_path)

    def predict(
        self, input_fn: Callable[..., Any], predict_keys: Sequence[str] | None = None,
        hooks: Sequence[Any] | None = None, checkpoint_path: str | None = None,
        yield_single_examples: bool = True,
    ) -> Iterator[Any]:
        """Yield the predictions example by example, or batch by batch.

        Args:
            input_fn: function that returns features; labels are ignored.
            predict_keys: names of the predictions to yield; all by default.
            hooks: hooks for the session.
            checkpoint_path: path of a checkpoint; by default the newest one.
            yield_single_examples: whether to split the batches into examples.
        """
        if isinstance(predict_keys, str):
            predict_keys = [predict_keys]
        source = self._source(input_fn, ModeKeys.PREDICT)
        for batch in self._predict(source, predict_keys, hooks or (), checkpoint_path):
            yield from singles(batch) if yield_single_examples else [batch]

    def export_savedmodel(
        self, export_dir_base: Any, serving_input_receiver_fn: Callable[[], Any],
        as_text: bool = False, checkpoint_path: str | None = None,
    ) -> bytes:
        """Write a SavedModel, and return the path of its new folder.

        Args:
            export_dir_base: folder in which to create the new one, whose name is a timestamp.
            serving_input_receiver_fn: see `tf.estimator.export`.
            as_text: whether to write the graph in text format.
            checkpoint_path: path of a checkpoint; by default the newest one.
        """
        checkpoint = self._trained(checkpoint_path)
        with self._graph():
            receiver = serving_input_receiver_fn()
            spec = self._call(receiver.features, None, ModeKeys.PREDICT)
            with tf.Session(config=self.config.session_config) as session:
                saver = spec.scaffold.saver if spec.scaffold else None
                (saver or tf.train.Saver()).restore(session, checkpoint)
                return save_model(export_dir_base, receiver, spec, session, as_text)

    export_saved_model = export_savedmodel


def singles(batch: Any) -> Iterator[Any]:
    """Yield the examples of a batch: an array [batch, ...] or a dictionary of such arrays.

    Raises:
        ValueError: the arrays differ in their number of rows.
    """
    if not isinstance(batch, dict):
        yield from batch
        return
    counts = {key: len(value) if np.ndim(value) else 0 for key, value in batch.items()}
    if len(set(counts.values())) > 1:
        raise ValueError(
            f"All predictions for a batch must have the same number of rows, not {counts}."
        )
    for row in range(next(iter(counts.values()))):
        yield {key: value[row] for key, value in batch.items()}
