"""Old names of SciPy up to 1.2, for the user's code.

They include the image functions of `scipy.misc`, written with Pillow, and names that have moved.
"""

from __future__ import annotations

import importlib
import re
from types import ModuleType
from typing import Any

import numpy as np
import scipy
from PIL import Image, ImageFilter
from scipy import fft, integrate, linalg, sparse, special

from tfgraph_course.tf1.libraries import add, instead, old_arguments, scipy_edges  # noqa: F401
from tfgraph_course.tf1.old_modules import OLD

_FILTERS = {"nearest": 0, "lanczos": 1, "bilinear": 2, "bicubic": 3, "cubic": 3}


def bytescale(
    data: np.ndarray, cmin: Any = None, cmax: Any = None, high: int = 255, low: int = 0
) -> np.ndarray:
    """Scale an array from its range, or from `cmin` to `cmax`, to uint8; keep uint8 as it is."""
    if data.dtype == np.uint8:
        return data
    if not 0 <= low <= high <= 255:
        raise ValueError(f"bytescale needs 0 <= low <= high <= 255, not low={low}, high={high}")
    cmin = data.min() if cmin is None else cmin
    cmax = data.max() if cmax is None else cmax
    if cmax < cmin:
        raise ValueError("`cmax` should be larger than `cmin`.")
    if data.dtype != np.float32:  # float32 is scaled in float32
        data = data.astype(np.float64)
    scaled = (data - data.dtype.type(cmin)) * data.dtype.type(
        float(high - low) / (float(cmax) - float(cmin) or 1)
    ) + low
    return (scaled.clip(low, high) + 0.5).astype(np.uint8)


def toimage(
    arr: Any, high: int = 255, low: int = 0, cmin: Any = None, cmax: Any = None, pal: Any = None,
    mode: str | None = None, channel_axis: int | None = None,
) -> Image.Image:
    """Make an image from an array of shape [height, width], or with an axis of 3 or 4 channels."""
    data = np.asarray(arr)
    if data.ndim == 2:
        return _gray(data, high, low, cmin, cmax, pal, mode)
    axes = [axis for count in (3, 4) for axis, size in enumerate(data.shape) if size == count]
    if data.ndim != 3 or not axes:
        raise ValueError("'arr' does not have a suitable array shape for any mode.")
    axis = axes[0] if channel_axis is None else channel_axis
    if data.shape[axis] not in (3, 4):
        raise ValueError("Channel axis dimension is not valid.")
    colors = np.moveaxis(bytescale(data, cmin, cmax, high, low), axis, 2)
    mode = mode or ("RGB" if colors.shape[2] == 3 else "RGBA")
    return Image.frombytes(mode, colors.shape[1::-1], np.ascontiguousarray(colors).tobytes())


def _gray(
    data: np.ndarray, high: int, low: int, cmin: Any, cmax: Any, pal: Any, mode: str | None
) -> Image.Image:
    if mode == "F":
        return Image.fromarray(data.astype(np.float32))
    if mode == "1":
        return Image.fromarray(data > high)
    if mode == "I":
        cmin, cmax = (data.min() if cmin is None else cmin), (data.max() if cmax is None else cmax)
        scaled = (data * 1.0 - cmin) * (high - low) / (cmax - cmin) + low
        return Image.fromarray(scaled.astype(np.uint32).view(np.int32))
    image = Image.fromarray(bytescale(data, cmin, cmax, high, low))
    if pal is not None or mode == "P":
        grays = np.arange(256, dtype=np.uint8)[:, None].repeat(3, 1) if pal is None else pal
        image.putpalette(np.asarray(grays, np.uint8).tobytes())
    return image


def fromimage(im: Image.Image, flatten: bool = False, mode: str | None = None) -> np.ndarray:
    """Return an image as an array; with `flatten`, as gray values in float32."""
    if mode is not None:
        im = im.convert(mode)
    elif im.mode == "P":
        im = im.convert("RGBA" if "transparency" in im.info else "RGB")
    if flatten:
        im = im.convert("F")
    return np.array(im.convert("L") if im.mode == "1" else im)


def imread(name: Any, flatten: bool = False, mode: str | None = None) -> np.ndarray:
    """Read an image file as an array of shape [height, width] or [height, width, channels]."""
    return fromimage(Image.open(name), flatten, mode)


def imsave(name: Any, arr: Any, format: str | None = None) -> None:
    """Write an array as an image file, scaled from its own range unless it is uint8."""
    toimage(arr, channel_axis=2 if np.ndim(arr) == 3 else None).save(name, format)


def imresize(arr: Any, size: Any, interp: str = "bilinear", mode: str | None = None) -> np.ndarray:
    """Resize an image to a percentage (an integer), a fraction (a float) or (height, width)."""
    im = toimage(arr, mode=mode)
    if isinstance(size, int | float | np.number):
        part = size if isinstance(size, float | np.floating) else size / 100.0
        size = tuple((np.array(im.size) * part).astype(int))
    else:
        size = size[1], size[0]
    return fromimage(im.resize(size, _FILTERS[interp]))


