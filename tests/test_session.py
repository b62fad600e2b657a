"""The course's session gives what TensorFlow's gives, whichever way a run is taken."""

import functools
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tfgraph_course import tf
from tfgraph_course.tf1 import sessions
from tfgraph_course.training.session import Session

EXAMPLES = 40
RANDOM = np.random.default_rng(0)
LABELS = np.eye(3)[np.arange(EXAMPLES) % 3]


class Nodes(NamedTuple):
    """A small graph of some kind."""

    x: tf.Tensor
    y_: tf.Tensor
    keep_prob: tf.Tensor
    logits: tf.Tensor
    loss: tf.Tensor
    accuracy: tf.Tensor
    step: tf.Operation


def small(kind):
    """A graph that is built of what one kind of model is built of."""
    x = tf.placeholder("float", [None, 36])
    y_ = tf.placeholder("float", [None, 3])
    keep_prob = tf.placeholder("float")
    h, size = x, 36
    if kind == "convolution":
        W = tf.Variable(tf.truncated_normal([3, 3, 1, 2]))
        h = tf.nn.relu(tf.nn.conv2d(tf.reshape(x, [-1, 6, 6, 1]), W, [1, 1, 1, 1], "SAME"))
        h, size = tf.reshape(tf.nn.max_pool(h, [1, 2, 2, 1], [1, 2, 2, 1], "VALID"), [-1, 18]), 18
    if kind == "recurrent":
        cell = tf.nn.rnn_cell.BasicRNNCell(4)
        outputs, _ = tf.nn.dynamic_rnn(cell, tf.reshape(x, [1, -1, 36]), dtype=tf.float32)
        h, size = tf.reshape(outputs, [-1, 4]), 4
    if kind in ("dropout", "convolution"):
        W1 = tf.Variable(tf.truncated_normal([size, 8]))
        h, size = tf.nn.dropout(tf.sigmoid(tf.matmul(h, W1)), keep_prob), 8
    use_resource = kind == "resources"
    zero = tf.zeros([3])  # two variables may start from one tensor
    b = tf.Variable(zero, use_resource=use_resource)
    W2 = tf.Variable(tf.truncated_normal([size, 3]), use_resource=use_resource)
    logits = tf.matmul(h, W2) + b + tf.Variable(zero, use_resource=use_resource)
    loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logits, labels=y_))
    optimizer = tf.train.AdamOptimizer(0.01)
    if kind != "resources":
        optimizer = tf.train.GradientDescentOptimizer(0.1)
    count = tf.train.get_or_create_global_step()
    step = optimizer.minimize(loss, global_step=count)
    right = tf.equal(tf.argmax(logits, 1), tf.argmax(y_, 1))
    return Nodes(x, y_, keep_prob, logits, loss, tf.reduce_mean(tf.cast(right, "float")), step)


KINDS = ["dense", "dropout", "convolution", "recurrent", "resources"]


