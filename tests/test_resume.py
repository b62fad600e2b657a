"""Runs that are killed, stopped or in trouble lose nothing: real processes, real signals."""

import json
import os
import random
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
from tfgraph_course import ch1_getting_started, ch3_convolution, tf
from tfgraph_course.cli.options import parse
from tfgraph_course.cli.overview import find_runs
from tfgraph_course.datasets import FONTS_FILE
from tfgraph_course.errors import CourseError
from tfgraph_course.files.atomic import sha256_of, staged
from tfgraph_course.files.npz import read_npz
from tfgraph_course.training.finished import is_finished
from tfgraph_course.training.guard import first_not_finite
from tfgraph_course.training.history import History
from tfgraph_course.training.interrupts import Interrupts
from tfgraph_course.training.loop import fit
from tfgraph_course.training.resume import Run, begin
from tfgraph_course.training.session import fresh_session
from tfgraph_course.training.states import State, read_state

EPOCHS = 30
SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "ch1_logistic.py"
STATE = State(7, {"W1": np.arange(6.0).reshape(2, 3)}, History(epoch=[0], train_acc=[0.5]))

# Trains with a save after every step, and says when each is done. With a number N, it kills itself
# at the Nth thing that a save does on the disk.
TRAIN = f"""
import hashlib, os, signal, sys
from pathlib import Path
import numpy as np
from tfgraph_course.tf1.quiet import filter_notices
filter_notices()
from tfgraph_course.training import resume
from tfgraph_course.ch3_convolution import cnn
from tfgraph_course.ch4_recurrent import weather_rnn
from tfgraph_course.datasets import load_fonts, load_weather, scale, season_labels, split_fonts
from tfgraph_course.tf1 import tf
from tfgraph_course.training.loop import fit
from tfgraph_course.training.session import fresh_session
model, folder, last = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
if model == "rnn":
    weather = load_weather()
    data = (scale(weather.weekly)[:200], season_labels(weather.dates)[:200]), None
else:
    images, labels, *_ = load_fonts()
    images = images[::9]
    if model == "cnn on noise":  # where nothing repeats
        images = images + np.random.default_rng(0).normal(0, 20 / 255, images.shape)
    train, onehot_train, test, onehot_test = split_fonts(images, labels[::9])
    data = (train, onehot_train), (test, onehot_test)
run = resume.Run(folder, {{"model": model}}, resume=True, every=0)
sess = fresh_session(0)
graph = weather_rnn() if model == "rnn" else cnn()
sess.run(tf.global_variables_initializer())
done = 0
def counted(call):
    def once(*args, **kwargs):
        global done
        done += 1
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **kwargs)
    return once
save = run.save
def saved(state):
    if not done:
        for name in ("open", "fsync", "replace", "unlink"):
            setattr(os, name, counted(getattr(os, name)))
    save(state)
    print("saved", state.epoch, flush=True)
run.save = saved
fit(graph, *data, epochs={EPOCHS}, quiet=True, run=run)
values = zip(tf.global_variables(), sess.run(tf.global_variables()))
bits = {{v.op.name: (value.shape, hashlib.sha256(value).hexdigest()) for v, value in values}}
print("weights", bits)
"""


def train(model, folder, last=0):
    """Status, output and standard error of a process that ends by itself, or kills itself."""
    ended = python("-c", TRAIN, model, folder, last)
    return ended.returncode, ended.stdout, ended.stderr


def train_until_killed(model, folder, seconds):
    """The same of one that is killed from outside, some seconds after its first save."""
    process = Fork("-c", TRAIN, model, folder, 0)
    first = process.stdout.readline()
    time.sleep(seconds)
    process.kill()
    output, fault = process.communicate(timeout=300)
    return process.returncode, first + output, fault


def end(process):
    """Status and standard error of a process that ends by itself."""
    _, said = process.communicate(timeout=300)
    return process.returncode, said


def epochs_saved(output):
    return [int(epoch) for epoch in re.findall(r"saved (\d+)\n", output)]


