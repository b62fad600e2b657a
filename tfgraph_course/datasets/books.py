"""Recognize the data behind the book's figures: the book's own, and what the course ships."""

from __future__ import annotations

from pathlib import Path

from tfgraph_course.datasets.fonts import FONTS_FILE
from tfgraph_course.datasets.weather import WEATHER_FILE
from tfgraph_course.files.atomic import sha256_of

# SHA-256 of the book's data_with_labels.npz and weather.npz.
OF_THE_BOOK = {
    "3cde03cb2e7ea7b39c29e1fb003d4dc540ebfaee2171c05c219fadbbf6117658",
    "46f09f46fff73d8aab4debc7a8af7fd3b5c12ce8053f2854916b72196df053c3",
}


def has_figures(path: Path) -> bool:
    """Return True if the book's figures, or the course's, were measured on this file."""
    return path.resolve() in (FONTS_FILE, WEATHER_FILE) or sha256_of(path) in OF_THE_BOOK
