"""Losses in the argument order of the text."""

from __future__ import annotations

from typing import Any


def softmax_cross_entropy_with_logits(
    logits: Any, labels: Any, dim: int = -1, name: str | None = None
) -> Any:
    """Cross-entropy between `softmax(logits)` and `labels`, one value an example.

    The order is that of TensorFlow 0.x, as in the text's chapter 3, "CNN": `(logits, labels)`.
    TF 1.2 refused the call by position; `tf.compat.v1` accepts it, but with the two swapped,
    and then finds no gradient. As in TF1, no gradient flows into `labels`.

    Args:
        logits: float tensor [..., classes], unscaled scores.
        labels: float tensor of the same shape, a distribution over the classes.
        dim: the axis of the classes.
        name: a name for the operation.

    Returns:
        A tensor of the shape of `logits` without axis `dim`.
    """
    from tensorflow.compat.v1 import nn

    return nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits, dim=dim, name=name)
