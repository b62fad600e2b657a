"""`tf.contrib.rnn`: cells, and complete RNNs, each of which is a single operation."""

from __future__ import annotations

from typing import Any

import tensorflow.compat.v1 as tf
from tensorflow.python.ops import gen_rnn_ops
from tf_keras.src.legacy_tf_layers.base import Layer

from tfgraph_course.tf1.rnn_cell import LayerRNNCell, LSTMStateTuple

__all__ = [
    "FusedRNNCellAdaptor", "GRUBlockCell", "GRUBlockCellV2", "LSTMBlockCell", "LSTMBlockFusedCell",
    "TimeReversedFusedRNN",
]


class _LSTM:
    """The settings and variables that `LSTMBlockCell` and `LSTMBlockFusedCell` share."""

    def __init__(
        self, num_units: int, forget_bias: float = 1.0, cell_clip: float | None = None,
        use_peephole: bool = False, dtype: Any = None, reuse: bool | None = None,
        name: str = "lstm_cell",
    ) -> None:
        """`cell_clip` bounds the cell state's absolute values; None leaves them unbounded."""
        super().__init__(_reuse=reuse, dtype=dtype, name=name)
        self.num_units = num_units
        self._settings = {
            "forget_bias": forget_bias,
            "cell_clip": -1 if cell_clip is None else cell_clip,
            "use_peephole": use_peephole,
        }

    def build(self, inputs_shape: Any) -> None:
        """Make the kernel [inputs + units, 4 * units], the bias and the peepholes."""
        units, zeros = self.num_units, tf.zeros_initializer()
        kernel = self.add_weight("kernel", [int(inputs_shape[-1]) + units, 4 * units])
        bias = self.add_weight("bias", [4 * units], initializer=zeros)
        if self._settings["use_peephole"]:
            i, f, o = (self.add_weight(f"w_{gate}_diag", [units]) for gate in "ifo")
        else:
            i = f = o = tf.zeros([units], kernel.dtype.base_dtype)
        self._weights = {"w": kernel, "b": bias, "wci": i, "wcf": f, "wco": o}
        self.built = True


class LSTMBlockCell(_LSTM, LayerRNNCell):
    """`BasicLSTMCell` as one operation, with optional peepholes and clipping."""

    @property
    def state_size(self) -> LSTMStateTuple:
        return LSTMStateTuple(self.num_units, self.num_units)

    @property
    def output_size(self) -> int:
        return self.num_units

    def call(self, inputs: Any, state: Any) -> Any:
        c, h = state
        results = tf.raw_ops.LSTMBlockCell(
            x=inputs, cs_prev=c, h_prev=h, **self._weights, **self._settings
        )
        return results.h, LSTMStateTuple(results.cs, results.h)


@tf.RegisterGradient("LSTMBlockCell")
def _lstm_gradient(op: tf.Operation, *gradients: Any) -> list[Any]:
    """Compute the gradients of `LSTMBlockCell`, which TensorFlow no longer defines."""
    x, _, h_before, w, *_ = op.inputs
    c_gradient, gates, *diagonal_gradients = gen_rnn_ops.lstm_block_cell_grad(
        *op.inputs, *op.outputs[:6], gradients[1], gradients[6], op.get_attr("use_peephole")
    )
    both = tf.matmul(gates, w, transpose_b=True)
    size = x.shape[-1]
    w_gradient = tf.matmul(tf.concat([x, h_before], 1), gates, transpose_a=True)
    return [
        both[:, :size], c_gradient, both[:, size:], w_gradient, *diagonal_gradients,
        tf.reduce_sum(gates, 0),
    ]


class GRUBlockCell(LayerRNNCell):
    """`GRUCell` as one operation."""

    _names = ("w_ru", "b_ru", "w_c", "b_c")

    def __init__(
        self, num_units: int | None = None, cell_size: int | None = None,
        reuse: bool | None = None, name: str = "gru_cell",
    ) -> None:
        """`cell_size` is the name that `num_units` had before TensorFlow 1.4."""
        super().__init__(_reuse=reuse, name=name)
        if (num_units is None) == (cell_size is None):
            raise ValueError("GRUBlockCell needs num_units or its old name, cell_size, not both.")
        self._size = cell_size if num_units is None else num_units

    @property
    def output_size(self) -> int:
        return self._size

    state_size = output_size

    def build(self, inputs_shape: Any) -> None:
        n, units = int(inputs_shape[-1]), self._size
        w_ru, b_ru, w_c, b_c = self._names
        one, zero = tf.ones_initializer(), tf.zeros_initializer()
        self._weights = {
            "w_ru": self.add_weight(w_ru, [n + units, 2 * units]),
            "b_ru": self.add_weight(b_ru, [2 * units], initializer=one),
            "w_c": self.add_weight(w_c, [n + units, units]),
            "b_c": self.add_weight(b_c, [units], initializer=zero),
        }
        self.built = True

    def call(self, inputs: Any, state: Any) -> Any:
        new = tf.raw_ops.GRUBlockCell(x=inputs, h_prev=state, **self._weights).h
        return new, new


class GRUBlockCellV2(GRUBlockCell):
    """`GRUBlockCell` with variables named as in `GRUCell`."""

    _names = ("gates/kernel", "gates/bias", "candidate/kernel", "candidate/bias")


