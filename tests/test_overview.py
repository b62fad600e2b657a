"""`python -m tfgraph_course` alone: what there is, what was trained, and what comes next."""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from tests.forked import Fork, python
from tfgraph_course.cli import chapters
from tfgraph_course.cli.overview import overview
from tfgraph_course.errors import sentence
from tfgraph_course.training.history import History
from tfgraph_course.training.states import write_manifest

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"


def course(folder, *arguments, before=(), **settings):
    return subprocess.run(
        [*before, sys.executable, "-m", "tfgraph_course", *arguments],
        cwd=folder, capture_output=True, text=True, timeout=60,
        **{"env": {**os.environ, "COLUMNS": "300"}} | settings,
    )


def told(folder):
    """The lines on the runs, by folder, and the command that comes next."""
    ended = course(folder)
    assert (ended.returncode, ended.stderr) == (0, "")
    return told_of(ended)


def told_of(ended):
    _, runs, coming = re.split(r"\n\nRuns in .*\n|\n\nNext: ", ended.stdout)
    return dict(re.split(r" {2,}", row.strip(), maxsplit=1) for row in runs.splitlines()), coming


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A folder where one script came to its end, and one was stopped by SIGINT."""
    folder = tmp_path_factory.mktemp("trained")
    python(SCRIPTS / "ch1_logistic.py", "--epochs", 2, "--quiet", cwd=folder, check=True,
           pictures=False)
    options = "--out", Path("runs", "my cnn"), "--rate", 0.02
    process = Fork(SCRIPTS / "ch3_cnn.py", *options, cwd=folder, pictures=False)
    while "training " not in process.stderr.readline(80):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    return folder


@pytest.fixture
def runs(trained, tmp_path):
    """A copy of its runs, to do something to."""
    shutil.copytree(trained / "runs", tmp_path / "runs")
    return tmp_path / "runs"


def test_the_list_names_every_script_and_command_and_starts_at_the_beginning(tmp_path):
    start = time.perf_counter()
    ended = course(tmp_path, env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1", "COLUMNS": "300"})
    assert time.perf_counter() - start < 5  # 0.2 s on a machine that does nothing else
    assert ended.returncode == 0
    assert " numpy\n" in ended.stderr and " tensorflow\n" not in ended.stderr
    for script in SCRIPTS.glob("ch*.py"):
        docstring = script.read_text(encoding="utf-8").split('"""')[1]
        of_chapter = re.sub(r"^Chapter \d[:,] ", "", docstring)
        assert re.search(rf"^  {script.stem} +{re.escape(of_chapter)}$", ended.stdout, re.M)
    assert re.search(r"^  check +List the TensorFlow 1 names", ended.stdout, re.M)
    assert "none yet" in ended.stdout
    assert ended.stdout.endswith(f"Next: python {SCRIPTS / 'ch1_simple.py'}\n")
    assert not list(tmp_path.iterdir())
    beside = course(SCRIPTS.parent).stdout
    assert re.search(r"\nNext: python scripts.ch", beside)


def test_finished_runs_have_their_accuracies_and_the_next_script_follows(runs, run_script):
    with np.load(runs / "ch1_logistic" / "history.npz") as history:
        train, test = history["train_acc"][-1], history["test_acc"][-1]
    rows, coming = told(runs.parent)
    logistic = str(Path("runs", "ch1_logistic"))
    said = f"{train:.1%} training, {test:.1%} validation, 2 epochs; --epochs 2; "
    assert re.fullmatch(re.escape(said) + r"\d{4}-\d\d-\d\d \d\d:\d\d", rows[logistic])
    assert coming == f'python {SCRIPTS / "ch3_cnn.py"} --resume --out "{Path("runs", "my cnn")}"\n'
    shutil.rmtree(runs / "my cnn")
    assert told(runs.parent)[1] == f"python {SCRIPTS / 'ch2_single_hidden.py'}\n"
    shutil.copytree(runs / "ch1_logistic", runs / "ch2_single_hidden")
    assert told(runs.parent)[1] == f"python {SCRIPTS / 'ch2_deep_nn.py'}\n"
    assert run_script("ch5_temperature", "--epochs", 2, "--quiet").returncode == 0
    errors = told(runs.parent)[0][str(Path("runs", "ch5_temperature"))]
    said = r"\d+\.\d\d °F training, \d+\.\d\d °F validation, 2 epochs; --epochs 2; .*"
    assert re.fullmatch(said, errors)


