"""The order of equal values in pandas up to 0.25: that of NumPy 1's quicksort, if not said else.

Descending series were ascending ones, reversed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from pandas import Series
from pandas.core.sorting import nargsort

from tfgraph_course.tf1.libraries import called_by_user, instead
from tfgraph_course.tf1.numpy_arithmetic import wide


def sort(items: Any, kind: str = "quicksort", *args: Any, **settings: Any) -> np.ndarray:
    """Return the order of the items."""
    is_old = kind == "quicksort" and called_by_user("pandas")
    return nargsort(wide(items) if is_old else items, kind, *args, **settings)


def sort_series(items: Any, kind: str, ascending: bool, na_position: str) -> np.ndarray:
    """Return the order of the items of a series."""
    if ascending or kind == "stable" or not called_by_user("pandas"):
        return sort(items, kind, ascending, na_position)
    order, holes = sort(items, kind, True, "first"), np.count_nonzero(pd.isna(items))
    parts = order[holes:][::-1], order[:holes]
    return np.concatenate(parts if na_position == "last" else parts[::-1])


@instead("value_counts", Series, through=())
def _count(today: Any, self: Any, normalize: bool = False, sort: bool = True,
           ascending: bool = False, *args: Any, **settings: Any) -> Any:
    """Count values; the result has the name of the column; equal counts are sorted by `sort`."""
    found = today(self, normalize, False, ascending, *args, **settings)
    found, kind = found.rename(self.name).rename_axis(None), found.index.dtype.kind
    found = found.sort_index() if kind in "biu" else found
    kind = "quicksort" if kind in "biuf" else "stable"
    return found.sort_values(ascending=ascending, kind=kind) if sort else found


@instead("argsort", Series, through=())
def _argsort(today: Any, self: Any, axis: Any = 0, kind: str = "quicksort", *args: Any) -> Any:
    """Return the order of the values that are not missing; missing ones have -1."""
    places, known = np.full(len(self), -1), self.notna().to_numpy()
    places[known] = sort(self.to_numpy()[known], kind)
    return Series(places, self.index, name=self.name)