@tf.RegisterGradient("GRUBlockCell")
def _gru_gradient(op: tf.Operation, *gradients: Any) -> list[Any]:
    """Compute the gradients of `GRUBlockCell`, which TensorFlow no longer defines."""
    x, before, *_ = op.inputs
    x_gradient, before_gradient, candidate, gates = gen_rnn_ops.gru_block_cell_grad(
        *op.inputs, *op.outputs[:3], gradients[3]
    )
    return [
        x_gradient,
        before_gradient,
        tf.matmul(tf.concat([x, before], 1), gates, transpose_a=True),
        tf.matmul(tf.concat([x, before * op.outputs[0]], 1), candidate, transpose_a=True),
        tf.reduce_sum(gates, 0),
        tf.reduce_sum(candidate, 0),
    ]


class LSTMBlockFusedCell(_LSTM, Layer):
    """An LSTM over all time steps, as one operation."""

    def __init__(
        self, num_units: int, forget_bias: float = 1.0, cell_clip: float | None = None,
        use_peephole: bool = False, reuse: bool | None = None, dtype: Any = None,
        name: str = "lstm_fused_cell",
    ) -> None:
        super().__init__(num_units, forget_bias, cell_clip, use_peephole, dtype, reuse, name)

    def __call__(
        self, inputs: Any, initial_state: Any = None, dtype: Any = None,
        sequence_length: Any = None, **settings: Any,
    ) -> Any:
        """Run the LSTM over all time steps.

        Args:
            inputs: tensor [time, batch, n], or a list of tensors [batch, n].
            initial_state: initial cell state and output, [batch, num_units]; zeros by default.
            dtype: type of these zeros.
            sequence_length: lengths, int [batch]; outputs beyond them are zero.
            settings: other arguments for the layer's `__call__`.

        Returns:
            Outputs of size num_units, as a tensor or a list like the inputs; and the last cell
            state and output.
        """
        whole = tf.stack(inputs) if isinstance(inputs, list) else inputs
        if initial_state is None:
            if dtype is None:
                raise ValueError("LSTMBlockFusedCell needs an initial_state or a dtype.")
            zeros = tf.zeros([tf.shape(whole)[1], self.num_units], dtype)
            initial_state = zeros, zeros
        outputs, state = super().__call__(whole, initial_state, sequence_length, **settings)
        return (tf.unstack(outputs) if isinstance(inputs, list) else outputs), state

    def call(self, inputs: Any, initial_state: Any, sequence_length: Any) -> Any:
        """Run the operation; set outputs beyond a sequence's length to zero."""
        c, h = initial_state
        times = tf.shape(inputs)[0]
        last = times if sequence_length is None else tf.reduce_max(sequence_length)
        results = tf.raw_ops.BlockLSTM(
            seq_len_max=tf.cast(last, tf.int64), x=inputs, cs_prev=c, h_prev=h, **self._weights,
            **self._settings,
        )
        if sequence_length is None:
            return results.h, LSTMStateTuple(results.cs[-1], results.h[-1])
        lengths = tf.cast(sequence_length, tf.int32)
        mask = tf.transpose(tf.sequence_mask(lengths, times, results.h.dtype))
        places = tf.stack([lengths, tf.range(tf.size(lengths))], 1)
        ends = [
            tf.gather_nd(tf.concat([start[None], values], 0), places)
            for start, values in ((c, results.cs), (h, results.h))
        ]
        return results.h * mask[..., None], LSTMStateTuple(*ends)


class FusedRNNCellAdaptor:
    """Turns a cell into an RNN over all time steps, using `dynamic_rnn` or `static_rnn`."""

    def __init__(self, cell: Any, use_dynamic_rnn: bool = False) -> None:
        self._cell, self._dynamic = cell, use_dynamic_rnn

    def __call__(
        self, inputs: Any, initial_state: Any = None, dtype: Any = None,
        sequence_length: Any = None, scope: Any = None,
    ) -> Any:
        """Run the RNN on a tensor [time, batch, n] or a list of tensors [batch, n].

        Returns:
            The outputs, as a tensor or a list like the inputs, and the last state.
        """
        is_list = isinstance(inputs, list)
        if self._dynamic:
            whole = tf.stack(inputs) if is_list else inputs
            outputs, state = tf.nn.dynamic_rnn(
                self._cell, whole, sequence_length, initial_state, dtype, time_major=True,
                scope=scope,
            )
            return (tf.unstack(outputs) if is_list else outputs), state
        parts = inputs if is_list else tf.unstack(inputs)
        outputs, state = tf.nn.static_rnn(
            self._cell, parts, initial_state, dtype, sequence_length, scope
        )
        return (outputs if is_list else tf.stack(outputs)), state


class TimeReversedFusedRNN:
    """Runs an RNN, such as `LSTMBlockFusedCell`, from the last time step to the first."""

    def __init__(self, cell: Any) -> None:
        self._cell = cell

    def __call__(
        self, inputs: Any, initial_state: Any = None, dtype: Any = None,
        sequence_length: Any = None, scope: Any = None,
    ) -> Any:
        """Run the RNN on a tensor [time, batch, n] or a list of tensors [batch, n].

        Returns:
            The outputs, as a tensor or a list in the order of the inputs, and the last state.
        """
        outputs, state = self._cell(
            _reversed(inputs, sequence_length), initial_state, dtype, sequence_length, scope=scope
        )
        return _reversed(outputs, sequence_length), state


def _reversed(values: Any, lengths: Any) -> Any:
    if isinstance(values, list):
        if lengths is None:
            return values[::-1]
        return tf.unstack(_reversed(tf.stack(values), lengths))
    if lengths is None:
        return tf.reverse(values, [0])
    return tf.reverse_sequence(values, lengths, seq_axis=0, batch_axis=1)
