"""tf.contrib.layers: fully connected layers, regularizers, arg_scope, optimize_loss."""

import numpy as np
import tensorflow as tf
from tensorflow.contrib import layers
from tensorflow.contrib.framework import arg_scope

x = tf.constant(np.arange(6, dtype=np.float32).reshape(2, 3))
y = tf.constant([1.0, 0.0])
with arg_scope(
    [layers.fully_connected],
    weights_initializer=tf.constant_initializer(0.1),
    weights_regularizer=layers.l2_regularizer(0.5),
):
    hidden = layers.fully_connected(x, 4, scope="hidden")
    out = layers.fully_connected(hidden, 1, activation_fn=None, scope="out")
linear = layers.linear(x, 2, weights_initializer=tf.ones_initializer(), biases_initializer=None)
normed = layers.layer_norm(x)
hot = layers.one_hot_encoding([2, 0], 3)
scaled = layers.unit_norm(x, dim=1)
stacked = layers.stack(
    x,
    layers.fully_connected,
    [3, 2],
    scope="stack",
    weights_initializer=tf.constant_initializer(0.2),
)
embedded = layers.embed_sequence([[0, 1]], 2, 3, initializer=tf.constant_initializer(0.5))
penalty = layers.apply_regularization(layers.l1_regularizer(0.1), tf.trainable_variables()[:2])
loss = tf.reduce_mean(tf.square(tf.squeeze(out, [1]) - y)) + tf.losses.get_regularization_loss()
step = tf.train.get_or_create_global_step()
train = layers.optimize_loss(loss, step, learning_rate=0.1, optimizer="SGD", clip_gradients=1.0)
print(*[v.op.name for v in tf.contrib.framework.get_variables()], sep="\n")
print([t.op.name for t in tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)])
print(hidden.op.type, out.get_shape(), stacked.get_shape(), penalty.get_shape())
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(
        sess.run(out).astype(float).round(4).tolist(),
        sess.run(linear).tolist(),
        sess.run(hot).tolist(),
    )
    print(
        sess.run(normed)[0].astype(float).round(4).tolist(),
        sess.run(scaled)[1].astype(float).round(4).tolist(),
    )
    print(sess.run(stacked).astype(float).round(4).tolist(), sess.run(embedded).tolist())
    print(["%.5f" % sess.run(train) for _ in range(3)], sess.run(step))

# TF 1.15.5 printed:
# hidden/weights
# hidden/biases
# out/weights
# out/biases
# fully_connected/weights
# LayerNorm/beta
# LayerNorm/gamma
# stack/stack_1/weights
# stack/stack_1/biases
# stack/stack_2/weights
# stack/stack_2/biases
# EmbedSequence/embeddings
# global_step
# OptimizeLoss/learning_rate
# ['hidden/kernel/Regularizer/l2_regularizer', 'out/kernel/Regularizer/l2_regularizer', 'get_regularization_penalty']
# Relu (2, 1) (2, 2) ()
# [[0.12], [0.48]] [[3.0, 3.0], [12.0, 12.0]] [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
# [-1.2247, 0.0, 1.2247] [0.4243, 0.5657, 0.7071]
# [[0.36, 0.36], [1.44, 1.44]] [[[0.5, 0.5, 0.5], [0.5, 0.5, 0.5]]]
# ['0.66240', '0.56856', '0.49963'] 3
