"""An unfinished run as recorded in its folder, and checks that refuse commands that do not fit it.

The module does not need TensorFlow, so a script can refuse a command before TensorFlow is loaded.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

from tfgraph_course.errors import CourseError
from tfgraph_course.training.history import epochs_in_words
from tfgraph_course.training.states import read_manifest


class Unfinished(NamedTuple):
    """An unfinished run in a folder; all fields but the first are those of its manifest."""

    folder: Path
    made_from: dict[str, Any]  # all inputs that affect the results
    options: dict[str, Any]  # of the script: those that differ from their defaults
    states: list[dict[str, Any]]  # the newest first

    def check_same(self, asked: dict[str, Any]) -> None:
        """Check that a script's inputs are those of the run.

        Raises:
            CourseError: some differ; the message names them, or only the script if that differs.
        """
        was = self.made_from
        differ = [name for name, value in asked.items() if was.get(name) != value]
        if "script" in differ:  # another script has other options
            differ = ["script"]
        if differ:
            said = ", and ".join(
                f"{name} {_shown(was.get(name))}, not {_shown(asked[name])}" for name in differ
            )
            raise CourseError(
                f"{self.folder}: the unfinished run was started with {said}; use the same "
                f"value{'s' * (len(differ) > 1)}, throw the run away with --restart, or name "
                "another folder with --out."
            )


def find_unfinished(folder: Path) -> Unfinished | None:
    """Return the unfinished run in a folder, or None.

    Raises:
        CourseError: the manifest of the run is damaged.
    """
    path = folder / "saved" / "manifest.json"
    return Unfinished(folder, **read_manifest(path)) if os.path.exists(path) else None


def check_wanted(folder: Path, resume: bool) -> None:
    """Refuse to train in a folder that holds an unfinished run unless `resume` is set.

    Raises:
        CourseError: `resume` is not set.
    """
    if not resume:
        raise CourseError(
            f"{folder} holds an unfinished run; continue it with --resume, throw it away with "
            "--restart, or name another folder with --out."
        )


def check_epochs(folder: Path, taken: int, epochs: int) -> None:
    """Refuse to continue a run up to `epochs` epochs if it has `taken` more than that.

    Raises:
        CourseError: it has taken more epochs.
    """
    if taken > epochs:
        raise CourseError(
            f"{folder}: the unfinished run has taken {epochs_in_words(taken)}, more than "
            f"{epochs:,}; give --epochs {taken} or more, or throw it away with --restart."
        )


def _shown(value: Any) -> str:
    """Format one of a run's inputs for a message; shorten a hash to its first eight digits."""
    text = "none" if value is None else str(value)
    return text[:8] if len(text) == 64 else text
