"""A script's options as its parser gives them, and what a run of it hands to its sessions."""

from __future__ import annotations

import argparse
import functools
import json
import runpy
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.forked import ROOT, python

# What a script is asked for, where it has the option.
ASKED = {"epochs": ["--epochs", 11], "steps": ["--steps", 5], "engine": ["--engine", "graph"],
         "quiet": ["--quiet"]}


class _Parsed(Exception):
    """Ends a script as soon as it knows its options."""


@functools.cache
def options(script: str, *arguments: str) -> dict[str, Any]:
    """The options of a script as its parser gives them, if its reader types these arguments."""
    parse_args = argparse.ArgumentParser.parse_args

    def stop(*given: Any) -> None:
        raise _Parsed(vars(parse_args(*given)))

    path = str(ROOT / "scripts" / f"{script}.py")
    with pytest.MonkeyPatch.context() as patch, pytest.raises(_Parsed) as stopped:
        patch.setattr(argparse.ArgumentParser, "parse_args", stop)
        patch.setattr(sys, "argv", [path, *arguments])
        patch.setattr(sys, "excepthook", sys.excepthook)
        runpy.run_path(path, run_name="__main__")
    return stopped.value.args[0]


@functools.cache
def run(script: str) -> dict[str, Any]:
    """Run a script for 11 epochs, or 5 steps, on a part of its data.

    Returns:
        What `spy.py` tells, `data`, a loaded file of what it read, and `printed`, its output.
    """
    known = options(script)
    arguments = [word for name in ASKED if name in known for word in ASKED[name]]
    with tempfile.TemporaryDirectory() as folder:
        result, path = Path(folder, "result.json"), ROOT / "scripts" / f"{script}.py"
        data = part_of(known["data"]) if "data" in known else {}
        if data:
            np.savez(Path(folder, "data.npz"), **data)
            arguments += ["--data", "data.npz"]
        ended = python("-m", "tests.spy", result, path, *arguments, cwd=folder)
        assert ended.returncode == 0, ended.stderr
        told = json.loads(result.read_text(encoding="utf-8"))
    return told | {"data": data, "printed": ended.stdout}


def part_of(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a data file, cut: 99 images of each font, or the first 300 weeks."""
    with np.load(path) as whole:
        arrays = dict(whole)
    if "weekly" in arrays:
        return {"daily": arrays["daily"][: 7 * 300], "weekly": arrays["weekly"][:300]}
    rows = [row for font in np.unique(arrays["arr_1"])
            for row in np.flatnonzero(arrays["arr_1"] == font)[:99]]
    return arrays | {"arr_0": arrays["arr_0"][rows], "arr_1": arrays["arr_1"][rows]}


def summary(array: Any) -> dict[str, Any]:
    """What tells an array from another: its shape, its sum, that of its squares, and its order.

    `order` is the sum with each number weighted by the sine of its place. By a weight that grows
    evenly, such as the place itself, columns that change places could make up for each other.
    """
    array = np.asarray(array)
    if array.dtype.kind not in "biuf":
        return {"shape": " x ".join(map(str, array.shape))}
    flat = array.astype(np.float64).ravel()
    return {
        "shape": " x ".join(map(str, array.shape)),
        "sum": float(flat.sum()),
        "squares": float(flat @ flat),
        "order": float(flat @ np.sin(np.arange(flat.size))),
    }
