"""`tf.nn.rnn_cell`: the cells of RNNs, which Keras 3 hides; tf_keras still ships most of them."""

from __future__ import annotations

import copy
import math
from typing import Any

import tensorflow.compat.v1 as tf
from tf_keras.api._v1.keras.__internal__.legacy import rnn_cell as cells
from tf_keras.src.layers.rnn.legacy_cells import LayerRNNCell

__all__ = [
    "BasicLSTMCell", "BasicRNNCell", "DeviceWrapper", "DropoutWrapper", "EmbeddingWrapper",
    "GRUCell", "InputProjectionWrapper", "LSTMCell", "LSTMStateTuple", "LayerRNNCell",
    "MultiRNNCell", "OutputProjectionWrapper", "RNNCell", "ResidualWrapper", "_Linear", "_linear",
]

DeviceWrapper, DropoutWrapper = cells.DeviceWrapper, cells.DropoutWrapper
ResidualWrapper = cells.ResidualWrapper
RNNCell, LSTMStateTuple = cells.RNNCell, cells.LSTMStateTuple


class BasicRNNCell(cells.BasicRNNCell):
    """The plainest cell: output = new state = activation(W [input, state] + b)."""

    def __init__(self, num_units: int, *args: Any, input_size: Any = None, **settings: Any) -> None:
        """Take 0.x's `input_size` too, which says nothing: the input's size is known."""
        super().__init__(num_units, *args, **settings)


class GRUCell(cells.GRUCell):
    """Gated recurrent units."""

    def __init__(self, num_units: int, *args: Any, input_size: Any = None, **settings: Any) -> None:
        """Take 0.x's `input_size` too; see `BasicRNNCell`."""
        super().__init__(num_units, *args, **settings)


class BasicLSTMCell(cells.BasicLSTMCell):
    """LSTM without projection, peepholes or clipping."""

    def __init__(self, num_units: int, *args: Any, input_size: Any = None, **settings: Any) -> None:
        """Take 0.x's `input_size` too; see `BasicRNNCell`."""
        super().__init__(num_units, *args, **settings)


class LSTMCell(cells.LSTMCell):
    """LSTM with projection, peepholes and clipping to choose."""

    def __init__(self, num_units: int, *args: Any, input_size: Any = None, **settings: Any) -> None:
        """Take 0.x's `input_size` too; see `BasicRNNCell`."""
        super().__init__(num_units, *args, **settings)


class MultiRNNCell(cells.MultiRNNCell):
    """Cells on top of one another."""

    def __init__(self, cells: Any, state_is_tuple: bool = True) -> None:
        """Take the cells, the lowest first.

        `[cell] * n` gave each layer weights of its own until 1.0, and was refused in 1.1; here
        each layer gets a copy.
        """
        own = []
        for cell in cells:
            again = any(cell is before for before in own)
            own.append(copy.deepcopy(cell) if again else cell)
        super().__init__(own, state_is_tuple)


class _Linear:
    """A linear map of one or several tensors [batch, n], with its own variables."""

    def __init__(
        self, args: Any, output_size: int, build_bias: bool, bias_initializer: Any = None,
        kernel_initializer: Any = None,
    ) -> None:
        """Make the variables `kernel` and, if asked for, `bias` in the current scope."""
        args = args if isinstance(args, list | tuple) else [args]
        if args is None or not args:
            raise ValueError("_Linear got no tensors to map; give at least one.")
        sizes = [tf.convert_to_tensor(arg).shape.as_list() for arg in args]
        if any(len(size) != 2 or size[1] is None for size in sizes):
            raise ValueError(f"_Linear got shapes {sizes}; it maps tensors [batch, n], n known.")
        inputs = sum(size[1] for size in sizes)
        dtype = args[0].dtype
        self._kernel = tf.get_variable(
            "kernel", [inputs, output_size], dtype=dtype, initializer=kernel_initializer
        )
        self._bias = None
        if build_bias:
            if bias_initializer is None:
                bias_initializer = tf.constant_initializer(0.0, dtype=dtype)
            with tf.variable_scope(tf.get_variable_scope()) as scope:
                scope.set_partitioner(None)
                self._bias = tf.get_variable(
                    "bias", [output_size], dtype=dtype, initializer=bias_initializer
                )

    def __call__(self, args: Any) -> tf.Tensor:
        """Map tensors of the same shapes, side by side: [batch, output_size]."""
        args = args if isinstance(args, list | tuple) else [args]
        result = tf.matmul(args[0] if len(args) == 1 else tf.concat(args, 1), self._kernel)
        return result if self._bias is None else tf.nn.bias_add(result, self._bias)


