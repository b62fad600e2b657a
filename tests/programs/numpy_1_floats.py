"""NumPy 1's arithmetic with float32 numbers."""

import numpy as np, tensorflow as tf
x = tf.placeholder(tf.float32, [None])
loss = tf.reduce_mean(x)
avg_cost = 0.
with tf.Session() as sess:
    for i in range(3):
        c = sess.run(loss, {x: [0.1 * i, 0.7]})
        avg_cost += c / 3
    print(avg_cost, type(avg_cost).__name__)
    print(c / 3, c * 2.0, c ** 2, c - 1, 1 - c, type(c / 3).__name__)
    w = np.ones((2,), np.float32) * np.sqrt(2.0)
    print(w.dtype, (w / np.float64(3)).dtype, (np.arange(3, dtype=np.uint8) + np.int64(3)).dtype)
    print(sess.run(tf.constant(w) * 2.0))

# TF 1.15.5 printed:
# 0.39999999602635705 float64
# 0.14999999602635702 0.8999999761581421 0.20249998927116408 -0.550000011920929 0.550000011920929 float64
# float32 float32 uint8
# [2.828427 2.828427]
