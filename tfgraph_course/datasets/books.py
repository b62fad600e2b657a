"""The book's two data files: find them by the book's names, and recognize their contents."""

from __future__ import annotations

import difflib
from pathlib import Path

from tfgraph_course.datasets.fonts import FONTS_FILE
from tfgraph_course.datasets.weather import WEATHER_FILE
from tfgraph_course.files.atomic import sha256_of
from tfgraph_course.tf1.notices import notice

_SHIPPED = {path.name: path for path in (FONTS_FILE, WEATHER_FILE)}
# The SHA-256 digests of the book's data_with_labels.npz and weather.npz.
OF_THE_BOOK = {
    "3cde03cb2e7ea7b39c29e1fb003d4dc540ebfaee2171c05c219fadbbf6117658",
    "46f09f46fff73d8aab4debc7a8af7fd3b5c12ce8053f2854916b72196df053c3",
}
SIMILAR = 0.85  # cutoff for difflib; "other.npz" is not similar to "weather.npz"
_announced: set[Path] = set()


def has_figures(path: Path) -> bool:
    """Return True if accuracies that the book or the course publishes were measured on a file."""
    return path.resolve() in _SHIPPED.values() or sha256_of(path) in OF_THE_BOOK


def find_book_file(asked: str) -> Path | None:
    """Find one of the book's two data files when it is not where a program looks for it.

    This function looks in the current folder and those above it, in the folder `data` of each, and
    last in the course's own data. The first time that a file is found, a line on standard error
    says where.

    Args:
        asked: the path that the program asks for.

    Returns:
        The path of the file, or None if the program asks for a file with another name. If that
        name is similar to one of the two, a line on standard error suggests the right name.
    """
    name = Path(asked).name
    if name not in _SHIPPED:
        for near in difflib.get_close_matches(name, _SHIPPED, 1, SIMILAR):
            notice(f"{asked} does not exist; did you mean {near}, which the course has?")
        return None
    here = Path.cwd()
    places = [place for folder in (here, *here.parents) for place in (folder, folder / "data")]
    known = [*(place / name for place in places), _SHIPPED[name]]
    path = next((path for path in known if path.is_file()), None)
    if path and path not in _announced:
        _announced.add(path)
        own = ", the course's own data" if path == _SHIPPED[name] else ""
        notice(f"{asked} does not exist; {path} is loaded{own}")
    return path
