"""`python -m tfgraph_course`: an overview of the course, and the course's commands."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tfgraph_course import __version__, find, words
from tfgraph_course.errors import UNREAD, CourseError, Parser, known_names, tell_in_one_sentence
from tfgraph_course.terminal_text import table
from tfgraph_course.tf1.quiet import filter_notices

Call = Callable[[argparse.Namespace], int]


def _program() -> str:
    """Return the command that started this program, for messages."""
    return "tfgraph" if Path(sys.argv[0]).stem == "tfgraph" else "python -m tfgraph_course"


def main() -> int:
    """Run the command that the command line names; return the exit status."""
    tell_in_one_sentence(words)
    filter_notices()
    parser = Parser(
        prog=_program(),
        description="The commands of the course; one of them runs TensorFlow 1 code on today's "
        "TensorFlow.",
        epilog=f"Example: {_program()} run mnist_softmax.py",
    )
    parser.add_argument("--version", action="version", version=f"tfgraph_course {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND")
    for add in (
        _add_scripts, _add_predict, _add_quiz, _add_forecast, _add_export, _add_compare,
        _add_explain, _add_diagrams, _add_notebooks, _add_run, _add_check,
    ):
        add(commands)
    parser.set_defaults(call=lambda _: _overview(commands.choices))
    args = parser.parse_args()
    return args.call(args)


def _command(
    commands: Any, name: str, call: Call, does: str, more: str, example: str
) -> argparse.ArgumentParser:
    """Make the parser of a command that `call` runs; the caller adds arguments to the parser.

    `does` describes the command in a few words, `more` in full sentences; `example` is an example
    of the arguments.
    """
    parser = commands.add_parser(
        name, help=does, description=f"{does[0].upper()}{does[1:]}. {more}",
        epilog=f"Example: {_program()} {name} {example}",
    )
    parser.set_defaults(call=call)
    return parser


def _overview(commands: dict[str, argparse.ArgumentParser]) -> int:
    from tfgraph_course.cli.overview import overview, places

    does = {name: command.description.partition(". ")[0] for name, command in commands.items()}
    print(overview(does, *places()))
    return 0


def _add_scripts(commands: Any) -> None:
    parser = _command(
        commands, "scripts", _scripts, "copy the scripts of the chapters into a folder",
        "With the scripts at hand, each chapter can be run, read and changed.",
        "scripts",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder for the scripts")
    parser.add_argument(
        "--force", action="store_true", help="also replace scripts that were changed"
    )


def _scripts(args: argparse.Namespace) -> int:
    from tfgraph_course.cli.chapters import copy_scripts

    print(*copy_scripts(args.folder, args.force), sep="\n")
    return 0


def _add_predict(commands: Any) -> None:
    parser = _command(
        commands, "predict", _predict, "use a trained model to recognize the font of a letter",
        "Each letter is found in its picture, then scaled and centred like the training images. "
        "All answers are written to predictions.csv; seen.png shows what the model saw. TensorFlow "
        "is not needed.",
        "runs/ch3_deep_cnn a.png b.jpg",
    )
    parser.add_argument("model", metavar="MODEL", help="a run's folder, or an npz file of weights")
    parser.add_argument(
        "images", nargs="+", metavar="IMAGE",
        help="a picture of one letter, or an npz file of images",
    )
    parser.add_argument(
        "--out", type=Path, default=Path("runs", "predict"), metavar="FOLDER",
        help="folder for the results (%(default)s)",
    )


def _predict(args: argparse.Namespace) -> int:
    from tfgraph_course.predict.command import predict_files

    return predict_files(args.model, args.images, args.out)


def _add_quiz(commands: Any) -> None:
    parser = _command(
        commands, "quiz", _quiz, "name the fonts of letters yourself, and compare with models",
        "This draws validation images in a picture file, asks for the font of each, and ends with "
        "your confusion matrix beside those of trained models on the same images. An empty answer "
        "ends the quiz early. TensorFlow is not needed.",
        "--count 20 runs/ch1_logistic runs/ch3_deep_cnn",
    )
    parser.add_argument(
        "models", nargs="*", metavar="MODEL",
        help="a run's folder, or an npz file of weights; by default the font models in runs/",
    )
    parser.add_argument(
        "--count", type=int, default=20, metavar="N", help="number of letters (%(default)s)"
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N",
        help="the seed that chooses the letters (%(default)s)",
    )
    parser.add_argument(
        "--data", type=Path, metavar="FILE",
        help="font images in the book's npz format (by default the course's own)",
    )
    parser.add_argument(
        "--out", type=Path, default=Path("runs", "quiz"), metavar="FOLDER",
        help="folder for the pictures (%(default)s)",
    )


def _quiz(args: argparse.Namespace) -> int:
    from tfgraph_course.datasets import FONTS_FILE
    from tfgraph_course.review.quiz import quiz

    quiz(args.models, args.count, args.seed, args.data or FONTS_FILE, args.out)
    return 0


def _add_forecast(commands: Any) -> None:
    parser = _command(
        commands, "forecast", _forecast,
        "forecast next week's high temperature with a trained model",
        "Next week is the week after the last one of a weather record. TensorFlow is not needed.",
        "runs/ch5_temperature",
    )
    parser.add_argument("model", metavar="RUN", help="the folder of a run of ch5_temperature")
    parser.add_argument(
        "weather", metavar="WEATHER", nargs="?",
        help="a weather record in the book's npz format (by default the model's own)",
    )


def _forecast(args: argparse.Namespace) -> int:
    from tfgraph_course.predict.temperature import forecast_command

    return forecast_command(args.model, args.weather)


def _add_compare(commands: Any) -> None:
    parser = _command(
        commands, "compare", _compare, "draw the curves of several runs in one picture",
        "This prints a row for each run, with the options that were set. Folders without curves "
        "are skipped.",
        "runs/ch3_cnn runs/ch3_deep_cnn",
    )
    parser.add_argument(
        "runs", nargs="*", type=Path, metavar="RUN",
        help="the folder of a finished run; by default all runs in runs/ and */runs/",
    )
    parser.add_argument(
        "--out", type=Path, default=Path("runs", "compare"), metavar="FOLDER",
        help="folder for the picture (%(default)s)",
    )


def _compare(args: argparse.Namespace) -> int:
    from tfgraph_course.cli.compare import compare

    return compare(args.runs, args.out)


def _add_export(commands: Any) -> None:
    parser = _command(
        commands, "export", _export, "write a trained model as ONNX and SavedModel",
        "This writes model.onnx and saved_model/, which compute y from x; docs/predict.md shows "
        "how to use them.",
        "runs/ch3_deep_cnn",
    )
    parser.add_argument("model", metavar="MODEL", help="a run's folder, or an npz file of weights")
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER",
        help="folder for the exported model (by default the folder of the weights)",
    )


def _export(args: argparse.Namespace) -> int:
    from tfgraph_course.saving.export import export

    print(*export(args.model, args.out), sep="\n")
    return 0


def _add_explain(commands: Any) -> None:
    parser = _command(
        commands, "explain", _explain,
        "show which nodes of a chapter's graph a run computes, and which it does not",
        "This lists the nodes of the book with name, op, shape and value, in the order in which "
        "they are computed, and draws them in a PNG file. Without --fetch, it computes E for "
        "ch1_simple, and one training step on a few examples for a model.",
        "ch1_simple --feed d=4",
    )
    parser.add_argument(
        "graph", metavar="GRAPH", help="name of a script or graph builder, such as ch3_deep_cnn"
    )
    parser.add_argument("--fetch", nargs="+", default=[], metavar="NAME", help="nodes to compute")
    parser.add_argument(
        "--feed", nargs="+", default=[], metavar="NAME=VALUE",
        help="values to use for nodes instead of computing them: numbers, or lists as in V1=[1,2]",
    )
    parser.add_argument(
        "--all", action="store_true", help="also list the ops that the book does not name"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("runs", "explain"), metavar="FOLDER",
        help="folder for the picture (%(default)s)",
    )


def _explain(args: argparse.Namespace) -> int:
    os.environ["MPLBACKEND"] = "Agg"  # draws to files only; needs no screen
    from tfgraph_course.explanation.chapter_graphs import explain_command

    return explain_command(args.graph, args.fetch, args.feed, args.all, args.out)


def _add_run(commands: Any) -> None:
    parser = _command(
        commands, "run", _run, "run a TensorFlow 1 script, unchanged",
        "`import tensorflow` gives TensorFlow 1 to the script and to the modules in its folder. "
        "Training steps that repeat on the same large arrays are computed faster.",
        "mnist_softmax.py --data_dir=MNIST_data",
    )
    parser.add_argument(
        "--plain", action="store_true",
        help="do not speed anything up: let TensorFlow compute the script's graph as it is",
    )
    parser.add_argument(
        "-m", dest="is_module", action="store_true",
        help="FILE is the name of a module, as for `python -m`",
    )
    parser.add_argument(
        "file", metavar="FILE", help="the script, the notebook, or the folder with a __main__.py"
    )
    parser.add_argument(
        "args", nargs=argparse.REMAINDER, metavar="ARGS", help="the script's arguments"
    ).required = False


def _run(args: argparse.Namespace) -> int:
    from tfgraph_course import SESSIONS
    from tfgraph_course.tf1.doors.notebook import NotANotebook
    from tfgraph_course.tf1.doors.run import run

    supplied = {} if args.plain else SESSIONS
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__  # the script gets Python's own streams
    try:
        return run(args.file, args.args, supplied, find, words, is_module=args.is_module)
    except NotANotebook as fault:
        raise CourseError(f"{args.file} {fault}.") from fault
    except BrokenPipeError:
        return UNREAD
    except OSError as fault:
        if args.is_module:
            raise CourseError(
                f"{args.file}: there is no module with this name to run; give the name as for "
                "python -m, and run this command from the folder where python -m finds the module."
            ) from fault
        raise _unreadable(args.file, fault) from fault


def _add_check(commands: Any) -> None:
    parser = _command(
        commands, "check", _check,
        "list the TensorFlow 1 names and other old names that a script uses",
        "This prints each name with its line, its state and its spelling today, without running "
        "the script. The state is `in TF` for a name that TensorFlow still has, `supplied` for one "
        "that `run` supplies, `gone` for one at which `run` stops, and `not needed` for one that "
        "is gone but that the script can do without. The exit status is 1 if a name is `gone`.",
        "mnist_softmax.py",
    )
    parser.add_argument("file", metavar="FILE", help="the script or the notebook")


def _check(args: argparse.Namespace) -> int:
    from tfgraph_course.tf1.doors.check import check
    from tfgraph_course.tf1.doors.notebook import NotANotebook

    try:
        uses = check(args.file)
    except NotANotebook as fault:
        raise CourseError(f"{args.file} {fault}.") from fault
    except OSError as fault:
        raise _unreadable(args.file, fault) from fault
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:
        raise CourseError(
            f"{args.file} is neither Python 3 nor Python 2 ({fault}); correct the script first."
        ) from fault
    states = {"tensorflow": "in TF", "course": "supplied", "gone": "gone"}
    rows = [("line", "state", "name", "today")]
    for use in uses:
        name = use.name
        state = "not needed" if name.state == "gone" and not use.stops else states[name.state]
        rows.append((str(use.lines[0]), state, use.dotted, name.today))
    print(*table(rows, "r"), sep="\n")
    return int(any(use.stops for use in uses))


def _add_diagrams(commands: Any) -> None:
    parser = _command(
        commands, "diagrams", _diagrams, "draw the book's ideas, with numbers from its graphs",
        "This draws the pictures and animations of docs/chapters from the chapters' own graphs; "
        "the files are the same, byte for byte, each time.",
        "diagrams",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder for the pictures")


def _diagrams(args: argparse.Namespace) -> int:
    from tfgraph_course.figures.diagrams.command import write_diagrams

    for path in write_diagrams(args.folder):
        print(path)
    return 0


def _add_notebooks(commands: Any) -> None:
    parser = _command(
        commands, "notebooks", _notebooks, "turn the scripts of the chapters into notebooks",
        "This makes one notebook for each script, to run from top to bottom in Jupyter. It needs "
        "the package's extra [notebooks].",
        "notebooks",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder for the notebooks")
    parser.add_argument(
        "names", nargs="*", metavar="NAME",
        help="scripts to turn into notebooks, such as ch3_cnn (by default all)",
    )
    parser.add_argument(
        "--executed", action="store_true",
        help="run each notebook, which takes as long as its script, and keep its outputs",
    )
    parser.add_argument(
        "--force", action="store_true", help="also replace notebooks that were changed"
    )


def _notebooks(args: argparse.Namespace) -> int:
    from tfgraph_course.cli.chapters import NAMES
    from tfgraph_course.cli.notebooks import write_notebooks

    for unknown in set(args.names) - set(NAMES):
        raise CourseError(f"{unknown}: there is no such script; {known_names(unknown, NAMES)}")
    for line in write_notebooks(args.folder, args.names, args.force, args.executed):
        print(line, flush=True)
    return 0


def _unreadable(file: str, fault: OSError) -> CourseError:
    return CourseError(
        f"{file}: the file cannot be read ({fault.strerror}); give a Python script or a notebook."
    )


if __name__ == "__main__":
    sys.exit(main())
