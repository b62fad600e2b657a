"""Runs that can be resumed: training saves states, and a killed run continues from the newest.

Until a run is finished, the folder of the run holds

    saved/state-<epoch>.npz   all variables and the history; the newest two states
    saved/manifest.json       the inputs of the run, and the SHA-256 of each state
    .lock                     the lock file that the training process holds

A finished run in that folder stays where it is until the new run has something to save; then its
complete folder is moved aside (training/finished.py).

Dropout's random numbers depend only on the seed and the epoch (`session.masks`), so nothing but the
variables, the history and the epoch has to be restored.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import time
from importlib import metadata
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from tfgraph_course.errors import CourseError
from tfgraph_course.files.whole import remove_partial, write_json
from tfgraph_course.training.finished import check_movable, give_up, is_finished, move_aside
from tfgraph_course.training.history import epochs_in_words
from tfgraph_course.training.states import (
    State,
    read_manifest,
    read_state,
    write_manifest,
    write_state,
)

SAVE_SECONDS = 20.0  # the most training that a kill can cost; a save takes a few milliseconds
OPTIONS_FILE = "options.json"  # in the folder of a finished run
STATES_KEPT = 2  # if the newest is damaged, the previous one is used
# Options that do not change what an epoch computes; for the data, the content counts, not the path.
IRRELEVANT_OPTIONS = {
    "epochs", "out", "show", "quiet", "resume", "restart", "force", "tensorboard", "data",
    "knob_names", "row", "defaults", "timeout", "save_every", "trust_network",
}


class Run:
    """A training run with the folder that it saves to, which is locked for this process."""

    def __init__(
        self,
        folder: Path,
        made_from: dict[str, Any],
        resume: bool,
        every: float = SAVE_SECONDS,
        go_on: str = "--resume",
        restart: bool = False,
        force: bool = False,
    ) -> None:
        """Claim the folder, and read the state of an unfinished run there.

        Args:
            folder: the folder of the run; made if it is missing.
            made_from: all inputs that affect the results, keyed by name, in JSON's types.
            resume: whether to continue an unfinished run.
            every: number of seconds between saves.
            go_on: the option or command that continues the run, to be shown in messages.
            restart: whether to throw an unfinished run away.
            force: whether to replace a finished run instead of moving it aside.

        Raises:
            CourseError: the folder cannot be made or is in use; it holds an unfinished run, and
                neither `resume` nor `restart` is set; the unfinished run has other inputs or is
                damaged; a finished run in the folder cannot be moved.
        """
        self.folder, self.saved = folder, folder / "saved"
        self.made_from, self.every, self.go_on, self.force = made_from, every, go_on, force
        self._claim()
        if is_finished(folder) and not force:
            check_movable(folder)
        self.changed: dict[str, Any] = {}  # options that differ from their defaults
        self.states: list[dict[str, Any]] = []  # entries of the manifest, the newest first
        if restart:
            self._remove_states()
        self.state = self._unfinished(resume)
        self.last = time.monotonic()

    def _claim(self) -> None:
        place = self.folder.resolve()
        try:
            str(place).encode()
        except UnicodeEncodeError as fault:
            raise CourseError(
                f"{place}: TensorFlow cannot write to a folder whose name is not UTF-8; name "
                "another with --out."
            ) from fault
        try:
            self.saved.mkdir(parents=True, exist_ok=True)
            # One lock per process: a notebook that starts a run again does not block itself.
            self.lock = FileLock(place / ".lock", blocking=False, is_singleton=True)
            self.lock.acquire()
        except Timeout as fault:
            raise CourseError(
                f"{self.folder}: another run is writing there; wait for it, or name another folder "
                "with --out."
            ) from fault
        except OSError as fault:
            raise CourseError(
                f"{self.folder}: the folder cannot be written to ({fault.strerror}); name another "
                "with --out."
            ) from fault

    def _unfinished(self, resume: bool) -> State | None:
        path = self.saved / "manifest.json"
        if not path.exists():
            return None
        if not resume:
            raise CourseError(
                f"{self.folder} holds an unfinished run; continue it with --resume, throw it away "
                "with --restart, or name another folder with --out."
            )
        manifest = read_manifest(path)
        self._was_made_from = manifest["made_from"]
        for name, value in self.made_from.items():
            self._check_same(name, value)
        for i, entry in enumerate(manifest["states"]):
            state = read_state(self.saved / entry["file"], entry)
            if state:
                self.states = manifest["states"][i:]
                return state
            print(f"{self.saved / entry['file']}: damaged; the previous state is used.")
        raise CourseError(
            f"{self.saved}: every state of the unfinished run is damaged; start from the beginning "
            "with --restart."
        )

    def _check_same(self, name: str, value: Any) -> None:
        was = self._was_made_from.get(name)
        if was != value:
            raise CourseError(
                f"{self.folder}: the unfinished run has {name} {_shown(was)}, not "
                f"{_shown(value)}; give the same value, throw the run away with --restart, or name "
                "another folder with --out."
            )

    def check_data(self, digest: str) -> None:
        """Note the SHA-256 of the data that the first step is fed.

        Raises:
            CourseError: the unfinished run was trained on other data.
        """
        if self.state:
            self._check_same("data", digest)
        self.made_from["data"] = digest

    def first_epoch(self, epochs: int) -> int:
        """Return the epoch from which a run of `epochs` epochs continues; 0 for a new run.

        Raises:
            CourseError: the unfinished run in the folder has taken more than `epochs` epochs.
        """
        first = self.state.epoch if self.state else 0
        if first > epochs:
            raise CourseError(
                f"{self.folder}: the unfinished run has taken {epochs_in_words(first)}, more than "
                f"{epochs:,}; give --epochs {first} or more, or throw it away with --restart."
            )
        return first

    def due(self) -> bool:
        """Return True if at least `every` seconds have passed since the most recent save."""
        return time.monotonic() - self.last >= self.every

    def make_room(self) -> Path:
        """Clear the folder for the files of this run: move a finished run aside, or replace it.

        Returns:
            The folder.

        Raises:
            CourseError: the finished run cannot be moved, or another run has claimed the folder.
        """
        if not self.lock.is_locked:
            self._claim()  # a cell of a notebook trains again after `finish`
        if is_finished(self.folder) and self.force:
            give_up(self.folder)
        elif is_finished(self.folder):
            with contextlib.suppress(OSError):
                self.saved.rmdir()  # made by this run, and still empty
            move_aside(self.folder)
            self.lock.release(force=True)  # its file was moved with the folder
            self._claim()
        return self.folder

    def save(self, state: State) -> None:
        """Save a state; once it is completely written, remove all but the newest two states.

        Raises:
            CourseError: the state cannot be written; the states saved before are still there.
        """
        self.make_room()
        name = f"state-{state.epoch}.npz"
        entry = write_state(self.saved / name, state)
        self.states = [entry, *(old for old in self.states if old["file"] != name)][:STATES_KEPT]
        write_manifest(self.saved / "manifest.json", self.made_from, self.states)
        listed = {old["file"] for old in self.states}
        for path in self.saved.glob("state-*"):
            if path.name not in listed:
                path.unlink(missing_ok=True)
        self.last = time.monotonic()

    def finish(self) -> None:
        """Remove the saved states and release the folder; called after the results are written."""
        self._remove_states()
        with contextlib.suppress(OSError):  # the reader has put a file there
            self.saved.rmdir()
        self.state, self.states = None, []
        if self.changed:
            write_json(self.folder / OPTIONS_FILE, self.changed)
        else:
            (self.folder / OPTIONS_FILE).unlink(missing_ok=True)
        self.lock.release(force=True)

    def _remove_states(self) -> None:
        (self.saved / "manifest.json").unlink(missing_ok=True)
        for path in self.saved.glob("state-*"):
            path.unlink(missing_ok=True)
        for folder in (self.saved, self.folder):
            remove_partial(folder)


def begin(args: argparse.Namespace) -> Run:
    """Claim the folder `--out` for a run of a script, and return the run.

    With `--resume`, the run continues an unfinished one in that folder. Before the script writes to
    the folder, it calls the `make_room` of the run.

    Args:
        args: the script's options.

    Raises:
        CourseError: see `Run.__init__`.
    """
    made_from = {key: value for key, value in vars(args).items() if key not in IRRELEVANT_OPTIONS}
    made_from = json.loads(json.dumps(made_from))  # tuples become lists, as they will be read back
    # Another version of TensorFlow or another number of threads rounds differently.
    made_from["TensorFlow"] = metadata.version("tensorflow")
    made_from["number of processors"] = _processors()
    # Not every script has all of these options.
    wanted = {name: getattr(args, name, False) for name in ("resume", "restart", "force")}
    run = Run(Path(args.out), made_from, **wanted)
    run.changed = getattr(args, "changed", {})
    return run


def _processors() -> int | None:
    """Return the number of processors that TensorFlow uses."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def _shown(value: Any) -> str:
    """Format one of a run's inputs for a message; shorten a hash to its first eight digits."""
    text = "none" if value is None else str(value)
    return text[:8] if len(text) == 64 else text
