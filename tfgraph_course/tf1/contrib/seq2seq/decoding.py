"""`tf.contrib.seq2seq`: the sequence loss, decoders, and the decoding loop."""

from __future__ import annotations

import contextlib
from typing import Any, NamedTuple

import tensorflow.compat.v1 as tf
from tensorflow.python.ops.rnn import _transpose_batch_time
from tensorflow.python.util import nest

__all__ = [
    "BasicDecoder", "BasicDecoderOutput", "Decoder", "dynamic_decode", "hardmax", "sequence_loss",
    "tile_batch",
]


def sequence_loss(
    logits: Any, targets: Any, weights: Any, average_across_timesteps: bool = True,
    average_across_batch: bool = True, sum_over_timesteps: bool = False,
    sum_over_batch: bool = False, softmax_loss_function: Any = None, name: str | None = None,
) -> tf.Tensor:
    """Return the weighted cross-entropy of sequences of logits.

    A sum over one axis is ignored if the loss is averaged over the other, as in TensorFlow 1.

    Args:
        logits: logits [batch, time, symbols].
        targets: the correct symbols, int [batch, time].
        weights: weights of the symbols, float [batch, time].
        average_across_timesteps: whether to sum over time and divide by the sum of the weights.
        average_across_batch: whether to sum over the batch and divide by the sum of the weights.
        sum_over_timesteps: whether to sum over time and divide by the number of nonzero weights.
        sum_over_batch: whether to sum over the batch and divide by the number of nonzero weights.
        softmax_loss_function: loss to use instead of cross-entropy; takes `labels` and `logits`.

    Returns:
        A tensor [batch, time], without the axes over which the loss is averaged or summed.
    """
    means = _axes(average_across_batch, average_across_timesteps)
    sums = _axes(sum_over_batch, sum_over_timesteps)
    if set(means) & set(sums):
        raise ValueError(
            "sequence_loss cannot both average and sum over the same axis; to sum, set "
            "average_across_timesteps or average_across_batch to False."
        )
    loss = softmax_loss_function or tf.nn.sparse_softmax_cross_entropy_with_logits
    with tf.name_scope(name, "sequence_loss", [logits, targets, weights]):
        flat = tf.reshape(logits, [-1, logits.shape[2]])
        losses = loss(labels=tf.reshape(targets, [-1]), logits=flat)
        losses = tf.reshape(losses * tf.reshape(weights, [-1]), tf.shape(logits)[:2])
        if len(sums) == 2 or not means:
            if not sums:
                return losses
            counts = tf.cast(tf.count_nonzero(weights, axis=sums), losses.dtype)
            return tf.div_no_nan(tf.reduce_sum(losses, axis=sums), counts)
        return tf.div_no_nan(tf.reduce_sum(losses, axis=means), tf.reduce_sum(weights, axis=means))


def _axes(batch: bool, time: bool) -> list[int]:
    return [axis for axis, wanted in enumerate((batch, time)) if wanted]


def tile_batch(t: Any, multiplier: int, name: str | None = None) -> Any:
    """Repeat each entry of a batch, in a tensor [batch, ...] or a structure of such tensors.

    Returns:
        A tensor [batch * multiplier, ...], or a structure of such tensors.
    """

    def tile(tensor: Any) -> tf.Tensor:
        return tf.repeat(tf.convert_to_tensor(tensor), multiplier, 0)

    with tf.name_scope(name, "tile_batch", [*nest.flatten(t), multiplier]):
        return nest.map_structure(tile, t)


def hardmax(logits: Any, name: str | None = None) -> tf.Tensor:
    """Replace the highest score along the last axis with 1, and all others with 0."""
    with tf.name_scope(name, "Hardmax", [logits]):
        logits = tf.convert_to_tensor(logits)
        return tf.one_hot(tf.argmax(logits, -1), tf.shape(logits)[-1], dtype=logits.dtype)


class Decoder:
    """Base class of the decoders that `dynamic_decode` runs; `finalize` is optional."""

    batch_size: Any
    output_size: Any
    output_dtype: Any
    tracks_own_finished = False

    def initialize(self, name: str | None = None) -> tuple[Any, Any, Any]:
        """Return the finished flags, bool [batch], the first inputs and the first state."""
        raise NotImplementedError

    def step(self, time: Any, inputs: Any, state: Any, name: str | None = None) -> Any:
        """Return the outputs, the next state, the next inputs and the finished flags."""
        raise NotImplementedError

    def finalize(self, outputs: Any, final_state: Any, sequence_lengths: Any) -> Any:
        """Return the final outputs and state, given the outputs of all steps [time, batch, ...]."""
        raise NotImplementedError


class BasicDecoderOutput(NamedTuple):
    """Outputs of the cell or the output layer, [batch, time, n], and symbols chosen from them."""

    rnn_output: Any
    sample_id: Any


