"""`tf.contrib.seq2seq`: beam search decoding, which follows several of the best sequences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import tensorflow.compat.v1 as tf
from tensorflow.python.util import nest

from tfgraph_course.tf1.contrib.seq2seq.decoding import Decoder
from tfgraph_course.tf1.contrib.seq2seq.helpers import checked_tokens, lookup

__all__ = [
    "BeamSearchDecoder", "BeamSearchDecoderOutput", "BeamSearchDecoderState",
    "FinalBeamSearchDecoderOutput", "gather_tree",
]


class BeamSearchDecoderState(NamedTuple):
    """The cell's state [batch, beams, ...]; each beam's log-probability, finished flag, length."""

    cell_state: Any
    log_probs: Any
    finished: Any
    lengths: Any


class BeamSearchDecoderOutput(NamedTuple):
    """Scores, symbols, and the index of the beam that each continues: [batch, beams] per step."""

    scores: Any
    predicted_ids: Any
    parent_ids: Any


class FinalBeamSearchDecoderOutput(NamedTuple):
    """Symbols [batch, time, beams], best beam first, and the decoder's outputs at every step."""

    predicted_ids: Any
    beam_search_decoder_output: BeamSearchDecoderOutput


class BeamSearchDecoder(Decoder):
    """A beam search decoder, with which `dynamic_decode` returns `FinalBeamSearchDecoderOutput`."""

    tracks_own_finished = True

    def __init__(
        self, cell: Any, embedding: Any, start_tokens: Any, end_token: Any, initial_state: Any,
        beam_width: int, output_layer: Any = None, length_penalty_weight: float = 0.0,
        reorder_tensor_arrays: bool = True,
    ) -> None:
        """Prepare the first inputs and the state.

        Args:
            cell: the cell to run; if it attends to a memory, the memory must be repeated with
                `tile_batch`, like `initial_state`.
            embedding: a table [symbols, n], or a function from symbols to their embeddings.
            start_tokens: the first symbols, int32 [batch].
            end_token: the symbol that ends a sequence.
            initial_state: the first state, [batch * beam_width, ...]; see `tile_batch`.
            beam_width: number of beams.
            output_layer: layer that makes logits from the cell's outputs.
            length_penalty_weight: if above 0, longer sequences score higher.
            reorder_tensor_arrays: whether to put TensorArrays in the final state into the order of
                the final beams.
        """
        self._cell, self._layer, self._width = cell, output_layer, beam_width
        self._penalty, self._reorder = length_penalty_weight, reorder_tensor_arrays
        self._embed = lookup(embedding)
        start, self._end = checked_tokens(start_tokens, end_token)
        self._batch = tf.size(start)
        self._start_inputs = self._embed(tf.tile(start[:, None], [1, beam_width]))
        self._state = _of_beams(self._split, initial_state)
        self._dtype = nest.flatten(initial_state)[0].dtype

    @property
    def batch_size(self) -> Any:
        return self._batch

    @property
    def output_size(self) -> BeamSearchDecoderOutput:
        return BeamSearchDecoderOutput(*[tf.TensorShape([self._width])] * 3)

    @property
    def output_dtype(self) -> BeamSearchDecoderOutput:
        return BeamSearchDecoderOutput(self._dtype, tf.int32, tf.int32)

    def initialize(self, name: str | None = None) -> tuple[Any, Any, Any]:
        """Return finished flags, inputs and state; beams start alike, so only one is unfinished."""
        zeros = tf.zeros([self._batch], tf.int32)
        finished = tf.one_hot(zeros, self._width, on_value=False, off_value=True, dtype=tf.bool)
        scores = tf.one_hot(
            zeros, self._width, on_value=0.0, off_value=-float("inf"), dtype=self._dtype
        )
        lengths = tf.zeros([self._batch, self._width], tf.int64)
        state = BeamSearchDecoderState(self._state, scores, finished, lengths)
        return finished, self._start_inputs, state

    def step(self, time: Any, inputs: Any, state: Any, name: str | None = None) -> Any:
        with tf.name_scope(name, "BeamSearchDecoderStep", [time]):
            cell_state = _of_beams(self._merge, state.cell_state)
            logits, cell_state = self._cell(self._merge(inputs), cell_state)
            logits = self._split(logits)
            if self._layer is not None:
                logits = self._layer(logits)
            output, new = self._choose(logits, state, _of_beams(self._split, cell_state))
            inputs = tf.cond(
                tf.reduce_all(new.finished),
                lambda: self._start_inputs,
                lambda: self._embed(output.predicted_ids),
            )
        return output, new, inputs, new.finished

    def _choose(self, logits: tf.Tensor, state: Any, cell_state: Any) -> tuple[Any, Any]:
        """Return the best continuations of all beams, as an output and the new state."""
        symbols = logits.shape[-1] or tf.shape(logits)[-1]
        totals = state.log_probs[..., None] + self._continued(logits, state.finished, symbols)
        longer = tf.one_hot(self._end, symbols, 0, 1, dtype=tf.int64)
        still = tf.cast(~state.finished, tf.int64)
        lengths = state.lengths[..., None] + longer * still[..., None]
        flat = [self._batch, self._width * symbols]
        scores = tf.reshape(totals / self._length_penalty(lengths), flat)
        scores, places = tf.nn.top_k(scores, self._width)
        beams, words = places // symbols, places % symbols
        finished = tf.gather(state.finished, beams, batch_dims=1)
        new = BeamSearchDecoderState(
            _of_beams(lambda part: tf.gather(part, beams, batch_dims=1), cell_state),
            tf.gather(tf.reshape(totals, flat), places, batch_dims=1),
            finished | tf.equal(words, self._end),
            tf.gather(state.lengths, beams, batch_dims=1) + tf.cast(~finished, tf.int64),
        )
        return BeamSearchDecoderOutput(scores, words, beams), new

    def _continued(self, logits: tf.Tensor, finished: Any, symbols: Any) -> tf.Tensor:
        """Return each symbol's log-probability in each beam; finished beams repeat `end_token`."""
        only_end = tf.one_hot(self._end, symbols, 0.0, logits.dtype.min, dtype=logits.dtype)
        chances = tf.nn.log_softmax(logits)
        shape = tf.shape(chances)
        ended = tf.broadcast_to(finished[..., None], shape)
        return tf.where(ended, tf.broadcast_to(only_end, shape), chances)

    def _length_penalty(self, lengths: tf.Tensor) -> Any:
        """Return the divisor for the scores of beams with these lengths (arXiv:1609.08144)."""
        if self._penalty == 0:
            return 1.0
        return ((5 + tf.cast(lengths, self._dtype)) / 6) ** self._penalty

    def finalize(self, outputs: Any, final_state: Any, sequence_lengths: Any) -> tuple[Any, Any]:
        """Find the symbols of each beam by following the beam from its end back to its start."""
        longest = tf.cast(tf.reduce_max(final_state.lengths, 1), tf.int32)
        ids = gather_tree(outputs.predicted_ids, outputs.parent_ids, longest, self._end)
        if self._reorder:
            cell_state = nest.map_structure(
                lambda part: self._sorted(part, outputs.parent_ids, final_state.lengths),
                final_state.cell_state,
            )
            final_state = final_state._replace(cell_state=cell_state)
        return FinalBeamSearchDecoderOutput(ids, outputs), final_state

    def _sorted(self, array: Any, parents: tf.Tensor, lengths: tf.Tensor) -> Any:
        """Return a TensorArray's values in the order of the final beams; all else is unchanged."""
        if not isinstance(array, tf.TensorArray):
            return array
        own = tf.zeros_like(parents) + tf.range(self._width)
        valid = tf.transpose(tf.sequence_mask(lengths, tf.shape(parents)[0]), [2, 0, 1])
        longest = tf.cast(tf.reduce_max(lengths, 1), tf.int32)
        outside = self._width + 1
        beams = gather_tree(tf.where(valid, own, own * 0 + outside), parents, longest, outside)
        values = array.stack()
        shape = tf.shape(values)
        values = tf.reshape(values, tf.concat([tf.shape(parents), shape[2:]], 0))
        values = tf.gather(values, tf.where(valid, beams, own), batch_dims=2)
        return tf.reshape(values, shape)

    def _split(self, part: Any) -> Any:
        """Reshape [batch * beams, ...] to [batch, beams, ...]."""
        return tf.reshape(part, tf.concat([[self._batch, self._width], tf.shape(part)[1:]], 0))

    def _merge(self, part: Any) -> Any:
        """Reshape [batch, beams, ...] to [batch * beams, ...]."""
        return tf.reshape(part, tf.concat([[self._batch * self._width], tf.shape(part)[2:]], 0))


