"""The table of the course's models, keyed by name, with what other modules need to know.

Importing this module imports neither the chapters nor TensorFlow; `Model.build` imports the model's
chapter.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from typing import Any, Literal, NamedTuple


class Form(NamedTuple):
    """One form of a model: the shapes of its weights, and the function that computes with them.

    Dimensions with the same name have the same length; a name may have a factor or a summand, as in
    4state_size or 5+state_size. A name that is an argument of the builder stands for the value of
    that argument; filters1 and filters2 are the two values of the argument filters.
    """

    forward: str  # function in forward.py
    weights: dict[str, str]  # shapes, in the graph's order; pooling follows each convolution
    knobs: tuple[tuple[str, str], ...] = ()  # other arguments of the builder


class Model(NamedTuple):
    """A graph of the book or the reader; if `epochs` is not 0, it is a model that can be trained.

    The field `sees` is the kind of input: "pixels" [N, size * size], "images" [N, size, size],
    "weeks" [N, 5], "one image" [1, 10, 10], which the script makes, or "" if nothing is fed.
    """

    name: str
    function: str | Callable[..., Any]  # "module:function", or the function of a reader's own model
    script: str = ""  # file name without .py
    sees: Literal["", "one image", "pixels", "images", "weeks"] = ""
    title: str = ""
    fetch: str = "train_step"  # the node that `explain` explains
    epochs: int = 0  # from the book, as are the following accuracies in percent
    training: int | None = None
    validation: int | None = None
    keep_prob: float | None = None  # in a step, if the model has dropout
    forms: tuple[Form, ...] = ()
    source: str = ""  # SHA-256 of the reader's file

    @property
    def build(self) -> Callable[..., Any]:
        """The function that builds the graph of this model."""
        if callable(self.function):
            return self.function
        module, _, name = self.function.partition(":")
        return getattr(import_module(f"tfgraph_course.{module}"), name)

    @property
    def rate(self) -> float:
        """The step size that the book uses for gradient descent."""
        return inspect.signature(self.build).parameters["rate"].default

    @property
    def book(self) -> str:
        """The book's training and validation accuracy in percent, "85 / 80"; "" if it has none."""
        pair = self.training, self.validation
        shown = ["\N{EN DASH}" if percent is None else str(percent) for percent in pair]
        return "" if pair == (None, None) else " / ".join(shown)

    @property
    def reached(self) -> str:
        """The book's accuracies and number of epochs in words, to be printed when a run ends.

        This is "" if the book has no accuracies for the model.
        """
        if not self.book:
            return ""
        if self.validation is None:  # all weeks are used for training
            said = f"well over {self.training}%"
        elif self.training is None:
            said = f"about {self.validation}% validation"
        else:
            said = f"{self.training}% training, about {self.validation}% validation"
        return f"{said} after {self.epochs:,} epochs"


_OUT = {"W1": "state_size 4", "b1": "4"}

# In the order of the book.
GRAPHS = [
    Model("simple", "ch1_getting_started:simple", "ch1_simple", fetch="E"),
    Model(
        "logistic", "ch1_getting_started:logistic", "ch1_logistic", "pixels",
        title="Logistic regression", epochs=1000, validation=40,
        forms=(Form("logistic", {"W": "pixels classes", "b": "classes"}),),
    ),
    Model("neuron", "ch2_deep_networks:neuron", "ch2_neuron", fetch="n1"),
    Model(
        "single_hidden", "ch2_deep_networks:single_hidden", "ch2_single_hidden", "pixels",
        title="Single hidden layer", epochs=5000, validation=60,
        forms=(Form("single_hidden", {
            "W1": "pixels hidden", "b1": "hidden", "W2": "hidden classes", "b2": "classes",
        }),),
    ),
    Model(
        "deep_nn", "ch2_deep_networks:deep_nn", "ch2_deep_nn", "pixels",
        title="Two hidden layers", epochs=25000, training=68, validation=63,
        forms=(Form("deep_nn", {
            "W1": "pixels hidden1", "b1": "hidden1", "W2": "hidden1 hidden2", "b2": "hidden2",
            "W3": "hidden2 classes", "b3": "classes",
        }),),
    ),
    Model("conv_pool", "ch3_convolution:conv_pool", "ch3_conv_pool", "one image", fetch="p1"),
    Model(
        "cnn", "ch3_convolution:cnn", "ch3_cnn", "images",
        title="CNN", epochs=5000, training=76, validation=68, keep_prob=0.5,
        forms=(Form("cnn", {
            "W1": "window window 1 filters", "b1": "filters", "W2": "features hidden",
            "b2": "hidden", "W3": "hidden classes", "b3": "classes",
        }),),
    ),
    Model(
        "deep_cnn", "ch3_convolution:deep_cnn", "ch3_deep_cnn", "images",
        title="Deep CNN", epochs=6000, training=85, validation=80, keep_prob=0.5,
        forms=(Form("deep_cnn", {
            "W1": "window window 1 filters1", "b1": "filters1",
            "W2": "window window filters1 filters2", "b2": "filters2",
            "W3": "features hidden", "b3": "hidden", "W4": "hidden classes", "b4": "classes",
        }),),
    ),
    Model(
        "weather_rnn", "ch4_recurrent:weather_rnn", "ch4_weather_rnn", "weeks",
        title="Weather RNN", epochs=100, training=25,
        forms=(
            Form("weather_rnn", {
                "kernel": "5+state_size state_size", "bias": "state_size", **_OUT,
            }),
            Form("weather_lstm", {
                "kernel": "5+state_size 4state_size", "bias": "4state_size", **_OUT,
            }, (("cell", "lstm"),)),
            Form("weather_gru", {
                "gates_kernel": "5+state_size 2state_size", "gates_bias": "2state_size",
                "candidate_kernel": "5+state_size state_size", "candidate_bias": "state_size",
                **_OUT,
            }, (("cell", "gru"),)),
        ),
    ),
]
MODELS = {model.name: model for model in GRAPHS if model.epochs}
FONT_MODELS = [model for model in MODELS.values() if model.sees != "weeks"]
