"""Weights in the forms that TensorBoard draws: histograms and images."""

from __future__ import annotations

import io

import numpy as np
from matplotlib.image import imsave

from tfgraph_course import tf

BUCKETS = 64  # of a histogram
ZOOM = 24  # pixels that a weight of a filter is high and wide


def histogram(array: np.ndarray) -> tf.HistogramProto:
    """An array of any shape as a histogram of buckets of one width, between its ends."""
    flat = array.astype(np.float64).ravel()
    low, high = flat.min(), flat.max()
    counts, limits = np.array([flat.size]), np.array([low, high])
    if low < high:
        counts, limits = np.histogram(flat, BUCKETS)
    return tf.HistogramProto(
        min=low, max=high, num=flat.size, sum=flat.sum(), sum_squares=flat @ flat,
        bucket_limit=limits[1:], bucket=counts,
    )  # fmt: skip


def filter_images(W1: np.ndarray) -> list[tf.Summary.Image]:
    """The filters of a first convolution, enlarged, on one scale: black below zero, white above.

    Args:
        W1: [height, width, 1, n]; the first row is at the bottom, as in the other pictures.
    """
    limit, images = np.abs(W1).max() or 1, []
    for weights in W1[::-1, :, 0].transpose(2, 0, 1):
        large, png = np.kron(weights, np.ones((ZOOM, ZOOM))), io.BytesIO()
        imsave(png, large, cmap="gray", vmin=-limit, vmax=limit, format="png")
        image = tf.Summary.Image(height=large.shape[0], width=large.shape[1], colorspace=4)
        image.encoded_image_string = png.getvalue()
        images.append(image)
    return images