def _linear(
    args: Any, output_size: int, bias: bool, bias_initializer: Any = None,
    kernel_initializer: Any = None, scope: Any = None,
) -> tf.Tensor:
    """Map tensors [batch, n], side by side, to [batch, output_size].

    0.x named a scope here, in which the variables are then made.
    """
    if scope is not None:
        with tf.variable_scope(scope):
            return _linear(args, output_size, bias, bias_initializer, kernel_initializer)
    return _Linear(args, output_size, bias, bias_initializer, kernel_initializer)(args)


class _Wrapper(RNNCell):
    """A cell around another, whose states it shares."""

    def __init__(self, cell: Any, reuse: bool | None) -> None:
        super().__init__(_reuse=reuse)
        self._cell = cell

    @property
    def state_size(self) -> Any:
        """Of the inner cell."""
        return self._cell.state_size

    @property
    def output_size(self) -> Any:
        """Of the inner cell."""
        return self._cell.output_size

    def zero_state(self, batch_size: Any, dtype: Any) -> Any:
        """Of the inner cell."""
        with tf.name_scope(type(self).__name__ + "ZeroState", values=[batch_size]):
            return self._cell.zero_state(batch_size, dtype)


class EmbeddingWrapper(_Wrapper):
    """A cell whose inputs are numbers [batch] or [batch, 1], each standing for a vector."""

    def __init__(
        self, cell: Any, embedding_classes: int, embedding_size: int, initializer: Any = None,
        reuse: bool | None = None,
    ) -> None:
        """Make a table [embedding_classes, embedding_size] when first called."""
        super().__init__(cell, reuse)
        if embedding_classes <= 0 or embedding_size <= 0:
            raise ValueError(
                f"EmbeddingWrapper got {embedding_classes} classes of size {embedding_size}; "
                "both must be above 0."
            )
        self._shape, self._initializer = [embedding_classes, embedding_size], initializer

    def call(self, inputs: Any, state: Any) -> Any:
        """Look the numbers up and run the inner cell."""
        with tf.device("/cpu:0"):
            initializer = (
                self._initializer
                or tf.get_variable_scope().initializer
                or tf.random_uniform_initializer(-math.sqrt(3), math.sqrt(3))  # variance 1
            )
            dtype = (state[0] if isinstance(state, tuple) else state).dtype
            table = tf.get_variable("embedding", self._shape, initializer=initializer, dtype=dtype)
            vectors = tf.nn.embedding_lookup(table, tf.reshape(inputs, [-1]))
        return self._cell(vectors, state)


class InputProjectionWrapper(_Wrapper):
    """A cell whose inputs go through a linear map first."""

    def __init__(
        self, cell: Any, num_proj: int, activation: Any = None, input_size: Any = None,
        reuse: bool | None = None,
    ) -> None:
        """Map inputs to [batch, num_proj], and through `activation`; `input_size` is 0.x's."""
        super().__init__(cell, reuse)
        self._num_proj, self._activation = num_proj, activation

    def call(self, inputs: Any, state: Any) -> Any:
        """Map the inputs and run the inner cell."""
        projected = _linear(inputs, self._num_proj, True)
        return self._cell(self._activation(projected) if self._activation else projected, state)


class OutputProjectionWrapper(_Wrapper):
    """A cell whose outputs go through a linear map."""

    def __init__(
        self, cell: Any, output_size: int, activation: Any = None, reuse: bool | None = None
    ) -> None:
        """Map outputs to [batch, output_size], and through `activation`."""
        super().__init__(cell, reuse)
        if output_size < 1:
            raise ValueError(f"output_size is {output_size}; give 1 or more.")
        self._size, self._activation = output_size, activation

    @property
    def output_size(self) -> int:
        """Of the map."""
        return self._size

    def call(self, inputs: Any, state: Any) -> Any:
        """Run the inner cell and map its output."""
        output, state = self._cell(inputs, state)
        projected = _linear(output, self._size, True)
        return (self._activation(projected) if self._activation else projected), state
