"""`tf.contrib.legacy_seq2seq` (in 0.x, `tf.nn.seq2seq`): from lists of inputs to lists of outputs.

A list has one tensor for each time step: symbols, int [batch], or vectors [batch, n]. The functions
return the list of outputs and the last state.
"""

from __future__ import annotations

import copy
import functools
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import tensorflow.compat.v1 as tf
from tensorflow.python.util import nest

from tfgraph_course.tf1.rnn_cell import EmbeddingWrapper, OutputProjectionWrapper

__all__ = [
    "basic_rnn_seq2seq", "embedding_rnn_decoder", "embedding_rnn_seq2seq",
    "embedding_tied_rnn_seq2seq", "one2many_rnn_seq2seq", "rnn_decoder", "tied_rnn_seq2seq",
]


_encoders: weakref.WeakKeyDictionary[Any, Any] = weakref.WeakKeyDictionary()


def encoder_of(cell: Any) -> Any:
    """Return a copy of a cell that has its own weights, for the encoder.

    All calls with the same cell return the same copy: the models that `model_with_buckets` builds,
    one for each bucket, share their weights, and once a cell has been run, it holds tensors, which
    cannot be copied.
    """
    if cell not in _encoders:
        _encoders[cell] = copy.deepcopy(cell)
    return _encoders[cell]


def rnn_decoder(
    decoder_inputs: list[Any], initial_state: Any, cell: Any, loop_function: Any = None,
    scope: Any = None,
) -> tuple[list[Any], Any]:
    """Run a cell on a list of inputs, starting from a given state.

    Args:
        decoder_inputs: a vector [batch, n] for each time step.
        initial_state: initial state of the cell.
        cell: the cell to run.
        loop_function: function that turns the previous output and the step number into the next
            input; if given, only the first entry of `decoder_inputs` is fed to the cell.
    """
    outputs: list[Any] = []
    state = initial_state
    with tf.variable_scope(scope or "rnn_decoder"):
        for inputs in fed(decoder_inputs, loop_function, outputs):
            output, state = cell(inputs, state)
            outputs.append(output)
    return outputs, state


def fed(decoder_inputs: list[Any], loop_function: Any, outputs: list[Any]) -> Iterator[Any]:
    """Yield the inputs of each step; `outputs` are those of the steps so far."""
    for i, inputs in enumerate(decoder_inputs):
        if i > 0:
            tf.get_variable_scope().reuse_variables()
            if loop_function is not None:
                with tf.variable_scope("loop_function", reuse=True):
                    inputs = loop_function(outputs[-1], i)
        yield inputs


def basic_rnn_seq2seq(
    encoder_inputs: list[Any], decoder_inputs: list[Any], cell: Any, dtype: Any = tf.float32,
    scope: Any = None,
) -> tuple[list[Any], Any]:
    """Encode vectors with a copy of a cell; decode with the cell, from the copy's last state."""
    with tf.variable_scope(scope or "basic_rnn_seq2seq"):
        _, state = tf.nn.static_rnn(encoder_of(cell), encoder_inputs, dtype=dtype)
        return rnn_decoder(decoder_inputs, state, cell)


def tied_rnn_seq2seq(
    encoder_inputs: list[Any], decoder_inputs: list[Any], cell: Any, loop_function: Any = None,
    dtype: Any = tf.float32, scope: Any = None,
) -> tuple[list[Any], Any]:
    """Encode and decode vectors with the same cell; see `rnn_decoder` for `loop_function`."""
    with tf.variable_scope("combined_tied_rnn_seq2seq"):
        scope = scope or "tied_rnn_seq2seq"
        _, state = tf.nn.static_rnn(cell, encoder_inputs, dtype=dtype, scope=scope)
        tf.get_variable_scope().reuse_variables()
        return rnn_decoder(decoder_inputs, state, cell, loop_function, scope)


def embedding_rnn_decoder(
    decoder_inputs: list[Any], initial_state: Any, cell: Any, num_symbols: int,
    embedding_size: int, output_projection: Any = None, feed_previous: bool = False,
    update_embedding_for_previous: bool = True, scope: Any = None,
) -> tuple[list[Any], Any]:
    """Run a cell on the embeddings of symbols.

    Args:
        decoder_inputs: symbols, int [batch], for each time step.
        initial_state: initial state of the cell.
        cell: the cell to run.
        num_symbols: number of symbols.
        embedding_size: length of an embedding.
        output_projection: weights [n, num_symbols] and biases [num_symbols] that turn outputs into
            logits, from which to choose the next input; if None, the outputs are the logits.
        feed_previous: whether each next input is the most likely symbol of the previous output.
        update_embedding_for_previous: whether to train the embeddings of these symbols, too.
    """
    with tf.variable_scope(scope or "embedding_rnn_decoder"):
        table = tf.get_variable("embedding", [num_symbols, embedding_size])
        loop = best_symbol(table, output_projection, update_embedding_for_previous)
        vectors = [tf.nn.embedding_lookup(table, symbols) for symbols in decoder_inputs]
        return rnn_decoder(vectors, initial_state, cell, loop if feed_previous else None)


