"""`tf.contrib.legacy_seq2seq`: decoders with attention, losses, and buckets of lengths."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf
from tensorflow.python.util import nest

from tfgraph_course.tf1.contrib.seq2seq.legacy import best_symbol, either, encoder_of, fed
from tfgraph_course.tf1.rnn_cell import EmbeddingWrapper, OutputProjectionWrapper, _linear

__all__ = [
    "attention_decoder", "embedding_attention_decoder", "embedding_attention_seq2seq",
    "model_with_buckets", "sequence_loss", "sequence_loss_by_example",
]


def attention_decoder(
    decoder_inputs: list[Any], initial_state: Any, attention_states: Any, cell: Any,
    output_size: int | None = None, num_heads: int = 1, loop_function: Any = None,
    dtype: Any = None, scope: Any = None, initial_state_attention: bool = False,
) -> tuple[list[Any], Any]:
    """Run a cell that attends to given states (Vinyals et al., arXiv:1412.7449).

    Args:
        decoder_inputs: a vector [batch, n] for each time step.
        initial_state: initial state of the cell.
        attention_states: the states to attend to, [batch, length, size].
        cell: the cell to run.
        output_size: size of the outputs; by default the size of the cell's outputs.
        num_heads: number of attention heads; each gives the cell a weighted mean of these states.
        loop_function: see `rnn_decoder`.
        dtype: type of the variables.
        initial_state_attention: whether to attend before the first step instead of giving the cell
            zeros.
    """
    if not decoder_inputs or num_heads < 1:
        raise ValueError("attention_decoder needs at least one input and one head.")
    output_size = cell.output_size if output_size is None else output_size
    outputs: list[Any] = []
    state = initial_state
    with tf.variable_scope(scope or "attention_decoder", dtype=dtype) as scope:
        attend = _attention(attention_states, num_heads, scope.dtype)
        if initial_state_attention:
            seen = attend(initial_state)
        else:
            zeros = tf.zeros(tf.shape(attention_states)[::2], scope.dtype)
            zeros.set_shape(attention_states.shape[::2])
            seen = [zeros] * num_heads
        for inputs in fed(decoder_inputs, loop_function, outputs):
            mixed = _linear([inputs, *seen], int(inputs.shape[1]), True)
            output, state = cell(mixed, state)
            with tf.variable_scope(
                tf.get_variable_scope(), reuse=True if initial_state_attention else None
            ):
                seen = attend(state)
            with tf.variable_scope("AttnOutputProjection"):
                outputs.append(_linear([output, *seen], output_size, True))
    return outputs, state


def _attention(states: Any, num_heads: int, dtype: Any) -> Callable[[Any], list[tf.Tensor]]:
    """Return a function from a cell's state to weighted means [batch, size], one for each head."""
    size = int(states.shape[2])
    heads = []
    for head in range(num_heads):
        weights = tf.get_variable(f"AttnW_{head}", [1, 1, size, size], dtype=dtype)
        features = tf.nn.conv2d(states[:, :, None], weights, [1, 1, 1, 1], "SAME")
        heads.append((features, tf.get_variable(f"AttnV_{head}", [size], dtype=dtype)))

    def attend(state: Any) -> list[tf.Tensor]:
        query = tf.concat(nest.flatten(state), 1) if nest.is_nested(state) else state
        means = []
        for head, (features, vector) in enumerate(heads):
            with tf.variable_scope(f"Attention_{head}"):
                y = tf.cast(_linear(query, size, True), dtype)[:, None, None]
                shares = tf.nn.softmax(tf.reduce_sum(vector * tf.tanh(features + y), [2, 3]))
                means.append(tf.reduce_sum(shares[:, :, None] * states, 1))
        return means

    return attend


def embedding_attention_decoder(
    decoder_inputs: list[Any], initial_state: Any, attention_states: Any, cell: Any,
    num_symbols: int, embedding_size: int, num_heads: int = 1, output_size: int | None = None,
    output_projection: Any = None, feed_previous: bool = False,
    update_embedding_for_previous: bool = True, dtype: Any = None, scope: Any = None,
    initial_state_attention: bool = False,
) -> tuple[list[Any], Any]:
    """Run `attention_decoder` on the embeddings of symbols; see `embedding_rnn_decoder`."""
    with tf.variable_scope(scope or "embedding_attention_decoder", dtype=dtype):
        table = tf.get_variable("embedding", [num_symbols, embedding_size])
        loop = best_symbol(table, output_projection, update_embedding_for_previous)
        vectors = [tf.nn.embedding_lookup(table, symbols) for symbols in decoder_inputs]
        return attention_decoder(
            vectors, initial_state, attention_states, cell, output_size, num_heads,
            loop if feed_previous else None, initial_state_attention=initial_state_attention,
        )


def embedding_attention_seq2seq(
    encoder_inputs: list[Any], decoder_inputs: list[Any], cell: Any, num_encoder_symbols: int,
    num_decoder_symbols: int, embedding_size: int, num_heads: int = 1,
    output_projection: Any = None, feed_previous: Any = False, dtype: Any = None,
    scope: Any = None, initial_state_attention: bool = False,
) -> tuple[list[Any], Any]:
    """Encode and decode symbols, with attention to all outputs of the encoder.

    `feed_previous` may be a bool tensor; see `embedding_rnn_seq2seq`.
    """
    with tf.variable_scope(scope or "embedding_attention_seq2seq", dtype=dtype) as scope:
        encoder = EmbeddingWrapper(encoder_of(cell), num_encoder_symbols, embedding_size)
        tops, start = tf.nn.static_rnn(encoder, encoder_inputs, dtype=scope.dtype)
        states = tf.concat([tf.reshape(top, [-1, 1, cell.output_size]) for top in tops], 1)
        size = None
        if output_projection is None:
            cell, size = OutputProjectionWrapper(cell, num_decoder_symbols), num_decoder_symbols
        decode = functools.partial(
            embedding_attention_decoder, decoder_inputs, start, states, cell, num_decoder_symbols,
            embedding_size, num_heads, size, output_projection,
            initial_state_attention=initial_state_attention,
        )
        return either(decode, feed_previous, len(decoder_inputs))


