"""Scikit-learn's digits in the form of MNIST, for tutorials that run without MNIST's files."""

from __future__ import annotations

import numpy as np

SIZES = 60_000, 10_000  # images for training and for testing
INSTEAD = (
    "scikit-learn's 1,797 digits are used instead, repeated until there are as many as in MNIST."
)


def digits_as_mnist() -> list[np.ndarray]:
    """Return scikit-learn's digits in MNIST's size, repeated until there are as many as in MNIST.

    No image appears in both the training and the test images.

    Returns:
        Images, uint8 [60000, 28, 28], and labels, uint8 [60000], for training; then 10,000 images
        and labels for testing.
    """
    from sklearn.datasets import load_digits

    digits = load_digits()
    # 8 -> 20 pixels by linear interpolation; levels 0..16 -> 0..255; then MNIST's margins: 20 -> 28
    scale = np.array([np.interp(np.linspace(0, 7, 20), range(8), row) for row in np.eye(8)])
    larger = np.einsum("nij,ik,jl->nkl", digits.images, scale, scale) * (255 / 16)
    images = np.pad(larger.round().astype(np.uint8), ((0, 0), (4, 4), (4, 4)))
    last = 300  # number of images for testing
    parts = []
    for part, size in zip((slice(None, -last), slice(-last, None)), SIZES, strict=True):
        again = np.arange(size) % len(images[part])
        parts += [images[part][again], digits.target[part].astype(np.uint8)[again]]
    return parts
