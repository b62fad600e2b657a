"""Chapter 1: simple computations, logistic regression."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfgraph_course import ch1_getting_started as ch1
from tfgraph_course import tf

pytestmark = [pytest.mark.ch1, pytest.mark.quick]


@pytest.fixture
def simple(sess):
    graph = ch1.simple()
    sess.run(tf.global_variables_initializer())
    return graph


def test_simple_computations_give_the_books_values(simple):
    assert (simple.c.eval(), simple.d.eval(), simple.E.eval()) == (3, 2, 4)
    np.testing.assert_array_equal(simple.V3.eval(), [4, 6])
    np.testing.assert_array_equal(simple.M2.eval(), [[1, 4]])
    np.testing.assert_array_equal(simple.NN.eval(), [[7, 10], [15, 22]])
    shapes = [node.shape.as_list() for node in (simple.V1, simple.M, simple.N, simple.K)]
    assert shapes == [[2], [1, 2], [2, 2], [1, 2, 2]]


def test_several_fetches_come_from_one_run(simple):
    values = tf.get_default_session().run([simple.b, simple.c, simple.d, simple.E])
    assert values == [2, 3, 2, 4]


def test_E_is_d_plus_b_for_any_fed_d(simple):
    @given(d=st.integers(-(2**31), 2**31 - 1))
    def check(d):
        # int32 wraps around
        assert simple.E.eval(feed_dict={simple.d: d}) == (d + 2 + 2**31) % 2**32 - 2**31

    check()


def test_a_float_fed_to_an_int_node_is_truncated(simple):
    @given(d=st.floats(-(2**30), 2**30))
    def check(d):
        assert simple.E.eval(feed_dict={simple.d: d}) == int(d) + 2

    check()


def softmax(scores):
    e = np.exp(scores - scores.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


@pytest.mark.parametrize("loss", ["book", "logits"])
def test_one_step_of_logistic_regression_as_numpy_does_it(sess, small_data, loss):
    pixels, onehot = small_data[0].reshape(-1, 1296).astype(np.float64), small_data[1]
    graph = ch1.logistic(rate=0.5, loss=loss)
    sess.run(tf.global_variables_initializer())
    W = np.random.default_rng(1).normal(0, 0.01, (1296, 5))
    graph.W.load(W, sess)
    feed = {graph.x: pixels, graph.y_: onehot}

    y = softmax(pixels @ W)
    scores = y if loss == "book" else pixels @ W
    expected = -np.mean(np.sum(onehot * np.log(softmax(scores)), 1))
    assert graph.cross_entropy.eval(feed) == pytest.approx(expected, rel=1e-5)

    gradient = (softmax(scores) - onehot) / len(pixels)  # of the scores
    if loss == "book":  # on through the first softmax
        gradient = y * (gradient - np.sum(gradient * y, 1, keepdims=True))
    graph.train_step.run(feed)
    np.testing.assert_allclose(graph.W.eval(), W - 0.5 * pixels.T @ gradient, atol=1e-6)
    np.testing.assert_allclose(graph.b.eval(), -0.5 * gradient.sum(0), atol=1e-6)