class BasicDecoder(Decoder):
    """A decoder that runs a cell and lets a helper choose the cell's next inputs."""

    def __init__(
        self, cell: Any, helper: Any, initial_state: Any, output_layer: Any = None
    ) -> None:
        self._cell, self._helper = cell, helper
        self._initial_state, self._output_layer = initial_state, output_layer

    @property
    def batch_size(self) -> Any:
        return self._helper.batch_size

    @property
    def output_size(self) -> BasicDecoderOutput:
        size = tf.TensorShape(self._cell.output_size)
        if self._output_layer is not None:
            size = self._output_layer.compute_output_shape(tf.TensorShape([None]).concatenate(size))
            size = tf.TensorShape(size)[1:]
        return BasicDecoderOutput(size, self._helper.sample_ids_shape)

    @property
    def output_dtype(self) -> BasicDecoderOutput:
        dtype = nest.flatten(self._initial_state)[0].dtype
        return BasicDecoderOutput(dtype, self._helper.sample_ids_dtype)

    def initialize(self, name: str | None = None) -> tuple[Any, Any, Any]:
        return (*self._helper.initialize(), self._initial_state)

    def step(self, time: Any, inputs: Any, state: Any, name: str | None = None) -> Any:
        with tf.name_scope(name, "BasicDecoderStep", [time]):
            outputs, state = self._cell(inputs, state)
            if self._output_layer is not None:
                outputs = self._output_layer(outputs)
            ids = self._helper.sample(time=time, outputs=outputs, state=state)
            finished, inputs, state = self._helper.next_inputs(
                time=time, outputs=outputs, state=state, sample_ids=ids
            )
        return BasicDecoderOutput(outputs, ids), state, inputs, finished


def dynamic_decode(
    decoder: Any, output_time_major: bool = False, impute_finished: bool = False,
    maximum_iterations: Any = None, parallel_iterations: int = 32, swap_memory: bool = False,
    scope: Any = None, **kwargs: Any,
) -> tuple[Any, Any, tf.Tensor]:
    """Run a decoder until all sequences in the batch are finished.

    Args:
        decoder: the `Decoder` to run.
        output_time_major: whether outputs are [time, batch, ...] instead of [batch, time, ...].
        impute_finished: whether to output zeros and keep the state once a sequence is finished.
        maximum_iterations: the largest number of steps to run; None for no limit.
        parallel_iterations: argument of `tf.while_loop`.
        swap_memory: argument of `tf.while_loop`.
        scope: variable scope; by default `decoder`.
        kwargs: further arguments for the decoder's `step`.

    Returns:
        Outputs [batch, time, ...], the final state, and the lengths of the sequences [batch].
    """
    with tf.variable_scope(scope, "decoder") as scope:
        if scope.caching_device is None:
            scope.set_caching_device(lambda op: op.device)
        finished, inputs, state = decoder.initialize()
        if maximum_iterations is not None:
            finished = tf.logical_or(finished, tf.convert_to_tensor(maximum_iterations) <= 0)
        arrays = nest.map_structure(
            lambda dtype, size: tf.TensorArray(
                dtype, 0, dynamic_size=True, element_shape=tf.TensorShape(
                    [tf.get_static_value(tf.convert_to_tensor(decoder.batch_size))]
                ).concatenate(size),
            ),
            decoder.output_dtype, decoder.output_size,
        )
        lengths = tf.zeros_like(finished, tf.int32)
        step = _step(decoder, impute_finished, maximum_iterations, kwargs)
        _, arrays, state, _, finished, lengths = tf.while_loop(
            lambda time, arrays, state, inputs, finished, lengths: ~tf.reduce_all(finished),
            step,
            [tf.constant(0), arrays, state, inputs, finished, lengths],
            parallel_iterations=parallel_iterations,
            swap_memory=swap_memory,
        )
        outputs = nest.map_structure(lambda array: array.stack(), arrays)
        with contextlib.suppress(NotImplementedError):
            outputs, state = decoder.finalize(outputs, state, lengths)
        if not output_time_major:
            outputs = nest.map_structure(
                lambda x: x if isinstance(x, tf.TensorArray) else _transpose_batch_time(x), outputs
            )
    return outputs, state, lengths


def _step(decoder: Any, impute: bool, most: Any, settings: dict[str, Any]) -> Any:
    """Make the function that `dynamic_decode` repeats, at most `most` times."""

    def step(time: Any, arrays: Any, state: Any, inputs: Any, finished: Any, lengths: Any) -> Any:
        outputs, new_state, inputs, now = decoder.step(time, inputs, state, **settings)
        if not decoder.tracks_own_finished:
            now = tf.logical_or(now, finished)
        if most is not None:
            now = tf.logical_or(now, time + 1 >= most)
        lengths = tf.where(finished, lengths, tf.fill(tf.shape(lengths), time + 1))
        nest.assert_same_structure(state, new_state)
        if impute:
            outputs = nest.map_structure(
                lambda output: tf.where(finished, tf.zeros_like(output), output), outputs
            )
            new_state = nest.map_structure(
                lambda old, new: _keep(finished, old, new), state, new_state
            )
        arrays = nest.map_structure(lambda array, out: array.write(time, out), arrays, outputs)
        return time + 1, arrays, new_state, inputs, now, lengths

    return step


def _keep(finished: Any, old: Any, new: Any) -> Any:
    """Keep the old state of finished sequences; TensorArrays and scalars are always new."""
    if isinstance(old, tf.TensorArray) or new.shape.rank == 0:
        return new
    new.set_shape(old.shape)
    return tf.where(finished, old, new)
