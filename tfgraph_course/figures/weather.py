"""Figures of the weather: the seasons of weeks, chapter 4; next week's temperature, chapter 5."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from tfgraph_course.figures.canvas import panels

SEASON_COLOURS = {
    "spring": "tab:green", "summer": "tab:red", "autumn": "tab:orange", "winter": "tab:blue",
}


def seasons(
    dates: np.ndarray, high: np.ndarray, real: np.ndarray, predicted: np.ndarray,
    unit: str = "week",
) -> Figure:
    """Draw the weeks or days of some years in the colours of their predicted seasons: chapter 4.

    Args:
        dates: datetime64 [weeks].
        high: [weeks], the mean highs in °F.
        real: int [weeks], the real seasons, 0 to 3; they colour the background.
        predicted: int [weeks], the predicted seasons.
        unit: "week" or "day".
    """
    figure, (axis,) = panels("Seasons, real (ground) and predicted (dots)", 1, 1, (11, 4.5))
    ends = np.append(dates[1:], dates[-1] + np.timedelta64(1, unit[0].upper()))
    for season, (name, colour) in enumerate(SEASON_COLOURS.items()):
        of_season = predicted == season
        axis.plot(
            dates[of_season], high[of_season], "o", color=colour, markersize=5,
            markeredgecolor="k", markeredgewidth=0.4, label=f"taken for {name}",
        )
        for week in np.flatnonzero(real == season):
            axis.axvspan(dates[week], ends[week], color=colour, alpha=0.15, linewidth=0)
    right = np.mean(real == predicted)
    axis.set(
        xlabel=f"{unit}; {right:.0%} of these {len(dates)} are right", xlim=(dates[0], ends[-1]),
        ylabel=f"mean high of the {unit} in °F",
    )
    axis.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return figure


def forecast(
    dates: np.ndarray, real: np.ndarray, predicted: np.ndarray, calendar: np.ndarray
) -> Figure:
    """Draw the mean highs of some weeks, their forecasts, and the usual highs at that time of year.

    Args:
        dates: datetime64 [weeks].
        real: [weeks], the mean highs of the record in °F.
        predicted: [weeks], the forecasts in °F.
        calendar: [weeks], the mean for the calendar week in the training years, in °F.
    """
    # No line is drawn across missing weeks.
    gaps = np.flatnonzero(np.diff(dates) > np.timedelta64(7, "D")) + 1
    dates = np.insert(dates, gaps, dates[gaps - 1] + np.timedelta64(7, "D"))
    real, predicted, calendar = (
        np.insert(np.asarray(line, float), gaps, np.nan) for line in (real, predicted, calendar)
    )
    title = "Mean high of the week, forecast a week ahead"
    figure, (axis,) = panels(title, 1, 1, (11, 4.5))
    axis.plot(dates, calendar, color="gray", linewidth=1, label="mean of the calendar week")
    axis.plot(dates, real, "ko", markersize=3.5, label="the record")
    axis.plot(dates, predicted, color="tab:red", label="the regression")
    axis.set(xlabel="week", ylabel="mean high in °F", xlim=(dates[0], dates[-1]))
    axis.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return figure


def errors(
    epoch: np.ndarray, train_rmse: np.ndarray, test_rmse: np.ndarray, baselines: dict[str, float]
) -> Figure:
    """Draw a forecast's errors over the epochs, and the errors of two baseline forecasts.

    Args:
        epoch: int [n], the epochs of the measurements.
        train_rmse: [n], the root mean square errors on the training weeks in °F.
        test_rmse: [n], those on the validation weeks.
        baselines: those of the two baseline forecasts on the validation weeks, keyed by name.
    """
    figure, (axis,) = panels("Error while training", 1, 1, (7, 5))
    axis.plot(epoch, train_rmse, "b-", label="training")
    axis.plot(epoch, test_rmse, "r-", label="validation")
    for (name, error), style in zip(baselines.items(), (":", "--"), strict=True):
        axis.axhline(error, color="gray", linestyle=style, label=f"{name} (validation)")
    # The first errors, from 60 °F down, would leave no room for the final one and the baselines.
    shown = [*baselines.values(), test_rmse[-1]]
    margin = 0.2 * np.ptp(shown) + 0.1
    near = min(shown) - margin, max(shown) + margin
    axis.set(xlabel="epoch", ylabel="RMSE in °F", ylim=near)
    axis.legend()
    return figure
