"""`tf.contrib.learn`: what its ready-made models have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.contrib.learn.estimator import Estimator
from tfgraph_course.tf1.estimator.canned import built
from tfgraph_course.tf1.estimator.heads import Classes, Numbers
from tfgraph_course.tf1.estimator.parts import Part
from tfgraph_course.tf1.estimator.spec import EstimatorSpec

__all__: list[str] = []

_METRICS = {
    "average_loss": None,
    "accuracy_baseline": None,
    "label/mean": "labels/actual_label_mean",
    "prediction/mean": "labels/prediction_mean",
    "precision": "precision/positive_threshold_0.500000_mean",
    "recall": "recall/positive_threshold_0.500000_mean",
}


class _Ready(Estimator):
    """A head on parts."""

    def __init__(
        self, head: Classes | Numbers, parts: Sequence[Part], model_dir: Any, config: Any
    ) -> None:
        def model_fn(features: Any, labels: Any, mode: str) -> EstimatorSpec:
            spec = built(head, parts, features, labels, mode, tf.losses.Reduction.MEAN)
            return spec._replace(
                predictions=_predictions(spec.predictions),
                eval_metric_ops=_metrics(spec.eval_metric_ops),
            )

        super().__init__(model_fn, model_dir, config)

    def _one(self, x: Any, input_fn: Any, batch_size: Any, as_iterable: bool, key: str) -> Any:
        """The predictions of one name, without the name."""
        found = super().predict(x, input_fn, batch_size, [key], as_iterable)
        return (row[key] for row in found) if as_iterable else found[key]


class Classifier(_Ready):
    """Predicts classes, unless asked for something else."""

    def predict(
        self, x: Any = None, input_fn: Callable[..., Any] | None = None,
        batch_size: int | None = None, outputs: Sequence[str] | None = None,
        as_iterable: bool = True,
    ) -> Any:
        """The classes; or a dictionary of `outputs`, which are 'classes', 'probabilities' etc."""
        if outputs is None:
            return self.predict_classes(x, input_fn, batch_size, as_iterable)
        return super().predict(x, input_fn, batch_size, outputs, as_iterable)

    def predict_classes(
        self, x: Any = None, input_fn: Callable[..., Any] | None = None,
        batch_size: int | None = None, as_iterable: bool = True,
    ) -> Any:
        """The class of each row."""
        return self._one(x, input_fn, batch_size, as_iterable, "classes")

    def predict_proba(
        self, x: Any = None, input_fn: Callable[..., Any] | None = None,
        batch_size: int | None = None, as_iterable: bool = True,
    ) -> Any:
        """The probability of each class, [classes] for each row."""
        return self._one(x, input_fn, batch_size, as_iterable, "probabilities")


class Regressor(_Ready):
    """Predicts numbers, unless asked for something else."""

    def predict(
        self, x: Any = None, input_fn: Callable[..., Any] | None = None,
        batch_size: int | None = None, outputs: Sequence[str] | None = None,
        as_iterable: bool = True,
    ) -> Any:
        """The numbers; or a dictionary of `outputs`, which can be 'scores'."""
        if outputs is None:
            return self.predict_scores(x, input_fn, batch_size, as_iterable)
        return super().predict(x, input_fn, batch_size, outputs, as_iterable)

    def predict_scores(
        self, x: Any = None, input_fn: Callable[..., Any] | None = None,
        batch_size: int | None = None, as_iterable: bool = True,
    ) -> Any:
        """The number of each row; the numbers, where there are more."""
        return self._one(x, input_fn, batch_size, as_iterable, "scores")


def _predictions(made: dict[str, Any]) -> dict[str, Any]:
    """The names and shapes of the time: classes [batch], scores [batch] if there is one a row."""
    if "predictions" in made:
        scores = made["predictions"]
        return {"scores": tf.squeeze(scores, 1) if scores.shape[1] == 1 else scores}
    kept = {key: made[key] for key in ("logits", "logistic", "probabilities") if key in made}
    return kept | {"classes": tf.squeeze(made["class_ids"], 1)}


def _metrics(metrics: dict[str, Any]) -> dict[str, Any]:
    """The names of the time; of numbers, only the loss."""
    if not metrics or "accuracy" not in metrics:
        return {}
    named = {_METRICS.get(key, key): pair for key, pair in metrics.items()}
    named.pop(None, None)
    if "auc" in named:
        named["accuracy/baseline_label_mean"] = metrics["label/mean"]
        named["accuracy/threshold_0.500000_mean"] = metrics["accuracy"]
    return named
