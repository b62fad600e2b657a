"""The book's own programs run as printed, with no more than their epochs cut."""

import re

import numpy as np
import pytest
from book import PROGRAMS, program

from tests.forked import python
from tests.marks import of_chapter


@pytest.fixture
def run_program(book, tmp_path):
    """Run a program of the book in a folder that holds the two data files."""
    text = book / "text.zh.txt"
    if not text.exists():
        pytest.skip("the folder does not hold the book")
    for name in ("data_with_labels.npz", "weather.npz"):
        (tmp_path / name).symlink_to((book / name).resolve())

    def run(name, epochs):
        source = re.sub(r"^epochs = \d+$", f"epochs = {epochs}", program(text, name), flags=re.M)
        (tmp_path / "program.py").write_text(source, encoding="utf-8")
        return python("-m", "tfgraph_course", "run", "program.py", cwd=tmp_path)

    return run


@pytest.mark.parametrize("name", [of_chapter(name, slow=name == "ch3_cnn") for name in PROGRAMS])
def test_the_books_program_runs_as_printed(name, run_program, tmp_path):
    ended = run_program(name, epochs=10)
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
def test_the_books_logistic_regression_learns_what_ours_learns(
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
