"""Old names of Matplotlib up to 2.2, for the user's code.

They include `hold`, `axisbg`, `gca(projection=...)`, and names of styles and colormaps.
"""

from __future__ import annotations

import operator
from datetime import datetime
from typing import Any

import matplotlib
import numpy as np
from matplotlib import colors, dates, figure, style
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.axes._base import _AxesBase
from matplotlib.axis import Axis
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colorbar import Colorbar
from matplotlib.contour import ContourSet
from matplotlib.legend import Legend
from matplotlib.projections.polar import PolarAxes
from mpl_toolkits.mplot3d import axes3d

from tfgraph_course.tf1.libraries import add, instead, old_arguments
from tfgraph_course.tf1.old_modules import OLD

_MAPS = {"Vega10": "tab10", "Vega20": "tab20", "Vega20b": "tab20b", "Vega20c": "tab20c",
         "spectral": "nipy_spectral"}
# Renamed and dropped arguments of methods of axes, and of pyplot's functions.
_ARGUMENTS = {
    "annotate": ("s=text",), "bar": ("left=x normed=density", "hold"),
    "boxplot": ("labels=tick_labels", "hold"),
    **dict.fromkeys(("fill", "hist", "hist2d", "imshow", "pie", "plot", "scatter", "violinplot"),
                    ("normed=density", "hold")),
}
# Names of `rcParams` that no longer change anything.
_SETTINGS = {"axes.hold", "backend.qt4", "backend.qt5", "datapath", "examples.directory",
             "savefig.frameon", "savefig.jpeg_quality", "text.latex.preview", "text.latex.unicode",
             "verbose.level"}


def _hold(*args: Any) -> None:
    """Do nothing: plots are always added to the existing ones."""


def normpdf(x: Any, *args: float) -> np.ndarray:
    """Return the density at `x` of a normal distribution with this mean and standard deviation."""
    mu, sigma = args
    return np.exp(-0.5 * ((np.asarray(x) - mu) / sigma) ** 2) / (np.sqrt(2 * np.pi) * sigma)


def bivariate_normal(
    X: Any, Y: Any, sigmax: float = 1.0, sigmay: float = 1.0, mux: float = 0.0, muy: float = 0.0,
    sigmaxy: float = 0.0,
) -> np.ndarray:
    """Return the density of a bivariate normal distribution with covariance `sigmaxy`."""
    x, y, rho = X - mux, Y - muy, sigmaxy / (sigmax * sigmay)
    z = (x / sigmax) ** 2 + (y / sigmay) ** 2 - 2 * rho * x * y / (sigmax * sigmay)
    scale = 2 * np.pi * sigmax * sigmay * np.sqrt(1 - rho**2)
    return np.exp(-z / (2 * (1 - rho**2))) / scale


class Axes3D(axes3d.Axes3D):
    """Three-dimensional axes that add themselves to their figure."""

    def __init__(self, fig: Any, *args: Any, **settings: Any) -> None:
        super().__init__(fig, *args, **settings)
        if self not in fig.axes:
            fig.add_axes(self)


def gca(figure: Any, **settings: Any) -> Any:
    """Return a figure's current axes or, given settings such as a projection, add new ones."""
    return figure.add_subplot(**settings) if settings else _gca(figure)


def use(backend: str, warn: bool = False, force: bool = True) -> None:
    """Select the backend by name; `warn` is ignored."""
    matplotlib.use(backend, force=force)


@instead("tick_params", _AxesBase)
@instead("set_tick_params", Axis)
def _tick_params(today: Any, self: Any, *args: Any, **settings: Any) -> Any:
    """Accept `tick_params(labelbottom="off")`: turn the strings "on" and "off" into booleans."""
    for name, value in settings.items():
        if name != "axis" and isinstance(value, str) and value in ("on", "off"):
            settings[name] = value == "on"
    return today(self, *args, **settings)


