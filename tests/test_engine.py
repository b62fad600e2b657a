"""The engine computes what the graph's own nodes compute: same steps, same accuracies."""

import gc
import re
import subprocess
import sys
import time
import weakref
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.problems import Noise, noisy
from tfgraph_course import tf
from tfgraph_course.ch1_getting_started import logistic
from tfgraph_course.ch2_deep_networks import deep_nn, single_hidden
from tfgraph_course.ch3_convolution import cnn, deep_cnn
from tfgraph_course.ch4_recurrent import weather_rnn
from tfgraph_course.datasets import load_fonts, load_weather, scale, season_labels, split_fonts
from tfgraph_course.engine import features, tiles
from tfgraph_course.engine.features import condense
from tfgraph_course.engine.repeats import pixels, windows
from tfgraph_course.graphs import ancestors, as_fed, feed, weights_of
from tfgraph_course.training.history import History
from tfgraph_course.training.loop import fit
from tfgraph_course.training.session import Session, fresh_session

IMAGES = 130  # of the shipped data: enough to hold repeats, and quick to train on


class Own(NamedTuple):
    """A reader's model."""

    x: tf.Tensor
    y_: tf.Tensor
    W1: tf.Variable
    W2: tf.Variable
    W3: tf.Variable
    b3: tf.Variable
    keep_prob: tf.Tensor
    cross_entropy: tf.Tensor
    train_step: tf.Operation
    accuracy: tf.Tensor


def own_model(optimizer=None, stride=2, loss_of_step=lambda loss: loss):
    """Strides, average pooling, more features than channels, weight decay, two dropouts, Adam."""
    x = tf.placeholder("float", [None, 1296])
    y_ = tf.placeholder("float", [None, 5])
    keep_prob = tf.placeholder("float")
    W1 = tf.Variable(tf.truncated_normal([3, 5, 1, 3], stddev=0.3))
    h1 = tf.tanh(tf.nn.conv2d(tf.reshape(x, [-1, 36, 36, 1]), W1, [1, stride, 1, 1], "SAME"))
    p1 = tf.nn.avg_pool(h1, [1, 3, 2, 1], [1, 3, 2, 1], "VALID")  # 18 x 36 -> 6 x 18
    W2 = tf.Variable(tf.truncated_normal([3, 3, 3, 8], stddev=0.3))
    h2 = tf.nn.elu(tf.nn.conv2d(p1, W2, [1, 1, 1, 1], "VALID"))  # -> 4 x 16
    size = int(np.prod(h2.shape.as_list()[1:]))
    flat = tf.nn.dropout(tf.reshape(h2, [-1, size]), keep_prob)
    W3 = tf.Variable(tf.truncated_normal([size, 5], stddev=0.05))
    b3 = tf.Variable(tf.zeros([5]))
    logits = tf.nn.dropout(tf.matmul(flat, W3), keep_prob) + b3
    loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logits, labels=y_))
    loss += 1e-3 * tf.nn.l2_loss(W3)
    # A larger epsilon than the usual 1e-8, as Adam would turn rounding into steps.
    optimizer = optimizer or tf.train.AdamOptimizer(0.01, epsilon=1e-4)
    train_step = optimizer.minimize(loss_of_step(loss))
    right = tf.equal(tf.argmax(logits, 1), tf.argmax(y_, 1))
    accuracy = tf.reduce_mean(tf.cast(right, "float"))
    return Own(x, y_, W1, W2, W3, b3, keep_prob, loss, train_step, accuracy)


@pytest.fixture(scope="module")
def fonts():
    """Some of the shipped images, split, as (training, validation)."""
    images, labels, *_ = load_fonts()
    some = np.random.RandomState(0).permutation(len(images))[:IMAGES]
    train, onehot_train, test, onehot_test = split_fonts(images[some], labels[some])
    return (train, onehot_train), (test, onehot_test)


class Trained(NamedTuple):
    """What a training leaves, and whether the engine takes the next step."""

    weights: dict[str, np.ndarray]
    history: History
    loss: float
    is_fast: bool


def trained(builder, data, engine="fast", epochs=50, change=0.0):
    """Train a graph for some epochs, from the same start, or with weights `change` times larger."""
    sess = fresh_session(3)
    graph = builder()
    sess.run(tf.global_variables_initializer())
    for weight in weights_of(graph).values():
        weight.load(sess.run(weight) * np.float32(1 + change), sess)
    history = fit(graph, *data, epochs=epochs, seed=3, engine=engine, quiet=True)
    fed = feed(graph, as_fed(graph, data[0]), 1.0)
    weights, loss = sess.run(weights_of(graph)), sess.run(graph.cross_entropy, fed)
    sess.run(graph.train_step, fed)
    return Trained(weights, history, loss, sess.taken.startswith("engine"))


