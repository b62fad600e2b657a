"""A session at the prompt: eval() and run() without naming it."""

import numpy as np
import tensorflow as tf

sess = tf.InteractiveSession()
x = tf.Variable([[1.0, 2.0], [3.0, 4.0]], name="x")
y = tf.Variable(x.initialized_value() * 2)
x.initializer.run()
y.initializer.run()
print(x.eval().tolist(), y.eval().tolist())
print(tf.matrix_determinant(x).eval().round(4), (x + y)[1].eval().tolist())
tf.assign_add(x, tf.ones([2, 2])).op.run()
print(x.eval(session=sess).tolist())
print(tf.get_default_session() is sess, sess.graph is tf.get_default_graph())
with tf.Session() as other:
    other.run(tf.global_variables_initializer())
    print(x.eval()[0, 0], y.eval()[0, 0], tf.get_default_session() is other)
v = tf.Variable(np.zeros(3, np.float32), trainable=False)
print([variable.op.name for variable in tf.trainable_variables()])
print(sess.run(tf.report_uninitialized_variables()).tolist())
try:
    v.eval()
except tf.errors.FailedPreconditionError as fault:
    print("Attempting to use uninitialized value Variable_1" in str(fault))
tf.variables_initializer([v]).run()
v.load([1, 2, 3])
print(v.eval().tolist(), v.dtype.name, v.get_shape())
sess.close()

# TF 1.15.5 printed:
# [[1.0, 2.0], [3.0, 4.0]] [[2.0, 4.0], [6.0, 8.0]]
# -2.0 [9.0, 12.0]
# [[2.0, 3.0], [4.0, 5.0]]
# True True
# 1.0 2.0 True
# ['x', 'Variable']
# [b'Variable_1']
# True
# [1.0, 2.0, 3.0] float32_ref (3,)
