"""Chapter 4, "TensorFlow Learn": the model function of a CNN, for an Estimator."""

from __future__ import annotations

from typing import Any

import numpy as np

from tfgraph_course import tf


def conv_learn(
    X: Any, y: Any, mode: str, classes: int = 5
) -> tuple[tf.Tensor, tf.Tensor, tf.Operation]:
    """Build chapter 4's CNN from contrib layers.

    They are 4 filters of 5x5 pixels, pooling, 5 neurons with dropout, and 5 classes.

    Args:
        X: the pixels of the images, float32 [batch, 36, 36].
        y: the numbers of the fonts [batch], counted from 0.
        mode: one of `tf.contrib.learn.ModeKeys`; dropout is on only in TRAIN.
        classes: number of fonts in the data.

    Returns:
        The predicted classes, int64 [batch], the loss [] and the training operation.
    """
    layers = tf.contrib.layers
    X = tf.expand_dims(X, 3)  # [batch, 36, 36, 1]
    y = tf.one_hot(tf.cast(y, tf.int32), classes, 1, 0)
    with tf.variable_scope("conv_layer"):
        h1 = layers.convolution2d(X, num_outputs=4, kernel_size=[5, 5], activation_fn=tf.nn.relu)
        # 36 -> 18
        p1 = tf.nn.max_pool(h1, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="VALID")
        p1_size = np.prod([s.value for s in p1.get_shape()[1:]])  # 18 * 18 * 4 = 1296
        p1f = tf.reshape(p1, [-1, p1_size])
    # The book calls this a layer of 32 neurons and gives it 5 (docs/errata.md).
    h_fc1 = layers.fully_connected(p1f, 5, activation_fn=tf.nn.relu)
    drop = layers.dropout(h_fc1, keep_prob=0.5, is_training=mode == tf.contrib.learn.ModeKeys.TRAIN)
    logits = layers.fully_connected(drop, classes, activation_fn=None)
    loss = tf.losses.softmax_cross_entropy(y, logits)
    train_op = layers.optimize_loss(
        loss, tf.contrib.framework.get_global_step(), optimizer="Adam", learning_rate=0.01
    )
    return tf.argmax(logits, 1), loss, train_op
