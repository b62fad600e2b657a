"""NumPy, SciPy, scikit-learn, pandas, Matplotlib, Pillow and h5py as in the days of TensorFlow 1.

Each file has a table NAMES: for each module, the names that were removed or had another meaning
then. A file is imported when the user's code imports one of its modules; this also adds the removed
methods to the library's classes. `MODULES` says which file has which module.

h5py, matplotlib, numpy, pandas, pillow, scipy, sklearn   each for the library of its name
pandas_tables, scipy_edges, sklearn_names                 parts of these
"""

from __future__ import annotations

import functools
import importlib
import inspect
import itertools
import sys
from collections.abc import Callable
from typing import Any

_MODULES = """
h5py h5py
matplotlib matplotlib matplotlib.cbook matplotlib.cm matplotlib.dates matplotlib.mlab
matplotlib matplotlib.pyplot mpl_toolkits.mplot3d mpl_toolkits.mplot3d.axes3d pylab
numpy numpy numpy.compat numpy.fft numpy.lib numpy.linalg
pandas pandas pandas.core.common pandas.io.json
pillow PIL PIL.Image PIL.ImageDraw PIL.ImageFont PIL.ImageOps
scipy scipy scipy.integrate scipy.interpolate scipy.linalg scipy.misc scipy.ndimage scipy.signal
scipy scipy.sparse scipy.sparse.linalg scipy.spatial scipy.spatial.distance scipy.special
scipy scipy.stats
sklearn sklearn sklearn.cross_validation sklearn.datasets sklearn.decomposition sklearn.externals
sklearn sklearn.feature_extraction sklearn.lda sklearn.metrics sklearn.mixture sklearn.qda
sklearn sklearn.model_selection sklearn.preprocessing sklearn.utils sklearn.utils.fixes
sklearn sklearn.utils.linear_assignment_
"""
MODULES = {
    module: file for file, *modules in map(str.split, _MODULES.strip().splitlines())
    for module in modules
}
MOVED = {  # modules that have new names today
    **{f"Image{part}": f"PIL.Image{part}" for part in (
        "", "Chops", "Draw", "Enhance", "File", "Filter", "Font", "Ops", "Stat")},
    "mpl_toolkits.axes_grid": "mpl_toolkits.axes_grid1",
    "mpl_toolkits.axes_grid.anchored_artists": "mpl_toolkits.axes_grid1.anchored_artists",
    "numpy.compat": "numpy._utils",
    "numpy.core.umath_tests": "numpy._core._umath_tests",
    **dict.fromkeys(("numpy.fft.fftpack", "numpy.fft.helper"), "numpy.fft"),
    **{f"numpy.lib.{file}": "numpy" for file in (
        "arraypad", "arraysetops", "function_base", "histograms", "index_tricks", "nanfunctions",
        "polynomial", "shape_base", "twodim_base", "type_check", "ufunclike", "utils")},
    "numpy.linalg.linalg": "numpy.linalg",
    "pandas.core.index": "pandas",
    "pandas.tools.plotting": "pandas.plotting",
    "pandas.util.testing": "pandas.testing",
    "scipy.linalg.basic": "scipy.linalg",
    "scipy.misc.pilutil": "scipy.misc",
    "scipy.sparse.linalg.eigen": "scipy.sparse.linalg",
    "scipy.sparse.linalg.eigen.arpack": "scipy.sparse.linalg",
    "sklearn.cross_validation": "sklearn.model_selection",
    "sklearn.externals.joblib": "joblib",
    "sklearn.externals.six": "six",
    "sklearn.externals.six.moves": "six.moves",
    "sklearn.grid_search": "sklearn.model_selection",
    "sklearn.lda": "sklearn.discriminant_analysis",
    "sklearn.learning_curve": "sklearn.model_selection",
    "sklearn.qda": "sklearn.discriminant_analysis",
    "sklearn.feature_extraction.stop_words": "sklearn.feature_extraction.text",
    "sklearn.utils.linear_assignment_": "scipy.optimize",
    "sklearn.utils.testing": "sklearn.utils._testing",
}
# Names that are not supplied, and what to use instead.
GONE = {
    "matplotlib.finance": "the package mplfinance",
    "matplotlib.mlab.PCA": "sklearn.decomposition.PCA",
    "matplotlib.mlab.csv2rec": "pandas.read_csv",
    "matplotlib.mlab.griddata": "scipy.interpolate.griddata",
    **{f"numpy.{name}": f"numpy_financial.{name} from the package numpy-financial" for name in (
        "fv", "ipmt", "irr", "mirr", "nper", "npv", "pmt", "ppmt", "pv", "rate")},
    "pandas.Panel": "a DataFrame with a MultiIndex, or a NumPy array",
    "pandas.read_gbq": "the package pandas-gbq",
    "scipy.integrate.quadrature": "scipy.integrate.quad",
    "scipy.integrate.romberg": "scipy.integrate.quad",
    "sklearn.linear_model.RandomizedLasso": "sklearn.feature_selection.SelectFromModel",
}
# Old files in scikit-learn's packages; today the packages have the files' public names.
_FILES = """
cluster birch dbscan_ hierarchical k_means_ mean_shift_ spectral
datasets base lfw mldata olivetti_faces samples_generator twenty_newsgroups
decomposition base factor_analysis fastica_ incremental_pca kernel_pca nmf pca truncated_svd
ensemble bagging base forest gradient_boosting iforest voting_classifier weight_boosting
feature_extraction dict_vectorizer
linear_model base coordinate_descent logistic perceptron ridge stochastic_gradient
manifold isomap mds t_sne
metrics classification metrics ranking regression scorer
mixture gaussian_mixture
neighbors classification kde nearest_centroid regression unsupervised
neural_network multilayer_perceptron rbm
preprocessing data imputation label
svm classes
tree tree
"""
for _package, *_files in map(str.split, _FILES.strip().splitlines()):
    MOVED |= {f"sklearn.{_package}.{file}": f"sklearn.{_package}" for file in _files}


