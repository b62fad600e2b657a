"""The training loop: what it steps, what it measures, what it shows."""

import io
import os
import re
import signal
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tfgraph_course import ch1_getting_started as ch1
from tfgraph_course import ch3_convolution as ch3
from tfgraph_course import tf
from tfgraph_course.tf1 import fresh_session
from tfgraph_course.training import bar
from tfgraph_course.training.history import History
from tfgraph_course.training.loop import fit, print_summary

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"


@pytest.mark.quick
def test_the_time_left_is_estimated_from_steps_of_the_usual_speed(monkeypatch):
    clock = [100.0]
    monkeypatch.setattr(bar.time, "perf_counter", lambda: clock[0])
    with bar.Bar(total=30, initial=10, file=io.StringIO()) as shown:
        for seconds, left in ((0, "?"), (17, "?"), (9, "?"), (2, "00:34"), (2, "00:32")):
            clock[0] += seconds
            if seconds:
                shown.update()
            assert f"/30 {left} left" in str(shown)


@pytest.mark.quick
def test_a_terminals_echo_of_ctrl_c_stays_on_the_line_of_the_bar():
    fcntl, pty, termios = map(pytest.importorskip, ("fcntl", "pty", "termios"))
    master, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    with open(terminal, "w", encoding="utf-8") as file:
        with bar.Bar(total=30, file=file, mininterval=0) as shown:
            shown.update()
            shown.set_postfix_str("training 20.2%, validation 17.6%")
        lines = re.split("[\r\n]+", os.read(master, 10_000).decode())
    os.close(master)
    assert max(map(len, lines)) == 78


@pytest.mark.quick
@pytest.mark.parametrize(
    "epochs, train_acc, book_epochs, said",
    [
        (40, 0.24, 6000, True), (40, 0.5, 6000, False), (4000, 0.24, 6000, False),
        (40, 0.2, 0, False),
    ],
)
def test_a_short_run_near_guessing_is_told_as_such(epochs, train_acc, book_epochs, said, capsys):
    history = History(epoch=[epochs], train_acc=[train_acc], test_acc=[np.nan], seconds=[45.0])
    print_summary(history, "", "runs/x", 5, book_epochs)
    printed = capsys.readouterr().out
    note = "  note        guessing gives 20%; the book trains for 6,000 epochs\n"
    assert (note in printed) == said == ("guessing" in printed)
    assert "  trained in  0 min 45 s\n" in printed


@pytest.mark.parametrize(("engine", "rounding"), [("graph", 0.0), ("fast", 1e-5)])
@pytest.mark.ch1
@pytest.mark.quick
def test_fit_is_the_books_loop(small_data, engine, rounding):
    """The loop by hand, as chapter 1 prints it, gives the same accuracies and the same weights."""
    pixels, onehot = small_data[0].reshape(-1, 1296), small_data[1]
    sess = fresh_session(0)
    graph = ch1.logistic()
    sess.run(tf.global_variables_initializer())
    by_hand = []
    for i in range(25):
        if i % 10 == 0:
            by_hand.append(graph.accuracy.eval({graph.x: pixels, graph.y_: onehot}))
        graph.train_step.run({graph.x: pixels, graph.y_: onehot})
    weights = graph.W.eval()

    sess.run(tf.global_variables_initializer())
    validation = small_data[0][:7], onehot[:7]
    history = fit(graph, small_data, validation, epochs=25, engine=engine, quiet=True)
    assert history["epoch"] == [0, 10, 20, 25]
    np.testing.assert_array_equal(history["train_acc"][:3], by_hand)
    assert np.abs(graph.W.eval() - weights).max() <= rounding * np.abs(weights).max()
    end = graph.accuracy.eval({graph.x: pixels[:7], graph.y_: onehot[:7]})
    assert history["test_acc"][-1] == end
    assert (np.diff(history["seconds"]) > 0).all()


@pytest.mark.ch3
@pytest.mark.quick
def test_half_of_the_neurons_are_kept_to_train_and_all_to_measure_every_ten_epochs(small_data):
    fresh_session(0)
    graph = ch3.cnn()
    kept = tf.Variable(0.0)
    graph = graph._replace(
        accuracy=tf.identity(graph.keep_prob), train_step=tf.assign(kept, graph.keep_prob).op
    )
    tf.global_variables_initializer().run()
    history = fit(graph, small_data, small_data, epochs=25, engine="graph", quiet=True)
    assert kept.eval() == 0.5
    assert history["epoch"] == [0, 10, 20, 25]
    assert history["train_acc"] == history["test_acc"] == [1.0] * 4


def test_the_bar_shows_epoch_accuracies_and_time_left(small_data, capsys):
    sess = fresh_session(0)
    graph = ch1.logistic()
    sess.run(tf.global_variables_initializer())
    fit(graph, small_data, small_data, epochs=30)
    shown = capsys.readouterr().err
    assert re.search(r"\d+/30 [\d:?]+ left, training \d+\.\d%, validation \d+\.\d%", shown)


def test_the_history_is_saved_by_name(small_data, tmp_path):
    sess = fresh_session(0)
    graph = ch1.logistic()
    sess.run(tf.global_variables_initializer())
    history = fit(graph, small_data, small_data, epochs=10, quiet=True)
    history.save(tmp_path / "history.npz")
    with np.load(tmp_path / "history.npz") as saved:
        for name, values in history.items():
            np.testing.assert_array_equal(saved[name], values)


@pytest.mark.quick
def test_a_column_of_a_history_may_have_any_name(tmp_path):
    columns = {"epoch": [0], "train_acc": [0.5], "test_acc": [0.5], "self": [1.0]}
    np.savez(tmp_path / "history.npz", **columns)
    assert History.read(tmp_path / "history.npz") == columns


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to whole consoles only")
def test_ctrl_c_ends_a_script_with_status_130(tmp_path):
    running = subprocess.Popen(
        [sys.executable, "-u", SCRIPTS / "ch1_logistic.py", "--quiet", "--epochs", "1000000"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell's background jobs ignore Ctrl-C, and so would a script that such a job runs.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while "total" not in running.stdout.readline():  # the table, printed just before training
        assert running.poll() is None
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert told.strip() == "stopped by Ctrl-C"
