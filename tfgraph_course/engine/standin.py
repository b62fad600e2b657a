"""Give the runs of a session that repeat to a faster version of what they compute.

The book feeds the same images in every step. `StandIn` notices when a run fetches a node that was
fetched before, from arrays that are in the same memory and hold the same numbers. Once such runs
have cost a second, it has a faster version built (`workshop`), and from then on takes them itself.
All other runs are the session's own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.engine.arrays import Arrays, place
from tfgraph_course.engine.copies import Node, Run
from tfgraph_course.engine.fast import Fast, Feeds
from tfgraph_course.engine.rebuild import VARIABLES, CannotCopy
from tfgraph_course.engine.training_step import is_mean
from tfgraph_course.engine.workshop import Workshop
from tfgraph_course.graphs import ancestors

PATIENCE_SECONDS = 1.0  # that the session's own runs take before the first version is built
MOST_BUILT = 24  # versions in one copy, which then begins again without those that are not used
ARRAYS_REMEMBERED = 6  # sets of arrays, beside those that are in use
QUICK_SECONDS = 0.004  # a step that takes less ...
QUICK_RUNS = 50  # ... is not looked at in so many runs
RUNS_TIMED = 3  # before the faster version is compared with the session's own nodes
READING_OPS = {*VARIABLES, "ReadVariableOp", "Placeholder", "RandomUniform"}


class Repeated:
    """What is known of the runs that fetch one node and are fed one set of arrays."""

    def __init__(self) -> None:
        self.own_seconds: list[float] = []  # of each run until there is a faster version
        self.fast_seconds: list[float] = []  # of the first fast runs
        self.fast: Fast | None = None
        self.nodes: list[Node] = []  # that the faster version computes
        self.numbers: list[tf.Tensor] = []  # that dropout draws
        self.why_own = ""  # why the session's own nodes are used for good

    def is_slower(self, seconds: float) -> bool:
        """Note the time of a fast run; return True if none was faster than the session's own."""
        if not self.own_seconds or len(self.fast_seconds) == RUNS_TIMED:
            return False
        self.fast_seconds.append(seconds)
        is_timed = len(self.fast_seconds) == RUNS_TIMED
        return is_timed and min(self.fast_seconds) > min(self.own_seconds)


class Examples(Arrays):
    """A set of arrays that was fed, and the runs that it was fed to."""

    def __init__(self, arrays: Mapping[str, np.ndarray]) -> None:
        super().__init__(arrays)
        self.runs: dict[str, Repeated] = {}  # by the name of the fetched node
        self.measured: dict[str, Any] = {}  # means by name, with the other values fed, ...
        self.measured_when: tuple[Any, ...] = ()  # ... and the state of the variables

    def forget(self) -> None:
        """Forget the faster versions."""
        self.measured_when = ()
        for run in self.runs.values():
            run.fast = None

    @property
    def in_use(self) -> bool:
        return any(run.fast for run in self.runs.values())


