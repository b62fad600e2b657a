"""The forward passes in NumPy alone, beside the session's."""

import re
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tfgraph_course import ch1_getting_started as ch1
from tfgraph_course import ch2_deep_networks as ch2
from tfgraph_course import ch3_convolution as ch3
from tfgraph_course import ch4_recurrent as ch4
from tfgraph_course import tf
from tfgraph_course.datasets import load_fonts, load_weather, scale
from tfgraph_course.errors import CourseError
from tfgraph_course.graphs import weights_of
from tfgraph_course.models import MODELS
from tfgraph_course.predict import forward
from tfgraph_course.predict.trained import about, read_trained
from tfgraph_course.review.runs import probabilities_of
from tfgraph_course.saving import checkpoints
from tfgraph_course.tf1 import fresh_session

# With knobs unlike the book's, so that every side is told apart.
FONTS = {
    "logistic": (ch1.logistic, {}),
    "single_hidden": (ch2.single_hidden, {"hidden": 40}),
    "deep_nn": (ch2.deep_nn, {"hidden": (30, 20)}),
    "cnn": (ch3.cnn, {"filters": 3, "hidden": 12, "window": 4}),
    "deep_cnn": (ch3.deep_cnn, {"filters": (7, 3), "hidden": 12, "window": 3}),
}


def of_model(name):
    """A model's name, marked with its chapter."""
    chapter = FONTS[name][0].__module__.rpartition(".")[2][:3]
    return pytest.param(name, marks=getattr(pytest.mark, chapter))


def saved(path, builder, names=(), images=None, **knobs):
    """A graph with random weights and biases, saved by name and in the book's order."""
    sess = fresh_session(1)
    graph = builder(**knobs)
    sess.run(tf.global_variables_initializer())
    random = np.random.default_rng(0)
    for variable in weights_of(graph).values():
        noise = random.normal(size=variable.shape.as_list(), scale=0.1)
        variable.load(variable.eval() + noise, sess)
    checkpoints.save_all(graph, path / "weights.npz")
    extra = about(builder.__name__, names, images) if names else None
    checkpoints.save_all(graph, path / "weights_by_name.npz", by_name=True, about=extra)
    return graph


@pytest.mark.parametrize("name", [of_model(name) for name in FONTS])
def test_a_font_model_says_what_the_session_says_of_every_image(name, tmp_path):
    images = load_fonts().images
    graph = saved(tmp_path, *FONTS[name][:1], **FONTS[name][1])
    expected = probabilities_of(graph, images)
    assert expected.max(1).std() > 0.01  # not the same for all
    for file in ("weights.npz", "weights_by_name.npz"):
        model = read_trained(tmp_path / file)
        assert (model.model.name, model.classes) == (name, [f"font {i}" for i in range(5)])
        said = model.probabilities(images)
        assert said.dtype == np.float32
        np.testing.assert_allclose(said, expected, atol=1e-5)


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
@pytest.mark.ch4
def test_the_weathers_network_says_it_over_the_whole_record(cell, tmp_path):
    weeks = scale(load_weather().weekly).astype(np.float32)
    graph = saved(tmp_path, ch4.weather_rnn, cell=cell)
    for file in ("weights.npz", "weights_by_name.npz"):
        model = read_trained(tmp_path / file)
        assert (model.model.name, model.classes[0]) == ("weather_rnn", "spring")
        assert model.form.forward == f"weather_{cell}"
        np.testing.assert_allclose(
            model.probabilities(weeks), probabilities_of(graph, weeks), atol=1e-4
        )


