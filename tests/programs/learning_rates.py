"""Learning rates that follow the step."""

import tensorflow as tf

step = tf.placeholder(tf.int32, [])
rates = [
    tf.train.exponential_decay(0.1, step, 10, 0.5),
    tf.train.exponential_decay(0.1, step, 10, 0.5, staircase=True),
    tf.train.piecewise_constant(step, [5, 15], [1.0, 0.5, 0.1]),
    tf.train.polynomial_decay(0.1, step, 20, 0.01, power=2.0),
    tf.train.polynomial_decay(0.1, step, 8, 0.01, cycle=True),
    tf.train.natural_exp_decay(0.1, step, 10, 0.5),
    tf.train.inverse_time_decay(0.1, step, 10, 0.5),
    tf.train.cosine_decay(0.1, step, 20, alpha=0.1),
    tf.train.cosine_decay_restarts(0.1, step, 6),
    tf.train.linear_cosine_decay(0.1, step, 20),
]
global_step = tf.Variable(0, trainable=False)
decayed = tf.train.exponential_decay(1.0, global_step, 2, 0.1, staircase=True)
w = tf.Variable(10.0)
train = tf.train.GradientDescentOptimizer(decayed).minimize(w, global_step=global_step)
with tf.Session() as sess:
    for value in (0, 7, 15, 30):
        print(value, ["%.5f" % rate for rate in sess.run(rates, {step: value})])
    sess.run(tf.global_variables_initializer())
    for _ in range(5):
        sess.run(train)
    print("%.4f %.4f" % tuple(sess.run([w, decayed])), sess.run(global_step))

# TF 1.15.5 printed:
# 0 ['0.10000', '0.10000', '1.00000', '0.10000', '0.10000', '0.10000', '0.10000', '0.10000', '0.10000', '0.10010']
# 7 ['0.06156', '0.10000', '0.50000', '0.04802', '0.02125', '0.07047', '0.07407', '0.07543', '0.09830', '0.04735']
# 15 ['0.03536', '0.05000', '0.50000', '0.01562', '0.01562', '0.04724', '0.05714', '0.02318', '0.01464', '0.00376']
# 30 ['0.01250', '0.01250', '0.10000', '0.01000', '0.01562', '0.02231', '0.04000', '0.01000', '0.05000', '0.00010']
# 7.7900 0.0100 5
