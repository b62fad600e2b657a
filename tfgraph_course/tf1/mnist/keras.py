"""`tf.keras.datasets.mnist`: as Keras keeps it, or digits where it cannot be fetched."""

from __future__ import annotations

import sys

import numpy as np
from tf_keras.api._v1.keras.datasets import mnist

from tfgraph_course.tf1.mnist.digits import GOING_ON, digits_as_mnist

__all__ = ["load_data"]

Examples = tuple[np.ndarray, np.ndarray]


def load_data(path: str = "mnist.npz") -> tuple[Examples, Examples]:
    """Load images, uint8 [n, 28, 28], and labels, uint8 [n], to train on and to test on.

    Args:
        path: of the file in Keras's folder of data sets, to which it is fetched.
    """
    try:
        return mnist.load_data(path)
    except Exception as fault:  # what Keras raises when a file cannot be fetched
        print(f"MNIST cannot be fetched ({fault}); {GOING_ON}", file=sys.stderr)
        train_images, train_labels, *test = digits_as_mnist()
        return (train_images, train_labels), tuple(test)
