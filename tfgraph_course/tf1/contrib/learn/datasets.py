"""`tf.contrib.learn.datasets`: small data sets, and functions that read CSV files."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from tfgraph_course.tf1.mnist.input_data import Datasets, load_mnist

__all__ = [
    "DATASETS", "Dataset", "Datasets", "load_boston", "load_csv_with_header",
    "load_csv_without_header", "load_dataset", "load_iris", "maybe_download", "shrink_csv",
]


class Dataset(NamedTuple):
    """A data set: features [n, features] and targets [n]."""

    data: Any
    target: Any


def load_csv_with_header(
    filename: str, target_dtype: Any, features_dtype: Any, target_column: int = -1
) -> Dataset:
    """Read a CSV file whose first line starts with the numbers of examples and of features.

    Args:
        filename: path of the file.
        target_dtype: type of the targets.
        features_dtype: type of the features, which are the other columns.
        target_column: index of the column of targets.
    """
    with Path(filename).open(newline="") as file:
        header, *rows = csv.reader(file)
    data = np.zeros((int(header[0]), int(header[1])), features_dtype)
    target = np.zeros((int(header[0]),), target_dtype)
    for i, row in enumerate(rows):
        target[i] = np.asarray(row.pop(target_column), target_dtype)
        data[i] = np.asarray(row, features_dtype)
    return Dataset(data, target)


def load_csv_without_header(
    filename: str, target_dtype: Any, features_dtype: Any, target_column: int = -1
) -> Dataset:
    """Read a CSV file that has no header line; see `load_csv_with_header`."""
    with Path(filename).open(newline="") as file:
        rows = list(csv.reader(file))
    target = np.array([row.pop(target_column) for row in rows], target_dtype)
    return Dataset(np.array([np.asarray(row, features_dtype) for row in rows]), target)


def shrink_csv(filename: str, ratio: int) -> None:
    """Copy every `ratio`-th line of the file FILE.csv to FILE_small.csv."""
    path = Path(filename)
    lines = path.read_bytes().splitlines(keepends=True)  # bytes are split at newlines only
    path.with_name(f"{path.stem}_small{path.suffix}").write_bytes(b"".join(lines[::ratio]))


def maybe_download(filename: str, work_directory: str, source_url: str) -> str:
    """Return the path of a file, which must already exist: nothing is downloaded.

    Raises:
        FileNotFoundError: the file does not exist.
    """
    path = Path(work_directory, filename)
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing; download it from {source_url}.")
    return str(path)


def load_iris(data_path: str | None = None) -> Dataset:
    """Load the iris data set, or a CSV file: features, float64 [n, 4], and classes, int [n]."""
    if data_path is not None:
        return load_csv_with_header(data_path, int, float)
    from sklearn.datasets import load_iris

    iris = load_iris()
    # For two flowers, TensorFlow's copy has the values of the UCI repository, not Fisher's.
    iris.data[[34, 37]] = 4.9, 3.1, 1.5, 0.1
    return Dataset(iris.data, iris.target)


def load_boston(data_path: str | None = None) -> Dataset:
    """Load house prices in Boston from a file: features [506, 13] and prices [506], float64.

    Raises:
        FileNotFoundError: no path is given; no package includes the data any longer.
    """
    if data_path is None:
        raise FileNotFoundError(
            "The Boston house prices are no longer included in any package; give load_boston the "
            "path of a CSV file whose first line starts with 506,13."
        )
    return load_csv_with_header(data_path, float, float)


DATASETS = {"iris": load_iris, "boston": load_boston, "mnist": load_mnist}


def load_dataset(name: str, size: str = "small", test_with_fake_data: bool = False) -> Any:
    """Load "iris" or "mnist"; `size` and `test_with_fake_data` are ignored.

    Raises:
        ValueError: there is no data set with this name.
        FileNotFoundError: the name is "boston", which is no longer available; see `load_boston`.
    """
    if name not in DATASETS:
        raise ValueError(f"There is no data set {name!r}; choose from {', '.join(DATASETS)}.")
    return DATASETS[name]()
