"""Files that are written completely or not at all, even if the writing process is killed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from tfgraph_course.errors import CourseError

PARTIAL = ".partial"  # suffix of what is being written; a leftover can be removed


def make_folder(path: str | Path) -> Path:
    """Make a folder for output, and any missing parent folders; return its path.

    Raises:
        CourseError: the folder cannot be made.
    """
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise CourseError(
            f"{path}: the folder cannot be made ({fault.strerror}); name another with --out."
        ) from fault
    return Path(path)


def write_whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file completely or not at all: a temporary file beside `path` is renamed at the end.

    Until then, any older file at `path` stays.

    Args:
        path: the path of the file; its folder must exist.
        write: a function that writes the content to an open binary file.

    Raises:
        CourseError: the disk is full, or the folder is gone or cannot be written to.
    """
    partial = path.with_name(path.name + PARTIAL)
    try:
        with open(partial, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
        _flush_folder(path.parent)
    except OSError as fault:
        raise CourseError(
            f"{path}: the file cannot be written ({fault.strerror or fault}); what was saved "
            "before is intact. Fix this, or name another folder."
        ) from fault
    finally:
        _remove(partial)


def write_arrays(path: str | Path, *unnamed: np.ndarray, **named: np.ndarray) -> None:
    """Write a compressed npz file, like `np.savez_compressed`, but completely or not at all."""
    write_whole(Path(path), lambda file: np.savez_compressed(file, *unnamed, **named))


def write_bytes(path: Path, content: bytes) -> None:
    """Write bytes, completely or not at all."""
    write_whole(path, lambda file: file.write(content))


def write_text(path: Path, text: str) -> None:
    """Write a string in UTF-8, completely or not at all; lone surrogates are escaped."""
    write_bytes(path, text.encode(errors="backslashreplace"))


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write a dictionary as JSON, completely or not at all."""
    write_text(path, json.dumps(content, indent=2) + "\n")


def read_json(path: Path) -> dict[str, Any]:
    """Read a dictionary from a JSON file.

    Raises:
        CourseError: the file cannot be read, or does not hold a JSON object.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        raise CourseError(f"{path} is damaged or cannot be read; get it again.") from fault
    if not isinstance(content, dict):
        raise CourseError(f"{path} is damaged; get it again.")
    return content


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(2**20):
            digest.update(block)
    return digest.hexdigest()


@contextlib.contextmanager
def staged(path: Path) -> Iterator[Path]:
    """Context manager that gives an empty folder beside `path`, for what is written in parts.

    A killed process leaves the folder behind; the next call for `path`, or `remove_partial`,
    removes it.

    Raises:
        OSError: the folder cannot be made.
    """
    stage = path.with_name(path.name + PARTIAL)
    _remove(stage)
    stage.mkdir()
    try:
        yield stage
    finally:
        _remove(stage)


def remove_partial(folder: Path) -> None:
    """Remove the files and folders that a killed process did not finish writing in a folder."""
    for path in folder.glob(f"*{PARTIAL}"):
        _remove(path)


def _remove(partial: Path) -> None:
    shutil.rmtree(partial, ignore_errors=True)
    with contextlib.suppress(OSError):  # if its folder is gone, so is the file
        partial.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    """Flush a folder to the disk, so that a renaming in it is permanent; do nothing on Windows."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
