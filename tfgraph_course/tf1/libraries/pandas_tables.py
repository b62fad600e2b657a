"""How pandas up to 0.25 read, joined and pivoted tables, and found times and numbers in them."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd
from pandas import DataFrame

from tfgraph_course.tf1.libraries import instead


def read_csv(
    read: Any, *args: Any, squeeze: bool = False, prefix: str | None = None,
    date_parser: Any = None, error_bad_lines: bool = True, delim_whitespace: bool = False,
    as_recarray: bool = False, **settings: Any,
) -> Any:
    """Read a CSV file; also accept the arguments that pandas has removed from `read_csv`."""
    settings |= {"on_bad_lines": "skip"} if not error_bad_lines else {}
    settings |= {"sep": r"\s+"} if delim_whitespace else {}
    dates, index = settings.get("parse_dates"), None
    joined = isinstance(dates, dict) or (
        isinstance(dates, list) and any(isinstance(one, list) for one in dates))
    if date_parser or joined:
        settings.pop("parse_dates", None)
        index = settings.pop("index_col", None)
        index = None if index is None else np.ravel(index).tolist()
        dates = (index or [0]) if dates is True else dates
    data = read(*args, **settings)
    if joined:
        data = _join_dates(data, dates, date_parser)
    elif date_parser:
        for name in _columns(data, dates or ()):
            data[name] = pd.to_datetime(data[name].map(date_parser))
    if index is not None:
        data = data.set_index(_columns(data, index))
    if prefix:
        data.columns = [f"{prefix}{name}" for name in data.columns]
    if isinstance(data, DataFrame):
        data.index = _in_ns(data.index)
        data = data.astype(dict.fromkeys(data.select_dtypes("datetime"), "datetime64[ns]"))
    if as_recarray:
        return data.to_records(index=False)
    return data.squeeze("columns") if squeeze else data


def _columns(data: Any, places: Any) -> list[Any]:
    return [data.columns[one] if isinstance(one, int) else one for one in places]


def _join_dates(data: Any, dates: Any, date_parser: Any) -> Any:
    """Join columns into a first column of dates: `parse_dates={"time": [0, 1]}` or `[[0, 1]]`."""
    named = dates.items() if isinstance(dates, dict) else ((None, one) for one in dates)
    for new, columns in reversed([*named]):
        names = _columns(data, columns)
        words = data[names].astype(str).agg(" ".join, axis=1)
        data = data.drop(names, axis=1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of dates whose day comes first
            found = pd.to_datetime(words.map(date_parser) if date_parser else words)
        data.insert(0, new or "_".join(names), found)
    return data


def to_numeric(arg: Any, errors: str = "raise", **settings: Any) -> Any:
    """Convert to numbers; with `errors="ignore"`, return `arg` if a part of it is not a number."""
    found = pd.to_numeric(arg, "coerce" if errors == "ignore" else errors, **settings)
    return arg if errors == "ignore" and np.any(pd.isna(found) & ~pd.isna(arg)) else found


def _in_ns(data: Any) -> Any:
    """Count times in nanoseconds; today, pandas counts microseconds or seconds by default."""
    times = getattr(data, "dt", data)
    return times.as_unit("ns") if hasattr(times, "as_unit") else data


def to_datetime(arg: Any, errors: str = "raise", *args: Any, box: bool = True, utc: Any = None,
                 infer_datetime_format: bool = False, **settings: Any) -> Any:
    """Convert to times; without `format`, each value may have a format of its own."""
    if "unit" not in settings:
        settings = {"format": "mixed"} | settings
    found = _in_ns(pd.to_datetime(arg, errors, *args, utc=bool(utc), **settings))
    return found if box else found.to_numpy()


def convert_objects(
    self: Any, convert_dates: Any = True, convert_numeric: bool = False, **settings: Any
) -> Any:
    """Find better types for columns of objects; `convert_numeric` makes numbers of strings."""
    if convert_numeric and isinstance(self, DataFrame):
        return self.apply(pd.to_numeric, errors="coerce")
    return pd.to_numeric(self, errors="coerce") if convert_numeric else self.infer_objects()


def append(self: Any, other: Any, ignore_index: bool = False, verify_integrity: bool = False,
            sort: bool | None = None) -> Any:
    """Return a table with the rows of others added, or a series with the values of others."""
    others = [*other] if isinstance(other, list | tuple) else [other]
    if self.ndim == 2 and not any(isinstance(one, DataFrame) for one in others):  # rows
        names = [getattr(one, "name", None) for one in others]
        rows = [dict(one.items()) if hasattr(one, "items") else one for one in others]
        others, sort = [DataFrame(rows, index=None if None in names else names)], bool(sort)
    found = concat([self, *others], ignore_index=ignore_index, sort=sort,
                    verify_integrity=verify_integrity)
    return found if len(self) else found.infer_objects()


def concat(objs: Any, axis: Any = 0, join: str = "outer", join_axes: Any = None,
            ignore_index: bool = False, *, sort: bool | None = None, **settings: Any) -> Any:
    """Join tables as pandas 0.25 did: sort the labels of the other axis if the tables' differ."""
    objs = objs if isinstance(objs, dict) else [one for one in objs if one is not None]
    across = int(axis in (0, "index", "rows"))
    labels = [one.axes[across] for one in (objs.values() if isinstance(objs, dict) else objs)
              if one.ndim > across]
    if sort is None:
        sort = join == "outer" and not all(labels[0].equals(one) for one in labels)
    found = pd.concat(objs, axis=axis, join=join, ignore_index=ignore_index, sort=sort, **settings)
    return found if join_axes is None else found.reindex(join_axes[0], axis=across)


@instead("pivot_table", DataFrame, through=())
def _pivot(today: Any, self: Any, *args: Any, **settings: Any) -> Any:
    """Make a pivot table; columns of whole numbers become integers if `fill_value` is given."""
    found = today(self, *args, **settings)
    for name in found.select_dtypes("float") if settings.get("fill_value") is not None else ():
        if "All" not in np.ravel(name) and (found[name] % 1 == 0).all():  # not the margins
            found[name] = found[name].astype(int)
    return found