def sequence_loss_by_example(
    logits: list[Any], targets: list[Any], weights: list[Any],
    average_across_timesteps: bool = True, softmax_loss_function: Any = None,
    name: str | None = None,
) -> tf.Tensor:
    """Return the weighted cross-entropy of each sequence, [batch].

    Args:
        logits: logits [batch, symbols] for each time step.
        targets: the correct symbols, int [batch], for each time step.
        weights: weights of the symbols, float [batch] for each time step.
        average_across_timesteps: whether to divide by the sum of the weights.
        softmax_loss_function: loss to use instead of cross-entropy; takes `labels` and `logits`
            (in TensorFlow 0.x, `inputs` and `labels`).
    """
    if not len(targets) == len(logits) == len(weights):
        raise ValueError(
            f"There are {len(logits)} logits, {len(targets)} targets and {len(weights)} weights; "
            "give the same number of each."
        )
    loss = softmax_loss_function or tf.nn.sparse_softmax_cross_entropy_with_logits
    with tf.name_scope(name, "sequence_loss_by_example", logits + targets + weights):
        losses = []
        for scores, symbols, weight in zip(logits, targets, weights, strict=True):
            if softmax_loss_function is None:
                symbols = tf.reshape(symbols, [-1])
            losses.append(_call(loss, symbols, scores) * weight)
        total = tf.add_n(losses)
        # The small number prevents division by zero in sequences of padding, whose weights are 0.
        return total / (tf.add_n(weights) + 1e-12) if average_across_timesteps else total


def _call(loss: Callable[..., Any], symbols: Any, scores: Any) -> Any:
    """Call a loss function whose arguments have the names and order of any release."""
    names = {"labels": symbols, "targets": symbols, "logits": scores, "inputs": scores}
    wanted = inspect.signature(loss).parameters
    if "logits" in wanted:
        return loss(labels=symbols, logits=scores)
    if len(wanted) == 2 and all(name in names for name in wanted):
        return loss(**{name: names[name] for name in wanted})
    return loss(symbols, scores)


def sequence_loss(
    logits: list[Any], targets: list[Any], weights: list[Any],
    average_across_timesteps: bool = True, average_across_batch: bool = True,
    softmax_loss_function: Any = None, name: str | None = None,
) -> tf.Tensor:
    """Return the scalar sum of `sequence_loss_by_example`, by default divided by the batch size."""
    with tf.name_scope(name, "sequence_loss", logits + targets + weights):
        losses = sequence_loss_by_example(
            logits, targets, weights, average_across_timesteps, softmax_loss_function
        )
        cost = tf.reduce_sum(losses)
        if not average_across_batch:
            return cost
        return cost / tf.cast(tf.shape(targets[0])[0], cost.dtype)


def model_with_buckets(
    encoder_inputs: list[Any], decoder_inputs: list[Any], targets: list[Any], weights: list[Any],
    buckets: list[tuple[int, int]], seq2seq: Callable[..., Any], softmax_loss_function: Any = None,
    per_example_loss: bool = False, name: str | None = None,
) -> tuple[list[Any], list[Any]]:
    """Build a model once for each bucket (a pair of lengths), with shared variables.

    Args:
        encoder_inputs: see `embedding_rnn_seq2seq`; this list and the next three must be at least
            as long as the longest bucket needs.
        decoder_inputs: see `embedding_rnn_decoder`.
        targets: see `sequence_loss_by_example`.
        weights: see `sequence_loss_by_example`.
        buckets: pairs (number of the encoder's inputs, number of the decoder's inputs).
        seq2seq: function that turns two lists of inputs into outputs and a state.
        softmax_loss_function: see `sequence_loss_by_example`.
        per_example_loss: whether each loss is of shape [batch] instead of a scalar.

    Returns:
        A list of each bucket's outputs, and a list of each bucket's loss.
    """
    longest = max(long for long, _ in buckets), max(long for _, long in buckets)
    lists = encoder_inputs, decoder_inputs, targets, weights
    if len(encoder_inputs) < longest[0] or min(map(len, lists[1:])) < longest[1]:
        raise ValueError(
            "encoder_inputs, decoder_inputs, targets and weights have the lengths "
            f"{[len(part) for part in lists]}; for these buckets, give at least {longest[0]} "
            f"encoder inputs, and {longest[1]} items in each of the other lists."
        )
    loss = sequence_loss_by_example if per_example_loss else sequence_loss
    outputs, losses = [], []
    with tf.name_scope(name, "model_with_buckets", [tensor for part in lists for tensor in part]):
        for i, (encoded, n) in enumerate(buckets):
            with tf.variable_scope(tf.get_variable_scope(), reuse=True if i else None):
                result, _ = seq2seq(encoder_inputs[:encoded], decoder_inputs[:n])
                outputs.append(result)
                settings = {"softmax_loss_function": softmax_loss_function}
                losses.append(loss(result, targets[:n], weights[:n], **settings))
    return outputs, losses
