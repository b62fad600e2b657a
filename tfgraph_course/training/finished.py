"""Finished runs: what shows that one is in a folder, and how a new run there leaves it whole."""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path

from tqdm import tqdm

from tfgraph_course.errors import CourseError

# What the scripts write last: a folder that holds one of these holds a finished run.
LAST = {"history.npz", "weights_by_name.npz", "means.npz", "conv_pool.png"}


def is_finished(folder: Path) -> bool:
    """Whether a folder holds a finished run, and no unfinished one."""
    saved = folder / "saved" / "manifest.json"
    return not saved.exists() and any((folder / name).exists() for name in LAST)


def check_movable(folder: Path) -> None:
    """See that a finished run in a folder can be moved aside, before hours go into a new one.

    Raises:
        CourseError: it cannot.
    """
    place = folder.resolve()
    if place in (Path.cwd(), *Path.cwd().parents):
        raise _stays(folder, "this program works in that folder")
    if os.path.ismount(place):
        raise _stays(folder, "it is a disk of its own")
    if not os.access(folder.absolute().parent, os.W_OK):
        raise _stays(folder, "the folder above it cannot be written to")


def move_aside(folder: Path) -> None:
    """Move a folder with a finished run to the next free name, `...-before-1` and so on.

    One step does it, so that a kill leaves the run whole under one name or the other.

    Raises:
        CourseError: it cannot be moved.
    """
    for number in itertools.count(1):
        aside = folder.with_name(f"{folder.name}-before-{number}")
        if not os.path.lexists(aside):
            break
    try:
        os.rename(folder, aside)
    except OSError as fault:
        raise _stays(folder, str(fault.strerror)) from fault
    tqdm.write(f"{folder}: the finished run there is kept as {aside}", file=sys.stderr)


def give_up(folder: Path) -> None:
    """Let a folder no longer count as that of a finished run; new files replace the old ones."""
    for path in (*(folder / name for name in LAST), *folder.glob("tensorboard/events.out.*")):
        path.unlink(missing_ok=True)


def _stays(folder: Path, why: str) -> CourseError:
    return CourseError(
        f"{folder}: the finished run there cannot be moved aside ({why}); name another folder with "
        "--out, or replace it with --force."
    )
