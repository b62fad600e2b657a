"""Reading npz files from any source, and writing the npz files that ship with the course."""

from __future__ import annotations

import io
import math
import sys
import zipfile
from pathlib import Path

import numpy as np
from numpy.lib import format as npy

from tfgraph_course.errors import CourseError
from tfgraph_course.files.atomic import write_bytes

MEMBERS = 1000  # the most arrays in a file
RATIO = 200  # the most memory a file may take, as a multiple of its size; 10 to 40 for letters
PLENTY = 2**24  # bytes of memory that any file may take

# What is wrong with a file that is not a zip archive, by its first bytes.
_FIRST_BYTES = {
    b"PK": "the npz file is cut short; get it again",
    b"\x93N": "this is a single npy array; give an npz file",
    b"\x80": "this is a pickle, which is never loaded; give an npz file",
    b"": "this is not an npz file",
}


def read_npz(path: str | Path) -> dict[str, np.ndarray]:
    """Read the arrays of an npz file, which may come from an untrusted source.

    No array is decompressed before its declared size is known to be reasonable and to match its
    shape; nothing is ever unpickled.

    Args:
        path: the path of the file.

    Returns:
        The arrays, keyed by name, in the order of the file.

    Raises:
        CourseError: the file cannot be read, is not an npz file, is damaged, holds records or
            pickled objects, or needs far more memory than a file of its size should.
    """
    what = "the npz file is damaged; get it again"
    arrays = {}
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
                for name, member in _checked(path, archive).items():
                    what = f"array {name!r} is damaged; get the file again"
                    arrays[name] = _read_array(path, archive, name, member)
    except OSError as fault:
        raise CourseError(
            f"{path}: the file cannot be read ({fault.strerror or fault})."
        ) from fault
    except CourseError:
        raise
    except Exception as fault:  # zipfile, zlib and NumPy raise dozens of exception types
        raise CourseError(f"{path}: {what}.") from fault
    return arrays


def _checked(path: str | Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Check that an archive can be an npz file; return its members, keyed by array name."""
    members: dict[str, zipfile.ZipInfo] = {}
    for member in archive.infolist():
        name = member.filename.removesuffix(".npy")
        if name == member.filename:
            raise CourseError(f"{path}: {name!r} is not a NumPy array; use a file from np.savez.")
        if name in members:
            raise CourseError(f"{path}: there are two arrays named {name!r}; get the file again.")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise CourseError(
                f"{path}: array {name!r} is compressed in a way that npz files do not use; save it "
                "again with np.savez."
            )
        if len(members) == MEMBERS:
            raise CourseError(f"{path} has more than {MEMBERS} arrays; give a file with fewer.")
        members[name] = member
    inflated = sum(member.file_size for member in members.values())
    if inflated > max(PLENTY, RATIO * Path(path).stat().st_size):
        raise CourseError(
            f"{path} would take {inflated / 2**20:,.0f} MiB of memory, more than {RATIO} times its "
            "size; save it again with np.savez if you trust it."
        )
    return members


def _read_array(
    path: str | Path, archive: zipfile.ZipFile, name: str, member: zipfile.ZipInfo
) -> np.ndarray:
    """Read one array of an npz file that is already open; raise any error if it is damaged."""
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
        if dtype.kind == "V":
            raise CourseError(
                f"{path}: array {name!r} holds records; save each of their fields as an array."
            )
        size = math.prod(shape) * dtype.itemsize
        if size != member.file_size - (file.tell() - start):
            raise ValueError("the header and the archive declare different sizes")
        content = bytearray(size)
        if file.readinto(content) != size or file.read(1):
            raise ValueError("the contents do not have the size that the archive declares")
    if dtype.kind == "U":  # Python cannot even show a character above U+10FFFF
        codes = np.frombuffer(content, f"{dtype.byteorder}u4")
        if codes.max(initial=0) > sys.maxunicode:
            raise ValueError("a string contains an invalid Unicode code point")
    array = np.frombuffer(content, dtype, math.prod(shape))
    return array.reshape(shape, order="F" if fortran else "C")


def write_npz(path: str | Path, **arrays: np.ndarray) -> None:
    """Write an npz file for `np.load` and `read_npz`, with the same bytes on every machine.

    The bytes that `np.savez` writes depend on the Python version and the operating system.

    Raises:
        CourseError: the file cannot be written; an older file with the same name is unchanged.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.save(content, array)
            entry = zipfile.ZipInfo(f"{name}.npy")  # dated 1980
            entry.create_system = 3
            archive.writestr(entry, content.getvalue())
    write_bytes(Path(path), file.getvalue())