class Both:
    """One graph in TensorFlow's session and in the course's, which are asked the same."""

    def __init__(self, kind):
        with tf.Graph().as_default() as self.graph:
            tf.set_random_seed(7)
            self.nodes, self.saver = small(kind), tf.train.Saver()
            self.init, self.variables = tf.global_variables_initializer(), tf.global_variables()
        self.sessions = sessions.Session(graph=self.graph), Session(graph=self.graph)
        self.ours = self.sessions[1].runs.stand_in
        self.ours.at_once = True
        self.ways = set()
        self.arrays = RANDOM.random((EXAMPLES, 36)), RANDOM.random((EXAMPLES // 2, 36))

    def ask(self, fetches, feed=None):
        """Run fetches in both sessions; fail unless they give the same."""
        plain, ours = (sess.run(fetches, feed) for sess in self.sessions)
        self.ways.add(self.ours.taken[:6])
        for a, b in zip(tf.nest.flatten(plain), tf.nest.flatten(ours), strict=True):
            if a is not None:
                np.testing.assert_allclose(b, a, rtol=1e-3, atol=1e-4)

    def feed(self, array, keep_prob=0.5):
        x, y_, kept = self.nodes[:3]
        return {x: array, y_: LABELS[: len(array)], kept: keep_prob}

    def begin(self):
        self.sessions[0].run(self.init)
        values = self.sessions[0].run(self.variables)
        for sess in self.sessions:
            for variable, value in zip(self.variables, values, strict=True):
                variable.load(value, sess)


def step(both, folder):
    both.ask(both.nodes.step, both.feed(both.arrays[0]))


def measure(both, folder):
    for array in both.arrays:
        both.ask(both.nodes.accuracy, both.feed(array, 1.0))
        both.ask(both.nodes.loss, both.feed(array, 1.0))


def measure_with_dropout(both, folder):
    both.ask(both.nodes.loss, both.feed(both.arrays[0], 0.7))


def measure_at_once(both, folder):
    both.ask([both.nodes.loss, both.nodes.logits], both.feed(both.arrays[0], 1.0))
    both.ask((both.nodes.loss, both.nodes.accuracy), both.feed(both.arrays[0], 0.8))


def step_and_measure_at_once(both, folder):
    both.ask([both.nodes.step, both.nodes.loss, both.nodes.accuracy], both.feed(both.arrays[0]))


def look(both, folder):
    both.ask(both.variables)
    both.ask(both.nodes.logits, both.feed(both.arrays[1], 1.0))


def change_in_place(both, folder):
    both.arrays[0][3:5] += 0.25


def take_other_arrays(both, folder):
    both.arrays = RANDOM.random((EXAMPLES, 36)), both.arrays[1]


def take_views(both, folder):
    whole, part = both.arrays
    both.arrays = whole.reshape(-1, 6, 6).reshape(-1, 36), part[:]


def take_arrays_that_nobody_can_write_to(both, folder):
    arrays = [array.copy() for array in both.arrays]
    for array in arrays:
        array.flags.writeable = False
    both.arrays = tuple(arrays)


def load(both, folder):
    for sess in both.sessions:
        both.variables[0].load(np.full(both.variables[0].shape, 0.1), sess)


def save_and_restore(both, folder):
    path = both.saver.save(both.sessions[1], str(folder / "model"))
    step(both, folder)
    for sess in both.sessions:
        both.saver.restore(sess, path)


def grow(both, folder):
    with both.graph.as_default():
        both.ask(tf.reduce_max(both.nodes.logits), both.feed(both.arrays[0], 1.0))


CHANGES = [
    take_other_arrays, take_views, take_arrays_that_nobody_can_write_to, change_in_place, grow,
]
ACTIONS = 4 * [step, measure, measure_with_dropout, measure_at_once, step_and_measure_at_once,
               look, load, save_and_restore] + CHANGES
both_with = functools.cache(Both)


def check(kind, examples, folder):
    """Draw and run sequences of actions for a kind of graph."""

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.sampled_from(ACTIONS), min_size=2, max_size=10))
    def holds(actions):
        both = both_with(kind)
        both.begin()
        for action in actions:
            if action is change_in_place and not both.arrays[0].flags.writeable:
                action = take_other_arrays
            action(both, folder)
        look(both, folder)

    holds()
    assert both_with(kind).ways >= {"engine", "own no"}


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_done_the_values_are_those_of_tensorflows_session(kind, tmp_path):
    # 100 of them; those whose graphs take longest to build are fewer
    check(kind, {"recurrent": 5, "convolution": 11}.get(kind, 28), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_two_thousand_sequences_of_actions(kind, tmp_path):
    check(kind, 400, tmp_path)


def test_a_step_and_what_is_measured_with_it_may_be_one_run(tmp_path):
    both = both_with("dense")
    both.begin()
    for _ in range(3):
        step_and_measure_at_once(both, tmp_path)
    assert both.ours.taken.startswith("engine")
    seconds, built = both.ours._build_seconds, both.ours._builder.built
    step_and_measure_at_once(both, tmp_path)
    assert both.ours._build_seconds == seconds  # nothing was built, or looked at again
    both.ask([both.nodes.step, both.nodes.logits], both.feed(both.arrays[1]))
    assert both.ours.taken.startswith("own nodes: a faster version cannot be built")
    assert both.ours._builder.built == built  # not the step of these arrays either
    with both.graph.as_default():
        # TensorFlow may read the variable for this before or after the step.
        again = tf.reduce_mean(tf.matmul(both.nodes.x, both.variables[1].read_value()))
    both.sessions[1].run([both.nodes.step, again], both.feed(both.arrays[0]))
    assert both.ours.taken == "own nodes"
