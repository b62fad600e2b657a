"""Examples for a forecast: measurements of past weeks, and the temperature of the next week."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tfgraph_course.datasets.weather import Weather, scale
from tfgraph_course.errors import CourseError

HIGH_COLUMN = 4


class Forecasts(NamedTuple):
    """Examples for a forecast: one row for each week with enough consecutive weeks before it."""

    x: np.ndarray  # float32 [N, 5 * weeks + 4]: scaled measurements, and the time of year
    y_: np.ndarray  # float32 [N], mean high of the week to forecast, °F
    dates: np.ndarray  # datetime64[D] [N], the middle day of that week
    this_week: np.ndarray  # float64 [N], mean high of the week before that, °F


def inputs(weeks: int) -> int:
    """Return the number of inputs of a forecast: 5 for each week, 4 for the time of year."""
    return 5 * weeks + 4


def forecasts(weather: Weather, weeks: int, like: Weather) -> Forecasts:
    """Make the examples for a forecast from a record, in its order; none spans a gap.

    Args:
        weather: the record.
        weeks: the number of weeks that a forecast is made from, 1 or more.
        like: the record of the training years, whose means and standard deviations scale the
            measurements.

    Raises:
        CourseError: the record does not have `weeks` + 1 weeks in a row without a gap.
    """
    measured = scale(weather.weekly, like=like.weekly)
    steps = np.diff(weather.dates) == np.timedelta64(7, "D")
    week = np.arange(weeks, len(weather.dates))  # the week to forecast
    before = week[:, None] + np.arange(-weeks, 0)  # [N, weeks]
    whole = steps[before].all(1)
    if not whole.any():
        raise CourseError(
            f"the record of {len(weather.dates)} weeks does not have {weeks + 1} weeks in a row "
            "without a gap; use a smaller --weeks, or a longer record."
        )
    week, before = week[whole], before[whole]
    dates = weather.dates[week]
    x = np.hstack([measured[before].reshape(len(week), -1), time_of_year(dates)])
    return Forecasts(
        x.astype(np.float32),
        weather.weekly[week, HIGH_COLUMN].astype(np.float32),
        dates,
        weather.weekly[week - 1, HIGH_COLUMN],
    )


def calendar_means(weather: Weather, dates: np.ndarray) -> np.ndarray:
    """Return the mean high of each date's calendar week over all years of a record.

    Args:
        weather: the record of the training years.
        dates: datetime64[D] [N], the middle days of the weeks whose means to return.

    Returns:
        float64 [N], °F.

    Raises:
        CourseError: one of these calendar weeks does not occur in the record.
    """
    calendar, high = _calendar_week(weather.dates), weather.weekly[:, HIGH_COLUMN]
    counts = np.bincount(calendar, minlength=52)
    asked = _calendar_week(dates)
    if (counts[asked] == 0).any():
        missing = dates[counts[asked] == 0][0]
        raise CourseError(
            f"the training years have no week at the same time of year as {missing}; "
            "hold out fewer years, or use a longer record."
        )
    sums = np.bincount(calendar, weights=high, minlength=52)
    return sums[asked] / counts[asked]


def last_weeks(weather: Weather, weeks: int) -> np.ndarray:
    """Return the measurements of the last weeks of a record, float64 [weeks, 5].

    Raises:
        CourseError: the record is too short, or has a gap in its last `weeks` weeks.
    """
    gaps = np.diff(weather.dates[-weeks:]) != np.timedelta64(7, "D")
    if len(weather.dates) < weeks or gaps.any():
        raise CourseError(
            f"the record does not end with {weeks} weeks in a row without a gap; give one that "
            "does."
        )
    return weather.weekly[-weeks:, 1:]


def _day_of_year(dates: np.ndarray) -> np.ndarray:
    return (dates - dates.astype("datetime64[Y]")).astype(int)  # 0 is January 1


def _calendar_week(dates: np.ndarray) -> np.ndarray:
    """Return each date's calendar week, 0 to 51; the last day or two of a year are in week 51."""
    return np.minimum(_day_of_year(dates) // 7, 51)


def time_of_year(dates: np.ndarray) -> np.ndarray:
    """Return the time of year of each date as two sines and two cosines, float64 [N, 4].

    Their periods are a year and half a year, so that they do not jump at New Year.
    """
    angle = 2 * np.pi * _day_of_year(dates) / 365.25
    return np.stack([np.sin(angle), np.cos(angle), np.sin(2 * angle), np.cos(2 * angle)], axis=1)