@pytest.mark.parametrize("size", [28, 30, 37, 39])
@pytest.mark.parametrize("name", [of_model(name) for name in ["logistic", "cnn", "deep_cnn"]])
def test_sizes_that_weights_do_not_show_are_kept_beside_them(name, size, tmp_path):
    images = np.random.default_rng(2).uniform(size=(6, size, size)).astype(np.float32)
    names = [f"f{i}" for i in range(8)]
    builder, knobs = FONTS[name]
    graph = saved(tmp_path, builder, names, images, **knobs, size=size, classes=8)
    model = read_trained(tmp_path)
    assert (model.manner.size, model.classes) == (size, names)
    np.testing.assert_allclose(
        model.probabilities(images), probabilities_of(graph, images), atol=1e-5
    )
    unnamed = read_trained(tmp_path / "weights.npz")
    poolings = {"logistic": 1, "cnn": 2, "deep_cnn": 4}[name]
    assert unnamed.manner.size == size // poolings * poolings


@settings(max_examples=25)
@given(st.integers(1, 6), st.integers(1, 9), st.integers(1, 9), st.integers(1, 3))
@pytest.mark.ch3
@pytest.mark.quick
def test_a_convolution_and_a_pooling_are_tensorflows(window, height, width, channels):
    random = np.random.default_rng(window * 1000 + height * 100 + width)
    x = random.normal(size=(2, height, width, channels)).astype(np.float32)
    W = random.normal(size=(window, max(1, window - 1), channels, 4)).astype(np.float32)
    fresh_session(0)
    conv = tf.nn.conv2d(x, W, strides=[1, 1, 1, 1], padding="SAME").eval()
    np.testing.assert_allclose(forward.conv2d(x, W), conv, atol=1e-4)
    if min(height, width) > 1:
        pool = tf.nn.max_pool(x, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="VALID").eval()
        np.testing.assert_array_equal(forward.max_pool(x), pool)


@pytest.mark.quick
def test_large_numbers_do_not_overflow():
    far = np.array([[1e4, -1e4, 0]], np.float32)
    with np.errstate(all="raise", under="ignore"):
        np.testing.assert_array_equal(forward.sigmoid(far), [[1, 0, 0.5]])
        np.testing.assert_array_equal(forward.softmax(far), [[1, 0, 0]])


@pytest.mark.ch3
@pytest.mark.quick
def test_a_saved_model_goes_back_into_its_graph(tmp_path):
    """The other arrays beside the weights are not taken for weights."""
    graph = saved(tmp_path, ch3.cnn, list("abcde"), load_fonts().images[:50])
    with np.load(tmp_path / "weights_by_name.npz") as arrays:
        assert {"about/classes", "about/size", "about/letters"} <= set(arrays.files)
    before = graph.W2.eval()
    graph.W2.load(before * 0, tf.get_default_session())
    checkpoints.load_all(graph, tmp_path / "weights_by_name.npz")
    np.testing.assert_array_equal(graph.W2.eval(), before)


FORMS = {form.forward: (model, form) for model in MODELS.values() for form in model.forms}


def shapes_of(name):
    """Small ones: images of 4 pixels a side, three classes, layers of 2."""
    sides = {
        "pixels": 16, "classes": 3, "hidden": 2, "hidden1": 2, "hidden2": 2, "window": 3,
        "filters": 2, "filters1": 2, "filters2": 2, "features": 2 * (4 if name == "cnn" else 1),
        "state_size": 2, "5+state_size": 7, "2state_size": 4, "4state_size": 8,
    }
    return {
        key: tuple(sides[term] if term in sides else int(term) for term in spec.split())
        for key, spec in FORMS[name][1].weights.items()
    }


@settings(max_examples=300)
@given(
    st.sampled_from(list(FORMS)),
    st.sampled_from([1e-45, 1.0, 1e18, 1e19, 1e30, 1e38, 3.4e38, 1e39, 1e300]),
    st.sampled_from([0.0, 0.5, 1.0]),
    st.sampled_from([np.float32, np.float64]),
    st.integers(0, 99),
)
def test_every_file_of_weights_gives_probabilities_or_one_sentence(
    tmp_path_factory, name, scale, same, dtype, seed
):
    """Without a warning of NumPy's, however large the weights are, or whatever their signs."""
    random = np.random.default_rng(seed)
    with np.errstate(over="ignore"):
        weights = {
            key: (scale * random.uniform(2 * same - 1, 1, shape)).astype(dtype)
            for key, shape in shapes_of(name).items()
        }
    path = tmp_path_factory.mktemp("weights") / "weights.npz"
    np.savez(path, **weights)
    x = random.uniform(size=(3, 5) if FORMS[name][0].sees == "weeks" else (3, 4, 4))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            y = read_trained(path).probabilities(x.astype(np.float32))
        except CourseError as fault:
            assert scale >= 1e18, fault  # no model that was trained is refused
            assert re.search(r"weights\.npz: .*too large for float32.*\.$", str(fault))
        else:
            assert y.shape == (3, y.shape[1]) and np.isfinite(y).all() and (y >= 0).all()
            np.testing.assert_allclose(y.sum(1), 1, atol=1e-4)


