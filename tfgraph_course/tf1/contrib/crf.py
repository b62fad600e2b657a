"""`tf.contrib.crf`: linear-chain conditional random fields (CRFs) for tagging sequences.

The unary scores `inputs` have the shape [batch, length, tags], the tags [batch, length] and the
lengths [batch]. An entry of `transition_params`, of shape [tags, tags], is the score of the
transition from the row's tag to the column's tag.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf

__all__ = [
    "crf_binary_score", "crf_decode", "crf_log_likelihood", "crf_log_norm",
    "crf_multitag_sequence_score", "crf_sequence_score", "crf_unary_score", "viterbi_decode",
]


def crf_unary_score(tag_indices: Any, sequence_lengths: Any, inputs: Any) -> tf.Tensor:
    """Return the sum of the unary scores of each sequence's tags, of shape [batch]."""
    tags = tf.cast(tag_indices, tf.int32)
    scores = tf.reduce_sum(inputs * tf.one_hot(tags, tf.shape(inputs)[2], dtype=inputs.dtype), 2)
    return tf.reduce_sum(scores * _mask(sequence_lengths, tags, inputs.dtype), 1)


def crf_binary_score(tag_indices: Any, sequence_lengths: Any, transition_params: Any) -> tf.Tensor:
    """Return the sum of the scores of each sequence's transitions, of shape [batch]."""
    tags = tf.cast(tag_indices, tf.int32)
    steps = tf.gather_nd(transition_params, tf.stack([tags[:, :-1], tags[:, 1:]], 2))
    mask = _mask(sequence_lengths, tags, steps.dtype)[:, 1:]
    return tf.reduce_sum(steps * mask, 1)


def crf_sequence_score(
    inputs: Any, tag_indices: Any, sequence_lengths: Any, transition_params: Any
) -> tf.Tensor:
    """Return each sequence's score, its unary plus its transition scores, of shape [batch]."""
    return crf_unary_score(tag_indices, sequence_lengths, inputs) + crf_binary_score(
        tag_indices, sequence_lengths, transition_params
    )


def crf_multitag_sequence_score(
    inputs: Any, tag_bitmap: Any, sequence_lengths: Any, transition_params: Any
) -> tf.Tensor:
    """Return log(sum(exp(score))) over all allowed sequences of tags, of shape [batch].

    `tag_bitmap`, bool [batch, length, tags], says which tags are allowed.
    """
    allowed = tf.cast(tag_bitmap, tf.bool)
    inputs = tf.where(allowed, inputs, tf.fill(tf.shape(inputs), float("-inf")))
    return crf_log_norm(inputs, sequence_lengths, transition_params)


def crf_log_norm(inputs: Any, sequence_lengths: Any, transition_params: Any) -> tf.Tensor:
    """Return log(sum(exp(score))) over all sequences of tags, of shape [batch]."""

    def step(before: Any, now: Any) -> tf.Tensor:
        scores, valid = now
        after = scores + tf.reduce_logsumexp(before[:, :, None] + transition_params, [1])
        return tf.where(valid, after, before)

    last = tf.foldl(step, _later(inputs, sequence_lengths), initializer=inputs[:, 0])
    norm = tf.reduce_logsumexp(last, [1])
    return tf.where(tf.cast(sequence_lengths, tf.int32) > 0, norm, tf.zeros_like(norm))


def crf_log_likelihood(
    inputs: Any, tag_indices: Any, sequence_lengths: Any, transition_params: Any = None
) -> tuple[tf.Tensor, Any]:
    """Return the log-likelihood of the tags, of shape [batch], and the transition parameters.

    If `transition_params` is None, these parameters are a variable named `transitions`.
    """
    if transition_params is None:
        size = inputs.shape[2]
        transition_params = tf.get_variable("transitions", [size, size])
    score = crf_sequence_score(inputs, tag_indices, sequence_lengths, transition_params)
    norm = crf_log_norm(inputs, sequence_lengths, transition_params)
    return score - norm, transition_params


def viterbi_decode(score: np.ndarray, transition_params: np.ndarray) -> tuple[list[int], float]:
    """Return the best sequence of tags and its score, given an array of scores [length, tags]."""
    best = score[0]
    pointers = []
    for scores in score[1:]:
        both = best[:, None] + transition_params
        pointers.append(both.argmax(0))
        best = scores + both.max(0)
    tags = [int(best.argmax())]
    for pointer in reversed(pointers):
        tags.append(int(pointer[tags[-1]]))
    return tags[::-1], best.max()


def crf_decode(
    potentials: Any, transition_params: Any, sequence_length: Any
) -> tuple[tf.Tensor, tf.Tensor]:
    """Return the best sequences of tags, int32 [batch, length], and their scores [batch]."""
    potentials = tf.convert_to_tensor(potentials)
    lengths = tf.cast(sequence_length, tf.int32)
    first = potentials[:, 0]
    stay = tf.zeros_like(first, tf.int32) + tf.range(tf.shape(first)[1])

    def forward(before: Any, now: Any) -> tuple[tf.Tensor, tf.Tensor]:
        scores, valid = now
        both = before[0][:, :, None] + transition_params
        pointers = tf.argmax(both, 1, output_type=tf.int32)
        best = scores + tf.reduce_max(both, 1)
        return tf.where(valid, best, before[0]), tf.where(valid, pointers, stay)

    def backward(tag: Any, pointers: Any) -> tf.Tensor:
        return tf.gather(pointers, tag, batch_dims=1)

    bests, pointers = tf.scan(forward, _later(potentials, lengths), initializer=(first, stay))
    best = tf.concat([first[None], bests], 0)[-1]
    last = tf.argmax(best, 1, output_type=tf.int32)
    tags = tf.concat([tf.scan(backward, pointers, last, reverse=True), last[None]], 0)
    tags = tf.transpose(tags) * _mask(lengths, potentials, tf.int32)
    return tags, tf.reduce_max(best, 1)


def _mask(lengths: Any, values: Any, dtype: Any) -> tf.Tensor:
    return tf.sequence_mask(lengths, tf.shape(values)[1], dtype)


def _later(inputs: Any, lengths: Any) -> tuple[tf.Tensor, tf.Tensor]:
    """Return scores and a mask for all steps but the first, both [length - 1, batch, tags]."""
    later = tf.transpose(inputs, [1, 0, 2])[1:]
    valid = tf.transpose(tf.sequence_mask(lengths, tf.shape(inputs)[1]))[1:]
    return later, tf.broadcast_to(valid[..., None], tf.shape(later))
