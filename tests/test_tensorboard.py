"""What `--tensorboard` writes: event files of real runs, read back, and in TensorBoard itself."""

import argparse
import json
import os
import re
import signal
import time
import urllib.parse
import urllib.request
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from tensorboard.backend.event_processing import plugin_event_accumulator
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from tests.forked import Fork, python
from tests.marks import of_chapter
from tfgraph_course import ch2_deep_networks, ch3_convolution, tf
from tfgraph_course.ch4_recurrent import weather_rnn
from tfgraph_course.errors import CourseError
from tfgraph_course.node_scopes import names
from tfgraph_course.predict.trained import read_trained
from tfgraph_course.training.history import History, Measured
from tfgraph_course.training.loop import fit
from tfgraph_course.training.resume import begin
from tfgraph_course.training.session import fresh_session
from tfgraph_course.training.states import State
from tfgraph_course.training.tensorboard import WEIGHT_PIXELS, Watch, filter_images, histogram

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
BUILDERS = {
    "ch2_single_hidden": ch2_deep_networks.single_hidden,
    "ch2_deep_nn": ch2_deep_networks.deep_nn,
    "ch3_cnn": ch3_convolution.cnn,
    "ch3_deep_cnn": ch3_convolution.deep_cnn,
    "ch4_weather_rnn": weather_rnn,
}
EVERY_SCRIPT = pytest.mark.parametrize(
    "name", [of_chapter(name, slow="cnn" in name or "deep" in name) for name in BUILDERS]
)
# Runs a script that saves once, after its first step, and kills itself at epoch 40.
KILLED = """
import os, runpy, signal, sys
from tfgraph_course.training import resume, tensorboard
resume.Run.due = lambda self: not self.states
write = tensorboard.Watch.__call__
def once(self, epoch, *rest):
    write(self, epoch, *rest)
    if epoch == 40:
        os.kill(os.getpid(), signal.SIGKILL)
tensorboard.Watch.__call__ = once
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
# Runs a script on a disk that takes no file larger than 30,000 bytes.
FULL = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def run_code(code, name, out, *options):
    """Run a script, by some code before it, with few epochs and `--tensorboard`."""
    options = ["--epochs", 60, "--quiet", "--tensorboard", "--out", out, *options]
    start = ["-c", code] if code else []
    return python(*start, SCRIPTS / f"{name}.py", *options, cwd=out.parent, pictures=False)


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    """The folder of a script that ran with `--tensorboard` for 23 epochs; each runs once."""
    folders = {}

    def run(name):
        if name not in folders:
            folders[name] = tmp_path_factory.mktemp("watched") / name
            ended = run_code("", name, folders[name], "--epochs", 23)
            assert (ended.returncode, ended.stderr) == (0, "")
        return folders[name]

    return run


def events(folder):
    """All events of a run's folder, as they stand in the files."""
    files = sorted((folder / "tensorboard").iterdir())
    return [event for path in files for event in tf.train.summary_iterator(str(path))]


def read(folder):
    """A run's folder as TensorBoard reads it."""
    everything = dict.fromkeys(["scalars", "histograms", "images"], 0)
    return EventAccumulator(str(folder / "tensorboard"), everything).Reload()


def curve(read, tag):
    return [(scalar.step, scalar.value) for scalar in read.Scalars(tag)]


def expected(folder, column):
    with np.load(folder / "history.npz") as history:
        values = history[column].astype(np.float32).tolist()
        return list(zip(history["epoch"].tolist(), values, strict=True))


@EVERY_SCRIPT
def test_accuracies_and_loss_are_those_that_fit_measured(name, watched):
    folder = watched(name)
    shown = read(folder)
    assert curve(shown, "accuracy/training") == expected(folder, "train_acc")
    loss = curve(shown, "loss")
    assert loss == expected(folder, "train_loss")
    assert [step for step, _ in loss] == [0, 10, 20, 23]
    assert loss[0][1] > loss[-1][1] > 0
    if name == "ch4_weather_rnn":  # all weeks train
        assert "accuracy/validation" not in shown.Tags()["scalars"]
    else:
        assert curve(shown, "accuracy/validation") == expected(folder, "test_acc")
        assert curve(shown, "loss/validation") == expected(folder, "test_loss")


@EVERY_SCRIPT
def test_every_weight_has_a_histogram_and_the_last_is_of_the_trained_model(name, watched):
    folder = watched(name)
    shown = read(folder)
    weights = read_trained(folder).weights
    assert shown.Tags()["histograms"] == [f"weights/{key}" for key in weights]
    for key, array in weights.items():
        drawn = shown.Histograms(f"weights/{key}")
        assert [event.step for event in drawn] == [0, 10, 20, 23]
        last, flat = drawn[-1].histogram_value, array.astype(float).ravel()
        assert (last.min, last.max, last.num) == (flat.min(), flat.max(), flat.size)
        assert (last.sum, last.sum_squares) == pytest.approx((flat.sum(), flat @ flat))
        counts, _ = np.histogram(flat, [last.min, *last.bucket_limit])
        np.testing.assert_array_equal(last.bucket, counts)


