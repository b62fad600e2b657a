"""`tf.contrib.rnn`: cells with gates other than those of LSTM and GRU, each from a paper.

Inputs have the shape [batch, n]; states and outputs, unless said otherwise, [batch, num_units].
"""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.rnn_cell import LSTMStateTuple, RNNCell, _linear

__all__ = ["GLSTMCell", "IndRNNCell", "IntersectionRNNCell", "NASCell", "SRUCell", "UGRNNCell"]


class _Cell(RNNCell):
    """A cell whose state and output have `num_units` columns."""

    def __init__(self, num_units: int, reuse: bool | None, **settings: Any) -> None:
        super().__init__(_reuse=reuse, **settings)
        self._num_units = num_units

    @property
    def state_size(self) -> Any:
        return self._num_units

    @property
    def output_size(self) -> int:
        return self._num_units


class UGRNNCell(_Cell):
    """An RNN with a single gate, which updates the state (Collins et al., arXiv:1611.09913)."""

    def __init__(
        self, num_units: int, initializer: Any = None, forget_bias: float = 1.0,
        activation: Any = tf.tanh, reuse: bool | None = None,
    ) -> None:
        """`forget_bias` is added to the gate; `activation` is applied to the candidate values."""
        super().__init__(num_units, reuse)
        self._initializer, self._forget_bias = initializer, forget_bias
        self._activation = activation

    def call(self, inputs: Any, state: Any) -> Any:
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            gate, new = tf.split(_linear([inputs, state], 2 * self._num_units, True), 2, 1)
        gate = tf.sigmoid(gate + self._forget_bias)
        state = gate * state + (1 - gate) * self._activation(new)
        return state, state


class IntersectionRNNCell(_Cell):
    """The "+RNN", which gates both time and depth (Collins et al., arXiv:1611.09913)."""

    def __init__(
        self, num_units: int, num_in_proj: int | None = None, initializer: Any = None,
        forget_bias: float = 1.0, y_activation: Any = tf.nn.relu, reuse: bool | None = None,
    ) -> None:
        """Set up the cell.

        Args:
            num_units: number of units.
            num_in_proj: `num_units`, to map inputs of another size to it; None to reject them.
            initializer: initializer of the weights.
            forget_bias: number added to both gates.
            y_activation: activation function of the output's candidate values.
        """
        super().__init__(num_units, reuse)
        self._projection, self._initializer = num_in_proj, initializer
        self._forget_bias, self._activation = forget_bias, y_activation

    def call(self, inputs: Any, state: Any) -> Any:
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            if inputs.shape[1] != self._num_units:
                if not self._projection:
                    raise ValueError(
                        "Must have input size == output size for Intersection RNN. To fix, "
                        "num_in_proj should be set to num_units at cell init."
                    )
                inputs = _linear(inputs, self._num_units, True, scope="in_projection")
            all_four = _linear([inputs, state], 4 * self._num_units, True)
        time, new_state, depth, new_output = tf.split(all_four, 4, 1)
        time, depth = (tf.sigmoid(gate + self._forget_bias) for gate in (time, depth))
        state = time * state + (1 - time) * tf.tanh(new_state)
        return depth * inputs + (1 - depth) * self._activation(new_output), state


class SRUCell(_Cell):
    """The simple recurrent unit, whose gates see the inputs only (Lei et al., arXiv:1709.02755)."""

    def __init__(
        self, num_units: int, activation: Any = None, reuse: bool | None = None,
        name: str | None = None, **settings: Any,
    ) -> None:
        super().__init__(num_units, reuse, name=name, **settings)
        self._activation = activation or tf.tanh

    def call(self, inputs: Any, state: Any) -> Any:
        size = self._num_units
        kernel = tf.get_variable("kernel", [inputs.shape[1], 4 * size])
        bias = tf.get_variable("bias", [2 * size], initializer=tf.zeros_initializer())
        new, gates, through = tf.split(tf.matmul(inputs, kernel), [size, 2 * size, size], 1)
        forget, reset = tf.split(tf.sigmoid(tf.nn.bias_add(gates, bias)), 2, 1)
        state = forget * state + (1 - forget) * new
        return reset * self._activation(state) + (1 - reset) * through, state


class IndRNNCell(_Cell):
    """An RNN whose units see only their own last state (Li et al., arXiv:1803.04831)."""

    def __init__(
        self, num_units: int, activation: Any = None, reuse: bool | None = None,
        name: str | None = None, dtype: Any = None,
    ) -> None:
        super().__init__(num_units, reuse, name=name, dtype=dtype)
        self._activation = activation or tf.tanh

    def call(self, inputs: Any, state: Any) -> Any:
        of_inputs = tf.get_variable("kernel_w", [inputs.shape[1], self._num_units])
        of_state = tf.get_variable(
            "kernel_u", [1, self._num_units], initializer=tf.random_uniform_initializer(-1, 1)
        )
        bias = tf.get_variable("bias", [self._num_units], initializer=tf.zeros_initializer())
        sums = tf.matmul(inputs, of_inputs) + state * of_state
        state = self._activation(tf.nn.bias_add(sums, bias))
        return state, state


