"""The book's data: load it, check it, split it.

fonts       images of letters and their fonts
splits      training and validation; one-hot labels
shares      a worker's share of the images
weather     daily and weekly weather, its seasons and its scaling
weeks       days combined into weeks
forecasts   temperatures to predict from the weeks before
making/     how the data is made
"""

from tfgraph_course.datasets.fonts import FONTS_FILE, Fonts, load_fonts
from tfgraph_course.datasets.splits import Split, one_hot, split_fonts
from tfgraph_course.datasets.weather import (
    WEATHER_FILE,
    Weather,
    assign_season,
    load_weather,
    scale,
    season_labels,
    seasons,
    split_years,
)

__all__ = [
    "FONTS_FILE",
    "WEATHER_FILE",
    "Fonts",
    "Split",
    "Weather",
    "assign_season",
    "load_fonts",
    "load_weather",
    "one_hot",
    "scale",
    "season_labels",
    "seasons",
    "split_fonts",
    "split_years",
]
