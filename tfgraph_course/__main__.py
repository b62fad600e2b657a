"""`python -m tfgraph_course`: run or check TensorFlow 1 code."""

from __future__ import annotations

import argparse
import sys

from tfgraph_course.errors import CourseError, tell_in_one_sentence


def main() -> int:
    """Read the command line and do what it says; return the exit status."""
    tell_in_one_sentence()
    parser = argparse.ArgumentParser(
        prog="python -m tfgraph_course", description="TensorFlow 1 code on today's TensorFlow."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser(
        "run", help="run a TensorFlow 1 script, unchanged",
        description="Run a TensorFlow 1 script as it is. Example: "
        "python -m tfgraph_course run mnist_softmax.py --data_dir=MNIST_data",
    )  # fmt: skip
    run.add_argument("file", metavar="FILE", help="the script")
    run.add_argument("args", nargs=argparse.REMAINDER, metavar="ARGS", help="its arguments")
    check = commands.add_parser(
        "check", help="list the TensorFlow 1 names that a script uses",
        description="List each name of TensorFlow 1 that a script uses: line, state, today's "
        "spelling. Nothing is run. Exit status 1 if a name is gone. Example: "
        "python -m tfgraph_course check mnist_softmax.py",
    )  # fmt: skip
    check.add_argument("file", metavar="FILE", help="the script")
    args = parser.parse_args()
    try:
        return _check(args.file) if args.command == "check" else _run(args.file, args.args)
    except OSError as fault:
        raise CourseError(
            f"{args.file}: cannot be read ({fault.strerror}); give the name of a Python script."
        ) from fault


def _run(file: str, args: list[str]) -> int:
    from tfgraph_course.tf1.run import run

    return run(file, args)


def _check(file: str) -> int:
    from tfgraph_course.tf1.check import check

    try:
        uses = check(file)
    except (SyntaxError, ValueError) as fault:
        raise CourseError(f"{file}: this is no Python 3 ({fault}); mend it first.") from fault
    states = {"tensorflow": "in TensorFlow", "course": "supplied", "gone": "gone"}
    print(f"{'line':>5}  {'state':13}  {'name':40}  today")
    for lines, name in uses:
        print(f"{lines[0]:5}  {states[name.state]:13}  {'tf.' + name.name:40}  {name.today}")
    return int(any(name.state == "gone" for _, name in uses))


if __name__ == "__main__":
    sys.exit(main())
