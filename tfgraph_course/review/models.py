"""The five models that chapter 5 puts side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from tfgraph_course.ch1_getting_started import logistic
from tfgraph_course.ch2_deep_networks import deep_nn, single_hidden
from tfgraph_course.ch3_convolution import cnn, deep_cnn


class Model(NamedTuple):
    """A model of the comparison, before it is trained."""

    name: str
    title: str
    build: Callable[..., Any]  # takes `size` and `classes`; those of the text `loss` too
    epochs: int
    text: str  # the text's training / validation accuracy in percent; "" where it gives none
    source: str = ""  # SHA-256 of the reader's file; "" for the text's models


MODELS = [
    Model("logistic", "Logistic regression", logistic, 1000, "\N{EN DASH} / 40"),
    Model("single_hidden", "Single hidden layer", single_hidden, 5000, "\N{EN DASH} / 60"),
    Model("deep_nn", "Two hidden layers", deep_nn, 25000, "68 / 63"),
    Model("cnn", "CNN", cnn, 5000, "76 / 68"),
    Model("deep_cnn", "Deep CNN", deep_cnn, 6000, "85 / 80"),
]


def builder(name: str) -> Callable[..., Any]:
    """The function that builds the graph of a model of `MODELS`."""
    return next(model.build for model in MODELS if model.name == name)


def shorten(model: Model) -> Model:
    """The model with a twentieth of its epochs, for a quick look."""
    return model._replace(epochs=max(1, model.epochs // 20))
