"""Assignments, and who comes first."""

import tensorflow as tf

v = tf.Variable(10, name="v")
w = tf.get_variable("w", initializer=[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
flexible = tf.Variable([1, 2], validate_shape=False)
with tf.control_dependencies([v.assign_add(5)]):
    after = tf.identity(v, name="after")
    same = tf.no_op()
with tf.control_dependencies(None):
    free = tf.constant(1)
first = tf.assign(v, 100)
with tf.control_dependencies([first]):
    second = tf.assign_sub(v, 1)
group = tf.group(second, w.assign(w * 2), name="both")
values = tf.tuple([tf.constant(1.0), w[0, 0]], control_inputs=[tf.assign(w[2], [0.0, 0.0])])
print(after.op.control_inputs[0].type, free.op.control_inputs, group.type)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(after), sess.run(same), sess.run(v))
    sess.run(group)
    print(sess.run(v), sess.run(w).tolist())
    print(sess.run(values)[0], sess.run(w)[2].tolist())
    print(sess.run(tf.scatter_update(w, [0, 2], [[7.0, 7.0], [8.0, 8.0]])).tolist())
    print(sess.run(tf.scatter_add(w, [0, 0], [[1.0, 0.0], [1.0, 0.0]]))[0].tolist())
    print(sess.run(tf.scatter_nd_update(w, [[1, 1]], [-1.0]))[1].tolist())
    print(sess.run(tf.count_up_to(v, 101)), sess.run(v))
    try:
        sess.run(v.count_up_to(2))
    except tf.errors.OutOfRangeError as fault:
        print("Reached limit of 2" in str(fault))
    print(sess.run(tf.assign(flexible, [1, 2, 3], validate_shape=False)).tolist())
    try:
        tf.assign(v, [1, 2])
    except ValueError as fault:
        print("must be equal rank" in str(fault))
    sess.run(tf.Print(v, [v], message="on standard error: "))
    with tf.control_dependencies([tf.Assert(v < 0, [v, "is not negative"])]):
        checked = tf.identity(v)
    try:
        sess.run(checked)
    except tf.errors.InvalidArgumentError as fault:
        print("is not negative" in str(fault))

# TF 1.15.5 printed:
# AssignAdd [] NoOp
# 15 None 20
# 99 [[2.0, 4.0], [6.0, 8.0], [10.0, 12.0]]
# 1.0 [0.0, 0.0]
# [[7.0, 7.0], [6.0, 8.0], [8.0, 8.0]]
# [9.0, 7.0]
# [6.0, -1.0]
# 99 100
# True
# [1, 2, 3]
# True
# True
