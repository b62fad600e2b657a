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


def _number(kind: Callable[[str], Any], meaning: str) -> dict[str, Any]:
    return {"type": kind, "metavar": "N", "help": f"{meaning} ({{}})"}


def _choice(choices: Sequence[str], meaning: str) -> dict[str, Any]:
    """Return the settings of an option whose choices may be given in upper or lower case.

    An optimizer may also be given by its class, or as "SGD", Learn's name for gradient descent.
    """
    known = {choice.lower(): choice for choice in choices}
    if choices is OPTIMIZERS:
        known["sgd"] = OPTIMIZERS[0]
    return {
        "type": lambda value: known.get(value.lower().removesuffix("optimizer"), value),
        "choices": choices, "metavar": "NAME", "help": f"{meaning}: {', '.join(choices)} ({{}})",
    }


# Options that set an argument of a graph builder, if it has that argument.
KNOBS = {
    "rate": _number(RATE, "the optimizer's step size"),
    "hidden": _number(WIDTH, "neurons in each hidden layer"),
    "filters": _number(WIDTH, "filters in each convolution"),
    "window": _number(WINDOW, "height and width of each convolution's window, in pixels"),
    "state_size": _number(WIDTH, "size of the state that the cell passes from week to week"),
    "clusters": _number(WIDTH, "number of clusters"),
    "weeks": _number(WIDTH, "number of past weeks that each forecast uses"),
    "cell": _choice(["rnn", "lstm", "gru"], "the book's basic cell, or an LSTM or GRU cell"),
    "optimizer": _choice(OPTIMIZERS, "an optimizer of tf.train"),
    "answer": _choice(["classes", "probabilities"], "what the model function returns for an image"),
    "keep_prob": {
        "type": SHARE, "metavar": "P",
        "help": "share of the neurons that dropout keeps in a step ({})",
    },
    "loss": {
        "type": once_text("book"), "choices": ["book", "logits"],
        "help": "book: apply softmax twice; logits: use the real logits ({})",
    },
}
OPTIONS = KNOBS | {
    "epochs": {
        "type": COUNT, "metavar": "N",
        "help": "training steps, each on all examples (by default {:,})",
    },
    "seed": _number(SEED, "seed for the initial weights and dropout"),
    "split": {
        "choices": ["image", "glyph"],
        "help": "hold out single images for validation, or whole glyphs ({})",
    },
    "split_seed": _number(SEED, "seed for the split"),
    "engine": {
        "type": once_text("graph"), "choices": ["fast", "graph"],
        "help": "graph: let TensorFlow compute the graph as it is; fast: take the same steps "
        "faster ({})",
    },
}
FLAGS = {
    "quiet": "show no progress bar",
    "resume": "continue the unfinished run in --out",
    "restart": "discard the unfinished run in --out, and start again",
    "tensorboard": "write event files for TensorBoard to the folder tensorboard in --out",
    "force": "replace a finished run in --out instead of moving it aside",
    "show": "also open the pictures in windows",
}


def add(parser: Parser, **defaults: Any) -> None:
    """Add some of the OPTIONS, with their defaults; for a tuple, an option takes several values."""
    for name, default in defaults.items():
        several = isinstance(default, tuple)
        shown = " ".join(map(str, default)) if several else default
        settings = OPTIONS[name] | {"help": OPTIONS[name]["help"].format(shown)}
        if several:
            settings["nargs"] = len(default)
        parser.add_argument(f"--{name.replace('_', '-')}", default=default, **settings)


def add_flags(parser: Any, *names: str) -> None:
    """Add some of the FLAGS to a parser, or to a group of options that exclude one another."""
    for name in names:
        parser.add_argument(f"--{name}", action="store_true", help=FLAGS[name])


def add_knobs(parser: Parser, defaults: dict[str, Any]) -> None:
    """Add an option for each argument of a model that the command line may set, and `--seed`."""
    names = [knob for knob in KNOBS if knob in defaults]
    add(parser, **{knob: defaults[knob] for knob in names}, seed=0)
    parser.set_defaults(knob_names=names)


def defaults_of(builder: Callable[..., Any]) -> dict[str, Any]:
    """Return the defaults of a builder's arguments that options set, keyed by argument."""
    parameters = inspect.signature(builder).parameters
    return {knob: parameters[knob].default for knob in KNOBS if knob in parameters}


def add_font_options(parser: Parser, split_seed: int = 0) -> None:
    """Add `--data` for font images, and `--split` and `--split-seed`, which split them."""
    add(parser, split="image", split_seed=split_seed)
    add_data(parser, FONTS_FILE, "font images")


def add_weather_options(parser: Parser, years: int) -> None:
    """Add `--validation`, whose default is `years`, and `--data`, for a weather record."""
    note = years or "0, as in the book: train on all weeks"
    parser.add_argument(
        "--validation", type=COUNT, default=years, metavar="YEARS",
        help=f"years at the end of the record to hold out for validation ({note})",
    )
    add_data(parser, WEATHER_FILE, "a weather record")


def add_data(parser: Parser, own: Path, what: str) -> None:
    """Add `--data`, whose default is the course's `own` file."""
    parser.add_argument(
        "--data", type=Path, default=own, metavar="FILE",
        help=f"{what} in the book's npz format (by default the course's own)",
    )


def add_training_options(parser: Parser) -> None:
    """Add the options of a run: `--engine`, `--resume`, `--restart`, `--tensorboard`."""
    add(parser, engine="fast")
    add_flags(parser.add_mutually_exclusive_group(), "resume", "restart")
    add_flags(parser, "tensorboard")


def add_results(parser: Parser, name: str) -> None:
    """Add the options of a script that writes files: `--out`, `--force`, `--show`."""
    parser.add_argument(
        "--out", type=Path, default=Path("runs", name), metavar="FOLDER",
        help="folder for the results (%(default)s)",
    )
    add_flags(parser, "force", "show")
