"""pandas until 0.25: `ix`, `as_matrix`, `append`, `rolling_mean` and old arguments."""

from __future__ import annotations

import functools
import warnings
from typing import Any

import numpy as np
import pandas as pd
from pandas import DataFrame, Series

from tfgraph_course.tf1.libraries import add, called_by_user, old_arguments


class _Ix:
    """`frame.ix[rows, columns]`: a number means a place, unless the labels are whole numbers."""

    def __init__(self, data: Any) -> None:
        self._data = data

    def _loc(self, key: Any) -> tuple[Any, ...]:
        keys = key if isinstance(key, tuple) else (key,)
        return tuple(
            self._labels(axis, part) for axis, part in zip(self._data.axes, keys, strict=False)
        )

    @staticmethod
    def _labels(axis: Any, key: Any) -> Any:
        if pd.api.types.is_integer_dtype(axis.dtype) or not _by_place(key):
            return key
        return axis[key] if isinstance(key, slice | int | np.integer) else axis[list(key)]

    def __getitem__(self, key: Any) -> Any:
        return self._data.loc[self._loc(key)]

    def __setitem__(self, key: Any, value: Any) -> None:
        self._data.loc[self._loc(key)] = value


def _by_place(key: Any) -> bool:
    if isinstance(key, slice):
        ends = [end for end in (key.start, key.stop) if end is not None]
        return bool(ends) and all(isinstance(end, int | np.integer) for end in ends)
    if isinstance(key, list | np.ndarray):
        return len(key) > 0 and all(
            isinstance(one, int | np.integer) and not isinstance(one, bool) for one in key
        )
    return isinstance(key, int | np.integer)


def _append_frame(
    self: Any, other: Any, ignore_index: bool = False, verify_integrity: bool = False,
    sort: bool = False,
) -> Any:
    if isinstance(other, dict):
        other = Series(other)
    if isinstance(other, Series):
        name = len(self) if other.name is None else other.name
        other = DataFrame([other.to_dict()], index=[name])
    elif isinstance(other, list) and not any(isinstance(one, DataFrame) for one in other):
        other = DataFrame(other)
    others = other if isinstance(other, list) else [other]
    return pd.concat([self, *others], ignore_index=ignore_index, sort=sort,
                     verify_integrity=verify_integrity)


def _append_series(
    self: Any, to_append: Any, ignore_index: bool = False, verify_integrity: bool = False
) -> Any:
    others = to_append if isinstance(to_append, list | tuple) else [to_append]
    return pd.concat([self, *others], ignore_index=ignore_index, verify_integrity=verify_integrity)


def _from_csv(
    cls: Any, path: Any, header: Any = 0, sep: str = ",", index_col: Any = 0,
    parse_dates: Any = True, **settings: Any,
) -> Any:
    return pd.read_csv(path, header=header, sep=sep, index_col=index_col, parse_dates=parse_dates)


def _rolling(name: str) -> Any:
    def rolling(arg: Any, window: int, min_periods: int | None = None, center: bool = False,
                **settings: Any) -> Any:
        data = Series(arg) if isinstance(arg, np.ndarray) else arg
        found = getattr(data.rolling(window, min_periods, center=center), name)(**settings)
        return found.to_numpy() if isinstance(arg, np.ndarray) else found

    return rolling


def _numbers_only(method: Any) -> Any:
    """`frame.mean()` and others, which left out the columns that are not numbers."""

    @functools.wraps(method)
    def old(*args: Any, **settings: Any) -> Any:
        try:
            return method(*args, **settings)
        except (TypeError, ValueError):
            if "numeric_only" in settings:
                raise
            return method(*args, numeric_only=True, **settings)

    return old


def _drop(drop: Any) -> Any:
    """`drop(labels, 1)`, whose second argument was the axis."""

    @functools.wraps(drop)
    def old(self: Any, labels: Any = None, axis: Any = 0, *args: Any, **settings: Any) -> Any:
        return drop(self, labels, *args, axis=axis, **settings)

    return old


def _replace(replace: Any) -> Any:
    """`str.replace`, whose pattern was a regular expression unless it was a single character."""

    @functools.wraps(replace)
    def old(self: Any, pat: Any, repl: Any = None, n: int = -1, case: Any = None, flags: int = 0,
            regex: bool | None = None) -> Any:
        if regex is None:
            regex = called_by_user() and len(pat) > 1 if isinstance(pat, str) else True
        return replace(self, pat, repl, n, case, flags, regex)

    return old


def _fillna(fillna: Any) -> Any:
    """`fillna(method="ffill")`, which is `ffill()` today."""

    @functools.wraps(fillna)
    def old(self: Any, value: Any = None, method: str | None = None, **settings: Any) -> Any:
        if method is None:
            return fillna(self, value, **settings)
        return (self.ffill if method in ("ffill", "pad") else self.bfill)(**settings)

    return old


def _sort(self: Any, columns: Any = None, ascending: Any = True, inplace: bool = False) -> Any:
    if columns is None:
        return self.sort_index(ascending=ascending, inplace=inplace)
    return self.sort_values(columns, ascending=ascending, inplace=inplace)


