"""A generator and a discriminator, each with an optimizer for its own variables."""

import numpy as np
import tensorflow as tf

random = np.random.RandomState(0)
real = tf.placeholder(tf.float32, [None, 2])
noise = tf.placeholder(tf.float32, [None, 3])


def weights(name, shape):
    start = random.normal(0, 0.5, shape).astype(np.float32)
    return tf.get_variable(name, initializer=start)


def generator(z):
    with tf.variable_scope("generator"):
        return tf.nn.tanh(tf.matmul(z, weights("w", [3, 2])) + weights("b", [2]))


def discriminator(x, reuse=False):
    with tf.variable_scope("discriminator", reuse=reuse):
        hidden = tf.nn.leaky_relu(tf.matmul(x, weights("w1", [2, 4])), alpha=0.1)
        logit = tf.matmul(hidden, weights("w2", [4, 1]))
        return tf.nn.sigmoid(logit), logit


fake = generator(noise)
_, logit_real = discriminator(real)
score, logit_fake = discriminator(fake, reuse=True)
cross_entropy = tf.nn.sigmoid_cross_entropy_with_logits
d_loss = tf.reduce_mean(cross_entropy(logits=logit_real, labels=tf.ones_like(logit_real)))
d_loss += tf.reduce_mean(cross_entropy(logits=logit_fake, labels=tf.zeros_like(logit_fake)))
g_loss = tf.reduce_mean(cross_entropy(logits=logit_fake, labels=tf.ones_like(logit_fake)))
d_vars = [v for v in tf.trainable_variables() if v.name.startswith("discriminator")]
g_vars = tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope="generator")
d_train = tf.train.AdamOptimizer(0.01, beta1=0.5).minimize(d_loss, var_list=d_vars)
g_train = tf.train.AdamOptimizer(0.01, beta1=0.5).minimize(g_loss, var_list=g_vars)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(5):
        z, x = random.uniform(-1, 1, (8, 3)), random.normal(2, 0.3, (8, 2))
        _, d = sess.run([d_train, d_loss], {real: x, noise: z})
        _, g = sess.run([g_train, g_loss], {noise: z})
        print(step, "%.4f %.4f" % (d, g))
    print("%.4f" % sess.run(tf.reduce_mean(score), {noise: z}), len(tf.global_variables()))

# TF 1.15.5 printed:
# 0 1.4948 0.6956
# 1 1.4129 0.7405
# 2 1.3310 0.7457
# 3 1.3247 0.7350
# 4 1.3698 0.6646
# 0.5166 16
