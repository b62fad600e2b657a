"""The data of the text: load, check and split it; other modules here make it."""

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
