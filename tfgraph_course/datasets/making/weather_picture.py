"""Compare the synthetic weather station with the climate normals that it is made from.

This makes a table and two pictures for docs/data.md.
"""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from tfgraph_course.datasets.making import weather_station as station
from tfgraph_course.datasets.weeks import days_of

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

# The normals that the results of `monthly_values` are compared with, under the same names.
NORMALS = {
    "high": station.HIGH,
    "low": station.LOW,
    "rain": station.RAIN,
    "snow": station.SNOW,
    "wet days": station.WET_DAYS,
    "snow days": station.SNOW_DAYS,
    "high spread": station.HIGH_SPREAD,
    "low spread": station.LOW_SPREAD,
}
UNITS = {"rain": "inches", "snow": "inches", "wet days": "days", "snow days": "days"}
PANELS = {  # title of each panel, and the values that it shows
    "Mean high and low": ("high", "low"),
    "Rain and melted snow of a month": ("rain",),
    "Days with rain or snow": ("wet days",),
    "Snowfall of a month": ("snow",),
    "Days with snowfall": ("snow days",),
    "Spread about the normal (dots: chosen)": ("high spread", "low spread"),
}


def table(daily: np.ndarray) -> str:
    """Return a Markdown table of a synthetic record's monthly values, below their normals if any.

    Each value is a mean over the years ± the standard deviation.
    """
    lines = ["| | " + " | ".join(MONTHS) + " |", "|---" * 13 + "|"]
    for name, of_years in station.monthly_values(daily).items():
        title = "snow on the ground, share"
        if name in NORMALS:
            title = name if "days" in name else f"{name}, {UNITS.get(name, '°F')}"
            source = "chosen" if "spread" in name else "normal"
            normals = " | ".join(f"{value:g}" for value in NORMALS[name])
            lines.append(f"| {title}, {source} | {normals} |")
        digits = 2 if name in ("rain", "ground") else 1
        pairs = zip(of_years.mean(0), of_years.std(0, ddof=1), strict=True)
        values = " | ".join(f"{mean:.{digits}f} ± {sd:.{digits}f}" for mean, sd in pairs)
        lines.append(f"| {title}, synthetic | {values} |")
    return "\n".join(lines)


def draw_normals(daily: np.ndarray) -> Figure:
    """Draw each month's mean and scatter over the synthetic years, and the normals as dots.

    Args:
        daily: [days, 6], a record of complete years, columns as in `Weather`.
    """
    values = station.monthly_values(daily)
    years = len(values["high"])
    figure = plt.figure(num="weather", clear=True, layout="constrained", figsize=(12, 6.5))
    figure.suptitle(f"{years} years of the synthetic station, and the normals it is made from")
    for axis, (title, names) in zip(figure.subplots(2, 3).flat, PANELS.items(), strict=True):
        colors = ("tab:red", "tab:blue")[-len(names) :]
        for name, color in zip(names, colors, strict=True):
            mean, scatter = values[name].mean(0), values[name].std(0, ddof=1)
            axis.plot(mean, color=color, label=name)
            bottom = np.maximum(mean - scatter, values[name].min(0))  # no negative snowfall
            axis.fill_between(range(12), bottom, mean + scatter, color=color, alpha=0.25)
            axis.plot(NORMALS[name], "o", mfc=color, mec="k", markersize=5, label="_")
        axis.set_xticks(range(12), [month[0] for month in MONTHS])
        axis.set(title=title, xlabel="month", ylabel=UNITS.get(names[0], "°F"))
        if len(names) > 1:
            axis.legend(fontsize="small")
    figure.text(
        0.5, -0.03, "line: mean of the years; band: ± their standard deviation; dots: NOAA's "
        "normals 1991-2020 of Minneapolis-St. Paul", ha="center",
    )
    return figure


def draw_days(daily: np.ndarray, first: str, last: str) -> Figure:
    """Draw a record's temperatures, rain and snow from day `first` to day `last` (yyyy-mm-dd)."""
    dates = days_of(daily[:, 0])
    some = (dates >= np.datetime64(first)) & (dates <= np.datetime64(last))
    dates, (rain, ground, fallen, high, low) = dates[some], daily[some, 1:].T
    figure = plt.figure(num="weather days", clear=True, layout="constrained", figsize=(12, 6.5))
    figure.suptitle(f"The synthetic station day by day, {first} to {last}")
    warmth, wet, snow = figure.subplots(3, 1, sharex=True)
    warmth.plot(dates, high, color="tab:red", linewidth=0.8, label="high")
    warmth.plot(dates, low, color="tab:blue", linewidth=0.8, label="low")
    warmth.axhline(32, color="gray", linestyle=":", label="freezing")
    warmth.set(ylabel="°F")
    wet.bar(dates, rain, width=1, label="rain and melted snow")
    wet.set(ylabel="inches")
    snow.fill_between(dates, ground, step="mid", color="lightsteelblue", label="snow on the ground")
    snow.bar(dates, fallen, width=1.5, color="tab:blue", label="snowfall")
    snow.set(ylabel="inches", xlabel="date")
    for axis in (warmth, wet, snow):
        axis.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize="small")
    return figure
