"""The command-line options that the scripts share."""

from __future__ import annotations

import argparse
import inspect
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tfgraph_course.datasets import FONTS_FILE, WEATHER_FILE
from tfgraph_course.errors import Parser
from tfgraph_course.models import GRAPHS, Model

# Options that set an argument of a graph builder, where it has that argument.
_BUILDER_OPTIONS = {
    "rate": "step of gradient descent",
    "hidden": "neurons of the hidden layers",
    "filters": "features of the convolutions",
    "state_size": "numbers that the cell hands on from week to week",
    "clusters": "means that K-means looks for",
    "weeks": "weeks that a forecast is made from",
}


class Options(argparse.Namespace):
    """The options of a script. In a notebook they are set anew: `args.rate = 0.1`."""

    knob_names: Sequence[str] = ()  # those that are arguments of the graph builder
    row: Model | None = None  # the script's in models.py

    @property
    def knobs(self) -> dict[str, Any]:
        """Those of the graph builder, as keyword arguments."""
        return {name: getattr(self, name) for name in self.knob_names}


def parse(
    description: str,
    name: str,
    builder: Callable[..., Any] | None = None,
    epochs: int | None = None,
    data: str = "fonts",
    steps: int | None = None,
    validation: int = 0,
    fitted: bool = True,
) -> Options:
    """Read the options of a script.

    Arguments on the command line count only where the script itself, or a copy of it, is what
    runs; stepping through its cells in an editor takes the defaults.

    Args:
        description: what the script does, for `--help`.
        name: of the script, without ending; a copy has the name of its own file.
        builder: the function that builds its graph; its arguments and defaults become options.
            This, `epochs` and `data` are those of its row in models.py, where it has one.
        epochs: the number of steps; None for a script that trains nothing.
        data: what it trains on, "fonts" or "weather"; or "images", all font images, not split.
        steps: the book's number of batches, for a script of TensorFlow Learn, instead of epochs.
        validation: years of weather to hold out.
        fitted: whether `fit` trains it; False for a script that spells out its loop.

    Returns:
        The options; `knobs` holds those of the builder, as keyword arguments.
    """
    parser = Parser(description=description)
    row = next((row for row in GRAPHS if row.script == name), None)
    if row:
        builder, epochs = row.build, row.epochs or None
        data = "weather" if row.sees == "weeks" else "fonts"
    if epochs is not None:
        parser.add_argument("--epochs", type=_count, default=epochs, help="steps (%(default)s)")
        _add_font_options(parser) if data == "fonts" else _add_weather_options(parser, validation)
        parser.add_argument("--quiet", action="store_true", help="no progress bar")
        if fitted:
            parser.add_argument(
                "--engine", type=_engine, choices=["fast", "graph"], default="fast",
                help="graph: the graph's own nodes; fast: the same steps, sooner (%(default)s)",
            )
            either = parser.add_mutually_exclusive_group()
            either.add_argument(
                "--resume", action="store_true", help="go on with the unfinished run in --out"
            )
            _add_restart_option(either)
            parser.add_argument(
                "--tensorboard", action="store_true",
                help="write what TensorBoard shows to the folder tensorboard in --out",
            )
    if steps is not None:
        parser.add_argument("--steps", type=_size, default=steps, help="batches (%(default)s)")
        parser.add_argument(
            "--batch-size", type=_size, default=32, metavar="N", help="images a step (%(default)s)"
        )
        _add_font_options(parser, split_seed=42)  # the book's, for Learn
    if data == "images":
        _add_images_option(parser)
    knob_names = _add_builder_options(parser, builder) if builder else []
    parser.add_argument("--seed", type=_seed, default=0, help="of all that is drawn at random (0)")
    args = _read(parser, name)
    args.knob_names, args.row = knob_names, row
    return args


def parse_review(description: str, name: str) -> Options:
    """Read the options of the review, which trains many models with the seeds that it gives them.

    Args:
        description: what the script does, for `--help`.
        name: of the script, without ending.
    """
    parser = Parser(description=description)
    parser.add_argument(
        "--quick", action="store_true", help="one seed and a twentieth of the epochs"
    )
    parser.add_argument(
        "--model", action="append", default=[], metavar="FILE.py:FUNCTION",
        help="a model of your own to stand beside the book's; may be given several times",
    )
    parser.add_argument(
        "--model-epochs", type=_size, default=5000, metavar="N", help="of your own (%(default)s)"
    )
    _add_restart_option(parser)
    _add_font_options(parser)
    parser.add_argument("--quiet", action="store_true", help="no progress bars")
    return _read(parser, name)


def parse_cluster(description: str, name: str, models: Sequence[str]) -> Options:
    """Read the options of the script that trains on a cluster.

    Args:
        description: what the script does, for `--help`.
        name: of the script, without ending.
        models: names of those that it can train, the default first.
    """
    parser = Parser(description=description)
    add = parser.add_argument
    add("--local", type=_workers, metavar="N", help="a cluster of N workers on this machine (2)")
    add("--model", choices=models, default=models[0], help="that is trained (%(default)s)")
    add("--epochs", type=_count, help="steps (the book's)")
    add("--rate", type=_rate, metavar="N", help="step of gradient descent (the book's)")
    add(
        "--loss", type=_loss, choices=["book", "logits"], default="book",
        help="as in the chapters (%(default)s)",
    )
    add("--keep-prob", type=_share, default=0.5, metavar="P", help="share dropout keeps (0.5)")
    add("--seed", type=_seed, default=0, help="of all that is drawn at random (0)")
    _add_font_options(parser)
    add(
        "--timeout", type=_seconds, default=60.0, metavar="SECONDS",
        help="the longest wait for another task, and for a step (%(default)g)",
    )
    add(
        "--save-every", type=_seconds, default=20.0, metavar="SECONDS",
        help="training that is lost at most when a task is (%(default)g)",
    )
    add(
        "--trust-network", action="store_true",
        help="listen where others can reach this task; TensorFlow asks them for no password",
    )
    _add_restart_option(parser)
    add("--quiet", action="store_true", help="no progress bar")
    return _read(parser, name)


