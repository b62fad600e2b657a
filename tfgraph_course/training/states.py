"""The saved states of a training run: npz files, and a manifest with the hash of each file.

The module does not need TensorFlow.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from tfgraph_course.errors import CourseError
from tfgraph_course.files.atomic import read_json, sha256_of, write_json, write_whole
from tfgraph_course.files.npz import read_npz
from tfgraph_course.training.history import History

PARTS = {"made_from", "options", "states"}  # of a manifest, besides its hash
# In states saved by older versions, the columns of the history have numbers for names.
OLD_COLUMNS = {"0": "epoch", "1": "train_acc", "2": "test_acc", "3": "seconds", "4": "loss"}


class State(NamedTuple):
    """The state of a training run at an epoch, from which the run can continue."""

    epoch: int  # steps taken
    variables: dict[str, np.ndarray]  # by op name
    history: History  # so far


def write_state(path: Path, state: State) -> dict[str, Any]:
    """Write a run's state to an npz file; return the manifest entry for that file."""
    arrays = {f"variable/{name}": value for name, value in state.variables.items()}
    arrays |= {f"history/{name}": column for name, column in state.history.items()}
    write_whole(path, lambda file: np.savez(file, **arrays))
    return {"file": path.name, "epoch": state.epoch, "sha256": sha256_of(path)}


def write_manifest(
    path: Path, made_from: dict[str, Any], states: list[dict[str, Any]],
    options: dict[str, Any] | None = None,
) -> None:
    """Write the manifest of a run's saved states, with a hash of the manifest's own content."""
    content = {"made_from": made_from, "options": options or {}, "states": states}
    write_json(path, content | {"sha256": _digest(content)})


def read_manifest(path: Path) -> dict[str, Any]:
    """Read the manifest of a run's saved states, and check the hash that it contains.

    Raises:
        CourseError: the manifest is damaged or cannot be read.
    """
    try:
        manifest = read_json(path)
    except CourseError:
        manifest = {}
    is_whole = manifest.pop("sha256", None) == _digest(manifest)
    manifest.setdefault("options", {})  # a manifest of an older version has none
    if not is_whole or set(manifest) != PARTS:
        raise CourseError(
            f"{path}: the manifest of the unfinished run is damaged; remove the folder "
            f"{path.parent} to start from the beginning."
        )
    return manifest


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
