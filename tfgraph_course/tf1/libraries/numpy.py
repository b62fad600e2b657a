"""Old names of NumPy from the days of TensorFlow 1, for the user's code.

They include removed names, and names that had another meaning then.
"""

from __future__ import annotations

import functools
import inspect
import math
import os
import pickle
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy._core import numerictypes

from tfgraph_course.tf1 import old_modules
from tfgraph_course.tf1.libraries import old_arguments
from tfgraph_course.tf1.notices import notice
from tfgraph_course.tf1.numpy_arithmetic import OldFunction, old, wide


def _array(object: Any, dtype: Any = None, *, copy: bool = True, **settings: Any) -> np.ndarray:
    """Make an array as in NumPy 1: ragged rows give an object array; `copy=False` allows a copy."""
    try:
        return np.array(object, dtype, copy=copy or None, **settings)
    except OverflowError:  # np.array([300], np.uint8) was 44
        return np.array(object, **settings).astype(dtype)
    except ValueError as fault:
        if dtype is None and "inhomogeneous" in str(fault):
            return np.array(object, np.object_, copy=copy or None, **settings)
        raise


def _load(
    file: Any, mmap_mode: Any = None, allow_pickle: bool | None = None, **settings: Any
) -> Any:
    """Load a file as NumPy did before 1.16.3, with pickled objects, if it is beside the script."""
    if old_modules.find_file and isinstance(file, (str, os.PathLike)) and not os.path.exists(file):
        file = old_modules.find_file(os.fspath(file)) or file  # it may be in another folder
    if allow_pickle is not None or not _is_beside(file):
        return np.load(file, mmap_mode, allow_pickle=bool(allow_pickle), **settings)
    try:
        found = np.load(file, mmap_mode, **settings)
        archive = getattr(found, "zip", None)  # each array's first line says its type
        if archive is None or not any(
                b"|O" in archive.open(name).readline() for name in archive.namelist()):
            return found
    except ValueError as fault:
        if "allow_pickle" not in str(fault):
            raise
    notice(f"{file} holds pickled Python objects, which may run code; they are loaded, as in NumPy "
           "before 1.16.3, because the file is in the script's folder or below it.")
    return np.load(file, mmap_mode, allow_pickle=True, **settings)


def _is_beside(file: Any) -> bool:
    """Return whether a file is in the folder of the script or notebook, or below it."""
    if not isinstance(file, str | Path):
        return False
    script = getattr(sys.modules["__main__"], "__file__", None)
    place = Path(script).resolve().parent if script else Path.cwd()
    return place in Path(file).resolve().parents


def _of_any(join: Callable[..., Any]) -> Callable[..., Any]:
    """Make `np.vstack` and others accept an iterator, a set or a dict's values."""
    return lambda arrays, *args, **settings: join(
        arrays if hasattr(arrays, "__getitem__") else list(arrays), *args, **settings
    )


