"""`tensorflow.examples.tutorials.mnist.input_data`: MNIST as TensorFlow 1 read it.

If any of MNIST's four files is missing, scikit-learn's digits replace them.
"""

from __future__ import annotations

import gzip
import struct
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from tfgraph_course.tf1.mnist.digits import INSTEAD, digits_as_mnist
from tfgraph_course.tf1.notices import notice

__all__ = [
    "DataSet", "Datasets", "dense_to_one_hot", "extract_images", "extract_labels", "load_mnist",
    "read_data_sets",
]

# Images and labels for training, then for testing; the files may also lack the .gz.
FILES = (
    "train-images-idx3-ubyte.gz",
    "train-labels-idx1-ubyte.gz",
    "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz",
)


class Datasets(NamedTuple):
    """The training, validation and test data that `read_data_sets` returns."""

    train: DataSet
    validation: DataSet
    test: DataSet


class DataSet:
    """Images and their labels, which `next_batch` returns batch by batch."""

    def __init__(
        self, images: np.ndarray, labels: np.ndarray, fake_data: bool = False,
        one_hot: bool = False, dtype: Any = np.float32, reshape: bool = True,
        seed: int | None = None,
    ) -> None:
        """Convert the images, and seed the shuffling.

        Args:
            images: uint8 [n, height, width, 1]; scaled to 0..1 if `dtype` is float32.
            labels: class numbers [n], or one-hot rows [n, classes].
            fake_data: whether to return images filled with ones instead of these images.
            one_hot: whether the labels of the images filled with ones are one-hot.
            dtype: the type of the images in batches, float32 or uint8.
            reshape: whether to reshape the images to [n, height * width].
            seed: seed for the shuffling, set in NumPy's global generator as in TensorFlow 1.

        Raises:
            AssertionError: the numbers of images and labels differ.
        """
        if not fake_data and len(images) != len(labels):
            raise AssertionError(
                f"images.shape: {images.shape} labels.shape: {np.shape(labels)}"
            )
        np.random.seed(seed)  # noqa: NPY002 - the generator from which TensorFlow 1 draws
        self._fake = (np.ones(784).tolist(), [1, *[0] * 9] if one_hot else 0) if fake_data else None
        if reshape and not fake_data:
            images = images.reshape(len(images), int(np.prod(images.shape[1:])))
        if np.dtype(getattr(dtype, "as_numpy_dtype", dtype)) == np.float32 and not fake_data:
            images = np.multiply(images, np.float32(1 / 255), dtype=np.float32)
        self.images, self.labels = images, labels
        self.num_examples = 10_000 if fake_data else len(images)
        self.epochs_completed = 0
        self._next = 0

    def next_batch(
        self, batch_size: int, fake_data: bool = False, shuffle: bool = True
    ) -> tuple[Any, Any]:
        """Return the next images and labels; a batch may extend into the next epoch."""
        if fake_data or self._fake:
            image, label = self._fake or (np.ones(784).tolist(), 0)
            return [image] * batch_size, [label] * batch_size
        start = self._next
        if start == 0 and self.epochs_completed == 0 and shuffle:
            self._shuffle()
        if start + batch_size <= self.num_examples:
            self._next += batch_size
            return self.images[start : self._next], self.labels[start : self._next]
        rest = self.images[start:], self.labels[start:]
        self.epochs_completed += 1
        if shuffle:
            self._shuffle()
        self._next = batch_size - len(rest[0])
        new = self.images[: self._next], self.labels[: self._next]
        return np.concatenate((rest[0], new[0])), np.concatenate((rest[1], new[1]))

    def _shuffle(self) -> None:
        order = np.arange(self.num_examples)
        np.random.shuffle(order)  # noqa: NPY002 - as above
        self.images, self.labels = self.images[order], self.labels[order]


