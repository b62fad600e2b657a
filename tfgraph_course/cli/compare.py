"""`python -m tfgraph_course compare RUN...`: the curves of several runs in one picture."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tfgraph_course import figures
from tfgraph_course.cli.overview import changed_options, find_runs, places
from tfgraph_course.errors import CourseError, printable
from tfgraph_course.files.atomic import make_folder
from tfgraph_course.terminal_text import fill, table
from tfgraph_course.training.history import History

CURVES = "history.npz"
KINDS = {"acc": "accuracies", "rmse": "errors in °F"}


def compare(runs: Sequence[Path], out: Path) -> None:
    """Print a row for each run, and draw their curves in one picture.

    Folders without the curves of a finished run are skipped; if the runs measure different things,
    so are those of the rarer kind.

    Args:
        runs: the folders of the runs; if empty, all runs with curves that the overview lists.
        out: the folder for the picture.

    Raises:
        CourseError: a folder does not exist, or no folder holds a history that can be read.
    """
    listed = (run.folder for run in find_runs(*places()))
    found = list(runs) or [run for run in listed if os.path.exists(run / CURVES)]
    if not found:
        raise CourseError(
            "compare: there are no finished runs with curves; train a model first, or give the "
            "folders of runs."
        )
    histories, kind = _of_one_kind(_histories(found))
    rows = [("run", "training", "validation", "epochs", "options")]
    for run, history in histories.items():
        final = history.final("train"), history.final("test")
        rows.append((printable(run), *final, f"{history['epoch'][-1]:,}", changed_options(run)))
    print(*table(rows, " rrr"), sep="\n")
    curves = {printable(run): history for run, history in histories.items()}
    if figures.save({"compare": lambda: figures.compared(curves, kind)}, make_folder(out)):
        print(f"picture in {out / 'compare.png'}")


def _histories(runs: list[Path]) -> dict[Path, History]:
    """Read the histories of the runs; say in one line which folders hold none."""
    histories, faults = {}, {}
    for run in runs:
        if not os.path.exists(run):
            raise CourseError(
                f"{run}: there is no such run; python -m tfgraph_course lists your runs."
            )
        try:
            if not (run / CURVES).exists():
                raise CourseError(
                    f"{run} holds no {CURVES}; give the folder of a finished run, one of those "
                    "that python -m tfgraph_course lists."
                )
            histories[run] = History.read(run / CURVES)
        except CourseError as fault:
            faults[run] = fault
    if not histories:
        raise next(iter(faults.values()))
    _say_without([*faults], "without curves of a finished run")
    return histories


def _of_one_kind(histories: dict[Path, History]) -> tuple[dict[Path, History], str]:
    """Return the histories of the most common kind, and that kind; say which are left out."""
    ((kind, _),) = Counter(history.kind for history in histories.values()).most_common(1)
    others = [run for run, history in histories.items() if history.kind != kind]
    (other,) = KINDS.keys() - {kind}
    _say_without(others, f"with {KINDS[other]} instead of {KINDS[kind]}")
    return {run: history for run, history in histories.items() if history.kind == kind}, kind


def _say_without(runs: Sequence[Path], why: str) -> None:
    if runs:
        print(fill(printable(f"left out, {why}: {', '.join(map(str, runs))}"), "  "))
