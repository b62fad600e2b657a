"""Read a trained model from the file that a run saved, without TensorFlow.

`weights_by_name.npz` holds the weights and whatever else is needed to use them: the name of the
model, the names of its classes and, for a font model, how the letters in its training data are
drawn. The book's `weights.npz` holds only the weights.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tfgraph_course.datasets.weather import SEASONS
from tfgraph_course.errors import CourseError
from tfgraph_course.files.npz import read_npz
from tfgraph_course.models import MODELS, Form, Model
from tfgraph_course.predict import forward
from tfgraph_course.predict.letters import Manner, fault_of, manner_of, unknown_manner
from tfgraph_course.predict.weight_shapes import Recognized, image_sizes, recognize

ABOUT = "about/"  # prefix of the names of arrays that are not weights
BATCH = 256  # images; the deep CNN's widest array for them takes 256 * 36 * 36 * 16 * 4 B = 20 MiB


class HowTrained(NamedTuple):
    """How a model was trained."""

    epochs: int
    train_acc: float  # 0..1, after the last epoch
    test_acc: float  # 0..1; NaN if there were no validation data
    data: str  # the data file
    loss: str  # "book", "logits", or "own" for a reader's own model

    def __str__(self) -> str:
        validation = "" if math.isnan(self.test_acc) else f", {self.test_acc:.1%} validation"
        return (
            f"trained for {self.epochs:,} epochs on {self.data}, loss {self.loss}: "
            f"{self.train_acc:.1%} training{validation}"
        )


class Trained(NamedTuple):
    """A trained model of the course, with its weights and whatever else is needed to use it."""

    path: Path  # the file
    model: Model
    form: Form  # the form of the model that the weights fit
    weights: dict[str, np.ndarray]  # float32, named as in the chapters
    sides: dict[str, int]  # lengths of the weights' axes: pixels, hidden, filters, classes, ...
    classes: list[str]  # the names of the classes
    manner: Manner | None  # how the training letters are drawn; None for a weather model
    how: HowTrained | None  # None if the file does not say

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Compute the probabilities of the classes, as node `y` of the model's graph does.

        Args:
            x: float32 images [N, size, size] or, for a weather model, scaled weeks [N, 5].

        Returns:
            float32 [N, classes].

        Raises:
            CourseError: an intermediate result is too large for float32.
        """
        function = getattr(forward, self.form.forward)
        if self.model.sees == "pixels":
            x = x.reshape(len(x), -1)
        starts = range(0, max(1, len(x)), BATCH)  # weeks are one sequence, which is not cut
        parts = [x] if self.model.sees == "weeks" else [x[i : i + BATCH] for i in starts]
        with np.errstate(all="ignore"):  # the result is checked
            y = np.concatenate([function(part, **self.weights) for part in parts])
        if not are_probabilities(y):
            raise CourseError(
                f"{self.path}: its weights produce numbers too large for float32; train "
                "again with a smaller --rate."
            )
        return y


def are_probabilities(y: np.ndarray) -> bool:
    """Return whether every row of `y` [N, classes] consists of numbers >= 0 that add up to 1."""
    return bool(np.all(y >= 0) and np.all(abs(y.sum(axis=1) - 1) < 1e-3))  # False for NaN


def cast_finite(array: np.ndarray, dtype: np.typing.DTypeLike = np.float32) -> np.ndarray | None:
    """Convert an array to another dtype; return None if the result would have NaN or infinity."""
    with np.errstate(over="ignore"):
        cast = array.astype(dtype)
    return cast if np.isfinite(cast).all() else None


def about(
    model: str, classes: Sequence[str], images: np.ndarray | None = None,
    how: HowTrained | None = None, labels: np.ndarray | None = None,
) -> dict[str, np.ndarray]:
    """Return the arrays to save beside a model's weights: what else is needed to use the model.

    Args:
        model: the name of the model.
        classes: the names of the classes.
        images: the training images, float32 [N, size, size] or [N, size * size].
        how: how the model was trained.
        labels: the classes of the images, one-hot [N, classes].
    """
    arrays = {"model": model, "classes": np.array(list(classes))} | (how._asdict() if how else {})
    if images is not None:
        size = math.isqrt(math.prod(images.shape[1:]))
        arrays |= manner_of(images.reshape(-1, size, size), labels)._asdict()
    return {ABOUT + key: np.asarray(array) for key, array in arrays.items()}


