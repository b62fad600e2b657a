"""Files that are written whole or not at all, whatever stops the process that writes them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from tfgraph_course.errors import CourseError

PARTIAL = ".partial"  # ends the name of a file that is being written; one left over can be removed


def make_folder(path: str | Path) -> Path:
    """Make the folder that a run writes to, with those above it.

    Raises:
        CourseError: it cannot be made.
    """
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise CourseError(
            f"{path}: the folder cannot be made ({fault.strerror}); name another with --out."
        ) from fault
    return Path(path)


def write_whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file beside its place, then move it there; an older one stays until then.

    Args:
        path: of the file; its folder exists.
        write: puts the content into an open file.

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
        _remove(partial)
        raise CourseError(
            f"{path}: cannot be written ({fault.strerror or fault}); what was saved before is "
            "whole. Make room, or name another folder."
        ) from fault
    except BaseException:  # from `write`, or Ctrl-C
        _remove(partial)
        raise


def write_arrays(path: str | Path, *unnamed: np.ndarray, **named: np.ndarray) -> None:
    """Write a compressed npz file, as `np.savez_compressed` does, whole or not at all."""
    write_whole(Path(path), lambda file: np.savez_compressed(file, *unnamed, **named))


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write a dictionary as JSON, whole or not at all."""
    text = json.dumps(content, indent=2) + "\n"
    write_whole(path, lambda file: file.write(text.encode()))


def read_json(path: Path) -> dict[str, Any]:
    """Read a dictionary.

    Raises:
        CourseError: the file cannot be read, or holds something else.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        raise CourseError(f"{path}: damaged, or cannot be read; get it again.") from fault
    if not isinstance(content, dict):
        raise CourseError(f"{path}: damaged; get it again.")
    return content


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(2**20):
            digest.update(block)
    return digest.hexdigest()


def _remove(partial: Path) -> None:
    with contextlib.suppress(OSError):  # if the folder is gone, so is the file
        partial.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    """Write the new name to the disk as well; Windows does so by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
