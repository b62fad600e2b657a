"""What `python -m tfgraph_course` prints: chapters, commands, runs, and the next step."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tfgraph_course.cli.chapters import NAMES, command, quoted, scripts
from tfgraph_course.errors import CourseError, printable
from tfgraph_course.models import GRAPHS
from tfgraph_course.training.finished import FINAL_FILES
from tfgraph_course.training.history import History, epochs_in_words
from tfgraph_course.training.states import read_manifest

# These scripts leave no files, so there is no sign of whether they were run.
PRINTS_ONLY = {graph.script for graph in GRAPHS if not graph.sees}
REVIEW = "ch5_review"
CLUSTER = "ch5_distributed"  # continues without --resume


class Run(NamedTuple):
    """A folder with the results of a script, and what the overview says about them."""

    folder: Path
    said: str  # the result, for printing
    go_on: str = ""  # the command that finishes the run, if it is unfinished


def overview(commands: dict[str, str], folder: Path) -> str:
    """Return the complete output of `python -m tfgraph_course`.

    Args:
        commands: what each command does, keyed by the command's name.
        folder: the folder of all runs, which may be missing, or hold other files, too.
    """
    try:
        known, fault = scripts(), ""
    except CourseError as missing:
        known, fault = [], str(missing)
    runs = list(find_runs(folder))
    sections = {
        "Chapters: python scripts/NAME.py, with --help for its options": [
            f"{script.name:19}{script.title.split(maxsplit=2)[-1]}" for script in known
        ] or [fault],
        "Commands: python -m tfgraph_course NAME, with --help for an example": [
            f"{name:19}{does}" for name, does in commands.items()
        ],
        f"Runs in {folder}": [
            f"{printable(run.folder):26}  {printable(run.said)}" for run in runs
        ] or ["none yet"],
    }
    told = "\n\n".join("\n  ".join([title, *rows]) for title, rows in sections.items())
    return f"{told}\n\nNext: {fault or _next(runs, folder)}"


def find_runs(folder: Path) -> Iterator[Run]:
    """Yield the runs in a folder, at any depth; mark damaged runs as such instead of raising."""
    for place, subfolders, files in os.walk(folder):
        subfolders.sort()
        here = Path(place)
        if here.name == REVIEW:
            subfolders.clear()  # one line for all training runs of the review
            yield _review(here, "report.html" in files)
        elif os.path.exists(here / "saved" / "manifest.json"):
            yield _unfinished(here)
        elif FINAL_FILES.intersection(files):
            yield _finished(here, "history.npz" in files)


def _finished(folder: Path, with_history: bool) -> Run:
    try:
        return Run(folder, _accuracies(folder / "history.npz") if with_history else "finished")
    except CourseError as fault:
        return Run(folder, f"damaged: {fault}", command(folder.name))


def _accuracies(path: Path) -> str:
    """Format the final accuracies in a history file, or a temperature model's final errors."""
    last = {name: column[-1] for name, column in History.read(path).items()}
    kind, form = ("rmse", ".2f") if "train_rmse" in last else ("acc", ".1%")
    said = f"{last[f'train_{kind}']:{form}} training"
    if not math.isnan(last[f"test_{kind}"]):
        said += f", {last[f'test_{kind}']:{form}} validation"
    return f"{said}, {epochs_in_words(last['epoch'])}"


def _unfinished(folder: Path) -> Run:
    """Return the unfinished run in a folder, with the command that continues it."""
    try:
        manifest = read_manifest(folder / "saved" / "manifest.json")
        made, epoch = manifest["made_from"], f"{manifest['states'][0]['epoch']:,}"
        name = made.get("script")
        how = f"--model {made['model']}" if name == CLUSTER else "--resume"
    except (LookupError, TypeError, ValueError, AttributeError):
        said = f"damaged; remove {folder / 'saved'} to start from the beginning"
        return Run(folder, said, command(folder.name))
    out = "" if folder == Path("runs", str(name)) else f" --out {quoted(folder)}"
    go_on = command(name, f" {how}{out}")
    return Run(folder, f"unfinished after epoch {epoch}; continue with: {go_on}", go_on)


def _review(folder: Path, reported: bool) -> Run:
    """Return a single run that sums up all training runs in the folder of a review."""
    trained = f"training runs finished: {len(list(folder.glob('*/run.json')))}"
    if reported:
        return Run(folder, f"{trained}; {folder / 'report.html'}")
    go_on = command(REVIEW, " --quick" if any(folder.glob("*-quick")) else "")
    return Run(folder, f"unfinished, {trained}; continue with: {go_on}", go_on)


def _next(runs: list[Run], folder: Path) -> str:
    """Return the command to try next: it runs or continues the book's first unfinished script."""
    left = {run.folder: run.go_on for run in runs}
    for name in NAMES:
        go_on = left.get(folder / name, command(name, " --quick" if name == REVIEW else ""))
        if go_on and not (runs and name in PRINTS_ONLY):
            return go_on
    return "python -m tfgraph_course predict --help"