def test_runs_are_told_apart_and_those_of_notebooks_are_found_and_compared(runs, run_script):
    beside = runs.parent / "notebooks" / "runs"
    shutil.copytree(runs / "ch1_logistic", beside / "one")
    options = {"rate": 0.1, "hidden": [9, 8], "data": "fonts.npz"}
    (beside / "one" / "options.json").write_text(json.dumps(options))
    rows, _ = told_of(course(runs.parent))
    assert "; --rate 0.1 --hidden 9 8 --data fonts.npz; " in rows[str(Path("notebooks/runs/one"))]
    ended = course(runs.parent, "compare", "runs/ch1_logistic", "notebooks/runs/one")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert re.search(r"one +\d+\.\d% .* 2 +--rate 0.1 --hidden 9 8", ended.stdout)
    assert (runs / "compare" / "compare.png").stat().st_size > 10_000
    ended = course(runs.parent, "compare", "runs")  # which holds runs, and is none
    assert (ended.returncode, ended.stdout) == (2, "")
    assert re.fullmatch(r"error: runs holds no history\.npz; give .*\.\n", ended.stderr)


def test_what_cannot_be_compared_is_passed_over_in_one_line(runs):
    for name in ("predict", "explain"):
        (runs / name).mkdir()
    for name, kind in (("second", "acc"), ("warm", "rmse")):
        (runs / name).mkdir()
        History(
            epoch=[0, 10], seconds=[0, 1], **{f"train_{kind}": [9, 7], f"test_{kind}": [9, 8]}
        ).save(runs / name / "history.npz")
    given = sorted(str(run.relative_to(runs.parent)) for run in runs.iterdir())
    said = course(runs.parent, "compare", *given).stdout
    first, second, title, *rows, picture = said.splitlines()
    passed = ", ".join(str(Path("runs", name)) for name in ("explain", "my cnn", "predict"))
    assert first == f"left out, without curves of a finished run: {passed}"
    warm, compared = Path("runs", "warm"), [Path("runs", "ch1_logistic"), Path("runs", "second")]
    assert second == f"left out, with errors in °F instead of accuracies: {warm}"
    assert [row.split()[0] for row in rows] == [*map(str, compared)]
    alone = course(runs.parent, "compare")
    assert alone.stdout.splitlines() == [second, title, *rows, picture]
    missing = course(runs.parent, "compare", "runs/second", "runs/nothere")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert missing.stderr.startswith("error: runs/nothere: there is no such run; ")
    none = course(runs, "compare")
    assert none.returncode == 2
    assert none.stderr.startswith("error: compare: there are no finished runs with curves;")


@pytest.mark.parametrize("columns", [60, 80])
def test_everything_fits_the_terminal_and_a_closed_pipe_is_no_error(columns, runs):
    env = {**os.environ, "COLUMNS": str(columns)}
    for words in ([], ["check", SCRIPTS / "ch1_simple.py"], ["--help"], ["predict", "--help"]):
        said = course(runs.parent, *map(str, words), env=env).stdout
        fits = [line for line in said.splitlines() if str(SCRIPTS) not in line]
        assert max(map(len, fits)) <= columns
    command = f"{sys.executable} -m tfgraph_course | true"
    ended = subprocess.run(command, shell=True, cwd=runs.parent, capture_output=True, text=True)
    assert ended.stderr == ""


