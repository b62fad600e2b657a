"""The command-line options of the scripts."""

from __future__ import annotations

import argparse
import inspect
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tfgraph_course.cli.chapters import quoted
from tfgraph_course.datasets import FONTS_FILE, WEATHER_FILE
from tfgraph_course.datasets.books import has_figures
from tfgraph_course.errors import Parser
from tfgraph_course.models import GRAPHS, Model
from tfgraph_course.training.unfinished import find_unfinished

# Those of tf.train, but for AdagradDA, which needs a count of the steps.
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
    "answer": (["classes", "probabilities"], "what the model function returns of an image"),
}
KNOBS = (*BUILDER_OPTIONS, *CHOICES, "keep_prob", "loss")


class Options(argparse.Namespace):
    """The options of a script. In a notebook they can be changed: `args.rate = 0.1`."""

    show = False  # for scripts that draw nothing
    row: Model  # the script's row in models.py, if it has one
    defaults: dict[str, Any]  # the options when the reader sets none
    knob_names: list[str]  # options that are arguments of the graph builder, if there is one
    program: str  # the script's file, if its command line was read; else ""
    typed: set[str]  # the options that the reader has set

    def __setattr__(self, name: str, value: Any) -> None:
        """Set an option; after `args.resume = True` in a notebook, the saved run's are taken."""
        super().__setattr__(name, value)
        if "typed" in vars(self) and name != "typed":  # the command line has been read
            self.typed.add(name)
            if name in ("out", "resume") and getattr(self, "resume", False):
                self.take_saved()

    def take_saved(self) -> None:
        """Take the options of the unfinished run in `out`, except for those that the reader set.

        Raises:
            CourseError: the manifest of that run is damaged.
        """
        run = find_unfinished(self.out)
        if run and run.made_from.get("script") == self.script:
            for name, value in run.options.items():
                if name in self.defaults and name not in self.typed:
                    is_path = isinstance(self.defaults[name], Path)
                    vars(self)[name] = Path(value) if is_path else value

    @property
    def title(self) -> str:
        """The model, its loss, optimizer and rate, for the title of a figure."""
        by = "" if self.optimizer == OPTIMIZERS[0] else f"{self.optimizer}, "
        return f"{self.row.title}, loss {self.loss}, {by}rate {self.rate:g}"

    @property
    def changed(self) -> dict[str, Any]:
        """The options that differ from their defaults; a file as its whole path, a string."""
        return {
            name: str(value.resolve()) if isinstance(value, Path) else value
            for name, usual in self.defaults.items()
            if (value := getattr(self, name)) != usual
        }

    @property
    def go_on(self) -> str:
        """How the reader continues the run: a command or, in a notebook, a line of Python."""
        if not self.program:
            return "args.resume = True, at the end of the cell Knobs"
        if not os.path.isfile(self.program):  # python -
            return "--resume"
        out = "" if self.out == Path("runs", self.script) else f" --out {quoted(self.out)}"
        return f"python {quoted(self.program)} --resume{out}"

    @property
    def reached(self) -> str:
        """The book's figures, for the summary; "" if the data are the reader's own."""
        return self.row.reached if has_figures(self.data) else ""

    @property
    def knobs(self) -> dict[str, Any]:
        """The options for the graph builder, keyed by the names of the builder's arguments."""
        return {name: getattr(self, name) for name in self.knob_names}


# All `parse` functions below take
#
#     description  what the script does, for `--help`
#     name         name of the script, without its ending; a copy uses the name of its own file
#
# Command-line arguments count only if the script itself, or a copy of it, is run as a program;
# running its cells in an editor uses the defaults.


def parse(description: str, name: str) -> Options:
    """Read the options of a script whose graph is in models.py."""
    parser = Parser(description=description)
    row = next(row for row in GRAPHS if row.script == name)
    if row.epochs:
        _add_epochs(parser, row.epochs)
        if row.sees == "weeks":
            _add_weather_options(parser, years=0)
            parser.add_argument(
                "--daily", action="store_true",
                help="train on the days of the record instead of its weeks",
            )
        else:
            _add_font_options(parser)
        _add_training_options(parser)
    if row.keep_prob:
        _add_keep_prob(parser, row.keep_prob)
    _add_knobs(parser, defaults_of(row.build))
    _add_seed(parser)
    parser.set_defaults(row=row)
    return _read(parser, name, writes=bool(row.sees))


def parse_learn(description: str, name: str, knobs: dict[str, Any]) -> Options:
    """Read the options of a TensorFlow Learn script; steps and split default to the book's.

    `knobs` are the defaults of its model.
    """
    parser = Parser(description=description)
    add = parser.add_argument
    add(
        "--steps", type=SIZE, default=1024, metavar="N",
        help="training steps, each on one batch (1,024)",
    )
    add("--batch-size", type=SIZE, default=32, metavar="N", help="images per step (%(default)s)")
    _add_font_options(parser, split_seed=42)
    _add_knobs(parser, knobs)
    _add_seed(parser)
    return _read(parser, name)


