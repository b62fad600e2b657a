"""Convert dates from and to the book's numbers yyyymmdd, and combine days into weeks."""

from __future__ import annotations

import numpy as np

WEEK = 7  # days
DAY = np.timedelta64(1, "D")


def days_of(numbers: np.ndarray) -> np.ndarray:
    """Turn numbers yyyymmdd [N] into datetime64[D] [N]; a number that is not a date becomes NaT."""
    possible = (numbers >= 10101) & (numbers <= 99991231)
    whole = np.where(possible, numbers, 0).astype(np.int64)
    year, month, day = whole // 10000, whole // 100 % 100, whole % 100
    months = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + (day - 1)
    return np.where(possible & (numbers_of(days) == numbers), days, np.datetime64("NaT", "D"))


def numbers_of(dates: np.ndarray) -> np.ndarray:
    """Turn dates, datetime64[D] [N], into numbers yyyymmdd, float64 [N]."""
    months = dates.astype("datetime64[M]")
    month, day = months.astype(int) % 12 + 1, (dates - months).astype(int) + 1
    year = dates.astype("datetime64[Y]").astype(int) + 1970
    return year * 10000.0 + month * 100 + day


def cut_weeks(daily: np.ndarray) -> tuple[np.ndarray, int]:
    """Combine the days of each complete week; the first week begins on the first day.

    Args:
        daily: float64 [days, 6], columns as in Weather, in order of date; days may be missing.

    Returns:
        float64 [weeks, 6]: the middle day, rain and snowfall summed, snow on the ground, high and
        low averaged; and the number of weeks left out because a day is missing, including an
        unfinished week at the end.
    """
    if not len(daily):
        return np.empty((0, 6)), 0
    dates = days_of(daily[:, 0])
    week = (dates - dates[0]) // (WEEK * DAY)
    starts = np.flatnonzero(np.diff(week, prepend=-1))
    whole = starts[np.diff(starts, append=len(daily)) == WEEK]
    blocks = daily[whole[:, None] + np.arange(WEEK)]  # [weeks, 7, 6]
    weekly = blocks.mean(axis=1)
    weekly[:, 0] = blocks[:, WEEK // 2, 0]
    # without the rounding errors of a sum: rain is in 0.01 inch, snowfall in 0.1 inch
    weekly[:, 1] = blocks[:, :, 1].sum(axis=1).round(2)
    weekly[:, 3] = blocks[:, :, 3].sum(axis=1).round(2)
    return weekly, int(week[-1]) + 1 - len(whole)
