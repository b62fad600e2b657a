"""Which of the course's models some weights belong to, by their shapes."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

import numpy as np

from tfgraph_course.models import MODELS, Form, Model


class Recognized(NamedTuple):
    """The model that some weights belong to."""

    model: Model
    form: Form  # which of the model's
    sides: dict[str, int]  # their lengths: pixels, hidden, classes, ...


def recognize(weights: dict[str, np.ndarray], name: str = "") -> Recognized | None:
    """Find the model that weights belong to, and which of its forms.

    Args:
        weights: by the chapters' names, or by arr_0, ... in the order of the graph.
        name: of the model, a key of MODELS; without it, the first that has such weights is taken.

    Returns:
        None if they do not fit any model of the course, or not the one that is named.
    """
    # The weather's come first: its weights could also be those of images of 4 x 4 pixels.
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
    """The keys of a model's weights in the order of its graph, in either form of a file."""
    if "arr_0" in weights:
        return [f"arr_{i}" for i in range(len(form.weights))]
    return list(form.weights)


def image_sizes(form: Form, sides: dict[str, int]) -> range:
    """How many pixels a side the images of a font model may have; none if they are not square.

    Pooling drops an odd pixel, and the weights after it do not show that: the deep CNN keeps 9 of
    36 to 39 pixels.
    """
    filters = [terms[-1] for text in form.weights.values() if len(terms := text.split()) == 4]
    features = sides["features"] if filters else sides["pixels"]
    pixels, rest = divmod(features, sides[filters[-1]] if filters else 1)
    side, step = math.isqrt(pixels), 2 ** len(filters)
    return range(side * step, (side + 1) * step) if side * side == pixels and not rest else range(0)


def _fitting(spec: dict[str, str], arrays: list[np.ndarray | None]) -> dict[str, int] | None:
    """The lengths of all sides, if the arrays have the shapes of the model's."""
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
