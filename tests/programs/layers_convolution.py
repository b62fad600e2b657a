"""tf.layers: convolutions, pools and batch normalization with UPDATE_OPS."""

import numpy as np
import tensorflow as tf

images = np.random.RandomState(3).uniform(size=(4, 6, 6, 1)).astype(np.float32)
x = tf.placeholder(tf.float32, [None, 6, 6, 1])
training = tf.placeholder(tf.bool, [])
ones = tf.constant_initializer(0.1)
net = tf.layers.conv2d(x, 2, [3, 3], padding="same", kernel_initializer=ones, name="conv")
net = tf.layers.batch_normalization(net, momentum=0.9, training=training, name="bn")
net = tf.nn.relu(net)
net = tf.layers.max_pooling2d(net, pool_size=2, strides=2)
net = tf.layers.separable_conv2d(net, 3, 2, depthwise_initializer=ones, pointwise_initializer=ones)
net = tf.layers.average_pooling2d(net, (2, 2), 1)
up = tf.layers.conv2d_transpose(net, 1, 3, strides=2, kernel_initializer=ones)
line = tf.layers.conv1d(x[:, :, :, 0], 1, 2, strides=2, kernel_initializer=ones)
loss = tf.losses.mean_squared_error(tf.ones_like(up), up)
update = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
with tf.control_dependencies(update):
    train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

print(net.get_shape(), up.get_shape(), line.get_shape(), len(update))
print(*[v.name for v in tf.global_variables()], sep="\n")
print(len(tf.trainable_variables()))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(2):
        print("%.5f" % sess.run([loss, train], {x: images, training: True})[0])
    print("%.5f" % sess.run(loss, {x: images, training: False}))
    moving = {v.op.name: v for v in tf.global_variables() if "moving" in v.name}
    print(["%.5f" % sess.run(moving[name])[0] for name in sorted(moving)])
    print(sess.run(line, {x: images}).ravel()[:3].astype(float).round(4).tolist())

# TF 1.15.5 printed:
# (?, 1, 1, 3) (?, 3, 3, 1) (?, 3, 1) 2
# conv/kernel:0
# conv/bias:0
# bn/gamma:0
# bn/beta:0
# bn/moving_mean:0
# bn/moving_variance:0
# separable_conv2d/depthwise_kernel:0
# separable_conv2d/pointwise_kernel:0
# separable_conv2d/bias:0
# conv2d_transpose/kernel:0
# conv2d_transpose/bias:0
# conv1d/kernel:0
# conv1d/bias:0
# 11
# 0.95169
# 0.59319
# 0.39187
# ['0.06382', '0.81231']
# [0.5162, 0.5026, 0.7045]
