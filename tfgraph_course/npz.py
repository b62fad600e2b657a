"""Reading npz files that may come from anywhere, and writing those that ship."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import numpy as np

from tfgraph_course.errors import CourseError

# What a file that is no zip archive is, by its first bytes.
_FIRST_BYTES = {
    b"PK": "the npz file is cut short; get it anew",
    b"\x93N": "this is a single npy array; give an npz file",
    b"\x80": "this is a pickle, which is never loaded; give an npz file",
    b"": "this is not an npz file",
}


def read_npz(path: str | Path) -> dict[str, np.ndarray]:
    """Read every array of an npz file; pickled objects are refused.

    Returns:
        The arrays by name, in the order of the file.

    Raises:
        CourseError: the file is missing, is no npz, is damaged or holds pickled objects.
    """
    try:
        with open(path, "rb") as file:
            start = file.read(2)
        if not start:
            raise CourseError(f"{path}: the file is empty; get it anew.")
        if not zipfile.is_zipfile(path):
            fault = next(what for first, what in _FIRST_BYTES.items() if start.startswith(first))
            raise CourseError(f"{path}: {fault}.")
        with np.load(path, allow_pickle=False) as archive:
            return {name: _read_array(path, archive, name) for name in archive.files}
    except OSError as fault:
        raise CourseError(f"{path}: cannot be read ({fault.strerror or fault}).") from fault
    except zipfile.BadZipFile as fault:
        raise CourseError(f"{path}: the npz file is damaged; get it anew.") from fault


def _read_array(path: str | Path, archive: np.lib.npyio.NpzFile, name: str) -> np.ndarray:
    """One array of an open npz file."""
    try:
        array = archive[name]
    except ValueError as fault:
        if "allow_pickle" in str(fault):
            raise CourseError(
                f"{path}: array {name!r} holds pickled Python objects, which are never loaded; "
                "save it as plain numbers."
            ) from fault
        raise CourseError(f"{path}: array {name!r} is damaged; get the file anew.") from fault
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as fault:
        raise CourseError(f"{path}: array {name!r} is damaged; get the file anew.") from fault
    if not isinstance(array, np.ndarray):
        raise CourseError(f"{path}: {name!r} is not a NumPy array.")
    return array


def write_npz(path: str | Path, **arrays: np.ndarray) -> None:
    """Write an npz file that `np.load` and `read_npz` read, the same bytes on every machine.

    What `np.savez` writes depends on Python's version and on the operating system.
    """
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.save(content, array)
            entry = zipfile.ZipInfo(f"{name}.npy")  # dated 1980
            entry.create_system = 3
            archive.writestr(entry, content.getvalue())
