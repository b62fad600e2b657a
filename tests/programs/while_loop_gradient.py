"""A loop in the graph, and the gradient through it."""

import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [])
n = tf.placeholder_with_default(3, [])
_, power = tf.while_loop(lambda i, p: i < n, lambda i, p: (i + 1, p * x), [0, 1.0])
slope = tf.gradients(power, x)[0]
w = tf.Variable([[0.5, 0.0], [0.0, 2.0]])
start = tf.constant([[1.0, 1.0]])
state = tf.while_loop(
    lambda i, h, rows: tf.less(i, 3),
    lambda i, h, rows: [i + 1, tf.matmul(h, w), tf.concat([rows, h], 0)],
    [tf.constant(0), start, start],
    shape_invariants=[tf.TensorShape([]), start.get_shape(), tf.TensorShape([None, 2])],
    parallel_iterations=1,
    back_prop=True,
)
grad = tf.gradients(tf.reduce_sum(state[1]), w)[0]
inner = tf.while_loop(
    lambda i, s: i < 3,
    lambda i, s: (i + 1, s + tf.while_loop(lambda j: j < i * 10, lambda j: j + 4, [0])),
    [0, 0],
)
print(power.op.type, state[2].get_shape())
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print([float(v) for v in sess.run([power, slope], {x: 2})])
    print([float(v) for v in sess.run([power, slope], {x: 2, n: 5})])
    print(sess.run(state[2]).tolist(), np.round(np.float64(sess.run(grad)), 4).tolist())
    print([int(v) for v in sess.run(inner)])

# TF 1.15.5 printed:
# Exit (?, 2)
# [8.0, 12.0]
# [32.0, 80.0]
# [[1.0, 1.0], [1.0, 1.0], [0.5, 2.0], [0.25, 4.0]] [[0.75, 5.25], [5.25, 12.0]]
# [3, 32]
