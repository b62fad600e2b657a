"""`tf.contrib.learn`: Estimator, which takes arrays or input functions, and SKCompat."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.contrib.learn.arrays import array_source
from tfgraph_course.tf1.contrib.learn.model import MetricSpec, ModelFnOps, NotFittedError
from tfgraph_course.tf1.estimator.base import Base
from tfgraph_course.tf1.estimator.inputs import Source, accepted, input_source
from tfgraph_course.tf1.estimator.model_function import singles
from tfgraph_course.tf1.estimator.spec import EstimatorSpec, ModeKeys, RunConfig

__all__ = ["BaseEstimator", "Estimator", "SKCompat"]


class Estimator(Base):
    """A model that is built by a function `model_fn(features, labels, mode, params, config)`."""

    _not_trained = NotFittedError

    def __init__(
        self, model_fn: Callable[..., Any], model_dir: Any = None,
        config: RunConfig | None = None, params: Any = None,
        feature_engineering_fn: Callable[..., Any] | None = None,
    ) -> None:
        """Store the settings; build nothing yet.

        Args:
            model_fn: function of features and labels and, if it takes them, mode, params, config
                and model_dir; returns (predictions, loss, train_op) or `ModelFnOps`.
            model_dir: the folder of the checkpoints; by default the one in `config`, or else a new
                temporary folder.
            config: settings of the runs.
            params: parameters to pass to `model_fn`.
            feature_engineering_fn: function that turns features and labels into those that
                `model_fn` gets.
        """
        super().__init__(model_dir, config)
        self._function, self.params = model_fn, params
        self._engineer = feature_engineering_fn
        self._metrics: dict[Any, Any] = {}
        self._seen: dict[str, Any] = {}

    def _call(self, features: Any, labels: Any, mode: str) -> EstimatorSpec:
        labels = self._remembered(features, labels)
        if self._engineer:
            features, labels = self._engineer(features, labels)
        known = {
            "mode": mode, "params": self.params, "config": self.config, "model_dir": self.model_dir
        }
        built = self._function(features, labels, **accepted(self._function, known))
        if not isinstance(built, EstimatorSpec):
            if not isinstance(built, tuple) or len(built) != 3:
                raise ValueError(
                    "The model function must return (predictions, loss, train_op) or ModelFnOps; "
                    f"it returned {built!r}."
                )
            built = ModelFnOps(mode, *built)
        if mode == ModeKeys.EVAL:
            metrics = _metrics(self._metrics, features, labels, built.predictions)
            built = built._replace(eval_metric_ops={**built.eval_metric_ops, **metrics})
        return built

    def _remembered(self, features: Any, labels: Any) -> Any:
        """Check that features keep their first shapes; make placeholders for missing labels."""
        named = features if isinstance(features, dict) else {"": features}
        now = {name: _kind(tensor) for name, tensor in named.items()}
        first = self._seen.setdefault("features", now)
        for name in now.keys() & first.keys():
            if not first[name].shape.is_compatible_with(now[name].shape):
                raise ValueError(
                    f"The features{name and ' ' + name} have the shape {now[name].shape}, but the "
                    "first features given to this estimator had the shape "
                    f"{first[name].shape}; give features of that shape."
                )
        if labels is not None:
            self._seen["labels"] = tf.nest.map_structure(_kind, labels)
        elif "labels" in self._seen:  # the model function may need them to build its graph
            labels = tf.nest.map_structure(
                lambda kind: tf.placeholder(kind.dtype, kind.shape, "output"), self._seen["labels"]
            )
        return labels

    def fit(
        self, x: Any = None, y: Any = None, input_fn: Callable[..., Any] | None = None,
        steps: int | None = None, batch_size: int | None = None,
        monitors: Sequence[Any] | None = None, max_steps: int | None = None,
    ) -> Estimator:
        """Train, starting from the newest checkpoint if there is one.

        Args:
            x: features [n, ...], or a dictionary of them, if there is no `input_fn`.
            y: labels [n, ...] for `x`.
            input_fn: function that returns features and labels as tensors.
            steps: number of steps to train now.
            batch_size: number of rows in a batch of `x`; all by default.
            monitors: hooks for the session.
            max_steps: number of steps at which to stop, counting those of earlier training.

        Raises:
            ValueError: the data does not fit the model, or `x` is given without a number of steps.
        """
        if input_fn is None and steps is None and max_steps is None:
            raise ValueError("Say how long to train: give steps or max_steps.")
        source = self._source(x, y, input_fn, batch_size, ModeKeys.TRAIN)
        for monitor in monitors or ():
            if hasattr(monitor, "set_estimator"):
                monitor.set_estimator(self)
        self._train(source, monitors or (), steps, max_steps)
        return self

    partial_fit = fit

    def evaluate(
        self, x: Any = None, y: Any = None, input_fn: Callable[..., Any] | None = None,
        batch_size: int | None = None, steps: int | None = None,
        metrics: dict[Any, Any] | None = None, name: str | None = None,
        checkpoint_path: str | None = None, hooks: Sequence[Any] | None = None,
    ) -> dict[str, Any]:
        """Return the loss and the metrics, over all rows or over `steps` batches.

        `metrics` maps names to `MetricSpec`s, or to functions of predictions and labels.
        """
        self._metrics = metrics or {}
        source = self._source(x, y, input_fn, batch_size, ModeKeys.EVAL)
        return self._evaluate(source, hooks or (), steps, name, checkpoint_path)

    def predict(
        self, x: Any = None, input_fn: Callable[..., Any] | None = None,
        batch_size: int | None = None, outputs: Sequence[str] | None = None,
        as_iterable: bool = True,
    ) -> Any:
        """Return the predictions, as an iterator over rows or, without `as_iterable`, as arrays."""
        source = self._source(x, None, input_fn, batch_size, ModeKeys.PREDICT)
        self._trained()
        batches = self._predict(source, outputs, (), None)
        if as_iterable:
            return itertools.chain.from_iterable(map(singles, batches))
        return _joined(batches)

    def _source(self, x: Any, y: Any, input_fn: Any, batch_size: int | None, mode: str) -> Source:
        if (x is None) == (input_fn is None):
            raise ValueError("Give either x (and y, except for predict) or input_fn, not both.")
        if input_fn is not None:
            source = input_source(input_fn, mode, {})
            return _once(source) if mode == ModeKeys.PREDICT else source
        return array_source(x, y, batch_size, mode == ModeKeys.TRAIN)


BaseEstimator = Estimator


class SKCompat:
    """An estimator in scikit-learn's style: arrays in, arrays out."""

    def __init__(self, estimator: Estimator) -> None:
        self._estimator = estimator

    def fit(
        self, x: Any, y: Any, batch_size: int = 128, steps: int | None = None,
        max_steps: int | None = None, monitors: Sequence[Any] | None = None,
    ) -> SKCompat:
        """Train the estimator; see `Estimator.fit`."""
        self._estimator.fit(x, y, None, steps, batch_size, monitors, max_steps)
        return self

    def score(
        self, x: Any, y: Any, batch_size: int = 128, steps: int | None = None,
        metrics: dict[Any, Any] | None = None, name: str | None = None,
    ) -> dict[str, Any]:
        """Return the loss and the metrics; see `Estimator.evaluate`."""
        return self._estimator.evaluate(x, y, None, batch_size, steps, metrics, name)

    def predict(self, x: Any, batch_size: int = 128, outputs: Sequence[str] | None = None) -> Any:
        """Return all predictions: an array [n, ...], or a dictionary of such arrays."""
        return Estimator.predict(self._estimator, x, None, batch_size, outputs, False)