def imrotate(arr: Any, angle: float, interp: str = "bilinear") -> np.ndarray:
    """Rotate an image counterclockwise by an angle in degrees; its size stays the same."""
    return fromimage(toimage(arr).rotate(angle, _FILTERS[interp]))


def imfilter(arr: Any, ftype: str) -> np.ndarray:
    """Apply one of Pillow's filters, such as 'blur' or 'sharpen', to an image."""
    return fromimage(toimage(arr).filter(getattr(ImageFilter, ftype.upper())))


def _later(module: str, name: str) -> Any:
    """Return a function of a module that is imported when the function is called."""
    return lambda *args, **settings: getattr(importlib.import_module(module), name)(
        *args, **settings)


def _sample(name: str) -> Any:
    def load(*args: Any, **settings: Any) -> np.ndarray:
        try:
            return _later("scipy.datasets", name)(*args, **settings)
        except ImportError:
            raise ImportError(
                f"scipy.misc.{name} needs a file that SciPy no longer contains; install the "
                "package pooch, with which SciPy downloads the file, or use data of your own"
            ) from None

    return load


def central_diff_weights(Np: int, ndiv: int = 1) -> np.ndarray:
    """Return the weights of `Np` points, an odd number, in a central difference of order `ndiv`."""
    powers = np.arange(-(Np // 2), Np // 2 + 1.0)[:, None] ** np.arange(Np)
    return special.factorial(ndiv) * np.linalg.inv(powers)[ndiv]


def derivative(
    func: Any, x0: float, dx: float = 1.0, n: int = 1, args: tuple[Any, ...] = (), order: int = 3
) -> Any:
    """Return the derivative of order `n` at a point, from `order` points that are `dx` apart."""
    weights = central_diff_weights(order, n)
    return sum(
        w * func(x0 + (k - order // 2) * dx, *args) for k, w in enumerate(weights)
    ) / dx**n


def _interp2d(x: Any, y: Any, z: Any, kind: str = "linear", **settings: Any) -> Any:
    """Return a function of new x and y that interpolates `z`, values on the grid of `x` and `y`."""
    from scipy.interpolate import RectBivariateSpline

    if np.size(z) != np.size(x) * np.size(y) or settings:
        raise TypeError("interp2d is supplied only for z on a grid, with no argument other than "
                        "kind; use griddata for points, or RegularGridInterpolator for a grid")
    degree = {"linear": 1, "cubic": 3, "quintic": 5}[kind]
    spline = RectBivariateSpline(x, y, np.reshape(z, (np.size(y), np.size(x))).T, kx=degree,
                                 ky=degree)
    return lambda new_x, new_y: np.squeeze(spline(np.atleast_1d(new_x), np.atleast_1d(new_y)).T, 0
                                           ) if np.size(new_y) == 1 else spline(new_x, new_y).T


def _spline(xk: Any, yk: Any, xnew: Any, order: int = 3, kind: str = "smoothest") -> np.ndarray:
    """Interpolate by the smoothest spline: its highest derivative has the smallest jumps."""
    from scipy.interpolate import BSpline

    xk = np.asarray(xk, float)
    knots = np.repeat(xk, [order + 1, *[1] * (len(xk) - 2), order + 1])
    each = BSpline(knots, np.eye(len(knots) - order - 1), order)
    jumps = np.diff(each.derivative(order)((xk[1:] + xk[:-1]) / 2), axis=0)
    some, free = np.linalg.lstsq(each(xk), yk)[0], linalg.null_space(each(xk))
    change = np.linalg.lstsq(jumps @ free, jumps @ some)[0]
    return each(xnew) @ (some - free @ change)


def _mode(a: Any, axis: Any = 0, nan_policy: str = "propagate") -> Any:
    """Return the most frequent values along an axis and their counts; the axis gets length 1."""
    from scipy import stats

    a, axis = (np.ravel(a), 0) if axis is None else (a, axis)
    return stats.mode(a, axis, nan_policy, keepdims=True)


def _simps(y: Any, x: Any = None, dx: float = 1.0, axis: int = -1) -> Any:
    """Integrate by Simpson's rule; for an even number of points, return the mean of two integrals.

    One has a trapezoid between the first two points, the other one between the last two.
    """
    y = np.moveaxis(np.asarray(y), axis, -1)
    x = dx * np.arange(y.shape[-1]) if x is None else np.asarray(x)
    if y.shape[-1] % 2:
        return integrate.simpson(y, x=x)
    ends = integrate.trapezoid(y[..., :2], x[:2]) + integrate.trapezoid(y[..., -2:], x[-2:])
    others = integrate.simpson(y[..., 1:], x=x[1:]) + integrate.simpson(y[..., :-1], x=x[:-1])
    return (ends + others) / 2


class _Fft(ModuleType):
    """The module `scipy.fft`, which can be called, like the function that it was in old SciPy."""

    def __call__(self, *args: Any, **settings: Any) -> Any:
        return self.fft(*args, **settings)


_fft = _Fft("scipy.fft")
vars(_fft).update(vars(fft))


def _medfilt(volume: Any, kernel_size: Any = None) -> np.ndarray:
    """Apply a median filter; the result was float64 whatever the type of the volume."""
    from scipy import signal

    return signal.medfilt(np.asarray(volume, np.float64), kernel_size)


def _find(A: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return rows, columns and values of a sparse matrix's entries, column by column."""
    rows, columns, values = sparse.find(A)
    order = np.lexsort((rows, columns))
    return rows[order], columns[order], values[order]


add(sparse._base._spbase, A=property(lambda self: self.toarray()),
    H=property(lambda self: self.T.conj()))
_OURS = ("tfgraph_course.tf1",)  # calls repr for `"%s" % matrix`
# The repr of a sparse matrix was worded differently, and its str had no heading.
instead("__repr__", *(vars(sparse)[f"{kind}_matrix"] for kind in (
    "bsr", "coo", "csc", "csr", "dia", "dok", "lil")), through=_OURS)(lambda today, self: re.sub(
        r"(?s)<(.*) (sparse matrix) .*(\n.* elements.*) and shape.*",
        rf"<{self.shape[0]}x{self.shape[1]} \2 of type '{self.dtype.type}'\3 in \1 format>",
        today(self).replace("List of Lists", "LInked List").replace("size=", "size = ")))
instead("__str__", sparse._base._spbase, through=_OURS)(
    lambda today, self: today(self).partition("Coords\tValues\n")[2])


def _morlet(M: int, w: float = 5.0, s: float = 1.0, complete: bool = True) -> np.ndarray:
    """Return a complex Morlet wavelet of `M` points."""
    x = np.linspace(-s * 2 * np.pi, s * 2 * np.pi, M)
    wave = np.exp(1j * w * x) - (np.exp(-0.5 * w**2) if complete else 0)
    return wave * np.exp(-0.5 * x**2) * np.pi**-0.25


_WINDOWS = ("barthann", "bartlett", "blackman", "blackmanharris", "bohman", "boxcar", "chebwin",
            "cosine", "exponential", "flattop", "gaussian", "general_gaussian", "hamming", "hann",
            "kaiser", "nuttall", "parzen", "triang", "tukey")
NAMES = {
    "scipy": {
        name: value for name, value in {**vars(np), **OLD["numpy"]()}.items()
        if name not in dir(scipy) and name[0] != "_"
    } | {
        name: getattr(np.lib.scimath, name) for name in np.lib.scimath.__all__
    } | {"fft": _fft, "ifft": np.fft.ifft, "rand": np.random.rand, "randn": np.random.randn},
    "scipy.integrate": {
        "cumtrapz": integrate.cumulative_trapezoid, "simps": _simps,
        "trapz": integrate.trapezoid,
    },
    "scipy.interpolate": {"interp2d": _interp2d, "spline": _spline},
    "scipy.linalg": {
        "eigh": old_arguments(linalg.eigh, "eigvals=subset_by_index", "turbo"),
        "kron": np.kron, "pinv2": linalg.pinv, "tril": np.tril, "triu": np.triu,
        "tri": lambda N, M=None, k=0, dtype=bool: np.tri(N, M, k, dtype),
    },
    "scipy.misc": {
        **{f.__name__: f for f in (bytescale, fromimage, imfilter, imread, imresize, imrotate,
                                   imsave, toimage)},
        **{name: getattr(special, name) for name in (
            "comb", "factorial", "factorial2", "factorialk", "logsumexp")},
        **{name: _sample(name) for name in ("ascent", "electrocardiogram", "face")},
        "central_diff_weights": central_diff_weights, "derivative": derivative,
    },
    "scipy.ndimage": {"imread": imread},
    "scipy.signal": {name: _later("scipy.signal.windows", name) for name in _WINDOWS}
    | {name: _later("scipy.signal._wavelets", f"_{name}") for name in ("cwt", "ricker")}
    | {"hanning": _later("scipy.signal.windows", "hann"), "medfilt": _medfilt, "morlet": _morlet},
    "scipy.sparse": {"find": _find},
    "scipy.sparse.linalg": {
        name: old_arguments(getattr(sparse.linalg, name), "tol=rtol")
        for name in ("bicg", "bicgstab", "cg", "cgs", "gmres", "minres")
    },
    "scipy.spatial.distance": {"matching": _later("scipy.spatial.distance", "hamming")},
    "scipy.special": {"sph_harm": lambda m, n, theta, phi: special.sph_harm_y(n, m, phi, theta)},
    "scipy.stats": {
        "binom_test": lambda x, n=None, *args, **settings: np.float64(_later(
            "scipy.stats", "binomtest")(*((x, n) if n else (x[0], sum(x))), *args, **settings
                                        ).pvalue),
        "itemfreq": lambda a: np.stack(np.unique(a, return_counts=True), 1), "mode": _mode,
    },
}
