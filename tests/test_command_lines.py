"""No option, file name or content given to a script ends in a traceback."""

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.forked import python

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
TRAINING = [
    "ch1_logistic", "ch2_single_hidden", "ch2_deep_nn", "ch3_cnn", "ch3_deep_cnn",
    "ch4_weather_rnn",
]
OTHERS = [
    "ch1_simple", "ch2_neuron", "ch3_conv_pool", "ch4_learn_linear", "ch5_kmeans",
    "ch5_temperature",
]

numbers = st.one_of(
    st.integers(-2, 40).map(str),
    st.sampled_from(
        ["0", "1e9", "1e-400", "nan", "inf", "0x10", "\uff11", "", " ", "99999999999999"]
    ),
    st.floats().map(str),
)
words = st.one_of(
    st.sampled_from(
        ["book", "graph", "logits", "glyph", "image", "lstm", "fast", "adam", "..", "/", "~", "-",
         "--"]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
)
options = st.one_of(
    st.tuples(
        st.sampled_from(["--rate", "--hidden", "--filters", "--window", "--seed", "--split-seed",
                         "--validation", "--state-size", "--clusters", "--weeks", "--batch-size",
                         "--keep-prob"]),
        numbers,
    ),
    st.tuples(st.just("--steps"), st.integers(-1, 3).map(str)),
    st.tuples(
        st.sampled_from(["--loss", "--split", "--engine", "--cell", "--data", "--optimizer"]), words
    ),
    st.tuples(st.sampled_from(["--resume", "--quiet", "--tensorboard", "--no-such-option"])),
    st.tuples(words),
)

arrays = st.dictionaries(
    st.sampled_from(["arr_0", "arr_1", "arr_2", "other"]),
    st.sampled_from([
        np.zeros((9, 36, 36), np.uint8), np.full((9, 36, 36), 255, np.uint8), np.arange(9) % 5,
        np.zeros(9, int), np.full((9, 36, 36), np.nan), np.zeros((0, 36, 36)), np.array(1.0),
        np.zeros((9, 5, 5)), np.array(["a"] * 9), np.full(9, -1), np.array(["2001-01-01"] * 9),
        np.zeros((20, 28, 28), np.uint8), np.zeros((20, 5, 5), np.uint8),
        (np.arange(20) % 3).astype(np.uint8), np.zeros((20, 5)), np.arange(1, 21.0),
        np.full((9, 36, 36), np.inf), np.zeros((2, 3), bool),
    ]),
    max_size=3,
)


def assert_no_traceback(script, given_options, folder):
    ended = python(SCRIPTS / f"{script}.py", *given_options, cwd=folder, timeout=120)
    asked = f"{script} {given_options}\n{ended.stderr[-2000:]}"
    assert ended.returncode in (0, 2), asked
    assert "Traceback" not in ended.stderr, asked
    if ended.returncode == 2:
        assert ended.stderr.startswith("error: "), asked
        assert len(ended.stderr.splitlines()) == 1, asked


def few(examples):
    """Each example is a process: no shrinking, which would start hundreds of them."""
    return settings(
        max_examples=examples, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def check(examples):
    @few(examples)
    @given(st.sampled_from(TRAINING + OTHERS), st.lists(options, max_size=3))
    def with_options(tmp_path_factory, script, chosen):
        epochs = ("--epochs", "1", "--quiet") if script in TRAINING else ()
        flat = [part for option in chosen for part in option]
        assert_no_traceback(script, [*flat, *epochs], tmp_path_factory.mktemp("run"))

    @few(examples)
    @given(st.sampled_from([*TRAINING, "ch5_kmeans", "ch5_temperature"]), arrays)
    def with_data(tmp_path_factory, script, content):
        folder = tmp_path_factory.mktemp("run")
        np.savez(folder / "data.npz", **content)
        epochs = ("--epochs", "1", "--quiet") if script in TRAINING else ()
        assert_no_traceback(script, ["--data", "data.npz", *epochs], folder)

    return with_options, with_data


def test_a_line_break_in_an_argument_stays_on_one_line(tmp_path):
    assert_no_traceback("ch1_simple", ["a\nb\x1b[31m"], tmp_path)
    assert_no_traceback("ch1_logistic", ["--data", "no\nfile", "--quiet"], tmp_path)


@pytest.mark.parametrize("script", ["make_font_data", "make_weather_data"])
@pytest.mark.parametrize("wrong", ["--no-such", "--seed=a\nb"])
def test_the_scripts_that_make_data_answer_in_one_line(script, wrong, tmp_path):
    assert_no_traceback(script, [wrong], tmp_path)


def test_a_drawing_program_that_is_not_there_costs_nothing(tmp_path):
    """Without windows, what MPLBACKEND says does not matter; with them, it is told at once."""
    code = (
        "import argparse, sys; from tfgraph_course.cli.terminal import set_up\n"
        "set_up(argparse.Namespace(show=bool(sys.argv[1:])))\n"
        "from tfgraph_course import figures; print(figures.empty('a', (1, 1)).canvas)"
    )
    env = os.environ | {"MPLBACKEND": "nonsense", "PYTHONPATH": str(SCRIPTS.parent)}
    call = {"env": env, "cwd": tmp_path, "capture_output": True, "text": True, "timeout": 120}
    ended = subprocess.run([sys.executable, "-c", code], **call)
    assert (ended.returncode, ended.stderr) == (0, "") and "Agg" in ended.stdout
    ended = subprocess.run([sys.executable, "-c", code, "--show"], **call)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert re.fullmatch("error: MPLBACKEND=nonsense: .*\n", ended.stderr)


def test_one_font_alone_is_told(tmp_path):
    images = np.random.default_rng(0).integers(0, 256, (20, 8, 8), np.uint8)
    np.savez(tmp_path / "data.npz", images, np.zeros(20, np.uint8))
    assert_no_traceback("ch4_learn_dnn", ["--data", "data.npz", "--steps", "1"], tmp_path)


def test_the_command_of_ci_takes_no_arguments(tmp_path):
    run = SCRIPTS.parent / ".ci" / "run"
    ended = subprocess.run(["sh", run, "--help"], cwd=tmp_path, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("usage: .ci/run ") and ended.stderr.count("\n") == 1


@pytest.mark.parametrize("examples", [3, pytest.param(150, marks=pytest.mark.slow)])
def test_options_and_data_never_lead_to_a_traceback(examples, tmp_path_factory):
    with_options, with_data = check(examples)
    with_options(tmp_path_factory)
    with_data(tmp_path_factory)
