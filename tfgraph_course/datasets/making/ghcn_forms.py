"""The two CSV forms of a GHCN-Daily station file, read value by value; `ghcn` puts them together.

NOAA's `access` form has a day a row, under a header with STATION, DATE, PRCP, PRCP_ATTRIBUTES and
so on, where attributes are "measurement,quality,source". Its `by_station` form, often as .csv.gz,
has a value a row: ID, YYYYMMDD, ELEMENT, VALUE, MFLAG, QFLAG, SFLAG, OBSTIME.
"""

from __future__ import annotations

import csv
import gzip
import itertools
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tfgraph_course.errors import CourseError

LONG_FIELDS = (7, 8)  # with the time of observation or without


class Value(NamedTuple):
    """One field of the file as it stands there, and its line; `value` may be empty."""

    line: int
    station: str
    date: str
    element: str
    value: str
    measurement: str
    quality: str


def read_values(path: str | Path, elements: Sequence[str]) -> Iterator[Value]:
    """Every value of a station file in either form, plain or compressed by gzip.

    Args:
        path: the file.
        elements: of the access form, the columns to read; of the other, all are read.

    Raises:
        CourseError: the file cannot be read or is of neither form; the message names the line.
    """
    rows: Any = None
    try:
        with open(path, "rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        opened = gzip.open if packed else open
        with opened(path, "rt", encoding="utf-8-sig", errors="replace", newline="") as file:
            rows = csv.reader(file)
            yield from _in_either_form(path, rows, elements)
    except (OSError, EOFError, zlib.error) as fault:
        told = getattr(fault, "strerror", None) or fault
        raise CourseError(f"{path}: cannot be read ({told}).") from fault
    except csv.Error as fault:
        raise CourseError(f"{path}, line {rows.line_num}: is no CSV ({fault}).") from fault


def _in_either_form(path: str | Path, rows: Any, elements: Sequence[str]) -> Iterator[Value]:
    first = [field.strip() for field in next(rows, [])]
    if {"STATION", "DATE"} <= set(first):
        yield from _by_day(path, rows, first, elements)
    elif len(first) in LONG_FIELDS and (first[0] == "ID" or first[1].isdigit()):
        yield from _by_value(path, rows, [] if first[0] == "ID" else first, len(first))
    else:
        raise CourseError(
            f"{path}, line {max(rows.line_num, 1)}: neither a header with STATION and DATE nor a "
            "row ID,YYYYMMDD,ELEMENT,...; give a station file of NOAA's GHCN-Daily."
        )


def _by_day(
    path: str | Path, rows: Any, header: list[str], elements: Sequence[str]
) -> Iterator[Value]:
    """The access form."""
    wanted = [name + end for name in elements for end in ("", "_ATTRIBUTES")]
    for name in wanted:
        if name not in header:
            raise CourseError(
                f"{path}, line 1: there is no column {name}; give a station that has it, in "
                "NOAA's access form."
            )
    columns = {name: header.index(name) for name in ("STATION", "DATE", *wanted)}
    for row in rows:
        line = rows.line_num
        if not row:
            continue
        if len(row) != len(header):
            raise CourseError(
                f"{path}, line {line}: {len(row)} fields, but the header has {len(header)}."
            )
        field = {name: row[column].strip() for name, column in columns.items()}
        for name in elements:
            attributes = field[f"{name}_ATTRIBUTES"]
            # measurement, quality, source and, in newer files, the time
            measurement, quality = [*attributes.split(","), ""][:2]
            if attributes and attributes.count(",") < 2:
                raise CourseError(
                    f"{path}, line {line}: {name}_ATTRIBUTES is {attributes[:40]!r}, not "
                    "'measurement,quality,source'."
                )
            yield Value(
                line, field["STATION"], field["DATE"], name, field[name], measurement, quality
            )


def _by_value(path: str | Path, rows: Any, first: list[str], fields: int) -> Iterator[Value]:
    """The by_station form; `first` is its first row, or empty if that was a header."""
    for row in itertools.chain([first] if first else [], rows):
        line = rows.line_num
        if not row:
            continue
        if len(row) != fields:
            raise CourseError(
                f"{path}, line {line}: {len(row)} fields, not {fields} as in the first line."
            )
        value = Value(line, *(field.strip() for field in row[:6]))
        if not re.fullmatch("[A-Z]{2}[A-Z0-9]{2}", value.element):
            raise CourseError(f"{path}, line {line}: {value.element[:40]!r} is no ELEMENT.")
        yield value
