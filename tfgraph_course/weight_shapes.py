"""Whether weights are such as a model of the course has, read off their shapes."""

from __future__ import annotations

import math
import re

import numpy as np

from tfgraph_course.models import MODELS, Form, Model

Fit = tuple[Model, Form, dict[str, int]]  # the lengths of sides: pixels, hidden, classes, ...


def fit(model: Model, weights: dict[str, np.ndarray]) -> Fit | None:
    """Find which form of a model has such weights; None if none has.

    Args:
        model: of the course.
        weights: by the chapters' names, or by arr_0, ... in the order of the graph.
    """
    for form in model.forms:
        keys = keys_of(form, weights)
        sides = _fitting(form.weights, [weights.get(key) for key in keys])
        if not sides or set(keys) != set(weights):
            continue
        if model.sees == "weeks" or image_sizes(form, sides):
            return model, form, sides
    return None


def guess(weights: dict[str, np.ndarray]) -> Fit | None:
    """Find a model that has such weights, for files that do not say whose they are.

    The weather's come first: 235 weights of weeks may be images of 4 x 4 pixels too.
    """
    models = sorted(MODELS.values(), key=lambda model: model.sees != "weeks")
    return next(filter(None, (fit(model, weights) for model in models)), None)


def keys_of(form: Form, weights: dict[str, np.ndarray]) -> list[str]:
    """The keys of a model's weights in the order of its graph, in either form of a file."""
    if "arr_0" in weights:
        return [f"arr_{i}" for i in range(len(form.weights))]
    return list(form.weights)


def image_sizes(form: Form, sides: dict[str, int]) -> range:
    """How many pixels a side the images of a font model may have; none if they are not square.

    A pooling drops an odd pixel, which the weights behind it do not show: the deep CNN keeps 9 of
    36 to 39 pixels.
    """
    filters = [terms[-1] for text in form.weights.values() if len(terms := text.split()) == 4]
    features = sides["features"] if filters else sides["pixels"]
    pixels, rest = divmod(features, sides[filters[-1]] if filters else 1)
    side, step = math.isqrt(pixels), 2 ** len(filters)
    return range(side * step, (side + 1) * step) if side * side == pixels and not rest else range(0)


def _fitting(spec: dict[str, str], arrays: list[np.ndarray | None]) -> dict[str, int] | None:
    """The lengths of all sides, if the arrays are such as the model has."""
    sides: dict[str, int] = {}
    for text, array in zip(spec.values(), arrays, strict=True):
        terms = text.split()
        if array is None or array.dtype.kind not in "fiu" or array.ndim != len(terms):
            return None
        for term, length in zip(terms, array.shape, strict=True):
            more, times, side = re.fullmatch(r"(?:(\d+)\+)?(\d*)(\w*)", term).groups()
            if not side:
                if length != int(times):
                    return None
                continue
            one, rest = divmod(length - int(more or 0), int(times or 1))
            if rest or one < 1 or sides.setdefault(side, one) != one:
                return None
    return sides
