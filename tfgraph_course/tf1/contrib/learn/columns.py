"""`tf.contrib.layers`: the feature columns of `tf.feature_column` under their older names."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf
from tensorflow.python.feature_column import feature_column, feature_column_v2

from tfgraph_course.tf1.contrib.slim import slim
from tfgraph_course.tf1.estimator.checks import is_numeric
from tfgraph_course.tf1.old_seeds import with_missing

__all__ = [
    "bucketized_column", "create_feature_spec_for_parsing", "crossed_column", "embedding_column",
    "infer_real_valued_columns", "input_from_feature_columns", "one_hot_column", "optimize_loss",
    "real_valued_column", "sparse_column_with_hash_bucket",
    "sparse_column_with_integerized_feature", "sparse_column_with_keys",
    "sparse_column_with_vocabulary_file", "weighted_sparse_column",
    "weighted_sum_from_feature_columns",
]

columns = tf.feature_column
optimize_loss = slim("layers.optimizers").optimize_loss
bucketized_column = columns.bucketized_column
weighted_sparse_column = columns.weighted_categorical_column


def real_valued_column(
    column_name: str, dimension: int = 1, default_value: Any = None,
    dtype: tf.DType = tf.float32, normalizer: Any = None,
) -> Any:
    """Make a numeric column of shape [batch, dimension]."""
    return columns.numeric_column(column_name, [dimension], default_value, dtype, normalizer)


def infer_real_valued_columns(features: Any) -> list[Any]:
    """Make a numeric column for an array or tensor [n, ...], or for each entry of a dictionary.

    Raises:
        ValueError: the values are not numbers.
    """
    named = features if isinstance(features, dict) else {"": features}
    return [_column(name, named[name]) for name in sorted(named)]


def _column(name: str, values: Any) -> Any:
    if not isinstance(values, tf.Tensor | tf.SparseTensor):
        values = np.asarray(values)
    dtype = tf.as_dtype(values.dtype)
    if not (dtype.is_floating or dtype.is_integer):
        raise ValueError(f"Feature {name!r} has dtype {dtype.name}; give numbers.")
    return real_valued_column(name, int(np.prod([int(size) for size in values.shape[1:]])))


def _check_combiner(name: str, combiner: str) -> None:
    if combiner != "sum":
        raise ValueError(
            f"Column {name!r} has combiner {combiner!r}; leave it out, and give sparse_combiner to "
            "tf.feature_column.linear_model, or combiner to embedding_column."
        )


def sparse_column_with_keys(
    column_name: str, keys: Sequence[Any], default_value: int = -1, combiner: str = "sum",
    dtype: tf.DType = tf.string,
) -> Any:
    """Make a categorical column whose vocabulary is `keys`; `combiner` must be 'sum'."""
    _check_combiner(column_name, combiner)
    return columns.categorical_column_with_vocabulary_list(column_name, keys, dtype, default_value)


def sparse_column_with_hash_bucket(
    column_name: str, hash_bucket_size: int, combiner: str = "sum", dtype: tf.DType = tf.string
) -> Any:
    """Make a column that hashes its categories into buckets; `combiner` must be 'sum'."""
    _check_combiner(column_name, combiner)
    return columns.categorical_column_with_hash_bucket(column_name, hash_bucket_size, dtype)


def sparse_column_with_integerized_feature(
    column_name: str, bucket_size: int, combiner: str = "sum", dtype: tf.DType = tf.int64
) -> Any:
    """Make a column of the categories 0 to bucket_size - 1; `combiner` must be 'sum'."""
    _check_combiner(column_name, combiner)
    return columns.categorical_column_with_identity(column_name, bucket_size)


def sparse_column_with_vocabulary_file(
    column_name: str, vocabulary_file: str, num_oov_buckets: int = 0,
    vocab_size: int | None = None, default_value: int = -1, combiner: str = "sum",
    dtype: tf.DType = tf.string,
) -> Any:
    """Make a column whose vocabulary is in a file, a category a line; `combiner` must be 'sum'."""
    _check_combiner(column_name, combiner)
    return columns.categorical_column_with_vocabulary_file(
        column_name, vocabulary_file, vocab_size, num_oov_buckets,
        None if num_oov_buckets else default_value, dtype,
    )


def one_hot_column(sparse_id_column: Any) -> Any:
    """Make a column that represents a categorical column as one-hot or multi-hot vectors."""
    return columns.indicator_column(sparse_id_column)


def embedding_column(
    sparse_id_column: Any, dimension: int, combiner: str = "mean", initializer: Any = None
) -> Any:
    """Make a column of learned embeddings [batch, dimension] of a categorical column."""
    if initializer is None:
        initializer = tf.truncated_normal_initializer(0.0, sparse_id_column.num_buckets**-0.5)
    return columns.embedding_column(sparse_id_column, dimension, combiner, initializer)


class CrossedColumn(feature_column_v2.CrossedColumn):
    """Combinations of values, hashed as TensorFlow Learn hashed them, so that checkpoints fit."""

    def _transform_feature(self, inputs: Any) -> tf.SparseTensor:
        found = [
            inputs.get(key) if isinstance(key, str) else key._get_sparse_tensors(inputs).id_tensor
            for key in feature_column_v2._collect_leaf_level_keys(self)
        ]
        found = [feature_column._to_sparse_input_and_drop_ignore_values(each) for each in found]
        crossed = tf.sparse.cross([
            tf.SparseTensor(each.indices, tf.range(tf.size(each.values, out_type=tf.int64)),
                            each.dense_shape)
            for each in found
        ])
        places = tf.strings.split(crossed.values, "_X_", result_type="RaggedTensor")
        places = tf.strings.to_number(places.to_tensor(shape=[None, len(found)]), tf.int64)
        values = [tf.gather(_number(each.values), places[:, at]) for at, each in enumerate(found)]
        mixed = tf.bitcast(functools.reduce(_mix, values, np.int64(0xDECAFCAFFE)), tf.uint64)
        ids = tf.cast(mixed % self.hash_bucket_size, tf.int64)
        return tf.SparseTensor(crossed.indices, ids, crossed.dense_shape)


def _number(values: tf.Tensor) -> tf.Tensor:
    """Turn categories, strings or integers, into int64 numbers."""
    if values.dtype == tf.string:
        return tf.bitcast(tf.fingerprint(values), tf.int64)
    return tf.cast(values, tf.int64)


def _mix(mixed: Any, values: tf.Tensor) -> tf.Tensor:
    left, right = tf.bitwise.left_shift(mixed, 10), tf.bitwise.right_shift(mixed, 4)
    return tf.bitwise.bitwise_xor(mixed, values + (0x9E3779B97F4A7800 - 2**64) + left + right)


def crossed_column(columns: Sequence[Any], hash_bucket_size: int) -> Any:
    """Make a categorical column of combinations of other columns' values, hashed into buckets."""
    columns = sorted(columns, key=lambda column: column.name)
    keys = [getattr(column, "key", column) for column in columns]
    return CrossedColumn(tuple(keys), hash_bucket_size, None)


