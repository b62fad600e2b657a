"""A step of a variational autoencoder; the noise is fed."""

import numpy as np
import tensorflow as tf

random = np.random.RandomState(11)


def xavier(fan_in, fan_out):
    edge = np.sqrt(6.0 / (fan_in + fan_out))
    return tf.constant(random.uniform(-edge, edge, (fan_in, fan_out)), dtype=tf.float32)


x = tf.placeholder(tf.float32, [4, 6])
eps = tf.placeholder(tf.float32, [4, 2])
w = {name: tf.Variable(xavier(*shape)) for name, shape in
     sorted({"h": (6, 5), "mean": (5, 2), "log_var": (5, 2), "d": (2, 5), "out": (5, 6)}.items())}
hidden = tf.nn.softplus(tf.matmul(x, w["h"]))
mean, log_var = tf.matmul(hidden, w["mean"]), tf.matmul(hidden, w["log_var"])
z = tf.add(mean, tf.multiply(tf.sqrt(tf.exp(log_var)), eps))
out = tf.nn.sigmoid(tf.matmul(tf.nn.softplus(tf.matmul(z, w["d"])), w["out"]))
likelihood = -tf.reduce_sum(x * tf.log(1e-10 + out) + (1 - x) * tf.log(1e-10 + 1 - out), 1)
divergence = -0.5 * tf.reduce_sum(1 + log_var - tf.square(mean) - tf.exp(log_var), 1)
cost = tf.reduce_mean(likelihood + divergence)
optimizer = tf.train.AdamOptimizer(learning_rate=0.01)
grads = optimizer.compute_gradients(cost)
train = optimizer.apply_gradients([(tf.clip_by_norm(g, 1.0), v) for g, v in grads])

sess = tf.InteractiveSession()
sess.run(tf.initialize_all_variables())
batch, noise = random.binomial(1, 0.5, (4, 6)), random.normal(size=(4, 2))
for _ in range(3):
    print("%.4f %.4f" % tuple(sess.run([cost, tf.reduce_mean(divergence)], {x: batch, eps: noise})))
    train.run({x: batch, eps: noise})
print(["%.4f" % np.abs(g).sum() for g, v in sess.run(grads, {x: batch, eps: noise})])

# TF 1.15.5 printed:
# 5.3484 0.5399
# 5.2083 0.4838
# 5.0776 0.4321
# ['1.2464', '1.5163', '0.5972', '2.9801', '5.4657']
