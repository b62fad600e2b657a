"""Write the course's files into a folder of the reader's, but not over what the reader changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tfgraph_course.errors import CourseError
from tfgraph_course.files.whole import write_whole


def write_copies(copies: Mapping[Path, bytes], kind: str, force: bool) -> list[Path]:
    """Write files, or none if an existing one must not be replaced.

    Args:
        copies: the contents of the files, keyed by path, all in one folder, which is made if it is
            missing.
        kind: what the files are, for messages: "notebook".
        force: whether to replace files that were changed.

    Returns:
        The paths.

    Raises:
        CourseError: a changed file would be replaced, and `force` is false; the folder cannot be
            made or written to.
    """
    try:
        for folder in {path.parent for path in copies}:
            folder.mkdir(parents=True, exist_ok=True)
        kept = [path for path, new in copies.items() if _changed(path, new) and not force]
    except OSError as fault:
        raise CourseError(
            f"{fault.filename}: this cannot be made or read ({fault.strerror}); name another "
            "folder."
        ) from fault
    if kept:
        raise CourseError(
            f"{kept[0]}: this {kind} was changed, or is from another version of the course; name "
            "another folder, or give --force to replace it."
        )
    for path, new in copies.items():
        write_whole(path, lambda file, new=new: file.write(new))
    return list(copies)


def _changed(path: Path, new: bytes) -> bool:
    """Return True if the file `path` exists and does not hold `new`."""
    return path.exists() and path.read_bytes() != new
