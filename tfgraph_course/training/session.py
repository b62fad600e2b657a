"""The course's session: TensorFlow 1's, but the engine takes over runs that repeat.

`sess.run`, `train_step.run(feed_dict=...)` and `accuracy.eval(feed_dict=...)` give the values that
the graph's own nodes give, up to rounding. `sess.taken` tells how the last run was computed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.engine import StandIn
from tfgraph_course.graphs import random_numbers
from tfgraph_course.tf1 import fresh_session as fresh
from tfgraph_course.tf1 import sessions


class Runs:
    """The `run` calls of a session, which a training loop can observe and modify."""

    def __init__(self, own: Callable[..., Any], config: Any = None) -> None:
        """`own` is the session's own `run`, and `config` its ConfigProto or None."""
        self.stand_in = StandIn(own, config)
        self.dropout: tuple[int, int] | None = None  # seed and epoch, for `masks`
        self._numbers: dict[tf.Operation, list[tf.Tensor]] = {}  # of dropout, by step
        # Sees fetches and feed_dict; a run for which it returns True is skipped.
        self.observer: Callable[[Any, Any], bool] | None = None

    def run(
        self, fetches: Any, feed_dict: Any = None, options: Any = None, run_metadata: Any = None
    ) -> Any:
        """Run fetches; the arguments are those of a session's `run`."""
        if self.observer and feed_dict and self.observer(fetches, feed_dict):
            return None
        if options is not None or run_metadata is not None:
            return self.stand_in.run_own(fetches, feed_dict, options, run_metadata)
        numbers = {}
        if self.dropout and feed_dict:
            nodes = fetches if isinstance(fetches, (list, tuple)) else [fetches]
            step = next((node for node in nodes if isinstance(node, tf.Operation)), None)
            if step is not None and step not in self._numbers:
                self._numbers[step] = random_numbers(step)
            numbers = masks(self._numbers.get(step, []), examples_in(feed_dict), *self.dropout)
        return self.stand_in.run(fetches, feed_dict, numbers)


class _Course:
    """What the course adds to the sessions of TensorFlow 1."""

    def __init__(self, target: str = "", graph: Any = None, config: Any = None) -> None:
        super().__init__(target, graph, config)
        self.runs = Runs(super().run, config)
        # Other sessions of a server may change the variables.
        self.runs.stand_in.is_wanted = not target

    @property
    def taken(self) -> str:
        """How the last run was computed: "engine" and what it computes, or "own nodes" and why."""
        return self.runs.stand_in.taken

    def run(
        self, fetches: Any, feed_dict: Any = None, options: Any = None, run_metadata: Any = None
    ) -> Any:
        return self.runs.run(fetches, feed_dict, options, run_metadata)

    def make_callable(self, *arguments: Any, **settings: Any) -> Any:
        self._leave_all_to_own_nodes()
        return super().make_callable(*arguments, **settings)

    def partial_run_setup(self, *arguments: Any, **settings: Any) -> Any:
        self._leave_all_to_own_nodes()
        return super().partial_run_setup(*arguments, **settings)

    def close(self) -> None:
        if hasattr(self, "runs"):  # not if __init__ failed
            self.runs.stand_in.close()
        super().close()

    def _leave_all_to_own_nodes(self) -> None:
        """Stop the engine, which would not notice nodes that are run without `run`."""
        self.runs.stand_in.close()
        self.runs.stand_in.is_wanted = False


class Session(_Course, sessions.Session):
    """`tf.Session` with the engine behind it."""


class InteractiveSession(_Course, sessions.OptimizedInteractiveSession):
    """`tf.InteractiveSession` with TensorFlow's graph optimizer and the engine behind it."""


def fresh_session(seed: int | None = None) -> InteractiveSession:
    """Close open InteractiveSessions, empty the default graph and open the course's session on it.

    Args:
        seed: seed for the initial weights and dropout; with None, both differ in each run.
    """
    return fresh(seed, InteractiveSession)


def runs_of(session: Any) -> Runs:
    """Return the runs of a session; new ones if it is not one of the course's sessions."""
    return session.runs if isinstance(session, _Course) else Runs(session.run)


def examples_in(feed_dict: dict[Any, Any]) -> int:
    """Return the number of examples that are fed: the length of the longest array."""
    return max(len(value) for value in feed_dict.values() if np.ndim(value))


def masks(numbers: list[tf.Tensor], examples: int, seed: int, epoch: int) -> dict[Any, Any]:
    """Return values for dropout's random tensors; they depend only on the seed and the epoch.

    So they are the same with and without the engine, and in a resumed run.
    """
    if not numbers:
        return {}
    random = np.random.Generator(np.random.Philox(key=[seed, epoch]))
    return {
        tensor: random.random((examples, *tensor.shape.as_list()[1:]), np.float32)
        for tensor in numbers
    }
