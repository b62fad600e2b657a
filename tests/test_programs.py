"""Programs of TensorFlow 1, as it was written, each with what a real TensorFlow 1 printed.

A file of `programs/` is a program. It ends with comments: the release that ran it and what that
printed. `, run with ARGS` means a process of its own with these arguments, `, run alone` one
without; several such blocks run one after another in the same folder. `, status N` is the exit
status. Everything else runs in this process, which saves the start of TensorFlow.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
import shlex
import sys
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import numpy as np
import pytest

from tests.forked import python
from tfgraph_course import tf
from tfgraph_course.tf1 import flags
from tfgraph_course.tf1.doors.check import check
from tfgraph_course.tf1.doors.imports import activated
from tfgraph_course.tf1.doors.run import compile_script

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))
BLOCK = re.compile(
    r"^# TF (?P<release>[\d.]+) printed(?P<alone>, run (?:alone|with (?P<args>.+?)))?"
    r"(?:, status (?P<status>\d+))?:\n(?P<text>(?:#.*\n)*?)(?=# TF |\Z)",
    re.MULTILINE,
)
NUMBER = re.compile(r"(?<![\w.])(-?\d+(?:\.\d*)?(?:e[+-]?\d+)?|-?nan|-?inf)(?!\w)")


class Run(NamedTuple):
    """One run of a program: how, and with what result."""

    release: str
    alone: bool
    args: list[str]
    status: int
    text: str


def runs_of(path):
    blocks = BLOCK.finditer(path.read_text(encoding="utf-8"))
    return [
        Run(
            block["release"],
            bool(block["alone"]),
            shlex.split(block["args"] or ""),
            int(block["status"] or 0),
            "".join(line[2:] or "\n" for line in block["text"].splitlines(keepends=True)),
        )
        for block in blocks
    ]


def same(printed, expected):
    """Whether two texts are equal, but for the last digit of their numbers with a point."""
    ours, theirs = (
        NUMBER.split(re.sub(r"\s+\n", "\n", f"{text}\n")) for text in (printed, expected)
    )
    return len(ours) == len(theirs) and all(
        a == b or (place % 2 == 1 and close(a, b))
        for place, (a, b) in enumerate(zip(ours, theirs, strict=True))
    )


def close(number, expected):
    if "." not in expected or "." not in number:
        return False
    digits, _, exponent = expected.partition("e")
    last_digit = 10.0 ** (int(exponent or 0) - len(digits.partition(".")[2]))
    size = abs(float(expected))
    allowed = max(1e-4 * size, 1.01 * last_digit if last_digit <= max(1e-4, 1e-3 * size) else 0)
    return abs(float(number) - float(expected)) <= allowed


def run_here(path):
    """Run a program in this process: an empty graph, no flags, no session of others."""
    tf.reset_default_graph()
    flags.start_over()
    program = ModuleType("__main__")
    program.__file__ = str(path)
    printed = io.StringIO()
    try:
        as_run_prints = np.printoptions(legacy="1.25")
        with contextlib.redirect_stdout(printed), activated(), as_run_prints:
            exec(compile_script(path.read_bytes(), str(path)), program.__dict__)
    finally:
        for value in program.__dict__.values():
            if isinstance(value, tf.InteractiveSession):
                value.close()
    return printed.getvalue()


def run_alone(path, args):
    return python("-m", "tfgraph_course", "run", path, *args)


# pytest sets aside the filter with which TensorFlow was imported.
@pytest.mark.filterwarnings("ignore:`(tf|layer):UserWarning")
@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_a_program_prints_what_tensorflow_1_printed(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [str(path)])
    for setting, value in (("level", logging.WARNING), ("handlers", []), ("propagate", True)):
        monkeypatch.setattr(logging.getLogger("tensorflow"), setting, value)
    runs = runs_of(path)
    assert runs, "says nowhere what TensorFlow 1 printed"
    for run in runs:
        if run.alone:
            result = run_alone(path, run.args)
            assert result.returncode == run.status, result.stderr
            printed = result.stdout
        else:
            printed = run_here(path)
        if not same(printed, run.text):
            pytest.fail(f"printed\n{printed}\ninstead of\n{run.text}", pytrace=False)


def test_check_finds_nothing_that_stops_a_program():
    stops = {
        path.name: [use.dotted for use in check(path) if use.stops]
        for path in PROGRAMS if all(run.status == 0 for run in runs_of(path))
    }
    assert len(stops) > 90
    assert not {name: found for name, found in stops.items() if found}


def test_numbers_may_differ_in_their_last_digit_and_nothing_else():
    assert same("a [0.12345, -3]", "a [0.12346, -3]")
    assert same("1.0000e-05\n", "1.0000e-05")
    assert same("-0.0", "0.0")
    for printed in ("a [0.1237, -3]", "a [0.1234, -4]", "b [0.1234, -3]", "a [0.1234, -3.0]"):
        assert not same(printed, "a [0.1234, -3]"), printed
    assert not same("1.1", "1.0")
    assert not same("2.0000e-05", "1.0000e-05")
