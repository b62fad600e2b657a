"""`tensorflow.examples.tutorials.mnist.mnist`: the network that TensorFlow's tutorial trains.

Four functions build the network's graph: `inference`, `loss`, `training` and `evaluation`.
"""

from __future__ import annotations

import math

import tensorflow.compat.v1 as tf

__all__ = [
    "IMAGE_PIXELS", "IMAGE_SIZE", "NUM_CLASSES", "evaluation", "inference", "loss", "training",
]

NUM_CLASSES = 10
IMAGE_SIZE = 28  # pixels
IMAGE_PIXELS = IMAGE_SIZE * IMAGE_SIZE


def inference(images: tf.Tensor, hidden1_units: int, hidden2_units: int) -> tf.Tensor:
    """Build two ReLU layers and a linear layer: float32 [batch, 784] to logits [batch, 10]."""
    hidden1 = tf.nn.relu(_linear("hidden1", images, hidden1_units))
    hidden2 = tf.nn.relu(_linear("hidden2", hidden1, hidden2_units))
    return _linear("softmax_linear", hidden2, NUM_CLASSES)


def loss(logits: tf.Tensor, labels: tf.Tensor) -> tf.Tensor:
    """Build the mean cross-entropy of logits [batch, 10] and class numbers [batch]."""
    return tf.losses.sparse_softmax_cross_entropy(labels=tf.to_int64(labels), logits=logits)


def training(loss: tf.Tensor, learning_rate: float) -> tf.Operation:
    """Build a gradient descent step that increments `global_step`, and a summary of the loss."""
    tf.summary.scalar("loss", loss)
    global_step = tf.Variable(0, name="global_step", trainable=False)
    optimizer = tf.train.GradientDescentOptimizer(learning_rate)
    return optimizer.minimize(loss, global_step=global_step)


def evaluation(logits: tf.Tensor, labels: tf.Tensor) -> tf.Tensor:
    """Count the examples whose largest logit is that of their class, as an int32 scalar."""
    return tf.reduce_sum(tf.cast(tf.nn.in_top_k(logits, labels, 1), tf.int32))


def _linear(name: str, inputs: tf.Tensor, units: int) -> tf.Tensor:
    size = inputs.shape[1].value
    with tf.name_scope(name):
        stddev = 1.0 / math.sqrt(size)
        weights = tf.Variable(tf.truncated_normal([size, units], stddev=stddev), name="weights")
        biases = tf.Variable(tf.zeros([units]), name="biases")
        return tf.matmul(inputs, weights) + biases
