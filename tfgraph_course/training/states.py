"""An unfinished run in a folder: its saved states, npz files, and the manifest that lists them.

The module does not need TensorFlow, so a script can refuse a command before TensorFlow is loaded.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from tfgraph_course.errors import CourseError
from tfgraph_course.files.atomic import read_json, sha256_of, write_json, write_whole
from tfgraph_course.files.npz import read_npz
from tfgraph_course.training.history import History, epochs_in_words

MANIFEST = Path("saved", "manifest.json")  # in the run's folder
# In states saved by older versions, the columns of the history have numbers for names.
OLD_COLUMNS = {"0": "epoch", "1": "train_acc", "2": "test_acc", "3": "seconds", "4": "loss"}


class State(NamedTuple):
    """The state of a training run at an epoch, from which the run can continue."""

    epoch: int  # steps taken
    variables: dict[str, np.ndarray]  # by op name
    history: History  # so far


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

    def check_epochs(self, taken: int, epochs: int) -> None:
        """Refuse to continue the run up to `epochs` epochs if it has `taken` more than that.

        Raises:
            CourseError: it has taken more epochs.
        """
        if taken > epochs:
            raise CourseError(
                f"{self.folder}: the unfinished run has taken {epochs_in_words(taken)}, more than "
                f"{epochs:,}; give --epochs {taken} or more, or throw it away with --restart."
            )


def find_unfinished(folder: Path) -> Unfinished | None:
    """Return the unfinished run in a folder, or None.

    Raises:
        CourseError: the manifest of the run is damaged.
    """
    path = folder / MANIFEST
    if not os.path.exists(path):
        return None
    with contextlib.suppress(CourseError, KeyError, TypeError):  # not JSON, or other fields
        manifest = read_json(path)
        if manifest.pop("sha256") == _digest(manifest):
            return Unfinished(folder, **{"options": {}} | manifest)  # older versions wrote none
    raise CourseError(
        f"{path}: the manifest of the unfinished run is damaged; remove the folder {path.parent} "
        "to start from the beginning."
    )


def write_manifest(
    path: Path, made_from: dict[str, Any], states: list[dict[str, Any]],
    options: dict[str, Any] | None = None,
) -> None:
    """Write the manifest of a run's saved states, with a hash of the manifest's own content."""
    content = {"made_from": made_from, "options": options or {}, "states": states}
    write_json(path, content | {"sha256": _digest(content)})


def write_state(path: Path, state: State) -> dict[str, Any]:
    """Write a run's state to an npz file; return the manifest entry for that file."""
    arrays = {f"variable/{name}": value for name, value in state.variables.items()}
    arrays |= {f"history/{name}": column for name, column in state.history.items()}
    write_whole(path, lambda file: np.savez(file, **arrays))
    return {"file": path.name, "epoch": state.epoch, "sha256": sha256_of(path)}


def read_state(path: Path, entry: dict[str, Any]) -> State | None:
    """Read a run's saved state; return None if its file is missing or has changed."""
    try:
        if sha256_of(path) != entry["sha256"]:
            return None
        arrays = read_npz(path)
    except (OSError, CourseError):
        return None
    variables, columns = {}, {}
    for key, array in arrays.items():
        kind, _, name = key.partition("/")
        if kind == "variable":
            variables[name] = array
        else:
            columns[OLD_COLUMNS.get(name, name)] = array
    return State(entry["epoch"], variables, History(**columns))


def _digest(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _shown(value: Any) -> str:
    """Format one of a run's inputs for a message; shorten a hash to its first eight digits."""
    text = "none" if value is None else str(value)
    return text[:8] if len(text) == 64 else text