def test_an_unfinished_run_has_the_command_that_goes_on(runs):
    rows, _ = told(runs.parent)
    said = rows[str(Path("runs", "my cnn"))]
    unfinished = r"unfinished after epoch ([\d,]+); continue with: (.+)"
    epoch, command = re.fullmatch(unfinished, said).groups()
    assert command.endswith(f'ch3_cnn.py --resume --out "{Path("runs", "my cnn")}"')
    last = int(epoch.replace(",", "")) + 1
    words = [*shlex.split(command)[1:], "--quiet", "--epochs", last]
    python(*words, cwd=runs.parent, check=True, pictures=False)
    finished = told(runs.parent)[0][str(Path("runs", "my cnn"))]
    assert f", {last:,} epochs; --epochs {last} --rate 0.02; " in finished


def test_what_comes_next_may_be_to_go_on_and_at_the_end_is_the_review(runs, monkeypatch):
    (runs / "my cnn").rename(runs / "ch3_cnn")
    for name in chapters.NAMES:
        if name not in ("ch1_logistic", "ch3_cnn", "ch5_review"):
            (runs / name).mkdir()
            (runs / name / "means.npz").touch()
    assert told(runs.parent)[1] == f"python {SCRIPTS / 'ch3_cnn.py'} --resume\n"
    shutil.rmtree(runs / "ch3_cnn" / "saved")
    shutil.copy(runs / "ch1_logistic" / "history.npz", runs / "ch3_cnn")
    assert told(runs.parent)[1] == f"python {SCRIPTS / 'ch5_review.py'} --quick\n"
    options = {"quick": True, "model": ["a b.py:f", "b.py:g"]}
    training = runs / "ch5_review" / "shipped-cnn-text-seed0-quick"
    shutil.copytree(runs / "ch1_logistic", training)
    (training / "run.json").touch()
    (runs / "ch5_review" / "options.json").write_text(json.dumps(options))
    rows, coming = told(runs.parent)
    command = f"python {SCRIPTS / 'ch5_review.py'} --quick --model"
    assert coming == f'{command} "a b.py:f" b.py:g\n'
    assert str(Path("runs", "ch5_review", training.name)) not in rows
    review = rows[str(Path("runs", "ch5_review"))]
    assert review.startswith("unfinished, training runs finished: 1;")
    (runs / "ch5_review" / "report.html").touch()
    assert "predict" in told(runs.parent)[1]
    monkeypatch.chdir(runs.parent)
    assert "\nNext: python -m tfgraph_course predict" in overview({"predict": ""}, Path("runs"))


@pytest.mark.parametrize(
    "content",
    [
        b"", b"PK\3\4", b"no archive",
        {}, {"epoch": [1], "train_acc": [0.5]}, {"train_rmse": [1.0]},
        {"epoch": [], "train_acc": [], "test_acc": []},
        {"epoch": ["one"], "train_acc": [0.5], "test_acc": [0.5]},
        {"epoch": 1, "train_acc": 0.5, "test_acc": 0.5},
        {"epoch": [[1, 2]], "train_acc": [0.5], "test_acc": [0.5]},
    ],
)
def test_a_damaged_history_is_said_in_the_list(content, runs):
    path = runs / "ch1_logistic" / "history.npz"
    path.unlink()
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        np.savez(path, **content)
    shutil.rmtree(runs / "my cnn")
    rows, coming = told(runs.parent)
    name = Path("runs", "ch1_logistic", "history.npz")
    assert rows[str(name.parent)].startswith(f"damaged: {name}: ")
    assert coming == f"python {SCRIPTS / 'ch1_logistic.py'}\n"  # once more


@pytest.mark.parametrize("rehashed", [None, {}, {"made_from": []}, {"made_from": {}, "states": []}])
def test_a_damaged_manifest_is_said_in_the_list(rehashed, runs):
    path = runs / "my cnn" / "saved" / "manifest.json"
    if rehashed is None:
        path.write_bytes(path.read_bytes()[:-40])
    else:
        write_manifest(path, **{"made_from": {}, "states": [{}]} | rehashed)
    rows, _ = told(runs.parent)
    assert rows[str(Path("runs", "my cnn"))].startswith("damaged; remove ")


def test_a_run_of_a_program_of_ones_own_is_gone_on_with_by_it(runs):
    path = runs / "my cnn" / "saved" / "manifest.json"
    states = json.loads(path.read_text(encoding="utf-8"))["states"]
    write_manifest(path, {"script": "; echo x"}, states)
    rows, _ = told(runs.parent)
    assert "echo" not in rows[str(Path("runs", "my cnn"))]
    assert "the command that started it, with --resume" in rows[str(Path("runs", "my cnn"))]


