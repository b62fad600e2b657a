"""0.12: arithmetic under its old names, and arguments in their old order."""

from __future__ import print_function

import numpy as np
import tensorflow as tf

a = tf.constant([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]])
b = tf.ones([2, 3])
results = [
    tf.mul(a, 2.0), tf.sub(a, b), tf.neg(a), tf.rsqrt(a * a), tf.complex_abs(tf.complex(3.0, 4.0)),
    tf.concat(1, [a, b]), tf.concat(0, [a, b]), tf.split(1, 3, a)[1], tf.split(0, 2, a)[0],
    tf.pack([a, b])[1], tf.unpack(a)[1], tf.select(a > 0, a, b), tf.reverse(a, [False, True]),
    tf.reverse(a, [True, True]), tf.batch_matmul(tf.ones([2, 2, 3]), tf.ones([2, 3, 2])),
    tf.batch_matmul(tf.ones([2, 2, 3]), tf.ones([2, 2, 3]), adj_y=True),
    tf.reduce_sum(a, reduction_indices=1), tf.reduce_mean(a, reduction_indices=[0]),
    tf.reduce_max(a, 1, True), tf.argmax(a, dimension=1), tf.expand_dims(a, 0),
    tf.squeeze(a[:1], [0]),
    tf.setdiff1d([1, 2, 3], [2])[0], tf.matrix_inverse([[[2.0, 0.0], [0.0, 4.0]]]),
    tf.cumsum(a, axis=1), tf.sparse_to_dense([1, 3], [5], 9), tf.one_hot([0, 2], 3, 1.0, 0.0),
    tf.div(7, 2), tf.to_float(3), tf.cast(a, "int32"), tf.range(0, 6, delta=2), tf.pow(2, 3),
    tf.select([True, False], a, b), tf.matrix_solve([[2.0, 0.0], [0.0, 1.0]], [[2.0], [3.0]]),
    tf.gather(a, [1]), tf.slice(a, [0, 1], [-1, 2]), tf.tile(a[:1, :1], [1, 2]),
    tf.transpose(a, [1, 0]),
    tf.segment_sum(a, [0, 0]), tf.nn.l2_normalize(a, dim=1), tf.nn.softmax(a),
]
with tf.Session() as sess:
    sess.run(tf.initialize_all_variables())
    for result in results:
        print((np.round(np.float64(sess.run(result)), 4) + 0.0).tolist())

# TF 0.12.1 printed:
# [[2.0, -4.0, 6.0], [8.0, 10.0, -12.0]]
# [[0.0, -3.0, 2.0], [3.0, 4.0, -7.0]]
# [[-1.0, 2.0, -3.0], [-4.0, -5.0, 6.0]]
# [[1.0, 0.5, 0.3333], [0.25, 0.2, 0.1667]]
# 5.0
# [[1.0, -2.0, 3.0, 1.0, 1.0, 1.0], [4.0, 5.0, -6.0, 1.0, 1.0, 1.0]]
# [[1.0, -2.0, 3.0], [4.0, 5.0, -6.0], [1.0, 1.0, 1.0], [1.0, 1.0, 1.0]]
# [[-2.0], [5.0]]
# [[1.0, -2.0, 3.0]]
# [[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]]
# [4.0, 5.0, -6.0]
# [[1.0, 1.0, 3.0], [4.0, 5.0, 1.0]]
# [[3.0, -2.0, 1.0], [-6.0, 5.0, 4.0]]
# [[-6.0, 5.0, 4.0], [3.0, -2.0, 1.0]]
# [[[3.0, 3.0], [3.0, 3.0]], [[3.0, 3.0], [3.0, 3.0]]]
# [[[3.0, 3.0], [3.0, 3.0]], [[3.0, 3.0], [3.0, 3.0]]]
# [2.0, 3.0]
# [2.5, 1.5, -1.5]
# [[3.0], [5.0]]
# [2.0, 1.0]
# [[[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]]]
# [1.0, -2.0, 3.0]
# [1.0, 3.0]
# [[[0.5, 0.0], [0.0, 0.25]]]
# [[1.0, -1.0, 2.0], [4.0, 9.0, 3.0]]
# [0.0, 9.0, 0.0, 9.0, 0.0]
# [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
# 3.0
# 3.0
# [[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]]
# [0.0, 2.0, 4.0]
# 8.0
# [[1.0, -2.0, 3.0], [1.0, 1.0, 1.0]]
# [[1.0], [3.0]]
# [[4.0, 5.0, -6.0]]
# [[-2.0, 3.0], [5.0, -6.0]]
# [[1.0, 1.0]]
# [[1.0, 4.0], [-2.0, 5.0], [3.0, -6.0]]
# [[5.0, 3.0, -3.0]]
# [[0.2673, -0.5345, 0.8018], [0.4558, 0.5698, -0.6838]]
# [[0.1185, 0.0059, 0.8756], [0.2689, 0.731, 0.0]]
