"""The book's data: load it, check it, split it.

fonts       images of letters and their fonts
splits      the split into training and validation data, and into workers' shares; one-hot labels
weather     daily and weekly weather, the seasons of the weeks, scaling
weeks       days combined into weeks
forecasts   examples for a forecast of a week's temperature from the weeks before it
books       finds the book's two data files, and tells them from a reader's own
making/     how the data is made
"""

from tfgraph_course.datasets.fonts import FONTS_FILE, Fonts, load_fonts
from tfgraph_course.datasets.splits import Split, one_hot, split_fonts
from tfgraph_course.datasets.weather import (
    WEATHER_FILE,
    Weather,
    assign_season,
    by_day,
    load_weather,
    scale,
    season_labels,
    seasons,
    split_years,
)

__all__ = [
    "FONTS_FILE", "WEATHER_FILE", "Fonts", "Split", "Weather", "assign_season", "by_day",
    "load_fonts", "load_weather", "one_hot", "scale", "season_labels", "seasons", "split_fonts",
    "split_years",
]
