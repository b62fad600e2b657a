"""Compares an answer and says what is wrong with it, for the checks of all chapters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from exercises.checks.answers import Wrong


def agree(
    got: Any,
    expected: Any,
    name: str,
    axes: Sequence[str] = (),
    suspects: Mapping[str, Any] | None = None,
) -> None:
    """Refuse an array that is not the expected one, to rounding.

    Args:
        got: what the learner's function returned.
        expected: an array or a number.
        name: of the array in the task, as in "your NAME".
        axes: what an index of each axis counts, to name the first place that differs.
        suspects: wrong arrays that a learner may have computed, by what they are: "the maximum".

    Raises:
        Wrong: a shape or place differs; the message says which, and which suspect it is.
    """
    got, expected = numbers(got, name), np.asarray(expected)
    likely = (what for what, wrong in (suspects or {}).items() if _same(got, np.asarray(wrong)))
    suspicion = f" It seems to be {what}." if (what := next(likely, None)) else ""
    if got.shape != expected.shape:
        must = f"and it must be {shape(expected)}"
        raise Wrong(f"your {name} is {shape(got)}, {must}.{suspicion}")
    differs = ~np.isclose(got, expected, rtol=1e-3, atol=1e-5)
    if differs.any():
        first = tuple(int(i) for i in np.argwhere(differs)[0])
        here = f" at {place(first, axes)}" if first else ""
        right = f" has the right shape, {shape(got)}, but{here} it" if first else ""
        raise Wrong(
            f"your {name}{right} is {number(got[first])}, and it must be {number(expected[first])}."
            f"{suspicion}"
        )


def _same(got: np.ndarray, wrong: np.ndarray) -> bool:
    return got.shape == wrong.shape and np.allclose(got, wrong, rtol=1e-3, atol=1e-5)


def numbers(got: Any, name: str) -> np.ndarray:
    """The answer as an array of numbers.

    Raises:
        Wrong: it is not numbers.
    """
    if hasattr(got, "graph"):
        raise Wrong(f"your {name} is a node of a graph, and it must be computed, with NumPy.")
    try:
        array = np.asarray(got)
    except ValueError:  # rows of several lengths
        array = np.asarray(None)
    if array.dtype.kind not in "biuf":
        raise Wrong(f"your {name} is of type {type(got).__name__}, not an array of numbers.")
    return array


def parts(got: Any, *names: str) -> tuple:
    """The parts of an answer that has several.

    Raises:
        Wrong: there are fewer or more.
    """
    if not isinstance(got, tuple | list) or len(got) != len(names):
        count = len(got) if isinstance(got, tuple | list) else "a single one"
        wanted = ", ".join(names[:-1]) + f" and {names[-1]}"
        raise Wrong(f"your answer must have {len(names)} parts, {wanted}; it has {count}.")
    return tuple(got)


def node(got: Any, name: str, size: Sequence[int | None] | None = None) -> Any:
    """A node of the graph, of a certain shape if one is given.

    Raises:
        Wrong: it is not a node, or has another shape.
    """
    if not hasattr(got, "graph"):
        raise Wrong(
            f"your {name} is of type {type(got).__name__}, and must be a node that a session runs."
        )
    if size is not None and (found := got.shape.as_list()) != list(size):
        raise Wrong(f"your {name} has shape {found}, and it must be {list(size)}.")
    return got


def number(value: Any) -> str:
    """A number for a message: whole, or to five digits."""
    return str(int(value)) if float(value).is_integer() else f"{value:.5g}"


def shape(array: np.ndarray) -> str:
    """A shape for a message: 5 x 5 x 2."""
    if array.ndim == 1:
        return f"a row of {len(array)}"
    return " x ".join(map(str, array.shape)) or "a single number"


def place(index: Sequence[int], axes: Sequence[str] = ()) -> str:
    """A place in an array: row 2, column 0."""
    if len(axes) != len(index):
        return str(list(index))
    return ", ".join(f"{axis} {i}" for axis, i in zip(axes, index, strict=True))