def assert_same_training(builder, data, as_rounded=False):
    """Compare the engine's training with the graph's own, to 1e-5 of the largest weight.

    With `as_rounded`, also allow twice what the graph's own training changes by if it starts from
    weights that are rounded up. In noise, the two greatest numbers of a window may differ by less
    than rounding does, which then decides which of them gets the gradient.
    """
    own, fast = (trained(builder, data, engine) for engine in ("graph", "fast"))
    rounded = trained(builder, data, "graph", change=2**-23) if as_rounded else own
    assert (own.is_fast, fast.is_fast) == (False, True)
    for name, values in own.weights.items():
        allowed = max(
            1e-5 * np.abs(values).max(), 2 * np.abs(values - rounded.weights[name]).max()
        )
        assert np.abs(values - fast.weights[name]).max() <= allowed, name
    np.testing.assert_allclose(fast.loss, own.loss, rtol=1e-5)
    np.testing.assert_array_equal(fast.history["epoch"], own.history["epoch"])
    for name in ("train_acc", "test_acc"):
        np.testing.assert_allclose(fast.history[name], own.history[name], rtol=1e-6)


@pytest.mark.parametrize(
    "builder",
    [logistic, single_hidden, deep_nn, deep_cnn, own_model,
     pytest.param(cnn, marks=pytest.mark.slow)],
)
def test_fifty_steps_are_those_of_the_graphs_own_nodes(builder, fonts):
    assert_same_training(builder, fonts)


@pytest.mark.parametrize(
    "builder",
    [
        single_hidden, deep_cnn,
        *(pytest.param(b, marks=pytest.mark.slow) for b in (logistic, deep_nn, cnn, own_model)),
    ],
)
def test_tiles_add_up_to_the_full_batch(builder, fonts, monkeypatch):
    monkeypatch.setattr(tiles, "ACTIVATION_BYTES", 2**12)
    seen = []
    total = tiles.Tiles.total
    monkeypatch.setattr(tiles.Tiles, "total", lambda t, *rest: seen.append(t) or total(t, *rest))
    own, fast = (trained(builder, fonts, engine, epochs=20) for engine in ("graph", "fast"))
    assert any(t.examples == len(fonts[0][0]) > 2 * t.size for t in seen)
    for name, values in own.weights.items():
        assert np.abs(values - fast.weights[name]).max() <= 1e-5 * np.abs(values).max(), name
    np.testing.assert_allclose(fast.history["train_acc"], own.history["train_acc"], rtol=1e-5)
    np.testing.assert_allclose(fast[1]["test_acc"], own[1]["test_acc"], rtol=1e-5)


def test_a_loss_that_is_no_mean_is_taken_in_one_piece(fonts, monkeypatch):
    monkeypatch.setattr(tiles, "ACTIVATION_BYTES", 2**14)

    def with_sum():
        graph = logistic()
        loss = tf.reduce_sum(tf.square(graph.y - graph.y_))
        return graph._replace(
            cross_entropy=loss, train_step=tf.train.GradientDescentOptimizer(1e-5).minimize(loss)
        )

    assert_same_training(with_sum, fonts)


def test_variables_that_are_trained_need_not_be_listed_as_such(fonts):
    def unlisted():
        graph = logistic()
        hidden = tf.Variable(tf.ones([5]), trainable=False)
        loss = graph.cross_entropy + tf.reduce_sum(tf.square(hidden * graph.b))
        step = tf.train.GradientDescentOptimizer(0.02).minimize(loss, var_list=[hidden, graph.W])
        return graph._replace(cross_entropy=loss, train_step=step)

    assert_same_training(unlisted, fonts)


def test_the_session_forgets_the_data_when_it_is_closed(fonts):
    sess = fresh_session(0)
    graph = cnn()
    sess.run(tf.global_variables_initializer())
    fit(graph, *fonts, epochs=1, quiet=True)
    copy = weakref.ref(sess.runs.stand_in._builder._copy)
    assert copy() is not None
    sess.close()
    gc.collect()
    assert copy() is None


