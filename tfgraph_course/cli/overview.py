"""What `python -m tfgraph_course` prints: chapters, commands, runs, and the next step."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from tfgraph_course.cli.chapters import NAMES, are_at_hand, command, out_option, quoted, scripts
from tfgraph_course.errors import CourseError, printable
from tfgraph_course.files.atomic import read_json
from tfgraph_course.models import GRAPHS
from tfgraph_course.terminal_text import fill, table
from tfgraph_course.training.finished import FINAL_FILES
from tfgraph_course.training.history import History, epochs_in_words
from tfgraph_course.training.resume import OPTIONS_FILE
from tfgraph_course.training.states import MANIFEST, find_unfinished

# These scripts leave no files, so there is no sign of whether they were run.
PRINTS_ONLY = {graph.script for graph in GRAPHS if not graph.sees}
REVIEW = "ch5_review"
COPY = "python -m tfgraph_course scripts scripts"
CLUSTER = "ch5_distributed"  # continues without --resume


class Run(NamedTuple):
    """A folder with the results of a script, and what the overview says about them."""

    folder: Path
    said: str  # the result, for printing
    go_on: str = ""  # the command that finishes the run, if it is unfinished or damaged
    is_unfinished: bool = False


def places() -> list[Path]:
    """Return the folders that may hold runs: that of the scripts, and those of notebooks."""
    return [Path("runs"), *sorted(Path().glob("*/runs"))]


def overview(commands: dict[str, str], *folders: Path) -> str:
    """Return the complete output of `python -m tfgraph_course`.

    Args:
        commands: what each command does, keyed by the command's name.
        folders: the folders with runs, that of the scripts first; they may be missing, or hold
            other files too.
    """
    try:
        known, fault = scripts(), ""
    except CourseError as missing:
        known, fault = [], str(missing)
    runs = list(find_runs(*folders))
    rows = [(printable(run.folder), printable(run.said)) for run in runs] or [("none yet",)]
    if any(re.search(r"-before-\d+$", run.folder.name) for run in runs):
        rows.append(("...-before-N", "older runs, which were moved aside; you may delete them"))
    first = "" if are_at_hand() else f"first {COPY}, then "
    sections = {
        f"Chapters: {first}python scripts/NAME.py, with --help for its options": [
            (script.name, script.title.split(maxsplit=2)[-1]) for script in known
        ] or [(fault,)],
        "Commands: python -m tfgraph_course NAME, with --help for an example": [*commands.items()],
        f"Runs in {', '.join(map(str, folders))}": rows,
    }
    told = "\n\n".join(
        "\n".join([fill(title), *table(rows, indent=2)]) for title, rows in sections.items()
    )
    return f"{told}\n\nNext: {fault or (COPY if first and not runs else _next(runs, folders[0]))}"


def find_runs(*folders: Path) -> Iterator[Run]:
    """Yield the runs in folders, at any depth; mark damaged runs as such instead of raising."""
    faults: list[OSError] = []
    walks = (os.walk(folder, onerror=faults.append) for folder in folders)
    for place, subfolders, files in chain.from_iterable(walks):
        subfolders.sort()
        here = Path(place)
        if here.name == REVIEW:
            subfolders.clear()  # one line for all training runs of the review
            yield _review(here, "report.html" in files)
        elif os.path.exists(here / MANIFEST):
            yield _unfinished(here)
        elif FINAL_FILES.intersection(files):
            yield _finished(here, "history.npz" in files)
    for fault in faults:
        if isinstance(fault, PermissionError):
            yield Run(Path(fault.filename), f"cannot be read ({fault.strerror})")


def _finished(folder: Path, with_history: bool) -> Run:
    try:
        said = _accuracies(folder / "history.npz") if with_history else "finished"
        when = f"{datetime.fromtimestamp(os.path.getmtime(folder)):%Y-%m-%d %H:%M}"
        return Run(folder, "; ".join(filter(None, (said, changed_options(folder), when))))
    except CourseError as fault:
        return Run(folder, f"damaged: {fault}", command(folder.name))


def changed_options(folder: Path) -> str:
    """Return a finished run's options that differ from the defaults, "--rate 0.1"; or ""."""
    try:
        return _as_typed(read_json(folder / OPTIONS_FILE))
    except CourseError:  # a run of a script without options, or of an older version
        return ""


def _as_typed(options: dict[str, Any]) -> str:
    """Return options as they are on a command line: "--rate 0.1 --hidden 9 8 --daily"."""
    words = []
    for name, value in options.items():
        values = [] if value is True else value if isinstance(value, list) else [value]
        words += [f"--{name.replace('_', '-')}", *map(quoted, values)]
    return printable(" ".join(words))


def _accuracies(path: Path) -> str:
    """Format the final accuracies in a history file, or a temperature model's final errors."""
    history = History.read(path)
    said = f"{history.final('train')} training"
    if validation := history.final("test"):
        said += f", {validation} validation"
    return f"{said}, {epochs_in_words(history['epoch'][-1])}"


def _unfinished(folder: Path) -> Run:
    """Return the unfinished run in a folder, with the command that continues it."""
    try:
        run = find_unfinished(folder)
        name, epoch = run.made_from.get("script"), f"{run.states[0]['epoch']:,}"
        how = _as_typed(run.options) if name == CLUSTER else "--resume"
    except (LookupError, TypeError, ValueError, AttributeError):
        said = f"damaged; remove {folder / 'saved'} to start from the beginning"
        return Run(folder, said, command(folder.name))
    go_on = command(name, how, out_option(folder, name))
    return Run(folder, f"unfinished after epoch {epoch}; continue with: {go_on}", go_on, True)


def _review(folder: Path, reported: bool) -> Run:
    """Return one `Run` entry that summarizes all training runs in a review's folder."""
    trained = f"training runs finished: {len(list(folder.glob('*/run.json')))}"
    if reported:
        return Run(folder, f"{trained}; {folder / 'report.html'}")
    go_on = command(REVIEW, changed_options(folder), out_option(folder, REVIEW))
    return Run(folder, f"unfinished, {trained}; continue with: {go_on}", go_on, True)


def _next(runs: list[Run], folder: Path) -> str:
    """Return the command to try next: it continues a run, or runs the first script not yet run."""
    for run in runs:
        if run.is_unfinished and run.go_on.startswith("python "):
            return run.go_on
    left = {run.folder: run.go_on for run in runs}
    for name in NAMES:
        go_on = left.get(folder / name, command(name, "--quick" if name == REVIEW else ""))
        if go_on and not (runs and name in PRINTS_ONLY):
            return go_on
    return "python -m tfgraph_course predict --help"
