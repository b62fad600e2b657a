"""A finished run in the folder of a new one: it stays whole, whatever stops the new one."""

import os
from pathlib import Path

import numpy as np
import pytest

from tests.forked import python
from tfgraph_course.errors import CourseError
from tfgraph_course.training import finished
from tfgraph_course.training.history import History
from tfgraph_course.training.resume import Run
from tfgraph_course.training.states import State

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
STATE = State(7, {"W1": np.arange(6.0).reshape(2, 3)}, History(epoch=[0]))
FILES = {"history.npz": b"curves", "weights.npz": b"weights", "notes.txt": b"the reader's own"}


@pytest.fixture
def folder(tmp_path):
    """A folder with a finished run."""
    return finished_in(tmp_path / "ch3_cnn")


def finished_in(folder):
    folder.mkdir(parents=True)
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    return folder


def holds_it(folder):
    return all((folder / name).read_bytes() == content for name, content in FILES.items())


@pytest.mark.quick
def test_a_finished_run_stays_until_the_new_one_has_something_to_keep(folder, capsys):
    run = Run(folder, {}, resume=False)
    aside = folder.with_name("ch3_cnn-before-1")
    assert holds_it(folder) and not aside.exists()
    run.save(STATE)
    assert holds_it(aside)
    assert set(os.listdir(aside)) == {*FILES, ".lock"}
    assert capsys.readouterr().err == f"{folder}: the finished run there is kept as {aside}\n"
    assert sorted(os.listdir(folder)) == [".lock", "saved"] and run.lock.is_locked
    run.save(STATE._replace(epoch=8))
    assert set(os.listdir(folder.parent)) == {"ch3_cnn", aside.name}
    assert Run(folder, {}, resume=True).state.epoch == 8


@pytest.mark.quick
def test_the_next_free_name_is_taken(folder):
    for number in (1, 2):
        folder.with_name(f"ch3_cnn-before-{number}").mkdir()
    Run(folder, {}, resume=False).make_room()
    assert holds_it(folder.with_name("ch3_cnn-before-3"))


@pytest.mark.quick
def test_force_replaces_it_once_there_is_something_to_keep(folder):
    run = Run(folder, {}, resume=False, force=True)
    assert holds_it(folder)
    run.save(STATE)
    assert not finished.is_finished(folder)
    assert os.listdir(folder.parent) == ["ch3_cnn"]
    assert (folder / "notes.txt").exists()


@pytest.mark.quick
def test_restart_throws_an_unfinished_run_away_and_no_other_option_does(tmp_path):
    Run(tmp_path, {"seed": 1}, resume=False).save(STATE)
    for resume in (False, True):
        with pytest.raises(CourseError, match="--restart"):
            Run(tmp_path, {"seed": 2}, resume=resume)
    run = Run(tmp_path, {"seed": 2}, resume=False, restart=True)
    assert run.state is None and not list(run.saved.iterdir())
    (run.saved / "manifest.json").write_bytes(b"damaged")
    assert Run(tmp_path, {}, resume=False, restart=True).state is None


@pytest.mark.quick
def test_fewer_epochs_than_an_unfinished_run_has_taken_are_refused(tmp_path):
    Run(tmp_path, {}, resume=False).save(STATE)
    run = Run(tmp_path, {}, resume=True)
    assert run.first_epoch(7) == run.first_epoch(8) == 7
    with pytest.raises(CourseError, match=r"has taken 7 epochs, more than 6; give --epochs 7"):
        run.first_epoch(6)


@pytest.mark.quick
def test_what_cannot_be_moved_is_said_before_training(folder, monkeypatch):
    monkeypatch.chdir(folder)
    with pytest.raises(CourseError, match=r"running in that folder.*--out.*--force"):
        Run(Path("."), {}, resume=False)
    assert holds_it(folder)
    Run(Path("."), {}, resume=False, force=True).save(STATE)


@pytest.mark.parametrize("script, rate", [("ch1_logistic", "3e38"), ("ch5_temperature", "1e30")])
def test_a_new_run_whose_weights_are_infinite_leaves_it_where_it_is(script, rate, tmp_path):
    folder = finished_in(tmp_path / "run")
    options = "--rate", rate, "--epochs", 40, "--quiet", "--out", folder
    ended = python(SCRIPTS / f"{script}.py", *options)
    assert ended.returncode == 2
    assert holds_it(folder)
    assert os.listdir(tmp_path) == ["run"]


KILLED = """
import os, signal, sys
from pathlib import Path
import numpy as np
from tfgraph_course.training.history import History
from tfgraph_course.training.resume import Run
from tfgraph_course.training.states import State

folder, left = Path(sys.argv[1]), int(sys.argv[2])
run = Run(folder, {}, resume=False)

def counted(event, arguments):
    global left
    changes = event in ("os.rename", "os.mkdir", "os.rmdir", "os.remove") or (
        event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    )
    if changes and str(folder) in str(arguments[0]):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(counted)
run.save(State(7, {"W1": np.ones(3)}, History(epoch=[0])))
"""


def test_a_kill_at_any_moment_of_the_move_leaves_it_whole(tmp_path):
    """The process ends itself before each change of a file or folder, one after the other."""
    moved = []
    for changes in range(40):
        folder = finished_in(tmp_path / str(changes) / "ch3_cnn")
        aside = folder.with_name("ch3_cnn-before-1")
        ended = python("-c", KILLED, folder, changes)
        moved.append(aside.exists())
        assert holds_it(aside if moved[-1] else folder)
        again = Run(folder, {}, resume=True)  # what is left can be gone on with
        if ended.returncode == 0:
            break
        assert ended.returncode == -9
        again.save(STATE)
        assert holds_it(aside)
    assert ended.returncode == 0 and again.state.epoch == 7
    assert moved == sorted(moved) and set(moved) == {False, True}
