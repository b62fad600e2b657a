"""`tf.contrib.rnn`: LSTMs with coupled gates, and convolutional LSTMs."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.contrib.rnn.cells import Normalized
from tfgraph_course.tf1.rnn_cell import LSTMStateTuple, RNNCell

__all__ = [
    "Conv1DLSTMCell", "Conv2DLSTMCell", "Conv3DLSTMCell", "ConvLSTMCell",
    "CoupledInputForgetGateLSTMCell",
]


class CoupledInputForgetGateLSTMCell(Normalized):
    """LSTM whose input gate is 1 minus its forget gate (arXiv:1503.04069)."""

    def __init__(
        self, num_units: int, use_peepholes: bool = False, initializer: Any = None,
        num_proj: int | None = None, proj_clip: float | None = None, num_unit_shards: int = 1,
        num_proj_shards: int = 1, forget_bias: float = 1.0, state_is_tuple: bool = True,
        activation: Any = tf.tanh, reuse: bool | None = None, layer_norm: bool = False,
        norm_gain: float = 1.0, norm_shift: float = 0.0,
    ) -> None:
        """Set up the cell.

        Args:
            num_units: size of the cell state.
            use_peepholes: whether the gates also depend on the cell state.
            initializer: initializer for the weights.
            num_proj: size of the outputs after a linear projection; None for no projection.
            proj_clip: largest absolute value of the projected outputs.
            num_unit_shards: number of variables into which the weights are split.
            num_proj_shards: number of variables into which the projection's weights are split.
            forget_bias: bias added to the forget gate.
            state_is_tuple: whether the state is a tuple (cell state, output) or a single tensor.
            activation: activation function of the candidate values and the output.
            layer_norm: whether to use layer normalization.
            norm_gain: initial value of the normalization's scales.
            norm_shift: initial value of the normalization's shifts.
        """
        super().__init__(_reuse=reuse)
        self._units, self._use_peepholes, self._initializer = num_units, use_peepholes, initializer
        self._proj, self._clip, self._forget_bias = num_proj, proj_clip, forget_bias
        self._shards = num_unit_shards, num_proj_shards
        self._state_is_tuple, self._activation = state_is_tuple, activation
        self._layer_norm, self._gain, self._shift = layer_norm, norm_gain, norm_shift

    @property
    def output_size(self) -> int:
        return self._proj or self._units

    @property
    def state_size(self) -> Any:
        size = LSTMStateTuple(self._units, self.output_size)
        return size if self._state_is_tuple else sum(size)

    def call(self, inputs: Any, state: Any) -> Any:
        if not self._state_is_tuple:
            state = tf.split(state, [self._units, self.output_size], 1)
        c_before, h_before = state
        dtype, units = inputs.dtype, self._units
        rows = int(inputs.shape[1]) + self.output_size
        kernel = self._weights("W", [rows, 3 * units], dtype, self._shards[0])
        bias = tf.get_variable("B", [3 * units], dtype=dtype, initializer=tf.zeros_initializer())
        gates = tf.matmul(tf.concat([inputs, h_before], 1), kernel)
        if not self._layer_norm:  # layer normalization has its own shifts
            gates = tf.nn.bias_add(gates, bias)
        j, f, o = tf.split(gates, 3, 1)
        if self._layer_norm:
            j, f, o = self._norm(j, "transform"), self._norm(f, "forget"), self._norm(o, "output")
        f += self._forget_bias
        if self._use_peepholes:
            f += self._peephole("W_F_diag", dtype) * c_before
        f = tf.sigmoid(f)
        c = f * c_before + (1 - f) * self._activation(j)
        if self._layer_norm:
            c = self._norm(c, "state")
        if self._use_peepholes:
            o += self._peephole("W_O_diag", dtype) * c
        h = tf.sigmoid(o) * self._activation(c)
        if self._proj is not None:
            h = tf.matmul(h, self._weights("W_P", [units, self._proj], dtype, self._shards[1]))
            if self._clip is not None:
                h = tf.clip_by_value(h, -self._clip, self._clip)
        return h, LSTMStateTuple(c, h) if self._state_is_tuple else tf.concat([c, h], 1)

    def _peephole(self, name: str, dtype: Any) -> Any:
        return tf.get_variable(name, [self._units], dtype=dtype, initializer=self._initializer)

    def _weights(self, name: str, shape: list[int], dtype: Any, shards: int) -> Any:
        """Concatenate variables NAME_0, NAME_1, ... with nearly equal numbers of rows."""
        sizes = [len(range(i, shape[0], shards)) for i in range(shards)]
        parts = [
            tf.get_variable(
                f"{name}_{i}", [size, *shape[1:]], dtype=dtype, initializer=self._initializer
            )
            for i, size in enumerate(sizes)
        ]
        return parts[0] if shards == 1 else tf.concat(parts, 0)


class ConvLSTMCell(RNNCell):
    """Convolutional LSTM, with convolutions in place of linear maps (arXiv:1506.04214)."""

    def __init__(
        self, conv_ndims: int, input_shape: list[int], output_channels: int,
        kernel_shape: list[int], use_bias: bool = True, skip_connection: bool = False,
        forget_bias: float = 1.0, initializers: Any = None, name: str = "conv_lstm_cell",
    ) -> None:
        """Set up the cell.

        Args:
            conv_ndims: number of spatial axes, 1 to 3.
            input_shape: shape of an image; the last axis is the channels.
            output_channels: number of channels that the LSTM computes.
            kernel_shape: spatial shape of the convolution's kernel.
            use_bias: whether to add a bias.
            skip_connection: whether to append the inputs' channels to the outputs' channels.
            forget_bias: bias added to the forget gate.
            initializers: ignored, as in TF 1.15.
        """
        super().__init__(name=name)
        if conv_ndims != len(input_shape) - 1:
            raise ValueError(
                f"input_shape is {input_shape}; give {conv_ndims} spatial sizes and the number of "
                "channels."
            )
        self._shape, self._channels, self._kernel = input_shape, output_channels, kernel_shape
        self._use_bias, self._skip, self._forget_bias = use_bias, skip_connection, forget_bias

    @property
    def output_size(self) -> tf.TensorShape:
        channels = self._channels + (self._shape[-1] if self._skip else 0)
        return tf.TensorShape([*self._shape[:-1], channels])

    @property
    def state_size(self) -> LSTMStateTuple:
        size = tf.TensorShape([*self._shape[:-1], self._channels])
        return LSTMStateTuple(size, size)

    def call(self, inputs: Any, state: Any, scope: Any = None) -> Any:
        """Compute output images and a new state from images [batch, ..., channels] and a state."""
        c, h = state
        both = tf.concat([inputs, h], -1)
        channels = 4 * self._channels
        kernel = tf.get_variable(
            "kernel", [*self._kernel, int(both.shape[-1]), channels], dtype=inputs.dtype
        )
        gates = tf.nn.convolution(both, kernel, "SAME")
        if self._use_bias:
            zeros = tf.zeros_initializer()
            gates += tf.get_variable("biases", [channels], dtype=inputs.dtype, initializer=zeros)
        i, new, f, o = tf.split(gates, 4, -1)
        c = tf.sigmoid(f + self._forget_bias) * c + tf.sigmoid(i) * tf.tanh(new)
        h = tf.tanh(c) * tf.sigmoid(o)
        output = tf.concat([h, inputs], -1) if self._skip else h
        return output, LSTMStateTuple(c, h)


class Conv1DLSTMCell(ConvLSTMCell):
    """`ConvLSTMCell` for sequences [batch, length, channels]."""

    def __init__(self, name: str = "conv_1d_lstm_cell", **settings: Any) -> None:
        super().__init__(1, name=name, **settings)


class Conv2DLSTMCell(ConvLSTMCell):
    """`ConvLSTMCell` for images [batch, height, width, channels]."""

    def __init__(self, name: str = "conv_2d_lstm_cell", **settings: Any) -> None:
        super().__init__(2, name=name, **settings)


class Conv3DLSTMCell(ConvLSTMCell):
    """`ConvLSTMCell` for volumes [batch, depth, height, width, channels]."""

    def __init__(self, name: str = "conv_3d_lstm_cell", **settings: Any) -> None:
        super().__init__(3, name=name, **settings)
