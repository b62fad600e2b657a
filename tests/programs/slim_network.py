"""tf.contrib.slim: a small network in arg_scopes, with end points and a loss."""

import numpy as np
import tensorflow as tf
import tensorflow.contrib.slim as slim


def network(inputs, is_training=True, scope="net"):
    with tf.variable_scope(scope, "net", [inputs]) as sc:
        points = sc.original_name_scope + "_end_points"
        with slim.arg_scope([slim.conv2d, slim.max_pool2d], outputs_collections=points):
            net = slim.repeat(inputs, 2, slim.conv2d, 2, [3, 3], scope="conv1")
            net = slim.max_pool2d(net, [2, 2], scope="pool1")
            net = slim.conv2d(
                net,
                3,
                [1, 1],
                padding="VALID",
                normalizer_fn=slim.batch_norm,
                normalizer_params={"is_training": is_training},
                scope="conv2",
            )
        net = slim.flatten(net)
        net = slim.dropout(net, 1.0, is_training=is_training, scope="drop")
        net = slim.fully_connected(net, 2, activation_fn=None, scope="logits")
        return net, slim.utils.convert_collection_to_dict(points)


images = tf.constant(np.random.RandomState(4).uniform(size=(2, 4, 4, 1)).astype(np.float32))
with slim.arg_scope(
    [slim.conv2d, slim.fully_connected],
    weights_initializer=tf.constant_initializer(0.1),
    weights_regularizer=slim.l2_regularizer(0.01),
):
    logits, points = network(images)
tf.losses.softmax_cross_entropy(slim.one_hot_encoding([0, 1], 2), logits)
total = tf.losses.get_total_loss()
train = slim.learning.create_train_op(total, tf.train.GradientDescentOptimizer(0.1))
print(list(points))
print(*[v.op.name for v in slim.get_model_variables()], sep="\n")
print(
    *[v.op.name for v in slim.get_variables_to_restore(exclude=["net/conv1", "net/logits"])],
    sep="\n",
)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(points["net/pool1"])[0].astype(float).round(4).tolist())
    print(["%.5f" % sess.run(train) for _ in range(3)], sess.run(tf.train.get_global_step()))

# TF 1.15.5 printed:
# ['net/conv1/conv1_1', 'net/conv1/conv1_2', 'net/pool1', 'net/conv2']
# net/conv1/conv1_1/weights
# net/conv1/conv1_1/biases
# net/conv1/conv1_2/weights
# net/conv1/conv1_2/biases
# net/conv2/weights
# net/conv2/BatchNorm/beta
# net/conv2/BatchNorm/moving_mean
# net/conv2/BatchNorm/moving_variance
# net/logits/weights
# net/logits/biases
# net/conv2/weights
# net/conv2/BatchNorm/beta
# net/conv2/BatchNorm/moving_mean
# net/conv2/BatchNorm/moving_variance
# global_step
# [[[0.7443, 0.7443], [0.7452, 0.7452]], [[0.7229, 0.7229], [0.703, 0.703]]]
# ['0.69735', '0.68790', '0.67847'] 3
