"""Names that 0.12 had already dropped, spelled as in 0.5 to 0.11; checked against the new ones."""

from __future__ import print_function

import numpy as np
import tensorflow as tf

x = tf.constant([[4.0, 1.0], [1.0, 3.0]])
image = tf.reshape(tf.range(16, dtype=tf.float32), [1, 4, 4, 1])
try:
    results = [
        tf.inv(x), tf.batch_matrix_inverse([x])[0], tf.batch_cholesky([x])[0],
        tf.listdiff([1, 2, 3], [2])[0],
        tf.image.resize_images(image, 2, 2)[0, :, :, 0], tf.batch_matrix_diag([[1, 2]])[0],
    ]
except (AttributeError, ValueError):  # 0.12: the same by the names that came for them
    results = [
        tf.reciprocal(x), tf.matrix_inverse([x])[0], tf.cholesky([x])[0],
        tf.setdiff1d([1, 2, 3], [2])[0],
        tf.image.resize_images(image, [2, 2])[0, :, :, 0], tf.matrix_diag([[1, 2]])[0],
    ]
with tf.Session() as sess:
    sess.run(tf.initialize_all_variables())
    for result in results:
        print(np.round(np.float64(sess.run(result)), 4).tolist())

# TF 0.12.1 printed:
# [[0.25, 1.0], [1.0, 0.3333]]
# [[0.2727, -0.0909], [-0.0909, 0.3636]]
# [[2.0, 0.0], [0.5, 1.6583]]
# [1.0, 3.0]
# [[0.0, 2.0], [8.0, 10.0]]
# [[1.0, 0.0], [0.0, 2.0]]
