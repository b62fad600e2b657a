"""Read a GHCN-Daily station file value by value, in either of NOAA's two CSV formats.

The `access` format has a header, STATION, DATE, PRCP, PRCP_ATTRIBUTES and so on, and one day per
row; an ATTRIBUTES column holds "measurement,quality,source". The `by_station` format, often
.csv.gz, has one value per row: ID, YYYYMMDD, ELEMENT, VALUE, MFLAG, QFLAG, SFLAG, OBSTIME. `ghcn`
combines the values into days.
"""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tfgraph_course.errors import CourseError

MOST_BYTES = 2**26  # of a station's file, unpacked; the longest records take 20 MiB
BY_VALUE_FIELDS = (7, 8)  # in a row of the by_station format; the last, OBSTIME, may be missing


class Value(NamedTuple):
    """One value of a station file, as written there, and its line; `value` may be empty."""

    line: int
    station: str
    date: str
    element: str
    value: str
    measurement: str
    quality: str


def read_values(path: str | Path, elements: Sequence[str]) -> Iterator[Value]:
    """Yield the values of a station file in either of NOAA's formats, plain or gzip-compressed.

    Args:
        path: the station file.
        elements: the elements to read from a file in the access format; from the by_station format,
            all elements are read.

    Raises:
        CourseError: the file cannot be read, is too large, or is in neither format; the message
            names the file and, if there is one, the line.
    """
    try:
        with open(path, "rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        with (gzip.open if packed else open)(path, "rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as fault:
        told = getattr(fault, "strerror", None) or fault
        raise CourseError(f"{path}: the file cannot be read ({told}).") from fault
    if len(content) > MOST_BYTES:
        raise CourseError(
            f"{path} holds more than {MOST_BYTES // 2**20} MiB; give the file of a single station."
        )
    text = io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", errors="replace", newline="")
    rows = csv.reader(text)
    try:
        yield from _values(path, rows, elements)
    except csv.Error as fault:
        raise CourseError(f"{path}, line {rows.line_num}: this is not CSV ({fault}).") from fault


def _values(path: str | Path, rows: Any, elements: Sequence[str]) -> Iterator[Value]:
    first = [field.strip() for field in next(rows, [])]
    has_days = {"STATION", "DATE"} <= set(first)
    has_header = has_days or first[:1] == ["ID"]
    if has_days:
        _check_columns(path, first, elements)
    elif len(first) not in BY_VALUE_FIELDS or not (has_header or first[1].isdigit()):
        raise CourseError(
            f"{path}, line 1: this is not a GHCN-Daily station file from NOAA; give a file that "
            "starts with a header containing STATION and DATE, or with a row of the form "
            "ID,YYYYMMDD,ELEMENT,..."
        )
    for row in filter(None, rows if has_header else itertools.chain([first], rows)):
        line, where = rows.line_num, f"{path}, line {rows.line_num}"
        if len(row) != len(first):
            raise CourseError(
                f"{where}: this line has {len(row)} fields, not {len(first)} as in the first."
            )
        fields = [field.strip() for field in row]
        if has_days:
            yield from _of_day(where, line, dict(zip(first, fields, strict=True)), elements)
        elif re.fullmatch("[A-Z]{2}[A-Z0-9]{2}", fields[2]):
            yield Value(line, *fields[:6])
        else:
            raise CourseError(f"{where}: {fields[2][:40]!r} is not the name of an element.")


def _check_columns(path: str | Path, header: list[str], elements: Sequence[str]) -> None:
    """Check that a header of the access format has the columns of all elements."""
    for name in [name + end for name in elements for end in ("", "_ATTRIBUTES")]:
        if name not in header:
            raise CourseError(
                f"{path}, line 1: there is no column {name}; give a file in NOAA's access format "
                "that has this column."
            )


def _of_day(
    where: str, line: int, field: dict[str, str], elements: Sequence[str]
) -> Iterator[Value]:
    """Yield the values in a row of the access format, whose fields are keyed by column."""
    for name in elements:
        attributes = field[f"{name}_ATTRIBUTES"]
        # measurement, quality, source and, in newer files, the time
        measurement, quality = [*attributes.split(","), ""][:2]
        if attributes and attributes.count(",") < 2:
            raise CourseError(
                f"{where}: {name}_ATTRIBUTES is {attributes[:40]!r}, not "
                "'measurement,quality,source'."
            )
        yield Value(
            line, field["STATION"], field["DATE"], name, field[name], measurement, quality
        )