@EVERY_SCRIPT
def test_the_filters_of_a_first_convolution_are_images_and_zero_is_grey(name, watched):
    folder = watched(name)
    shown = read(folder)
    with np.load(folder / "weights_by_name.npz") as weights:
        W1 = weights["W1"]
    tags = [f"filters/{i}" for i in range(W1.shape[-1])] if W1.ndim == 4 else []
    assert shown.Tags()["images"] == tags
    for i, tag in enumerate(tags):
        image = shown.Images(tag)[-1]
        assert (image.step, image.height, image.width) == (
            23,
            *(WEIGHT_PIXELS * side for side in W1.shape[:2]),
        )
        (folder / "image.png").write_bytes(image.encoded_image_string)
        middles = slice(WEIGHT_PIXELS // 2, None, WEIGHT_PIXELS)
        pixels = plt.imread(folder / "image.png")[middles, middles, 0]
        grey = 0.5 + W1[::-1, :, 0, i] / np.abs(W1).max() / 2
        np.testing.assert_allclose(pixels, grey, atol=0.01)


@EVERY_SCRIPT
def test_the_graph_of_a_run_is_the_chapters_own_under_the_books_names(name, watched):
    graphs = [event.graph_def for event in events(watched(name)) if event.graph_def]
    assert len(graphs) == 1
    shown = tf.GraphDef.FromString(graphs[0])
    sess = fresh_session(0)
    graph = BUILDERS[name]()
    sess.run(tf.global_variables_initializer())
    assert len(shown.node) == len(tf.get_default_graph().get_operations())
    assert {node.name for node in shown.node} == set(names(graph).values())
    assert {node.name.split("/")[0] for node in shown.node} == {*graph._fields, "other"}


def test_watching_changes_nothing_that_is_computed(small_data, tmp_path):
    ends = []
    for watching in (False, True):
        sess = fresh_session(0)
        graph = ch3_convolution.cnn()
        sess.run(tf.global_variables_initializer())
        ops = [op.name for op in sess.graph.get_operations()]
        watch = Watch(graph, tmp_path, 12) if watching else None
        assert [op.name for op in sess.graph.get_operations()] == ops
        history = fit(graph, small_data, None, epochs=12, quiet=True, watch=watch)
        ends.append([*sess.run(tf.global_variables()), history["train_acc"], len(ops)])
        ends[-1].append(len(sess.graph.get_operations()))
    for without, with_watch in zip(*ends, strict=True):
        np.testing.assert_array_equal(without, with_watch)


@pytest.mark.parametrize(
    ("epochs", "every"), [(0, 10), (99, 10), (1000, 10), (1001, 20), (6000, 60), (25000, 250)]
)
def test_weights_and_filters_are_written_a_hundred_times_at_most(sess, epochs, every, tmp_path):
    watch = Watch(ch3_convolution.cnn(filters=1, hidden=1), tmp_path, epochs)
    variables = {v.op.name: np.ones(v.shape.as_list()) for v in tf.global_variables()}
    measured = range(0, epochs + 1, 10)
    for epoch in [*measured[:7], *measured[-7:]]:
        watch(epoch, Measured(0.5, np.nan, 1.0, np.nan), variables)
    drawn = [e.step for e in tf.train.summary_iterator(str(watch.path)) if len(e.summary.value) > 2]
    kept = {*measured[:7], *measured[-7:]}
    assert set(drawn) == {epoch for epoch in kept if epoch % every == 0 or epoch == epochs}
    assert epochs / every <= 100


@pytest.mark.slow
def test_a_killed_run_goes_on_in_its_folder_and_no_epoch_is_there_twice(tmp_path):
    folder = tmp_path / "run"
    ended = run_code(KILLED, "ch2_single_hidden", folder, "--seed", 3)
    assert ended.returncode == -9, ended.stderr
    # What was measured is in the file, though the process had no time for anything.
    assert [e.step for e in events(folder) if e.summary.value] == [0, 10, 20, 30, 40]
    ended = run_code("", "ch2_single_hidden", folder, "--seed", 3, "--resume")
    assert (ended.returncode, ended.stderr) == (0, "")
    written = [event.step for event in events(folder) if event.summary.value]
    assert sorted(set(written)) == [0, 10, 20, 30, 40, 50, 60] and len(written) > 7
    assert sum(bool(event.graph_def) for event in events(folder)) == 1
    shown = read(folder)
    assert curve(shown, "accuracy/training") == expected(folder, "train_acc")
    assert curve(shown, "accuracy/validation") == expected(folder, "test_acc")
    assert [event.step for event in shown.Histograms("weights/W1")] == [*range(0, 61, 10)]
    # TensorBoard has another reader, which takes a first START for no restart.
    other = plugin_event_accumulator.EventAccumulator(str(folder / "tensorboard")).Reload()
    for tag in ("loss", "accuracy/validation", "weights/W1"):
        assert [event.step for event in other.Tensors(tag)] == [*range(0, 61, 10)]

    # A new run there is not mixed with the finished one, which is moved aside with its events.
    older = sorted(path.read_bytes() for path in (folder / "tensorboard").iterdir())
    ended = run_code("", "ch2_single_hidden", folder, "--epochs", 10)
    aside = folder.with_name("run-before-1")
    assert ended.returncode == 0
    assert ended.stderr == f"{folder}: the finished run there is kept as {aside}\n"
    assert sorted(path.read_bytes() for path in (aside / "tensorboard").iterdir()) == older
    assert os.listdir(folder / "tensorboard") == ["events.out.tfevents.0001"]
    assert curve(read(folder), "accuracy/training") == expected(folder, "train_acc")


def test_without_the_option_nothing_is_written(run_script, tmp_path):
    old = tmp_path / "run" / "tensorboard" / "events.out.tfevents.0001"
    old.parent.mkdir(parents=True)
    old.write_text("of an older run")
    ended = run_script("ch4_weather_rnn", "--epochs", 1, "--quiet", "--out", "run")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert list(old.parent.iterdir()) == []


def test_a_run_is_resumed_with_the_option_or_without(tmp_path):
    data = np.zeros(3)
    for tensorboard in (False, True, False):
        args = argparse.Namespace(out=tmp_path, resume=True, seed=0, tensorboard=tensorboard)
        run = begin(args)
        assert (run.state is None) == (not run.states)
        run.save(State(7, {"W": data}, History()))
    assert run.state.epoch == 7


def test_a_full_disk_is_one_sentence(tmp_path):
    ended = run_code(FULL, "ch2_single_hidden", tmp_path / "run")
    assert ended.returncode == 2
    assert re.fullmatch(
        r"error: \S+/run/tensorboard/events.out.tfevents.0001: the file cannot be written "
        r"\(File too large\); fix this, or train without --tensorboard.\n",
        ended.stderr,
    )


def test_a_folder_that_is_gone_or_cannot_be_made_is_one_sentence(sess, tmp_path):
    graph = ch3_convolution.cnn()
    watch = Watch(graph, tmp_path / "tensorboard", 10)
    (tmp_path / "tensorboard").rename(tmp_path / "elsewhere")
    with pytest.raises(CourseError, match=r"cannot be written \(No such file or directory\)"):
        watch(5, Measured(0.5, np.nan, 1.0, np.nan), {})
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match=r"cannot be written \(File exists\)"):
        Watch(graph, tmp_path / "file", 10)