def create_feature_spec_for_parsing(feature_columns: Any) -> dict[str, Any]:
    """Return the argument `features` of `tf.parse_example` for a list or dictionary of columns."""
    if isinstance(feature_columns, dict):
        feature_columns = feature_columns.values()
    return columns.make_parse_example_spec(list(feature_columns))


_SOURCES = {  # kinds of categorical columns, with the names by which 1.15 sorted them
    "CrossedColumn": "Crossed", "HashedCategoricalColumn": "SparseHashed",
    "IdentityCategoricalColumn": "SparseIntegerized",
    "VocabularyListCategoricalColumn": "SparseKeys",
    "VocabularyFileCategoricalColumn": "SparseVocabulary",
}
# How many more nodes each column took in 1.15, which decides the seeds of later nodes.
_MORE = {"NumericColumn": -8, "IndicatorColumn": 8, "EmbeddingColumn": 8}


def _order(column: Any) -> tuple[str, str, str]:
    """Return 1.15's sort key: the column's kind, its source column's kind, its name."""
    kind = type(column).__name__.replace("Indicator", "OneHot").replace("Numeric", "RealValued")
    source = type(getattr(column, "categorical_column", None)).__name__
    return kind, _SOURCES.get(source, ""), column.name


def _renamed(scope: Any, name: str, names: dict[str, str]) -> Any:
    """Return a scope whose variables are named as in 1.15, so that its checkpoints fit."""

    def get(getter: Any, name: str, *args: Any, **settings: Any) -> Any:
        for today, old in names.items():
            name = name.replace(today, old)
        return getter(name, *args, **settings)

    return tf.variable_scope(scope, name, custom_getter=get)


def input_from_feature_columns(
    columns_to_tensors: dict[str, Any], feature_columns: Any, weight_collections: Any = None,
    trainable: bool = True, scope: Any = None, cols_to_outs: dict[Any, Any] | None = None,
) -> tf.Tensor:
    """Concatenate the features of the columns into a tensor [batch, size].

    The dictionary `cols_to_outs`, if it is given, gets the tensor of each column.
    """
    outs = {} if cols_to_outs is None else cols_to_outs
    names = {"/input_layer/": "/", "/embedding_weights": "/weights"}
    more = sum(_MORE.get(type(column).__name__, 0) for column in feature_columns)
    with _renamed(scope, "input_from_feature_columns", names):
        with_missing(columns.input_layer, more - 2)(
            columns_to_tensors, list(feature_columns), weight_collections, trainable,
            cols_to_output_tensors=outs,
        )
    return tf.concat([outs[column] for column in sorted(set(feature_columns), key=_order)], 1)


def weighted_sum_from_feature_columns(
    columns_to_tensors: dict[str, Any], feature_columns: Any, num_outputs: int,
    weight_collections: Any = None, trainable: bool = True, scope: Any = None,
) -> tuple[tf.Tensor, dict[Any, list[tf.Variable]], tf.Variable]:
    """Make a linear model; return its outputs [batch, num_outputs], weights and biases."""
    weights: dict[Any, Any] = {}
    names = {"/linear_model/private_fc_linear_wrapper/": "//", "/linear_model/": "/",
             "/bias_weights": "/bias_weight"}  # the first is that of the column ""
    for column in feature_columns:
        if is_numeric(column):
            names[f"/{column.name}/weights"] = f"/{column.name}/weight"
    with _renamed(scope, "weighted_sum_from_feature_columns", names) as scope:
        sums = columns.linear_model(
            columns_to_tensors, list(feature_columns), num_outputs,
            weight_collections=weight_collections, trainable=trainable, cols_to_vars=weights,
        )
    bias = weights.pop("bias")[0]
    for column in weights:  # TensorFlow looked for the weights under today's names
        weights[column] = tf.global_variables(f"{scope.name}/{column.name}/weight")
    return sums, weights, bias
