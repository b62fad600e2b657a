"""`tf.contrib.seq2seq`: helpers, which choose a decoder's symbols and next inputs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf
from tensorflow.python.ops.rnn import _transpose_batch_time
from tensorflow.python.util import nest

__all__ = [
    "CustomHelper", "GreedyEmbeddingHelper", "Helper", "InferenceHelper", "SampleEmbeddingHelper",
    "ScheduledEmbeddingTrainingHelper", "TrainingHelper",
]


class Helper:
    """Base class of helpers, which choose a decoder's symbols and next inputs."""

    batch_size: Any
    sample_ids_shape = tf.TensorShape([])
    sample_ids_dtype = tf.int32

    def initialize(self, name: str | None = None) -> tuple[Any, Any]:
        """Return the finished flags, bool [batch], and the first inputs."""
        raise NotImplementedError

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        """Choose symbols [batch] according to their logits, `outputs`."""
        raise NotImplementedError

    def next_inputs(
        self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None
    ) -> tuple[Any, Any, Any]:
        """Return the finished flags, the next inputs and the state."""
        raise NotImplementedError


class TrainingHelper(Helper):
    """A helper that supplies the true inputs, which are known in training."""

    def __init__(
        self, inputs: Any, sequence_length: Any, time_major: bool = False, name: str | None = None
    ) -> None:
        """`inputs` is a tensor [batch, time, ...], or [time, batch, ...] if `time_major`, or a
        structure of such tensors; `sequence_length` is int [batch].
        """
        with tf.name_scope(name, "TrainingHelper", [*nest.flatten(inputs), sequence_length]):
            inputs = nest.map_structure(tf.convert_to_tensor, inputs)
            self.inputs = inputs  # not transposed
            if not time_major:
                inputs = nest.map_structure(_transpose_batch_time, inputs)
            self._arrays = nest.map_structure(
                lambda x: tf.TensorArray(
                    x.dtype, tf.shape(x)[0], element_shape=x.shape[1:]
                ).unstack(x),
                inputs,
            )
            self._zeros = nest.map_structure(lambda x: tf.zeros_like(x[0]), inputs)
            self.sequence_length = tf.convert_to_tensor(sequence_length, name="sequence_length")
            if self.sequence_length.shape.rank != 1:
                raise ValueError(
                    f"sequence_length has the shape {self.sequence_length.shape}; it must have the "
                    "shape [batch], with one length for each sequence."
                )
            self.batch_size = tf.size(self.sequence_length)

    def initialize(self, name: str | None = None) -> tuple[Any, Any]:
        return self._at(tf.constant(0))

    def sample(self, time: Any, outputs: Any, name: str | None = None, **unused: Any) -> Any:
        return tf.argmax(outputs, -1, output_type=tf.int32)

    def next_inputs(
        self, time: Any, outputs: Any, state: Any, name: str | None = None, **unused: Any
    ) -> tuple[Any, Any, Any]:
        return (*self._at(time + 1), state)

    def _at(self, time: Any) -> tuple[Any, Any]:
        finished = tf.cast(time, self.sequence_length.dtype) >= self.sequence_length
        inputs = tf.cond(
            tf.reduce_all(finished),
            lambda: self._zeros,
            lambda: nest.map_structure(lambda array: array.read(time), self._arrays),
        )
        return finished, inputs


class ScheduledEmbeddingTrainingHelper(TrainingHelper):
    """A helper that randomly replaces true inputs with the embeddings of sampled symbols."""

    def __init__(
        self, inputs: Any, sequence_length: Any, embedding: Any, sampling_probability: Any,
        time_major: bool = False, seed: int | None = None, scheduling_seed: int | None = None,
        name: str | None = None,
    ) -> None:
        """`embedding` is a table [symbols, n], or a function from symbols to their embeddings;
        `sampling_probability` is the probability of replacing an input.
        """
        super().__init__(inputs, sequence_length, time_major, name)
        self._embed = lookup(embedding)
        self._probability = tf.convert_to_tensor(sampling_probability)
        self._seeds = seed, scheduling_seed

    def sample(self, time: Any, outputs: Any, name: str | None = None, **unused: Any) -> Any:
        """Return symbols sampled from the logits, or -1 where the next input is the true one."""
        chance = tf.random_uniform(tf.shape(outputs)[:1], seed=self._seeds[1])
        drawn = tf.cast(tf.multinomial(outputs, 1, seed=self._seeds[0])[:, 0], tf.int32)
        return tf.where(chance < self._probability, drawn, tf.fill(tf.shape(drawn), -1))

    def next_inputs(
        self, time: Any, outputs: Any, state: Any, sample_ids: Any = None,
        name: str | None = None, **unused: Any,
    ) -> tuple[Any, Any, Any]:
        finished, inputs = self._at(time + 1)
        drawn = self._embed(tf.maximum(sample_ids, 0))
        return finished, tf.where(sample_ids >= 0, drawn, inputs), state


