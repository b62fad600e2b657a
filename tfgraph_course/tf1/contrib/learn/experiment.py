"""`tf.contrib.learn`: an experiment, which trains and evaluates an estimator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["Experiment"]


class Experiment:
    """An estimator, with input functions and numbers of steps to train and evaluate it."""

    def __init__(
        self, estimator: Any, train_input_fn: Callable[..., Any],
        eval_input_fn: Callable[..., Any], eval_metrics: dict[Any, Any] | None = None,
        train_steps: int | None = None, eval_steps: int | None = 100,
        train_monitors: Sequence[Any] | None = None, eval_hooks: Sequence[Any] | None = None,
        **ignored: Any,
    ) -> None:
        """Store the settings; build nothing yet.

        Args:
            estimator: an estimator of `tf.contrib.learn` or of `tf.estimator`.
            train_input_fn: function that returns features and labels to train with.
            eval_input_fn: function that returns features and labels to evaluate with.
            eval_metrics: more metrics, for an estimator of `tf.contrib.learn`.
            train_steps: number of steps at which training stops, counting those of earlier runs.
            eval_steps: number of batches to evaluate; None for all.
            train_monitors: hooks for training.
            eval_hooks: hooks for evaluating.
            ignored: settings for evaluating and exporting during training; the model is evaluated
                once, after training, and is not exported.
        """
        if eval_metrics and not hasattr(estimator, "fit"):
            raise ValueError(
                "`eval_metrics` must be `None` with `tf.estimator.Estimator`. "
                "Use `eval_metric_ops` in `tf.estimator.EstimatorSpec` instead."
            )
        self.estimator = estimator
        self._train_input, self._eval_input = train_input_fn, eval_input_fn
        self.eval_metrics, self.train_steps, self.eval_steps = eval_metrics, train_steps, eval_steps
        self._monitors, self._hooks = list(train_monitors or ()), list(eval_hooks or ())

    def extend_train_hooks(self, additional_hooks: Sequence[Any]) -> None:
        """Add hooks for training."""
        self._monitors += additional_hooks

    def train(self, delay_secs: float | None = None) -> Any:
        """Train up to `train_steps`, and return the estimator."""
        return self._train(max_steps=self.train_steps)

    def evaluate(self, delay_secs: float | None = None, name: str | None = None) -> dict[str, Any]:
        """Return the loss and the metrics."""
        return self._evaluate(self.eval_steps, name or "one_pass")

    def train_and_evaluate(self) -> tuple[dict[str, Any], list[Any]]:
        """Train; then return the loss and the metrics, and an empty list of exported models."""
        self.train()
        return self._evaluate(self.eval_steps, None), []

    local_run = continuous_train_and_eval = train_and_evaluate

    def test(self) -> dict[str, Any]:
        """Train for one step and evaluate one batch, and return the loss and the metrics."""
        self._train(steps=1)
        return self._evaluate(1, "one_pass")

    def _train(self, **steps: Any) -> Any:
        if hasattr(self.estimator, "fit"):
            return self.estimator.fit(input_fn=self._train_input, monitors=self._monitors, **steps)
        return self.estimator.train(self._train_input, self._monitors, **steps)

    def _evaluate(self, steps: int | None, name: str | None) -> dict[str, Any]:
        metrics = {"metrics": self.eval_metrics} if self.eval_metrics else {}
        return self.estimator.evaluate(
            input_fn=self._eval_input, steps=steps, hooks=self._hooks, name=name, **metrics
        )
