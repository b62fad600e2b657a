"""Find out, from the shapes of weights, which of the course's models they belong to."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

import numpy as np

from tfgraph_course.models import MODELS, Form, Model


class Recognized(NamedTuple):
    """The model that some weights belong to."""

    model: Model
    form: Form  # the form of the model that the weights fit
    sides: dict[str, int]  # lengths of the weights' axes: pixels, hidden, classes, ...


def recognize(weights: dict[str, np.ndarray], name: str = "") -> Recognized | None:
    """Find the model that some weights belong to, and which of the model's forms.

    Args:
        weights: the weights, keyed by their names in the chapters or, in the order of the graph, by
            arr_0, arr_1, ...
        name: the model, a key of MODELS; if empty, the first model that the weights fit is chosen.

    Returns:
        The model; None if the weights do not fit the named model or, if none is named, any model.
    """
    # The weather models come first: their weights would also fit a model of 4 x 4 pixel images.
    any_model = sorted(MODELS.values(), key=lambda model: model.sees != "weeks")
    for model in [MODELS[name]] if name else any_model:
        for form in model.forms:
            keys = keys_of(form, weights)
            sides = _fitting(form.weights, [weights.get(key) for key in keys])
            if not sides or set(keys) != set(weights):
                continue
            if model.sees == "weeks" or image_sizes(form, sides):
                return Recognized(model, form, sides)
    return None


def keys_of(form: Form, weights: dict[str, np.ndarray]) -> list[str]:
    """Return the keys of a model's weights, in the order of its graph: names, or arr_0, ..."""
    if "arr_0" in weights:
        return [f"arr_{i}" for i in range(len(form.weights))]
    return list(form.weights)


def image_sizes(form: Form, sides: dict[str, int]) -> range:
    """Return the possible sizes of a font model's images, in pixels; empty if they are not square.

    Pooling drops the last row and column of an image with an odd size, and the weights do not show
    whether this happened: the deep CNN pools all sizes from 36 to 39 down to 9.
    """
    filters = [terms[-1] for text in form.weights.values() if len(terms := text.split()) == 4]
    features = sides["features"] if filters else sides["pixels"]
    pixels, rest = divmod(features, sides[filters[-1]] if filters else 1)
    side, step = math.isqrt(pixels), 2 ** len(filters)
    return range(side * step, (side + 1) * step) if side * side == pixels and not rest else range(0)


def _fitting(spec: dict[str, str], arrays: list[np.ndarray | None]) -> dict[str, int] | None:
    """Return the length of each named axis of a model's weights; None if the arrays do not fit.

    `spec` gives the shapes of the weights, as `Form.weights` does.
    """
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