@pytest.mark.parametrize(
    "model",
    ["cnn", *(pytest.param(m, marks=pytest.mark.slow) for m in ("rnn", "cnn on noise"))],
)
@pytest.mark.parametrize("kills", [2, pytest.param(100, marks=pytest.mark.slow)])
def test_a_run_killed_again_and_again_ends_with_the_bits_of_one_that_was_not(
    model, kills, tmp_path
):
    status, output, fault = train(model, tmp_path / "whole")
    assert (status, fault) == (0, "")
    assert epochs_saved(output) == list(range(1, EPOCHS + 1))
    weights = output.splitlines()[-1]
    chance = random.Random(kills)
    folder, before = tmp_path / "killed", 0
    for kill in range(kills):
        if before >= EPOCHS - 6:  # nearly done: once more from the start
            folder, before = tmp_path / f"killed{kill}", 0
        if kill % 2 == 0:  # inside a save
            status, output, fault = train(model, folder, chance.randint(1, 40))
        else:
            status, output, fault = train_until_killed(model, folder, chance.random() * 0.05)
        assert (status, fault) == (-signal.SIGKILL, "")
        reached = epochs_saved(output)
        if reached:
            assert reached[0] == before + 1  # goes on where the last finished save was
        if (folder / "saved" / "manifest.json").exists():
            state = Run(folder, {"model": model}, resume=True).state
            # What was said to be saved is there; one more may be, if it was killed thereafter.
            assert state.epoch - max([before, *reached]) in (0, 1)
            before = state.epoch
    status, output, fault = train(model, folder)
    assert (status, fault) == (0, "")
    assert epochs_saved(output) == list(range(before + 1, EPOCHS + 1))
    assert output.splitlines()[-1] == weights


# A script that saves after every step.
SAVING = """
import runpy, sys
from tfgraph_course.errors import tell_in_one_sentence
tell_in_one_sentence()
from tfgraph_course.training.resume import Run
Run.due = lambda run: True
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
ENDS = {
    signal.SIGKILL: {-signal.SIGKILL}, signal.SIGINT: {130},
    # Before it trains, these two have their usual effect.
    signal.SIGTERM: {143, -signal.SIGTERM}, signal.SIGHUP: {129, -signal.SIGHUP},
}


def send(process, number, after):
    """Send a signal after some seconds; a process that it only stops goes on. Whether it ran."""
    time.sleep(after)
    ran = process.poll() is None
    process.send_signal(number)
    if number == signal.SIGSTOP:
        time.sleep(0.1)
        process.send_signal(signal.SIGCONT)
    return ran


@pytest.mark.slow
@pytest.mark.parametrize(
    "name, options",
    [("ch1_logistic", ["--epochs", 100]), ("ch2_deep_nn", ["--epochs", 20, "--optimizer", "Adam"])],
)
def test_fifty_signals_of_every_kind_at_any_moment_change_no_bit(name, options, tmp_path):
    path = Path(__file__).resolve().parents[1] / "scripts" / f"{name}.py"
    fonts = read_npz(FONTS_FILE)
    np.savez(tmp_path / "few.npz", fonts["arr_0"][::9], fonts["arr_1"][::9])
    call = SAVING, path, *options, "--quiet", "--resume", "--data", tmp_path / "few.npz"

    def start(folder):
        return Fork("-c", *call, "--out", tmp_path / folder, pictures=False)

    def results(folder):
        arrays = [np.load(tmp_path / folder / f"{kind}.npz") for kind in ("weights", "history")]
        return [(key, file[key].tobytes()) for file in arrays for key in file if key != "seconds"]

    process, begun = start("whole"), time.monotonic()
    assert end(process) == (0, "")
    seconds, whole = time.monotonic() - begun, results("whole")
    chance, sent, runs = random.Random(name), 0, 0
    while sent < 50:
        folder = f"run{runs}"
        process, number = start(folder), signal.SIGSTOP
        while number == signal.SIGSTOP and process.poll() is None:
            number = chance.choice([*ENDS, signal.SIGSTOP])
            sent += send(process, number, chance.random() * seconds)
        status, said = end(process)
        assert status in ENDS.get(number, set()) | {0}, said
        if is_finished(tmp_path / folder):
            assert results(folder) == whole
            runs += 1
    assert end(start(f"run{runs}"))[0] == 0
    assert results(f"run{runs}") == whole


@pytest.fixture
def script(tmp_path):
    """Start ch3_cnn.py in a folder of its own; stop it with a signal once it trains."""
    path = Path(__file__).resolve().parents[1] / "scripts" / "ch3_cnn.py"

    def run(*options, signals=()):
        call = [path, "--epochs", 3000, *options]
        if not signals:
            ended = python(*call, cwd=tmp_path, pictures=False)
            return ended.returncode, ended.stdout, ended.stderr
        process = Fork(*call, cwd=tmp_path, pictures=False)
        said = ""
        while "training " not in said:
            said += process.stderr.read(1)
        for number in signals:
            process.send_signal(number)
        output, more = process.communicate(timeout=120)
        return process.returncode, output, said + more

    return run


@pytest.mark.parametrize(
    "number, status",
    [
        (signal.SIGINT, 130),
        pytest.param(signal.SIGHUP, 129, marks=pytest.mark.slow),
        pytest.param(signal.SIGTERM, 143, marks=pytest.mark.slow),
    ],
)
def test_a_signal_lets_the_step_finish_saves_and_says_how_to_go_on(
    number, status, script, tmp_path
):
    code, _, said = script(signals=[number])
    assert code == status
    stopped = re.search(r"\nstopped after epoch ([\d,]+); continue with (python .+)\n$", said)
    assert stopped[2].endswith("ch3_cnn.py --resume")
    epoch = int(stopped[1].replace(",", ""))
    (state,) = (tmp_path / "runs" / "ch3_cnn" / "saved").glob("state-*")
    assert state.name == f"state-{epoch}.npz"

    code, _, said = script()
    assert code == 2
    assert "unfinished run" in said and "--resume" in said and "--out" in said
    code, _, said = script("--resume", "--seed", 1)
    assert code == 2
    assert "started with seed 0, not 1" in said
    code, output, said = script("--resume", "--epochs", epoch + 1, "--quiet")
    assert (code, said) == (0, "")
    assert f"after {epoch + 1:,} epochs" in output
    assert not (tmp_path / "runs" / "ch3_cnn" / "saved").exists()


STOPPED = """
import os, runpy, signal, sys
from tfgraph_course.tf1.quiet import filter_notices
filter_notices()
from tfgraph_course.training.epochs import Epochs
note = Epochs.note
def noted(self, *accuracies):
    note(self, *accuracies)
    if self._epoch == 10:
        os.kill(os.getpid(), signal.SIGINT)