class GreedyEmbeddingHelper(Helper):
    """A helper that supplies the embeddings of the most likely symbols."""

    def __init__(self, embedding: Any, start_tokens: Any, end_token: Any) -> None:
        """`embedding` is a table [symbols, n], or a function from symbols to their embeddings;
        `start_tokens` are the first symbols, [batch]; `end_token` ends a sequence.
        """
        self._embed = lookup(embedding)
        self._start_tokens, self._end_token = checked_tokens(start_tokens, end_token)
        self.batch_size = tf.size(self._start_tokens)
        self._start_inputs = self._embed(self._start_tokens)

    def initialize(self, name: str | None = None) -> tuple[Any, Any]:
        return tf.tile([False], [self.batch_size]), self._start_inputs

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        return tf.argmax(outputs, -1, output_type=tf.int32)

    def next_inputs(
        self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None
    ) -> tuple[Any, Any, Any]:
        finished = tf.equal(sample_ids, self._end_token)
        inputs = tf.cond(
            tf.reduce_all(finished), lambda: self._start_inputs, lambda: self._embed(sample_ids)
        )
        return finished, inputs, state


class SampleEmbeddingHelper(GreedyEmbeddingHelper):
    """A helper that supplies the embeddings of symbols sampled from the logits."""

    def __init__(
        self, embedding: Any, start_tokens: Any, end_token: Any, softmax_temperature: Any = None,
        seed: int | None = None,
    ) -> None:
        """The logits are divided by `softmax_temperature`, unless it is None."""
        super().__init__(embedding, start_tokens, end_token)
        self._temperature, self._seed = softmax_temperature, seed

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        scores = outputs if self._temperature is None else outputs / self._temperature
        return tf.cast(tf.multinomial(scores, 1, seed=self._seed)[:, 0], tf.int32)


class CustomHelper(Helper):
    """A helper whose three methods are given as functions."""

    def __init__(
        self, initialize_fn: Callable[..., Any], sample_fn: Callable[..., Any],
        next_inputs_fn: Callable[..., Any], sample_ids_shape: Any = None,
        sample_ids_dtype: Any = None,
    ) -> None:
        """The functions take what `Helper`'s methods take, except `name`, and return the same."""
        self._functions = initialize_fn, sample_fn, next_inputs_fn
        self.batch_size = None
        self.sample_ids_shape = tf.TensorShape(sample_ids_shape or [])
        self.sample_ids_dtype = sample_ids_dtype or tf.int32

    def initialize(self, name: str | None = None) -> tuple[Any, Any]:
        finished, inputs = self._functions[0]()
        if self.batch_size is None:
            self.batch_size = tf.size(finished)
        return finished, inputs

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        return self._functions[1](time=time, outputs=outputs, state=state)

    def next_inputs(
        self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None
    ) -> tuple[Any, Any, Any]:
        return self._functions[2](time=time, outputs=outputs, state=state, sample_ids=sample_ids)


class InferenceHelper(Helper):
    """A helper that feeds back samples of the outputs, or inputs made from these samples."""

    def __init__(
        self, sample_fn: Callable[[Any], Any], sample_shape: Any, sample_dtype: Any,
        start_inputs: Any, end_fn: Callable[[Any], Any], next_inputs_fn: Any = None,
    ) -> None:
        """`sample_fn` makes samples from outputs. From the samples, `end_fn` decides which
        sequences end, and `next_inputs_fn` makes the next inputs; if it is None, the samples
        themselves are the next inputs.
        """
        self._sample, self._end, self._next = sample_fn, end_fn, next_inputs_fn
        self.sample_ids_shape = tf.TensorShape(sample_shape)
        self.sample_ids_dtype = sample_dtype
        self._start_inputs = tf.convert_to_tensor(start_inputs, name="start_inputs")
        self.batch_size = tf.shape(self._start_inputs)[0]

    def initialize(self, name: str | None = None) -> tuple[Any, Any]:
        return tf.tile([False], [self.batch_size]), self._start_inputs

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        return self._sample(outputs)

    def next_inputs(
        self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None
    ) -> tuple[Any, Any, Any]:
        inputs = sample_ids if self._next is None else self._next(sample_ids)
        return self._end(sample_ids), inputs, state


def checked_tokens(start_tokens: Any, end_token: Any) -> tuple[tf.Tensor, tf.Tensor]:
    """Convert the start tokens to int32 [batch], and the end token to an int32 scalar."""
    start = tf.convert_to_tensor(start_tokens, tf.int32, name="start_tokens")
    end = tf.convert_to_tensor(end_token, tf.int32, name="end_token")
    if start.shape.rank != 1 or end.shape.rank != 0:
        raise ValueError("start_tokens must be of shape [batch], and end_token must be a scalar.")
    return start, end


def lookup(embedding: Any) -> Callable[[Any], Any]:
    """Return `embedding` if it is a function, or else a function that looks symbols up in it."""
    if callable(embedding):
        return embedding
    return lambda ids: tf.nn.embedding_lookup(embedding, ids)
