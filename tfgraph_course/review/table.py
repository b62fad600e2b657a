"""The review's table, for the terminal and for documents, and verdicts on a reader's models."""

from __future__ import annotations

import re

import numpy as np

from tfgraph_course.review.data import Review, Row
from tfgraph_course.review.summary import QUICK_NOTE, duration
from tfgraph_course.terminal_text import fill, table, width

HEAD = ("model", "loss", "weights", "epochs", "training", "validation", "time", "the book")
# Characters that Markdown may take for markup; `_` within a word is not one of them.
MARKUP = re.compile(r"[\\`*{}\[\]<>|$&~#]|(?<![^\W_])_|_(?![^\W_])")
ALL_COLUMNS_WIDTH = 110  # characters
LEFT_COLUMNS = 2  # flush left; numbers are flush right


def as_text(review: Review) -> str:
    """Return the review's table in aligned columns, below lines that say what was measured.

    In a narrow terminal, some columns are left out; review.md and the report have them all.
    """
    rows = [HEAD, *map(_cells, review.rows)]
    if width() < ALL_COLUMNS_WIDTH:
        shown = [i for i, name in enumerate(HEAD) if name not in ("weights", "epochs", "time")]
        rows = [[row[i] for i in shown] for row in rows]
    right = " " * LEFT_COLUMNS + "r" * (len(rows[0]) - LEFT_COLUMNS)
    return "\n".join([*map(fill, _about(review)), "", *table(rows, right)]) + "\n"


def as_markdown(review: Review) -> str:
    """Return the review's table in Markdown, above lines that say what was measured."""
    rule = ["---" if column < LEFT_COLUMNS else "---:" for column in range(len(HEAD))]
    rows = [map(_escaped, _cells(row)) for row in review.rows]
    lines = [f"| {' | '.join(row)} |" for row in (HEAD, rule, *rows)]
    return "\n".join([*lines, "", *map(_escaped, _about(review))]) + "\n"


def _escaped(name: str) -> str:
    return MARKUP.sub(r"\\\g<0>", name)


def verdicts(review: Review) -> list[str]:
    """Say, for each of the reader's models, whether it beats the book's deep CNN, with numbers.

    Return an empty list for a quick review, which is too short for a verdict.
    """
    if review.quick:
        return []
    (deep,) = (row for row in review.rows if (row.model, row.loss) == ("deep_cnn", "book"))
    return [_verdict(row, deep) for row in review.rows if row.loss == "own"]


def _verdict(own: Row, deep: Row) -> str:
    ours, books = own.validation, deep.validation
    if ours.min() > books.max():
        result = "beats the deep CNN of the book with every seed"
    elif ours.mean() > books.mean():
        result = "beats the deep CNN of the book on average, though not with every seed"
    else:
        result = "does not beat the deep CNN of the book"
    return (
        f"{own.title} {result}: validation {_accuracy(ours)} against {_accuracy(books)}, after "
        f"{own.epochs:,} epochs against {deep.epochs:,}."
    )


def _about(review: Review) -> list[str]:
    """Return lines that say what was measured, and on which data and machine.

    If the review is a quick one, the first line says so.
    """
    versions = ", ".join(f"{name} {version}" for name, version in review.versions.items())
    return [QUICK_NOTE.capitalize() + "."] * review.quick + [
        f"Data: {review.data}, {len(review.split.train):,} images for training and "
        f"{len(review.split.test):,} for validation.",
        "Accuracies in percent: the mean over the seeds, and in parentheses the range.",
        f"Measured with {versions} on {review.machine}.",
    ]


def _cells(row: Row) -> tuple[str, ...]:
    """Return the cells of one row of the table; a cell is empty if there is no such number."""
    return (
        row.title,
        row.loss,
        f"{row.weights:,}" if row.weights else "",
        f"{row.epochs:,}" if row.epochs else "",
        _accuracy(row.training),
        _accuracy(row.validation),
        duration(row.seconds),
        row.book,
    )


def _accuracy(values: np.ndarray) -> str:
    """Write the accuracies 0..1 of some runs in percent: mean, lowest and highest.

    For example, "78.3 (75.6 to 81.0)" or, for a single run, "78.3".
    """
    mean, low, high = 100 * values.mean(), 100 * values.min(), 100 * values.max()
    return f"{mean:.1f} ({low:.1f} to {high:.1f})" if len(values) > 1 else f"{mean:.1f}"
