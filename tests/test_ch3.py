"""Chapter 3: convolution, pooling, the CNN and the deeper CNN."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tfgraph_course import ch3_convolution as ch3
from tfgraph_course import tf
from tfgraph_course.checkpoints import weight_table
from tfgraph_course.tf1 import fresh_session
from tfgraph_course.training import fit

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
@settings(max_examples=25, deadline=None)
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


def test_erratum_the_first_axis_is_the_batch(sess):
    """The text calls the first axis of its [1, 10, 10] image the channels."""
    graph = ch3.conv_pool()
    sess.run(tf.global_variables_initializer())
    assert graph.h1.eval({graph.x: np.zeros((4, 10, 10))}).shape == (4, 10, 10, 2)
    assert graph.x_im.shape[3].value == 1


def test_erratum_the_deep_cnn_has_11305_weights(sess):
    """The text's 10,765 leave out that the second window spans 16 channels."""
    counts = {name: count for name, _, count in weight_table(ch3.deep_cnn())}
    assert sum(counts.values()) == 11_305
    forgotten = counts["W2"] - counts["W2"] // 16  # 576 - 36
    assert sum(counts.values()) - forgotten == 10_765


def test_erratum_the_second_convolution_takes_the_name_h1(sess):
    graph = ch3.deep_cnn()
    assert graph.h1_first.shape.as_list() == [None, 36, 36, 16]
    assert graph.h1.shape.as_list() == [None, 18, 18, 4]
    assert graph.p2.shape.as_list() == [None, 9, 9, 4]


def test_erratum_a_5x5_comment_stands_on_a_3x3_window(sess):
    assert ch3.deep_cnn().W1.shape.as_list() == [3, 3, 1, 16]


def test_erratum_rows_of_the_output_weights_are_neurons(sess):
    """Chapter 3 says that rows are classes; chapter 2, rightly, that columns are."""
    assert ch3.deep_cnn().W4.shape.as_list() == [32, 5]


def test_erratum_losses_by_position(sess):
    """The text's order is (logits, labels); compat.v1 alone would take them swapped."""
    logits = np.array([[2.0, 0.0, -1.0]], np.float32)
    labels = np.array([[0.0, 1.0, 0.0]], np.float32)
    by_position = tf.nn.softmax_cross_entropy_with_logits(logits, labels).eval()
    expected = np.log(np.exp(logits).sum()) - logits[0, 1]
    np.testing.assert_allclose(by_position, [expected], rtol=1e-6)


@given(batch=st.integers(1, 5))
@settings(max_examples=5, deadline=None)
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
