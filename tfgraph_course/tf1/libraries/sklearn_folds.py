"""Folds of rows, and searches and scores with them, as in scikit-learn up to 0.20."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from scipy import stats
from sklearn import model_selection
from sklearn.model_selection._search import BaseSearchCV
from sklearn.utils import check_random_state

from tfgraph_course.tf1.libraries import called_by_user, instead, old_arguments
from tfgraph_course.tf1.libraries.sklearn_arguments import VALUES


@instead("__init__", model_selection.GridSearchCV, model_selection.RandomizedSearchCV)
def _start_search(today: Any, self: Any, *args: Any, iid: Any = True, **settings: Any) -> None:
    today(self, *args, **settings)
    self._iid = iid and called_by_user()


@instead("_format_results", BaseSearchCV)
def _weigh(today: Any, self: Any, candidates: Any, n_splits: int, out: Any, *more: Any) -> Any:
    """Weigh the scores of the folds by their numbers of rows, unless `iid` is False."""
    found = today(self, candidates, n_splits, out, *more)
    weights = [fold["n_test_samples"] for fold in out[:n_splits]]
    for name in [key for key in found if key.startswith("mean_test_") and self._iid]:
        name = name.removeprefix("mean_")
        scores = np.stack([found[f"split{k}_{name}"] for k in range(n_splits)])
        mean = np.average(scores, 0, weights)
        found[f"mean_{name}"] = mean
        found[f"std_{name}"] = np.average((scores - mean) ** 2, 0, weights) ** 0.5
        found[f"rank_{name}"] = stats.rankdata(-mean, "min").astype(np.int32)
    return found


# The random state was ignored if rows were not shuffled; the default was 3 folds.
instead("__init__", model_selection.KFold, model_selection.StratifiedKFold)(
    lambda today, self, n_splits=None, shuffle=False, random_state=None: today(
        self, n_splits or (3 if called_by_user() else 5), shuffle=shuffle,
        random_state=random_state if shuffle else None))


@instead("_make_test_folds", model_selection.StratifiedKFold)
def _deal(today: Any, self: Any, X: Any, y: Any = None) -> np.ndarray:
    """Return the fold of each row: as by `KFold` among the rows of its class."""
    today(type(self)(self.n_splits), X, y)  # checks y
    y, state = np.ravel(y), check_random_state(self.random_state)
    folds = np.zeros(len(y), int)
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        parts = model_selection.KFold(self.n_splits, shuffle=self.shuffle, random_state=state)
        for fold, (_, places) in enumerate(parts.split(range(max(len(rows), self.n_splits)))):
            folds[rows[places[places < len(rows)]]] = fold
    return folds


class _Folds:
    """A splitter of `sklearn.cross_validation`: an iterable of (train, test) arrays of row numbers.

    Its first argument is the number of rows or, `by_labels`, a label for each; the others are those
    of `defaults`, in their order.
    """

    def __init__(
        self, name: str, by_labels: bool, defaults: dict[str, Any], first: Any, *args: Any,
        **settings: Any,
    ) -> None:
        settings = defaults | dict(zip(defaults, args, strict=False)) | settings
        self.n = len(first) if by_labels else int(first)
        self._labels = np.asarray(first) if by_labels else None
        self._splitter = getattr(model_selection, name)(**{
            re.sub("^n_(folds|iter)$", "n_splits", key): settings[key] for key in settings})

    def __iter__(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        return self._splitter.split(np.zeros(self.n), self._labels, self._labels)

    def __len__(self) -> int:
        return self._splitter.get_n_splits(np.zeros(self.n), self._labels, self._labels)


_FOLD = {"n_folds": 3, "shuffle": False, "random_state": None}
_SHUFFLE = {"n_iter": 10, "test_size": 0.1, "train_size": None, "random_state": None}
SPLITTERS = {name: functools.partial(_Folds, *row) for name, *row in (
    ("KFold", "KFold", False, _FOLD),
    ("LabelKFold", "GroupKFold", True, {"n_folds": 3}),
    ("LeaveOneLabelOut", "LeaveOneGroupOut", True, {}),
    ("LeaveOneOut", "LeaveOneOut", False, {}),
    ("ShuffleSplit", "ShuffleSplit", False, _SHUFFLE),
    ("StratifiedKFold", "StratifiedKFold", True, _FOLD),
    ("StratifiedShuffleSplit", "StratifiedShuffleSplit", True, _SHUFFLE),
)}


class _Score(NamedTuple):
    parameters: dict[str, Any]
    mean_validation_score: float
    cv_validation_scores: tuple[float, ...]


def _grid_scores(self: Any) -> list[_Score]:
    found = self.cv_results_
    folds = zip(*(found[f"split{k}_test_score"] for k in range(self.n_splits_)), strict=True)
    return [*map(_Score, found["params"], found["mean_test_score"], folds)]


BaseSearchCV._iid, BaseSearchCV.grid_scores_ = False, property(_grid_scores)


VALIDATION = {
    name: old_arguments(getattr(model_selection, name), dropped="fit_params", values=VALUES,
                        defaults={"cv": 3} | (
                            {"return_train_score": True} if name == "cross_validate" else {}))
    for name in ("cross_val_predict", "cross_val_score", "cross_validate", "learning_curve",
                 "validation_curve")
}
