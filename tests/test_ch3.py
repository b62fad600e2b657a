"""Chapter 3: convolution, pooling, the CNN and the deeper CNN."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tfgraph_course import ch3_convolution as ch3
from tfgraph_course import tf
from tfgraph_course.training.loop import fit
from tfgraph_course.training.session import fresh_session

pytestmark = pytest.mark.ch3


def conv_same(image, W, b):
    """Convolve [h, w] with [k, l, 1, n], zeros around, add b and take relu: one loop."""
    k, columns, _, n = W.shape
    top, left = (k - 1) // 2, (columns - 1) // 2
    padded = np.pad(image, ((top, k - 1 - top), (left, columns - 1 - left)))
    out = np.zeros((*image.shape, n))
    for i, j in np.ndindex(image.shape):
        out[i, j] = np.tensordot(padded[i : i + k, j : j + columns], W[:, :, 0], axes=2) + b
    return np.maximum(out, 0)


def pool_valid(h):
    """Take the maximum of each whole 2 x 2."""
    rows, columns = h.shape[0] // 2, h.shape[1] // 2
    return h[: 2 * rows, : 2 * columns].reshape(rows, 2, columns, 2, -1).max((1, 3))


@given(
    size=st.integers(2, 11),
    window=st.integers(1, 5),
    filters=st.integers(1, 3),
    batch=st.integers(1, 3),
)
@settings(max_examples=25)
def test_convolution_and_pooling_as_numpy_does_them(size, window, filters, batch):
    sess = fresh_session(0)
    graph = ch3.conv_pool(filters, window, size)
    sess.run(tf.global_variables_initializer())
    images = np.random.default_rng(size).normal(size=(batch, size, size))
    W1, b1, h1, p1, p1f = sess.run(
        [graph.W1, graph.b1, graph.h1, graph.p1, graph.p1f], {graph.x: images}
    )
    assert p1.shape == (batch, size // 2, size // 2, filters)
    np.testing.assert_array_equal(p1f, p1.reshape(batch, -1))
    for k in range(batch):
        expected = conv_same(images[k], W1, b1)
        np.testing.assert_allclose(h1[k], expected, atol=1e-4)
        np.testing.assert_allclose(p1[k], pool_valid(expected), atol=1e-4)


@given(batch=st.integers(1, 5))
@settings(max_examples=5)
def test_any_batch_size_gives_as_many_distributions(batch):
    sess = fresh_session(0)
    graph = ch3.deep_cnn(filters=(2, 2), hidden=4)
    sess.run(tf.global_variables_initializer())
    images = np.random.default_rng(batch).uniform(size=(batch, 36, 36))
    y = graph.y.eval({graph.x: images, graph.keep_prob: 1.0})
    assert y.shape == (batch, 5)
    np.testing.assert_allclose(y.sum(1), 1, rtol=1e-5)


def test_dropout_keeps_all_to_measure_and_half_to_train(sess, small_data):
    graph = ch3.cnn()
    sess.run(tf.global_variables_initializer())
    x = {graph.x: small_data[0]}
    h2 = graph.h2.eval(x)
    np.testing.assert_array_equal(graph.h2_drop.eval({**x, graph.keep_prob: 1.0}), h2)
    dropped = graph.h2_drop.eval({**x, graph.keep_prob: 0.5})
    kept = dropped != 0
    np.testing.assert_allclose(dropped[kept], 2 * h2[kept], rtol=1e-6)
    assert kept.sum() == pytest.approx((h2 != 0).sum() / 2, rel=0.2)


@pytest.mark.parametrize("builder", [ch3.cnn, ch3.deep_cnn])
def test_loss_falls_on_separable_data(sess, small_data, builder):
    graph = builder(rate=0.05, loss="logits")
    sess.run(tf.global_variables_initializer())
    feed = {graph.x: small_data[0], graph.y_: small_data[1], graph.keep_prob: 1.0}
    before = graph.cross_entropy.eval(feed)
    fit(graph, small_data, small_data, epochs=100, quiet=True)
    assert graph.cross_entropy.eval(feed) < before / 2