def _plot_date(self: Any, x: Any, y: Any, fmt: str = "o", tz: Any = None, **settings: Any) -> Any:
    self.xaxis_date(tz)
    return self.plot(x, y, fmt, **settings)


def _window_title(self: Any, title: str) -> None:
    if self.manager is not None:
        self.manager.set_window_title(title)


@instead("savefig", figure.Figure)
def _savefig(today: Any, self: Any, *args: Any, frameon: bool = True, papertype: Any = None,
             **settings: Any) -> Any:
    clear = {} if frameon else {"facecolor": "none", "edgecolor": "none"}
    return today(self, *args, **clear | settings)


def _replace_artists(name: str) -> Any:
    """Make a setter for `axes.texts = []` and the like: remove old artists, add those given."""

    def replace(self: Any, artists: Any) -> None:
        for artist in set(getattr(self, name)).difference(artists):
            artist.remove()
        for artist in artists:
            if artist not in getattr(self, name):
                self.add_artist(artist)

    return replace


def _alone(make: Any) -> Any:
    """Make `plt.subplot` remove the axes that the new ones overlap."""

    def old(*args: Any, **settings: Any) -> Axes:
        new = make(*args, **settings)
        for axes in new.figure.axes:
            if axes is not new and new.bbox.fully_overlaps(axes.bbox):
                axes.remove()
        return new

    return old


def _is_a(*kinds: type) -> Any:
    return lambda obj: isinstance(obj, kinds)


for _kind in (Axes, PolarAxes, axes3d.Axes3D):
    _kind.__name__ += "Subplot"
_gca = figure.Figure.gca
figure.Figure.gca = gca
_AxesBase.grid = old_arguments(_AxesBase.grid, "b=visible")
Axes.__init__ = old_arguments(Axes.__init__, "axisbg=facecolor")
for _name, _arguments in _ARGUMENTS.items():
    setattr(Axes, _name, old_arguments(getattr(Axes, _name), *_arguments))
for _name in ("loglog", "semilogx", "semilogy", "set_xscale", "set_yscale"):
    setattr(Axes, _name, old_arguments(getattr(Axes, _name), " ".join(
        f"{old}{axis}={new}" for axis in "xy" for old, new in (
            ("base", "base"), ("linthresh", "linthresh"), ("nonpos", "nonpositive"),
            ("subs", "subs")))))
add(
    Axes, get_axis_bgcolor=Axes.get_facecolor, set_axis_bgcolor=Axes.set_facecolor,
    set_axisbg=Axes.set_facecolor, set_color_cycle=lambda self, colors: self.set_prop_cycle(
        "color", colors), hold=_hold, ishold=lambda self: True, plot_date=_plot_date,
)
add(_AxesBase.ArtistList, remove=lambda self, artist: artist.remove(),
    append=lambda self, artist: self._axes.add_artist(artist),
    pop=lambda self, place=-1: (self[place], self[place].remove())[0],
    __delitem__=lambda self, place: [artist.remove() for artist in np.ravel(self[place])])
for _name in ("artists", "collections", "images", "lines", "patches", "tables", "texts"):
    setattr(Axes, _name, property(getattr(Axes, _name).fget, _replace_artists(_name)))
add(figure.Figure, hold=_hold)
add(Colorbar, **{_name: lambda self, *args, name=_name, **named: getattr(self.mappable, name)(
    *args, **named) for _name in ("get_clim", "get_cmap", "set_clim", "set_cmap")})
add(Legend, legendHandles=property(operator.attrgetter("legend_handles")))
instead("__setitem__", matplotlib.RcParams)(
    lambda today, self, key, value: None if key in _SETTINGS else today(self, key, value))
add(FigureCanvasAgg, tostring_rgb=lambda self: np.asarray(self.buffer_rgba())[..., :3].tobytes())
add(ContourSet, collections=property(lambda self: [self]))
add(axes3d.Axes3D, dist=property(
    lambda self: self._dist, lambda self, distance: setattr(self, "_dist", distance)))
