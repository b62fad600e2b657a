"""The benchmarks: each contender computes what our graph computes, and one command leaves files."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import problems
from benchmarks.__main__ import SETTINGS
from benchmarks.contenders import CONTENDERS, Contender
from benchmarks.plot import draw
from benchmarks.problems import CHECKED_STEPS, Problem, flops, more_jitters
from benchmarks.table import markdown
from benchmarks.worker import check, reach
from tests.drawn import assert_holds
from tfgraph_course.datasets import load_fonts
from tfgraph_course.errors import CourseError
from tfgraph_course.models import MODELS

ROOT = Path(__file__).resolve().parents[1]
FEW = 140  # examples: one whole tile and a part of one


def benchmarks(*arguments, **settings):
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, **settings,
    )


# Trains the problems of a folder with the forms of one contender. It runs in a process of its own,
# as the benchmarks do: TensorFlow and PyTorch do not live in one.
TRAIN = f"""
import importlib, json, sys
from pathlib import Path
from benchmarks import problems
from benchmarks.contenders import CONTENDERS
from benchmarks.worker import check
found = {{}}
for name in sys.argv[2:]:
    entry = CONTENDERS[name]
    module = importlib.import_module("benchmarks.contenders." + entry.module)
    for path in sorted(Path(sys.argv[1]).iterdir()):
        problem = problems.load(path)
        if problem.model == "weather_rnn" and not entry.recurrent:
            continue
        contender = module.prepare(problem, entry.form)
        losses = [problem.loss]
        for epochs, keep_prob in ((0, 1.0), ({CHECKED_STEPS}, 1.0), ({CHECKED_STEPS}, 0.5)):
            rows = contender.train(epochs, keep_prob)
            losses.append(contender.loss())
            if (epochs, keep_prob) == ({CHECKED_STEPS}, 1.0):
                check(contender, problem)
        found[name + " " + problem.model] = losses, rows
print("FOUND" + json.dumps(found))
"""


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """A folder with each model's problem on few examples."""
    from benchmarks.reference import build, loss_of
    from tfgraph_course.graphs import weights_of
    from tfgraph_course.tf1 import tf
    from tfgraph_course.training.loop import fit

    folder = tmp_path_factory.mktemp("problems")
    for model in MODELS:
        graph = build(model)
        data = [array[:FEW] for array in problems.load_data(model)]
        weights = tf.get_default_session().run(weights_of(graph))
        fit(graph, data[:2], None, epochs=CHECKED_STEPS, keep_prob=1.0, engine="graph", quiet=True)
        problem = Problem(model, MODELS[model].rate, *data, weights, 0.0)
        problems.save(problem._replace(loss=loss_of(graph, problem)), folder / f"{model}.npz")
    return folder


LIBRARIES = {
    "tensorflow": ["book", "book_session", "course"], "torch": ["pytorch", "pytorch_tiled"],
    "jax": ["jax", "jax_tiled"], "keras": ["keras"],
}


