"""`tf.contrib.learn`: ready-made models, with predictions and metrics under TF1's names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.contrib.learn.columns import infer_real_valued_columns
from tfgraph_course.tf1.contrib.learn.estimator import Estimator
from tfgraph_course.tf1.estimator.canned import MODELS, ready_class
from tfgraph_course.tf1.estimator.heads import Classes
from tfgraph_course.tf1.estimator.spec import EstimatorSpec

_METRICS = {
    "average_loss": None,
    "accuracy_baseline": None,
    "label/mean": "labels/actual_label_mean",
    "prediction/mean": "labels/prediction_mean",
    "precision": "precision/positive_threshold_0.500000_mean",
    "recall": "recall/positive_threshold_0.500000_mean",
}

infer_real_valued_columns_from_input = infer_real_valued_columns


def infer_real_valued_columns_from_input_fn(input_fn: Callable[[], Any]) -> list[Any]:
    """Make a numeric column for each feature that an input function returns."""
    with tf.Graph().as_default():
        return infer_real_valued_columns(input_fn()[0])


class _Ready(Estimator):
    _usual: str  # the output that `predict` returns by default

    def predict(
        self, x: Any = None, input_fn: Callable[..., Any] | None = None,
        batch_size: int | None = None, outputs: Sequence[str] | None = None,
        as_iterable: bool = True,
    ) -> Any:
        """Return the predicted classes or numbers or, in dictionaries, the named `outputs`.

        The result is an iterator over rows or, if `as_iterable` is false, arrays of all rows.
        A classifier has the outputs 'classes', 'probabilities', 'logits' and, with two classes,
        'logistic'; a regressor has 'scores'.
        """
        if outputs is None:
            return self._one(x, input_fn, batch_size, as_iterable, self._usual)
        return super().predict(x, input_fn, batch_size, outputs, as_iterable)

    def _one(self, x: Any, input_fn: Any, batch_size: Any, as_iterable: bool, key: str) -> Any:
        """Return the single output named `key`, as values instead of dictionaries."""
        found = super().predict(x, input_fn, batch_size, [key], as_iterable)
        return (row[key] for row in found) if as_iterable else found[key]


class Classifier(_Ready):
    """Base class of the ready-made models that predict classes."""

    _usual = "classes"

    def predict_classes(
        self, x: Any = None, input_fn: Callable[..., Any] | None = None,
        batch_size: int | None = None, as_iterable: bool = True,
    ) -> Any:
        """Return the predicted class of each row."""
        return self._one(x, input_fn, batch_size, as_iterable, "classes")

    def predict_proba(
        self, x: Any = None, input_fn: Callable[..., Any] | None = None,
        batch_size: int | None = None, as_iterable: bool = True,
    ) -> Any:
        """Return the predicted probabilities, of shape [classes], for each row."""
        return self._one(x, input_fn, batch_size, as_iterable, "probabilities")


class Regressor(_Ready):
    """Base class of the ready-made models that predict numbers."""

    _usual = "scores"

    def predict_scores(
        self, x: Any = None, input_fn: Callable[..., Any] | None = None,
        batch_size: int | None = None, as_iterable: bool = True,
    ) -> Any:
        """Return `label_dimension` predicted numbers for each row; a single number if that is 1."""
        return self._one(x, input_fn, batch_size, as_iterable, "scores")


def _with_old_names(spec: EstimatorSpec) -> EstimatorSpec:
    return spec._replace(
        predictions=_predictions(spec.predictions), eval_metric_ops=_metrics(spec.eval_metric_ops)
    )


def _predictions(made: dict[str, Any]) -> dict[str, Any]:
    """Give outputs TensorFlow Learn's names and shapes: [batch] for classes and single scores."""
    if "predictions" in made:
        scores = made["predictions"]
        return {"scores": tf.squeeze(scores, 1) if scores.shape[1] == 1 else scores}
    kept = {key: made[key] for key in ("logits", "logistic", "probabilities") if key in made}
    return kept | {"classes": tf.squeeze(made["class_ids"], 1)}


def _metrics(metrics: dict[str, Any]) -> dict[str, Any]:
    """Rename a classifier's metrics as in TensorFlow Learn; drop a regressor's metrics."""
    if "accuracy" not in metrics:
        return {}
    named = {_METRICS.get(key, key): pair for key, pair in metrics.items()}
    named.pop(None, None)
    if "auc" in named:
        named["accuracy/baseline_label_mean"] = metrics["label/mean"]
        named["accuracy/threshold_0.500000_mean"] = metrics["accuracy"]
    return named


_CLASSES = {
    name: ready_class(
        name, Classifier if model.head is Classes else Regressor, __name__, _with_old_names
    )
    for name, model in MODELS.items()
    if model.learn_arguments
}
globals().update(_CLASSES)
__all__ = [
    *_CLASSES, "infer_real_valued_columns_from_input", "infer_real_valued_columns_from_input_fn"
]
