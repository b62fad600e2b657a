"""Chapter 2: a neuron, one hidden layer, two hidden layers."""

import numpy as np
import pytest

from tfgraph_course import ch2_deep_networks as ch2
from tfgraph_course import tf
from tfgraph_course.training.loop import fit

pytestmark = pytest.mark.ch2


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def test_neuron_as_numpy_does_it(sess):
    graph = ch2.neuron()
    sess.run(tf.global_variables_initializer())
    x1, x2, x3 = sess.run([graph.x1, graph.x2, graph.x3])
    got = sess.run([graph.sqx2, graph.logx1, graph.sigx3, graph.n1])
    expected = [x2**2, np.log(x1), sigmoid(x3), sigmoid(0.1 * x1 + 0.2 * x2)]
    np.testing.assert_allclose(got, expected, rtol=1e-5)


def test_single_hidden_as_numpy_does_it(sess, small_data):
    pixels = small_data[0].reshape(-1, 1296)
    graph = ch2.single_hidden(hidden=7)
    sess.run(tf.global_variables_initializer())
    W1, b1, W2, b2 = sess.run([graph.W1, graph.b1, graph.W2, graph.b2])
    logits = sigmoid(pixels @ W1 + b1) @ W2 + b2
    y = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    np.testing.assert_allclose(graph.y.eval({graph.x: pixels}), y, atol=1e-5)


@pytest.mark.parametrize("builder", [ch2.single_hidden, ch2.deep_nn])
def test_loss_falls_on_separable_data(sess, small_data, builder):
    graph = builder(rate=0.5, loss="logits")
    sess.run(tf.global_variables_initializer())
    feed = {graph.x: small_data[0].reshape(-1, 1296), graph.y_: small_data[1]}
    before = graph.cross_entropy.eval(feed)
    history = fit(graph, small_data, small_data, epochs=300, quiet=True)
    assert graph.cross_entropy.eval(feed) < before / 2
    assert history["test_acc"][-1] > 0.9
