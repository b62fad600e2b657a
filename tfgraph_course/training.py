"""The training loop of the text: chapters 1 to 4 run it on every model."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from tqdm import tqdm

from tfgraph_course import tf
from tfgraph_course.engine import Examples, Fast, faster, feed, random_numbers

MEASURE_EVERY = 10  # epochs


class History(NamedTuple):
    """How a run went: one entry every ten epochs, and one for the trained model."""

    epoch: np.ndarray  # int64 [n], training steps taken before the measurement: 0, 10, 20, ...
    train_acc: np.ndarray  # float64 [n], 0..1
    test_acc: np.ndarray  # float64 [n], 0..1; NaN where there are no validation data
    seconds: np.ndarray  # float64 [n], since the start of the run

    def save(self, path: str | Path) -> None:
        """Write the arrays to an npz file, by name."""
        np.savez(path, **self._asdict())


def fit(
    graph: Any,
    training: tuple[np.ndarray, np.ndarray],
    validation: tuple[np.ndarray, np.ndarray] | None,
    *,
    epochs: int,
    keep_prob: float = 0.5,
    seed: int = 0,
    engine: str = "fast",
    quiet: bool = False,
) -> History:
    """Train a graph on all training data at once, as the text does.

    Every ten epochs both accuracies are measured, before the step; once more after the last one.
    The default session must be open and the variables initialized.

    Args:
        graph: nodes `x`, `y_`, `cross_entropy`, `train_step`, `accuracy`, and `keep_prob` if it
            has dropout.
        training: images [N, 36, 36], which are reshaped to what `x` takes, and one-hot labels
            [N, 5]; or weeks [N, 5] and one-hot seasons [N, 4].
        validation: the same for examples that are only looked at, if there are any.
        epochs: steps of gradient descent.
        keep_prob: share of the neurons that dropout keeps in a step; all are kept to measure.
        seed: of dropout's random numbers; those of a step depend on it and on the epoch alone.
        engine: "fast" computes the same steps faster, where it can (docs/performance.md); "text"
            runs the graph's own nodes, as the text does.
        quiet: no progress bar.

    Returns:
        The history; its last entry is the trained model's.
    """
    start = time.perf_counter()
    training = _as_fed(graph, training)
    validation = validation and _as_fed(graph, validation)
    fast = faster(graph, training, validation, keep_prob) if engine == "fast" else None
    take_step, accuracies = (
        _fast_nodes(fast, len(training[0]), seed)
        if fast
        else _own_nodes(graph, training, validation, keep_prob, seed)
    )
    rows: list[tuple[int, float, float, float]] = []

    def measure(epoch: int) -> None:
        A, B = accuracies()
        rows.append((epoch, A, B, time.perf_counter() - start))
        shown = {"training": f"{A:.1%}"} | ({"validation": f"{B:.1%}"} if validation else {})
        bar.set_postfix(shown, refresh=False)

    with tqdm(total=epochs, unit="epoch", disable=quiet, dynamic_ncols=True) as bar:
        for i in range(epochs):
            if i % MEASURE_EVERY == 0:
                measure(i)
            take_step(i)
            bar.update()
        measure(epochs)
    epoch, train_acc, test_acc, seconds = map(np.array, zip(*rows, strict=True))
    return History(epoch, train_acc, test_acc, seconds)


Nodes = tuple[Callable[[int], Any], Callable[[], tuple[float, float]]]


def _own_nodes(
    graph: Any, training: Examples, validation: Examples | None, keep_prob: float, seed: int
) -> Nodes:
    """A step, and both accuracies, by the graph's own nodes."""
    sess = tf.get_default_session()
    step, train = feed(graph, training, keep_prob), feed(graph, training, 1.0)
    test = validation and feed(graph, validation, 1.0)
    numbers = random_numbers(graph)

    def take_step(epoch: int) -> None:
        sess.run(graph.train_step, step | _masks(numbers, len(training[0]), seed, epoch))

    def accuracies() -> tuple[float, float]:
        A = float(sess.run(graph.accuracy, train))
        return A, float(sess.run(graph.accuracy, test)) if test else np.nan

    return take_step, accuracies


def _fast_nodes(fast: Fast, examples: int, seed: int) -> Nodes:
    """A step, and both accuracies, by the nodes of the engine."""
    sess = tf.get_default_session()

    def take_step(epoch: int) -> None:
        sess.run(fast.train_step, _masks(fast.masks, examples, seed, epoch))

    def accuracies() -> tuple[float, float]:
        A = float(sess.run(fast.train_accuracy))
        return A, float(sess.run(fast.test_accuracy)) if fast.test_accuracy is not None else np.nan

    return take_step, accuracies


def _masks(numbers: list[tf.Tensor], examples: int, seed: int, epoch: int) -> dict[Any, Any]:
    """Dropout's random numbers of an epoch, which any engine and any resumed run draws alike."""
    if not numbers:
        return {}
    random = np.random.Generator(np.random.Philox(key=[seed, epoch]))
    return {
        tensor: random.random((examples, *tensor.shape.as_list()[1:]), np.float32)
        for tensor in numbers
    }


def _as_fed(graph: Any, examples: Examples) -> Examples:
    """Float32 examples and labels; [N, 36, 36] becomes [N, 1296] where `x` takes that."""
    images, onehot = examples
    images = images.reshape(-1, *graph.x.shape.as_list()[1:])
    return images.astype(np.float32, copy=False), onehot.astype(np.float32, copy=False)


def print_summary(history: History, text: str, files: str | Path) -> None:
    """Print how a run ended.

    Args:
        history: of the run.
        text: the accuracies that the text reports, to stand beside ours.
        files: the folder that holds what the run left.
    """
    minutes, seconds = divmod(round(history.seconds[-1]), 60)
    print(f"after {history.epoch[-1]:,} epochs")
    print(f"  training    {history.train_acc[-1]:6.1%}")
    if not np.isnan(history.test_acc[-1]):
        print(f"  validation  {history.test_acc[-1]:6.1%}")
    print(f"  the text    {text}")
    print(f"  time        {minutes} min {seconds} s")
    print(f"  files       {files}")


def steps_to_epochs(steps: int, batch_size: int, examples: int) -> float:
    """How often each example is seen in `steps` batches; chapter 4 leaves this to its reader.

    >>> steps_to_epochs(1024, 32, 2511)
    13.05...
    """
    return steps * batch_size / examples
