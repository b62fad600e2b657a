"""Recognize the folder of a finished training run, and move it aside for a new run."""

from __future__ import annotations

import itertools
import os
import shutil
import sys
from pathlib import Path

from tqdm import tqdm

from tfgraph_course.errors import CourseError, printable
from tfgraph_course.tf1.notices import notice
from tfgraph_course.training.states import MANIFEST

# The files that the scripts write last: a folder with one of them holds a finished run.
FINAL_FILES = {"history.npz", "weights_by_name.npz", "means.npz", "conv_pool.png"}


def is_finished(folder: Path) -> bool:
    """Return True if a folder holds a finished training run and no unfinished run."""
    if os.path.exists(folder / MANIFEST):
        return False
    return any(os.path.exists(folder / name) for name in FINAL_FILES)


def check_resumable(folder: Path) -> None:
    """Refuse to resume a finished run.

    Raises:
        CourseError: the folder holds one.
    """
    if is_finished(folder):
        raise CourseError(
            f"{folder} holds a finished run, so there is nothing to resume; leave out --resume to "
            "train again, or name another folder with --out."
        )


def check_movable(folder: Path) -> None:
    """Check, before a new run trains for hours, that a finished run can be moved aside.

    Raises:
        CourseError: the finished run cannot be moved.
    """
    place = folder.resolve()
    if place in (Path.cwd(), *Path.cwd().parents):
        raise _not_movable(folder, "this program is running in that folder")
    if os.path.ismount(place):
        raise _not_movable(folder, "a disk is mounted there")
    if not os.access(folder.absolute().parent, os.W_OK):
        raise _not_movable(folder, "the folder above it cannot be written to")


def move_aside(folder: Path) -> None:
    """Rename the folder of a finished run: append "-before-" and the first free number.

    The rename is atomic: even if the process is killed, the complete folder has either the old name
    or the new one.

    Raises:
        CourseError: the folder cannot be moved.
    """
    for number in itertools.count(1):
        aside = folder.with_name(f"{folder.name}-before-{number}")
        if not os.path.lexists(aside):
            break
    try:
        os.rename(folder, aside)
    except OSError as fault:
        raise _not_movable(folder, str(fault.strerror)) from fault
    said = f"{folder}: the finished run there is kept as {aside}"
    with tqdm.external_write_mode(sys.stderr):  # between progress bars
        notice(printable(said))


def give_up(folder: Path) -> None:
    """Remove the files that mark a run as finished, its event files, and Learn's checkpoints.

    The next run in that folder replaces the other files.
    """
    events = folder.glob("tensorboard/events.out.*")
    for path in (*(folder / name for name in FINAL_FILES), *events):
        path.unlink(missing_ok=True)
    shutil.rmtree(folder / "learn", ignore_errors=True)


def _not_movable(folder: Path, why: str) -> CourseError:
    return CourseError(
        f"{folder}: the finished run there cannot be moved aside ({why}); name another folder with "
        "--out, or replace the run with --force."
    )