Epochs.note = noted
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def refusal(options, folder):
    """What ch1_logistic.py answers that is started from nothing; it must not load TensorFlow."""
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", SCRIPT, *options],
        cwd=folder, capture_output=True, text=True, timeout=120,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert not re.search(r"\| +tensorflow$", ended.stderr, re.M)
    return re.search("^error: .*", ended.stderr, re.M)[0]


def test_a_stopped_run_keeps_its_options_and_its_command_works_as_it_is(tmp_path):
    options = "--loss", "logits", "--rate", 0.1, "--epochs", 20, "--quiet", "--out", "runs/two"
    ended = python("-c", STOPPED, SCRIPT, *options, cwd=tmp_path, pictures=False)
    assert ended.returncode == 130
    stopped = r"\nstopped after epoch 11; continue with python (.+ --resume --out runs/two)\n"
    command = re.fullmatch(stopped, ended.stderr)[1]

    (listed,) = find_runs(tmp_path)
    assert listed.go_on.endswith(f"ch1_logistic.py --resume --out {tmp_path / 'runs' / 'two'}")
    (tmp_path / "runs" / "ch1_logistic").symlink_to("two")
    there = "--out", "runs/two"
    assert "holds an unfinished run; continue it with --resume" in refusal(there, tmp_path)
    told = refusal([*there, "--resume", "--rate", "0.2", "--loss", "book"], tmp_path)
    assert "the unfinished run was started with " in told
    assert "; use the same values, throw " in told
    assert "rate 0.1, not 0.2" in told and ", and " in told and "loss logits, not book" in told
    told = refusal(["--resume", "--epochs", "5"], tmp_path)
    assert "has taken 11 epochs, more than 5; give --epochs 11 or more" in told

    ended = python(*shlex.split(command), "--quiet", cwd=tmp_path, pictures=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "after 20 epochs" in ended.stdout
    kept = json.loads((tmp_path / "runs" / "two" / "options.json").read_text())
    assert kept == {"epochs": 20, "loss": "logits", "rate": 0.1}
    assert "holds a finished run, so there is nothing to resume" in refusal(
        [*there, "--resume"], tmp_path
    )


@pytest.mark.quick
def test_in_a_notebook_a_run_keeps_the_options_that_are_not_set_again(tmp_path):
    args = parse("", "ch3_cnn")
    args.out, args.rate, args.hidden, args.data = tmp_path, 0.1, 9, Path("mine.npz")
    begin(args).save(STATE)
    again = parse("", "ch3_cnn")
    assert "args.resume = True" in again.go_on
    again.seed, again.resume, again.out = 1, True, tmp_path
    assert (again.rate, again.hidden, again.seed) == (0.1, 9, 1)
    assert again.data == Path("mine.npz").absolute()
    with pytest.raises(CourseError, match="started with seed 0, not 1; use the same value, throw"):
        begin(again)
    other = parse("", "ch1_logistic")
    other.out, other.resume = tmp_path, True
    assert other.rate == 0.02
    with pytest.raises(CourseError, match="with script ch3_cnn, not ch1_logistic; use the same "):
        begin(other)


@pytest.mark.quick
def test_a_hangup_that_is_ignored_stays_so():
    """As after `nohup`."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Interrupts() as interrupts:
            os.kill(os.getpid(), signal.SIGHUP)
            os.kill(os.getpid(), signal.SIGTERM)
        assert interrupts.noted == signal.SIGTERM
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_state_of_another_graph_is_told_with_its_names_and_shapes(small_data, tmp_path):
    def train(rate_variable, classes=5):
        sess = fresh_session(0)
        graph = ch1_getting_started.logistic(classes=classes)
        if rate_variable:
            tf.Variable(0.5, name="more")
        sess.run(tf.global_variables_initializer())
        run = Run(tmp_path, {}, resume=True, every=0)
        images, labels = small_data
        part = images, np.eye(classes, dtype=np.float32)[labels.argmax(1) % classes]
        fit(graph, part, None, epochs=3, quiet=True, run=run)

    train(True)
    train(True)  # goes on, and has nothing left to do
    with pytest.raises(CourseError) as caught:
        train(False, classes=4)
    assert str(caught.value) == (
        f"{tmp_path}: the unfinished run is from another graph: W (1296 x 5 saved, 1296 x 4 now), "
        "b (5 saved, 4 now), more (a number saved, none now); change the graph back, throw the run "
        "away with --restart, or name another folder with --out."
    )


def test_what_a_kill_left_half_written_is_gone_when_the_run_ends(tmp_path):
    run = Run(tmp_path, {}, resume=False)
    run.save(STATE)
    kept = tmp_path / "mine.txt"
    kept.write_text("mine")
    with staged(tmp_path / "model.ckpt") as stage:
        (stage / "model.ckpt.index").write_text("half")
        shutil.copytree(stage, tmp_path / "left.partial")  # as a kill would leave it
    (run.saved / "state-8.npz.partial").write_text("half")
    (tmp_path / "weights.npz.partial").write_text("half")
    assert not stage.exists()
    run.finish()
    assert {path.name for path in tmp_path.iterdir()} <= {"mine.txt", ".lock"}


def test_a_folder_whose_name_is_not_utf_8_is_told_before_anything_trains(tmp_path):
    folder = tmp_path / os.fsdecode(b"r\xff")
    with pytest.raises(CourseError, match="not UTF-8; name another with --out"):
        Run(folder, {}, resume=False)
    assert not folder.exists()


def test_two_runs_do_not_write_into_one_folder(tmp_path):
    holder = (
        "import sys; from pathlib import Path; from tfgraph_course.training.resume import Run\n"
        "run = Run(Path(sys.argv[1]), {}, False); print('held', flush=True); sys.stdin.read()"
    )
    process = Fork("-c", holder, tmp_path)
    assert process.stdout.readline() == "held\n"
    with pytest.raises(CourseError, match="another run is writing there"):
        Run(tmp_path, {}, resume=False)
    process.kill()
    process.communicate()
    Run(tmp_path, {}, resume=False)  # a killed process holds nothing


def test_a_state_of_an_older_version_is_read(tmp_path):
    """It numbers the columns of its history; a cluster's have the loss last."""
    columns = {"epoch": [0, 10], "train_acc": [0.1, 0.2], "test_acc": [0.1, 0.3],
               "seconds": [0.5, 60.0], "loss": [1.6, 1.5]}
    numbered = {f"history/{i}": column for i, column in enumerate(columns.values())}
    np.savez(tmp_path / "old.npz", **{"variable/W1": STATE.variables["W1"]}, **numbered)
    entry = {"sha256": sha256_of(tmp_path / "old.npz"), "epoch": 12}
    state = read_state(tmp_path / "old.npz", entry)
    assert state.history == columns
    np.testing.assert_array_equal(state.variables["W1"], STATE.variables["W1"])
    run = Run(tmp_path / "run", {}, resume=False)
    run.save(state)
    assert Run(tmp_path / "run", {}, resume=True).state.history == columns


def test_a_history_goes_on_and_forgets_what_will_be_done_again():
    history = History(epoch=[0, 10, 20], train_acc=[0.1, 0.2, 0.3], seconds=[0.5, 60.0, 90.0])
    history.forget_from(20)
    history.add(20, train_acc=0.4)
    history.add(25, train_acc=0.5)
    assert history["epoch"] == [0, 10, 20, 25]
    assert history["train_acc"] == [0.1, 0.2, 0.4, 0.5]
    assert history["seconds"][:2] == [0.5, 60.0]
    assert 90 < history["seconds"][2] < history["seconds"][3] < 100


def test_a_damaged_newest_state_falls_back_to_the_one_before(tmp_path, capsys):
    run = Run(tmp_path, {}, resume=False)
    for epoch in (7, 8, 9):
        run.save(STATE._replace(epoch=epoch))
    names = sorted(path.name for path in run.saved.iterdir())
    assert names == ["manifest.json", "state-8.npz", "state-9.npz"]
    with open(run.saved / "state-9.npz", "r+b") as file:
        file.seek(100)
        file.write(b"?")
    state = Run(tmp_path, {}, resume=True).state
    assert state.epoch == 8
    np.testing.assert_array_equal(state.variables["W1"], STATE.variables["W1"])
    assert "state-9.npz: this saved state is missing or damaged" in capsys.readouterr().out
    run = Run(tmp_path, {}, resume=True)
    run.save(STATE._replace(epoch=10))  # the one that is whole is kept beside it
    assert [entry["epoch"] for entry in run.states] == [10, 8]
    (run.saved / "state-8.npz").unlink()
    (run.saved / "state-10.npz").unlink()
    with pytest.raises(CourseError, match="every saved state of the unfinished run is missing or"):
        Run(tmp_path, {}, resume=True)


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_damaged_folders_load_with_equal_values_or_give_one_sentence(seed, tmp_path, capsys):
    run = Run(tmp_path, {"seed": 0}, resume=False)
    run.save(STATE)
    run.save(STATE._replace(epoch=8))
    files = {path: path.read_bytes() for path in run.saved.iterdir()}
    chance = random.Random(seed)
    refused = 0
    for _ in range(1000 if seed else 60):
        path = chance.choice(list(files))
        content = bytearray(files[path])
        if chance.random() < 0.5:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        else:
            del content[chance.randrange(len(content)) :]
        path.write_bytes(content)
        try:
            state = Run(tmp_path, {"seed": 0}, resume=True).state
            assert state.epoch in (7, 8)
            np.testing.assert_array_equal(state.variables["W1"], STATE.variables["W1"])
        except CourseError as fault:
            refused += 1
            assert len(str(fault).splitlines()) == 1
        path.write_bytes(files[path])
    assert refused


def test_a_full_disk_is_said_and_what_was_saved_before_is_whole(tmp_path):
    code = (
        "import resource, signal, sys; from pathlib import Path; import numpy as np\n"
        "from tfgraph_course.errors import tell_in_one_sentence\n"
        "from tfgraph_course.training.history import History\n"
        "from tfgraph_course.training.resume import Run\n"
        "from tfgraph_course.training.states import State\n"
        "tell_in_one_sentence()\n"
        "run = Run(Path(sys.argv[1]), {}, False)\n"
        "run.save(State(7, {'W': np.ones(10)}, History()))\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))\n"
        "run.save(State(8, {'W': np.ones(10_000)}, History()))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 2
    assert re.fullmatch(
        r"error: .*state-8.npz: the file cannot be written \(File too large\).*\n", ended.stderr
    )
    assert Run(tmp_path, {}, resume=True).state.epoch == 7
    assert not list(tmp_path.rglob("*.partial"))


def test_a_folder_removed_under_the_run_is_said(tmp_path):
    run = Run(tmp_path / "run", {}, resume=False)
    run.save(STATE)
    run.saved.rename(tmp_path / "elsewhere")
    with pytest.raises(CourseError, match="No such file or directory"):
        run.save(STATE._replace(epoch=8))


@pytest.mark.quick
def test_a_place_that_cannot_be_written_to_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match=r"cannot be written to .* with --out"):
        Run(tmp_path / "file" / "run", {}, resume=False)


def test_a_read_only_folder_is_said(tmp_path, as_another):
    folder = tmp_path / "read_only"
    folder.mkdir()
    folder.chmod(0o555)
    script = Path(__file__).resolve().parents[1] / "scripts" / "ch3_cnn.py"
    for out in (folder, folder / "run"):
        ended = subprocess.run(
            [*as_another, sys.executable, script, "--epochs", "1", "--quiet", "--out", out],
            capture_output=True, text=True, timeout=120,
        )
        assert ended.returncode == 2
        assert ended.stderr == (
            f"error: {out}: the folder cannot be written to (Permission denied); name another "
            "with --out.\n"
        )
    assert not list(folder.iterdir())


def test_a_finished_run_can_train_again(tmp_path):
    """As where a reader runs the cell once more that trains."""
    run = Run(tmp_path, {}, resume=False)
    run.save(STATE)
    run = Run(tmp_path, {}, resume=True)
    run.finish()
    assert run.state is None  # from where the graph is now, not from what it went on from
    run.save(STATE._replace(epoch=3))
    manifest = json.loads((tmp_path / "saved" / "manifest.json").read_text())
    assert [state["epoch"] for state in manifest["states"]] == [3]
    assert run.lock.is_locked
    run.finish()
    assert not run.saved.exists() and not run.lock.is_locked


def test_a_clock_that_is_set_back_does_not_stop_saving(tmp_path, monkeypatch):
    run = Run(tmp_path, {}, resume=False, every=0.01)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    time.sleep(0.02)
    assert run.due()
    run.save(STATE)
    assert not run.due()


@pytest.mark.quick
def test_the_manifest_says_what_the_run_is_made_from(tmp_path):
    Run(tmp_path, {"seed": 0, "data": "a" * 64}, resume=False).save(STATE)
    for other, said in [
        ({"seed": 1, "data": "a" * 64}, "started with seed 0, not 1"),
        ({"seed": 0, "data": "b" * 64}, "started with data aaaaaaaa, not bbbbbbbb"),
    ]:
        with pytest.raises(CourseError, match=said):
            Run(tmp_path, other, resume=True)
    manifest = json.loads((tmp_path / "saved" / "manifest.json").read_text())
    assert manifest["made_from"]["seed"] == 0


@pytest.mark.parametrize("engine", ["fast", "graph"])
def test_numbers_that_go_wrong_stop_the_run_and_name_the_node(engine, small_data, tmp_path):
    sess = fresh_session(0)
    graph = ch1_getting_started.logistic(rate=1e38)
    sess.run(tf.global_variables_initializer())
    run = Run(tmp_path, {}, resume=False)
    with pytest.raises(CourseError, match=r"infinite or NaN, first in the node \S+ in epoch \d"):
        fit(graph, small_data, None, epochs=50, engine=engine, quiet=True, run=run)


@pytest.mark.quick
def test_the_first_node_that_is_not_finite_is_where_the_fault_is():
    sess = fresh_session(0)
    graph = ch3_convolution.cnn()
    sess.run(tf.global_variables_initializer())
    images = np.zeros((2, 36, 36), np.float32)
    feed = {graph.x: images, graph.y_: np.eye(5)[:2], graph.keep_prob: 1.0}
    assert first_not_finite(graph, feed) is None
    graph.b2.load(np.full(32, np.nan), sess)
    named = first_not_finite(graph, feed)
    assert named == "b2/read:0"
    images[0, 3, 3] = np.inf
    assert first_not_finite(graph, feed) == graph.x.name


def test_a_finished_run_leaves_no_state(tmp_path):
    run = Run(tmp_path, {}, resume=False)
    run.save(STATE)
    run.finish()
    assert [path.name for path in tmp_path.iterdir()] in ([], [".lock"])
    assert os.listdir(tmp_path) in ([], [".lock"])
    assert Run(tmp_path, {}, resume=False).state is None
