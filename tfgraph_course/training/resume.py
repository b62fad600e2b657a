"""Runs that can be resumed: training saves states, and a killed run continues from the newest.

Until a run is finished, the folder of the run holds

    saved/state-<epoch>.npz   all variables and the history; the newest two states
    saved/manifest.json       the inputs and the options of the run, and each state's SHA-256
    .lock                     the lock file that the training process holds

A finished run in that folder stays where it is until the new run has something to save; then its
complete folder is moved aside (training/finished.py).

Dropout's random numbers depend only on the seed and the epoch (`session.masks`), so nothing but the
variables, the history and the epoch has to be restored.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import json
import os
import time
from importlib import metadata
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from tfgraph_course.errors import CourseError
from tfgraph_course.files.atomic import remove_partial, write_json
from tfgraph_course.training import finished
from tfgraph_course.training.states import (
    MANIFEST,
    State,
    Unfinished,
    find_unfinished,
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
    "knob_names", "row", "defaults", "typed", "program", "timeout", "save_every", "trust_network",
    "changed",
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
                damaged; a finished run in the folder cannot be moved aside.
        """
        self.folder, self.saved = folder, folder / "saved"
        self.made_from, self.every, self.go_on, self.force = made_from, every, go_on, force
        self._claim()
        self._unfinished = _to_continue(folder, made_from, resume, restart, force)
        self.changed: dict[str, Any] = {}  # options that differ from their defaults
        self.states: list[dict[str, Any]] = []  # entries of the manifest, the newest first
        if restart:
            self._remove_states()
        self.state = self._newest_state()
        self.last = time.monotonic()

    def _claim(self) -> None:
        try:
            str(self.folder.resolve()).encode()
        except UnicodeEncodeError as fault:
            raise CourseError(
                f"{self.folder.resolve()}: TensorFlow cannot write to a folder whose name is not "
                "UTF-8; name another with --out."
            ) from fault
        try:
            self.saved.mkdir(parents=True, exist_ok=True)
            self.lock = _locked(self.folder)
        except OSError as fault:
            raise _not_writable(self.folder, fault.strerror) from fault

    def _newest_state(self) -> State | None:
        """Return the unfinished run's newest undamaged state; None if there is no such run."""
        if self._unfinished is None:
            return None
        for i, entry in enumerate(self._unfinished.states):
            state = read_state(self.saved / entry["file"], entry)
            if state:
                self.states = self._unfinished.states[i:]
                return state
            print(
                f"{self.saved / entry['file']}: this saved state is missing or damaged; an older "
                "one is used if there is one."
            )
        raise CourseError(
            f"{self.saved}: every saved state of the unfinished run is missing or damaged; start "
            "from the beginning with --restart."
        )

    def check_data(self, digest: str) -> None:
        """Note the SHA-256 of the data that the first step is fed.

        Raises:
            CourseError: the unfinished run was trained on other data.
        """
        if self.state:
            self._unfinished.check_same({"data": digest})
        self.made_from["data"] = digest

    def first_epoch(self, epochs: int) -> int:
        """Return the epoch from which a run of `epochs` epochs continues; 0 for a new run.

        Raises:
            CourseError: the unfinished run in the folder has taken more than `epochs` epochs.
        """
        if not self.state:
            return 0
        self._unfinished.check_epochs(self.state.epoch, epochs)
        return self.state.epoch

    def due(self) -> bool:
        """Return True if at least `every` seconds have passed since the most recent save."""
        return time.monotonic() - self.last >= self.every

    def make_room(self) -> Path:
        """Clear the folder of a finished run, which is moved aside or replaced; return the folder.

        Raises:
            CourseError: the finished run cannot be moved, or another run has claimed the folder.
        """
        if not self.lock.is_locked:
            self._claim()  # after `finish`, when a notebook's cell trains again
        if not finished.is_finished(self.folder):
            return self.folder
        if self.force:
            finished.give_up(self.folder)
        else:
            with contextlib.suppress(OSError):
                self.saved.rmdir()  # made by this run; empty unless the reader put a file there
            finished.move_aside(self.folder)
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
        write_manifest(self.folder / MANIFEST, self.made_from, self.states, self.changed)
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
        (self.folder / MANIFEST).unlink(missing_ok=True)
        for path in self.saved.glob("state-*"):
            path.unlink(missing_ok=True)
        for folder in (self.saved, self.folder):
            remove_partial(folder)


