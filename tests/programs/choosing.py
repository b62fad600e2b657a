"""Top k, one-hot, gather, slices, segments, partitions."""

import numpy as np
import tensorflow as tf

x = tf.constant([[3.0, 1.0, 4.0, 1.5], [9.0, 2.0, 6.0, 5.0]])
partitions = tf.dynamic_partition(x[0], [0, 1, 0, 1], 2)
results = [
    tf.nn.top_k(x, 2).values, tf.nn.top_k(x, k=2)[1], tf.nn.in_top_k(x, [2, 1], 1),
    tf.one_hot([1, 3, -1], 4), tf.one_hot([0, 1], 2, on_value=5, off_value=-5, axis=0),
    tf.gather(x, [1, 0]), tf.gather(x, [0, 2], axis=1), tf.gather_nd(x, [[0, 1], [1, 3]]),
    tf.slice(x, [0, 1], [2, -1]), tf.strided_slice(x, [0, 3], [2, 0], [1, -2]), x[..., ::-1],
    x[:, tf.newaxis, 1:3], tf.boolean_mask(x, [True, False]), tf.where(x > 3),
    tf.segment_sum(x, [0, 0]), tf.segment_mean([1.0, 2.0, 5.0], [0, 0, 2]),
    tf.unsorted_segment_sum([1.0, 2.0, 5.0], [1, 0, 1], 3), tf.segment_max([1, 4, 2], [0, 0, 1]),
    tf.sparse_segment_sum(x, [0, 1, 0], [0, 0, 1]), partitions[0], partitions[1],
    tf.dynamic_stitch([[0, 2], [1, 3]], partitions), tf.unique_with_counts([7, 7, 8])[2],
    tf.setdiff1d([1, 2, 3], [2])[0], tf.invert_permutation([2, 0, 1]), tf.argmin(x, axis=1),
    tf.scatter_nd([[1], [3]], [9, 8], [5]), tf.sequence_mask([1, 3], 4), tf.expand_dims(x, -1)[0],
    tf.tile([[1, 2]], [2, 2]), tf.pad(x[:, :1], [[1, 0], [0, 1]], "CONSTANT"),
    tf.pad([1, 2, 3], [[2, 1]], mode="REFLECT"), tf.reverse_sequence(x, [2, 4], seq_dim=1),
    tf.squeeze([[[1], [2]]]), tf.transpose(x)[0], tf.concat([x, x], axis=1)[0],
    tf.meshgrid([1, 2], [3])[0],
    tf.stack([[1, 2], [3, 4]], axis=1), tf.split(x, [1, 3], 1)[1], tf.unstack(x, axis=1)[2],
    tf.matrix_diag([1, 2]), tf.diag_part(tf.eye(2)), tf.linspace(0.0, 1.0, 3), tf.rank(x),
    tf.size(x),
    tf.bincount([1, 1, 3]), tf.contrib.framework.argsort([3, 1, 2]), tf.sort([3, 1, 2]),
    tf.confusion_matrix([0, 1, 1], [0, 1, 0]), tf.broadcast_to([1, 2], [2, 2]),
    tf.zeros_like([1, 2]),
    tf.histogram_fixed_width([0.0, 0.4, 5.0], [0.0, 1.0], 2),
    tf.space_to_batch([[[[1]], [[2]]]], [[0, 0], [0, 1]], 2),
]
with tf.Session() as sess:
    for result in sess.run(results):
        print(np.asarray(result).tolist())

# TF 1.15.5 printed:
# [[4.0, 3.0], [9.0, 6.0]]
# [[2, 0], [0, 2]]
# [True, False]
# [[0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0], [0.0, 0.0, 0.0, 0.0]]
# [[5, -5], [-5, 5]]
# [[9.0, 2.0, 6.0, 5.0], [3.0, 1.0, 4.0, 1.5]]
# [[3.0, 4.0], [9.0, 6.0]]
# [1.0, 5.0]
# [[1.0, 4.0, 1.5], [2.0, 6.0, 5.0]]
# [[1.5, 1.0], [5.0, 2.0]]
# [[1.5, 4.0, 1.0, 3.0], [5.0, 6.0, 2.0, 9.0]]
# [[[1.0, 4.0]], [[2.0, 6.0]]]
# [[3.0, 1.0, 4.0, 1.5]]
# [[0, 2], [1, 0], [1, 2], [1, 3]]
# [[12.0, 3.0, 10.0, 6.5]]
# [1.5, 0.0, 5.0]
# [2.0, 6.0, 0.0]
# [4, 2]
# [[12.0, 3.0, 10.0, 6.5], [3.0, 1.0, 4.0, 1.5]]
# [3.0, 4.0]
# [1.0, 1.5]
# [3.0, 1.0, 4.0, 1.5]
# [2, 1]
# [1, 3]
# [1, 2, 0]
# [1, 1]
# [0, 9, 0, 8, 0]
# [[True, False, False, False], [True, True, True, False]]
# [[3.0], [1.0], [4.0], [1.5]]
# [[1, 2, 1, 2], [1, 2, 1, 2]]
# [[0.0, 0.0], [3.0, 0.0], [9.0, 0.0]]
# [3, 2, 1, 2, 3, 2]
# [[1.0, 3.0, 4.0, 1.5], [5.0, 6.0, 2.0, 9.0]]
# [1, 2]
# [3.0, 9.0]
# [3.0, 1.0, 4.0, 1.5, 3.0, 1.0, 4.0, 1.5]
# [[1, 2]]
# [[1, 3], [2, 4]]
# [[1.0, 4.0, 1.5], [2.0, 6.0, 5.0]]
# [4.0, 6.0]
# [[1, 0], [0, 2]]
# [1.0, 1.0]
# [0.0, 0.5, 1.0]
# 2
# 8
# [0, 2, 0, 1]
# [1, 2, 0]
# [1, 2, 3]
# [[1, 0], [1, 1]]
# [[1, 2], [1, 2]]
# [0, 0]
# [2, 1]
# [[[[1]]], [[[0]]], [[[2]]], [[[0]]]]