def test_folders_that_were_moved_aside_are_named_in_one_line(runs):
    assert "delete" not in course(runs.parent).stdout
    for number in (1, 12):
        shutil.copytree(runs / "ch1_logistic", runs / f"ch1_logistic-before-{number}")
    rows, _ = told(runs.parent)
    assert rows.pop("...-before-N") == "older runs, which were moved aside; you may delete them"
    assert len(rows) == 4


def test_what_another_user_keeps_private_is_said(runs, tmp_path, as_another):
    def asked(*arguments, folder=runs.parent):
        return course(folder, *arguments, before=as_another)

    private, here = runs / "private", tmp_path / "here"
    for folder in (private, here):
        folder.mkdir()
    picture = runs.parent / "private.png"
    picture.write_bytes(b"")
    for path in (private, here, picture):
        path.chmod(0)
    lines, _ = told_of(asked())
    assert lines["runs/private"] == "cannot be read (Permission denied)"
    for ended, where in (
        (asked("predict", private, picture), private / "weights_by_name.npz"),
        (asked("compare", private), private / "history.npz"),
        (asked(folder=here), "."),
    ):
        told = (
            "you have no permission to read or change this; change its permissions, or name "
            "another file or folder."
        )
        assert (ended.returncode, ended.stderr) == (2, f"error: {where}: {told}\n")
    told = f"error: {picture}: the file cannot be read (Permission denied).\n"
    assert asked("predict", runs / "ch1_logistic", picture).stderr == told


@pytest.mark.quick
def test_a_user_who_has_only_a_number_is_told_to_name_a_home(monkeypatch):
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", {}.__getitem__)
    with pytest.raises(RuntimeError) as fault:
        Path.home()  # as Matplotlib does
    told = "you have no home folder; set HOME to a folder that you may write to."
    assert sentence(fault.value) == f"error: {told}"


def test_any_file_or_folder_may_lie_among_the_runs(tmp_path):
    (tmp_path / "runs" / "history.npz").mkdir(parents=True)
    (tmp_path / "runs" / "notes.txt").touch()
    no_text = tmp_path / "runs" / ("\udcff" if sys.platform == "linux" else "x")
    no_text.mkdir()
    (no_text / "means.npz").touch()
    rows, _ = told(tmp_path)
    assert [said.partition(";")[0] for said in rows.values()] == ["finished"]
    shutil.rmtree(tmp_path / "runs")
    (tmp_path / "runs").touch()
    assert "none yet" in course(tmp_path).stdout


def test_where_the_scripts_are_not_there_the_list_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(chapters, "SCRIPTS", tmp_path)
    monkeypatch.setenv("COLUMNS", "300")
    said = overview({"run": "Run a script"}, tmp_path / "runs")
    assert f"  {tmp_path / 'ch1_simple.py'}: the script cannot be read" in said
    assert "Run a script" in said and "Next: python" not in said


def test_every_script_of_a_chapter_is_in_the_list():
    assert sorted(chapters.NAMES) == sorted(path.stem for path in SCRIPTS.glob("ch*.py"))


def test_every_help_has_an_example_and_a_wrong_command_is_one_sentence(tmp_path):
    listed = course(tmp_path).stdout
    commands = re.findall(r"^  (\w+) ", listed.split("\n\n")[1], re.M)
    assert {"run", "check"} <= set(commands)
    for words in ([], *([command] for command in commands)):
        ended = course(tmp_path, *words, "--help")
        assert ended.returncode == 0
        assert f"Example: python -m tfgraph_course {words[0] if words else ''}" in ended.stdout
    for wrong in (["walk"], ["check"], ["--wrong"]):
        ended = course(tmp_path, *wrong)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert re.fullmatch(
            r"error: .*; (?:did you mean .*? S|s)ee python -m tfgraph_course.* --help\.\n",
            ended.stderr,
        )
