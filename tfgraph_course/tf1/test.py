"""`tf.test`: what a program asks about this machine."""

from __future__ import annotations

import tensorflow.compat.v1 as tf

__all__ = ["is_built_with_cuda"]


def is_built_with_cuda() -> bool:
    """Return whether there is a GPU, so that a program can skip what is only for GPUs.

    TensorFlow 1's package for machines without a GPU was built without CUDA; today's package for
    such machines is built with CUDA.
    """
    return bool(tf.config.list_physical_devices("GPU"))
