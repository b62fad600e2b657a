"""`tf.contrib.nn`: activations, and losses with the argument order of TensorFlow 0.x."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1 import nn

__all__ = [
    "alpha_dropout", "deprecated_flipped_sigmoid_cross_entropy_with_logits",
    "deprecated_flipped_softmax_cross_entropy_with_logits",
    "deprecated_flipped_sparse_softmax_cross_entropy_with_logits", "scaled_softplus",
]

deprecated_flipped_sigmoid_cross_entropy_with_logits = nn.sigmoid_cross_entropy_with_logits
deprecated_flipped_softmax_cross_entropy_with_logits = nn.softmax_cross_entropy_with_logits
deprecated_flipped_sparse_softmax_cross_entropy_with_logits = (
    nn.sparse_softmax_cross_entropy_with_logits
)


def alpha_dropout(
    x: Any, keep_prob: Any, noise_shape: Any = None, seed: int | None = None,
    name: str | None = None,
) -> tf.Tensor:
    """Apply dropout that keeps mean 0 and variance 1, for `tf.nn.selu` (arXiv:1706.02515)."""
    with tf.name_scope(name, "alpha_dropout", [x]):
        x = tf.convert_to_tensor(x)
        if isinstance(keep_prob, float) and keep_prob == 1:
            return x
        noise = tf.random_uniform(tf.shape(x) if noise_shape is None else noise_shape, seed=seed)
        kept = tf.cast(tf.floor(noise + keep_prob), x.dtype)
        low = -1.7580993408473766  # selu at minus infinity: -scale * alpha
        scale = (keep_prob + keep_prob * (1 - keep_prob) * low**2) ** -0.5
        shift = -scale * low * (1 - keep_prob)
        return scale * (x * kept + low * (1 - kept)) + shift


def scaled_softplus(x: Any, alpha: Any, clip: Any = None, name: str | None = None) -> tf.Tensor:
    """Return alpha * log(1 + exp(x / alpha)) or, if it is smaller, `clip`."""
    with tf.name_scope(name, "scaled_softplus", [x, alpha]):
        y = alpha * tf.nn.softplus(tf.convert_to_tensor(x) / alpha)
        return y if clip is None else tf.minimum(y, clip)