MEMORY = """
import sys
import numpy as np
from benchmarks.problems import load_data
from benchmarks.worker import forget_peak, memory
from tfgraph_course.models import MODELS
from tfgraph_course.tf1 import tf
from tfgraph_course.training.loop import fit
from tfgraph_course.training.session import fresh_session
model, factor, engine = sys.argv[1], int(sys.argv[2]), sys.argv[3]
x, y_, x_test, y_test = load_data(model, factor=factor)
sess = fresh_session(0)
graph = MODELS[model].build()
sess.run(tf.global_variables_initializer())
before = memory("VmRSS")
forget_peak()
fit(graph, (x, y_), (x_test, y_test), epochs=3, engine=engine, quiet=True)
print(memory("VmHWM") - before, x.nbytes / 2**20)
"""


def peak(model, factor, engine):
    """Return MiB: a training's peak beyond what was held before, and the images'."""
    ended = subprocess.run(
        [sys.executable, "-c", MEMORY, model, str(factor), engine],
        capture_output=True, text=True, timeout=300, cwd=Path(__file__).parents[1],
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    return map(float, ended.stdout.split())


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process's peak")
def test_memory_does_not_grow_with_the_images():
    own, _ = peak("deep_cnn", 1, "graph")
    (once, _), (ten, images) = peak("deep_cnn", 1, "fast"), peak("deep_cnn", 10, "fast")
    assert once <= own / 3
    assert ten <= 1.3 * once + images


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process's peak")
def test_the_cnn_takes_hardly_more_memory_than_its_own_nodes():
    assert next(peak("cnn", 1, "fast")) <= 1.1 * next(peak("cnn", 1, "graph"))


SESSIONS = """
import numpy as np
from benchmarks.problems import load_data
from benchmarks.worker import forget_peak, memory
from tfgraph_course.ch3_convolution import cnn
from tfgraph_course.tf1 import tf
from tfgraph_course.training.history import History
from tfgraph_course.training.loop import fit
from tfgraph_course.training.session import fresh_session
x, y_, x_test, y_test = load_data("cnn")
for _ in range(10):
    forget_peak()
    sess = fresh_session(0)
    graph = cnn()
    sess.run(tf.global_variables_initializer())
    fit(graph, (x, y_), (x_test, y_test), epochs=3, quiet=True)
    sess.close()
    print(memory("VmHWM"))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process's peak")
def test_sessions_that_are_closed_leave_nothing_behind():
    ended = subprocess.run(
        [sys.executable, "-c", SESSIONS], capture_output=True, text=True, timeout=600,
        cwd=Path(__file__).parents[1],
    )
    peaks = [float(line) for line in ended.stdout.split()]
    assert len(peaks) == 10, ended.stderr[-2000:]
    # The first two find an allocator without freed memory that is divided up already.
    assert np.mean(peaks[-3:]) < 1.05 * np.mean(peaks[2:5])


def colour_model(features=6):
    """Pictures with three colours, an even window, no bias, a pooling of 2 x 1."""
    x = tf.placeholder("float", [None, 20, 12, 3])
    y_ = tf.placeholder("float", [None, 5])
    W1 = tf.Variable(tf.truncated_normal([4, 3, 3, features], stddev=0.3))
    h1 = tf.tanh(tf.nn.conv2d(x, W1, [1, 1, 1, 1], "VALID"))  # -> 17 x 10
    p1 = tf.nn.max_pool(h1, [1, 2, 1, 1], [1, 2, 1, 1], "VALID")  # -> 8 x 10
    W2 = tf.Variable(tf.truncated_normal([2, 3, features, 3], stddev=0.3))
    h2 = tf.nn.relu(tf.nn.conv2d(p1, W2, [1, 1, 1, 1], "VALID"))  # -> 7 x 8
    W3 = tf.Variable(tf.truncated_normal([7 * 8 * 3, 5], stddev=0.1))
    b3 = tf.Variable(tf.zeros([5]))
    y = tf.nn.softmax(tf.matmul(tf.reshape(h2, [-1, 7 * 8 * 3]), W3) + b3)
    loss = -tf.reduce_mean(y_ * tf.log(y))
    train_step = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
    right = tf.equal(tf.argmax(y, 1), tf.argmax(y_, 1))
    accuracy = tf.reduce_mean(tf.cast(right, "float"))
    return Own(x, y_, W1, W2, W3, b3, tf.placeholder("float"), loss, train_step, accuracy)


@pytest.mark.parametrize(
    ("builder", "shape", "bytes_of_a_tile"),
    [
        (logistic, (36, 36), 2**24),
        (single_hidden, (36, 36), 2**24),
        (deep_cnn, (36, 36), 2**17),
        pytest.param(cnn, (36, 36), 2**24, marks=pytest.mark.slow),
        (colour_model, (20, 12, 3), 2**13),
        (partial(colour_model, features=8), (20, 12, 3), 2**13),
    ],
)
def test_images_without_repeats_train_alike(builder, shape, bytes_of_a_tile, monkeypatch):
    monkeypatch.setattr(tiles, "ACTIVATION_BYTES", bytes_of_a_tile)
    random = np.random.default_rng(0)
    noise = random.random((60, *shape), np.float32), np.eye(5, dtype=np.float32)[np.arange(60) % 5]
    assert_same_training(builder, (noise, noise), as_rounded=True)


def test_arrays_that_are_written_to_between_two_trainings_are_noticed():
    labels = np.eye(5, dtype=np.float32)[np.arange(60) % 5]

    def weights(engine):
        images = np.random.default_rng(0).random((60, 36, 36), np.float32)
        sess = fresh_session(3)
        graph = logistic()
        sess.run(tf.global_variables_initializer())
        for _ in range(2):
            fit(graph, (images, labels), None, epochs=10, engine=engine, quiet=True)
            images[::2] *= 0.3
        return sess.run(graph.W)

    np.testing.assert_allclose(weights("fast"), weights("graph"), rtol=1e-3, atol=1e-6)


@pytest.mark.parametrize("builder", [deep_cnn, cnn])
def test_poolings_come_first_where_nothing_repeats(builder):
    graph = builder()
    noise = np.random.default_rng(0).random((300, 36, 36), np.float32)
    made = condense(graph.x, noise, set(ancestors(graph.cross_entropy)))
    # Both convolutions of the deep CNN with their poolings, and the only one of the CNN.
    assert made.name == (graph.p2 if builder is deep_cnn else graph.p1).name
    shapes = [tensor.shape.as_list() for tensor in made.once]
    assert shapes == ([[3, 3, 1, 16], [16], [3, 3, 16, 4], [4]] if builder is deep_cnn
                      else [[5, 5, 1, 4], [4]])


def test_a_smaller_set_is_built_in_the_way_of_the_largest(fonts):
    (letters, onehot), _ = fonts
    letters, onehot = np.tile(letters, (3, 1, 1)), np.tile(onehot, (3, 1))
    noise = np.random.default_rng(0).random((150, 36, 36), np.float32)
    few, onehot_few = np.concatenate([letters[:150], noise]), onehot[:300]
    sess = fresh_session(0)
    graph = cnn()
    alone = condense(graph.x, few, set(ancestors(graph.cross_entropy)))
    sess.run(tf.global_variables_initializer())
    fit(graph, (letters, onehot), (few, onehot_few), epochs=1, quiet=True)
    kept = {data.tiles.examples: data.first for data in sess.runs.stand_in._builder._kept}
    assert alone.tables_until == ""
    assert kept[len(letters)].tables_until == kept[len(few)].tables_until == graph.p1.name


@pytest.mark.parametrize(
    ("builder", "has_noise", "how"),
    [
        (logistic, False, r"\d+ pixels with ink of 1,296"),
        (logistic, True, "all 1,296 pixels"),
        (cnn, False, r"[\d,]+ distinct windows of [\d,]+"),
        (cnn, True, "every window, together with its pooling"),
    ],
)
def test_the_session_says_what_a_step_computes(builder, has_noise, how):
    images, labels, *_ = load_fonts()
    images, labels = images[:300], np.eye(5, dtype=np.float32)[labels[:300]]
    if has_noise:
        images = np.random.default_rng(0).random(images.shape, np.float32)
    sess = fresh_session(0)
    graph = builder()
    sess.run(tf.global_variables_initializer())
    fit(graph, (images, labels), None, epochs=1, quiet=True)
    sess.run(graph.train_step, feed(graph, as_fed(graph, (images, labels)), 1.0))
    assert re.fullmatch("engine: " + how, sess.taken)


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.0, 0.05, 0.12, 1.0])
@pytest.mark.parametrize("builder", [cnn, deep_cnn])
def test_the_rule_chooses_a_fast_way(builder, share, monkeypatch):
    """Time all ways in turn; the rule looks at no clock, so the bits do not depend on one."""
    images, labels, *_ = load_fonts()
    images, labels = noisy(images, Noise(20, share)), np.eye(5, dtype=np.float32)[labels]
    graphs = {}
    for way, limit in {"graph's own nodes": 0, "distinct windows": 1, "every window": 0}.items():
        monkeypatch.setattr(features, "MOST_DISTINCT_BLOCKS", limit)
        monkeypatch.setattr(features, "MOST_DISTINCT", limit)
        with tf.Graph().as_default():
            graph = builder()
            sess = Session(graph=graph.x.graph)
            sess.run(tf.global_variables_initializer())
        sess.runs.stand_in.at_once = True
        sess.runs.stand_in.is_wanted = way != "graph's own nodes"
        fed = feed(graph, as_fed(graph, (images, labels)), 1.0)
        sess.run(graph.train_step, fed)
        assert way in f"graph's {sess.taken}"
        graphs[way] = sess, graph.train_step, fed
    monkeypatch.undo()
    taken = {way: [] for way in graphs}
    for _ in range(9):
        for way, (sess, step, fed) in graphs.items():
            start = time.perf_counter()
            sess.run(step, fed)
            taken[way].append(time.perf_counter() - start)
    medians = {way: np.median(seconds) for way, seconds in taken.items()}
    shaped = next(iter(fed.values())).reshape(-1, 36, 36)
    with graph.x.graph.as_default():
        chosen = condense(graph.x, shaped, set(ancestors(graph.cross_entropy)))
    way = "distinct windows" if chosen.tables_until else "every window"
    assert medians[way] <= 1.25 * min(medians.values()), medians


@pytest.fixture(scope="module")
def weeks():
    """Some of the shipped weather, as (training, validation)."""
    weather = load_weather()
    values = scale(weather.weekly).astype(np.float32)
    seasons = season_labels(weather.dates).astype(np.float32)
    return (values[:160], seasons[:160]), (values[160:200], seasons[160:200])


class Running(tf.nn.rnn_cell.RNNCell):
    """A reader's cell: what it gives out is not what it hands on."""

    state_size, output_size = 3, 2

    def call(self, inputs, state):
        """Mix input and state."""
        kernel = tf.get_variable("kernel", [inputs.shape[1], 3])
        gate = tf.get_variable("gate", [3])
        state = tf.sigmoid(gate) * state + tf.nn.elu(tf.matmul(inputs, kernel))
        return tf.reduce_mean(inputs, 1, keepdims=True) * state[:, 1:], state


class OwnRNN(NamedTuple):
    """A reader's model over sequences."""

    x: tf.Tensor
    y_: tf.Tensor
    cells: tuple[tf.Variable, ...]
    W1: tf.Variable
    cross_entropy: tf.Tensor
    train_step: tf.Operation
    accuracy: tf.Tensor


def own_rnn(run=tf.nn.dynamic_rnn):
    """Two sequences at once, two cells in one loop, a loop that reads a loop, the last states."""
    x = tf.placeholder("float", [None, 5])
    y_ = tf.placeholder("float", [None, 4])
    cells = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.LSTMCell(4), Running()])
    first, last = run(cells, tf.reshape(x, [2, -1, 5]), dtype=tf.float32)
    with tf.variable_scope("second"):
        cell = tf.nn.rnn_cell.GRUCell(6)
        outputs, _ = run(cell, first, dtype=tf.float32)
    W1 = tf.Variable(tf.truncated_normal([6, 4], stddev=0.5))
    logits = tf.matmul(tf.reshape(outputs, [-1, 6]), W1)
    loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logits, labels=y_))
    loss += tf.reduce_mean(tf.square(last[1]))
    train_step = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
    right = tf.equal(tf.argmax(logits, 1), tf.argmax(y_, 1))
    weights = (*cells.trainable_variables, *cell.trainable_variables)
    return OwnRNN(x, y_, weights, W1, loss, train_step, tf.reduce_mean(tf.cast(right, "float")))


