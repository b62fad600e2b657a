"""Reading npz files that may come from anywhere, and writing those that ship."""

from __future__ import annotations

import io
import math
import zipfile
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.lib import format as npy

from tfgraph_course.errors import CourseError
from tfgraph_course.files.whole import write_whole

MEMBERS = 1000  # arrays in a file, at most
RATIO = 200  # times its size that a file may take in memory; images of letters take ten to forty
PLENTY = 2**24  # bytes that any file may take

# What a file that is no zip archive is, by its first bytes.
_FIRST_BYTES = {
    b"PK": "the npz file is cut short; get it again",
    b"\x93N": "this is a single npy array; give an npz file",
    b"\x80": "this is a pickle, which is never loaded; give an npz file",
    b"": "this is not an npz file",
}


def read_npz(path: str | Path) -> dict[str, np.ndarray]:
    """Read the arrays of an npz file, which may come from anyone.

    Nothing is inflated before its declared size is known to be that of its array, and reasonable;
    nothing is ever unpickled.

    Args:
        path: of the file.

    Returns:
        The arrays by name, in the order of the file.

    Raises:
        CourseError: the file is missing, is no npz, is damaged, holds pickled objects, or asks for
            more memory than data of its size would.
    """
    try:
        with open(path, "rb") as file:
            start = file.read(2)
            if not start:
                raise CourseError(f"{path}: the file is empty; get it again.")
            if not zipfile.is_zipfile(file):
                kinds = _FIRST_BYTES.items()
                fault = next(what for first, what in kinds if start.startswith(first))
                raise CourseError(f"{path}: {fault}.")
            with zipfile.ZipFile(file) as archive:
                return {
                    name: _read_array(path, archive, name, member)
                    for name, member in _checked(path, archive).items()
                }
    except OSError as fault:
        raise CourseError(f"{path}: cannot be read ({fault.strerror or fault}).") from fault
    except CourseError:
        raise
    except Exception as fault:  # whatever zipfile says of bytes that are no archive
        raise CourseError(f"{path}: the npz file is damaged; get it again.") from fault


def _checked(path: str | Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The members of an archive by the names of their arrays, when all are as an npz has them."""
    members: dict[str, zipfile.ZipInfo] = {}
    for member in archive.infolist():
        name = member.filename.removesuffix(".npy")
        if name == member.filename:
            raise CourseError(f"{path}: {name!r} is not a NumPy array; give a file of np.savez.")
        if name in members:
            raise CourseError(f"{path}: array {name!r} is there twice; get the file again.")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise CourseError(f"{path}: array {name!r} is packed in a way that npz files are not.")
        if len(members) == MEMBERS:
            raise CourseError(f"{path}: it has more than {MEMBERS} arrays; give one with fewer.")
        members[name] = member
    inflated = sum(member.file_size for member in members.values())
    if inflated > max(PLENTY, RATIO * Path(path).stat().st_size):
        raise CourseError(
            f"{path}: it would take {inflated / 2**20:,.0f} MiB, {RATIO} times its size and more; "
            "unpack it with np.savez if you trust it."
        )
    return members


def _read_array(
    path: str | Path, archive: zipfile.ZipFile, name: str, member: zipfile.ZipInfo
) -> np.ndarray:
    """One array of an open npz file."""
    try:
        with archive.open(member) as file:
            start = file.tell()
            version = npy.read_magic(file)
            read_header = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
            shape, fortran, dtype = read_header[version](file)
            if dtype.hasobject:
                raise CourseError(
                    f"{path}: array {name!r} holds pickled Python objects, which are never loaded; "
                    "save it as plain numbers."
                )
            size = math.prod(shape) * dtype.itemsize
            if size != member.file_size - (file.tell() - start):
                raise ValueError("the header asks for another size than the archive declares")
            content = bytearray(size)
            if file.readinto(content) != size or file.read(1):
                raise ValueError("the archive declares another size than it holds")
        array = np.frombuffer(content, dtype, math.prod(shape))
        return array.reshape(shape, order="F" if fortran else "C")
    except CourseError:
        raise
    except Exception as fault:  # zipfile, zlib and NumPy have dozens for bytes that are wrong
        raise CourseError(f"{path}: array {name!r} is damaged; get the file again.") from fault


def write_npz(path: str | Path, **arrays: np.ndarray) -> None:
    """Write an npz file that `np.load` and `read_npz` read, the same bytes on every machine.

    What `np.savez` writes depends on Python's version and on the operating system.

    Raises:
        CourseError: it cannot be written; an older file of the name is whole.
    """

    def write(file: BinaryIO) -> None:
        with zipfile.ZipFile(file, "w") as archive:
            for name, array in arrays.items():
                content = io.BytesIO()
                np.save(content, array)
                entry = zipfile.ZipInfo(f"{name}.npy")  # dated 1980
                entry.create_system = 3
                archive.writestr(entry, content.getvalue())

    write_whole(Path(path), write)
