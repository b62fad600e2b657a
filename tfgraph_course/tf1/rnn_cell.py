"""`tf.nn.rnn_cell`: the cells of RNNs, most of them from tf_keras; TensorFlow 2 has none."""

from __future__ import annotations

import copy
import math
from typing import Any

import tensorflow.compat.v1 as tf
from tf_keras.api._v1.keras.__internal__.legacy import rnn_cell as cells
from tf_keras.src.layers.rnn.legacy_cell_wrappers import _RNNCellWrapperV1
from tf_keras.src.layers.rnn.legacy_cells import LayerRNNCell

__all__ = [
    "BasicLSTMCell", "BasicRNNCell", "DeviceWrapper", "DropoutWrapper", "EmbeddingWrapper",
    "GRUCell", "InputProjectionWrapper", "LSTMCell", "LSTMStateTuple", "LayerRNNCell",
    "MultiRNNCell", "OutputProjectionWrapper", "RNNCell", "ResidualWrapper", "_Linear", "_linear",
]

DeviceWrapper, DropoutWrapper = cells.DeviceWrapper, cells.DropoutWrapper
ResidualWrapper = cells.ResidualWrapper
RNNCell, LSTMStateTuple = cells.RNNCell, cells.LSTMStateTuple


class _WithInputSize:
    """A cell that ignores the argument `input_size` of 0.x, which is no longer needed."""

    def __init__(self, num_units: int, *args: Any, input_size: Any = None, **settings: Any) -> None:
        super().__init__(num_units, *args, **settings)


BasicRNNCell, GRUCell, BasicLSTMCell, LSTMCell = (
    type(cell.__name__, (_WithInputSize, cell), {"__doc__": cell.__doc__})
    for cell in (cells.BasicRNNCell, cells.GRUCell, cells.BasicLSTMCell, cells.LSTMCell)
)


class MultiRNNCell(cells.MultiRNNCell):
    """Cells stacked on top of one another."""

    def call(self, inputs: Any, state: Any) -> Any:
        """Compute one step of all layers.

        As in TensorFlow 1.2 and later, the layers of a list `[cell] * n` share their weights. They
        cannot if the size of the input differs from that of the cell's output; then each layer has
        its own weights, as in 1.0.
        """
        size, used = inputs.shape.as_list()[-1], {}
        for layer, cell in enumerate(self._cells):
            if used.setdefault(id(cell), size) != size:
                self._cells[layer] = copy.deepcopy(cell)
            size = cell.output_size
        return super().call(inputs, state)


class _Linear:
    """A linear map of one or more tensors [batch, n], with variables `kernel` and `bias`."""

    def __init__(
        self, args: Any, output_size: int, build_bias: bool, bias_initializer: Any = None,
        kernel_initializer: Any = None,
    ) -> None:
        args = tf.nest.flatten(args)
        if not args:
            raise ValueError("_Linear got an empty list of tensors; give at least one tensor.")
        sizes = [tf.convert_to_tensor(arg).shape.as_list() for arg in args]
        if any(len(size) != 2 or size[1] is None for size in sizes):
            raise ValueError(f"_Linear got shapes {sizes}; each must be [batch, n] with a known n.")
        inputs = sum(size[1] for size in sizes)
        dtype = args[0].dtype
        self._kernel = tf.get_variable(
            "kernel", [inputs, output_size], dtype=dtype, initializer=kernel_initializer
        )
        self._bias = None
        if build_bias:
            start = bias_initializer or tf.zeros_initializer()
            with tf.variable_scope(tf.get_variable_scope()) as scope:
                scope.set_partitioner(None)
                self._bias = tf.get_variable("bias", [output_size], dtype=dtype, initializer=start)

    def __call__(self, args: Any) -> tf.Tensor:
        args = tf.nest.flatten(args)
        result = tf.matmul(args[0] if len(args) == 1 else tf.concat(args, 1), self._kernel)
        return result if self._bias is None else tf.nn.bias_add(result, self._bias)


def _linear(
    args: Any, output_size: int, bias: bool, bias_initializer: Any = None,
    kernel_initializer: Any = None, scope: Any = None,
) -> tf.Tensor:
    """Concatenate tensors [batch, n], and map them linearly to [batch, output_size].

    Programs for 0.x pass `scope`, the scope of the variables.
    """
    if scope is not None:
        with tf.variable_scope(scope):
            return _linear(args, output_size, bias, bias_initializer, kernel_initializer)
    return _Linear(args, output_size, bias, bias_initializer, kernel_initializer)(args)


class Wrapper(_RNNCellWrapperV1):
    """A cell around another cell, with the inner cell's sizes but variables of its own."""

    __call__ = RNNCell.__call__


class EmbeddingWrapper(Wrapper):
    """A cell that first looks up embeddings of its inputs, integer ids [batch] or [batch, 1].

    The embeddings are the rows of a variable [embedding_classes, embedding_size].
    """

    def __init__(
        self, cell: Any, embedding_classes: int, embedding_size: int, initializer: Any = None,
        reuse: bool | None = None,
    ) -> None:
        super().__init__(cell, _reuse=reuse)
        if embedding_classes <= 0 or embedding_size <= 0:
            raise ValueError(
                f"EmbeddingWrapper got embedding_classes={embedding_classes} and "
                f"embedding_size={embedding_size}; both must be positive."
            )
        self._shape, self._initializer = [embedding_classes, embedding_size], initializer

    def call(self, inputs: Any, state: Any) -> Any:
        with tf.device("/cpu:0"):
            initializer = (
                self._initializer
                or tf.get_variable_scope().initializer
                or tf.random_uniform_initializer(-math.sqrt(3), math.sqrt(3))  # variance 1
            )
            dtype = (state[0] if isinstance(state, tuple) else state).dtype
            table = tf.get_variable("embedding", self._shape, initializer=initializer, dtype=dtype)
            vectors = tf.nn.embedding_lookup(table, tf.reshape(inputs, [-1]))
        return self.cell(vectors, state)


def _unchanged(projected: Any) -> Any:
    return projected


class InputProjectionWrapper(Wrapper):
    """A cell whose inputs go through a linear map first."""

    def __init__(
        self, cell: Any, num_proj: int, activation: Any = None, input_size: Any = None,
        reuse: bool | None = None,
    ) -> None:
        """`num_proj` is the size after the map; `input_size`, from 0.x, is ignored."""
        super().__init__(cell, _reuse=reuse)
        self._num_proj, self._activation = num_proj, activation or _unchanged

    def call(self, inputs: Any, state: Any) -> Any:
        return self.cell(self._activation(_linear(inputs, self._num_proj, True)), state)


class OutputProjectionWrapper(Wrapper):
    """A cell whose outputs pass through a final linear layer."""

    def __init__(
        self, cell: Any, output_size: int, activation: Any = None, reuse: bool | None = None
    ) -> None:
        super().__init__(cell, _reuse=reuse)
        if output_size < 1:
            raise ValueError(
                f"OutputProjectionWrapper got output_size={output_size}; it must be positive."
            )
        self._size, self._activation = output_size, activation or _unchanged

    @property
    def output_size(self) -> int:
        return self._size

    def call(self, inputs: Any, state: Any) -> Any:
        output, state = self.cell(inputs, state)
        return self._activation(_linear(output, self._size, True)), state
