"""Draw the seasons that a model predicts: chapter 4."""

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