class _LSTM(_Cell):
    """A cell with LSTM's state (c, m); m, which is the output, may have another size."""

    def __init__(
        self, num_units: int, num_proj: int | None, reuse: bool | None, **settings: Any
    ) -> None:
        super().__init__(num_units, reuse, **settings)
        self._num_proj = num_proj

    @property
    def state_size(self) -> LSTMStateTuple:
        return LSTMStateTuple(self._num_units, self.output_size)

    @property
    def output_size(self) -> int:
        return self._num_proj or self._num_units


class NASCell(_LSTM):
    """A cell found by neural architecture search (Zoph and Le, arXiv:1611.01578)."""

    def __init__(
        self, num_units: int, num_proj: int | None = None, use_bias: bool = False,
        reuse: bool | None = None, **settings: Any,
    ) -> None:
        """`num_proj` is the output's size, if it differs; `use_bias` adds a bias to the gates."""
        super().__init__(num_units, num_proj, reuse, **settings)
        self._use_bias = use_bias

    def call(self, inputs: Any, state: Any) -> Any:
        c, m = state
        size = 8 * self._num_units
        of_state = tf.get_variable("recurrent_kernel", [self.output_size, size])
        of_inputs = tf.get_variable("kernel", [inputs.shape[1], size])
        m = tf.matmul(m, of_state)
        if self._use_bias:
            m += tf.get_variable("bias", [size], initializer=tf.zeros_initializer())
        x, m = tf.split(tf.matmul(inputs, of_inputs), 8, 1), tf.split(m, 8, 1)
        sigmoid, tanh, relu = tf.sigmoid, tf.tanh, tf.nn.relu
        first = tanh(sigmoid(x[0] + m[0]) * relu(x[1] + m[1]))
        second = tanh(sigmoid(x[2] + m[2]) + relu(x[3] * m[3]))
        third = tanh(tanh(x[4] + m[4]) * sigmoid(x[5] + m[5]))
        fourth = sigmoid(tanh(x[6] + m[6]) + sigmoid(x[7] + m[7]))
        c = tanh(first + c) * second
        m = tanh(c * tanh(third + fourth))
        if self._num_proj is not None:
            m = tf.matmul(m, tf.get_variable(
                "projection_weights", [self._num_units, self._num_proj]
            ))
        return m, LSTMStateTuple(c, m)


class GLSTMCell(_LSTM):
    """LSTM in groups of units, each with a part of inputs and outputs (arXiv:1703.10722)."""

    def __init__(
        self, num_units: int, initializer: Any = None, num_proj: int | None = None,
        number_of_groups: int = 1, forget_bias: float = 1.0, activation: Any = tf.tanh,
        reuse: bool | None = None,
    ) -> None:
        """Set up the cell.

        Args:
            num_units: number of units, a multiple of the number of groups.
            initializer: initializer of the weights.
            num_proj: size of the output if not `num_units`; a multiple of the number of groups.
            number_of_groups: number of groups.
            forget_bias: number added to the forget gate.
            activation: activation function of the output.
        """
        super().__init__(num_units, num_proj, reuse)
        for name, size in (("num_units", num_units), ("num_proj", num_proj or 0)):
            if size % number_of_groups:
                raise ValueError(f"{name} must be divisible by number_of_groups")
        self._initializer, self._groups = initializer, number_of_groups
        self._forget_bias, self._activation = forget_bias, activation

    def call(self, inputs: Any, state: Any) -> Any:
        c, m = state
        size = int(inputs.shape[1])
        if size % self._groups:
            raise ValueError(
                f"input size ({size}) must be divisible by number_of_groups ({self._groups})"
            )
        parts = zip(tf.split(inputs, self._groups, 1), tf.split(m, self._groups, 1), strict=True)
        width = 4 * self._num_units // self._groups
        with tf.variable_scope(tf.get_variable_scope(), initializer=self._initializer):
            gates = [
                tf.split(_linear(list(part), width, False, scope=f"group{number}"), 4, 1)
                for number, part in enumerate(parts)
            ]
            i, j, f, o = (
                tf.concat(group, 1) + tf.get_variable(
                    f"bias_{name}", [self._num_units], initializer=tf.zeros_initializer()
                )
                for name, group in zip("ijfo", zip(*gates, strict=True), strict=True)
            )
        c = tf.sigmoid(f + self._forget_bias) * c + tf.sigmoid(i) * tf.tanh(j)
        m = tf.sigmoid(o) * self._activation(c)
        if self._num_proj is not None:
            m = _linear(m, self._num_proj, False, scope="projection")
        return m, LSTMStateTuple(c, m)
