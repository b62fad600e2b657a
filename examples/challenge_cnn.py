"""A CNN that beats the book's deep CNN in a thirtieth of its epochs: docs/challenge.md."""

from __future__ import annotations

import math

from tfgraph_course import tf
from tfgraph_course.graphs import Graph, nodes


def challenge_cnn(size: int = 36, classes: int = 5) -> Graph:
    """Build chapter 3's deep CNN, wider: 3x3x16, pool, 3x3x8, pool, dense 64, dropout, 5."""
    x = tf.placeholder("float", [None, size, size])  # float32 [batch, 36, 36], pixels
    y_ = tf.placeholder("float", [None, classes])  # [batch, 5], one-hot labels
    x_im = tf.reshape(x, [-1, size, size, 1])  # [batch, 36, 36, 1]

    # Weights are scaled by sqrt(2 / inputs), so that the signal keeps its size from one relu to
    # the next. There are 43,181 weights.
    W1 = tf.Variable(tf.truncated_normal([3, 3, 1, 16], stddev=math.sqrt(2 / 9)), name="W1")
    b1 = tf.Variable(tf.constant(0.1, shape=[16]), name="b1")
    h1 = tf.nn.relu(tf.nn.conv2d(x_im, W1, strides=[1, 1, 1, 1], padding="SAME") + b1)
    p1 = tf.nn.max_pool(h1, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="VALID")  # 36 -> 18

    W2 = tf.Variable(tf.truncated_normal([3, 3, 16, 8], stddev=math.sqrt(2 / 144)), name="W2")
    b2 = tf.Variable(tf.constant(0.1, shape=[8]), name="b2")
    h2 = tf.nn.relu(tf.nn.conv2d(p1, W2, strides=[1, 1, 1, 1], padding="SAME") + b2)
    p2 = tf.nn.max_pool(h2, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="VALID")  # 18 -> 9
    p2_size = (size // 4) ** 2 * 8  # 9 * 9 * 8 = 648
    p2f = tf.reshape(p2, [-1, p2_size])  # [batch, 648]

    W3 = tf.Variable(tf.truncated_normal([p2_size, 64], stddev=math.sqrt(2 / p2_size)), name="W3")
    b3 = tf.Variable(tf.constant(0.1, shape=[64]), name="b3")
    h3 = tf.nn.relu(tf.matmul(p2f, W3) + b3)  # [batch, 64]
    keep_prob = tf.placeholder("float")  # of h3: 0.5 to train and 1.0 to measure
    h3_drop = tf.nn.dropout(h3, keep_prob)

    W4 = tf.Variable(tf.truncated_normal([64, classes], stddev=math.sqrt(1 / 64)), name="W4")
    b4 = tf.Variable(tf.constant(0.1, shape=[classes]), name="b4")
    logits = tf.matmul(h3_drop, W4) + b4  # [batch, 5]
    y = tf.nn.softmax(logits)  # [batch, 5], probabilities

    cross_entropy = tf.reduce_mean(
        tf.nn.softmax_cross_entropy_with_logits(logits=logits, labels=y_)  # logits, not y
    )
    # At a constant 0.01, Adam throws a trained network out of its minimum now and then.
    _step = tf.train.get_or_create_global_step()  # `nodes` leaves it out: it is not a weight
    rate = tf.train.exponential_decay(0.01, _step, decay_steps=50, decay_rate=0.5)
    train_step = tf.train.AdamOptimizer(rate).minimize(cross_entropy, global_step=_step)
    correct_prediction = tf.equal(tf.argmax(y, 1), tf.argmax(y_, 1))
    accuracy = tf.reduce_mean(tf.cast(correct_prediction, "float"))
    return nodes(locals())
