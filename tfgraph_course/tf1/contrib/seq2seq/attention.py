"""`tf.contrib.seq2seq`: attention mechanisms, and a cell that uses them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import tensorflow.compat.v1 as tf
from tensorflow.python.util import nest
from tf_keras.api._v1.keras.__internal__.legacy.layers import Dense

from tfgraph_course.tf1.rnn_cell import RNNCell

__all__ = [
    "AttentionMechanism", "AttentionWrapper", "AttentionWrapperState", "BahdanauAttention",
    "LuongAttention",
]


class AttentionMechanism:
    """Base class of attention mechanisms, which weight the positions in a memory for a query."""

    query_layer: Any = None

    def __init__(
        self, num_units: int, memory: Any, memory_sequence_length: Any, probability_fn: Any,
        score_mask_value: Any, dtype: Any, name: str,
    ) -> None:
        """The memory is [batch, length, n]; positions after a sequence's end are masked."""
        self._num_units, self._dtype = num_units, dtype or tf.float32
        self.memory_layer = self._layer("memory_layer")
        self._probability = probability_fn or tf.nn.softmax
        self._mask_value = -math.inf if score_mask_value is None else score_mask_value
        with tf.name_scope(name, "BaseAttentionMechanismInit", nest.flatten(memory)):
            self.values = tf.convert_to_tensor(memory, name="memory")
            self._lengths = memory_sequence_length
            if memory_sequence_length is not None:
                length = self.values.shape[1] or tf.shape(self.values)[1]
                mask = tf.sequence_mask(memory_sequence_length, length, self.values.dtype)
                self.values = self.values * mask[..., None]
            self.keys = self.memory_layer(self.values)
            self.batch_size = self.keys.shape[0] or tf.shape(self.keys)[0]
            self.alignments_size = self.keys.shape[1] or tf.shape(self.keys)[1]
            self.state_size = self.alignments_size

    def _layer(self, name: str) -> Any:
        return Dense(self._num_units, name=name, use_bias=False, dtype=self._dtype)

    def initial_alignments(self, batch_size: Any, dtype: Any) -> tf.Tensor:
        """Return the attention weights before the first step: zeros [batch, length]."""
        return tf.zeros([batch_size, self.alignments_size], dtype)

    initial_state = initial_alignments

    def __call__(self, query: Any, state: Any) -> tuple[tf.Tensor, tf.Tensor]:
        """Return the attention weights [batch, length] for a query [batch, n].

        They are returned twice, because they are also the next state.
        """
        with tf.variable_scope(None, self._scope, [query]):
            score = self._score(query)
        if self._lengths is not None:
            mask = tf.sequence_mask(self._lengths, tf.shape(score)[1])
            score = tf.where(mask, score, self._mask_value * tf.ones_like(score))
        alignments = self._probability(score)
        return alignments, alignments


class BahdanauAttention(AttentionMechanism):
    """Additive attention (arXiv:1409.0473)."""

    _scope = "bahdanau_attention"

    def __init__(
        self, num_units: int, memory: Any, memory_sequence_length: Any = None,
        normalize: bool = False, probability_fn: Any = None, score_mask_value: Any = None,
        dtype: Any = None, name: str = "BahdanauAttention",
    ) -> None:
        """Make the layers.

        Args:
            num_units: number of units in each of the two layers, for queries and for the memory.
            memory: the vectors to attend to, [batch, length, n].
            memory_sequence_length: lengths of the sequences in the memory, int [batch].
            normalize: whether to use weight normalization (arXiv:1602.07868).
            probability_fn: function from scores [batch, length] to weights; softmax by default.
            score_mask_value: score of positions after a sequence's end; by default minus infinity.
            dtype: type of the variables.
        """
        super().__init__(
            num_units, memory, memory_sequence_length, probability_fn, score_mask_value, dtype, name
        )
        self.query_layer, self._normalize = self._layer("query_layer"), normalize

    def _score(self, query: Any) -> tf.Tensor:
        total = self.keys + self.query_layer(query)[:, None]
        dtype, units = total.dtype, self._num_units
        v = tf.get_variable("attention_v", [units], dtype=dtype)
        if self._normalize:
            start = tf.constant_initializer(math.sqrt(1 / units))
            g = tf.get_variable("attention_g", [], dtype=dtype, initializer=start)
            zeros = tf.zeros_initializer()
            total += tf.get_variable("attention_b", [units], dtype=dtype, initializer=zeros)
            v = g * v * tf.rsqrt(tf.reduce_sum(tf.square(v)))
        return tf.reduce_sum(v * tf.tanh(total), [2])


