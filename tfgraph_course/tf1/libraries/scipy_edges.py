"""How `scipy.ndimage` extended images up to SciPy 1.5, for the user's code.

A point beyond an edge was moved into the image, to the outermost pixel ("nearest") or by reflection
about the edge, at -0.5 ("reflect"), and had the value there. Splines were mirrored at the edges in
every mode.
"""

from __future__ import annotations

import functools
from types import SimpleNamespace
from typing import Any

import numpy as np
from scipy.ndimage import _interpolation as today
from scipy.ndimage._ni_support import _extend_mode_to_code as code_of

from tfgraph_course.tf1.libraries import called_by_user

_NEAREST, _REFLECT, _MIRROR = map(code_of, ("nearest", "reflect", "mirror"))
_compiled, _filter, _pad = today._nd_image, today.spline_filter, today._prepad_for_spline_filter
_by_user = functools.partial(called_by_user, "scipy", "tf_keras")


def _is_other(mode: int, order: int) -> bool:
    return (mode == _REFLECT or (mode == _NEAREST and order != 1)) and _by_user()


def _moved(places: np.ndarray, size: int, mode: int, order: int) -> np.ndarray:
    if mode == _NEAREST:
        return places.clip(0, size - 1)
    places = places % (2 * size)
    places = np.where(places < size, places, 2 * size - places - 1)
    return places if order else np.floor(places + 0.5)


def _transform(image: Any, mapping: Any, places: Any, matrix: Any, offset: Any, output: Any,
               order: int, mode: int, *rest: Any) -> None:
    if _is_other(mode, order):
        if places is None:
            at = np.moveaxis(np.indices(output.shape), 0, -1)
            places = np.moveaxis(at @ matrix.T + offset if mapping is None else np.apply_along_axis(
                lambda place: mapping(tuple(place), *rest[2], **rest[3]), -1, at), -1, 0)
        places = np.stack([_moved(*one, mode, order) for one in zip(
            np.asarray(places, float), image.shape, strict=True)])
        mapping, matrix, offset, mode = None, None, None, _MIRROR
    _compiled.geometric_transform(
        image, mapping, places, matrix, offset, output, order, mode, *rest)


def _zoom_shift(image: Any, zoom: Any, shift: Any, output: Any, order: int, mode: int,
                *rest: Any) -> None:
    if not _is_other(mode, order):
        return _compiled.zoom_shift(image, zoom, shift, output, order, mode, *rest)
    matrix = np.eye(image.ndim) * (1 if zoom is None else zoom)
    offset = 0 if shift is None else matrix @ shift
    _transform(image, None, None, matrix, offset, output, order, mode, *rest[:2], None, None)


today._nd_image = SimpleNamespace(
    **vars(_compiled) | {"geometric_transform": _transform, "zoom_shift": _zoom_shift})
today.spline_filter = lambda *args, mode="mirror", **settings: _filter(
    *args, mode="mirror" if _by_user() else mode, **settings)
today._prepad_for_spline_filter = lambda image, mode, cval: (
    (image, 0) if _by_user() else _pad(image, mode, cval))
