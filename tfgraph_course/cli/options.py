"""Read the command line of a script.

The functions `parse`, `parse_learn`, ... take what the script does, for `--help`, and its name; a
copy of a script uses the name of its own file. Arguments count only if the script itself, or a copy
of it, is run as a program; running its cells in an editor uses the defaults.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tfgraph_course.cli import shared_options as shared
from tfgraph_course.cli.chapters import out_option, quoted
from tfgraph_course.cli.values import COUNT, RATE, SECONDS, SIZE, WORKERS
from tfgraph_course.datasets import FONTS_FILE
from tfgraph_course.datasets.books import has_figures
from tfgraph_course.errors import Parser
from tfgraph_course.models import GRAPHS, Model
from tfgraph_course.training.states import find_unfinished


class Options(argparse.Namespace):
    """The options of a script. In a notebook they can be changed: `args.rate = 0.1`."""

    show = False  # for scripts that draw nothing
    row: Model  # the script's row in models.py, if it has one
    defaults: dict[str, Any]  # the options when the reader sets none
    knob_names: list[str]  # options that are arguments of the graph builder, if there is one
    program: str  # the script's file, if its command line was read; else ""
    typed: set[str]  # the options that the reader has set

    def __setattr__(self, name: str, value: Any) -> None:
        """Set an option; after `args.resume = True` in a notebook, take those of the saved run."""
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
        by = "" if self.optimizer == shared.OPTIMIZERS[0] else f"{self.optimizer}, "
        return f"{self.row.title}, loss {self.loss}, {by}rate {self.rate:g}"

    @property
    def changed(self) -> dict[str, Any]:
        """The options that differ from their defaults; a path is given in full, as a string."""
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
        if not os.path.isfile(self.program):  # the script came from standard input
            return "--resume"
        out = out_option(self.out, self.script)
        return f"python {quoted(self.program)} --resume {out}".rstrip()

    @property
    def reached(self) -> str:
        """The book's accuracies in words, for the summary; "" if the data are the reader's own."""
        return self.row.reached if has_figures(self.data) else ""

    @property
    def knobs(self) -> dict[str, Any]:
        """The options for the graph builder, keyed by the names of the builder's arguments."""
        return {name: getattr(self, name) for name in self.knob_names}


def parse(description: str, name: str) -> Options:
    """Read the options of a script whose graph is in models.py."""
    parser = Parser(description=description)
    row = next(row for row in GRAPHS if row.script == name)
    if row.epochs:
        shared.add(parser, epochs=row.epochs)
        shared.add_flags(parser, "quiet")
        if row.sees == "weeks":
            shared.add_weather_options(parser, years=0)
            parser.add_argument(
                "--daily", action="store_true",
                help="train on the days of the record instead of its weeks",
            )
        else:
            shared.add_font_options(parser)
        shared.add_training_options(parser)
    if row.keep_prob:
        shared.add(parser, keep_prob=row.keep_prob)
    shared.add_knobs(parser, shared.defaults_of(row.build))
    parser.set_defaults(row=row)
    return _read(parser, name, writes=bool(row.sees))


def parse_learn(description: str, name: str, knobs: dict[str, Any]) -> Options:
    """Read the options of a TensorFlow Learn script; steps and split default to the book's.

    `knobs` holds the defaults of the options of its model.
    """
    parser = Parser(description=description)
    add = parser.add_argument
    add(
        "--steps", type=SIZE, default=1024, metavar="N",
        help="training steps, each on one batch (by default 1,024)",
    )
    add("--batch-size", type=SIZE, default=32, metavar="N", help="images per step (%(default)s)")
    shared.add_font_options(parser, split_seed=42)
    shared.add_knobs(parser, knobs)
    return _read(parser, name)


def parse_kmeans(description: str, name: str, builder: Callable[..., Any]) -> Options:
    """Read the options of the K-means script; the function `builder` chooses the first means."""
    parser = Parser(description=description)
    shared.add_data(parser, FONTS_FILE, "font images")
    shared.add_knobs(parser, shared.defaults_of(builder))
    return _read(parser, name)


def parse_temperature(description: str, name: str, builder: Callable[..., Any]) -> Options:
    """Read the options of the temperature forecast, whose graph the function `builder` builds."""
    parser = Parser(description=description)
    shared.add(parser, epochs=4000)
    shared.add_flags(parser, "quiet")
    shared.add_weather_options(parser, years=10)
    shared.add_knobs(parser, shared.defaults_of(builder))
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
        help="epochs for each model of your own (5000, or 250 with --quick)",
    )
    shared.add_flags(parser, "restart")
    shared.add_font_options(parser)
    add("--quiet", action="store_true", help="show no progress bars")
    return _read(parser, name)


def parse_cluster(description: str, name: str, models: Sequence[str]) -> Options:
    """Read the options of the script that trains one of `models` on a cluster."""
    parser = Parser(description=description)
    add = parser.add_argument
    add(
        "--local", type=WORKERS, metavar="N",
        help="start N workers on this machine (2 without TF_CONFIG)",
    )
    add("--model", choices=models, default=models[0], help="the model to train (%(default)s)")
    add(
        "--epochs", type=COUNT, metavar="N",
        help="training steps, each on all examples (by default the book's number)",
    )
    add(
        "--rate", type=RATE, metavar="N",
        help="the optimizer's step size (by default the book's)",
    )
    shared.add(parser, optimizer=shared.OPTIMIZERS[0], loss="book", keep_prob=0.5, seed=0)
    shared.add_font_options(parser)
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
    shared.add_flags(parser, "restart", "quiet")
    return _read(parser, name)


def _read(parser: argparse.ArgumentParser, name: str, writes: bool = True) -> Options:
    """Read the command line; if `writes`, first add the options of scripts that write files."""
    caller, program = sys._getframe(2).f_globals, sys.argv[0]
    is_main, file = caller.get("__name__") == "__main__", caller.get("__file__")
    is_file = is_main and file and os.path.realpath(file) == os.path.realpath(program)
    # In a module, or in a cell of an editor, the command line belongs to another program.
    is_started = is_file or (is_main and program in ("-", "-c"))
    name = Path(program).stem if is_file else name
    parser.prog = f"{name}.py"
    if writes:
        shared.add_results(parser, name)
    words = sys.argv[1:] if is_started else []
    args = parser.parse_args(words, Options())
    unread = ("out", "quiet", "show", "force", "resume", "restart", "tensorboard")
    args.defaults = {k: parser.get_default(k) for k in vars(args) if k not in unread}
    args.script, args.program = name, program if is_started else ""
    args.typed = _typed(parser, words)
    return args


def _typed(parser: argparse.ArgumentParser, words: list[str]) -> set[str]:
    """Return the names of the options that a command line sets; the parser loses its defaults."""
    for action in parser._actions:
        action.default = argparse.SUPPRESS
    return set(vars(parser.parse_args(words))) - parser._defaults.keys()