def _read(parser: argparse.ArgumentParser, name: str) -> Options:
    """Add the options that all scripts end with, and read the command line."""
    caller, program = sys._getframe(2).f_globals, sys.argv[0]
    is_main, file = caller.get("__name__") == "__main__", caller.get("__file__")
    is_file = is_main and file and os.path.realpath(file) == os.path.realpath(program)
    # In a module, or in the cell of an editor, the command line is somebody else's.
    is_started = is_file or (is_main and program in ("-", "-c"))
    name = Path(program).stem if is_file else name
    parser.prog = f"{name}.py"
    parser.add_argument(
        "--out", type=Path, default=Path("runs", name), metavar="FOLDER",
        help="where the files go (%(default)s)",
    )
    parser.add_argument(
        "--force", action="store_true",
        help="replace a finished run in --out, which is moved aside otherwise",
    )
    parser.add_argument("--show", action="store_true", help="open the pictures in windows")

    args = parser.parse_args(sys.argv[1:] if is_started else [], Options())
    args.script = name
    return args


def _add_restart_option(group: Any) -> None:
    group.add_argument(
        "--restart", action="store_true", help="throw the unfinished run in --out away"
    )


def _add_font_options(parser: argparse.ArgumentParser, split_seed: int = 0) -> None:
    parser.add_argument(
        "--split", choices=["image", "glyph"], default="image",
        help="put single images aside for validation, or all nine of a glyph (%(default)s)",
    )
    parser.add_argument(
        "--split-seed", type=_seed, default=split_seed, help="of the split (%(default)s)"
    )
    _add_images_option(parser)


def _add_images_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", type=Path, default=FONTS_FILE, metavar="FILE",
        help="font images in the book's npz format (the course's own)",
    )


def _add_weather_options(parser: argparse.ArgumentParser, validation: int) -> None:
    note = "%(default)s" if validation else "0, as in the book: all weeks train"
    parser.add_argument(
        "--validation", type=_count, default=validation, metavar="YEARS",
        help=f"hold out the end of the record ({note})",
    )
    parser.add_argument(
        "--data", type=Path, default=WEATHER_FILE, metavar="FILE",
        help="a weather record in the book's npz format (the course's own)",
    )


def _add_builder_options(parser: argparse.ArgumentParser, builder: Callable[..., Any]) -> list[str]:
    """Add the options for those arguments that the builder has; return their names."""
    parameters = inspect.signature(builder).parameters
    for knob, meaning in _BUILDER_OPTIONS.items():
        if knob not in parameters:
            continue
        default = parameters[knob].default
        many = len(default) if isinstance(default, tuple) else None
        parser.add_argument(
            f"--{knob.replace('_', '-')}", type=_rate if knob == "rate" else _width, nargs=many,
            default=default, metavar="N", action=_Tuple if many else "store",
            help=f"{meaning} ({default})",
        )
    if "cell" in parameters:
        parser.add_argument(
            "--cell", choices=["rnn", "lstm", "gru"], default=parameters["cell"].default,
            help="the book's basic cell, or a more exotic one (%(default)s)",
        )
    if "loss" in parameters:
        parser.add_argument(
            "--loss", type=_loss, choices=["book", "logits"], default=parameters["loss"].default,
            help="the book's doubled softmax, or the real logits (%(default)s)",
        )
    return [knob for knob in (*_BUILDER_OPTIONS, "cell", "loss") if knob in parameters]


class _Tuple(argparse.Action):
    """Stores several values as a tuple, as the builders take them."""

    def __call__(self, parser: Any, namespace: Any, values: Any, option: Any = None) -> None:
        setattr(namespace, self.dest, tuple(values))


def _loss(value: str) -> str:
    return "book" if value == "text" else value  # its name in scripts of readers


def _engine(value: str) -> str:
    return "graph" if value == "text" else value


def _count(value: str) -> int:
    return _number(value, int, 0, float("inf"), "a whole number of 0 or more")


def _size(value: str) -> int:
    return _number(value, int, 1, float("inf"), "a whole number of 1 or more")


def _width(value: str) -> int:
    return _number(value, int, 1, 10_000, "a whole number from 1 to 10,000")


def _seed(value: str) -> int:
    return _number(value, int, 0, 2**31 - 1, f"a whole number from 0 to {2**31 - 1}")


def _rate(value: str) -> float:
    return _number(value, float, 1e-45, 3e38, "a positive number")


def _workers(value: str) -> int:
    return _number(value, int, 1, 64, "a whole number from 1 to 64")


def _share(value: str) -> float:
    return _number(value, float, 1e-6, 1, "a number above 0, up to 1")


def _seconds(value: str) -> float:
    return _number(value, float, 1, 86_400, "a number of seconds from 1 to 86,400")


def _number(value: str, kind: type, low: float, high: float, what: str) -> Any:
    try:
        number = kind(value)
    except ValueError:
        number = float("nan")
    if not low <= number <= high:
        raise argparse.ArgumentTypeError(f"{value!r} is not {what}")
    return number
