"""Tables and sentences that fit the terminal."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Sequence
from itertools import zip_longest

NARROWEST = 60  # characters; a narrower terminal breaks the lines itself
BETWEEN = 2  # spaces between two columns
MOST_OF_A_WORD = 0.4  # of the line; a longer word is broken, to spare other columns
JOINTS = "./_-"  # after which a word may be broken


def width() -> int:
    """Return how many characters fit in a line of the terminal; 80 for a pipe or a file."""
    return max(NARROWEST, shutil.get_terminal_size().columns)


def table(rows: Sequence[Sequence[str]], right: str = "", indent: int = 0) -> list[str]:
    """Return the lines of a table; if its columns are too wide, cells continue on lines below.

    Args:
        rows: the cells; if a row has fewer than others, its last cell gets the rest of the line.
        right: a character for each column, "r" if its cells are flush right; by default none is.
        indent: spaces before each line.
    """
    count, room = max(map(len, rows), default=0), width() - indent
    whole = [row if len(row) == count else row[:-1] for row in rows]
    fitted = _fitting(list(zip_longest(*whole, fillvalue="")), room)
    lines = []
    for row in rows:
        widths = fitted[: len(row)]
        if len(row) < count:
            widths[-1] = room - sum(widths[:-1]) - BETWEEN * len(widths[:-1])
        parts = [_wrapped(cell, wide) for cell, wide in zip(row, widths, strict=True)]
        for cells in zip_longest(*parts, fillvalue=""):
            said = [
                cell.rjust(wide) if side == "r" else cell.ljust(wide)
                for cell, wide, side in zip(cells, widths, right.ljust(len(cells)), strict=False)
            ]
            lines.append((" " * indent + (" " * BETWEEN).join(said)).rstrip())
    return lines


def fill(text: str, indent: str = "") -> str:
    """Break a string into lines that fit the terminal; all but the first begin with `indent`."""
    return textwrap.fill(
        text, width(), subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )


def _fitting(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Choose the widths of columns: those of their cells or, if these do not fit, less.

    The widest column shrinks first. While other columns can still shrink, none becomes narrower
    than its longest word or, if that is not enough, than the longest part of a word between JOINTS.
    A word counts for at most MOST_OF_A_WORD of the line.
    """
    widths = [max(map(len, column)) for column in columns]
    room -= BETWEEN * (len(widths) - 1)
    words, parts = (
        [max((len(w) for cell in c for w in re.findall(kind, cell)), default=1) for c in columns]
        for kind in (r"[^ \n]+", rf"[^ \n{JOINTS}]*[{JOINTS}]?")
    )
    words = [min(longest, int(MOST_OF_A_WORD * room)) for longest in words]
    parts = [min(pair) for pair in zip(words, parts, strict=True)]
    for least in (words, parts, [8] * len(widths), [1] * len(widths)):
        while sum(widths) > room:
            spare = [wide if wide > low else 0 for wide, low in zip(widths, least, strict=True)]
            if not any(spare):
                break
            widths[spare.index(max(spare))] -= 1
    return widths


def _wrapped(cell: str, wide: int) -> list[str]:
    if len(cell) <= wide:  # as it is, with its spaces
        return [cell]
    cell = re.sub(rf"[^ \n]{{{wide + 1},}}", lambda word: _broken(word[0], wide), cell)
    return textwrap.wrap(cell, wide, break_on_hyphens=False)


def _broken(word: str, wide: int) -> str:
    """Insert spaces after joints of a long word, where it may be broken to fit the width."""
    lines = [""]
    for part in re.findall(rf"[^{JOINTS}]*[{JOINTS}]|[^{JOINTS}]+", word):
        if len(lines[-1] + part) > wide:
            lines.append("")
        lines[-1] += part
    return " ".join(filter(None, lines))