def weights_in(arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return only those arrays of a file that are weights."""
    return {key: array for key, array in arrays.items() if not key.startswith(ABOUT)}


def weights_file(path: Path, made_by: str = "") -> Path:
    """Return the file with the weights of a run.

    Args:
        path: the run's folder, or the file itself.
        made_by: the command that trains such a model, for error messages; "" to name none.

    Raises:
        CourseError: there is no such folder or file.
    """
    train = f", and {made_by} trains the model" if made_by else ""
    if not path.exists():
        raise CourseError(
            f"{path}: there is no such run or file; python -m tfgraph_course lists your "
            f"runs{train}."
        )
    file = path / "weights_by_name.npz" if path.is_dir() else path
    if not file.exists():
        raise CourseError(
            f"{path} has no weights_by_name.npz; give the folder of a finished run{train}."
        )
    return file


def read_trained(path: str | Path) -> Trained:
    """Read a trained model from the file that a run saved.

    Args:
        path: a run's folder, or an npz file that holds weights by name or in the book's order.

    Raises:
        CourseError: there is no such file, or it does not hold a usable model of the course.
    """
    path = Path(path)
    if ".ckpt" in path.name:
        raise CourseError(
            f"{path} is a checkpoint of tf.train.Saver; give the run's folder, {path.parent}."
        )
    path = weights_file(path)
    arrays = read_npz(path)
    known = {key.removeprefix(ABOUT): arrays[key] for key in arrays if key.startswith(ABOUT)}
    model, form, found, sides = _recognized(path, known.get("model"), weights_in(arrays))
    weights = {name: cast_finite(array) for name, array in found.items()}
    if any(array is None for array in weights.values()):
        raise CourseError(
            f"{path}: some weights are NaN, infinite or too large for float32; train again."
        )
    classes = _classes(path, known.get("classes"), sides.get("classes"))
    sizes = None if model.sees == "weeks" else image_sizes(form, sides)
    manner = sizes and _manner(path, known, sizes, len(classes))
    return Trained(path, model, form, weights, sides, classes, manner, _how(path, known))


def _recognized(path: Path, named: np.ndarray | None, weights: dict[str, np.ndarray]) -> Recognized:
    """Return the model that a file names or, if none is named, the first that the weights fit."""
    name = "" if named is None else str(named)  # the book's files name no model
    if name == "temperature":
        raise CourseError(
            f"{path}: this is a temperature model; python -m tfgraph_course forecast "
            f"{path.parent} uses it."
        )
    if name and name not in MODELS:
        raise CourseError(
            f"{path}: the course has no model {name[:40]!r}; give the folder of a run of "
            f"one of its models: {', '.join(MODELS)}."
        )
    found = recognize(weights, name)
    if found is None:
        raise CourseError(
            f"{path}: the arrays ({', '.join(weights) or 'none'}) are not the weights of "
            f"{name or 'a model of the course'}; give the folder of a finished run."
        )
    return found


def _classes(path: Path, names: np.ndarray | None, number: int | None) -> list[str]:
    """Return the saved names of the classes; if none were saved, "font 0", ... or the seasons."""
    if names is None:
        return [f"font {i}" for i in range(number)] if number else list(SEASONS)
    words = names.dtype.kind == "U" and all(map(str.isprintable, names.ravel()))
    if not words or names.shape != (number or len(SEASONS),):
        raise CourseError(
            f"{path}: the array {ABOUT}classes does not hold one printable name for each class; "
            "train again."
        )
    return list(map(str, names))


def _how(path: Path, known: dict[str, np.ndarray]) -> HowTrained | None:
    """Return how the model was trained; None if the file does not say."""
    if not set(HowTrained._fields) <= set(known):
        return None
    arrays = [known[key] for key in HowTrained._fields]
    kinds = [array.dtype.kind if not array.shape else "" for array in arrays]
    how = HowTrained(*(array.item() for array in arrays)) if kinds == list("iffUU") else None
    if (
        not how or how.epochs < 0 or not 0 <= how.train_acc <= 1
        or not (0 <= how.test_acc <= 1 or math.isnan(how.test_acc))
    ):
        raise CourseError(
            f"{path}: the arrays {ABOUT}epochs, {ABOUT}train_acc, ... do not say how the model was "
            "trained; train again."
        )
    return how


def _manner(path: Path, known: dict[str, np.ndarray], sizes: range, classes: int) -> Manner:
    """Return the file's `Manner` or, if it has none, a default with the book's letter positions."""
    known = {"labels": np.zeros(0, int)} | known  # older files have no labels
    if not set(Manner._fields) <= set(known):
        return unknown_manner(sizes[0])
    manner = Manner(**{key: known[key] for key in Manner._fields})
    fault = fault_of(manner, sizes, classes)
    if fault:
        raise CourseError(f"{path}: {fault}; train again, or save only the weights.")
    return manner._replace(size=int(manner.size))
