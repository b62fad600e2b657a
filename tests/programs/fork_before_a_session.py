"""A process that is forked after the import opens sessions of its own."""

import os, time
import tensorflow as tf

child = os.fork()
if child == 0:
    x = tf.Variable(tf.ones([300, 300])); y = tf.reduce_sum(tf.matmul(x, x))
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        print(session.run(y), session.run(tf.transpose(tf.constant([[1, 2]]))).tolist(), flush=True)
    os._exit(0)
started, ended = time.time(), 0
while not ended and time.time() - started < 60:
    ended, status = os.waitpid(child, os.WNOHANG)
    time.sleep(.1)
if not ended: os.kill(child, 9)
print('ended' if ended else 'hangs', status)

# TF 1.15.5 printed, run alone:
# 27000000.0 [[1], [2]]
# ended 0
