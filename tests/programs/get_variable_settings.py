"""get_variable with regularizers, partitions, custom getters, constraints and other settings."""

import tensorflow as tf


def l2(weight):
    return lambda v: weight * tf.nn.l2_loss(v)


def doubled(getter, name, *args, **settings):
    return 2.0 * getter(name + "_raw", *args, **settings)


with tf.variable_scope("r", regularizer=l2(0.1), initializer=tf.constant_initializer(2.0)):
    w = tf.get_variable("w", [2, 2])
    b = tf.get_variable("b", [2], regularizer=l2(1.0))
with tf.variable_scope("p", partitioner=tf.fixed_size_partitioner(2)):
    parts = tf.get_variable("parts", [5, 2], initializer=tf.ones_initializer())
with tf.variable_scope("g", custom_getter=doubled):
    wrapped = tf.get_variable("v", [], initializer=tf.constant_initializer(3.0))
hidden = tf.get_variable(
    "hidden",
    initializer=tf.constant([1.0, 5.0]),
    trainable=False,
    collections=[tf.GraphKeys.LOCAL_VARIABLES],
)
kept = tf.get_variable(
    "kept",
    [2],
    initializer=tf.constant_initializer(1.0),
    constraint=lambda v: tf.clip_by_value(v, 0.0, 0.5),
)
step = tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_sum(kept), var_list=[kept])

print([v.name for v in tf.trainable_variables()], [v.name for v in tf.local_variables()])
print([list(map(int, v.shape)) for v in parts], type(parts).__name__, wrapped.op.type)
print([t.op.name for t in tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)])
print([v.op.name for v in tf.get_collection("trainable_variables", scope="p/")])
with tf.Session() as sess:
    sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
    print(["%.4f" % t for t in sess.run(tf.losses.get_regularization_losses())])
    print("%.4f" % sess.run(tf.losses.get_regularization_loss(scope="r/w")))
    print(sess.run(tf.convert_to_tensor(parts)).shape, float(sess.run(wrapped)))
    print(sess.run(tf.nn.embedding_lookup(parts, [4, 0], partition_strategy="div")).tolist())
    print(sess.run(hidden).tolist(), parts.get_shape())
    sess.run(step)
    print(sess.run(kept.constraint(kept)).tolist())

# TF 1.15.5 printed:
# ['r/w:0', 'r/b:0', 'p/parts/part_0:0', 'p/parts/part_1:0', 'g/v_raw:0', 'kept:0'] ['hidden:0']
# [[3, 2], [2, 2]] PartitionedVariable Mul
# ['r/w/Regularizer/mul', 'r/b/Regularizer/mul']
# ['p/parts/part_0', 'p/parts/part_1']
# ['0.8000', '4.0000']
# 0.8000
# (5, 2) 6.0
# [[1.0, 1.0], [1.0, 1.0]]
# [1.0, 5.0] (5, 2)
# [0.5, 0.5]
