"""`tf.contrib.seq2seq` of 1.0 and 1.1: decoding with a function for each step.

A decoder function takes the time, the cell's state, input and output, and a context, which may be
anything. It returns whether each sequence is done, bool [batch], the cell's next state and input,
the output to emit, and the next context. In training, the first of these is None.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.contrib.slim import slim
from tfgraph_course.tf1.rnn_cell import LSTMStateTuple

__all__ = [
    "attention_decoder_fn_inference", "attention_decoder_fn_train", "dynamic_rnn_decoder",
    "prepare_attention", "simple_decoder_fn_inference", "simple_decoder_fn_train",
]


def simple_decoder_fn_train(encoder_state: Any, name: str | None = None) -> Callable[..., Any]:
    """Return a decoder function for training, which starts from the encoder's last state."""

    def decoder_fn(time: Any, state: Any, inputs: Any, output: Any, context: Any) -> Any:
        return None, encoder_state if state is None else state, inputs, output, context

    return decoder_fn


def attention_decoder_fn_train(
    encoder_state: Any, attention_keys: Any, attention_values: Any, attention_score_fn: Any,
    attention_construct_fn: Any, name: str | None = None,
) -> Callable[..., Any]:
    """Return a decoder function for training with attention.

    The arguments after `encoder_state` are the results of `prepare_attention`.
    """

    def decoder_fn(time: Any, state: Any, inputs: Any, output: Any, context: Any) -> Any:
        if state is None:
            state, attention = encoder_state, _no_attention(encoder_state)
        else:
            output = attention = attention_construct_fn(output, attention_keys, attention_values)
        return None, state, tf.concat([inputs, attention], 1), output, context

    return decoder_fn


def simple_decoder_fn_inference(
    output_fn: Any, encoder_state: Any, embeddings: Any, start_of_sequence_id: int,
    end_of_sequence_id: int, maximum_length: Any, num_decoder_symbols: int, dtype: Any = tf.int32,
    name: str | None = None,
) -> Callable[..., Any]:
    """Return a decoder function whose next input is the symbol just predicted.

    Args:
        output_fn: function that turns the cell's output into logits; None if the output is logits.
        encoder_state: the encoder's last state.
        embeddings: the symbols' embeddings, [num_decoder_symbols, n].
        start_of_sequence_id: the symbol that is the first input.
        end_of_sequence_id: the symbol after which a sequence is done.
        maximum_length: the step, from 0, after which all sequences are done.
        num_decoder_symbols: number of symbols.
        dtype: type of the symbols.
    """

    def decoder_fn(time: Any, state: Any, inputs: Any, output: Any, context: Any) -> Any:
        size = tf.shape(tf.nest.flatten(encoder_state)[0])[0]
        if output is None:
            state, output = encoder_state, tf.zeros([num_decoder_symbols])
            symbols = tf.fill([size], tf.constant(start_of_sequence_id, dtype))
            done = tf.zeros([size], tf.bool)
        else:
            output = output_fn(output) if output_fn else output
            symbols = tf.cast(tf.argmax(output, 1), dtype)
            done = tf.equal(symbols, end_of_sequence_id)
        done = tf.logical_or(done, time > maximum_length)
        return done, state, tf.gather(embeddings, symbols), output, context

    return decoder_fn


def attention_decoder_fn_inference(
    output_fn: Any, encoder_state: Any, attention_keys: Any, attention_values: Any,
    attention_score_fn: Any, attention_construct_fn: Any, embeddings: Any,
    start_of_sequence_id: int, end_of_sequence_id: int, maximum_length: Any,
    num_decoder_symbols: int, dtype: Any = tf.int32, name: str | None = None,
) -> Callable[..., Any]:
    """Return a decoder function with attention whose next input is the symbol just predicted."""
    simple = simple_decoder_fn_inference(
        output_fn, encoder_state, embeddings, start_of_sequence_id, end_of_sequence_id,
        maximum_length, num_decoder_symbols, dtype,
    )

    def decoder_fn(time: Any, state: Any, inputs: Any, output: Any, context: Any) -> Any:
        if output is None:
            attention = _no_attention(encoder_state)
        else:
            output = attention = attention_construct_fn(output, attention_keys, attention_values)
        done, state, inputs, output, context = simple(time, state, inputs, output, context)
        return done, state, tf.concat([inputs, attention], 1), output, context

    return decoder_fn


def _no_attention(encoder_state: Any) -> tf.Tensor:
    top = encoder_state[-1] if isinstance(encoder_state, tuple) else encoder_state
    return tf.zeros_like(top.h if isinstance(top, LSTMStateTuple) else top)


