"""A run in several steps: what one step gives decides what the next is fed."""

import tensorflow as tf

a = tf.placeholder(tf.float32, [])
b = tf.placeholder(tf.float32, [])
c = tf.placeholder(tf.float32, [])
r1 = tf.add(a, b)
r2 = tf.multiply(r1, c)
r3 = tf.subtract(r2, a)

with tf.Session() as sess:
    handle = sess.partial_run_setup([r1, r2, r3], [a, b, c])
    first = sess.partial_run(handle, r1, feed_dict={a: 1, b: 2})
    print(float(first))
    second = sess.partial_run(handle, [r2, r3], feed_dict={c: first * 10})
    print([float(value) for value in second])
    try:
        sess.partial_run(handle, r1, feed_dict={a: 1})
    except Exception as fault:
        print(type(fault).__name__)

# TF 1.15.5 printed:
# 3.0
# [90.0, 89.0]
# InvalidArgumentError
