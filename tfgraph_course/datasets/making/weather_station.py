"""Generate the record of an invented weather station, with a method after Richardson (1981).

The station's normals are those of Minneapolis-St. Paul; docs/data.md explains every part of the
method and its source. Every array of twelve numbers holds one for each month, from January on.
"""

from __future__ import annotations

import functools

import numpy as np

from tfgraph_course.datasets.weeks import DAY, days_of, numbers_of

FIRST, LAST = "1928-01-01", "2016-12-31"  # 4,644 whole weeks
MONTH_DAYS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])

# NOAA's U.S. Climate Normals 1991-2020, Minneapolis-St. Paul International Airport (USW00014922):
# mean daily maximum and minimum in °F, precipitation and snowfall in inches per month, and days
# with precipitation of at least 0.01 inch and snowfall of at least 0.1 inch.
HIGH = np.array([23.6, 28.5, 41.7, 56.6, 69.2, 79.0, 83.4, 80.7, 72.9, 58.1, 41.9, 28.8])
LOW = np.array([8.8, 12.7, 24.9, 37.5, 49.9, 60.4, 65.3, 62.8, 54.2, 40.9, 27.7, 15.2])
RAIN = np.array([0.89, 0.87, 1.68, 2.91, 3.91, 4.58, 4.06, 4.34, 3.02, 2.58, 1.61, 1.17])
SNOW = np.array([11.0, 9.5, 8.2, 3.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.8, 6.8, 11.4])
WET_DAYS = np.array([9.6, 7.8, 9.0, 11.2, 12.4, 11.8, 10.4, 9.8, 9.3, 9.5, 8.3, 9.7])
SNOW_DAYS = np.array([9.3, 7.3, 5.2, 2.4, 0.1, 0.0, 0.0, 0.0, 0.0, 0.6, 4.5, 8.8])

# Chosen, not published: round numbers for a continental climate. The spreads are standard
# deviations of single days about their normals.
HIGH_SPREAD = np.array([12.5, 12.5, 12, 12, 10.5, 8.5, 7, 7, 9.5, 11, 12, 12])  # °F
LOW_SPREAD = np.array([13, 12.5, 11, 9, 8.5, 7.5, 6.5, 7, 8.5, 9, 10.5, 12.5])
WET_HIGH_DROP = np.array([1, 2, 4, 7, 8, 6, 5, 5, 6, 6, 4, 2])  # °F, drop of a wet day's high
WET_LOW_DROP = 1.0  # °F, drop of a wet day's low
DAY_CORRELATION = 0.65  # between the temperatures of one day and the next
HIGH_LOW_CORRELATION = 0.85  # between the high and the low of a day
RAIN_PERSISTENCE = 0.2  # probability of rain after a wet day, minus that after a dry day
GAMMA_SHAPE = 0.7  # of the gamma distribution of the rain on a wet day
SNOW_BELOW, RAIN_ABOVE = 28.0, 36.0  # °F, mean of the day; a mixture falls between the two
SNOW_RATIO, SNOW_RATIO_SLOPE = 9.0, 0.2  # snow to water at 32 °F, and its increase per °F below
MELT_RATE = 0.06  # inches of water per day for each °F above 32
SETTLING_RATE = 0.06  # share of its depth that snow loses in a day
GREATEST_DENSITY = 0.35  # water to snow; snow does not settle beyond this


def daily_curve(monthly: np.ndarray) -> np.ndarray:
    """Return the smoothest yearly curve with the given monthly means.

    Args:
        monthly: [12], the monthly means.

    Returns:
        float64 [365]: of all curves with these means, the one with the least sum of squared second
        differences, continuous from December to January. Rounded to 1e-6, to hide the last
        bits, which differ from machine to machine.
    """
    return (_smoothing() @ monthly).round(6)


def make_station(seed: int = 0, first: str = FIRST, last: str = LAST) -> np.ndarray:
    """Generate the station's daily record, without gaps.

    Args:
        seed: the seed for NumPy's legacy generator, which gives the same numbers in all versions.
        first: the first day, yyyy-mm-dd.
        last: the last day, yyyy-mm-dd.

    Returns:
        float64 [days, 6], columns as in `Weather`, rounded as American stations do: to 0.01 inch
        of rain, 0.1 inch of snowfall, 1 inch of snow on the ground, 1 °F.
    """
    dates = np.arange(np.datetime64(first, "D"), np.datetime64(last, "D") + DAY)
    day = _day_of_year(dates)
    random = np.random.RandomState(seed)
    rain = _rain(random, day)
    high, low = _temperatures(random, day, rain > 0)
    ground, fallen = _snow(rain, (high + low) / 2)
    return np.column_stack([numbers_of(dates), rain, ground, fallen, high, low])


