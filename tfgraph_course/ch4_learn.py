"""Chapter 4, "TensorFlow Learn": the model function of a CNN, for an Estimator."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from tfgraph_course import tf
from tfgraph_course.objective import optimizer_of


def conv_learn(
    X: Any,
    y: Any,
    mode: str,
    filters: int = 4,
    hidden: int = 5,
    window: int = 5,
    keep_prob: float = 0.5,
    rate: float = 0.01,
    optimizer: str = "Adam",
    answer: str = "classes",
    classes: int = 5,
) -> tuple[tf.Tensor, tf.Tensor, tf.Operation]:
    """Build chapter 4's CNN from the layers of `tf.contrib.layers`.

    Its layers: 4 filters of 5x5 pixels, pooling, 5 neurons with dropout, and an output for each
    of 5 classes.

    Args:
        X: the pixels of the images, float32 [batch, 36, 36].
        y: the labels [batch], the numbers of the fonts from 0; None to predict without labels.
        mode: one of `tf.contrib.learn.ModeKeys`; dropout is on only in TRAIN.
        filters: number of filters.
        hidden: number of neurons in the dense layer.
        window: height and width of the window.
        keep_prob: share of the dense layer's neurons that dropout keeps.
        rate: the optimizer's step size.
        optimizer: name of its class in `tf.train`, without "Optimizer".
        answer: "classes", as in the book's program, or "probabilities", which a model function
            may also return, as the book says.
        classes: number of fonts in the data.

    Returns:
        The answers (classes int64 [batch], or probabilities float32 [batch, classes]), the loss []
        and the training operation.
    """
    layers = tf.contrib.layers
    X = tf.expand_dims(X, 3)  # [batch, 36, 36, 1]
    if y is None:  # a model that is restored, and not trained here, predicts without labels
        y = tf.placeholder(tf.int32, [None])
    y = tf.one_hot(tf.cast(y, tf.int32), classes, 1, 0)
    with tf.variable_scope("conv_layer"):
        h1 = layers.convolution2d(
            X, num_outputs=filters, kernel_size=[window, window], activation_fn=tf.nn.relu
        )
        # 36 -> 18
        p1 = tf.nn.max_pool(h1, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="VALID")
        p1_size = np.prod([s.value for s in p1.get_shape()[1:]])  # 18 * 18 * 4 = 1296
        p1f = tf.reshape(p1, [-1, p1_size])
    # The book calls this a layer of 32 neurons and gives it 5 (docs/errata.md).
    h_fc1 = layers.fully_connected(p1f, hidden, activation_fn=tf.nn.relu)
    is_training = mode == tf.contrib.learn.ModeKeys.TRAIN
    drop = layers.dropout(h_fc1, keep_prob=keep_prob, is_training=is_training)
    logits = layers.fully_connected(drop, classes, activation_fn=None)
    loss = tf.losses.softmax_cross_entropy(y, logits)
    train_op = layers.optimize_loss(
        loss, tf.contrib.framework.get_global_step(), learning_rate=rate,
        optimizer=partial(optimizer_of, optimizer),
    )
    answers = tf.nn.softmax(logits) if answer == "probabilities" else tf.argmax(logits, 1)
    return answers, loss, train_op