def _read_csv(
    *args: Any, squeeze: bool = False, prefix: str | None = None, date_parser: Any = None,
    error_bad_lines: bool = True, delim_whitespace: bool = False, skip_footer: int = 0,
    **settings: Any,
) -> Any:
    """`read_csv` with the arguments that it has lost."""
    for gone in ("as_recarray", "infer_datetime_format", "mangle_dupe_cols", "tupleize_cols",
                 "warn_bad_lines"):
        if settings.pop(gone, None) and gone == "as_recarray":
            raise TypeError("read_csv has no as_recarray today; call to_records() on its result")
    settings |= {"on_bad_lines": "skip"} if not error_bad_lines else {}
    settings |= {"sep": r"\s+"} if delim_whitespace else {}
    settings |= {"skipfooter": skip_footer} if skip_footer else {}
    dates = settings.pop("parse_dates", None) if date_parser else None
    data = pd.read_csv(*args, **settings)
    for name in dates or () if isinstance(dates, list) else ():
        name = data.columns[name] if isinstance(name, int) else name
        data[name] = pd.to_datetime(data[name].map(date_parser))
    if prefix:
        data.columns = [f"{prefix}{name}" for name in data.columns]
    return data.squeeze("columns") if squeeze else data


def _at_place(getitem: Any) -> Any:
    """`row[0]`: a number that is not a label is a place, unless the labels are numbers."""

    @functools.wraps(getitem)
    def old(self: Any, key: Any) -> Any:
        try:
            return getitem(self, key)
        except KeyError:
            if not _by_place(key) or pd.api.types.is_numeric_dtype(self.index.dtype):
                raise
            return self.iloc[key]

    return old


def _resample(resample: Any) -> Any:
    """`resample("D", how="mean", fill_method="ffill")`, whose default was the mean."""

    @functools.wraps(resample)
    def old(self: Any, *args: Any, how: Any = None, fill_method: Any = None,
            **settings: Any) -> Any:
        found = resample(self, *args, **settings)
        if how is not None:
            found = found.agg(how)
        return getattr(found, fill_method)() if fill_method else found

    return old


def _ewma(name: str) -> Any:
    return lambda arg, com=None, span=None, halflife=None, min_periods=0, adjust=True: getattr(
        arg.ewm(com, span, halflife, min_periods=min_periods, adjust=adjust), name)()


with warnings.catch_warnings():  # pandas 4 will no longer have this option
    warnings.simplefilter("ignore")
    pd.set_option("future.infer_string", False)  # a column of words has the type object
for _kind in (DataFrame, Series):
    add(
        _kind, ix=property(_Ix), get_values=lambda self: self.to_numpy(),
        as_matrix=lambda self, columns=None: (
            self if columns is None else self[columns]
        ).to_numpy(),
        consolidate=lambda self: self.copy(), reindex_axis=lambda self, labels, axis=0,
        **settings: self.reindex(labels, axis=axis, **settings),
        iteritems=lambda self: self.items(), mad=lambda self: (self - self.mean()).abs().mean(),
        clip_lower=lambda self, threshold: self.clip(lower=threshold),
        clip_upper=lambda self, threshold: self.clip(upper=threshold),
        get_value=lambda self, *place: self.at[place],
        set_value=lambda self, *place: self.at.__setitem__(place[:-1], place[-1]) or self,
        tshift=lambda self, periods=1, freq=None: self.shift(
            periods, freq=freq or self.index.freq or pd.infer_freq(self.index)),
    )
    _kind.resample = _resample(_kind.resample)
    _kind.groupby = old_arguments(_kind.groupby, dropped="squeeze")
    _kind.to_csv = old_arguments(_kind.to_csv, "line_terminator=lineterminator")
    _kind.drop, _kind.fillna = _drop(_kind.drop), _fillna(_kind.fillna)
Series.__getitem__ = _at_place(Series.__getitem__)
_words = pd.Series.str  # the class of a column's `str`
_words.replace = _replace(_words.replace)
add(
    DataFrame, icol=lambda self, place: self.iloc[:, place],
    iget_value=lambda self, row, column: self.iat[row, column],
    irow=lambda self, place: self.iloc[place],
    lookup=lambda self, row_labels, col_labels: np.array(
        [self.at[place] for place in zip(row_labels, col_labels, strict=True)]),
    append=_append_frame, applymap=DataFrame.map, from_csv=classmethod(_from_csv),
    from_items=classmethod(lambda cls, items: cls(dict(items))), sort=_sort,
)
add(
    Series, append=_append_series, from_csv=classmethod(_from_csv),
    iget=lambda self, place: self.iloc[place],
    nonzero=lambda self: self.to_numpy().nonzero(), ptp=lambda self: np.ptp(self.to_numpy()),
    order=lambda self, **settings: self.sort_values(**settings),
    ravel=lambda self: self.to_numpy().ravel(),
)
add(pd.Index, get_values=pd.Index.to_numpy,
    is_monotonic=property(lambda self: self.is_monotonic_increasing))
for _kind in (pd.DatetimeIndex, pd.Timestamp):
    add(_kind, weekday_name=property(lambda self: self.day_name()))
for _name in ("corr", "cov", "max", "mean", "median", "min", "quantile", "std", "var"):
    setattr(DataFrame, _name, _numbers_only(getattr(DataFrame, _name)))

NAMES = {
    "pandas": {
        **{
            f"rolling_{name}": _rolling(name)
            for name in ("count", "max", "mean", "median", "min", "std", "sum", "var")
        },
        **{old: _ewma(name) for old, name in (
            ("ewma", "mean"), ("ewmstd", "std"), ("ewmvar", "var"))},
        **dict.fromkeys(("Float64Index", "Int64Index", "UInt64Index"), pd.Index),
        "TimeSeries": Series,
        "datetime": __import__("datetime").datetime,
        "get_dummies": old_arguments(pd.get_dummies, defaults={"dtype": np.uint8}),
        "np": np,
        "read_csv": _read_csv,
        "scatter_matrix": pd.plotting.scatter_matrix,
        "value_counts": lambda values, **settings: Series(values).value_counts(**settings),
    },
    "pandas.io.json": {"json_normalize": pd.json_normalize},
}
