"""Sparse tensors: built, fed, multiplied, looked up."""

import numpy as np
import tensorflow as tf

s = tf.SparseTensor(indices=[[0, 1], [1, 0], [1, 3]], values=[1.0, 2.0, 3.0], dense_shape=[2, 4])
fed = tf.sparse_placeholder(tf.float32, shape=[2, 4])
table = tf.Variable(np.arange(12.0).reshape(4, 3).astype(np.float32))
ids = tf.SparseTensor([[0, 0], [0, 1], [1, 0]], tf.constant([1, 3, 0], tf.int64), [3, 2])
weights = tf.SparseTensor([[0, 0], [0, 1], [1, 0]], [2.0, 1.0, 0.5], [3, 2])
results = [
    tf.sparse_tensor_to_dense(s, default_value=-1.0),
    tf.sparse_tensor_dense_matmul(s, tf.ones([4, 2])),
    tf.sparse_reduce_sum(s, 1),
    tf.sparse_to_dense([[0, 0], [1, 2]], [2, 3], [5, 6]),
    tf.sparse_add(s, tf.ones([2, 4])),
    tf.sparse_tensor_to_dense(tf.sparse_concat(1, [s, s])),
    tf.sparse_tensor_to_dense(tf.sparse_transpose(s, [1, 0])),
    tf.sparse_tensor_to_dense(tf.sparse_reshape(s, [4, 2])),
    tf.sparse_tensor_to_dense(tf.sparse_retain(s, [True, False, True])),
    tf.sparse_tensor_to_dense(tf.sparse_softmax(s)),
    tf.nn.embedding_lookup_sparse(table, ids, None, combiner="sum"),
    tf.nn.embedding_lookup_sparse(table, ids, weights, combiner="mean"),
    tf.nn.safe_embedding_lookup_sparse(table, ids, weights, combiner="sqrtn"),
    tf.sparse_fill_empty_rows(ids, tf.constant(2, tf.int64))[0].values,
    tf.sparse_tensor_to_dense(s * tf.constant([[10.0], [100.0]])),
]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for result in results:
        print(np.round(np.float64(sess.run(result).astype(float)), 4).tolist())
    value = tf.SparseTensorValue([(0, 0), (1, 3)], [1.0, 2.0], (2, 4))
    print(sess.run(tf.sparse_reduce_sum(fed), {fed: value}))
    print(sess.run(fed, {fed: ([[1, 1]], [7.0], [2, 4])}).values.tolist())
    found = sess.run(s)
    print(type(found).__name__, found.indices.tolist(), found.dense_shape.tolist(), s.get_shape())

# TF 1.15.5 printed:
# [[-1.0, 1.0, -1.0, -1.0], [2.0, -1.0, -1.0, 3.0]]
# [[1.0, 1.0], [5.0, 5.0]]
# [1.0, 5.0]
# [[5.0, 0.0, 0.0], [0.0, 0.0, 6.0]]
# [[1.0, 2.0, 1.0, 1.0], [3.0, 1.0, 1.0, 4.0]]
# [[0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0], [2.0, 0.0, 0.0, 3.0, 2.0, 0.0, 0.0, 3.0]]
# [[0.0, 2.0], [1.0, 0.0], [0.0, 0.0], [0.0, 3.0]]
# [[0.0, 1.0], [0.0, 0.0], [2.0, 0.0], [0.0, 3.0]]
# [[0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 3.0]]
# [[0.0, 1.0, 0.0, 0.0], [0.2689, 0.0, 0.0, 0.7311]]
# [[12.0, 14.0, 16.0], [0.0, 1.0, 2.0]]
# [[5.0, 6.0, 7.0], [0.0, 1.0, 2.0]]
# [[6.7082, 8.0498, 9.3915], [0.0, 1.0, 2.0], [0.0, 0.0, 0.0]]
# [1.0, 3.0, 0.0, 2.0]
# [[0.0, 10.0, 0.0, 0.0], [200.0, 0.0, 0.0, 300.0]]
# 3.0
# [7.0]
# SparseTensorValue [[0, 1], [1, 0], [1, 3]] [2, 4] (2, 4)