@pytest.mark.quick
def test_weights_that_float32_cannot_hold_are_not_loaded(tmp_path):
    graph = saved(tmp_path, ch1.logistic)
    before = graph.b.eval()
    for number in (1e300, np.nan, -np.inf):
        np.savez(tmp_path / "large.npz", W=np.full((1296, 5), number), b=np.ones(5))
        with pytest.raises(CourseError, match=r"large\.npz: array W holds .* too large for W; "):
            checkpoints.load_all(graph, tmp_path / "large.npz")
        np.testing.assert_array_equal(graph.b.eval(), before)


def broken_models(tmp_path):
    """Files that are not a model of the course, and the message for each."""
    W, b = np.zeros((1296, 5), np.float32), np.zeros(5, np.float32)
    about = {"size": 36, "letters": np.zeros((2, 8, 8), np.uint8), "boxes": np.ones((2, 2)),
             "places": np.zeros((1, 2), int), "classes": np.array(list("abcde"))}
    files = {
        "short.npz": ({"W": W}, "not the weights of a model"),
        "other.npz": ({"W": W, "b": b, "c": b}, "not the weights of a model"),
        "oblong.npz": ({"W": W[:1200], "b": b}, "not the weights of a model"),
        "unlike.npz": ({"W": W, "b": b[:4]}, "not the weights of a model"),
        "words.npz": ({"W": W.astype(str), "b": b}, "not the weights of a model"),
        "nan.npz": ({"W": W + np.nan, "b": b}, "NaN, infinite or too large"),
        "large.npz": ({"W": W + np.float64(1e300), "b": b}, "NaN, infinite or too large"),
        "nothing.npz": ({}, "(none)"),
    }
    wrong = {
        "size": [35, 36.0, np.array([36])], "letters": [np.zeros((2, 8, 8)), np.zeros((1, 8, 8))],
        "boxes": [np.zeros((2, 2)), np.ones(2), np.full((2, 2), np.inf), np.full((2, 2), np.nan),
                  np.full((2, 2), 1e300), np.full((2, 2), 1e-300), np.array(3.0)],
        "places": [np.zeros((0, 2), int), np.zeros((10, 2), int), np.zeros(2, int),
                   np.full((1, 2), 2**62), np.full((1, 2), -(2**63)), np.full((1, 2), 37)],
        "classes": [np.arange(5), np.array(["a"]), np.array(list("abcd\a"))],
    }
    for key, values in wrong.items():
        for i, value in enumerate(values):
            arrays = {f"about/{k}": v for k, v in (about | {key: value}).items()}
            files[f"{key}{i}.npz"] = ({"W": W, "b": b, **arrays}, key)
    for name, (arrays, _) in files.items():
        np.savez(tmp_path / name, **arrays)
    return {name: told for name, (_, told) in files.items()}


@pytest.mark.quick
def test_what_is_no_model_of_the_course_is_said(tmp_path):
    for name, told in broken_models(tmp_path).items():
        with pytest.raises(CourseError) as refused:
            read_trained(tmp_path / name)
        message = str(refused.value)
        assert message.startswith(str(tmp_path / name)) and told in message, message
        assert "\n" not in message and message.endswith(".")
    with pytest.raises(CourseError, match="folder of a finished run"):
        read_trained(tmp_path)