class LuongAttention(AttentionMechanism):
    """Multiplicative attention (arXiv:1508.04025); queries are [batch, num_units]."""

    _scope = "luong_attention"

    def __init__(
        self, num_units: int, memory: Any, memory_sequence_length: Any = None,
        scale: bool = False, probability_fn: Any = None, score_mask_value: Any = None,
        dtype: Any = None, name: str = "LuongAttention",
    ) -> None:
        """See `BahdanauAttention`; with `scale`, a factor for the scores is learned."""
        super().__init__(
            num_units, memory, memory_sequence_length, probability_fn, score_mask_value, dtype, name
        )
        self._scale = scale

    def _score(self, query: Any) -> tf.Tensor:
        if query.shape[-1] != self.keys.shape[-1]:
            raise ValueError(
                f"The queries have {query.shape[-1]} units, but the keys {self.keys.shape[-1]}; "
                "give LuongAttention the same num_units as the cell."
            )
        score = tf.squeeze(tf.matmul(query[:, None], self.keys, transpose_b=True), [1])
        if self._scale:
            one = tf.ones_initializer()
            score *= tf.get_variable("attention_g", [], dtype=query.dtype, initializer=one)
        return score


class AttentionWrapperState(NamedTuple):
    """The state of an `AttentionWrapper`; with several mechanisms, its last 3 fields are tuples."""

    cell_state: Any
    attention: Any
    time: Any
    alignments: Any
    alignment_history: Any
    attention_state: Any

    def clone(self, **kwargs: Any) -> AttentionWrapperState:
        """Return a copy in which the given fields are replaced; the old fields' shapes are kept."""

        def shaped(old: Any, new: Any) -> Any:
            if isinstance(old, tf.Tensor) and isinstance(new, tf.Tensor):
                new = tf.identity(new)
                new.set_shape(new.shape.merge_with(old.shape))
            return new

        return nest.map_structure(shaped, self, self._replace(**kwargs))


