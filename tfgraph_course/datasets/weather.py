"""The weather of chapter 4, "Exploring RNNs": load it, check it, name its seasons, split it."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tfgraph_course.datasets.splits import one_hot
from tfgraph_course.datasets.weeks import DAY, days_of
from tfgraph_course.errors import CourseError
from tfgraph_course.files.npz import read_npz
from tfgraph_course.files.shipped import shipped

WEATHER_FILE = shipped("data") / "weather.npz"

COLUMNS = ("date", "rain", "snow on the ground", "snowfall", "high", "low")
SEASONS = ("spring", "summer", "autumn", "winter")
LEAST_WEEKS = 52  # so that every season occurs


class Weather(NamedTuple):
    """A station's record; the columns of `daily` and `weekly` are COLUMNS.

    `daily`, float64 [days, 6]: the date as the number yyyymmdd, rain in inches, snow on the ground
    and snowfall in inches, high and low in °F. `weekly`, float64 [weeks, 6]: the middle day, rain
    and snowfall summed, the other three averaged. `dates`, datetime64[D] [weeks]: the middle days.
    """

    daily: np.ndarray
    weekly: np.ndarray
    dates: np.ndarray


def load_weather(path: str | Path = WEATHER_FILE) -> Weather:
    """Load a weather file in the book's format, and check it.

    Args:
        path: an npz file with the arrays `daily` and `weekly`, which `Weather` describes.

    Raises:
        CourseError: the file is not in this format; the message names the file and the fault.
    """
    arrays = read_npz(path)
    for key in ("daily", "weekly"):
        if key not in arrays:
            found = ", ".join(arrays) or "no arrays"
            raise CourseError(f"{path}: there is no array {key!r}; the file holds {found}.")
    daily, weekly = arrays["daily"], arrays["weekly"]
    _check_days(path, "daily", daily)
    dates = _check_days(path, "weekly", weekly)
    if len(weekly) < LEAST_WEEKS:
        raise CourseError(
            f"{path}: the array 'weekly' has too few weeks ({len(weekly)}); "
            f"give {LEAST_WEEKS} or more."
        )
    return Weather(daily, weekly, dates)


def _check_days(path: str | Path, key: str, array: np.ndarray) -> np.ndarray:
    """Check the daily or the weekly array of a weather file; return the array's dates."""
    if array.dtype != np.float64:
        raise CourseError(f"{path}: {key} has dtype {array.dtype}, not float64.")
    if array.ndim != 2 or array.shape[1] != len(COLUMNS):
        raise CourseError(f"{path}: {key} has shape {array.shape}, not (N, {len(COLUMNS)}).")
    for fault, wrong in (
        ("NaN or infinity", ~np.isfinite(array)),
        ("a value below 0", array < [0, 0, 0, 0, -np.inf, -np.inf]),
    ):
        if wrong.any():
            row, column = np.argwhere(wrong)[0]
            raise CourseError(f"{path}: {key} holds {fault} in row {row} ({COLUMNS[column]}).")
    numbers = array[:, 0]
    dates = days_of(numbers)
    if np.isnat(dates).any():
        row = int(np.argmax(np.isnat(dates)))
        raise CourseError(
            f"{path}: {numbers[row]:.15g} at row {row} of {key} is not a date; write yyyymmdd."
        )
    falls = np.diff(dates) <= np.timedelta64(0, "D")
    if falls.any():
        row = int(np.argmax(falls)) + 1
        raise CourseError(
            f"{path}: the dates of {key} are not in order: {numbers[row]:.0f} at row {row} comes "
            f"after {numbers[row - 1]:.0f}."
        )
    return dates


def by_day(weather: Weather) -> Weather:
    """Return a copy of a record with its days in place of its weeks, to train the RNN on days."""
    return weather._replace(weekly=weather.daily, dates=days_of(weather.daily[:, 0]))


def assign_season(date: datetime.date) -> int:
    """Return a day's meteorological season: 0 for spring (March to May) to 3 for winter."""
    return int(seasons(np.datetime64(date, "D")))


def seasons(dates: np.ndarray) -> np.ndarray:
    """Return the season of each date, datetime64 [N], as int [N], numbered like `assign_season`."""
    months = dates.astype("datetime64[M]").astype(int)  # since January 1970
    return (months - 2) % 12 // 3


def season_labels(dates: np.ndarray) -> np.ndarray:
    """Return the seasons of dates as one-hot labels, float32 [N, 4]: the book's `labels`."""
    return one_hot(seasons(dates), len(SEASONS))


def scale(weekly: np.ndarray, like: np.ndarray | None = None) -> np.ndarray:
    """Scale each measurement to mean 0 and standard deviation 1: the book's `train`.

    Args:
        weekly: [weeks, 6], columns as in `Weather`; the date is left out.
        like: [weeks, 6], the weeks whose mean and standard deviation are used: the training weeks
            if `weekly` holds the validation weeks. By default `weekly` itself, as in the book.

    Returns:
        float64 [weeks, 5].

    Raises:
        CourseError: a measurement has the same value, other than 0, in every week.
    """
    average, deviation = scaling(weekly if like is None else like)
    return (weekly[:, 1:] - average) / deviation


def scaling(weekly: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean and the standard deviation of each measurement, float64 [5] each.

    A measurement that the station does not make is 0 in every week; its deviation is set to 1.

    Args:
        weekly: [weeks, 6], columns as in `Weather`.

    Raises:
        CourseError: a measurement has the same value, other than 0, in every week.
    """
    known = weekly[:, 1:]
    # not judged by the standard deviation, which rounding may make 1e-15 instead of 0
    still = known.min(axis=0) == known.max(axis=0)
    absent = still & (known.max(axis=0) == 0)
    if (still & ~absent).any():
        name = COLUMNS[1 + int(np.argmax(still & ~absent))]
        raise CourseError(
            f"the weekly {name} never changes, so it cannot be scaled; use another record."
        )
    average = np.average(known, axis=0)
    return average, np.where(absent, 1.0, (known - average).std(axis=0))


def split_years(weather: Weather, years: int) -> tuple[Weather, Weather]:
    """Set the last years of a weather record aside for validation.

    A random tenth of the weeks would not do. The weeks are one sequence, and the network's state
    in a week depends on the weeks before it: weeks drawn from the middle would lie among the
    training weeks, and would leave gaps in the sequence. The end of the record is a time that
    training has never seen, as in a forecast.

    Args:
        weather: the record, with at least 52 weeks more than are set aside.
        years: the number of years to set aside, counted back from the last week, 1 or more.

    Returns:
        The training part and the validation part of the record.

    Raises:
        CourseError: `years` is below 1, or fewer than 52 weeks are left for training.
    """
    last = weather.dates[-1]
    month = last.astype("datetime64[M]")
    count = 0
    if 1 <= years < last.astype(datetime.date).year:
        end = (month - 12 * years).astype("datetime64[D]") + (last - month)
        count = int(np.searchsorted(weather.dates, end, side="right"))
    if count < LEAST_WEEKS:
        raise CourseError(
            f"--validation {years} leaves {count} of {len(weather.dates)} weeks for training;"
            f" hold out at least 1 year and leave at least {LEAST_WEEKS} weeks."
        )
    first_day = weather.dates[count] - 3 * DAY  # first day of the validation part
    days = int(np.searchsorted(days_of(weather.daily[:, 0]), first_day))
    return (
        Weather(weather.daily[:days], weather.weekly[:count], weather.dates[:count]),
        Weather(weather.daily[days:], weather.weekly[count:], weather.dates[count:]),
    )