def _names(module: str) -> dict[str, Any]:
    return importlib.import_module(f"{__name__}.{MODULES[module]}").NAMES.get(module, {})


OLD = {module: functools.partial(_names, module) for module in MODULES}


def add(cls: type, **methods: Any) -> None:
    """Add removed methods back to a class; methods that it still has are left alone."""
    for name, method in methods.items():
        if not hasattr(cls, name):
            setattr(cls, name, method)


def old_arguments(
    function: Callable[..., Any], renamed: str = "", dropped: str = "",
    defaults: dict[str, Any] | None = None, values: dict[str, Any] | None = None, added: str = "",
) -> Callable[..., Any]:
    """Return a version of a function that also accepts the arguments of TensorFlow 1's days.

    Arguments that are keyword-only today may be given by position.

    Args:
        function: a function, or a method of a class.
        renamed: pairs of old and new names of arguments, such as "left=x labels=tick_labels".
        dropped: names of old arguments, which are ignored.
        defaults: default values of that time by argument, for calls from the user's code; those of
            arguments that the function does not have are left out.
        values: today's values for old ones, keyed by the old value or by "argument=old value".
        added: names of newer arguments, which cannot be given by position.
    """
    today = dict(pair.split("=") for pair in renamed.split())
    gone = dropped.split()
    known = inspect.signature(function)
    names = [name for name in known.parameters if name not in added.split()]
    kinds = [one.kind for one in known.parameters.values()]
    places = [*kinds, inspect.Parameter.KEYWORD_ONLY].index(inspect.Parameter.KEYWORD_ONLY)
    places = min([places, *map([*known.parameters].index, added.split())])
    if inspect.Parameter.VAR_POSITIONAL in kinds:
        places = sys.maxsize

    def of_today(name: str, value: Any) -> Any:
        if not values or not isinstance(value, str | float):
            return value
        return values.get(f"{name}={value}", values.get(value, value))

    @functools.wraps(function)
    def old(*args: Any, **settings: Any) -> Any:
        settings = dict(zip(names[places:], args[places:], strict=False)) | settings
        args = *map(of_today, names, args[:places]), *args[len(names):places]
        for name in gone:
            settings.pop(name, None)
        settings = {today.get(name, name): value for name, value in settings.items()}
        settings = {name: of_today(name, value) for name, value in settings.items()}
        if defaults and called_by_user():
            given = known.bind_partial(*args, **settings).arguments
            settings |= {name: defaults[name] for name in (defaults.keys() & names) - given.keys()}
        return function(*args, **settings)

    return old


def instead(
    names: str, *classes: type, through: tuple[str, ...] | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Call the decorated function instead of methods, with today's method as its first argument.

    With `through`, do so only for calls by the user's code, direct or through these packages.
    """

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for cls, name in itertools.product(classes, names.split()):
            today = getattr(cls, name)

            def method(self: Any, *args: Any, today: Any = today, **more: Any) -> Any:
                if through is None or called_by_user(*through):
                    return function(today, self, *args, **more)
                return today(self, *args, **more)

            setattr(cls, name, functools.wraps(today)(method))
        return function

    return decorate


def called_by_user(*through: str) -> bool:
    """Return whether the user's code called the function of this package that calls this one.

    The call may have passed through other packages, whose names are `through`.
    """
    from tfgraph_course.tf1.doors.owners import is_users

    frame = sys._getframe(1)
    while frame and frame.f_globals.get("__name__", "").startswith((__name__, *through)):
        frame = frame.f_back
    return is_users(frame and frame.f_globals)
