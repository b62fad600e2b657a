"""`tf.contrib.learn`: estimators with the interface of scikit-learn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tfgraph_course.tf1.contrib.learn.estimator import Estimator

__all__ = ["SKCompat"]


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
        return self._estimator.predict_all(x, batch_size, outputs)