@pytest.mark.slow
@pytest.mark.parametrize("package", ["tensorflow", "torch", "jax", "keras"])
def test_contenders_come_to_our_loss(package, few):
    if not importlib.util.find_spec(package):
        pytest.skip(f"{package} is not installed")
    ended = subprocess.run(
        [sys.executable, "-c", TRAIN, few, *LIBRARIES[package]],
        cwd=ROOT, capture_output=True, text=True, timeout=300, env=os.environ | SETTINGS,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    found = json.loads(ended.stdout.split("FOUND")[1])
    assert len(found) == sum(
        len(MODELS) - (not CONTENDERS[name].recurrent) for name in LIBRARIES[package]
    )
    for name, ((ours, untrained, trained, with_dropout), rows) in found.items():
        assert abs(trained - ours) < 0.02 * abs(untrained - ours), name
        assert [epoch for epoch, *_ in rows] == [0, 10, 20]
        assert 0 < rows[0][3] < rows[1][3] < rows[2][3]
        assert 0 <= rows[-1][1] <= 1
        sees = MODELS[name.split()[1]].sees
        assert np.isnan(rows[-1][2]) == (sees == "weeks")
        # Two models have dropout, and feel it.
        assert (abs(with_dropout - trained) > 1e-6) == (sees == "images"), name


def test_a_contender_that_computes_something_else_is_refused(few):
    problem = problems.load(few / "logistic.npz")
    check(Contender(list, lambda: problem.loss + 1e-5, ""), problem)
    for loss in (problem.loss + 1e-3, float("nan")):
        with pytest.raises(CourseError, match="computes something else"):
            check(Contender(list, lambda loss=loss: loss, ""), problem)


NO_MODEL = """
import sys
from benchmarks.contenders import CONTENDERS
from benchmarks.worker import measure
from benchmarks.problems import load
from tfgraph_course.errors import tell_in_one_sentence
tell_in_one_sentence()
measure(sys.argv[1], load(sys.argv[2])._replace(model="wide_cnn"), 1.0, 10)
"""


@pytest.mark.parametrize("name", ["jax", "pytorch", pytest.param("keras", marks=pytest.mark.slow)])
def test_a_contender_without_a_model_says_so(name, few):
    if not importlib.util.find_spec(CONTENDERS[name].package):
        pytest.skip(f"{CONTENDERS[name].package} is not installed")
    ended = subprocess.run(
        [sys.executable, "-c", NO_MODEL, name, few / "cnn.npz"],
        cwd=ROOT, capture_output=True, text=True, timeout=300, env=os.environ | SETTINGS,
    )
    told = ended.stderr.splitlines()[-1]
    assert told == (
        f"error: {name} has no wide_cnn; add it to benchmarks/contenders/{name}.py."
    )


def test_a_model_that_is_not_in_the_book_has_no_goal(few, monkeypatch):
    row = MODELS["logistic"]._replace(name="wide", validation=None, epochs=10)
    monkeypatch.setitem(MODELS, "wide", row)
    assert problems.goal("wide") is None and problems.goal("weather_rnn") == 1 / 3
    found = reach("book", problems.load(few / "logistic.npz")._replace(model="wide"))
    assert found["reached_epoch"] is None and 0 <= found["last_accuracy"] <= 1
    measured = found | {"examples": FEW, "flops": 1e9, "contenders": {}}
    ceilings = {"matrix_product_gflops": 1.0, "memory_copy_gbs": 1.0}
    record = {"cores": 1, "system": "", "python": "", "rounds": 1, "ceilings": ceilings}
    told = markdown(record | {"models": {"wide": measured}})
    assert f"where nothing repeats; {found['last_accuracy']:.1%} at the end\n" in told


def test_one_command_leaves_json_table_and_picture(tmp_path):
    ended = benchmarks(
        "--models", "logistic", "--contenders", "book", "course", "--rounds", 1, "--seconds", 0.5,
        "--out", tmp_path,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    record = json.loads((tmp_path / "benchmarks.json").read_text())
    assert record["ceilings"]["matrix_product_gflops"] > 1
    assert record["ceilings"]["memory_copy_gbs"] > 0.1
    results = record["models"]["logistic"]["contenders"]
    assert list(results) == ["book", "course"]
    for result in results.values():
        assert len(result["rounds"]) == 1
        for found in result["rounds"]:
            assert all(0 < step < 10_000 for step in found["step_ms"])
            assert found["setup_s"] > 0
            assert found["memory_mib"] > 1
    written = (tmp_path / "benchmarks.md").read_text()
    assert written == markdown(record)
    assert written.count("\n| book |") == written.count("\n| course |") == 1
    assert_holds(tmp_path / "benchmarks.png", draw(record))


def test_a_contender_that_is_not_installed_is_named_with_the_command(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as util\n"
        "find = util.find_spec\n"
        "util.find_spec = lambda name, *rest: None if name == 'jax' else find(name, *rest)\n"
    )
    ended = benchmarks(
        "--contenders", "jax", "--out", tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )
    assert ended.returncode == 2
    first, last = ended.stderr.splitlines()
    assert first.startswith("jax is left out: jax is not installed; run: python -m pip install")
    assert last.startswith("error: no contender is installed")


@pytest.mark.parametrize(
    "wrong, sentence",
    [
        (["--rounds", "0"], "'0' is not a whole number of 1 or more"),
        (["--models", "perceptron"], "invalid choice: 'perceptron'"),
        (["--data", "missing.npz"], "missing.npz: the file cannot be read"),
    ],
)
def test_wrong_options_get_one_sentence(wrong, sentence, tmp_path):
    ended = benchmarks("--contenders", "book", "--out", tmp_path, *wrong)
    assert ended.returncode == 2
    assert ended.stderr.startswith("error: ") and sentence in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


@given(st.integers(2, 4))
def test_more_jitters_keep_each_glyphs_ink(factor):
    images, labels = (array[:27] for array in load_fonts()[:2])
    grown, grown_labels = more_jitters(images, labels, factor)
    assert grown.shape == (27 * factor, 36, 36)
    assert len(grown_labels) == len(grown)
    for glyph, places in enumerate(np.split(grown, 3)):
        expected = np.sort(images[9 * glyph].ravel())
        assert all((np.sort(place.ravel()) == expected).all() for place in places)
    assert len(np.unique(grown, axis=0)) > 27  # at other places than the nine


def test_flops_of_logistic_regression_are_those_of_its_matrix_products(few):
    problem = problems.load(few / "logistic.npz")
    product = 2 * FEW * 1296 * 5  # forward, and once more for the gradient; a tenth to measure
    assert flops(problem) == pytest.approx(product * 2 + 2 * product / 10)
