"""Write the course's files into a reader's folder, but not over what the reader changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tfgraph_course.errors import CourseError
from tfgraph_course.files.atomic import write_bytes


def write_copies(copies: Mapping[Path, bytes], force: bool) -> list[str]:
    """Write files, but keep those that the reader changed.

    Args:
        copies: the contents of the files, keyed by path, all in one folder, which is made if it is
            missing.
        force: whether to replace files that were changed.

    Returns:
        A line for each file: the path if the file was written, or a sentence if it was kept.

    Raises:
        CourseError: the folder cannot be made or written to.
    """
    try:
        for folder in {path.parent for path in copies}:
            folder.mkdir(parents=True, exist_ok=True)
        kept = [path for path, new in copies.items() if _changed(path, new) and not force]
    except OSError as fault:
        raise CourseError(
            f"{fault.filename}: this file or folder cannot be made or read ({fault.strerror}); "
            "name another folder."
        ) from fault
    written = [path for path in copies if path not in kept]
    for path in written:
        write_bytes(path, copies[path])
    return [
        *map(str, written),
        *(
            f"{path} was changed, or is of another version, and is kept; --force replaces it"
            for path in kept
        ),
    ]


def _changed(path: Path, new: bytes) -> bool:
    """Return True if the file `path` exists and does not hold `new`."""
    return path.exists() and path.read_bytes() != new