class AttentionWrapper(RNNCell):
    """A cell that runs another cell, with attention to a memory."""

    def __init__(
        self, cell: Any, attention_mechanism: Any, attention_layer_size: Any = None,
        alignment_history: bool = False, cell_input_fn: Callable[..., Any] | None = None,
        output_attention: bool = True, initial_cell_state: Any = None, name: str | None = None,
        attention_layer: Any = None,
    ) -> None:
        """Wrap a cell.

        Args:
            cell: the cell to wrap.
            attention_mechanism: one mechanism, or a list of several.
            attention_layer_size: size (or list of sizes) of a layer that computes the attention
                from the cell's output and the context (the memory's weighted mean); by default, the
                context is the attention.
            alignment_history: whether to keep the attention weights of all time steps in a
                TensorArray.
            cell_input_fn: function from the inputs and the attention to the cell's inputs; by
                default, they are concatenated.
            output_attention: whether to output the attention instead of the cell's output.
            initial_cell_state: the cell's state that `zero_state` returns; zeros by default.
            attention_layer: the layer itself (or a list of layers), instead of its size.
        """
        super().__init__(name=name)
        self._is_multi = isinstance(attention_mechanism, list | tuple)
        self._mechanisms = self._list(attention_mechanism)
        self._cell, self._history = cell, alignment_history
        self._output_attention = output_attention
        self._cell_input_fn = cell_input_fn or (lambda *both: tf.concat(both, -1))
        self._initial_cell_state = initial_cell_state
        self._attention_layers = [None] * len(self._mechanisms)
        if attention_layer_size is not None:
            self._attention_layers = [
                Dense(size, name="attention_layer", use_bias=False)
                for size in self._list(attention_layer_size)
            ]
        elif attention_layer is not None:
            self._attention_layers = self._list(attention_layer)
        if len(self._attention_layers) != len(self._mechanisms):
            raise ValueError(
                f"{len(self._mechanisms)} attention mechanisms need as many attention layers, not "
                f"{len(self._attention_layers)}; give one for each mechanism."
            )
        self._attention_size = sum(
            self._size(*both) for both in zip(self._mechanisms, self._attention_layers, strict=True)
        )

    @staticmethod
    def _size(mechanism: Any, layer: Any) -> int:
        if layer is None:
            return int(mechanism.values.shape[-1])
        return int(layer.compute_output_shape([None, mechanism.values.shape[-1]])[-1])

    def _list(self, given: Any) -> list[Any]:
        return list(given) if self._is_multi else [given]

    def _each(self, values: list[Any]) -> Any:
        """Return the single value or, for a list of mechanisms, a tuple of all values."""
        return tuple(values) if self._is_multi else values[0]

    @property
    def output_size(self) -> Any:
        return self._attention_size if self._output_attention else self._cell.output_size

    @property
    def state_size(self) -> AttentionWrapperState:
        return AttentionWrapperState(
            cell_state=self._cell.state_size,
            attention=self._attention_size,
            time=tf.TensorShape([]),
            alignments=self._each([m.alignments_size for m in self._mechanisms]),
            alignment_history=self._each(
                [m.alignments_size if self._history else () for m in self._mechanisms]
            ),
            attention_state=self._each([m.state_size for m in self._mechanisms]),
        )

    def zero_state(self, batch_size: Any, dtype: Any) -> AttentionWrapperState:
        with tf.name_scope("AttentionWrapperZeroState", values=[batch_size]):
            cell_state = self._initial_cell_state
            if cell_state is None:
                cell_state = self._cell.zero_state(batch_size, dtype)
            cell_state = nest.map_structure(tf.identity, cell_state)
            start = [m.initial_alignments(batch_size, dtype) for m in self._mechanisms]
            arrays = [
                tf.TensorArray(dtype, 0, dynamic_size=True, element_shape=alignments.shape)
                if self._history
                else ()
                for alignments in start
            ]
            return AttentionWrapperState(
                cell_state=cell_state,
                attention=tf.zeros([batch_size, self._attention_size], dtype),
                time=tf.zeros([], tf.int32),
                alignments=self._each(start),
                alignment_history=self._each(arrays),
                attention_state=self._each(start),
            )

    def call(self, inputs: Any, state: AttentionWrapperState) -> Any:
        output, cell_state = self._cell(
            self._cell_input_fn(inputs, state.attention), state.cell_state
        )
        before, arrays = self._list(state.attention_state), self._list(state.alignment_history)
        each = zip(self._mechanisms, self._attention_layers, before, arrays, strict=True)
        results = []
        for mechanism, layer, past, array in each:
            weights, new_state = mechanism(output, state=past)
            mean = tf.squeeze(tf.matmul(weights[:, None], mechanism.values), [1])
            attention = mean if layer is None else layer(tf.concat([output, mean], 1))
            history = array.write(state.time, weights) if self._history else ()
            results.append((attention, weights, history, new_state))
        attentions, *rest = zip(*results, strict=True)
        attention = tf.concat(attentions, 1)
        new = AttentionWrapperState(cell_state, attention, state.time + 1, *map(self._each, rest))
        return (attention if self._output_attention else output), new