def monthly_values(daily: np.ndarray) -> dict[str, np.ndarray]:
    """Summarize each month of each year of a record.

    Args:
        daily: [days, 6], a record of complete years, columns as in `Weather`.

    Returns:
        Arrays float64 [years, 12]: "high", "low" (mean), "rain", "snow" (sum), "wet days", "snow
        days" (number), "high spread", "low spread" (root mean square difference of the days from
        their normals), "ground" (share of days with an inch or more of snow on the ground).
    """
    dates = days_of(daily[:, 0])
    rain, ground, fallen, high, low = daily[:, 1:].T
    day = _day_of_year(dates)
    months = dates.astype("datetime64[M]")
    _, starts, length = np.unique(months, return_index=True, return_counts=True)

    def total(values: np.ndarray) -> np.ndarray:
        return np.add.reduceat(np.asarray(values, float), starts).reshape(-1, 12)

    def mean(values: np.ndarray) -> np.ndarray:
        return total(values) / length.reshape(-1, 12)

    return {
        "high": mean(high),
        "low": mean(low),
        "rain": total(rain),
        "snow": total(fallen),
        "wet days": total(rain > 0),
        "snow days": total(fallen > 0),
        "high spread": np.sqrt(mean((high - daily_curve(HIGH)[day]) ** 2)),
        "low spread": np.sqrt(mean((low - daily_curve(LOW)[day]) ** 2)),
        "ground": mean(ground >= 1),
    }


@functools.cache
def _smoothing() -> np.ndarray:
    """Return the matrix [365, 12] that turns monthly means into a daily curve."""
    unit = np.eye(365)
    bend = np.roll(unit, 1, axis=1) - 2 * unit + np.roll(unit, -1, axis=1)
    month = np.repeat(np.arange(12), MONTH_DAYS)
    means = (month == np.arange(12)[:, None]) / MONTH_DAYS[:, None]
    # least squares under twelve constraints, with their Lagrange multipliers
    system = np.block([[bend @ bend, means.T], [means, np.zeros((12, 12))]])
    return np.linalg.solve(system, np.eye(377, 12, -365))[:365]


def _day_of_year(dates: np.ndarray) -> np.ndarray:
    """Return the day of the year of each date, 0 to 364; February 29 counts as February 28."""
    months = dates.astype("datetime64[M]")
    month, day = months.astype(int) % 12, (dates - months).astype(int)
    return (np.cumsum(MONTH_DAYS) - MONTH_DAYS)[month] + np.minimum(day, MONTH_DAYS[month] - 1)


def _rain(random: np.random.RandomState, day: np.ndarray) -> np.ndarray:
    """Generate each day's rain and melted snow in inches.

    Wet and dry days are a Markov chain; the amounts on wet days have a gamma distribution.
    """
    share = daily_curve(WET_DAYS / MONTH_DAYS)
    amount = daily_curve(RAIN / MONTH_DAYS) / share  # mean amount on a wet day
    draws = random.random_sample(len(day))
    wet = np.zeros(len(day), bool)
    before = share[day[0]]
    for t, chance in enumerate(share[day]):
        wet[t] = draws[t] < chance + RAIN_PERSISTENCE * (before - chance)
        before = wet[t]
    # a wet day has at least 0.01 inch
    gamma = random.standard_gamma(GAMMA_SHAPE, len(day)) / GAMMA_SHAPE
    return np.where(wet, 0.01 + gamma * (amount[day] - 0.01), 0).round(2)


def _temperatures(
    random: np.random.RandomState, day: np.ndarray, wet: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Generate each day's high and low, in whole °F.

    They are the normals, lowered on wet days and raised on dry days, plus two AR(1) processes.
    """
    share = daily_curve(WET_DAYS / MONTH_DAYS)[day]
    shocks = random.standard_normal((len(day), 2))
    rho = HIGH_LOW_CORRELATION
    shocks[:, 1] = rho * shocks[:, 0] + np.sqrt(1 - rho**2) * shocks[:, 1]
    state = shocks.copy()
    for t in range(1, len(day)):
        state[t] = DAY_CORRELATION * state[t - 1] + np.sqrt(1 - DAY_CORRELATION**2) * shocks[t]
    values = []
    for column, (normal, spread, lower) in enumerate(
        ((HIGH, HIGH_SPREAD, WET_HIGH_DROP), (LOW, LOW_SPREAD, np.full(12, WET_LOW_DROP)))
    ):
        drop = daily_curve(lower)[day]
        # part of the spread of all days comes from the difference between wet and dry days
        rest = np.sqrt(daily_curve(spread)[day] ** 2 - share * (1 - share) * drop**2)
        values.append(daily_curve(normal)[day] - drop * (wet - share) + rest * state[:, column])
    high, low = np.round(values) + 0.0  # no -0
    return high, np.minimum(low, high - 1)


def _snow(rain: np.ndarray, mean: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Compute snow on the ground and snowfall in inches from daily precipitation and temperature.

    Args:
        rain: [days], precipitation in inches.
        mean: [days], the mean temperature of the day in °F.
    """
    part = np.clip((RAIN_ABOVE - mean) / (RAIN_ABOVE - SNOW_BELOW), 0, 1)
    water = part * rain
    fallen = (water * (SNOW_RATIO + SNOW_RATIO_SLOPE * np.maximum(32 - mean, 0))).round(1)
    melt = MELT_RATE * np.maximum(mean - 32, 0)
    ground = np.zeros(len(rain))
    pack = depth = 0.0  # inches of water, inches of snow
    for t in range(len(rain)):
        depth = max(depth * (1 - SETTLING_RATE), min(depth, pack / GREATEST_DENSITY)) + fallen[t]
        pack += water[t] if fallen[t] else 0.0
        left = max(pack - melt[t], 0.0)
        depth *= left / pack if pack else 0.0
        pack = left
        ground[t] = depth
    return ground.round(), fallen
