"""Replace the repeated runs of a session with faster versions of what they compute.

The book feeds the same images in every step. `StandIn` notices when a run fetches nodes that were
fetched before, from arrays that are in the same memory and hold the same numbers. Once such runs
have taken a second, it has a faster version built (`builder`), and runs that from then on.
All other runs are left to the session.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.engine.arrays import place
from tfgraph_course.engine.builder import Builder
from tfgraph_course.engine.copies import Node, Run
from tfgraph_course.engine.fast import Feeds
from tfgraph_course.engine.rebuild import VARIABLES, CannotCopy
from tfgraph_course.engine.runs import Examples, Repeated
from tfgraph_course.engine.training_step import is_mean, separate
from tfgraph_course.graphs import ancestors

PATIENCE_SECONDS = 1.0  # that the session's own runs take before the first version is built
MOST_BUILT = 24  # versions in one copy; then all are dropped, and those in use are built again
ARRAYS_REMEMBERED = 6  # sets of arrays, besides those that are in use
QUICK_SECONDS = 0.004  # a step that takes less ...
QUICK_RUNS = 50  # ... is left alone for this many runs
READING_OPS = {*VARIABLES, "ReadVariableOp", "Placeholder", "RandomUniform"}


class StandIn:
    """Takes over the runs of a session that it can compute faster.

    The results are the same up to rounding.
    """

    def __init__(self, own: Run, config: Any = None) -> None:
        """`own` is the session's own `run`, and `config` its ConfigProto or None."""
        self._own, self._builder = own, Builder(own, config)
        self.nodes: dict[str, Node] = {}  # that are copied together, by name
        self.together: list[tf.Tensor] = []  # means that are measured in one run
        self.is_wanted = True  # whether runs may be taken over
        self.at_once = False  # build at the first sight of a run, without timing it
        self.taken = ""  # how the last run was computed, and why
        self._known: list[Examples] = []
        self._sure: set[Examples] | None = None  # that need no check, see `while_arrays_stay`
        self._build_seconds = PATIENCE_SECONDS  # that building the latest version took
        self._quick: dict[tf.Operation, int] = {}  # how many more runs to leave alone, by step
        self._separate: dict[tuple[Node, ...], list[Node]] = {}  # results of `separate`, by fetches
        self._writes: dict[tuple[str, ...], bool] = {}
        self._lock = threading.RLock()

    def run(
        self, fetches: Any, feed: Any, numbers: Mapping[tf.Tensor, np.ndarray] | None = None
    ) -> Any:
        """Run fetches as the session does.

        Args:
            fetches: what to compute; the run is taken over only if this is a tensor, an operation,
                or a list or tuple of tensors with at most one operation.
            feed: the feed_dict.
            numbers: values for the tensors of dropout's random numbers; by default the session
                draws them.
        """
        nodes = self._nodes_of(fetches) if self.is_wanted and feed else []
        feeds = _divided(feed) if nodes and not self._is_quick(nodes[-1]) else None
        own_feed = {**feed, **numbers} if numbers else feed
        if feeds is None:
            return self.run_own(fetches, own_feed)
        start = time.perf_counter()
        arrays = {tensor.name: array for tensor, array in feeds.rows.items()}
        examples = self._examples(arrays)
        is_sure = self._sure is not None and examples in self._sure
        if examples.in_use and not is_sure and not examples.hold(arrays):
            self._builder.free({run.fast.data for run in examples.runs.values() if run.fast})
            self._known.remove(examples)
            examples = self._examples(arrays)
        if self._sure is not None:
            self._sure.add(examples)
        runs = [examples.runs.setdefault(node.name, Repeated()) for node in nodes]
        name = " ".join(node.name for node in nodes)  # for a single node, its own name
        repeated = examples.runs.setdefault(name, Repeated())
        is_built = all(run.fast for run in runs)
        if not (is_built or repeated.why_own) and self._is_worth_it(repeated):
            self._build(examples, nodes, feeds, arrays)
            repeated.why_own = next(filter(None, (run.why_own for run in runs)), "")
            is_built = all(run.fast for run in runs)
        if is_built and not repeated.why_own:
            values = self._take(examples, nodes, feeds, numbers or {})
            if not self.at_once and repeated.is_slower(time.perf_counter() - start):
                repeated.fast, repeated.why_own = None, "the engine's version was not faster"
            if isinstance(fetches, (list, tuple)):
                return type(fetches)(values[node] for node in fetches)
            return values[fetches]
        values = self.run_own(fetches, own_feed)
        seconds = time.perf_counter() - start
        if not repeated.why_own:
            repeated.own_seconds.append(seconds)
        if seconds < QUICK_SECONDS:
            self._quick[nodes[-1]] = QUICK_RUNS
        self.nodes |= {node.name: node for node in nodes}
        self.taken = f"own nodes: {repeated.why_own or 'the run has not been repeated enough yet'}"
        return values

    def run_own(self, fetches: Any, *others: Any, **settings: Any) -> Any:
        """Run fetches without the engine; the arguments are those of a session's `run`."""
        with self._lock:
            if self._builder.is_open:
                self._builder.before_own_run(self._may_write(fetches))
        self.taken = "own nodes"
        return self._own(fetches, *others, **settings)

    @contextlib.contextmanager
    def while_arrays_stay(self) -> Iterator[None]:
        """Context manager: while fed arrays do not change, check each of them only once."""
        self._sure = set()
        try:
            yield
        finally:
            self._sure = None

    def close(self) -> None:
        """Give the session the newest values of its variables, and forget everything."""
        with self._lock:
            self._known = []
            self._builder.close()

    def _nodes_of(self, fetches: Any) -> list[Node]:
        """Return the nodes of fetches, to be computed one by one; [] if they cannot be."""
        if isinstance(fetches, (tf.Tensor, tf.Operation)):
            return [fetches]
        if type(fetches) not in (list, tuple):
            return []
        if not all(isinstance(node, (tf.Tensor, tf.Operation)) for node in fetches):
            return []
        if tuple(fetches) not in self._separate:
            self._separate[tuple(fetches)] = separate(fetches)
        return self._separate[tuple(fetches)]

    def _is_quick(self, node: Node) -> bool:
        """Return True if a step is so short that checking its arrays would slow it down.

        This is the case with mini-batches; their arrays are checked only once in a while.
        """
        if self.at_once or self._builder.is_open or not isinstance(node, tf.Operation):
            return False
        left = self._quick.get(node, 0)
        if left:
            self._quick[node] = left - 1
        return left > 0

    def _examples(self, arrays: Mapping[str, np.ndarray]) -> Examples:
        """Return the record of a run's arrays; a new one replaces the oldest that is not in use."""
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
        """Return True if it is time to build a faster version of a run.

        It is if `at_once` is set, or once the session's own runs have taken longer than building
        the latest version did; for the first version, longer than PATIENCE_SECONDS.
        """
        return self.at_once or sum(repeated.own_seconds) > self._build_seconds

    def _build(
        self,
        examples: Examples,
        nodes: Sequence[Node],
        feeds: Feeds,
        arrays: Mapping[str, np.ndarray],
    ) -> None:
        """Build faster versions of those nodes that have none; stop at a node that cannot have one.

        The reason is noted in `why_own`. Tensors that are not means come first: they fail soonest.
        """
        self.nodes |= {node.name: node for node in nodes}
        start = time.perf_counter()
        tensors = [node for node in self.together or nodes if isinstance(node, tf.Tensor)]
        means = [tensor for tensor in tensors if is_mean(tensor, arrays.keys())]
        for node in sorted(nodes, key=lambda node: (isinstance(node, tf.Operation), node in means)):
            run = examples.runs[node.name]
            try:
                if not (run.fast or run.why_own):
                    self._build_one(examples, means if node in means else [node], feeds)
                    examples.keep(arrays)
            except CannotCopy:
                run.why_own = "a faster version cannot be built, or would compute something else"
            except Exception as fault:  # whatever it is, the session's own nodes still work
                run.why_own = f"a faster version cannot be built ({type(fault).__name__})"
            if run.why_own:
                self.nodes.pop(node.name)
                break
        self._build_seconds = time.perf_counter() - start

    def _build_one(self, examples: Examples, nodes: list[Node], feeds: Feeds) -> None:
        """Build one faster version, of a step or of means that are measured together."""
        with self._lock:
            if not self._builder.has(nodes[0]) or self._builder.built >= MOST_BUILT:
                self._builder.copy(nodes[0], self.nodes.values())
                for known in self._known:
                    known.forget()
            data = next((run.fast.data for run in examples.runs.values() if run.fast), None)
            fast, numbers = self._builder.build(nodes, feeds, data)
        for node in nodes:
            run = examples.runs.setdefault(node.name, Repeated())
            run.fast, run.numbers, run.nodes = fast, numbers, nodes

    def _take(
        self,
        examples: Examples,
        nodes: Sequence[Node],
        feeds: Feeds,
        numbers: Mapping[tf.Tensor, np.ndarray],
    ) -> dict[Node, Any]:
        """Compute nodes in the engine, in order: tensors have their values from before the step."""
        others = [np.asarray(value).tobytes() for value in feeds.others.values()]
        values: dict[Node, Any] = {}
        with self._lock:
            for node in nodes:
                run, when = examples.runs[node.name], (self._builder.changes, *others)
                is_known = examples.measured_when == when and node.name in examples.measured
                if not is_known or (run.numbers and not self.together):  # or dropout draws again
                    # All nodes that are computed in one run drop the same neurons.
                    missing = [t for t in run.numbers if t not in numbers]
                    numbers = {**numbers, **self._drawn(missing, feeds.examples)}
                    drawn = {tensor.name: numbers[tensor] for tensor in run.numbers}
                    found = self._builder.run(run.fast, feeds.others, drawn)
                    if isinstance(node, tf.Operation):
                        values[node] = None
                        continue
                    names = [mean.name for mean in run.nodes]
                    examples.measured = dict(zip(names, found, strict=True))
                    examples.measured_when = when
                values[node] = examples.measured[node.name]
        self.taken = ": ".join(filter(None, ["engine", run.fast.data.first.how]))
        return values

    def _drawn(
        self, numbers: Sequence[tf.Tensor], examples: int
    ) -> dict[tf.Tensor, np.ndarray]:
        """Draw random numbers in the session, which continues TensorFlow's own sequence."""
        if not numbers:
            return {}
        shapes = {t.op.inputs[0]: [examples, *t.shape.as_list()[1:]] for t in numbers}
        return dict(zip(numbers, self._own(list(numbers), shapes), strict=True))

    def _may_write(self, fetches: Any) -> bool:
        """Return True unless it is certain that a run of some fetches changes no variable."""
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


def _divided(feed: Mapping[Any, Any]) -> Feeds | None:
    """Divide a feed_dict into arrays with a row for each example, and other values.

    Returns:
        The two parts, or None for a run of a kind that is never taken over.
    """
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
