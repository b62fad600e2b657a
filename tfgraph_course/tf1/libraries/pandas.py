"""Old names of pandas up to 0.25, for the user's code.

They include `ix`, `as_matrix`, `append`, `rolling_mean`, and old arguments.
"""

from __future__ import annotations

import functools
import re
import warnings
from typing import Any

import numpy as np
import pandas as pd
from pandas import DataFrame, Series
from pandas.core.groupby import DataFrameGroupBy, SeriesGroupBy

from tfgraph_course.tf1.libraries import add, called_by_user, old_arguments

_LETTERS = {"A": "YE", "H": "h", "L": "ms", "M": "ME", "Q": "QE", "S": "s", "T": "min", "U": "us",
            "Y": "YE"}


class _Ix:
    """`frame.ix[rows, columns]`: a number is a position, unless the labels are integers."""

    def __init__(self, data: Any) -> None:
        self._data = data

    def _loc(self, key: Any) -> Any:
        if not isinstance(key, tuple):
            return self._labels(self._data.axes[0], key)
        return tuple(
            self._labels(axis, part) for axis, part in zip(self._data.axes, key, strict=False)
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


def _expanding(name: str) -> Any:
    return lambda arg, min_periods=1: getattr(arg.expanding(min_periods), name)()


def _numbers_only(method: Any) -> Any:
    """Make `frame.mean()` and the like leave out columns that are not numeric."""

    @functools.wraps(method)
    def old(*args: Any, **settings: Any) -> Any:
        try:
            return method(*args, **settings)
        except (TypeError, ValueError):
            if "numeric_only" in settings:
                raise
            return method(*args, numeric_only=True, **settings)

    return old


def _settled(setitem: Any) -> Any:
    """Make `frame.loc[rows, "Sex"] = 0` turn the column numeric once it has no strings left."""

    @functools.wraps(setitem)
    def old(self: Any, key: Any, value: Any) -> None:
        setitem(self, key, value)
        data, name = self.obj, key[1] if isinstance(key, tuple) and len(key) == 2 else None
        if isinstance(data, DataFrame) and isinstance(name, str) and called_by_user():
            column = data[name]
            if isinstance(column, Series) and column.dtype == object:
                data[name] = column.infer_objects()

    return old


def _agg(agg: Any) -> Any:
    """Accept `groupby(...)["Fare"].agg({"mean fare": "mean"})`: functions by column name."""

    @functools.wraps(agg)
    def old(self: Any, func: Any = None, *args: Any, **settings: Any) -> Any:
        if isinstance(func, dict):
            return agg(self, **func)
        return agg(self, func, *args, **settings)

    return old


def _sort_index(sort_index: Any) -> Any:
    """Accept `sort_index(by="Close")`, which is `sort_values` today."""

    @functools.wraps(sort_index)
    def old(self: Any, *args: Any, by: Any = None, **settings: Any) -> Any:
        if by is None:
            return sort_index(self, *args, **settings)
        return self.sort_values(by, *args, **settings)

    return old


def _drop(drop: Any) -> Any:
    """Accept `drop(labels, 1)`, with the axis as the second positional argument."""

    @functools.wraps(drop)
    def old(self: Any, labels: Any = None, axis: Any = 0, *args: Any, **settings: Any) -> Any:
        return drop(self, labels, *args, axis=axis, **settings)

    return old


def _replace(replace: Any) -> Any:
    """Make `str.replace` treat any pattern longer than one character as a regular expression."""

    @functools.wraps(replace)
    def old(self: Any, pat: Any, repl: Any = None, n: int = -1, case: Any = None, flags: int = 0,
            regex: bool | None = None) -> Any:
        if regex is None:
            regex = called_by_user() and len(pat) > 1 if isinstance(pat, str) else True
        return replace(self, pat, repl, n, case, flags, regex)

    return old


def _fillna(fillna: Any) -> Any:
    """Accept `fillna(method="ffill")`, which is `ffill()` today."""

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
    """Read a CSV file; also accept the arguments that pandas has removed from `read_csv`."""
    for gone in ("as_recarray", "infer_datetime_format", "mangle_dupe_cols", "tupleize_cols",
                 "warn_bad_lines"):
        if settings.pop(gone, None) and gone == "as_recarray":
            raise TypeError("read_csv no longer takes as_recarray; call to_records() on its result")
    settings |= {"on_bad_lines": "skip"} if not error_bad_lines else {}
    settings |= {"sep": r"\s+"} if delim_whitespace else {}
    settings |= {"skipfooter": skip_footer} if skip_footer else {}
    dates, index = settings.get("parse_dates"), None
    joined = isinstance(dates, dict) or (
        isinstance(dates, list) and any(isinstance(one, list) for one in dates))
    if date_parser or joined:
        settings.pop("parse_dates")
        index = settings.pop("index_col", None) if joined else None
    data = pd.read_csv(*args, **settings)
    if joined:
        data = _join_dates(data, dates, date_parser)
    elif date_parser:
        for name in dates if isinstance(dates, list) else ():
            name = data.columns[name] if isinstance(name, int) else name
            data[name] = pd.to_datetime(data[name].map(date_parser))
    if index is not None:
        names = [data.columns[one] if isinstance(one, int) else one for one in np.ravel(index)]
        data = data.set_index(names[0] if len(names) == 1 else names)
    if prefix:
        data.columns = [f"{prefix}{name}" for name in data.columns]
    return data.squeeze("columns") if squeeze else data


def _join_dates(data: Any, dates: Any, date_parser: Any) -> Any:
    """Join columns into a first column of dates: `parse_dates={"time": [0, 1]}` or `[[0, 1]]`."""
    named = list(dates.items()) if isinstance(dates, dict) else [(None, one) for one in dates]
    for new, columns in reversed(named):
        names = [data.columns[one] if isinstance(one, int) else one for one in columns]
        words = data[names].astype(str).agg(" ".join, axis=1)
        data = data.drop(names, axis=1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # pandas found that the day is first
            found = pd.to_datetime(words.map(date_parser) if date_parser else words)
        data.insert(0, new or "_".join(names), found)
    return data


def _at_place(getitem: Any) -> Any:
    """Accept `row[0]`: an integer is a position if no label matches and labels are not numeric."""

    @functools.wraps(getitem)
    def old(self: Any, key: Any) -> Any:
        try:
            return getitem(self, key)
        except KeyError:
            if not _by_place(key) or pd.api.types.is_numeric_dtype(self.index.dtype):
                raise
            return self.iloc[key]

    return old


def _frequency(rule: Any) -> Any:
    """Return today's alias for a frequency such as "M" (month end) or "15T" (15 minutes)."""
    found = isinstance(rule, str) and re.fullmatch(r"(\d*)([AHLMQSTUY])", rule)
    return found[1] + _LETTERS[found[2]] if found else rule


def _date_range(start: Any = None, end: Any = None, periods: Any = None, freq: Any = None,
                *args: Any, **settings: Any) -> Any:
    return pd.date_range(start, end, periods, _frequency(freq), *args, **settings)


def _convert_objects(
    self: Any, convert_dates: Any = True, convert_numeric: bool = False, **settings: Any
) -> Any:
    if not convert_numeric:
        return self.infer_objects()
    numbers = functools.partial(pd.to_numeric, errors="coerce")
    return numbers(self) if isinstance(self, Series) else self.apply(numbers)


def _resample(resample: Any) -> Any:
    """Wrap `resample` so that it accepts its old arguments `how` and `fill_method`.

    Today, one calls methods of the result instead, as in `resample("D").mean().ffill()`.
    """

    @functools.wraps(resample)
    def old(self: Any, rule: Any, *args: Any, how: Any = None, fill_method: Any = None,
            **settings: Any) -> Any:
        found = resample(self, _frequency(rule), *args, **settings)
        if how is not None:
            found = found.agg(how)
        return getattr(found, fill_method)() if fill_method else found

    return old


def _ewma(name: str) -> Any:
    return lambda arg, com=None, span=None, halflife=None, min_periods=0, adjust=True: getattr(
        arg.ewm(com, span, halflife, min_periods=min_periods, adjust=adjust), name)()


with warnings.catch_warnings():  # pandas 4 will no longer have this option
    warnings.simplefilter("ignore")
    pd.set_option("future.infer_string", False)  # columns of strings have dtype object
for _kind in (DataFrame, Series):
    add(
        _kind, ix=property(_Ix), get_values=lambda self: self.to_numpy(),
        as_matrix=lambda self, columns=None: (
            self if columns is None else self[columns]
        ).to_numpy(),
        convert_objects=_convert_objects, consolidate=lambda self: self.copy(),
        reindex_axis=lambda self, labels, axis=0, **settings: self.reindex(
            labels, axis=axis, **settings),
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
DataFrame.sort_index = _sort_index(DataFrame.sort_index)
SeriesGroupBy.agg = SeriesGroupBy.aggregate = _agg(SeriesGroupBy.agg)
_loc = type(Series(dtype=float).loc)
_loc.__setitem__ = _settled(_loc.__setitem__)
Series.__getitem__ = _at_place(Series.__getitem__)
_words = pd.Series.str  # the class of `column.str`
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
for _name in ("week", "weekofyear"):
    add(pd.DatetimeIndex, **{_name: property(
        lambda self: pd.Index(self.isocalendar().week.to_numpy(np.int64)))})
add(pd.Index, get_values=pd.Index.to_numpy,
    is_monotonic=property(lambda self: self.is_monotonic_increasing))
for _kind in (pd.DatetimeIndex, pd.Timestamp):
    add(_kind, weekday_name=property(lambda self: self.day_name()))
for _name in ("corr", "cov", "kurt", "kurtosis", "max", "mean", "median", "min", "prod", "quantile",
              "sem", "skew", "std", "sum", "var"):
    setattr(DataFrame, _name, _numbers_only(getattr(DataFrame, _name)))
for _name in ("mean", "median", "std", "var"):
    setattr(DataFrameGroupBy, _name, _numbers_only(getattr(DataFrameGroupBy, _name)))
for _name in ("prod", "sum"):
    setattr(DataFrameGroupBy, _name, old_arguments(
        getattr(DataFrameGroupBy, _name), defaults={"numeric_only": True}))

NAMES = {
    "pandas": {
        **{
            f"rolling_{name}": _rolling(name)
            for name in ("count", "max", "mean", "median", "min", "std", "sum", "var")
        },
        **{
            f"expanding_{name}": _expanding(name)
            for name in ("count", "max", "mean", "median", "min", "std", "sum", "var")
        },
        "rolling_apply": lambda arg, window, func, **settings: arg.rolling(window).apply(
            func, raw=True, **settings),
        "rolling_corr": lambda a, b, window: a.rolling(window).corr(b),
        "rolling_cov": lambda a, b, window: a.rolling(window).cov(b),
        **{old: _ewma(name) for old, name in (
            ("ewma", "mean"), ("ewmstd", "std"), ("ewmvar", "var"))},
        **dict.fromkeys(("Float64Index", "Int64Index", "UInt64Index"), pd.Index),
        "TimeSeries": Series,
        "datetime": __import__("datetime").datetime,
        "date_range": _date_range,
        "groupby": lambda obj, *args, **settings: obj.groupby(*args, **settings),
        "get_dummies": old_arguments(pd.get_dummies, defaults={"dtype": np.uint8}),
        "np": np,
        "read_csv": _read_csv,
        "scatter_matrix": pd.plotting.scatter_matrix,
        "value_counts": lambda values, **settings: Series(values).value_counts(**settings),
    },
    "pandas.core.common": {
        "SettingWithCopyWarning": getattr(pd.errors, "SettingWithCopyWarning", Warning),
    },
    "pandas.io.json": {"json_normalize": pd.json_normalize},
}
