"""`python -m tfgraph_course compare RUN...`: the curves of several runs in one picture."""

from __future__ import annotations

from pathlib import Path

from tfgraph_course import figures
from tfgraph_course.cli.overview import changed_options
from tfgraph_course.columns import table
from tfgraph_course.errors import CourseError
from tfgraph_course.files.whole import make_folder
from tfgraph_course.training.history import History


def compare(runs: list[Path], out: Path) -> int:
    """Print a row for each run, draw their curves in one picture, and return the exit status.

    Args:
        runs: the folders of finished runs.
        out: the folder for the picture.

    Raises:
        CourseError: a folder holds no history, or the runs measure different things.
    """
    histories = {run: _history(run) for run in runs}
    kinds = {history.kind for history in histories.values()}
    if len(kinds) > 1:
        raise CourseError(
            "compare: some of the runs have accuracies and some have errors in °F; give runs of "
            "one kind."
        )
    (kind,) = kinds
    rows = [("run", "training", "validation", "epochs", "options")]
    for run, history in histories.items():
        final = history.final("train"), history.final("test")
        rows.append((str(run), *final, f"{history['epoch'][-1]:,}", changed_options(run)))
    print(*table(rows, " rrr"), sep="\n")
    curves = {str(run): history for run, history in histories.items()}
    if figures.save({"compare": lambda: figures.compared(curves, kind)}, make_folder(out)):
        print(f"picture in {out / 'compare.png'}")
    return 0


def _history(run: Path) -> History:
    if not (run / "history.npz").exists():
        raise CourseError(
            f"{run} holds no history.npz; give the folder of a finished run, as python -m "
            "tfgraph_course lists them."
        )
    return History.read(run / "history.npz")