add(axes3d.Axes3D, **{f"w_{_name}": property(operator.attrgetter(_name))
                      for _name in ("xaxis", "yaxis", "zaxis")})
add(FigureCanvasBase, set_window_title=_window_title)
for _old, _new in _MAPS.items():
    if _old not in matplotlib.colormaps:
        matplotlib.colormaps.register(matplotlib.colormaps[_new], name=_old)
        matplotlib.colormaps.register(matplotlib.colormaps[f"{_new}_r"], name=f"{_old}_r")
for _name in list(style.library):
    if "-v0_8" in _name:
        style.library[_name.replace("-v0_8", "")] = style.library[_name]
        style.available.append(_name.replace("-v0_8", ""))

# Then, colors of lines were strings such as "#1f77b4", and dates were days since the year 1.
for _settings in (matplotlib.rcParams, matplotlib.rcParamsDefault):
    if _settings["axes.prop_cycle"] == matplotlib.rcParamsDefault["axes.prop_cycle"]:
        _settings["axes.prop_cycle"] = plt.cycler(color=[*colors.TABLEAU_COLORS.values()])
    _settings["date.epoch"] = "0000-12-31"
_DAY, _DAY_0 = 86400, 719163  # seconds; 1 January 1970

_IS = {"is_numlike": _is_a(int, float, np.number), "is_string_like": _is_a(str),
       "iterable": np.iterable}
_MLAB = {
    "bivariate_normal": bivariate_normal, "find": np.flatnonzero, "normpdf": normpdf,
    "dist": lambda x, y: np.linalg.norm(x - y),
    "frange": lambda xini, xfin=None, delta=1.0: np.arange(
        round(((xini if xfin is None else xfin - xini) + 0.0) / delta) + 1) * delta + (
            0.0 if xfin is None else xini),
    "movavg": lambda x, n: np.convolve(x, np.full(n, 1 / n), "valid"),
    "prctile": lambda x, p=(0.0, 25.0, 50.0, 75.0, 100.0): np.percentile(x, p),
    "rms_flat": lambda a: np.sqrt(np.mean(np.abs(a) ** 2)),
}
_MAP_TO = {"register_cmap": lambda name=None, cmap=None: matplotlib.colormaps.register(
    cmap, name=name)}
_PYPLOT = {
    **{name: old_arguments(getattr(plt, name), *_ARGUMENTS[name]) for name in _ARGUMENTS},
    **_MAP_TO, "gca": lambda **settings: gca(plt.gcf(), **settings),
    "hold": _hold,
    "ishold": lambda: True,
    "plot_date": lambda *args, **settings: plt.gca().plot_date(*args, **settings),
    "spectral": lambda: plt.set_cmap("nipy_spectral"),
    "subplot": _alone(plt.subplot),
    "subplot2grid": _alone(plt.subplot2grid),
}
_IN_3D = {"Axes3D": Axes3D}
NAMES = {
    "matplotlib": {"use": use},
    "matplotlib.cm": {
        **_MAP_TO, **{name: matplotlib.colormaps[name] for name in _MAPS},
        "cmap_d": matplotlib.colormaps, "get_cmap": plt.get_cmap,
    },
    "matplotlib.dates": {
        "epoch2num": lambda e: np.asarray(e) / _DAY + _DAY_0,
        "num2epoch": lambda d: (np.asarray(d) - _DAY_0) * _DAY,
        "strpdate2num": lambda fmt: lambda s: dates.date2num(datetime.strptime(s, fmt)),
        "bytespdate2num": lambda fmt, encoding="utf-8": lambda b: dates.date2num(
            datetime.strptime(b.decode(encoding), fmt)),
    },
    "matplotlib.mlab": _MLAB,
    "matplotlib.pyplot": _PYPLOT,
    "mpl_toolkits.mplot3d": _IN_3D,
    "mpl_toolkits.mplot3d.axes3d": _IN_3D,
    "pylab": {**OLD["numpy"](), **_PYPLOT, **_IS, **_MLAB},
    "matplotlib.cbook": _IS,
}
