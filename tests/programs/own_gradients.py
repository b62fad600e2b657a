"""The program's own gradients: gradient_override_map, Defun's relative custom_gradient, py_func."""

import numpy as np
import tensorflow as tf


def py_func(func, inp, output_types, name, grad):
    kind = "PyFuncGrad" + name
    tf.RegisterGradient(kind)(grad)
    with tf.get_default_graph().gradient_override_map({"PyFunc": kind}):
        return tf.py_func(func, inp, output_types, stateful=True, name=name)


def modulo(x):
    return (x % 2.5).astype(np.float32)


@tf.RegisterGradient("BinarizedSign")
def pass_straight(op, grad):
    return tf.where(tf.abs(op.inputs[0]) < 1.0, grad, tf.zeros_like(grad))


@tf.custom_gradient
def log1pexp(x):
    e = tf.exp(x)
    return tf.log(1 + e), lambda dy: dy * (1 - 1 / (1 + e))


x = tf.constant([0.5, 3.0, -4.0])
graph = tf.get_default_graph()
with graph.gradient_override_map({"Sign": "BinarizedSign"}):
    sign = tf.sign(x, name="binary")
out = py_func(modulo, [x], [tf.float32], "Modulo" + "Five", lambda op, grad: grad * op.inputs[0])[0]
out.set_shape([3])
plain = tf.py_func(lambda a, b: (a + b, "sum"), [x, x], [tf.float32, tf.string])
with tf.Session() as sess:
    print(sess.run(sign).tolist(), sess.run(tf.gradients(sign, x)[0]).tolist())
    print(sess.run(out).tolist(), sess.run(tf.gradients(out * 2, x)[0]).tolist())
    y = log1pexp(tf.constant(100.0))
    print(float(sess.run(y)), float(sess.run(tf.gradients(log1pexp(x * 100), x)[0])[0]))
    print(sess.run(plain)[0].tolist(), sess.run(plain)[1].decode(), plain[0].get_shape())
    print(tf.gradients(plain[0], x), sign.op.get_attr("_gradient_op_type").decode())

# TF 1.15.5 printed:
# [1.0, 1.0, -1.0] [1.0, 0.0, 0.0]
# [0.5, 0.5, 1.0] [1.0, 6.0, -8.0]
# inf 100.0
# [1.0, 6.0, -8.0] sum <unknown>
# [None] BinarizedSign