@pytest.mark.parametrize(
    "builder",
    [
        pytest.param(partial(weather_rnn, cell="rnn"), id="rnn"),
        *(
            pytest.param(partial(weather_rnn, cell=cell), id=cell, marks=pytest.mark.slow)
            for cell in ("lstm", "gru")
        ),
        own_rnn,
    ],
)
def test_fifty_steps_over_a_sequence_are_those_of_the_graphs_own_nodes(builder, weeks):
    assert_same_training(builder, weeks)


def looped(cell, inputs, dtype):
    """A loop that is not over the sequence: the same cell four times on all of it."""
    flat = tf.reshape(inputs, [-1, inputs.shape[2]])
    zero = cell.zero_state(tf.shape(flat)[0], dtype)
    turned = tf.while_loop(
        lambda i, *_: i < 4,
        lambda i, _, state: (i + 1, *cell(flat, state)),
        (0, cell(flat, zero)[0], zero),
    )
    shape = [2, -1, turned[1].shape[1]]
    return tf.reshape(turned[1], shape), turned[2]


def half(cell, inputs, dtype):
    """Sequences of which all but the first steps are left out."""
    return tf.nn.dynamic_rnn(cell, inputs, sequence_length=[20, 20], dtype=dtype)


def dropping(cell, inputs, dtype):
    """Dropout in the loop, whose random numbers nothing can feed."""
    return tf.nn.dynamic_rnn(tf.nn.rnn_cell.DropoutWrapper(cell, 0.9), inputs, dtype=dtype)


