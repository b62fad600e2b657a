"""`tf.keras.datasets.mnist`: Keras's copy of MNIST or, failing that, scikit-learn's digits."""

from __future__ import annotations

import numpy as np
from tf_keras.api._v1.keras.datasets import mnist

from tfgraph_course.tf1.mnist.digits import INSTEAD, digits_as_mnist
from tfgraph_course.tf1.notices import notice

__all__ = ["load_data"]

Examples = tuple[np.ndarray, np.ndarray]


def load_data(path: str = "mnist.npz") -> tuple[Examples, Examples]:
    """Load images, uint8 [n, 28, 28], and labels, uint8 [n], for training and for testing.

    Args:
        path: path of the file within Keras's folder of data sets; downloaded if missing.
    """
    try:
        return mnist.load_data(path)
    except Exception as fault:  # Keras raises this when a download fails
        notice(f"MNIST cannot be loaded ({fault}); {INSTEAD}")
        train_images, train_labels, *test = digits_as_mnist()
        return (train_images, train_labels), tuple(test)