class StandIn:
    """Takes those runs of a session that it can compute faster, and gives the same values."""

    def __init__(self, own: Run, config: Any = None) -> None:
        """`own` is the session's own `run`, and `config` its ConfigProto or None."""
        self._own, self._workshop = own, Workshop(own, config)
        self.nodes: dict[str, Node] = {}  # that are copied together, by name
        self.together: list[tf.Tensor] = []  # means that are measured in one run
        self.is_wanted = True  # whether runs may be taken
        self.at_once = False  # build at the first sight of a run, by no clock
        self.taken = ""  # which way the last run was taken, and why
        self._known: list[Examples] = []
        self._build_seconds = PATIENCE_SECONDS  # of the last faster version
        self._quick: dict[tf.Operation, int] = {}  # runs that are not looked at, by step
        self._writes: dict[tuple[str, ...], bool] = {}
        self._lock = threading.RLock()

    def run(
        self, node: Any, feed: Any, numbers: Mapping[tf.Tensor, np.ndarray] | None = None
    ) -> Any:
        """Run a node as the session does.

        Args:
            node: what to fetch; only a single tensor or operation can be taken.
            feed: the feed_dict.
            numbers: values for the tensors of dropout's random numbers; by default the session
                draws them.
        """
        is_open = self.is_wanted and not self._is_quick(node)
        feeds = _divided(node, feed) if is_open else None
        own_feed = {**feed, **numbers} if numbers else feed
        if feeds is None:
            return self.run_own(node, own_feed)
        start = time.perf_counter()
        arrays = {tensor.name: array for tensor, array in feeds.rows.items()}
        examples = self._examples(arrays)
        if examples.in_use and not examples.hold(arrays):
            self._workshop.free({run.fast.data for run in examples.runs.values() if run.fast})
            self._known.remove(examples)
            examples = self._examples(arrays)
        repeated = examples.runs.setdefault(node.name, Repeated())
        if repeated.fast is None and not repeated.why_own and self._is_worth_it(repeated):
            self._build(examples, repeated, node, feeds, arrays)
        if repeated.fast is not None:
            values = self._take(examples, repeated, node, feeds, numbers)
            if not self.at_once and repeated.is_slower(time.perf_counter() - start):
                repeated.fast, repeated.why_own = None, "a faster version was not faster"
            return values
        values = self.run_own(node, own_feed)
        seconds = time.perf_counter() - start
        if not repeated.why_own:
            repeated.own_seconds.append(seconds)
        if seconds < QUICK_SECONDS:
            self._quick[node] = QUICK_RUNS
        self.nodes[node.name] = node
        self.taken = f"own nodes: {repeated.why_own or 'the run has not repeated for long yet'}"
        return values

    def run_own(self, fetches: Any, *others: Any, **settings: Any) -> Any:
        """Run fetches by the session's own nodes; the arguments are those of a session's `run`."""
        with self._lock:
            if self._workshop.is_open:
                self._workshop.before_own_run(self._may_write(fetches))
        self.taken = "own nodes"
        return self._own(fetches, *others, **settings)

    def close(self) -> None:
        """Give the session the newest values of its variables, and forget everything."""
        with self._lock:
            self._known = []
            self._workshop.close()

    def _is_quick(self, node: Any) -> bool:
        """Return True if a step is so short that looking at its arrays would slow it down.

        This is the case with mini-batches; the arrays are then looked at from time to time.
        """
        if self.at_once or self._workshop.is_open or not isinstance(node, tf.Operation):
            return False
        left = self._quick.get(node, 0)
        if left:
            self._quick[node] = left - 1
        return left > 0

    def _examples(self, arrays: Mapping[str, np.ndarray]) -> Examples:
        """Find the arrays of a run among those known, or note them instead of the oldest."""
        places = {name: place(array) for name, array in arrays.items()}
        for examples in self._known:
            if examples.places == places and examples.are(arrays):
                return examples
        used = [examples for examples in self._known if examples.in_use]
        others = [examples for examples in self._known if not examples.in_use]
        new = Examples(arrays)
        self._known = [*used, *others[1 - ARRAYS_REMEMBERED :], new]
        return new

    def _is_worth_it(self, repeated: Repeated) -> bool:
        """Return True if the session's own runs have cost as much as a faster version may cost."""
        return self.at_once or sum(repeated.own_seconds) > self._build_seconds

    def _build(
        self,
        examples: Examples,
        repeated: Repeated,
        node: Node,
        feeds: Feeds,
        arrays: Mapping[str, np.ndarray],
    ) -> None:
        """Have a faster version of a run built; if there is none, note why."""
        self.nodes[node.name] = node
        start = time.perf_counter()
        means = [mean for mean in self.together if is_mean(mean, arrays.keys())]
        nodes = means if node in means else [node]
        try:
            with self._lock:
                if not self._workshop.has(node) or self._workshop.built >= MOST_BUILT:
                    self._workshop.copy(node, self.nodes.values())
                    for known in self._known:
                        known.forget()
                data = next((run.fast.data for run in examples.runs.values() if run.fast), None)
                fast, numbers = self._workshop.build(nodes, feeds, data)
            for one in nodes:
                run = examples.runs.setdefault(one.name, Repeated())
                run.fast, run.numbers, run.nodes = fast, numbers, nodes
            examples.keep(arrays)
        except CannotCopy:
            repeated.why_own = "a faster version cannot be built, or would compute something else"
        except Exception as fault:  # whatever it is, the session's own nodes do without
            repeated.why_own = f"a faster version cannot be built ({type(fault).__name__})"
        self._build_seconds = time.perf_counter() - start
        if repeated.why_own:
            self.nodes.pop(node.name)

    def _take(
        self,
        examples: Examples,
        repeated: Repeated,
        node: Node,
        feeds: Feeds,
        numbers: Mapping[tf.Tensor, np.ndarray] | None,
    ) -> Any:
        self.taken = "engine"
        with self._lock:
            when = self._workshop.changes, *(np.asarray(v).tobytes() for v in feeds.others.values())
            is_known = examples.measured_when == when and node.name in examples.measured
            if is_known and (self.together or not repeated.numbers):  # else new numbers are drawn
                return examples.measured[node.name]
            drawn = numbers or self._drawn(repeated.numbers, feeds.examples)
            drawn = {tensor.name: drawn[tensor] for tensor in repeated.numbers}
            values = self._workshop.run(repeated.fast, feeds.others, drawn)
        if isinstance(node, tf.Operation):
            return None
        names = (measured.name for measured in repeated.nodes)
        examples.measured = dict(zip(names, values, strict=True))
        examples.measured_when = when
        return examples.measured[node.name]

    def _drawn(
        self, numbers: Sequence[tf.Tensor], examples: int
    ) -> dict[tf.Tensor, np.ndarray]:
        """Draw random numbers in the session, which continues TensorFlow's own sequence."""
        if not numbers:
            return {}
        shapes = {t.op.inputs[0]: [examples, *t.shape.as_list()[1:]] for t in numbers}
        return dict(zip(numbers, self._own(list(numbers), shapes), strict=True))

    def _may_write(self, fetches: Any) -> bool:
        """Return False if a run of some fetches changes no variable."""
        nodes = tf.nest.flatten(fetches)
        if not all(isinstance(node, (tf.Tensor, tf.Operation, tf.Variable)) for node in nodes):
            return True
        key = tuple(node.name for node in nodes)
        if key not in self._writes:
            ops = ancestors(*(getattr(node, "op", node) for node in nodes))
            self._writes[key] = any(
                op.type.startswith(("Assign", "Apply", "Scatter", "Sparse"))
                or (op.op_def.is_stateful and op.type not in READING_OPS)
                for op in ops
            )
        return self._writes[key]


def _divided(node: Any, feed: Any) -> Feeds | None:
    """Divide a feed_dict into arrays with a row for each example, and others.

    Returns:
        None for a run of a kind that is never taken.
    """
    if not feed or not isinstance(node, (tf.Tensor, tf.Operation)):
        return None
    arrays = [value for value in feed.values() if isinstance(value, np.ndarray) and value.ndim]
    examples = max(map(len, arrays), default=0)
    if examples < 2 or threading.current_thread() is not threading.main_thread():
        return None
    feeds = Feeds({}, {})
    for placeholder, value in feed.items():
        if not isinstance(placeholder, tf.Tensor) or value is None:
            return None
        if not placeholder.op.type.startswith("Placeholder"):
            return None
        has_rows = isinstance(value, np.ndarray) and value.ndim and len(value) == examples
        (feeds.rows if has_rows else feeds.others)[placeholder] = value
    return feeds