def prepare_attention(
    attention_states: Any, attention_option: str, num_units: int, reuse: bool | None = False
) -> tuple[tf.Tensor, tf.Tensor, Callable[..., Any], Callable[..., Any]]:
    """Make the variables of an attention mechanism, and the functions that compute it.

    Args:
        attention_states: the encoder's outputs, [batch, length, num_units].
        attention_option: "bahdanau" (arXiv:1409.0473) or "luong" (arXiv:1508.04025).
        num_units: size of the decoder's outputs.
        reuse: whether to reuse existing variables.

    Returns:
        The keys [batch, length, num_units]; the values, which are `attention_states`; a function
        that computes a query's context; and one that computes the attention from both.
    """
    if attention_option not in ("bahdanau", "luong"):
        raise ValueError(f"Unknown attention option {attention_option}!")
    linear = slim("layers.layers").linear
    with tf.variable_scope("attention_keys", reuse=reuse) as scope:
        keys = linear(attention_states, num_units, biases_initializer=None, scope=scope)
    with tf.variable_scope("attention_score", reuse=reuse):
        if attention_option == "bahdanau":
            of_query = tf.get_variable("attnW", [num_units, num_units])
            vector = tf.get_variable("attnV", [num_units])

    def score_fn(query: tf.Tensor, keys: tf.Tensor, values: tf.Tensor) -> tf.Tensor:
        if attention_option == "bahdanau":
            query = tf.matmul(query, of_query)[:, None]
            scores = tf.reduce_sum(vector * tf.tanh(keys + query), 2)
        else:
            scores = tf.reduce_sum(keys * query[:, None], 2)
        context = tf.reduce_sum(tf.nn.softmax(scores)[:, :, None] * values, 1)
        context.set_shape([None, num_units])
        return context

    with tf.variable_scope("attention_construct", reuse=reuse) as construct_scope:
        pass

    def construct_fn(query: tf.Tensor, keys: tf.Tensor, values: tf.Tensor) -> tf.Tensor:
        both = tf.concat([query, score_fn(query, keys, values)], 1)
        again = tf.get_variable_scope().reuse or None  # prediction reuses training's variables
        return linear(both, num_units, biases_initializer=None, scope=construct_scope, reuse=again)

    return keys, attention_states, score_fn, construct_fn


def dynamic_rnn_decoder(
    cell: Any, decoder_fn: Callable[..., Any], inputs: Any = None, sequence_length: Any = None,
    parallel_iterations: int | None = None, swap_memory: bool = False, time_major: bool = False,
    scope: Any = None, name: str | None = None,
) -> tuple[tf.Tensor, Any, Any]:
    """Run a cell with a decoder function.

    Args:
        cell: the cell.
        decoder_fn: the decoder function.
        inputs: in training, the inputs [batch, length, n], or time-major; else None.
        sequence_length: the lengths of the sequences, int [batch]; needed in training.
        parallel_iterations: see `tf.nn.raw_rnn`.
        swap_memory: see `tf.nn.raw_rnn`.
        time_major: whether inputs and outputs have the shape [length, batch, n].
        scope: scope of the variables.

    Returns:
        The outputs [batch, length, n], or time-major; the last state; the last context, or None.
    """
    if inputs is not None:
        inputs = tf.convert_to_tensor(inputs)
        steps = inputs if time_major else tf.transpose(inputs, [1, 0, 2])
        length = tf.shape(steps)[0]
        last = tf.zeros_like(steps[:1])  # for the call after the last step
        given = tf.TensorArray(inputs.dtype, length + 1).unstack(tf.concat([steps, last], 0))

    def loop_fn(time: Any, output: Any, state: Any, loop_state: Any) -> Any:
        context = loop_state[1] if isinstance(loop_state, tuple) else None
        step = None
        if inputs is not None:
            step = given.read(time)
            step.set_shape([None, inputs.shape[2]])
        done, state, step, output, context = decoder_fn(time, state, step, output, context)
        if done is None:
            done = time >= sequence_length
        return done, step, state, output, done if context is None else (done, context)

    outputs, state, last_loop = tf.nn.raw_rnn(
        cell, loop_fn, parallel_iterations=parallel_iterations, swap_memory=swap_memory, scope=scope
    )
    outputs = outputs.stack()
    context = last_loop[1] if isinstance(last_loop, tuple) else None
    return outputs if time_major else tf.transpose(outputs, [1, 0, 2]), state, context
