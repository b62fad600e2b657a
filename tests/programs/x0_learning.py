"""0.12: contrib.layers and contrib.losses, sparse tensors by shape, saving by 0.x's names."""

from __future__ import print_function

import numpy as np
import tensorflow as tf

np.rank = np.ndim  # some releases of NumPy had dropped it by then
x = tf.constant(np.arange(6).reshape(2, 3).astype(np.float32))
start = tf.constant_initializer(0.1)
hidden = tf.contrib.layers.fully_connected(
    x, 4, weights_initializer=start, weights_regularizer=tf.contrib.layers.l2_regularizer(0.5))
out = tf.contrib.layers.linear(hidden, 2, weights_initializer=start)
loss = tf.contrib.losses.softmax_cross_entropy(out, tf.constant([[0.0, 1.0], [1.0, 0.0]]))
total = tf.contrib.losses.get_total_loss()
train = tf.contrib.layers.optimize_loss(
    total, tf.contrib.framework.get_or_create_global_step(), 0.1, "SGD", summaries=[])
s = tf.SparseTensor(indices=[[0, 1]], values=[2.0], shape=[1, 3])
dense = tf.sparse_tensor_to_dense(s)
v = tf.Variable(3.0, name="v")
saver = tf.train.Saver(tf.all_variables())
print(s.get_shape(), " ".join(variable.op.name for variable in tf.trainable_variables()))
with tf.Session() as sess:
    sess.run(tf.initialize_all_variables())
    sess.run(tf.initialize_variables([v]))
    print("%.4f %.4f" % tuple(sess.run([loss, total])), sess.run(dense).tolist())
    print(["%.4f" % sess.run(train) for _ in range(2)])
    print(saver.save(sess, "./old.ckpt", global_step=1))
    sess.run(v.assign(0.0))
    saver.restore(sess, "./old.ckpt-1")
    print(sess.run(v), tf.train.latest_checkpoint("."), np.rank(np.ones((2, 2))))

# TF 0.12.1 printed:
# (1, 3) fully_connected/weights fully_connected/biases fully_connected_1/weights fully_connected_1/biases v
# 0.6931 0.7231 [[0.0, 2.0, 0.0]]
# ['0.7231', '0.6845']
# ./old.ckpt-1
# 3.0 ./old.ckpt-1 2
