"""tf.gradients in all its forms, Hessians, and what stops a gradient."""

import numpy as np
import tensorflow as tf

x = tf.Variable([1.0, 2.0, 3.0], name="x")
y = tf.square(x)
z = tf.stack([tf.reduce_sum(y * x), tf.reduce_prod(x)])
unused = tf.Variable(1.0)
results = [
    tf.gradients(z, x)[0],
    tf.gradients(z, x, grad_ys=tf.constant([1.0, -1.0]))[0],
    tf.gradients(y, [x], grad_ys=[tf.constant([1.0, 0.0, 10.0])])[0],
    tf.gradients(tf.stop_gradient(y) * x, x)[0],
    tf.gradients(y * x, [x], stop_gradients=[y])[0],
    tf.gradients(tf.gradients(tf.reduce_sum(y * x), x)[0], x)[0],
    tf.hessians(tf.reduce_sum(x * x * x), x)[0],
    tf.gradients(tf.clip_by_value(x, 1.5, 2.5), x)[0],
    tf.gradients(tf.where(x > 1.5, x * 2, x * 5), x, aggregation_method=1)[0],
]
rows = tf.gradients(tf.nn.embedding_lookup(tf.reshape(x, [3, 1]), [0, 0, 2]), x)[0]
slices = tf.gradients(tf.gather(x, [2, 2, 0]), x)[0]
print(tf.gradients(y, unused), type(slices).__name__, tf.gradients(x, x)[0].op.type)
print(tf.gradients(tf.argmax(x, 0), x), tf.gradients(tf.cast(x, tf.int32), x))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for result in sess.run(results):
        print(np.round(np.float64(result), 3).tolist())
    found = sess.run(slices)
    print(type(found).__name__, found.values.tolist(), found.indices.tolist())
    print(sess.run(rows).tolist() if isinstance(rows, tf.Tensor) else "slices")
    error = tf.test.compute_gradient_error(x, [3], y, [3], x_init_value=np.array([1.0, 2.0, 3.0]))
    print(error < 1e-2)

# TF 1.15.5 printed:
# [None] IndexedSlices Fill
# [None] [None]
# [9.0, 15.0, 29.0]
# [-3.0, 9.0, 25.0]
# [2.0, 0.0, 60.0]
# [1.0, 4.0, 9.0]
# [1.0, 4.0, 9.0]
# [6.0, 12.0, 18.0]
# [[6.0, 0.0, 0.0], [0.0, 12.0, 0.0], [0.0, 0.0, 18.0]]
# [0.0, 1.0, 0.0]
# [5.0, 2.0, 2.0]
# IndexedSlicesValue [1.0, 1.0, 1.0] [2, 2, 0]
# [2.0, 0.0, 1.0]
# True