def embedding_rnn_seq2seq(
    encoder_inputs: list[Any], decoder_inputs: list[Any], cell: Any, num_encoder_symbols: int,
    num_decoder_symbols: int, embedding_size: int, output_projection: Any = None,
    feed_previous: Any = False, dtype: Any = None, scope: Any = None,
) -> tuple[list[Any], Any]:
    """Encode and decode symbols; outputs are logits unless `output_projection` is given.

    `feed_previous` may be a bool tensor; for the other arguments, see `embedding_rnn_decoder`.
    """
    with tf.variable_scope(scope or "embedding_rnn_seq2seq", dtype=dtype) as scope:
        encoder = EmbeddingWrapper(encoder_of(cell), num_encoder_symbols, embedding_size)
        _, start = tf.nn.static_rnn(encoder, encoder_inputs, dtype=scope.dtype)
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)
        decode = functools.partial(
            embedding_rnn_decoder, decoder_inputs, start, cell, num_decoder_symbols,
            embedding_size, output_projection,
        )
        return either(decode, feed_previous, len(decoder_inputs))


def embedding_tied_rnn_seq2seq(
    encoder_inputs: list[Any], decoder_inputs: list[Any], cell: Any, num_symbols: int,
    embedding_size: int, num_decoder_symbols: int | None = None, output_projection: Any = None,
    feed_previous: Any = False, dtype: Any = None, scope: Any = None,
) -> tuple[list[Any], Any]:
    """Encode and decode symbols, with the same cell and embeddings for both."""
    with tf.variable_scope(scope or "embedding_tied_rnn_seq2seq", dtype=dtype) as scope:
        table = tf.get_variable("embedding", [num_symbols, embedding_size], dtype=scope.dtype)
        encoded = [tf.nn.embedding_lookup(table, symbols) for symbols in encoder_inputs]
        decoded = [tf.nn.embedding_lookup(table, symbols) for symbols in decoder_inputs]
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols or num_symbols)

        def decode(feed: bool, update: bool) -> tuple[list[Any], Any]:
            loop = best_symbol(table, output_projection, update) if feed else None
            return tied_rnn_seq2seq(encoded, decoded, cell, loop, scope.dtype)

        return either(decode, feed_previous, len(decoder_inputs))


def one2many_rnn_seq2seq(
    encoder_inputs: list[Any], decoder_inputs_dict: dict[str, list[Any]], enc_cell: Any,
    dec_cells_dict: dict[str, Any], num_encoder_symbols: int,
    num_decoder_symbols_dict: dict[str, int], embedding_size: int, feed_previous: Any = False,
    dtype: Any = None, scope: Any = None,
) -> tuple[dict[str, list[Any]], dict[str, Any]]:
    """Encode symbols once and decode with several cells; all dictionaries have the same keys."""
    outputs, states = {}, {}
    with tf.variable_scope(scope or "one2many_rnn_seq2seq", dtype=dtype) as scope:
        encoder = EmbeddingWrapper(enc_cell, num_encoder_symbols, embedding_size)
        _, start = tf.nn.static_rnn(encoder, encoder_inputs, dtype=scope.dtype)
        for name, inputs in decoder_inputs_dict.items():
            symbols = num_decoder_symbols_dict[name]
            with tf.variable_scope(f"one2many_decoder_{name}"):
                cell = OutputProjectionWrapper(dec_cells_dict[name], symbols)
                decode = functools.partial(
                    embedding_rnn_decoder, inputs, start, cell, symbols, embedding_size, None
                )
                outputs[name], states[name] = either(decode, feed_previous, len(inputs))
    return outputs, states


def best_symbol(table: Any, projection: Any, update: bool) -> Callable[[Any, int], tf.Tensor]:
    """Make a `loop_function` that embeds the most likely symbol of the previous output."""

    def loop(previous: Any, _: int) -> tf.Tensor:
        scores = previous if projection is None else tf.nn.xw_plus_b(previous, *projection)
        vectors = tf.nn.embedding_lookup(table, tf.argmax(scores, 1))
        return vectors if update else tf.stop_gradient(vectors)

    return loop


def either(
    decode: Callable[[bool, bool], tuple[list[Any], Any]], feed_previous: Any, length: int
) -> tuple[list[Any], Any]:
    """Call `decode` with `feed_previous` or, if that is a tensor, in both branches of `tf.cond`."""
    if isinstance(feed_previous, bool):
        return decode(feed_previous, True)
    states = []

    def branch(feed: bool) -> list[Any]:
        with tf.variable_scope(tf.get_variable_scope(), reuse=None if feed else True):
            outputs, state = decode(feed, False)
        states.append(state)
        return outputs + nest.flatten(state)

    both = tf.cond(feed_previous, lambda: branch(True), lambda: branch(False))
    return both[:length], nest.pack_sequence_as(states[0], both[length:])