@pytest.mark.parametrize("run", [looped, half, dropping])
def test_a_loop_of_another_kind_is_left_to_its_own_nodes(run, weeks):
    builder = partial(own_rnn, run)
    left = trained(builder, weeks, epochs=1)
    assert not left.is_fast
    assert left.history["epoch"] == [0, 1]


def test_a_session_is_fast_again_after_a_loop_by_its_own_nodes(fonts):
    sess = fresh_session(3)
    graph = logistic()
    sess.run(tf.global_variables_initializer())
    ways = []
    for engine in ("graph", "fast"):
        fit(graph, *fonts, epochs=1, engine=engine, quiet=True)
        sess.run(graph.train_step, feed(graph, as_fed(graph, fonts[0]), 1.0))
        ways.append(sess.taken)
    assert ways[0].startswith("own nodes")
    assert ways[1].startswith("engine")


class Clipped(NamedTuple):
    """An optimizer that clips what is far larger than the gradients of the first steps."""

    optimizer: tf.train.Optimizer

    def minimize(self, loss):
        pairs = self.optimizer.compute_gradients(loss)
        return self.optimizer.apply_gradients([(tf.clip_by_norm(g, 1e3), v) for g, v in pairs])


def other_noise():
    """Noise of another kind than dropout's, whose numbers nothing can feed."""
    return own_model(loss_of_step=lambda loss: loss + 0.01 * tf.random_normal([]) * loss)


