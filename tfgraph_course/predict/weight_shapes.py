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
    weights: dict[str, np.ndarray]  # named as in the chapters
    sides: dict[str, int]  # lengths of the weights' axes: pixels, hidden, classes, ...


def recognize(arrays: dict[str, np.ndarray], name: str = "") -> Recognized | None:
    """Find the model that some weights belong to, and which of the model's forms.

    Args:
        arrays: the weights, keyed by their names in the chapters or, in the order of the graph, by
            arr_0, arr_1, ...
        name: the model, a key of MODELS; if empty, the first model that the weights fit is chosen.

    Returns:
        The model; None if the weights do not fit the named model or, if none is named, any model.
    """
    # The weather models come first: their weights would also fit a model of 4 x 4 pixel images.
    any_model = sorted(MODELS.values(), key=lambda model: model.sees != "weeks")
    for model in [MODELS[name]] if name else any_model:
        for form in model.forms:
            numbered = [f"arr_{i}" for i in range(len(form.weights))]
            keys = numbered if "arr_0" in arrays else form.weights
            if set(keys) != set(arrays):
                continue
            weights = {name: arrays[key] for name, key in zip(form.weights, keys, strict=True)}
            sides = _sides(form, weights)
            if sides and (model.sees == "weeks" or image_sizes(form, sides)):
                return Recognized(model, form, weights, sides)
    return None


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


def _sides(form: Form, weights: dict[str, np.ndarray]) -> dict[str, int] | None:
    """Return the length of each named axis of a model's weights; None if the weights do not fit."""
    sides: dict[str, int] = {}
    for name, array in weights.items():
        terms = form.weights[name].split()
        if array.dtype.kind not in "fiu" or array.ndim != len(terms):
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