def begin(args: argparse.Namespace) -> Run:
    """Claim the folder `--out` for a run of a script, and return the run.

    With `--resume`, the run continues an unfinished one in that folder. Before the script writes to
    the folder, it must call the run's `make_room`.

    Raises:
        CourseError: a finished run is to be resumed; or see `Run.__init__`.
    """
    # Not every script has all of these options.
    wanted = {name: getattr(args, name, False) for name in ("resume", "restart", "force")}
    if wanted["resume"]:
        finished.check_resumable(Path(args.out))
    run = Run(Path(args.out), _inputs(args), **wanted, go_on=getattr(args, "go_on", "--resume"))
    run.changed = getattr(args, "changed", {})
    return run


def refuse_early(args: argparse.Namespace) -> None:
    """Refuse what `begin` would refuse, before TensorFlow is loaded; change nothing in the folder.

    Args:
        args: the options of a script with `--resume` and `--epochs`.

    Raises:
        CourseError: see `Run.__init__` and `Run.first_epoch`.
    """
    folder = Path(args.out)
    there = next(path for path in (folder, *folder.absolute().parents) if os.path.exists(path))
    if not os.access(there, os.W_OK):
        raise _not_writable(folder, os.strerror(errno.EACCES))
    if os.path.exists(folder / ".lock"):
        _locked(folder).release()
    if args.resume:
        finished.check_resumable(folder)
    unfinished = _to_continue(folder, _inputs(args), args.resume, args.restart, args.force)
    if unfinished:
        unfinished.check_epochs(unfinished.states[0]["epoch"], args.epochs)


def _to_continue(
    folder: Path, made_from: dict[str, Any], resume: bool, restart: bool, force: bool
) -> Unfinished | None:
    """Return the unfinished run in a folder that a run continues there; None if it starts over.

    Raises:
        CourseError: see `Run.__init__`.
    """
    if finished.is_finished(folder) and not force:
        finished.check_movable(folder)
    unfinished = None if restart else find_unfinished(folder)
    if unfinished and not resume:
        raise CourseError(
            f"{folder} holds an unfinished run; continue it with --resume, throw it away with "
            "--restart, or name another folder with --out."
        )
    if unfinished:
        unfinished.check_same(made_from)
    return unfinished


def _inputs(args: argparse.Namespace) -> dict[str, Any]:
    """Return all inputs of a script that affect its results, except the data, in JSON's types."""
    made_from = {key: value for key, value in vars(args).items() if key not in IRRELEVANT_OPTIONS}
    made_from = json.loads(json.dumps(made_from))  # tuples become lists, as they will be read back
    # Another version of TensorFlow or another number of threads rounds differently.
    made_from["TensorFlow"] = metadata.version("tensorflow")
    if hasattr(os, "sched_getaffinity"):
        made_from["number of processors"] = len(os.sched_getaffinity(0))
    else:
        made_from["number of processors"] = os.cpu_count()
    return made_from


def _not_writable(folder: Path, why: str | None) -> CourseError:
    return CourseError(
        f"{folder}: the folder cannot be written to ({why}); name another with --out."
    )


def _locked(folder: Path) -> FileLock:
    """Return a folder's lock, which this process holds from now on.

    Raises:
        CourseError: another process holds it.
    """
    # One lock per process: a notebook that starts a run again does not block itself.
    lock = FileLock(folder.resolve() / ".lock", blocking=False, is_singleton=True)
    try:
        lock.acquire()
    except Timeout as fault:
        raise CourseError(
            f"{folder}: another run is writing there; wait until it finishes, or name another "
            "folder with --out."
        ) from fault
    return lock
