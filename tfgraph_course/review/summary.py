"""The numbers that the pictures and the report of a review share."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tfgraph_course.review.data import Review, Row


class Kind(NamedTuple):
    """How one kind of row is named and drawn: the rows with one loss, or the baselines."""

    name: str
    colour: str  # that colour-blind readers can tell from the others
    offset: float  # from the middle of the model's line, so that two losses do not overlap


KINDS = {
    "book": Kind("doubled softmax (book)", "#c44e00", 0.17),
    "logits": Kind("real logits", "#0063a6", -0.17),
    "own": Kind("own model", "#00795a", 0.0),
    "baseline": Kind("baseline", "#555555", 0.0),
}
QUICK_NOTE = "quick review: 1 seed, the book's models for 1/20 of their epochs"


def mean_curves(row: Row, points: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the mean accuracies of a row's runs, at up to `points` of the measured epochs.

    Returns:
        Epochs, training accuracies and validation accuracies, [n] each, including the first and
        the last measurement; n is at most `points`.
    """
    histories = [run.history for run in row.runs]
    epochs = np.array(histories[0]["epoch"])
    shown = np.unique(np.linspace(0, len(epochs) - 1, points).round().astype(int))
    return (
        epochs[shown],
        np.mean([history["train_acc"] for history in histories], axis=0)[shown],
        np.mean([history["test_acc"] for history in histories], axis=0)[shown],
    )


def by_model(review: Review) -> dict[str, list[Row]]:
    """Return the rows of each model, one for each loss, keyed by model, in the review's order."""
    models: dict[str, list[Row]] = {}
    for row in review.rows:
        models.setdefault(row.model, []).append(row)
    return models


def loss_pairs(review: Review) -> list[tuple[Row, Row]]:
    """Return a pair of rows for each model trained with both losses, the book's loss first."""
    losses = [{row.loss: row for row in rows} for rows in by_model(review).values()]
    return [(of["book"], of["logits"]) for of in losses if {"book", "logits"} <= set(of)]


def duration(seconds: float) -> str:
    """Write a time for a reader: "99 s", "35 min"."""
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


def findings(review: Review) -> list[str]:
    """Say how the loss changes the accuracy, and which models are better than every baseline.

    Returns:
        Up to two sentences, one for each finding.
    """
    sentences = []
    gains = [
        100 * (logits.validation.mean() - book.validation.mean())
        for book, logits in loss_pairs(review)
    ]
    if gains:
        sentences.append(
            "Training on the real logits instead of the book's doubled softmax changes validation "
            f"accuracy by {min(gains):+.1f} to {max(gains):+.1f} points."
        )
    best = max(
        (row for row in review.rows if row.loss == "baseline"),
        key=lambda row: row.validation.mean(),
        default=None,
    )
    if best:
        accuracy = best.validation.mean()
        above = [
            f"{row.title} ({KINDS[row.loss].name})"
            for row in review.rows
            if row.loss != "baseline" and row.validation.min() > accuracy
        ]
        sentences.append(
            f"The best baseline reaches {accuracy:.1%} ({best.title}). Models above it with every "
            f"seed: {', '.join(above) or 'none'}."
        )
    return sentences
