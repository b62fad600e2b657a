"""The text's own programs run as printed, with no more than their epochs cut."""

import ast
import re

import numpy as np
import pytest
from book import PROGRAMS, program

from tests.forked import python


@pytest.fixture
def run_program(book, tmp_path):
    """Run a program of the text in a folder that holds the two data files."""
    text = book / "text.zh.txt"
    if not text.exists():
        pytest.skip("the folder does not hold the text")
    for name in ("data_with_labels.npz", "weather.npz"):
        (tmp_path / name).symlink_to((book / name).resolve())

    def run(name, epochs):
        source = re.sub(r"^epochs = \d+$", f"epochs = {epochs}", program(text, name), flags=re.M)
        (tmp_path / "program.py").write_text(source, encoding="utf-8")
        return python("-m", "tfgraph_course", "run", "program.py", cwd=tmp_path)

    return run


def chapter(name):
    return pytest.param(name, marks=getattr(pytest.mark, name[:3]))


@pytest.mark.parametrize("name", [chapter(name) for name in PROGRAMS])
def test_the_texts_program_runs_as_printed(name, run_program, tmp_path):
    ended = run_program(name, epochs=11)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    if name == "ch1_simple":
        assert re.search(r"E as defined:\n4\nE and d:\n\[4, 2\]\n.*\n6\n$", ended.stdout)
        assert "NN is:\n[[ 7. 10.]\n [15. 22.]]\n" in ended.stdout
    if name in ("ch3_cnn", "ch3_deep_cnn"):
        assert (tmp_path / "conv1.ckpt.index").exists()
        with np.load(tmp_path / "conv1.npz") as weights:
            assert len(weights.files) == 6


@pytest.mark.ch1
def test_the_texts_logistic_regression_learns_what_ours_learns(
    run_program, run_script, book, tmp_path
):
    """Both start from zeros: after 90 steps the accuracies are the same."""
    ended = run_program("ch1_logistic", epochs=100)
    theirs = [float(line) for line in ended.stdout.splitlines()[-2:]]
    data = book.resolve() / "data_with_labels.npz"
    run_script("ch1_logistic", "--epochs", 100, "--quiet", "--data", data, "--out", "ours")
    with np.load(tmp_path / "ours" / "history.npz") as ours:
        assert ours["epoch"][-2] == 90
        assert theirs == pytest.approx([ours["train_acc"][-2], ours["test_acc"][-2]], abs=1e-6)


@pytest.mark.ch4
def test_erratum_the_rnns_program_lacks_y_session_and_initializer(book):
    """The lines that the course puts in are the only ones that define or initialize them."""
    own = [part for part in PROGRAMS["ch4_rnn"] if isinstance(part, str)]
    printed = program(book / "text.zh.txt", "ch4_rnn")
    for line in own:
        printed = printed.replace(line, "")
    carried_over = "sess = tf.InteractiveSession()"  # from chapter 1
    tree = ast.parse(printed.replace(carried_over, ""))
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    set_here = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    assert {"x", "y_", "W1"} <= set_here and not {"y", "sess"} & set_here
    assert "y" in {node.id for node in names} and "initializer" not in printed
