"""`tf.contrib.rnn`: cells with attention or normalization, and stacks of bidirectional RNNs."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf
from tensorflow.python.util import nest

from tfgraph_course.tf1.contrib.slim import slim
from tfgraph_course.tf1.rnn_cell import LSTMStateTuple, RNNCell, Wrapper, _linear

__all__ = [
    "AttentionCellWrapper", "HighwayWrapper", "LayerNormBasicLSTMCell",
    "stack_bidirectional_dynamic_rnn", "stack_bidirectional_rnn",
]


class AttentionCellWrapper(RNNCell):
    """A cell that attends to its own most recent outputs (Bahdanau et al., arXiv:1409.0473)."""

    def __init__(
        self, cell: Any, attn_length: int, attn_size: int | None = None,
        attn_vec_size: int | None = None, input_size: int | None = None,
        state_is_tuple: bool = True, reuse: bool | None = None,
    ) -> None:
        """Wrap a cell.

        Args:
            cell: the cell to wrap.
            attn_length: number of the most recent outputs to attend to.
            attn_size: size of the wrapper's outputs and of the attention; by default the output
                size of `cell`.
            attn_vec_size: size of the hidden layer that scores the outputs; by default `attn_size`.
            input_size: size of the wrapped cell's inputs; by default the wrapper's input size.
            state_is_tuple: whether the state is a tuple (cell's state, attention, recent outputs)
                or a single tensor.
        """
        super().__init__(_reuse=reuse)
        if nest.is_nested(cell.state_size) and not state_is_tuple:
            raise ValueError("The cell's state is a tuple; give state_is_tuple=True.")
        if attn_length <= 0:
            raise ValueError(f"attn_length is {attn_length}; give 1 or more.")
        self._cell, self._length = cell, attn_length
        self._size = cell.output_size if attn_size is None else attn_size
        self._vec_size = self._size if attn_vec_size is None else attn_vec_size
        self._input_size, self._state_is_tuple = input_size, state_is_tuple

    @property
    def state_size(self) -> Any:
        """The sizes of the cell's state, the attention and the recent outputs, or their sum."""
        size = self._cell.state_size, self._size, self._size * self._length
        return size if self._state_is_tuple else sum(size)

    @property
    def output_size(self) -> int:
        return self._size

    def call(self, inputs: Any, state: Any) -> Any:
        if not self._state_is_tuple:
            inner = self._cell.state_size
            state = tf.split(state, [inner, self._size, self._size * self._length], 1)
        state, attention, seen = state
        seen = tf.reshape(seen, [-1, self._length, self._size])
        size = self._input_size or inputs.shape[1]
        output, state = self._cell(_linear([inputs, attention], int(size), True), state)
        query = tf.concat(nest.flatten(state), 1) if self._state_is_tuple else state
        attention, kept = self._attend(query, seen)
        with tf.variable_scope("attn_output_projection"):
            output = _linear([output, attention], self._size, True)
        seen = tf.concat([kept, tf.expand_dims(output, 1)], 1)
        seen = tf.reshape(seen, [-1, self._length * self._size])
        state = state, attention, seen
        return output, state if self._state_is_tuple else tf.concat(list(state), 1)

    def _attend(self, query: tf.Tensor, seen: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        """Return the attention [batch, attn_size], and `seen` without its oldest output."""
        with tf.variable_scope("attention"):
            weights = tf.get_variable("attn_w", [1, 1, self._size, self._vec_size])
            vector = tf.get_variable("attn_v", [self._vec_size])
            images = tf.reshape(seen, [-1, self._length, 1, self._size])
            features = tf.nn.conv2d(images, weights, [1, 1, 1, 1], "SAME")
            y = tf.reshape(_linear(query, self._vec_size, True), [-1, 1, 1, self._vec_size])
            shares = tf.nn.softmax(tf.reduce_sum(vector * tf.tanh(features + y), [2, 3]))
            mean = tf.reduce_sum(tf.reshape(shares, [-1, self._length, 1, 1]) * images, [1, 2])
            mean = tf.reshape(mean, [-1, self._size])
            return mean, tf.slice(seen, [0, 1, 0], [-1, -1, -1])


class Normalized(RNNCell):
    """Base class of cells with layer normalization; `_gain` and `_shift` are its initial values."""

    def _norm(self, values: tf.Tensor, scope: str) -> tf.Tensor:
        with tf.variable_scope(scope):
            for name, start in (("gamma", self._gain), ("beta", self._shift)):
                start = tf.constant_initializer(start)
                tf.get_variable(name, values.shape[-1:], initializer=start, dtype=values.dtype)
        return slim("layers.layers").layer_norm(values, reuse=True, scope=scope)


class LayerNormBasicLSTMCell(Normalized):
    """LSTM with layer normalization (arXiv:1607.06450) and recurrent dropout (arXiv:1603.05118)."""

    def __init__(
        self, num_units: int, forget_bias: float = 1.0, input_size: Any = None,
        activation: Any = tf.tanh, layer_norm: bool = True, norm_gain: float = 1.0,
        norm_shift: float = 0.0, dropout_keep_prob: Any = 1.0, dropout_prob_seed: Any = None,
        reuse: bool | None = None,
    ) -> None:
        """Set up the cell.

        Args:
            num_units: number of units.
            forget_bias: bias added to the forget gate.
            input_size: ignored; an argument of TensorFlow 0.x.
            activation: activation function of the candidate values and the output.
            layer_norm: whether to apply layer normalization instead of adding a bias.
            norm_gain: initial value of layer normalization's scales.
            norm_shift: initial value of layer normalization's shifts.
            dropout_keep_prob: probability of keeping a candidate value; a number or a tensor.
            dropout_prob_seed: seed for the dropout.
        """
        super().__init__(_reuse=reuse)
        self._num_units, self._forget_bias, self._activation = num_units, forget_bias, activation
        self._layer_norm, self._gain, self._shift = layer_norm, norm_gain, norm_shift
        self._keep_prob, self._seed = dropout_keep_prob, dropout_prob_seed

    @property
    def state_size(self) -> LSTMStateTuple:
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self) -> int:
        return self._num_units

    def call(self, inputs: Any, state: Any) -> Any:
        c, h = state
        gates = _linear(tf.concat([inputs, h], 1), 4 * self._num_units, False)
        if not self._layer_norm:
            gates += tf.get_variable("bias", gates.shape[-1:], dtype=gates.dtype)
        i, j, f, o = tf.split(gates, 4, 1)
        if self._layer_norm:
            i, j = self._norm(i, "input"), self._norm(j, "transform")
            f, o = self._norm(f, "forget"), self._norm(o, "output")
        new = self._activation(j)
        if not isinstance(self._keep_prob, float) or self._keep_prob < 1:
            new = tf.nn.dropout(new, self._keep_prob, seed=self._seed)
        c = c * tf.sigmoid(f + self._forget_bias) + tf.sigmoid(i) * new
        if self._layer_norm:
            c = self._norm(c, "state")
        h = self._activation(c) * tf.sigmoid(o)
        return h, LSTMStateTuple(c, h)


class HighwayWrapper(Wrapper):
    """A wrapper that adds a highway from a cell's inputs to its outputs (arXiv:1505.00387)."""

    def __init__(
        self, cell: Any, couple_carry_transform_gates: bool = True, carry_bias_init: float = 1.0
    ) -> None:
        """`cell` is the inner cell, whose inputs and outputs must have the same size."""
        super().__init__(cell)
        self._coupled, self._bias = couple_carry_transform_gates, carry_bias_init

    def __call__(self, inputs: Any, state: Any, scope: Any = None) -> Any:
        output, state = self.cell(inputs, state, scope=scope)
        carry = self._gate("carry", inputs, self._bias)
        through = 1 - carry if self._coupled else self._gate("transform", inputs, -self._bias)
        return inputs * carry + output * through, state

    def _gate(self, name: str, inputs: tf.Tensor, bias: float) -> tf.Tensor:
        size = int(inputs.shape[-1])
        weights = tf.get_variable(f"{name}_w", [size, size])
        start = tf.constant_initializer(bias)
        biases = tf.get_variable(f"{name}_b", [size], initializer=start)
        return tf.sigmoid(tf.nn.xw_plus_b(inputs, weights, biases))


def stack_bidirectional_rnn(
    cells_fw: list[Any], cells_bw: list[Any], inputs: list[Any], initial_states_fw: Any = None,
    initial_states_bw: Any = None, dtype: Any = None, sequence_length: Any = None,
    scope: Any = None,
) -> tuple[Any, Any, Any]:
    """Stack bidirectional RNNs; each gets the outputs of both directions of the RNN below.

    Args:
        cells_fw: cells of the forward direction, one for each layer.
        cells_bw: cells of the backward direction, one for each layer.
        inputs: a list of tensors [batch, n], one for each time step.
        initial_states_fw: initial states of the forward cells; zeros by default.
        initial_states_bw: initial states of the backward cells; zeros by default.
        dtype: type of these zeros.
        sequence_length: lengths of the sequences, int [batch].
        scope: scope of the variables; by default `stack_bidirectional_rnn`.

    Returns:
        A list of tensors [batch, outputs of both directions], one for each time step; and the
        last states of the forward cells and of the backward cells.
    """

    def run(inputs: Any, cell_fw: Any, cell_bw: Any, start_fw: Any, start_bw: Any) -> Any:
        outputs, *states = tf.nn.static_bidirectional_rnn(
            cell_fw, cell_bw, inputs, start_fw, start_bw, dtype, sequence_length,
            scope=tf.get_variable_scope(),
        )
        return outputs, states

    return _stacked(run, inputs, cells_fw, cells_bw, initial_states_fw, initial_states_bw, scope)


def stack_bidirectional_dynamic_rnn(
    cells_fw: list[Any], cells_bw: list[Any], inputs: Any, initial_states_fw: Any = None,
    initial_states_bw: Any = None, dtype: Any = None, sequence_length: Any = None,
    parallel_iterations: int | None = None, time_major: bool = False, scope: Any = None,
    swap_memory: bool = False,
) -> tuple[Any, Any, Any]:
    """Stack bidirectional RNNs on inputs [batch, length, n], or [length, batch, n] if `time_major`.

    Returns:
        Outputs [batch, length, outputs of both directions], or time-major like the inputs; and the
        last states of the forward cells and of the backward cells.
    """

    def run(inputs: Any, cell_fw: Any, cell_bw: Any, start_fw: Any, start_bw: Any) -> Any:
        outputs, states = tf.nn.bidirectional_dynamic_rnn(
            cell_fw, cell_bw, inputs, sequence_length, start_fw, start_bw, dtype,
            parallel_iterations, swap_memory, time_major,
        )
        return tf.concat(outputs, 2), states

    return _stacked(run, inputs, cells_fw, cells_bw, initial_states_fw, initial_states_bw, scope)


def _stacked(
    run: Any, inputs: Any, cells_fw: Any, cells_bw: Any, states_fw: Any, states_bw: Any, scope: Any
) -> Any:
    if not cells_fw or not cells_bw:
        raise ValueError("A stack of RNNs needs at least one cell in each direction.")
    nothing = [None] * len(cells_fw)
    layers = cells_fw, cells_bw, states_fw or nothing, states_bw or nothing
    if not all(isinstance(part, list | tuple) for part in layers):
        raise ValueError("The cells and the states must be lists with one entry for each layer.")
    states = []
    with tf.variable_scope(scope, "stack_bidirectional_rnn"):
        for i, layer in enumerate(zip(*layers, strict=True)):
            with tf.variable_scope(f"cell_{i}"):
                inputs, last = run(inputs, *layer)
                states.append(last)
    return inputs, *zip(*states, strict=True)
