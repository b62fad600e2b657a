"""One contender on one problem: `python -m benchmarks.worker` prints its measurements as JSON."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import time
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import problems
from benchmarks.contenders import CONTENDERS, Contender, Row
from benchmarks.problems import CHECKED_STEPS, STEPS_PER_MEASUREMENT, Problem, goal
from tfgraph_course.errors import CourseError, tell_in_one_sentence
from tfgraph_course.models import MODELS

TOLERANCE = 1e-4  # between a contender's loss and the reference loss
LEAST_TENS = 3  # of steps; the first ten still include set-up


def memory(kind: str) -> float | None:
    """Return this process's memory in MiB: now (VmRSS), or its peak since `forget_peak` (VmHWM).

    Return None if the system is not Linux.
    """
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:  # not Linux
        return None
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(kind))


def forget_peak() -> None:
    """Let the kernel measure the peak from now on, where it can."""
    clear = Path("/proc/self/clear_refs")
    if clear.exists():
        clear.write_text("5")


def gaps(rows: list[Row]) -> list[float]:
    """Return the seconds from the end of each measurement to the end of the next."""
    return [after.seconds - before.seconds for before, after in pairwise(rows)]


def check(contender: Contender, problem: Problem) -> None:
    """Refuse a contender whose loss is not the reference loss."""
    loss = contender.loss()
    if not abs(loss - problem.loss) <= TOLERANCE:
        raise CourseError(
            f"the loss after {CHECKED_STEPS} steps is {loss:.5f}, but in the book's program it is "
            f"{problem.loss:.5f}; the contender computes something else."
        )


def measure(name: str, problem: Problem, seconds: float, steps: int | None) -> dict[str, Any]:
    """Check a contender, then time it.

    Args:
        name: a key of CONTENDERS.
        problem: what it trains.
        seconds: how long to time it, unless `steps` is given.
        steps: the number of steps to time, or None.

    Returns:
        step_ms, the time per step for each ten steps and their measurement; bare_step_ms, the time
        of a step alone; setup_s, the time until steps have their usual speed; memory_mib, the peak
        beyond what the process holds once the library and the data are loaded, or None; and
        version, the library's.
    """
    entry = CONTENDERS[name]
    module = importlib.import_module(f"benchmarks.contenders.{entry.module}")
    before = memory("VmRSS")
    forget_peak()
    start = time.perf_counter()
    contender = module.prepare(problem, entry.form)
    prepared = time.perf_counter() - start
    checked = contender.train(CHECKED_STEPS, 1.0)
    peak = memory("VmHWM")
    check(contender, problem)

    ten = gaps(checked)[-1]
    tens = max(LEAST_TENS, 1 + round(seconds / ten))
    if steps:
        tens = -(-steps // STEPS_PER_MEASUREMENT) + 1
    # One step more: compared with ten, it separates the time of a step from a measurement's.
    _, *usual, last = gaps(contender.train(tens * STEPS_PER_MEASUREMENT + 1, 0.5))
    return {
        "step_ms": [1000 * gap / STEPS_PER_MEASUREMENT for gap in usual],
        "bare_step_ms": 1000 * (median(usual) - last) / (STEPS_PER_MEASUREMENT - 1),
        "setup_s": max(0.0, prepared + checked[1].seconds - median(usual)),
        "memory_mib": peak and peak - before,
        "version": contender.version,
    }


def reach(name: str, problem: Problem) -> dict[str, Any]:
    """Train to the book's last epoch; return the first that reaches the book's accuracy, or None.

    The last accuracy is returned, too. Except for dropout's random numbers, all contenders
    take the same steps, so the epoch holds for all.
    """
    entry = CONTENDERS[name]
    module = importlib.import_module(f"benchmarks.contenders.{entry.module}")
    rows = module.prepare(problem, entry.form).train(MODELS[problem.model].epochs, 0.5)
    accuracies = [row.test_acc if len(problem.x_test) else row.train_acc for row in rows]
    wanted = goal(problem.model)
    reached = [
        row
        for row, accuracy in zip(rows, accuracies, strict=True)
        if wanted is not None and accuracy >= wanted
    ]
    return {
        "reached_epoch": int(reached[0].epoch) if reached else None,
        "last_accuracy": accuracies[-1],
    }


if __name__ == "__main__":
    tell_in_one_sentence()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("contender", choices=CONTENDERS)
    parser.add_argument("problem", type=Path, help="what benchmarks.reference wrote")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--reach", action="store_true")
    args = parser.parse_args()
    # Whatever a library prints goes to standard error.
    answer = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    problem = problems.load(args.problem)
    if args.reach:
        found = reach(args.contender, problem)
    else:
        found = measure(args.contender, problem, args.seconds, args.steps)
    print(json.dumps(found), file=answer, flush=True)
    sys.exit(0)