def read_data_sets(
    train_dir: str | Path, fake_data: bool = False, one_hot: bool = False, dtype: Any = np.float32,
    reshape: bool = True, validation_size: int = 5000, seed: int | None = None,
    source_url: str | None = None,
) -> Datasets:
    """Read the four idx files of MNIST, or any data in that form.

    Args:
        train_dir: the folder with the files; if any is missing, scikit-learn's digits replace them.
        fake_data: whether to return images filled with ones, without reading any file.
        one_hot: whether to return labels [n, 10] instead of [n].
        dtype: type of the images: float32 for pixels 0..1, or uint8 for 0..255.
        reshape: whether to return images [n, 784] instead of [n, 28, 28, 1].
        validation_size: number of training images to set aside for validation.
        seed: seed for the shuffling.
        source_url: ignored; TensorFlow 1 downloaded missing files from there.

    Raises:
        ValueError: `validation_size` is not between 0 and the number of training images, or a
            file is not a complete idx file.
    """
    settings = {"dtype": dtype, "reshape": reshape, "seed": seed}
    if fake_data:
        empty = np.zeros((0, 28, 28, 1), np.uint8), np.zeros(0, np.uint8)
        return Datasets(*(DataSet(*empty, True, one_hot, **settings) for _ in range(3)))
    paths = [Path(train_dir, name) for name in FILES]
    paths = [path if path.exists() else path.with_suffix("") for path in paths]
    if all(path.exists() for path in paths):
        read = [extract_images, extract_labels] * 2
        images, labels, *test = (extract(path) for extract, path in zip(read, paths, strict=True))
    else:
        notice(
            f"{train_dir} does not hold MNIST's four files ({FILES[0]} and so on, from "
            f"storage.googleapis.com/cvdf-datasets/mnist); {INSTEAD}"
        )
        images, labels, *test = digits_as_mnist()
        images, test[0] = images[..., None], test[0][..., None]
    if one_hot:
        labels, test[1] = dense_to_one_hot(labels, 10), dense_to_one_hot(test[1], 10)
    if not 0 <= validation_size <= len(images):
        raise ValueError(
            f"validation_size is {validation_size}; give a number from 0 to {len(images)}, the "
            "number of training images."
        )
    n = validation_size
    return Datasets(
        DataSet(images[n:], labels[n:], **settings),
        DataSet(images[:n], labels[:n], **settings),
        DataSet(*test, **settings),
    )


def load_mnist(train_dir: str | Path = "MNIST-data") -> Datasets:
    """Read MNIST as `tf.contrib.learn.datasets.load_dataset('mnist')` does."""
    return read_data_sets(train_dir)


def extract_images(file: Any) -> np.ndarray:
    """Read images from an idx file, gzipped or not: uint8 [n, height, width, 1]."""
    print("Extracting", _name(file))
    return _idx(file, 2051)[..., None]


def extract_labels(file: Any, one_hot: bool = False, num_classes: int = 10) -> np.ndarray:
    """Read labels from an idx file, gzipped or not: uint8 [n], or one-hot [n, num_classes]."""
    print("Extracting", _name(file))
    labels = _idx(file, 2049)
    return dense_to_one_hot(labels, num_classes) if one_hot else labels


def dense_to_one_hot(labels_dense: np.ndarray, num_classes: int) -> np.ndarray:
    """Return labels [n] as float64 rows [n, num_classes], each with a single 1."""
    return np.eye(num_classes)[labels_dense]


def _name(file: Any) -> str:
    return str(file if isinstance(file, str | Path) else getattr(file, "name", "the file"))


def _idx(file: Any, magic: int) -> np.ndarray:
    """Read an idx file: a magic number, whose last byte is the rank; the axes' sizes; the data."""
    content = file.read() if hasattr(file, "read") else Path(file).read_bytes()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    rank = magic % 256
    try:
        found, *sizes = struct.unpack_from(f">{1 + rank}I", content)
        data = np.frombuffer(content, np.uint8, offset=4 * (1 + rank))
    except (struct.error, ValueError):  # shorter than its header
        found, sizes, data = None, [], np.zeros(0)
    if found != magic or data.size != np.prod(sizes):
        raise ValueError(
            f"{_name(file)} is not a complete idx file with the magic number {magic}; check the "
            "path, or download the file again."
        )
    return data.reshape(sizes)