def parse_kmeans(description: str, name: str, builder: Callable[..., Any]) -> Options:
    """Read the options of the K-means script; the function `builder` chooses the first means."""
    parser = Parser(description=description)
    _add_images_option(parser)
    _add_knobs(parser, defaults_of(builder))
    _add_seed(parser)
    return _read(parser, name)


def parse_temperature(description: str, name: str, builder: Callable[..., Any]) -> Options:
    """Read the options of the temperature forecast, whose graph the function `builder` builds."""
    parser = Parser(description=description)
    _add_epochs(parser, 4000)
    _add_weather_options(parser, years=10)
    _add_knobs(parser, defaults_of(builder))
    _add_seed(parser)
    return _read(parser, name)


def parse_review(description: str, name: str) -> Options:
    """Read the options of the script ch5_review, which chooses the seeds of its runs itself."""
    parser = Parser(description=description)
    add = parser.add_argument
    add("--quick", action="store_true", help="use one seed and a twentieth of the epochs")
    add(
        "--model", action="extend", nargs="+", default=[], metavar="FILE.py:FUNCTION",
        help="a model of your own to compare with the book's; may be given more than once",
    )
    add(
        "--model-epochs", type=SIZE, metavar="N",
        help="epochs for each model of your own (5000, and 250 with --quick)",
    )
    _add_restart(parser)
    _add_font_options(parser)
    add("--quiet", action="store_true", help="show no progress bars")
    return _read(parser, name)


def parse_cluster(description: str, name: str, models: Sequence[str]) -> Options:
    """Read the options of the script that trains one of `models` on a cluster."""
    parser = Parser(description=description)
    add = parser.add_argument
    add("--local", type=WORKERS, metavar="N", help="start N workers on this machine (2)")
    add("--model", choices=models, default=models[0], help="the model to train (%(default)s)")
    add("--epochs", type=COUNT, metavar="N", help="training steps (by default the book's)")
    add(
        "--rate", type=RATE, metavar="N",
        help="the optimizer's step size (by default the book's)",
    )
    _add_choice(parser, "optimizer", OPTIMIZERS[0])
    _add_loss(parser)
    _add_keep_prob(parser, 0.5)
    _add_seed(parser)
    _add_font_options(parser)
    add(
        "--timeout", type=SECONDS, default=60.0, metavar="SECONDS",
        help="longest time to wait for another task or for a step (%(default)g)",
    )
    add(
        "--save-every", type=SECONDS, default=20.0, metavar="SECONDS",
        help="time between saves; a lost task costs at most this much training (%(default)g)",
    )
    add(
        "--trust-network", action="store_true",
        help="accept connections from other machines; TensorFlow does not ask for a password",
    )
    _add_restart(parser)
    add("--quiet", action="store_true", help="show no progress bar")
    return _read(parser, name)


def _add_epochs(parser: Parser, epochs: int) -> None:
    parser.add_argument(
        "--epochs", type=COUNT, default=epochs, metavar="N",
        help=f"training steps, each on all examples ({epochs:,})",
    )
    parser.add_argument("--quiet", action="store_true", help="show no progress bar")


def _add_font_options(parser: Parser, split_seed: int = 0) -> None:
    parser.add_argument(
        "--split", choices=["image", "glyph"], default="image",
        help="hold out single images for validation, or whole glyphs (%(default)s)",
    )
    parser.add_argument(
        "--split-seed", type=SEED, default=split_seed, metavar="N",
        help="seed for the split (%(default)s)"
    )
    _add_images_option(parser)


def _add_images_option(parser: Parser) -> None:
    parser.add_argument(
        "--data", type=Path, default=FONTS_FILE, metavar="FILE",
        help="font images in the book's npz format (by default the course's own)",
    )


def _add_weather_options(parser: Parser, years: int) -> None:
    note = "%(default)s" if years else "0, as in the book: train on all weeks"
    parser.add_argument(
        "--validation", type=COUNT, default=years, metavar="YEARS",
        help=f"years at the end of the record to hold out for validation ({note})",
    )
    parser.add_argument(
        "--data", type=Path, default=WEATHER_FILE, metavar="FILE",
        help="a weather record in the book's npz format (by default the course's own)",
    )


def _add_training_options(parser: Parser) -> None:
    parser.add_argument(
        "--engine", type=_once_text("graph"), choices=["fast", "graph"], default="fast",
        help="graph: run the graph's own nodes; fast: the same steps, faster (%(default)s)",
    )
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--resume", action="store_true", help="continue the unfinished run in --out"
    )
    _add_restart(either)
    parser.add_argument(
        "--tensorboard", action="store_true",
        help="write event files for TensorBoard to the folder tensorboard in --out",
    )


def _add_restart(parser: Any) -> None:
    parser.add_argument(
        "--restart", action="store_true",
        help="discard the unfinished run in --out, and start again",
    )


