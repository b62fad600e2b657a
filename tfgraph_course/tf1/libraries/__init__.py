"""SciPy, scikit-learn, pandas, Matplotlib and Pillow as in the days of TensorFlow 1.

Each file has a table NAMES: for each module, the names that it has lost or that meant something
else. A file is imported when the user's code imports one of its modules; methods that a class has
lost are then added to the class. `MODULES` says which file has which module.

matplotlib, pandas, pillow, scipy, sklearn   each for the library of its name
"""

from __future__ import annotations

import functools
import importlib
import inspect
import sys
from collections.abc import Callable
from typing import Any

MODULES = {
    "PIL": "pillow",
    "PIL.Image": "pillow",
    "PIL.ImageDraw": "pillow",
    "PIL.ImageFont": "pillow",
    "matplotlib": "matplotlib",
    "matplotlib.cm": "matplotlib",
    "matplotlib.mlab": "matplotlib",
    "matplotlib.pyplot": "matplotlib",
    "mpl_toolkits.mplot3d": "matplotlib",
    "mpl_toolkits.mplot3d.axes3d": "matplotlib",
    "pandas": "pandas",
    "pylab": "matplotlib",
    "scipy": "scipy",
    "scipy.misc": "scipy",
    "sklearn": "sklearn",
    "sklearn.cross_validation": "sklearn",
    "sklearn.datasets": "sklearn",
    "sklearn.externals": "sklearn",
    "sklearn.grid_search": "sklearn",
    "sklearn.metrics": "sklearn",
    "sklearn.mixture": "sklearn",
    "sklearn.preprocessing": "sklearn",
}
MOVED = {  # modules that have new names today
    "Image": "PIL.Image",
    "ImageDraw": "PIL.ImageDraw",
    "ImageFont": "PIL.ImageFont",
    "pandas.tools.plotting": "pandas.plotting",
    "sklearn.externals.six": "six",
    "sklearn.lda": "sklearn.discriminant_analysis",
    "sklearn.qda": "sklearn.discriminant_analysis",
}


def _names(module: str) -> dict[str, Any]:
    return importlib.import_module(f"{__name__}.{MODULES[module]}").NAMES.get(module, {})


OLD = {module: functools.partial(_names, module) for module in MODULES}


def add(cls: type, **methods: Any) -> None:
    """Add the methods that a class has lost; those that it has stay."""
    for name, method in methods.items():
        if not hasattr(cls, name):
            setattr(cls, name, method)


def old_arguments(
    function: Callable[..., Any], renamed: str = "", dropped: str = "",
    defaults: dict[str, Any] | None = None, values: dict[str, Any] | None = None,
) -> Callable[..., Any]:
    """Make a function take the arguments that it took in the days of TensorFlow 1.

    Args:
        function: a function, or a method of a class.
        renamed: pairs of an argument's old and new name, "normed=density warn=".
        dropped: arguments that are ignored today.
        defaults: values of arguments that the user's code does not give.
        values: today's names of values that are strings.
    """
    today = dict(pair.split("=") for pair in renamed.split())
    gone = dropped.split()
    known = inspect.signature(function)

    @functools.wraps(function)
    def old(*args: Any, **settings: Any) -> Any:
        for name in gone:
            settings.pop(name, None)
        settings = {today.get(name, name): value for name, value in settings.items()}
        if values:
            settings = {
                name: values.get(value, value) if isinstance(value, str) else value
                for name, value in settings.items()
            }
        if defaults and called_by_user():
            given = known.bind_partial(*args, **settings).arguments
            settings |= {name: value for name, value in defaults.items() if name not in given}
        return function(*args, **settings)

    return old


def called_by_user() -> bool:
    """Return whether the user's code called the function that calls this one."""
    from tfgraph_course.tf1.doors.owners import is_users

    return is_users(sys._getframe(2).f_globals)
