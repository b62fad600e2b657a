"""Branches in the graph: only the taken one runs."""

import tensorflow as tf

x = tf.placeholder(tf.float32, [])
v = tf.Variable(0.0)
w = tf.Variable(1.0)


def up():
    with tf.control_dependencies([tf.assign_add(v, 1.0)]):
        return tf.identity(x * w)


absolute = tf.cond(x > 0, up, lambda: -x)
grads = tf.gradients(absolute, [x, w])
both = tf.cond(tf.less(x, 0), lambda: (x, tf.constant(1)), lambda: (x * 2, tf.constant(2)))
kind = tf.case(
    [
        (tf.less(x, 0), lambda: tf.constant("negative")),
        (tf.greater(x, 10), lambda: tf.constant("big")),
    ],
    default=lambda: tf.constant("small"),
    exclusive=True,
)
first = tf.case(
    {x > 1: lambda: tf.constant(1), x > 100: lambda: tf.constant(2)},
    default=lambda: tf.constant(0),
    exclusive=False,
)
nested = tf.cond(x > 0, lambda: tf.cond(x > 5, lambda: 2.0, lambda: 1.0), lambda: 0.0)
strict = tf.cond(tf.constant(True), lambda: [tf.constant(3)], lambda: [tf.constant(4)], strict=True)
print(absolute.op.type, both[1].op.type, strict)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for value in (-3.0, 4.0, 20.0):
        print([float(r) for r in sess.run([absolute] + grads, {x: value})], float(sess.run(v)))
        print([float(r) for r in sess.run(both, {x: value})], sess.run(kind, {x: value}).decode())
        print(float(sess.run(nested, {x: value})))
    print(int(sess.run(first, {x: 0})), int(sess.run(first, {x: 5})))

# TF 1.15.5 printed:
# Merge Merge [<tf.Tensor 'cond_3/Merge:0' shape=() dtype=int32>]
# [3.0, -1.0, 0.0] 0.0
# [-3.0, 1.0] negative
# 0.0
# [4.0, 1.0, 4.0] 1.0
# [8.0, 2.0] small
# 1.0
# [20.0, 1.0, 20.0] 2.0
# [40.0, 2.0] big
# 2.0
# 0 1