def _add_knobs(parser: Parser, defaults: dict[str, Any]) -> None:
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
            _add_choice(parser, knob, defaults[knob])
    if "keep_prob" in defaults:
        _add_keep_prob(parser, defaults["keep_prob"])
    if "loss" in defaults:
        _add_loss(parser)
    parser.set_defaults(knob_names=[knob for knob in KNOBS if knob in defaults])


def defaults_of(builder: Callable[..., Any]) -> dict[str, Any]:
    """Return the defaults of a builder's arguments that options set, keyed by argument."""
    parameters = inspect.signature(builder).parameters
    return {knob: parameters[knob].default for knob in KNOBS if knob in parameters}


def _add_choice(parser: Parser, knob: str, default: str) -> None:
    choices, meaning = CHOICES[knob]
    parser.add_argument(
        f"--{knob}", type=_any_case(choices), choices=choices, default=default, metavar="NAME",
        help=f"{meaning}: {', '.join(choices)} (%(default)s)",
    )


def _add_keep_prob(parser: Parser, default: float) -> None:
    parser.add_argument(
        "--keep-prob", type=SHARE, default=default, metavar="P",
        help="share of the neurons that dropout keeps in a step (%(default)s)",
    )


def _add_loss(parser: Parser) -> None:
    parser.add_argument(
        "--loss", type=_once_text("book"), choices=["book", "logits"], default="book",
        help="book: apply softmax twice; logits: use the real logits (%(default)s)",
    )


def _add_seed(parser: Parser) -> None:
    parser.add_argument(
        "--seed", type=SEED, default=0, metavar="N",
        help="seed for the initial weights and dropout (0)",
    )


def _read(parser: argparse.ArgumentParser, name: str, writes: bool = True) -> Options:
    """Add the options shared by all scripts that write files, and read the command line."""
    caller, program = sys._getframe(2).f_globals, sys.argv[0]
    is_main, file = caller.get("__name__") == "__main__", caller.get("__file__")
    is_file = is_main and file and os.path.realpath(file) == os.path.realpath(program)
    # In a module, or in a cell of an editor, the command line belongs to another program.
    is_started = is_file or (is_main and program in ("-", "-c"))
    name = Path(program).stem if is_file else name
    parser.prog = f"{name}.py"
    if writes:
        _add_results(parser, name)
    words = sys.argv[1:] if is_started else []
    args = parser.parse_args(words, Options())
    unread = ("out", "quiet", "show", "force", "resume", "restart", "tensorboard")
    args.defaults = {k: parser.get_default(k) for k in vars(args) if k not in unread}
    args.script, args.program = name, program if is_started else ""
    args.typed = _typed(parser, words)
    return args


def _typed(parser: argparse.ArgumentParser, words: list[str]) -> set[str]:
    """Return the names of the options in the words of a command line; the parser is used up."""
    for action in parser._actions:
        action.default = argparse.SUPPRESS
    return set(vars(parser.parse_args(words))) - parser._defaults.keys()


def _add_results(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument(
        "--out", type=Path, default=Path("runs", name), metavar="FOLDER",
        help="folder for the results (%(default)s)",
    )
    parser.add_argument(
        "--force", action="store_true",
        help="replace a finished run in --out instead of moving it aside",
    )
    parser.add_argument("--show", action="store_true", help="also open the pictures in windows")


def _once_text(name: str) -> Callable[[str], str]:
    """Return the type of an option whose choice `name` was once called "text".

    So commands that readers have kept still work.
    """
    return lambda value: name if value == "text" else value


def _any_case(choices: Sequence[str]) -> Callable[[str], str]:
    """Return the type of an option whose choices may be written in capitals or not.

    An optimizer may have the name of its class, or Learn's name for gradient descent.
    """
    known = {choice.lower(): choice for choice in choices}
    if choices is OPTIMIZERS:
        known["sgd"] = OPTIMIZERS[0]
    return lambda value: known.get(value.lower().removesuffix("optimizer"), value)


def _number(kind: type, low: float, high: float, what: str) -> Callable[[str], Any]:
    """Return a function that reads an option's number and refuses one outside `low` to `high`.

    `what` describes the permitted numbers in the error message.
    """

    def read(value: str) -> Any:
        try:
            number = kind(value)
        except ValueError:
            number = float("nan")
        if not low <= number <= high:
            raise argparse.ArgumentTypeError(f"{value!r} is not {what}")
        return number

    return read


COUNT = _number(int, 0, float("inf"), "0 or a positive whole number")
SIZE = _number(int, 1, float("inf"), "a positive whole number")
WIDTH = _number(int, 1, 10_000, "a whole number from 1 to 10,000")
WINDOW = _number(int, 1, 99, "a whole number from 1 to 99")
WORKERS = _number(int, 1, 64, "a whole number from 1 to 64")
SEED = _number(int, 0, 2**31 - 1, f"a whole number from 0 to {2**31 - 1}")
RATE = _number(float, 1e-45, 3e38, "a positive number")
SHARE = _number(float, 1e-6, 1, "a number above 0 and at most 1")
SECONDS = _number(float, 1, 86_400, "a number of seconds from 1 to 86,400")
