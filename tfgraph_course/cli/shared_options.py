"""The options that several scripts have."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tfgraph_course.cli.values import COUNT, RATE, SEED, SHARE, WIDTH, WINDOW, once_text
from tfgraph_course.datasets import FONTS_FILE, WEATHER_FILE
from tfgraph_course.errors import Parser

# The optimizers of tf.train, except AdagradDA, which needs the global step.
OPTIMIZERS = [
    "GradientDescent", "Adadelta", "Adagrad", "Adam", "Ftrl", "Momentum", "ProximalAdagrad",
    "ProximalGradientDescent", "RMSProp",
]
# Options that set an argument of a graph builder, if it has that argument.
BUILDER_OPTIONS = {
    "rate": "the optimizer's step size",
    "hidden": "neurons in each hidden layer",
    "filters": "filters in each convolution",
    "window": "height and width of each convolution's window, in pixels",
    "state_size": "size of the state that the cell passes from week to week",
    "clusters": "number of clusters",
    "weeks": "number of past weeks that each forecast uses",
}
CHOICES = {
    "cell": (["rnn", "lstm", "gru"], "the book's basic cell, or an LSTM or GRU cell"),
    "optimizer": (OPTIMIZERS, "an optimizer of tf.train"),
    "answer": (["classes", "probabilities"], "what the model function returns for an image"),
}
KNOBS = (*BUILDER_OPTIONS, *CHOICES, "keep_prob", "loss")


def add_epochs(parser: Parser, epochs: int) -> None:
    """Add the options for training in whole epochs: `--epochs` and `--quiet`."""
    parser.add_argument(
        "--epochs", type=COUNT, default=epochs, metavar="N",
        help=f"training steps, each on all examples (by default {epochs:,})",
    )
    parser.add_argument("--quiet", action="store_true", help="show no progress bar")


def add_font_options(parser: Parser, split_seed: int = 0) -> None:
    """Add `--data` for font images, and `--split` and `--split-seed`, which split them."""
    parser.add_argument(
        "--split", choices=["image", "glyph"], default="image",
        help="hold out single images for validation, or whole glyphs (%(default)s)",
    )
    parser.add_argument(
        "--split-seed", type=SEED, default=split_seed, metavar="N",
        help="seed for the split (%(default)s)"
    )
    add_images_option(parser)


def add_images_option(parser: Parser) -> None:
    """Add `--data` for font images."""
    parser.add_argument(
        "--data", type=Path, default=FONTS_FILE, metavar="FILE",
        help="font images in the book's npz format (by default the course's own)",
    )


def add_weather_options(parser: Parser, years: int) -> None:
    """Add `--validation`, whose default is `years`, and `--data`, for a weather record."""
    note = "%(default)s" if years else "0, as in the book: train on all weeks"
    parser.add_argument(
        "--validation", type=COUNT, default=years, metavar="YEARS",
        help=f"years at the end of the record to hold out for validation ({note})",
    )
    parser.add_argument(
        "--data", type=Path, default=WEATHER_FILE, metavar="FILE",
        help="a weather record in the book's npz format (by default the course's own)",
    )


def add_training_options(parser: Parser) -> None:
    """Add the options of a run: `--engine`, `--resume`, `--restart`, `--tensorboard`."""
    parser.add_argument(
        "--engine", type=once_text("graph"), choices=["fast", "graph"], default="fast",
        help="graph: let TensorFlow compute the graph as it is; fast: take the same steps faster "
        "(%(default)s)",
    )
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--resume", action="store_true", help="continue the unfinished run in --out"
    )
    add_restart(either)
    parser.add_argument(
        "--tensorboard", action="store_true",
        help="write event files for TensorBoard to the folder tensorboard in --out",
    )


def add_restart(parser: Any) -> None:
    """Add `--restart` to a parser, or to a group of options that exclude one another."""
    parser.add_argument(
        "--restart", action="store_true",
        help="discard the unfinished run in --out, and start again",
    )


def add_knobs(parser: Parser, defaults: dict[str, Any]) -> None:
    """Add an option for each argument of a model that the command line may set."""
    for knob, meaning in BUILDER_OPTIONS.items():
        if knob in defaults:
            default, kinds = defaults[knob], {"rate": RATE, "window": WINDOW}
            shown = " ".join(map(str, default)) if isinstance(default, tuple) else default
            parser.add_argument(
                f"--{knob.replace('_', '-')}", type=kinds.get(knob, WIDTH),
                nargs=len(default) if isinstance(default, tuple) else None,
                default=default, metavar="N", help=f"{meaning} ({shown})",
            )
    for knob in CHOICES:
        if knob in defaults:
            add_choice(parser, knob, defaults[knob])
    if "keep_prob" in defaults:
        add_keep_prob(parser, defaults["keep_prob"])
    if "loss" in defaults:
        add_loss(parser)
    parser.set_defaults(knob_names=[knob for knob in KNOBS if knob in defaults])


def defaults_of(builder: Callable[..., Any]) -> dict[str, Any]:
    """Return the defaults of a builder's arguments that options set, keyed by argument."""
    parameters = inspect.signature(builder).parameters
    return {knob: parameters[knob].default for knob in KNOBS if knob in parameters}


def add_choice(parser: Parser, knob: str, default: str) -> None:
    """Add an option whose choices are in `CHOICES`."""
    choices, meaning = CHOICES[knob]
    parser.add_argument(
        f"--{knob}", type=_any_case(choices), choices=choices, default=default, metavar="NAME",
        help=f"{meaning}: {', '.join(choices)} (%(default)s)",
    )


def add_keep_prob(parser: Parser, default: float) -> None:
    """Add `--keep-prob`."""
    parser.add_argument(
        "--keep-prob", type=SHARE, default=default, metavar="P",
        help="share of the neurons that dropout keeps in a step (%(default)s)",
    )


def add_loss(parser: Parser) -> None:
    """Add `--loss`."""
    parser.add_argument(
        "--loss", type=once_text("book"), choices=["book", "logits"], default="book",
        help="book: apply softmax twice; logits: use the real logits (%(default)s)",
    )


def add_seed(parser: Parser) -> None:
    """Add `--seed`."""
    parser.add_argument(
        "--seed", type=SEED, default=0, metavar="N",
        help="seed for the initial weights and dropout (0)",
    )


def add_results(parser: Parser, name: str) -> None:
    """Add the options of a script that writes files: `--out`, `--force`, `--show`."""
    parser.add_argument(
        "--out", type=Path, default=Path("runs", name), metavar="FOLDER",
        help="folder for the results (%(default)s)",
    )
    parser.add_argument(
        "--force", action="store_true",
        help="replace a finished run in --out instead of moving it aside",
    )
    parser.add_argument("--show", action="store_true", help="also open the pictures in windows")


def _any_case(choices: Sequence[str]) -> Callable[[str], str]:
    """Return the type of an option whose choices may be given in upper or lower case.

    An optimizer may also be given by its class, or as "SGD", Learn's name for gradient descent.
    """
    known = {choice.lower(): choice for choice in choices}
    if choices is OPTIMIZERS:
        known["sgd"] = OPTIMIZERS[0]
    return lambda value: known.get(value.lower().removesuffix("optimizer"), value)
