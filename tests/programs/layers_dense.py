"""tf.layers: dense, dropout, flatten; their names, losses and sharing."""

import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 2, 2])
training = tf.placeholder_with_default(False, [])
flat = tf.layers.flatten(x)
hidden = tf.layers.dense(
    flat,
    3,
    activation=tf.nn.relu,
    kernel_initializer=tf.constant_initializer(0.5),
    bias_initializer=tf.constant_initializer(-1.0),
    name="hidden",
    kernel_regularizer=lambda w: 0.1 * tf.reduce_sum(tf.abs(w)),
)
dropped = tf.layers.dropout(hidden, rate=0.5, training=training, seed=3)
shared = tf.layers.dense(flat, 3, name="hidden", reuse=True)
out = tf.layers.dense(dropped, 1, use_bias=False, kernel_initializer=tf.ones_initializer())
layer = tf.layers.Dense(2, kernel_initializer=tf.ones_initializer())
twice = layer(layer(hidden[:, :2]))
data = np.arange(8.0).reshape(2, 2, 2)

print(flat.get_shape(), hidden.name, dropped.op.type, out.get_shape())
print(*[v.name for v in tf.trainable_variables()], sep="\n")
print(layer.kernel.name, layer.count_params())
print([t.op.type for t in tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run([hidden, out], {x: data})[0].tolist())
    print(sess.run(out, {x: data}).tolist(), sess.run(twice, {x: data}).tolist())
    print(sess.run(shared, {x: data})[0].tolist(), sess.run(tf.losses.get_regularization_loss()))
    kept = sess.run(dropped, {x: data, training: True})
    print(sorted(set(kept[1].tolist()) - {0.0, 20.0}), kept.shape)

# TF 1.15.5 printed:
# (?, 4) hidden/Relu:0 Merge (?, 1)
# hidden/kernel:0
# hidden/bias:0
# dense/kernel:0
# dense_1/kernel:0
# dense_1/bias:0
# dense_1/kernel:0 6
# ['Mul']
# [[2.0, 2.0, 2.0], [10.0, 10.0, 10.0]]
# [[6.0], [30.0]] [[8.0, 8.0], [40.0, 40.0]]
# [2.0, 2.0, 2.0] 0.6
# [] (2, 3)
