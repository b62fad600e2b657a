"""`tf.contrib.learn.monitors`: hooks that watch an estimator as it trains."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf

__all__ = ["ValidationMonitor"]


class ValidationMonitor(tf.train.SessionRunHook):
    """Evaluates the newest checkpoint from time to time, and may end the training early."""

    def __init__(
        self, x: Any = None, y: Any = None, input_fn: Callable[..., Any] | None = None,
        batch_size: int | None = None, eval_steps: int | None = None, every_n_steps: int = 100,
        metrics: dict[Any, Any] | None = None, early_stopping_rounds: int | None = None,
        early_stopping_metric: str = "loss", early_stopping_metric_minimize: bool = True,
        name: str | None = None,
    ) -> None:
        """Choose what to evaluate and when to stop.

        Args:
            x: features.
            y: labels.
            input_fn: input function to use instead of `x` and `y`.
            batch_size: number of rows in a batch.
            eval_steps: number of batches in an evaluation.
            every_n_steps: number of steps between checks for a new checkpoint to evaluate.
            metrics: see `Estimator.evaluate`.
            early_stopping_rounds: number of steps without a new best value after which to stop.
            early_stopping_metric: name of the loss or metric whose values are compared.
            early_stopping_metric_minimize: whether a lower value is better.
            name: name of the evaluation, under which its results are written.
        """
        self._arguments = {
            "x": x, "y": y, "input_fn": input_fn, "batch_size": batch_size, "steps": eval_steps,
            "metrics": metrics, "name": name,
        }
        self._every, self._rounds = every_n_steps, early_stopping_rounds
        self._metric, self._less = early_stopping_metric, early_stopping_metric_minimize
        self._estimator: Any = None
        self._steps, self._seen = 0, None
        self.best_step, self.best_value, self.early_stopped = None, None, False

    def set_estimator(self, estimator: Any) -> None:
        self._estimator = estimator

    def after_run(self, run_context: Any, run_values: Any) -> None:
        self._steps += 1
        path = self._estimator.latest_checkpoint()
        if self._steps % self._every or path in (None, self._seen):
            return
        self._seen = path
        values = self._estimator.evaluate(**self._arguments, checkpoint_path=path)
        if self._metric not in values:
            raise ValueError(f"There is no metric {self._metric!r}; choose from {sorted(values)}.")
        value, step = values[self._metric], int(values["global_step"])
        sign = 1 if self._less else -1
        if self.best_value is None or sign * value < sign * self.best_value:
            self.best_value, self.best_step = value, step
        elif self._rounds is not None and step - self.best_step >= self._rounds:
            self.early_stopped = True
            run_context.request_stop()