@pytest.mark.parametrize(
    "builder", [lambda: own_model(Clipped(tf.train.GradientDescentOptimizer(0.01))), other_noise]
)
def test_a_graph_that_it_cannot_do_is_left_to_its_own_nodes(builder, fonts):
    left = trained(builder, fonts, epochs=1)
    assert not left.is_fast
    assert left.history["epoch"] == [0, 1]


def test_the_loss_is_read_from_the_graph(fonts):
    """The step's loss need not be the one that is named."""
    builder = partial(own_model, loss_of_step=lambda loss: 2 * loss)
    assert_same_training(builder, fonts)


def test_dropouts_numbers_depend_on_the_seed_and_the_epoch(fonts):
    def after(seed):
        sess = fresh_session(0)
        graph = cnn()
        sess.run(tf.global_variables_initializer())
        fit(graph, *fonts, epochs=2, seed=seed, quiet=True)
        return sess.run(graph.W3)

    np.testing.assert_array_equal(after(1), after(1))
    assert (after(1) != after(2)).any()


@settings(max_examples=60)
@given(
    images=st.integers(1, 3).flatmap(
        lambda n: st.lists(st.integers(0, 2), min_size=n * 56, max_size=n * 56)
    ),
    window=st.tuples(st.integers(1, 4), st.integers(1, 4)),
    strides=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    padding=st.sampled_from(["SAME", "VALID"]),
)
def test_windows_are_those_of_tensorflows_convolution(images, window, strides, padding):
    images = np.array(images, np.float32).reshape(-1, 7, 8)
    repeats, table = pixels(images)
    np.testing.assert_array_equal(table[repeats.index, 0], images)
    found, rows = windows(repeats, window, strides, padding)
    assert len({tuple(row) for row in rows.tolist()}) == found.size == len(rows)

    # A kernel with one 1 for each place of the window lists what is in the window.
    places = window[0] * window[1]
    kernel = np.eye(places, dtype=np.float32).reshape(*window, 1, places)
    with tf.Graph().as_default(), tf.Session() as sess:
        steps = [1, *strides, 1]
        seen = sess.run(tf.nn.conv2d(images[..., None], kernel, steps, padding))
    ours = np.append(table[:, 0], 0)[rows][found.index]
    np.testing.assert_array_equal(ours, seen)
