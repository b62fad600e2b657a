"""Which of the course's models some weights are of, read off their shapes."""

from __future__ import annotations

import math
import re

import numpy as np

# The weights of each model in its graph's order, and the length of each side, which must be the
# same wherever its name stands: 1, classes, 4state, 5+state.
_OUT = {"W1": "state 4", "b1": "4"}
_CONVOLUTION = {"W1": "window window 1 filters", "b1": "filters"}
SIDES = {
    "logistic": {"W": "pixels classes", "b": "classes"},
    "weather_rnn": {"kernel": "5+state state", "bias": "state", **_OUT},
    "weather_lstm": {"kernel": "5+state 4state", "bias": "4state", **_OUT},
    "weather_gru": {
        "gates_kernel": "5+state 2state", "gates_bias": "2state",
        "candidate_kernel": "5+state state", "candidate_bias": "state", **_OUT,
    },
    "single_hidden": {
        "W1": "pixels hidden", "b1": "hidden", "W2": "hidden classes", "b2": "classes",
    },
    "deep_nn": {
        "W1": "pixels hidden1", "b1": "hidden1", "W2": "hidden1 hidden2", "b2": "hidden2",
        "W3": "hidden2 classes", "b3": "classes",
    },
    "cnn": {
        **_CONVOLUTION, "W2": "features hidden", "b2": "hidden", "W3": "hidden classes",
        "b3": "classes",
    },
    "deep_cnn": {
        **_CONVOLUTION, "W2": "window window filters filters2", "b2": "filters2",
        "W3": "features hidden", "b3": "hidden", "W4": "hidden classes", "b4": "classes",
    },
}  # fmt: skip


def recognize(weights: dict[str, np.ndarray]) -> tuple[str, dict[str, int]] | None:
    """Find the model that weights are of.

    Args:
        weights: by the chapters' names, or by arr_0, ... in the order of the graph.

    Returns:
        The model's name, and the lengths of its sides: pixels, hidden, filters, classes, ...;
        None if they are of no model of the course.
    """
    for name, spec in SIDES.items():
        keys = keys_of(name, weights)
        sides = _fitting(spec, [weights.get(key) for key in keys])
        if sides and set(keys) == set(weights) and (is_weather(name) or image_sizes(name, sides)):
            return name, sides
    return None


def keys_of(name: str, weights: dict[str, np.ndarray]) -> list[str]:
    """The keys of a model's weights in the order of its graph, in either form of a file."""
    if "arr_0" in weights:
        return [f"arr_{i}" for i in range(len(SIDES[name]))]
    return list(SIDES[name])


def is_weather(name: str) -> bool:
    """Whether a model is of the weather, and not of font images."""
    return name.startswith("weather")


def image_sizes(name: str, sides: dict[str, int]) -> range:
    """How many pixels a side the images of a font model may have; none if they are not square.

    A pooling drops an odd pixel, which the weights behind it do not show: the deep CNN keeps 9 of
    36 to 39 pixels.
    """
    poolings = {"cnn": 1, "deep_cnn": 2}.get(name, 0)
    features = sides["features"] if poolings else sides["pixels"]
    pixels, rest = divmod(features, sides.get("filters2", sides.get("filters", 1)))
    side, step = math.isqrt(pixels), 2**poolings
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