def _of_rows(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function accept lists of rows with different lengths, as object arrays."""
    def of_rows(one: Any) -> Any:
        made = _array(one) if type(one) is list else None
        return one if made is None or made.dtype != np.object_ else made

    return lambda *args, **settings: function(
        *map(of_rows, args), **{key: of_rows(one) for key, one in settings.items()})


def _fromstring(string: Any, dtype: Any = float, count: int = -1, sep: str = "") -> np.ndarray:
    """Do what `np.fromstring` did in NumPy 1: without a separator, read the raw bytes."""
    if sep:
        return np.fromstring(string, dtype, count, sep=sep)
    string = string.encode("latin1", "surrogateescape") if isinstance(string, str) else string
    return np.frombuffer(string, dtype, count).copy()


def _issubdtype(arg1: Any, arg2: Any) -> bool:
    """Compare types as in old NumPy: `float` stands for all floats, "int32" for all signed ints."""
    kind = arg2 if isinstance(arg2, type) else type(arg2)
    if not issubclass(kind, np.generic | np.dtype):
        arg2 = np.dtype(arg2).type.mro()[1]
    return np.issubdtype(arg1, arg2)


def _find_common_type(array_types: Any, scalar_types: Any) -> np.dtype:
    """Return the type that the arrays have in common, unless the scalars' kind is a higher one."""
    if array_types and scalar_types:
        arrays, scalars = np.result_type(*array_types), np.result_type(*scalar_types)
        if "buifcSUVOMm".index(scalars.kind) <= "buifcSUVOMm".index(arrays.kind):
            return arrays
    return np.result_type(*array_types, *scalar_types)


def _full(shape: Any, fill_value: Any, dtype: Any = None, **settings: Any) -> np.ndarray:
    """Make a full array as in NumPy 1: a number that the type cannot hold wraps around."""
    if dtype is not None:
        fill_value = np.asarray(fill_value).astype(dtype)
    return np.full(shape, fill_value, dtype, **settings)


def _spaced(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make `np.linspace` and others return float64 between scalars of any float type, as then."""
    return lambda start, stop, num=50, *args, **settings: function(
        *(float(end) if isinstance(end, np.floating) else end for end in (start, stop)),
        int(num), *args, **settings)


def _in_double(transform: Callable[..., Any]) -> Callable[..., Any]:
    """Make a Fourier transform use double precision, whatever its input."""
    return lambda a, *args, **settings: transform(
        np.asarray(a, np.result_type(np.asarray(a), np.float64)), *args, **settings
    )


def _real_if_possible(a: Any, found: Any) -> Any:
    """Return eigenvalues and eigenvectors as real numbers if a real matrix has no complex ones.

    NumPy 1 did so; NumPy 2.5 always gives complex ones.
    """
    if np.iscomplexobj(a) or getattr(found, "eigenvalues", found).imag.any():
        return found
    return found.real if isinstance(found, np.ndarray) else type(found)(*(f.real for f in found))


def _recfromtxt(fname: Any, **settings: Any) -> np.recarray:
    """Read a text file as a record array; strings are bytes."""
    return np.genfromtxt(fname, **{"dtype": None, "encoding": "bytes"} | settings).view(np.recarray)


def _solve(a: Any, b: Any) -> np.ndarray:
    """Solve linear equations as in NumPy 1: for matrices [..., n, n], b [..., n] holds vectors."""
    if np.ndim(b) == np.ndim(a) - 1:
        return np.linalg.solve(a, np.expand_dims(b, -1))[..., 0]
    return np.linalg.solve(a, b)


def _sum(a: Any, *args: Any, **settings: Any) -> Any:
    """Compute `np.sum(a)`; as in NumPy 1, `a` may also be a generator."""
    return sum(a) if inspect.isgenerator(a) else np.sum(a, *args, **settings)


_KINDS = {*np.sctypeDict.values(), bool, complex, float, int}
_RENAMED = """
alltrue=all bool8=bool_ cfloat=complex128 clongfloat=clongdouble complex_=complex128
cumproduct=cumprod float_=float64 int0=intp longfloat=longdouble mat=asmatrix object0=object_
product=prod rank=ndim round_=round singlecomplex=complex64 sometrue=any str0=str_ string_=bytes_
trapz=trapezoid typeDict=sctypeDict uint0=uintp unicode_=str_
"""
_NUMPY = {
    **{name: _of_any(getattr(np, name)) for name in (
        "column_stack", "dstack", "hstack", "stack", "vstack")},
    **{name: _of_rows(getattr(np, name)) for name in (
        "amax", "amin", "append", "array_equal", "array_split", "copy", "ndim", "repeat", "save",
        "savez", "savez_compressed", "shape", "size", "sort", "take")},
    **{name: old_arguments(getattr(np, name), "normed=density") for name in (
        "histogram", "histogram2d", "histogramdd")},
    **{name: old_arguments(getattr(np, name), "interpolation=method") for name in (
        "nanpercentile", "nanquantile", "percentile", "quantile")},
    **{name: functools.partial(getattr(np, name), encoding="bytes") for name in (
        "genfromtxt", "loadtxt")},
    **{name: _spaced(getattr(np, name)) for name in ("geomspace", "linspace", "logspace")},
    **{name: OldFunction(name) for name in (
        "add", "arctan2", "bitwise_and", "bitwise_or", "bitwise_xor", "copysign", "divide", "equal",
        "floor_divide", "fmax", "fmin", "fmod", "greater", "greater_equal", "hypot", "left_shift",
        "less", "less_equal", "logaddexp", "maximum", "minimum", "mod", "multiply", "not_equal",
        "power", "remainder", "right_shift", "subtract", "true_divide",
    )},
    **{one.__name__: one for one in (
        bool, complex, float, int, object, str, math, sys, warnings)},
    **{name: getattr(numerictypes, name) for name in ("issctype", "issubsctype", "sctype2char")},
    **dict.fromkeys(("Inf", "Infinity", "infty", "PINF"), np.inf),
    **dict.fromkeys(("NaN", "NAN"), np.nan),
    **{name: getattr(np.exceptions, name) for name in (
        "AxisError", "ComplexWarning", "ModuleDeprecationWarning", "RankWarning", "TooHardError",
        "VisibleDeprecationWarning",
    )},
    **{then: getattr(np, now) for then, now in (pair.split("=") for pair in _RENAMED.split())},
    "alen": len,
    "argsort": lambda a, *args, **settings: wide(_array(a, subok=True)).argsort(*args, **settings),
    "array": _array,
    "asfarray": functools.partial(np.asarray, dtype=np.float64),
    "asarray": functools.partial(_array, copy=False),
    "asscalar": lambda a: a.item(),
    "cast": {kind: functools.partial(_array, dtype=kind, copy=False)
             for kind in (*np.sctypeDict, *np.typecodes["All"], *_KINDS)},
    "clip": lambda a, a_min=None, a_max=None, *args, **settings: np.clip(
        a, *(old(lambda a, end: end)(a, end) for end in (a_min, a_max)), *args, **settings),
    "disp": lambda mesg, device=None, linefeed=True: print(
        mesg, file=device, end="\n" if linefeed else ""),
    "find_common_type": _find_common_type,
    "fix": lambda x, out=None: np.trunc(np.multiply(x, 1.0), out=out),
    "fromstring": _fromstring,
    "full": _full,
    "in1d": lambda ar1, ar2, *args, **settings: np.isin(np.ravel(ar1), ar2, *args, **settings),
    "issubdtype": _issubdtype,
    "load": _load,
    "loads": pickle.loads,
    "long": int,
    "MachAr": lambda: np.finfo(np.float64),
    "meshgrid": lambda *xi, **settings: list(np.meshgrid(*xi, **settings)),
    "msort": functools.partial(np.sort, axis=0),
    "nbytes": {kind: np.dtype(kind).itemsize for kind in _KINDS},
    "NINF": -np.inf,
    "obj2sctype": lambda rep: np.dtype(rep).type,
    "recfromcsv": lambda fname, **settings: _recfromtxt(
        fname, **{"case_sensitive": "lower", "delimiter": ",", "names": True} | settings),
    "recfromtxt": _recfromtxt,
    "reshape": lambda a, newshape, order="C": np.reshape(a, newshape, order=order),
    "row_stack": _of_any(np.vstack),
    "sctypes": {kind: [one for one in kinds if "longlong" not in one.__name__]
                for kind, kinds in numerictypes.sctypes.items()},
    "sum": _of_rows(_sum),
    "unicode": str,
    "unique": _of_rows(lambda ar, *args, axis=None, **settings: np.unique(
        np.ravel(ar) if axis is None else ar, *args, axis=axis, equal_nan=False, **settings)),
    "unravel_index": lambda indices, shape=None, order="C", dims=None: np.unravel_index(
        indices, shape if dims is None else dims, order),
    "vectorize": type("vectorize", (np.vectorize,), {"__call__": _of_rows(np.vectorize.__call__)}),
    "where": _of_rows(lambda condition, *of: (
        old(functools.partial(np.where, condition))(*of) if of else np.where(condition))),
}
for _name, _function in _NUMPY.items():  # the names of columns in `groups.agg([np.sum, np.size])`
    if inspect.isfunction(_function) and _function.__module__ == __name__:
        _function.__name__ = _name
_NUMPY |= {"max": _NUMPY["amax"], "min": _NUMPY["amin"]}

NAMES = {
    "numpy": _NUMPY,
    "numpy.compat": {
        "asstr": str, "basestring": str, "integer_types": (int,), "long": int, "unicode": str},
    "numpy.fft": {
        name: _in_double(getattr(np.fft, name)) for name in dir(np.fft)
        if name.endswith(("fft", "fft2", "fftn"))
    },
    "numpy.lib": {"pad": np.pad},
    "numpy.linalg": {
        "eig": lambda a: tuple(_real_if_possible(a, np.linalg.eig(a))),
        "eigvals": lambda a: _real_if_possible(a, np.linalg.eigvals(a)),
        "lstsq": lambda a, b, rcond=-1: np.linalg.lstsq(a, b, rcond),
        "solve": _solve,
    },
}
