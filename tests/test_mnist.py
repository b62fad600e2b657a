"""`read_data_sets`: MNIST's own files, and what stands in for them."""

import gzip
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfgraph_course.tf1.mnist import input_data as mnist


def write_mnist(folder, train=60, test=20, pack=gzip.compress):
    """Write the four idx files with numbered images; return their contents."""
    random = np.random.default_rng(0)
    arrays = []
    for n in (train, test):
        images = random.integers(0, 256, (n, 28, 28), np.uint8)
        arrays += [images, (np.arange(n) % 10).astype(np.uint8)]
    for name, array in zip(mnist.FILES, arrays, strict=True):
        head = struct.pack(f">{1 + array.ndim}I", 2048 + array.ndim, *array.shape)
        content = head + array.tobytes()
        if pack is None:
            (folder / name.removesuffix(".gz")).write_bytes(content)
        else:
            (folder / name).write_bytes(pack(content))
    return arrays


@pytest.mark.parametrize("pack", [gzip.compress, None])
def test_the_four_files_are_read(tmp_path, pack, capsys):
    images, labels, test_images, test_labels = write_mnist(tmp_path, pack=pack)
    data = mnist.read_data_sets(str(tmp_path), one_hot=True, validation_size=10)
    assert (data.train.num_examples, data.validation.num_examples) == (50, 10)
    np.testing.assert_allclose(data.train.images, images[10:].reshape(50, 784) / 255, rtol=1e-6)
    np.testing.assert_allclose(data.test.images, test_images.reshape(20, 784) / 255, rtol=1e-6)
    assert data.train.images.dtype == np.float32
    np.testing.assert_array_equal(data.validation.labels.argmax(1), labels[:10])
    np.testing.assert_array_equal(data.test.labels.argmax(1), test_labels)
    raw = mnist.read_data_sets(tmp_path, dtype=np.uint8, reshape=False, validation_size=0)
    np.testing.assert_array_equal(raw.train.images[..., 0], images)
    np.testing.assert_array_equal(raw.train.labels, labels)
    assert capsys.readouterr().err == ""


@given(size=st.integers(1, 40), batches=st.integers(1, 12), shuffle=st.booleans())
def test_batches_give_out_every_example_once_an_epoch(size, batches, shuffle):
    """The batches, one after the other, are epochs of 40 images, each known by its pixel."""
    images = np.arange(40, dtype=np.uint8)[:, None, None, None]
    data = mnist.DataSet(images, np.arange(40), dtype=np.uint8, seed=1)
    given_out = [data.next_batch(size, shuffle=shuffle) for _ in range(batches)]
    assert all(len(x) == size and (x[:, 0] == y).all() for x, y in given_out)
    stream = np.concatenate([labels for _, labels in given_out])
    for epoch in range(len(stream) // 40):
        assert sorted(stream[40 * epoch : 40 * epoch + 40]) == list(range(40))
    if not shuffle:
        np.testing.assert_array_equal(stream, np.arange(len(stream)) % 40)
    assert data.epochs_completed == (size * batches - 1) // 40


def test_shuffled_batches_follow_the_seed_as_in_tensorflow_1():
    """The first batch is NumPy's own permutation for the seed."""
    data = mnist.DataSet(np.zeros((9, 1, 1, 1), np.uint8), np.arange(9), seed=3)
    order = np.arange(9)
    np.random.RandomState(3).shuffle(order)
    np.testing.assert_array_equal(data.next_batch(4)[1], order[:4])


def test_digits_stand_in_for_missing_files(tmp_path, capsys):
    data = mnist.read_data_sets(tmp_path / "absent", one_hot=True)
    told = capsys.readouterr().err
    assert "train-images-idx3-ubyte.gz" in told and "1,797 digits" in told
    assert len(told.splitlines()) == 1
    sizes = [part.images.shape for part in data]
    assert sizes == [(55000, 784), (5000, 784), (10000, 784)]
    assert 0 == data.test.images.min() < data.test.images.max() == 1
    assert data.train.labels.shape == (55000, 10)
    assert not set(map(bytes, data.train.images)) & set(map(bytes, data.test.images))
    means = [data.train.images[data.train.labels[:, k] == 1].mean(0) for k in range(10)]
    nearest = [
        np.argmin([((mean - x) ** 2).sum() for mean in means]) for x in data.test.images[:300]
    ]
    assert np.mean(nearest == data.test.labels[:300].argmax(1)) > 0.75  # they are digits


@pytest.mark.parametrize("size", [-1, 61])
def test_a_validation_that_cannot_be_is_refused(tmp_path, size):
    write_mnist(tmp_path)
    with pytest.raises(ValueError, match="give a number from 0 to 60, the number of training"):
        mnist.read_data_sets(tmp_path, validation_size=size)


@pytest.mark.parametrize("content", [b"", b"\0\0\x08\x03", b"\0\0\x08\x01" + bytes(4), bytes(99)])
def test_a_file_that_is_no_idx_file_is_one_sentence(tmp_path, content):
    write_mnist(tmp_path)
    (tmp_path / mnist.FILES[0]).write_bytes(content)
    with pytest.raises(ValueError, match=r"train-images.*not a complete idx file"):
        mnist.read_data_sets(tmp_path)


def test_fake_data_needs_no_file():
    data = mnist.read_data_sets("nowhere", fake_data=True, one_hot=True)
    images, labels = data.train.next_batch(3)
    assert np.shape(images) == (3, 784) and np.shape(labels) == (3, 10)


def test_keras_keeps_mnist_or_goes_on_with_digits(tmp_path, capsys, monkeypatch):
    """A file in Keras's folder is read; where there is none and no network, digits stand in."""
    from tf_keras.src.utils import data_utils

    from tfgraph_course import tf

    def no_network(*_, **__):
        raise OSError("no network")

    monkeypatch.setattr(data_utils, "urlretrieve", no_network)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    (images, labels), (test_images, test_labels) = tf.keras.datasets.mnist.load_data("none.npz")
    assert (images.shape, labels.shape) == ((60000, 28, 28), (60000,))
    assert (test_images.shape, test_labels.dtype) == ((10000, 28, 28), np.uint8)
    assert "no network" in capsys.readouterr().err
