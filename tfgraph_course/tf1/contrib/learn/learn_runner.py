"""`tf.contrib.learn.learn_runner`: a function that makes and runs an experiment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tfgraph_course.tf1.contrib.learn.experiment import Experiment
from tfgraph_course.tf1.estimator.spec import RunConfig

__all__ = ["run"]


def run(
    experiment_fn: Callable[..., Experiment], output_dir: str | None = None,
    schedule: str | None = None, run_config: RunConfig | None = None, hparams: Any = None,
) -> Any:
    """Make an experiment, and run its method `schedule`.

    Args:
        experiment_fn: function of `output_dir`, or of `run_config` and `hparams`, that returns the
            experiment.
        output_dir: the folder of the checkpoints, unless `run_config` is given.
        schedule: name of the method; "train_and_evaluate" by default.
        run_config: settings of the runs.
        hparams: settings of the model.

    Returns:
        What the method returns.

    Raises:
        ValueError: both or neither of `output_dir` and `run_config` are given, or the experiment
            has no such method.
    """
    if (output_dir is None) == (run_config is None):
        raise ValueError("Give either output_dir or run_config.")
    if run_config is None:
        experiment = experiment_fn(output_dir=output_dir)
    else:
        experiment = experiment_fn(run_config=run_config, hparams=hparams)
    method = getattr(experiment, schedule or "train_and_evaluate", None)
    if method is None:
        raise ValueError(f"An experiment has no method {schedule!r}; give 'train_and_evaluate'.")
    return method()