def _of_beams(function: Callable[[Any], Any], state: Any) -> Any:
    """Apply a function to the parts of a state, except to TensorArrays and scalars."""
    return nest.map_structure(
        lambda part: part
        if isinstance(part, tf.TensorArray) or part.shape.rank == 0
        else function(part),
        state,
    )


def gather_tree(
    step_ids: Any, parent_ids: Any, max_sequence_lengths: Any, end_token: Any,
    name: str | None = None,
) -> tf.Tensor:
    """Trace the sequence that ends in each beam.

    Args:
        step_ids: symbols, int32 [time, batch, beams].
        parent_ids: index of the beam that each beam continues, int32 [time, batch, beams].
        max_sequence_lengths: int32 [batch]; after this length, only `end_token` follows.
        end_token: the symbol that ends and pads a sequence.

    Returns:
        Symbols, int32 [time, batch, beams].
    """
    with tf.name_scope(name, "GatherTree"):
        step_ids, parent_ids = tf.convert_to_tensor(step_ids), tf.convert_to_tensor(parent_ids)
        own = tf.zeros_like(step_ids[0]) + tf.range(tf.shape(step_ids)[2])
        end = tf.zeros_like(own) + end_token

        def back(after: Any, now: Any) -> tuple[tf.Tensor, tf.Tensor]:
            beams, _ = after
            ids, parents, time = now
            valid = tf.broadcast_to((time < max_sequence_lengths)[:, None], tf.shape(beams))
            found = tf.gather(ids, beams, batch_dims=1)
            before = tf.gather(parents, beams, batch_dims=1)
            return tf.where(valid, before, beams), tf.where(valid, found, end)

        times = tf.range(tf.shape(step_ids)[0])
        _, found = tf.scan(back, (step_ids, parent_ids, times), (own, end), reverse=True)
        ends = tf.cast(tf.equal(found, end_token), tf.int32)
        over = tf.cumsum(ends, 0, exclusive=True) > 0
        return tf.where(over, tf.zeros_like(found) + end_token, found)
