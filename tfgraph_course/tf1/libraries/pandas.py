"""Old names of pandas up to 0.25, for the user's code.

They include `ix`, `as_matrix`, `append`, `rolling_mean`, and old arguments.
"""

from __future__ import annotations

import functools
import inspect
import re
import sys
import warnings
import weakref
from typing import Any

import numpy as np
import pandas as pd
from pandas import DataFrame, Series
from pandas._config import config
from pandas._libs.tslibs import offsets
from pandas.core import frame, series, sorting
from pandas.core.groupby import DataFrameGroupBy, SeriesGroupBy
from pandas.core.indexes.accessors import DatetimeProperties
from pandas.core.window import Expanding, Rolling
from pandas.io.formats.format import SeriesFormatter

from tfgraph_course.tf1.libraries import add, called_by_user, instead, old_arguments
from tfgraph_course.tf1.libraries import pandas_tables as tables
from tfgraph_course.tf1.numpy_arithmetic import wide

_LETTERS = {"Y": "YE", "A": "YE", "AS": "YS", "BA": "BYE", "BH": "bh", "BM": "BME", "BQ": "BQE",
            "H": "h", "L": "ms", "M": "ME", "N": "ns", "Q": "QE", "S": "s", "SM": "SME",
            "T": "min", "U": "us"}


class _Ix:
    """`frame.ix[rows, columns]`: a number is a position, unless the labels are integers."""

    def __init__(self, data: Any) -> None:
        self._data = data

    def _loc(self, key: Any) -> Any:
        if not isinstance(key, tuple):
            return self._labels(self._data.axes[0], key)
        return tuple(map(self._labels, self._data.axes, key))

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
        key = [end for end in (key.start, key.stop) if end is not None]
    places = key if isinstance(key, list | np.ndarray) else [key]
    return len(places) > 0 and all(map(pd.api.types.is_integer, places))


def _rolling(name: str) -> Any:
    def rolling(arg: Any, window: int, min_periods: int | None = None, center: bool = False,
                **settings: Any) -> Any:
        data = Series(arg) if isinstance(arg, np.ndarray) else arg
        found = getattr(data.rolling(window, min_periods, center=center), name)(**settings)
        return found.to_numpy() if isinstance(arg, np.ndarray) else found

    return rolling


def _frequency(rule: Any, is_period: bool = False) -> Any:
    """Return a frequency; "M" (month end) and "15T" (15 minutes) have other names today."""
    found = isinstance(rule, str) and not is_period and re.fullmatch(r"(-?\d*)([A-Z]+)(-.*)?", rule)
    if found and found[2] in _LETTERS:
        rule = found[1] + _LETTERS[found[2]] + (found[3] or "")
    return offsets.to_offset(rule, is_period)


def _ewma(name: str) -> Any:
    return lambda arg, com=None, span=None, halflife=None, min_periods=0, adjust=True: getattr(
        arg.ewm(com, span, halflife, min_periods=min_periods, adjust=adjust), name)()


for _module in [one for name, one in sys.modules.items() if name.startswith("pandas.core")]:
    if hasattr(_module, "to_offset"):
        _module.to_offset = _frequency
with warnings.catch_warnings():  # pandas 4 will no longer have this option
    warnings.simplefilter("ignore")
    pd.set_option("future.infer_string", False)  # columns of strings have dtype object
for _kind in (DataFrame, Series, Series.str):
    for _name, _method in inspect.getmembers(_kind, inspect.isfunction):
        if _name[0] != "_" and "*" in str(inspect.signature(_method)):
            setattr(_kind, _name, old_arguments(_method))
