"""`python -m tfgraph_course`: an overview of the course, and the course's commands."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from tfgraph_course import SESSIONS, __version__, find, words
from tfgraph_course.errors import UNREAD, CourseError, Parser, known_names, tell_in_one_sentence
from tfgraph_course.terminal_text import table
from tfgraph_course.tf1.quiet import filter_notices

Call = TypeVar("Call", bound=Callable[..., int | None])
MODEL = "a run's folder, or an npz file of weights"
Argument = tuple[tuple[str, ...], dict[str, Any]]  # for `ArgumentParser.add_argument`
# The function of each command, an example of its arguments, and the arguments, keyed by name.
COMMANDS: dict[str, tuple[Callable[..., int | None], str, tuple[Argument, ...]]] = {}


def main() -> int | None:
    """Run the command that the command line names; return the exit status, None for 0."""
    tell_in_one_sentence(words)
    filter_notices()
    program = "tfgraph" if Path(sys.argv[0]).stem == "tfgraph" else "python -m tfgraph_course"
    parser = Parser(
        prog=program,
        description="The commands of the course; one of them runs TensorFlow 1 code on today's "
        "TensorFlow.",
        epilog=f"Example: {program} run mnist_softmax.py",
    )
    parser.add_argument("--version", action="version", version=f"tfgraph_course {__version__}")
    parsers = parser.add_subparsers(metavar="COMMAND")
    summaries = {}
    for name, (call, example, arguments) in COMMANDS.items():
        does = (call.__doc__ or name).partition(".\n")[0]  # `python -OO` takes docstrings out
        summaries[name] = does
        added = parsers.add_parser(
            name, help=does[0].lower() + does[1:], description=call.__doc__,
            epilog=f"Example: {program} {name} {example}",
        )
        added.set_defaults(call=call)
        for names, settings in arguments:
            action = added.add_argument(*names, **settings)
            # Before Python 3.13, argparse takes the rest of a command line for required.
            action.required &= action.nargs != argparse.REMAINDER
    given = vars(parser.parse_args())
    if given:
        return given.pop("call")(**given)
    from tfgraph_course.cli.overview import overview, places

    print(overview(summaries, *places()))
    return None


def command(example: str, *arguments: Argument) -> Callable[[Call], Call]:
    """Make the decorated function a command, which has its name and its docstring as help.

    The function gets the arguments by name, and returns the exit status, or None for 0.

    Args:
        example: an example of the arguments, for the help.
        arguments: what the command line may contain.
    """

    def note(call: Call) -> Call:
        COMMANDS[call.__name__] = call, example, arguments
        return call

    return note


def argument(*names: str, **settings: Any) -> Argument:
    """Describe an argument of a command."""
    return names, settings


def _folder_for(what: str) -> Argument:
    return argument("folder", type=Path, metavar="DIR", help=f"folder for the {what}")


def _force(what: str) -> Argument:
    return argument("--force", action="store_true", help=f"also replace {what} that were changed")


def _out(name: str, what: str) -> Argument:
    return argument(
        "--out", type=Path, default=Path("runs", name), metavar="FOLDER",
        help=f"folder for the {what} (%(default)s)",
    )


@command("scripts", _folder_for("scripts"), _force("scripts"))
def scripts(folder: Path, force: bool) -> None:
    """Copy the scripts of the chapters into a folder.

    With the scripts at hand, each chapter can be run, read and changed.
    """
    from tfgraph_course.cli.chapters import copy_scripts

    print(*copy_scripts(folder, force), sep="\n")


@command(
    "runs/ch3_deep_cnn a.png b.jpg",
    argument("model", metavar="MODEL", help=MODEL),
    argument(
        "images", nargs="+", metavar="IMAGE",
        help="a picture of one letter, or an npz file of images",
    ),
    _out("predict", "results"),
)
def predict(model: str, images: list[str], out: Path) -> int:
    """Use a trained model to recognize the font of a letter.

    Each letter is found in its picture, then scaled and centred like the training images. All
    answers are written to predictions.csv; seen.png shows what the model saw. TensorFlow is not
    needed.
    """
    from tfgraph_course.predict.command import predict_files

    return predict_files(model, images, out)


@command(
    "--count 20 runs/ch1_logistic runs/ch3_deep_cnn",
    argument(
        "models", nargs="*", metavar="MODEL",
        help=f"{MODEL}; by default the font models in runs/",
    ),
    argument("--count", type=int, default=20, metavar="N", help="number of letters (%(default)s)"),
    argument(
        "--seed", type=int, default=0, metavar="N",
        help="the seed that chooses the letters (%(default)s)",
    ),
    argument(
        "--data", type=Path, metavar="FILE",
        help="font images in the book's npz format (by default the course's own)",
    ),
    _out("quiz", "pictures"),
)
def quiz(models: list[str], count: int, seed: int, data: Path | None, out: Path) -> None:
    """Name the fonts of letters yourself, and compare with models.

    This draws validation images in a picture file, asks for the font of each, and ends with your
    confusion matrix beside those of trained models on the same images. An empty answer ends the
    quiz early. TensorFlow is not needed.
    """
    from tfgraph_course.datasets import FONTS_FILE
    from tfgraph_course.review import quiz

    quiz.quiz(models, count, seed, data or FONTS_FILE, out)


@command(
    "runs/ch5_temperature",
    argument("run", metavar="RUN", help="the folder of a run of ch5_temperature"),
    argument(
        "weather", metavar="WEATHER", nargs="?",
        help="a weather record in the book's npz format (by default the model's own)",
    ),
)
def forecast(run: str, weather: str | None) -> int:
    """Forecast next week's high temperature with a trained model.

    Next week is the week after the last one of a weather record. TensorFlow is not needed.
    """
    from tfgraph_course.predict.temperature import forecast_command

    return forecast_command(run, weather)


@command(
    "runs/ch3_deep_cnn",
    argument("model", metavar="MODEL", help=MODEL),
    argument(
        "--out", type=Path, metavar="FOLDER",
        help="folder for the exported model (by default the folder of the weights)",
    ),
)
def export(model: str, out: Path | None) -> None:
    """Write a trained model as ONNX and SavedModel.

    This writes model.onnx and saved_model/, which compute y from x; docs/predict.md shows how to
    use them.
    """
    from tfgraph_course.saving import export

    print(*export.export(model, out), sep="\n")


@command(
    "runs/ch3_cnn runs/ch3_deep_cnn",
    argument(
        "runs", nargs="*", type=Path, metavar="RUN",
        help="the folder of a finished run; by default all runs in runs/ and */runs/",
    ),
    _out("compare", "picture"),
)
def compare(runs: list[Path], out: Path) -> None:
    """Draw the curves of several runs in one picture.

    This prints a row for each run, with the options that were set. Folders without curves are
    skipped.
    """
    from tfgraph_course.cli import compare

    compare.compare(runs, out)


@command(
    "ch1_simple --feed d=4",
    argument(
        "graph", metavar="GRAPH", help="name of a script or graph builder, such as ch3_deep_cnn"
    ),
    argument("--fetch", nargs="+", default=[], metavar="NAME", help="nodes to compute"),
    argument(
        "--feed", nargs="+", default=[], metavar="NAME=VALUE",
        help="values to use for nodes instead of computing them: numbers, or lists as in V1=[1,2]",
    ),
    argument("--all", action="store_true", help="also list the ops that the book does not name"),
    _out("explain", "picture"),
)
def explain(graph: str, fetch: list[str], feed: list[str], all: bool, out: Path) -> int:
    """Show which nodes of a chapter's graph a run computes, and which it does not.

    This lists the nodes of the book with name, op, shape and value, in the order in which they are
    computed, and draws them in a PNG file. Without --fetch, it computes E for ch1_simple, and one
    training step on a few examples for a model.
    """
    os.environ["MPLBACKEND"] = "Agg"  # draws to files only; needs no screen
    from tfgraph_course.explanation.chapter_graphs import explain_command

    return explain_command(graph, fetch, feed, all, out)


@command("diagrams", _folder_for("pictures"))
def diagrams(folder: Path) -> None:
    """Draw the book's ideas, with numbers from its graphs.

    This draws the pictures and animations of docs/chapters from the chapters' own graphs; the files
    are the same, byte for byte, each time.
    """
    from tfgraph_course.figures.diagrams.command import write_diagrams

    for path in write_diagrams(folder):
        print(path)


@command(
    "notebooks",
    _folder_for("notebooks"),
    argument(
        "names", nargs="*", metavar="NAME",
        help="scripts to turn into notebooks, such as ch3_cnn (by default all)",
    ),
    argument(
        "--executed", action="store_true",
        help="run each notebook, which takes as long as its script, and keep its outputs",
    ),
    _force("notebooks"),
)
def notebooks(folder: Path, names: list[str], executed: bool, force: bool) -> None:
    """Turn the scripts of the chapters into notebooks.

    This makes one notebook for each script, to run from top to bottom in Jupyter. It needs the
    package's extra [notebooks].
    """
    from tfgraph_course.cli.chapters import NAMES
    from tfgraph_course.cli.notebooks import write_notebooks

    for unknown in set(names) - set(NAMES):
        raise CourseError(f"{unknown}: there is no such script; {known_names(unknown, NAMES)}")
    for line in write_notebooks(folder, names, force, executed):
        print(line, flush=True)


@command(
    "mnist_softmax.py --data_dir=MNIST_data",
    argument(
        "--plain", action="store_true",
        help="do not speed anything up: let TensorFlow compute the script's graph as it is",
    ),
    argument(
        "-m", dest="is_module", action="store_true",
        help="FILE is the name of a module, as for `python -m`",
    ),
    argument(
        "file", metavar="FILE", help="the script, the notebook, or the folder with a __main__.py"
    ),
    argument("args", nargs=argparse.REMAINDER, metavar="ARGS", help="the script's arguments"),
)
def run(plain: bool, is_module: bool, file: str, args: list[str]) -> int:
    """Run a TensorFlow 1 script, unchanged.

    `import tensorflow` gives TensorFlow 1 to the script and to the modules in its folder. Training
    steps that repeat on the same large arrays are computed faster.
    """
    from tfgraph_course.tf1.doors.notebook import NotANotebook
    from tfgraph_course.tf1.doors.run import run

    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__  # the script gets Python's own streams
    try:
        return run(file, args, {} if plain else SESSIONS, find, words, is_module=is_module)
    except NotANotebook as fault:
        raise CourseError(f"{file} {fault}.") from fault
    except BrokenPipeError:
        return UNREAD
    except OSError as fault:
        if is_module:
            raise CourseError(
                f"{file}: there is no module with this name to run; give the name as for python "
                "-m, and run this command from the folder where python -m finds the module."
            ) from fault
        raise _unreadable(file, fault) from fault


@command(
    "mnist_softmax.py",
    argument("file", metavar="FILE", help="the script or the notebook"),
)
def check(file: str) -> int:
    """List the TensorFlow 1 names and other old names that a script uses.

    This prints each name with its line, its state and its spelling today, without running the
    script. The state is `in TF` for a name that TensorFlow still has, `supplied` for one that `run`
    supplies, `gone` for one at which `run` stops, and `not needed` for one that is gone but that
    the script can do without. The exit status is 1 if a name is `gone`.
    """
    from tfgraph_course.tf1.doors.check import check
    from tfgraph_course.tf1.doors.notebook import NotANotebook

    try:
        uses = check(file)
    except NotANotebook as fault:
        raise CourseError(f"{file} {fault}.") from fault
    except OSError as fault:
        raise _unreadable(file, fault) from fault
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:
        raise CourseError(
            f"{file} is neither Python 3 nor Python 2 ({fault}); correct the script first."
        ) from fault
    states = {"tensorflow": "in TF", "course": "supplied", "gone": "gone"}
    rows = [("line", "state", "name", "today")]
    for use in uses:
        name = use.name
        state = "not needed" if name.state == "gone" and not use.stops else states[name.state]
        rows.append((str(use.lines[0]), state, use.dotted, name.today))
    print(*table(rows, "r"), sep="\n")
    return int(any(use.stops for use in uses))


def _unreadable(file: str, fault: OSError) -> CourseError:
    return CourseError(
        f"{file}: the file cannot be read ({fault.strerror}); give a Python script or a notebook."
    )


if __name__ == "__main__":
    sys.exit(main())
