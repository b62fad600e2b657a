"""`tf.contrib.layers`: embeddings; the other layers are in tf_slim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow.compat.v1 as tf

from tfgraph_course.tf1.contrib.slim import slim

__all__ = [
    "adaptive_clipping_fn", "bow_encoder", "embed_sequence", "embedding_lookup_unique",
    "safe_embedding_lookup_sparse", "summaries",
]

adaptive_clipping_fn = slim("layers.optimizers").adaptive_clipping_fn
safe_embedding_lookup_sparse = tf.nn.safe_embedding_lookup_sparse
summaries = slim("layers.summaries")


def embed_sequence(
    ids: Any, vocab_size: int | None = None, embed_dim: int | None = None, unique: bool = False,
    initializer: Any = None, regularizer: Any = None, trainable: bool = True, scope: Any = None,
    reuse: bool | None = None,
) -> tf.Tensor:
    """Map sequences of ids to sequences of embeddings, which are the rows of a variable.

    Args:
        ids: int [batch, length].
        vocab_size: number of embeddings; needed unless `reuse` is true.
        embed_dim: size of an embedding; needed unless `reuse` is true.
        unique: whether to look up each distinct id only once, which saves memory if ids repeat.
        initializer: initializer for the embeddings.
        regularizer: regularizer for the embeddings.
        trainable: whether to train the embeddings.
        scope: scope of the variable `embeddings`.
        reuse: whether to use the variable that an earlier call made in this scope.

    Returns:
        A tensor [batch, length, embed_dim].
    """
    if not reuse and (vocab_size is None or embed_dim is None):
        raise ValueError("embed_sequence needs vocab_size and embed_dim unless reuse is true.")
    with tf.variable_scope(scope, "EmbedSequence", [ids], reuse=reuse):
        shape = None if vocab_size is None or embed_dim is None else [vocab_size, embed_dim]
        table = _embeddings(shape, initializer, regularizer, trainable)
        look_up = embedding_lookup_unique if unique else tf.nn.embedding_lookup
        return look_up(table, ids)


def embedding_lookup_unique(
    params: Any, ids: Any, partition_strategy: str = "mod", name: str | None = None
) -> tf.Tensor:
    """Look up embeddings as `tf.nn.embedding_lookup` does, but each distinct id only once.

    Args:
        params: the embeddings [vocab_size, ...], or a list of their partitions.
        ids: int tensor of any shape.
        partition_strategy: how ids are distributed over the partitions, "mod" or "div".

    Returns:
        A tensor whose shape is the shape of `ids` followed by the shape of an embedding.
    """
    with tf.name_scope(name, "EmbeddingLookupUnique", [params, ids]):
        ids = tf.convert_to_tensor(ids)
        unique, places = tf.unique(tf.reshape(ids, [-1]))
        rows = tf.nn.embedding_lookup(params, unique, partition_strategy=partition_strategy)
        flat = tf.gather(rows, places)
        vectors = tf.reshape(flat, tf.concat([tf.shape(ids), tf.shape(flat)[1:]], 0))
        vectors.set_shape(ids.shape.concatenate(flat.shape[1:]))
        return vectors


def bow_encoder(
    ids: Any, vocab_size: int, embed_dim: int, sparse_lookup: bool = True, initializer: Any = None,
    regularizer: Any = None, trainable: bool = True, scope: Any = None, reuse: bool | None = None,
) -> tf.Tensor:
    """Return the mean of the embeddings of the ids in each sequence (a bag of words).

    For the arguments that are not listed here, see `embed_sequence`.

    Args:
        ids: int [batch, length], dense or, with `sparse_lookup`, sparse.
        vocab_size: number of embeddings.
        embed_dim: size of an embedding.
        sparse_lookup: whether to leave zeros in dense `ids` out of the mean, as padding.

    Returns:
        A tensor [batch, embed_dim].
    """
    with tf.variable_scope(scope, "bow_encoder", [ids], reuse=reuse):
        table = _embeddings([vocab_size, embed_dim], initializer, regularizer, trainable)
        if not sparse_lookup:
            return tf.reduce_mean(tf.nn.embedding_lookup(table, ids), axis=1)
        if not isinstance(ids, tf.SparseTensor):
            ids = slim("layers.layers").dense_to_sparse(ids)
        return safe_embedding_lookup_sparse([table], ids, combiner="mean", default_id=0)


def _embeddings(shape: Any, initializer: Any, regularizer: Any, trainable: bool) -> Any:
    model_variable: Callable[..., Any] = slim("ops.variables").model_variable
    return model_variable(
        "embeddings", shape=shape, initializer=initializer, regularizer=regularizer,
        trainable=trainable,
    )