for _kind in (DataFrame, Series):
    add(
        _kind, append=tables.append, ix=property(_Ix), get_values=lambda self: self.values,
        from_csv=classmethod(lambda cls, path, header=0, sep=",", index_col=0, parse_dates=True,
                             **settings: pd.read_csv(path, header=header, sep=sep, index_col=
                                                     index_col, parse_dates=parse_dates)),
        as_matrix=lambda self, columns=None: (self if columns is None else self[columns]).values,
        get_dtype_counts=lambda self: self.dtypes.astype(str).value_counts().sort_index(),
        convert_objects=tables.convert_objects, consolidate=lambda self: self.copy(),
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
    _kind.groupby = old_arguments(_kind.groupby, dropped="squeeze", defaults={"observed": False})
    _kind.info = old_arguments(_kind.info, "null_counts=show_counts")
    _kind.to_csv = old_arguments(_kind.to_csv, "line_terminator=lineterminator")
for _kind in (Expanding, Rolling):
    _kind.apply = old_arguments(_kind.apply, defaults={"raw": True})
add(
    DataFrame, icol=lambda self, place: self.iloc[:, place],
    iget_value=lambda self, row, column: self.iat[row, column],
    irow=lambda self, place: self.iloc[place],
    lookup=lambda self, row_labels, col_labels: np.array(
        [self.at[place] for place in zip(row_labels, col_labels, strict=True)]),
    applymap=DataFrame.map, from_items=classmethod(lambda cls, items: cls(dict(items))),
    sort=lambda self, columns=None, ascending=True, inplace=False: self.sort_index(
        by=columns, ascending=ascending, inplace=inplace),
)
add(
    Series, iget=lambda self, place: self.iloc[place],
    nonzero=lambda self: self.to_numpy().nonzero(), ptp=lambda self: np.ptp(self.to_numpy()),
    order=lambda self, **settings: self.sort_values(**settings),
    ravel=lambda self: self.to_numpy().ravel(),
)
for _name in ("week", "weekofyear"):
    add(pd.DatetimeIndex, **{_name: property(
        lambda self: pd.Index(self.isocalendar().week.to_numpy(np.int64)))})
    add(DatetimeProperties, **{_name: property(
        lambda self: self.isocalendar().week.astype(np.int64))})
add(pd.Index, contains=lambda self, key: key in self, get_values=pd.Index.to_numpy,
    is_monotonic=property(lambda self: self.is_monotonic_increasing))
for _kind in (pd.DatetimeIndex, pd.Timestamp, DatetimeProperties):
    add(_kind, weekday_name=property(lambda self: self.day_name()))
for _name in ("prod", "sum"):
    setattr(DataFrameGroupBy, _name, old_arguments(
        getattr(DataFrameGroupBy, _name), defaults={"numeric_only": True}))


def _by_number(today: Any, *args: Any, **settings: Any) -> Any:
    """Make `frame.mean()` and the like leave out columns that are not numeric; accept `level`."""
    if "level" in settings:
        groups = args[0].groupby(level=settings.pop("level"))
        return getattr(groups, today.__name__)(*args[1:], **settings)
    try:
        return today(*args, **settings)
    except (TypeError, ValueError):
        if "numeric_only" in settings:
            raise
        return today(*args, numeric_only=True, **settings)


# The groups of `groupby(["Sex"])` were named "male", not ("male",);
# `groupby("Sex", as_index=False).size()` was a Series; `column.argmax()` was a label;
# `pct_change()` filled gaps first. `pivot(index, columns, values)`, `fillna(method="ffill")` and
# `sort_index(by="Close")` were allowed.
instead("groupby", DataFrame, through=())(lambda today, self, by=None, *args, **settings: today(
    self, by[0] if isinstance(by, list) and [*map(type, by)] == [str] else by, *args, **settings))
instead("size", DataFrameGroupBy, through=())(
    lambda today, self: today(self) if self.as_index else self.obj.groupby(self.keys).size())
instead("argmax argmin", Series, through=())(lambda today, self, *args, **settings: getattr(
    self, today.__name__.replace("arg", "idx"))(*args, **settings))
instead("pct_change", DataFrame, Series, through=())(
    lambda today, self, *args, **settings: today(self.ffill(), *args, **settings))
instead("pivot", DataFrame)(lambda today, self, *names, **settings: today(
    self, **dict(zip(("index", "columns", "values"), names, strict=False)), **settings))
instead("fillna", DataFrame, Series)(
    lambda today, self, value=None, method=None, *args, **settings:
    today(self, value, *args, **settings) if method is None else
    (self.ffill if method in ("ffill", "pad") else self.bfill)(*args, **settings))
instead("sort_index", DataFrame)(lambda today, self, *args, by=None, **settings: today(
    self, *args, **settings) if by is None else self.sort_values(by, *args, **settings))
instead("corr cov kurt kurtosis max mean median min prod quantile sem skew std sum var", DataFrame)(
    _by_number)
instead("mean median std var", DataFrameGroupBy)(_by_number)


@instead("__setitem__", type(Series(dtype=float).loc), through=())
def _settle(today: Any, self: Any, key: Any, value: Any) -> None:
    """Make `frame.loc[rows, "Sex"] = 0` turn the column numeric once it has no strings left."""
    today(self, key, value)
    data, name = self.obj, key[1] if isinstance(key, tuple) and len(key) == 2 else None
    if isinstance(data, DataFrame) and isinstance(name, str):
        column = data[name]
        if isinstance(column, Series) and column.dtype == object:
            data[name] = column.infer_objects()


def _sort(items: Any, kind: str = "quicksort", *args: Any, **settings: Any) -> np.ndarray:
    """Return the order of items; equal ones are in the order of NumPy 1's quicksort."""
    is_old = kind == "quicksort" and called_by_user("pandas")
    return sorting.nargsort(wide(items) if is_old else items, kind, *args, **settings)


def _sort_series(items: Any, kind: str, ascending: bool, na_position: str) -> np.ndarray:
    """Return the order of a series; the descending one is the ascending one, reversed."""
    if ascending or kind == "stable" or not called_by_user("pandas"):
        return _sort(items, kind, ascending, na_position)
    order, holes = _sort(items, kind, True, "first"), np.count_nonzero(pd.isna(items))
    parts = order[holes:][::-1], order[:holes]
    return np.concatenate(parts if na_position == "last" else parts[::-1])


frame.nargsort, series.nargsort = _sort, _sort_series


@instead("value_counts", Series, through=())
def _count(today: Any, self: Any, normalize: bool = False, sort: bool = True,
           ascending: bool = False, *args: Any, **settings: Any) -> Any:
    """Count values; the result has the name of the column; equal counts are sorted by `_sort`."""
    found = today(self, normalize, False, ascending, *args, **settings)
    found, kind = found.rename(self.name).rename_axis(None), found.index.dtype.kind
    found = found.sort_index() if kind in "biu" else found
    kind = "quicksort" if kind in "biuf" else "stable"
    return found.sort_values(ascending=ascending, kind=kind) if sort else found


@instead("argsort", Series, through=())
def _argsort(today: Any, self: Any, axis: Any = 0, kind: str = "quicksort", *args: Any) -> Any:
    """Return the order of the values that are not missing; missing ones have -1."""
    places, known = np.full(len(self), -1), self.notna().to_numpy()
    places[known] = _sort(self.to_numpy()[known], kind)
    return Series(places, self.index, name=self.name)


# `print(series.resample("M").sum())` ended in "Freq: M", not "Freq: ME".
instead("_get_footer", SeriesFormatter, through=("pandas", "tfgraph_course.tf1"))(
    lambda today, self: re.sub(r"(?<=^Freq: )(-?\d*)([A-Za-z]+)", lambda found: found[1] + {
        new: old for old, new in _LETTERS.items()}.get(found[2], found[2]), today(self)))


@instead("describe", DataFrame, through=())
def _describe(today: Any, self: Any, *args: Any, **settings: Any) -> Any:
    """Describe the numeric columns, if there are any, without the columns of times."""
    numbers = self if args or settings else self.select_dtypes("number")
    return today(numbers if numbers.shape[1] else self, *args, **settings)


@instead("agg aggregate", DataFrameGroupBy, SeriesGroupBy)
def _agg(today: Any, self: Any, func: Any = None, *args: Any, **settings: Any) -> Any:
    """Accept `groupby(...)["Fare"].agg({"mean fare": "mean"})`: functions by column name."""
    if isinstance(func, dict) and isinstance(self, SeriesGroupBy):
        return today(self, **func)
    if isinstance(func, dict) and any(isinstance(one, dict) for one in func.values()):
        return pd.concat({name: self[name].agg(one if isinstance(one, dict | list) else [one])
                          for name, one in func.items()}, axis=1)
    return today(self, func, *args, **settings)


@instead("apply", DataFrameGroupBy, SeriesGroupBy, through=())
def _apply(today: Any, self: Any, func: Any, *args: Any, **settings: Any) -> Any:
    """Call a function with groups that have all columns; rows that it keeps stay in their order."""
    if isinstance(func, str):
        return today(self, func, *args, **settings)
    join = self._concat_objects
    self._concat_objects = lambda values, not_indexed_same=False, is_transform=False: join(
        values, not_indexed_same, is_transform or not not_indexed_same)
    return self._python_apply_general(
        lambda group: func(group, *args, **settings), self._selected_obj)


@instead("replace", Series.str)  # the class of `column.str`
def _replace(today: Any, self: Any, pat: Any, repl: Any = None, n: int = -1, case: Any = None,
             flags: int = 0, regex: bool | None = None) -> Any:
    """Make `str.replace` treat any pattern longer than one character as a regular expression."""
    if regex is None:
        regex = called_by_user() and len(pat) > 1 if isinstance(pat, str) else True
    return today(self, pat, repl, n, case, flags, regex)


@instead("resample", DataFrame, Series)
def _resample(today: Any, self: Any, rule: Any, how: Any = None, *args: Any,
              fill_method: Any = None, **settings: Any) -> Any:
    """Accept `how` and `fill_method`; today, one calls `resample("D").mean().ffill()`."""
    found = today(self, rule, *args, **settings)
    if how is not None:
        found = found.agg(how)
    return getattr(found, fill_method)() if fill_method else found


@instead("__getitem__", Series)
def _at_place(today: Any, self: Any, key: Any) -> Any:
    """Accept `row[0]`: an integer is a position if no label matches and labels are not numeric."""
    try:
        return today(self, key)
    except KeyError:
        if not _by_place(key) or pd.api.types.is_numeric_dtype(self.index.dtype):
            raise
        return self.iloc[key]


@instead("__getattr__ __getitem__", DataFrame)
def _note(today: Any, self: Any, key: Any) -> Any:
    """Let a column that the user's code takes out of a frame remember the frame.

    A string that is not a column may be a time, such as "2017-01"; it gives the rows of that time.
    """
    try:
        found = today(self, key)
    except KeyError:
        if not isinstance(key, str) or not isinstance(self.index, pd.DatetimeIndex):
            raise
        return self.loc[key]
    if isinstance(found, Series) and called_by_user():
        object.__setattr__(found, "_column", (weakref.ref(self), key))
    return found


@instead("__setitem__ _update_inplace update", Series)
@instead("__setitem__", *{type(getattr(Series(dtype=float), _name)) for _name in (
    "at", "iat", "iloc", "loc")})
def _pass_on(today: Any, self: Any, *args: Any, **settings: Any) -> None:
    """Make `frame["Age"].fillna(0, inplace=True)` and `frame["Age"][rows] = 0` change the frame."""
    today(self, *args, **settings)
    data = self if isinstance(self, DataFrame | Series) else self.obj
    frame, name = data.__dict__.get("_column", (lambda: None, None))
    if (frame := frame()) is not None and name in frame and data.index.equals(frame.index):
        frame[name] = data


def _values(today: property, self: Any) -> Any:
    """Let the user's code write to `frame.values`: to a copy, if others use the same memory."""
    found = today.fget(self)
    if isinstance(found, np.ndarray) and not found.flags.writeable and called_by_user():
        users = [user for user in self._mgr.blocks[0].refs.referenced_blocks if user() is not None]
        if len(users) > 1 + ("_column" in self.__dict__):
            return found.copy()
        found.flags.writeable = True
    return found


for _kind in (DataFrame, Series):
    _kind.values = property(functools.partial(_values, _kind.values))
_select = config._select_options
config._select_options = lambda pat: [  # "precision" stands for "display.precision"
    name for name in _select(pat) if "styler" in pat or not name.startswith("styler")]
NAMES = {
    "pandas": {
        **{
            f"rolling_{name}": _rolling(name)
            for name in ("count", "max", "mean", "median", "min", "std", "sum", "var")
        },
        "rolling_apply": lambda arg, window, func, min_periods=None, center=False, **settings: (
            arg.rolling(window, min_periods, center).apply(func, raw=True, **settings)),
        **{old: _ewma(name) for old, name in (
            ("ewma", "mean"), ("ewmstd", "std"), ("ewmvar", "var"))},
        **dict.fromkeys(("Float64Index", "Int64Index", "UInt64Index"), pd.Index),
        "TimeSeries": Series,
        "datetime": __import__("datetime").datetime,
        "concat": tables.concat,
        "date_range": old_arguments(pd.date_range, "closed=inclusive", defaults={"unit": "ns"}),
        "groupby": lambda obj, *args, **settings: obj.groupby(*args, **settings),
        "get_dummies": old_arguments(pd.get_dummies, defaults={"dtype": np.uint8}),
        "np": np,
        "pivot_table": lambda data, *args, **settings: data.pivot_table(*args, **settings),
        **{name: functools.partial(tables.read_csv, old_arguments(
            getattr(pd, name), "skip_footer=skipfooter", "infer_datetime_format keep_date_col "
            "mangle_dupe_cols tupleize_cols verbose warn_bad_lines"))
           for name in ("read_csv", "read_table")},
        "read_excel": old_arguments(pd.read_excel, "parse_cols=usecols sheetname=sheet_name"),
        "scatter_matrix": pd.plotting.scatter_matrix,
        "set_option": lambda *args: pd.set_option(*(None if arg == -1 else arg for arg in args)),
        "to_datetime": tables.to_datetime,
        "to_numeric": tables.to_numeric,
        "value_counts": lambda values, **settings: Series(values).value_counts(**settings),
    },
    "pandas.core.common": {
        "SettingWithCopyWarning": getattr(pd.errors, "SettingWithCopyWarning", Warning),
    },
    "pandas.io.json": {"json_normalize": pd.json_normalize},
}