def test_a_variable_of_one_value_has_one_bucket():
    one = histogram(np.full((2, 3), 0.25, np.float32))
    assert (one.min, one.max, one.num, one.sum) == (0.25, 0.25, 6, 1.5)
    assert (list(one.bucket_limit), list(one.bucket)) == ([0.25], [6])
    assert len(filter_images(np.zeros((3, 3, 1, 2)))) == 2


@pytest.mark.ch3
def test_tensorboard_itself_shows_a_run(watched):
    folder = watched("ch3_cnn")
    process = Fork("-m", "tensorboard.main", "--logdir", folder, "--port", 0)
    try:
        said = ""
        while not (address := re.search(r"http://\S+:\d+/", said)):
            line = process.stderr.readline()
            assert line, said
            said += line

        def get(path, **query):
            url = f"{address[0]}data/{path}?{urllib.parse.urlencode(query)}"
            return opener.open(url, timeout=30).read()

        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # no proxy to here
        deadline = time.monotonic() + 60
        while not (tags := json.loads(get("plugin/scalars/tags"))) and time.monotonic() < deadline:
            time.sleep(0.5)
        assert json.loads(get("runs")) == ["tensorboard"]
        assert set(tags["tensorboard"]) == {
            "accuracy/training", "accuracy/validation", "loss", "loss/validation",
        }
        query = {"run": "tensorboard", "tag": "accuracy/validation"}
        points = json.loads(get("plugin/scalars/scalars", **query))
        assert [(step, np.float32(value)) for _, step, value in points] == expected(
            folder, "test_acc"
        )
        histograms = json.loads(get("plugin/histograms/tags"))["tensorboard"]
        assert set(histograms) == {f"weights/{w}{i}" for w in "Wb" for i in (1, 2, 3)}
        images = json.loads(get("plugin/images/tags"))["tensorboard"]
        assert set(images) == {f"filters/{i}" for i in range(4)}
        assert b'"h1/Relu"' in get("plugin/graphs/graph", run="tensorboard", conceptual="false")
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
