"""Turn a station's record, as NOAA publishes it in GHCN-Daily, into the book's format.

NOAA gives rain in tenths of mm, snowfall and snow on the ground in mm, and temperatures in tenths
of °C. `ghcn_forms` reads both formats of NOAA's CSV files.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tfgraph_course.datasets.making.ghcn_forms import Value, read_values
from tfgraph_course.datasets.weeks import numbers_of
from tfgraph_course.errors import CourseError, printable

# The least and the greatest value accepted for each element, in NOAA's units and in the order of
# the book's columns.
LIMITS = {
    "PRCP": (0, 20000),
    "SNWD": (0, 20000),
    "SNOW": (0, 5000),
    "TMAX": (-1000, 700),
    "TMIN": (-1000, 700),
}
MISSING = ("", "-9999")


class Summary(NamedTuple):
    """What was found in a station's file, and what was left out of the result."""

    station: str
    days: int  # complete days
    incomplete: int  # days that lack a value
    without: dict[str, int]  # for each element, the number of days that lack it
    absent: int  # days between the first and the last that are not in the file
    flagged: int  # values discarded because of their quality flag
    traces: int  # traces of rain or snow, counted as 0: measurement flag T
    presumed: int  # values that NOAA presumes to be 0: measurement flag P


def read_ghcn(
    path: str | Path, without: Collection[str] = ()
) -> tuple[np.ndarray, Summary]:
    """Read the complete days of a GHCN-Daily file.

    A day is complete if it has values for rain, snow on the ground, snowfall, high and low, apart
    from the elements in `without`. Values with a quality flag count as missing, and a missing value
    is never filled in.

    Args:
        path: a CSV file in either of NOAA's formats, plain or compressed with gzip; its rows may
            be in any order.
        without: elements that the station does not measure; their columns are 0.

    Returns:
        float64 [days, 6], columns as in `Weather`, rounded to 0.01 inch of rain, 0.1 inch of snow
        and 1 °F; and a summary.

    Raises:
        CourseError: the file cannot be read, is in neither format, holds impossible or repeated
            values or several stations, or has no complete day; the message names the file, the
            fault and, if there is one, the line.
    """
    days: dict[datetime.date, dict[str, int]] = {}
    lines: dict[tuple[datetime.date, str], int] = {}
    flags: Counter[str] = Counter()
    station = ""
    for value in read_values(path, tuple(LIMITS)):
        where = f"{path}, line {value.line}"
        station = station or value.station
        if value.station != station:
            raise CourseError(
                f"{where}: the station is {value.station[:40]!r}, but {station[:40]!r} in earlier "
                "lines; give a file with only one station."
            )
        date = _date(where, value.date)
        of_day = days.setdefault(date, {})
        if value.element not in LIMITS or value.value in MISSING:
            continue
        line = lines.setdefault((date, value.element), value.line)
        if line != value.line:
            raise CourseError(
                f"{where}: {value.element} of {value.date} was already given on line {line}."
            )
        if value.quality:
            flags["quality"] += 1
        else:
            flags[value.measurement] += 1
            of_day[value.element] = _number(where, value)
    return _complete_days(path, station, days, flags, without)


def tell(summary: Summary, left_out: int) -> str:
    """Return a few lines that say what was found in a station's file, and what was left out.

    `left_out` is the number of weeks that lack a day.
    """
    without = ", ".join(f"{count:,} without {name}" for name, count in summary.without.items())
    return (
        f"station {printable(summary.station)}: {summary.days:,} complete days\n"
        f"left out: {summary.incomplete:,} days that lack a value ({without})\n"
        f"absent from the file: {summary.absent:,} days between its first and last day\n"
        f"discarded: {summary.flagged:,} values with a quality flag\n"
        f"counted as 0: {summary.traces:,} traces, {summary.presumed:,} values presumed 0 by NOAA\n"
        f"left out: {left_out:,} weeks that lack a day"
    )


def _complete_days(
    path: str | Path,
    station: str,
    days: dict[datetime.date, dict[str, int]],
    flags: Counter[str],
    unmeasured: Collection[str],
) -> tuple[np.ndarray, Summary]:
    """Convert the complete days to the book's format, and summarize what was left out."""
    needed = [name for name in LIMITS if name not in unmeasured]
    complete = sorted(date for date, of_day in days.items() if of_day.keys() >= set(needed))
    without = {name: sum(name not in of_day for of_day in days.values()) for name in needed}
    if not complete:
        lack = ", ".join(f"{count:,} lack {name}" for name, count in without.items())
        raise CourseError(
            f"{path}: none of the {len(days):,} days has all {len(needed)} values: "
            f"{lack}; use --without for rain or snow that the station does not measure."
        )
    rows = [[days[date][name] if name in needed else 0 for name in LIMITS] for date in complete]
    rain, ground, fallen, high, low = np.array(rows, float).T
    daily = [
        numbers_of(np.array(complete, "datetime64[D]")),
        (rain / 254).round(2),
        (ground / 25.4).round(1),
        (fallen / 25.4).round(1),
        (high * 0.18 + 32).round() + 0.0,  # no -0
        (low * 0.18 + 32).round() + 0.0,
    ]
    absent = (max(days) - min(days)).days + 1 - len(days)
    incomplete = len(days) - len(complete)
    counts = flags["quality"], flags["T"], flags["P"]
    summary = Summary(station, len(complete), incomplete, without, absent, *counts)
    return np.column_stack(daily), summary


def _date(where: str, text: str) -> datetime.date:
    """Read a date, written yyyymmdd or yyyy-mm-dd."""
    parts = re.fullmatch(r"([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})", text)
    try:
        return datetime.date(*(int(parts[k]) for k in (1, 3, 4)))
    except (TypeError, ValueError):
        raise CourseError(f"{where}: {text[:40]!r} is not a date; write yyyymmdd.") from None


def _number(where: str, value: Value) -> int:
    """Return a value as an integer within its element's limits; a trace or a presumed 0 is 0."""
    text = value.value
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        raise CourseError(f"{where}: {value.element} is {text[:40]!r}, not a whole number.")
    low, high = LIMITS[value.element]
    if not low <= int(text) <= high:
        raise CourseError(
            f"{where}: {value.element} is {text}, which is outside {low}..{high}, although it has "
            "no quality flag."
        )
    trace = value.measurement in ("T", "P") and low == 0
    return 0 if trace else int(text)
