"""Whether a PNG file holds a figure, and the figures that a run's saved numbers make."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from tfgraph_course import figures
from tfgraph_course.datasets import load_fonts, split_fonts
from tfgraph_course.models import MODELS
from tfgraph_course.predict.trained import read_trained


def assert_holds(path: Path, figure: Figure) -> None:
    """Fail unless a file shows a figure, pixel for pixel, and the figure more than blank paper."""
    with BytesIO() as file:
        figure.savefig(file, dpi=120, format="png")
        expected = plt.imread(BytesIO(file.getvalue()))
    plt.close(figure)
    assert np.ptp(expected[..., :3]) == 1  # black on white
    np.testing.assert_array_equal(plt.imread(path), expected, err_msg=path.name)


def of_a_font_run(folder: Path, chapter: str = "") -> dict[str, Callable[[], Figure]]:
    """What a run with the shipped fonts and the book's split draws, from what it saved."""
    images, labels, names, jitters = load_fonts()
    _, _, test, onehot_test = split_fonts(images, labels, "image", 0, jitters)
    saved = folder / "weights_by_name.npz"
    with np.load(saved) as arrays, np.load(folder / "history.npz") as history:
        weights = [arrays[key] for key in arrays if key.startswith("W")]
        curves = dict(history)
    probabilities = read_trained(saved).probabilities(test)
    with np.load(saved) as arrays:
        row = MODELS[str(arrays["about/model"])]
    title = f"{row.title}, loss book, rate {row.rate:g}"
    fonts = "rows" if chapter == "ch3" else "columns"
    return {
        "letters": lambda: figures.letters(images, labels, names),
        "accuracy": lambda: figures.accuracy_curves(curves, len(names), title, row.validation),
        "loss": lambda: figures.loss_curves(curves, title),
        "confusion": lambda: figures.confusion_matrix(onehot_test, probabilities, names),
        "weights": lambda: figures.weight_images(weights[0], names, "Weights of each class"),
        "neurons": lambda: figures.weight_images(
            weights[0], [f"neuron {i}" for i in range(32)], "Weights of the first 32 neurons", 4
        ),
        "filters": lambda: figures.filters(weights[0]),
        "output_weights": lambda: figures.output_weights(weights[-1], names, fonts),
    }
