"""`tf.nn`: losses with the argument orders of 0.x and 1.x, and the RNNs of 0.x."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf

__all__ = [
    "bidirectional_rnn", "conv1d_transpose", "conv2d_transpose", "conv3d_transpose", "ctc_loss",
    "deconv2d", "dtypes", "nce_loss", "rnn", "sampled_softmax_loss",
    "sigmoid_cross_entropy_with_logits", "softmax_cross_entropy_with_logits",
    "sparse_softmax_cross_entropy_with_logits", "state_saving_rnn",
]

rnn = tf.nn.static_rnn
bidirectional_rnn = tf.nn.static_bidirectional_rnn
state_saving_rnn = tf.nn.static_state_saving_rnn
dtypes = tf.dtypes  # the book's chapter 4 writes tf.nn.dtypes.float32


def _with_shape(function: Callable[..., tf.Tensor]) -> Callable[..., tf.Tensor]:
    """Give a transposed convolution's result its full static shape, part of which TF2 loses."""
    inner = inspect.signature(function)

    @functools.wraps(function)
    def shaped(*args: Any, **settings: Any) -> tf.Tensor:
        result = function(*args, **settings)
        wanted = inner.bind(*args, **settings).arguments["output_shape"]
        if not isinstance(wanted, tf.Tensor):
            wanted = [tf.get_static_value(n) if isinstance(n, tf.Tensor) else n for n in wanted]
            result.set_shape(wanted)
        elif (known := tf.get_static_value(wanted, partial=True)) is not None:
            result.set_shape(list(known))
        return result

    return shaped


conv1d_transpose = _with_shape(tf.nn.conv1d_transpose)
conv2d_transpose = deconv2d = _with_shape(tf.nn.conv2d_transpose)
conv3d_transpose = _with_shape(tf.nn.conv3d_transpose)


def softmax_cross_entropy_with_logits(
    logits: Any = None, labels: Any = None, dim: int = -1, name: str | None = None, axis: Any = None
) -> tf.Tensor:
    """Return the cross-entropy between `softmax(logits)` and `labels`, one value per example.

    The argument order is `(logits, labels)`, as in TensorFlow 0.x and in the book's chapter 3,
    "CNN". TensorFlow 1.2 refused positional arguments; `tf.compat.v1` would mistake the logits for
    the labels, and find no gradient. As in TF1, no gradient flows into `labels`.

    Args:
        logits: float tensor [..., classes], unnormalized log probabilities.
        labels: float tensor of the same shape, a probability distribution over the classes.
        dim: the axis of the classes.
        name: a name for the operation.
        axis: the later name of `dim`.

    Returns:
        A tensor with the shape of `logits` without axis `dim`.
    """
    dim = dim if axis is None else axis
    return tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits, dim=dim, name=name)


def sparse_softmax_cross_entropy_with_logits(
    logits: Any = None, labels: Any = None, name: str | None = None
) -> tf.Tensor:
    """Return the softmax cross-entropy for integer labels [...], with 0.x's argument order."""
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits, name=name)


def sigmoid_cross_entropy_with_logits(
    logits: Any = None, targets: Any = None, name: str | None = None, *, labels: Any = None
) -> tf.Tensor:
    """Return the sigmoid cross-entropy, elementwise, in 0.x's order; 0.x calls labels `targets`."""
    labels = targets if labels is None else labels
    return tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits, name=name)


def _in_both_orders(loss: Callable[..., tf.Tensor]) -> Callable[..., tf.Tensor]:
    """Make a sampled loss accept the labels and the inputs in the order of 0.x, too."""

    @functools.wraps(loss)
    def ordered(
        weights: Any, biases: Any, labels: Any, inputs: Any, *args: Any, **settings: Any
    ) -> tf.Tensor:
        one, other = tf.convert_to_tensor(labels), tf.convert_to_tensor(inputs)
        if one.shape.rank == 2 and one.dtype.is_floating and other.dtype.is_integer:
            labels, inputs = inputs, labels
        return loss(weights, biases, labels, inputs, *args, **settings)

    return ordered


nce_loss = _in_both_orders(tf.nn.nce_loss)
sampled_softmax_loss = _in_both_orders(tf.nn.sampled_softmax_loss)


def ctc_loss(labels: Any, inputs: Any = None, *args: Any, **settings: Any) -> tf.Tensor:
    """Return the CTC loss; accept labels and inputs in the order of 0.x or 1.x."""
    if isinstance(inputs, tf.SparseTensor):
        labels, inputs = inputs, labels
    return tf.nn.ctc_loss(labels, inputs, *args, **settings)
