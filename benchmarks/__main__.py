"""Train the book's models in several libraries, and measure the time and memory of a step."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.contenders import CONTENDERS
from benchmarks.problems import flops, load
from tfgraph_course.datasets import load_fonts, load_weather
from tfgraph_course.errors import CourseError, Parser, tell_in_one_sentence
from tfgraph_course.files.atomic import make_folder, write_json
from tfgraph_course.models import MODELS

ROOT = Path(__file__).resolve().parents[1]
SLOW_SECONDS = 60  # a contender that takes longer for a round is timed in the first one only
# Every library computes on the CPU, and prints no notices.
SETTINGS = {
    "CUDA_VISIBLE_DEVICES": "-1", "JAX_PLATFORMS": "cpu", "KERAS_BACKEND": "tensorflow",
    "TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "1",
}


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = Parser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--models", nargs="+", choices=MODELS, default=list(MODELS), metavar="MODEL",
        help=f"the models: {' '.join(MODELS)} (all)",
    )
    parser.add_argument(
        "--contenders", nargs="+", choices=CONTENDERS, default=list(CONTENDERS), metavar="NAME",
        help=f"the contenders: {' '.join(CONTENDERS)} (all that are installed)",
    )
    parser.add_argument(
        "--rounds", type=_size, default=5, metavar="N",
        help="number of rounds; each times every contender once, in a new process (%(default)s)",
    )
    timed = parser.add_mutually_exclusive_group()
    timed.add_argument(
        "--seconds", type=float, default=5.0, help="time each contender this long (%(default)s)"
    )
    timed.add_argument("--steps", type=_size, metavar="N", help="time this many steps instead")
    parser.add_argument(
        "--images", type=_size, default=1, metavar="FACTOR",
        help="use this many times as many images, with the glyphs in more places (%(default)s)",
    )
    parser.add_argument(
        "--noise", type=float, default=0.0, metavar="LEVELS",
        help="standard deviation of noise to add, of 255 levels, so that no windows repeat (none)",
    )
    parser.add_argument(
        "--share-distinct", type=float, default=1.0, metavar="SHARE",
        help="add the noise only to this share of the images, 0 to 1 (all)",
    )
    parser.add_argument(
        "--reach", action="store_true",
        help="also train to the book's last epoch, to see when the book's accuracy is reached",
    )
    parser.add_argument(
        "--data", type=Path, metavar="FILE",
        help="images in the book's format, or weather for --models weather_rnn (the course's own)",
    )
    parser.add_argument(
        "--out", type=Path, default=Path("runs", "benchmarks"), metavar="FOLDER",
        help="folder for benchmarks.json, benchmarks.md and benchmarks.png (%(default)s)",
    )
    return parser.parse_args()


def _size(value: str) -> int:
    if not value.isdecimal() or int(value) == 0:
        raise argparse.ArgumentTypeError(f"{value!r} is not a whole number of 1 or more")
    return int(value)


def installed(names: list[str]) -> list[str]:
    """Return the contenders whose packages are installed; standard error names the others."""
    found = []
    for name in names:
        package = CONTENDERS[name].package
        if importlib.util.find_spec(package):
            found.append(name)
        else:
            print(
                f"{name} is left out: {package} is not installed; "
                "run: python -m pip install -e '.[bench]'", file=sys.stderr,
            )
    return found


def run(*arguments: object) -> str:
    """Run a module of this folder; return what it prints.

    Raises:
        CourseError: the module failed; the message is its last line on standard error, or the
            signal that killed it.
    """
    ended = subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, env=os.environ | SETTINGS,
    )
    if ended.returncode < 0:  # a signal; the kernel sends 9 if memory is short
        raise CourseError(f"the process was killed by signal {-ended.returncode}")
    if ended.returncode:
        said = ended.stderr.strip().splitlines() or ["the process failed without a message"]
        raise CourseError(said[-1].removeprefix("error: "))
    return ended.stdout


def compare(model: str, names: list[str], args: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Measure all contenders on one model; each round begins with a different contender."""
    path = folder / f"{model}.npz"
    given = ["--data", args.data.resolve()] if args.data else []
    given += ["--noise", args.noise, "--share-distinct", args.share_distinct]
    run("benchmarks.reference", model, path, "--images", args.images, *given)
    problem = load(path)
    timed = ["--steps", args.steps] if args.steps else ["--seconds", args.seconds]
    weeks = MODELS[model].sees == "weeks"
    names = [name for name in names if not weeks or CONTENDERS[name].recurrent]
    results: dict[str, Any] = {name: {"rounds": []} for name in names}
    slow = set()
    for name in [name for turn in range(args.rounds) for name in names[turn:] + names[:turn]]:
        if "fault" in results[name] or name in slow:
            continue
        start = time.perf_counter()
        try:
            found = json.loads(run("benchmarks.worker", name, path, *timed))
        except CourseError as fault:
            results[name]["fault"] = str(fault)
            print(f"{model} {name}: {fault}", file=sys.stderr)
            continue
        results[name]["rounds"].append(found)
        print(f"{model} {name}: {found['bare_step_ms']:.2f} ms a step", flush=True)
        if time.perf_counter() - start > SLOW_SECONDS:
            slow.add(name)
    reached = {}
    if args.reach:
        reached = json.loads(run("benchmarks.worker", "course", path, "--reach"))
    path.unlink()  # with a hundred times the images, it holds more than a gigabyte
    sizes = {"examples": len(problem.x), "flops": flops(problem)}
    return sizes | reached | {"contenders": results}


def main() -> None:
    """Measure the contenders, and write the files."""
    tell_in_one_sentence()
    args = options()
    out, names = make_folder(args.out), installed(args.contenders)
    if not names:
        raise CourseError("no contender is installed; run: python -m pip install -e '.[bench]'")
    for model in args.models if args.data else []:  # a wrong file is reported before anything runs
        (load_weather if MODELS[model].sees == "weeks" else load_fonts)(args.data)
    ceilings = json.loads(run("benchmarks.ceilings"))
    with tempfile.TemporaryDirectory() as folder:
        models = {model: compare(model, names, args, Path(folder)) for model in args.models}
    record = {
        "images": args.images, "noise": args.noise, "share_distinct": args.share_distinct,
        "rounds": args.rounds, "cores": os.cpu_count(),
        "system": platform.platform(), "python": platform.python_version(),
        "ceilings": ceilings, "models": models,
    }
    write_json(out / "benchmarks.json", record)

    from benchmarks.plot import draw
    from benchmarks.table import markdown

    table = markdown(record)
    (out / "benchmarks.md").write_text(table, encoding="utf-8")
    draw(record).savefig(out / "benchmarks.png", dpi=120)
    print(f"\n{table}\nfiles: {out}")


if __name__ == "__main__":
    main()
