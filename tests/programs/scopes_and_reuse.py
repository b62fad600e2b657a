"""Variable scopes, shared variables, and the names they get."""

import tensorflow as tf


def layer(x, units, reuse=None):
    with tf.variable_scope("layer", reuse=reuse):
        w = tf.get_variable("w", [x.shape[-1], units], initializer=tf.ones_initializer())
        b = tf.get_variable("b", [units], initializer=tf.constant_initializer(0.5))
        return tf.add(tf.matmul(x, w), b, name="out")


x = tf.ones([1, 3])
with tf.variable_scope("net") as scope:
    first = layer(x, 2)
    scope.reuse_variables()
    second = layer(x * 2, 2)
with tf.variable_scope(scope, reuse=True):
    third = tf.get_variable("layer/w")
with tf.variable_scope("auto", reuse=tf.AUTO_REUSE):
    a = tf.get_variable("v", shape=[], initializer=tf.zeros_initializer)
    b = tf.get_variable("v", shape=[])
with tf.name_scope("named"):
    with tf.variable_scope("inner", initializer=tf.constant_initializer(2.0), dtype=tf.float64):
        c = tf.get_variable("c", [2])
        d = tf.Variable(1, name="d")
with tf.variable_scope(None, default_name="unique"):
    tf.get_variable("e", [1])
with tf.variable_scope(None, default_name="unique") as again:
    tf.get_variable("e", [1])

print(*[v.name for v in tf.global_variables()], sep="\n")
print([first.name, second.name], third is tf.global_variables()[0], a is b)
print(c.dtype.name, d.op.name, again.name, again.original_name_scope, tf.get_variable_scope().name)
for name, shape, reuse in [
    ("layer/w", [3, 2], None),
    ("nowhere", [1], True),
    ("layer/w", [9], True),
]:
    try:
        with tf.variable_scope("net", reuse=reuse):
            tf.get_variable(name, shape)
    except ValueError as fault:
        print(str(fault).split(".")[0].split(",")[0])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(first).tolist(), sess.run(second).tolist(), sess.run(c).tolist())

# TF 1.15.5 printed:
# net/layer/w:0
# net/layer/b:0
# auto/v:0
# inner/c:0
# named/inner/d:0
# unique/e:0
# unique_1/e:0
# ['net/layer/out:0', 'net/layer_1/out:0'] True True
# float64_ref named/inner/d unique_1 unique_1/
# Variable net/layer/w already exists
# Variable net/nowhere does not exist
# Trying to share variable net/layer/w
# [[3.5, 3.5]] [[6.5, 6.5]] [2.0, 2.0]