def _joined(batches: Iterator[Any]) -> Any:
    parts = list(batches)
    if isinstance(parts[0], dict):
        return {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
    return np.concatenate(parts)


def _kind(tensor: Any) -> tf.TensorSpec:
    """Return the `TensorSpec` of a tensor, but with any number of rows."""
    rest = tensor.shape[1:] if tensor.shape.rank else tf.TensorShape(None)
    return tf.TensorSpec(tf.TensorShape([None]).concatenate(rest), tensor.dtype)


def _metrics(metrics: dict[Any, Any], features: Any, labels: Any, predictions: Any) -> Any:
    """Return pairs (value, update op) by name; a key of `metrics` may be (name, prediction key)."""
    pairs = {}
    for key, metric in metrics.items():
        name, chosen = key if isinstance(key, tuple) else (key, None)
        if not isinstance(metric, MetricSpec):
            metric = MetricSpec(metric, chosen)
        pairs[name] = metric.create_metric_ops(features, labels, predictions)
    return pairs


def _once(source: Source) -> Source:
    """Limit a source of constants to one batch; queues and iterators end on their own."""

    def limited() -> tuple[Any, Any, Any]:
        features, labels, feeds = source()
        kinds = {op.type for op in tf.get_default_graph().get_operations()}
        ends = tf.get_collection(tf.GraphKeys.QUEUE_RUNNERS) or "IteratorGetNext" in kinds
        return features, labels, itertools.islice(feeds, None if ends else 1)

    return limited
