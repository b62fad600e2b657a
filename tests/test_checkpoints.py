"""Keeping: save, spoil, restore, compare; and refusing what does not fit."""

import re

import numpy as np
import pytest

from tfgraph_course import ch2_deep_networks as ch2
from tfgraph_course import ch3_convolution as ch3
from tfgraph_course import tf
from tfgraph_course.errors import CourseError
from tfgraph_course.files.atomic import make_folder
from tfgraph_course.graphs import weights_of
from tfgraph_course.saving import checkpoints
from tfgraph_course.training.session import fresh_session

pytestmark = pytest.mark.ch3

KEEPERS = {
    "saver": (checkpoints.save, checkpoints.restore, "model.ckpt"),
    "npz": (checkpoints.save_all, checkpoints.load_all, "weights.npz"),
    "npz by name": (
        lambda graph, path: checkpoints.save_all(graph, path, by_name=True),
        checkpoints.load_all,
        "weights.npz",
    ),
}


@pytest.fixture(params=KEEPERS)
def keeper(request, tmp_path):
    save, load, name = KEEPERS[request.param]
    return save, load, tmp_path / name


def initialized(builder, seed=0, **knobs):
    sess = fresh_session(seed)
    graph = builder(**knobs)
    sess.run(tf.global_variables_initializer())
    return graph


def weights(graph):
    return tf.get_default_session().run(weights_of(graph))


def test_saved_spoiled_and_restored_weights_are_the_same(keeper):
    save, load, path = keeper
    graph = initialized(ch3.cnn)
    before = weights(graph)
    save(graph, path)
    for variable in weights_of(graph).values():
        variable.load(np.full(variable.shape.as_list(), 7.0), tf.get_default_session())
    load(graph, path)
    for name, value in weights(graph).items():
        np.testing.assert_array_equal(value, before[name])


def test_another_process_of_another_seed_restores_them(keeper):
    save, load, path = keeper
    graph = initialized(ch3.deep_cnn, seed=1)
    before = weights(graph)
    save(graph, path)
    graph = initialized(ch3.deep_cnn, seed=2)
    load(graph, path)
    for name, value in weights(graph).items():
        np.testing.assert_array_equal(value, before[name])


def test_the_wrong_graph_is_told_which_array_does_not_fit(keeper):
    save, load, path = keeper
    save(initialized(ch3.cnn), path)
    graph = initialized(ch3.cnn, hidden=16)
    before = weights(graph)
    with pytest.raises(CourseError, match=r"(W2|arr_2)") as refused:
        load(graph, path)
    assert "1296" in str(refused.value) and "16" in str(refused.value)
    for name, value in weights(graph).items():  # and nothing was changed
        np.testing.assert_array_equal(value, before[name])


def test_a_graph_with_fewer_or_more_arrays_is_refused(tmp_path):
    checkpoints.save_all(initialized(ch2.single_hidden), tmp_path / "two.npz")
    checkpoints.save(initialized(ch2.single_hidden), tmp_path / "two.ckpt")
    deep = initialized(ch2.deep_nn, hidden=(128, 5))
    with pytest.raises(CourseError, match="arr_4 for W3"):
        checkpoints.load_all(deep, tmp_path / "two.npz")
    with pytest.raises(CourseError, match="no W3"):
        checkpoints.restore(deep, tmp_path / "two.ckpt")
    checkpoints.save_all(deep, tmp_path / "three.npz")
    with pytest.raises(CourseError, match="no variable for array arr_4"):
        checkpoints.load_all(initialized(ch2.single_hidden, hidden=128), tmp_path / "three.npz")


def test_a_missing_checkpoint_is_one_sentence(tmp_path, sess):
    with pytest.raises(CourseError, match="no complete checkpoint"):
        checkpoints.restore(ch3.cnn(), tmp_path / "absent.ckpt")


def test_the_books_load_all_reads_our_npz(tmp_path):
    """arr_0 ... arr_5 are W1, b1, W2, b2, W3, b3."""
    graph = initialized(ch3.cnn)
    checkpoints.save_all(graph, tmp_path / "conv1.npz")
    with np.load(tmp_path / "conv1.npz") as data:
        nodes = (graph.W1, graph.b1, graph.W2, graph.b2, graph.W3, graph.b3)
        for i, node in enumerate(nodes):
            np.testing.assert_array_equal(data[f"arr_{i}"], node.eval())
        assert len(data.files) == 6


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match="--out"):
        make_folder(tmp_path / "file" / "run")


def test_a_damaged_checkpoint_is_refused_or_does_no_harm(tmp_path):
    """Some bits of the index are never read; all others have a checksum."""
    graph = initialized(ch2.single_hidden)
    checkpoints.save(graph, tmp_path / "model.ckpt")
    saved, before = weights(graph), {name: 7 * value for name, value in weights(graph).items()}
    files = [*tmp_path.glob("model.ckpt.*-*"), tmp_path / "model.ckpt.index"]
    assert len(files) == 2
    refused = dict.fromkeys(files, 0)
    random = np.random.default_rng(0)
    for _ in range(100):
        file = files[random.integers(2)]
        whole = file.read_bytes()
        damaged = bytearray(whole)
        damaged[random.integers(len(whole))] ^= 1 << random.integers(8)
        file.write_bytes(
            damaged[: random.integers(1, len(whole))] if random.random() < 0.3 else damaged
        )
        for name, variable in weights_of(graph).items():
            variable.load(before[name], tf.get_default_session())
        expected = saved
        try:
            checkpoints.restore(graph, tmp_path / "model.ckpt")
        except CourseError as fault:
            assert re.search("damaged;|no complete checkpoint", str(fault))
            refused[file] += 1
            expected = before
        for name, value in weights(graph).items():
            np.testing.assert_array_equal(value, expected[name])
        file.write_bytes(whole)
    assert all(refused.values())
    files[0].unlink()
    with pytest.raises(CourseError, match="damaged"):
        checkpoints.restore(graph, tmp_path / "model.ckpt")
