"""Eager execution of 1.15: values at once, a tape, and a training loop."""

import numpy as np
import tensorflow as tf

tf.enable_eager_execution()

x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
print(tf.executing_eagerly(), (x * 2).numpy().tolist(), float(tf.reduce_sum(x)))
w = tf.contrib.eager.Variable([[1.0], [1.0]], name="w")
b = tf.Variable(0.0)
optimizer = tf.train.GradientDescentOptimizer(0.05)
for step in range(3):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - [[1.0], [2.0]]))
    grads = tape.gradient(loss, [w, b])
    optimizer.apply_gradients(zip(grads, [w, b]), global_step=tf.train.get_or_create_global_step())
    print(step, "%.5f" % loss.numpy())
print(w.numpy().astype(float).round(4).tolist()[0][0] > 0, tf.train.get_global_step().numpy())
grad = tf.contrib.eager.gradients_function(lambda t: t * t * t)
print(float(grad(2.0)[0]))
for batch in tf.data.Dataset.range(5).batch(2):
    print(batch.numpy().tolist())
layer = tf.layers.Dense(1, kernel_initializer=tf.ones_initializer())
print(layer(x).numpy().tolist(), len(layer.variables))
for i in tf.range(2):
    if i > 0:
        print("i =", int(i))
print(np.array(x).sum(), tf.py_func(lambda a: a + 1, [x], tf.float32).numpy().tolist())

rows = tf.data.Dataset.range(4).shuffle(4, seed=1).repeat(2)
print(sorted(int(row) for row in rows))

# TF 1.15.5 printed, run alone:
# True [[2.0, 4.0], [6.0, 8.0]] 10.0
# 0 14.50000
# 1 4.92500
# 2 1.69145
# True 3
# 12.0
# [0, 1]
# [2, 3]
# [4]
# [[3.0], [7.0]] 2
# i = 1
# 10.0 [[2.0, 3.0], [4.0, 5.0]]
# [0, 0, 1, 1, 2, 2, 3, 3]
