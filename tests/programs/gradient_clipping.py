"""Clipping by value, norm and global norm between compute_gradients and apply_gradients."""

import tensorflow as tf

a = tf.Variable([3.0, -4.0], name="a")
b = tf.Variable([[12.0]], name="b")
loss = 0.5 * (tf.reduce_sum(a * a) + tf.reduce_sum(b * b))
opt = tf.train.GradientDescentOptimizer(1.0)
pairs = opt.compute_gradients(loss)
grads, variables = zip(*pairs)
clipped, norm = tf.clip_by_global_norm(grads, 6.5)
by_norm = [tf.clip_by_norm(g, 4.0) for g in grads]
by_value = [(tf.clip_by_value(g, -1.0, 2.0), v) for g, v in pairs]
by_average = tf.clip_by_average_norm(grads[0], 1.0)
sparse = tf.IndexedSlices(tf.constant([[3.0], [4.0]]), tf.constant([0, 2]), tf.constant([5, 1]))
(clipped_sparse,), sparse_norm = tf.clip_by_global_norm([sparse], 2.5)
train = opt.apply_gradients(by_value, name="train")
scaled = tf.train.MomentumOptimizer(0.1, 0.9).apply_gradients(list(zip(clipped, variables)))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("%.4f" % sess.run(norm), [g.tolist() for g in sess.run(list(grads))])
    print([["%.4f" % v for v in g.ravel()] for g in sess.run(clipped)])
    print([["%.4f" % v for v in g.ravel()] for g in sess.run(by_norm)])
    print(["%.4f" % v for v in sess.run(by_average)], "%.2f" % sess.run(tf.global_norm(grads)))
    print(sess.run(clipped_sparse.values).tolist(), float(sess.run(sparse_norm)))
    sess.run(train)
    print(sess.run(a).tolist(), sess.run(b).tolist(), train.name)
    sess.run(scaled)
    print(["%.4f" % v for v in sess.run(a)])
try:
    opt.minimize(tf.constant(1.0))
except ValueError as fault:
    print(str(fault)[:40])

# TF 1.15.5 printed:
# 13.0000 [[3.0, -4.0], [[12.0]]]
# [['1.5000', '-2.0000'], ['6.0000']]
# [['2.4000', '-3.2000'], ['4.0000']]
# ['1.2000', '-1.6000'] 13.00
# [[1.5], [2.0]] 5.0
# [1.0, -3.0] [[10.0]] train
# ['0.9380', '-2.8141']
# No gradients provided for any variable,
