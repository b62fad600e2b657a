"""What the book's own lines make of its data; the numbers in brackets are the book's lines."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from tests.running import summary


def to_onehot(labels: Any, nclasses: int = 5) -> np.ndarray:
    """Labels [N] as rows [N, nclasses] with a single 1 (277-290)."""
    outlabels = np.zeros((len(labels), nclasses))
    for i, l in enumerate(labels):  # noqa: E741
        outlabels[i, l] = 1
    return outlabels


def fonts(data: dict[str, np.ndarray], seed: int) -> dict[str, np.ndarray]:
    """The split into training and validation (229-304, and 1416-1431)."""
    random = np.random.RandomState(seed)  # np.random.seed(seed)
    train = data["arr_0"] / 255.0
    labels = data["arr_1"]
    onehot = to_onehot(labels)
    indices = random.permutation(train.shape[0])
    valid_cnt = int(train.shape[0] * 0.1)
    test_idx, training_idx = indices[:valid_cnt], indices[valid_cnt:]
    return {
        "test": train[test_idx, :], "train": train[training_idx, :],
        "onehot_test": onehot[test_idx, :], "onehot_train": onehot[training_idx, :],
        "test_labels": labels[test_idx], "train_labels": labels[training_idx],
    }


def of_fonts(
    name: str, seed: int = 0, shape: tuple[int, ...] = (-1, 36, 36)
) -> Callable[[dict[str, np.ndarray]], dict[str, Any]]:
    """What a row expects of an array of the split; images are of the shape that is given."""

    def summarize(data: dict[str, np.ndarray]) -> dict[str, Any]:
        array = fonts(data, seed)[name]
        return summary(array.reshape(shape) if array.ndim == 3 else array)

    return summarize


flattened = functools.partial(of_fonts, shape=(-1, 1296))


def both(*parts: Callable[[dict[str, np.ndarray]], Any]) -> Callable[..., list[Any]]:
    """Several arrays, one after the other."""
    return lambda data: [part(data) for part in parts]


def letters(data: dict[str, np.ndarray]) -> list[dict[str, Any]]:
    """The picture of one A in each font (255-259); the book's fonts have 558 images each."""
    train, of_font = data["arr_0"] / 255.0, len(data["arr_0"]) // 5
    c = 91
    return [summary(train[c + i * of_font]) for i in range(5)]


def all_letters(data: dict[str, np.ndarray]) -> np.ndarray:
    """The wall of letters: a letter or digit of each font, [5 * 36, 62 * 36] (1684-1691)."""
    train = data["arr_0"] / 255.0
    all_letters = np.zeros([5 * 36, 62 * 36])
    for font in range(5):
        for letter in range(62):
            all_letters[font * 36 : (font + 1) * 36, letter * 36 : (letter + 1) * 36] = train[
                9 * (font * 62 + letter)
            ]
    return all_letters


def assign_season(month: int) -> int:
    """Spring 0, summer 1, autumn 2, winter 3 (1295-1315)."""
    if 3 <= month < 6:
        season = 0
    elif 6 <= month < 9:
        season = 1
    elif 9 <= month < 12:
        season = 2
    elif month == 12 or month < 3:
        season = 3
    return season


def weeks(data: dict[str, np.ndarray]) -> dict[str, Any]:
    """All weeks, scaled: without the date, less their average, in deviations (1331-1334)."""
    train = data["weekly"][:, 1:]
    train = train - np.average(train, axis=0)
    return summary(train / train.std(axis=0))


def of_seasons(data: dict[str, np.ndarray]) -> dict[str, Any]:
    """The season of each week, one-hot (1291-1292, 1324-1327)."""
    months = [int(str(int(d))[4:6]) for d in data["weekly"][:, 0]]
    return summary(to_onehot([assign_season(month) for month in months], 4))


def three_years_of_highs(data: dict[str, np.ndarray]) -> list[float]:
    """How many weeks the picture of the seasons shows, and their highs, summed."""
    highs = data["weekly"][-3 * 52 :, 4]
    return [len(highs), round(float(highs.sum()), 2)]
