"""tf.nn: convolutions of all kinds, pools and normalizations."""

import numpy as np
import tensorflow as tf

random = np.random.RandomState(17)
x = tf.constant(random.uniform(-1, 1, (1, 6, 6, 2)).astype(np.float32))
k = tf.constant(random.uniform(-1, 1, (3, 3, 2, 3)).astype(np.float32))
d = tf.constant(random.uniform(-1, 1, (2, 2, 2, 2)).astype(np.float32))
point = tf.constant(random.uniform(-1, 1, (1, 1, 4, 2)).astype(np.float32))
mean, variance = tf.nn.moments(x, [0, 1, 2])
results = [
    tf.nn.conv2d(x, k, strides=[1, 2, 2, 1], padding="SAME"),
    tf.nn.conv2d(x, k, [1, 1, 1, 1], "VALID", use_cudnn_on_gpu=False),
    tf.nn.conv2d(input=x, filter=k, strides=[1, 1, 1, 1], padding="SAME", dilations=[1, 2, 2, 1]),
    tf.nn.depthwise_conv2d(x, d, [1, 1, 1, 1], "SAME"),
    tf.nn.separable_conv2d(x, d, point, [1, 1, 1, 1], "VALID"),
    tf.nn.atrous_conv2d(x, k, 2, padding="SAME"),
    tf.nn.conv2d_transpose(x, tf.transpose(k, [0, 1, 3, 2]), [1, 12, 12, 3], [1, 2, 2, 1]),
    tf.nn.conv1d(x[:, :, 0, :], k[:, 0], stride=2, padding="SAME"),
    tf.nn.conv3d(x[:, None], k[None], [1, 1, 1, 1, 1], "SAME"),
    tf.nn.max_pool(x, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="SAME"),
    tf.nn.avg_pool(x, [1, 3, 3, 1], [1, 2, 2, 1], "VALID"),
    tf.nn.max_pool_with_argmax(x, [1, 2, 2, 1], [1, 2, 2, 1], "SAME")[1],
    tf.nn.lrn(x, 1, bias=1.0, alpha=0.1, beta=0.75),
    tf.nn.local_response_normalization(x, depth_radius=2),
    tf.nn.batch_normalization(x, mean, variance, 0.1, 2.0, 1e-3),
    tf.nn.fused_batch_norm(x, [1.0, 2.0], [0.0, 0.5])[0],
    tf.nn.bias_add(x, [1.0, -1.0]), tf.nn.l2_normalize(x, 3), tf.nn.dilation2d(
        x, d[:, :, 0], [1, 1, 1, 1], [1, 1, 1, 1], "SAME"),
    tf.nn.pool(x, [2, 2], "AVG", "VALID", dilation_rate=[2, 2]), tf.space_to_depth(x, 2),
    tf.nn.crelu(x), tf.nn.relu6(x * 9), tf.nn.elu(x), tf.nn.softsign(x), tf.nn.log_softmax(x),
    tf.nn.fractional_max_pool(x, [1, 1.5, 1.5, 1], deterministic=True, seed=1, seed2=2)[0],
]
with tf.Session() as sess:
    for result in results:
        found = sess.run(result)
        print(list(found.shape), "%.4f %.4f" % (np.abs(found).sum(), found.ravel()[3:7].sum()))

# TF 1.15.5 printed:
# [1, 3, 3, 3] 24.6460 0.1397
# [1, 4, 4, 3] 51.7053 -3.3568
# [1, 6, 6, 3] 84.9434 -0.8698
# [1, 6, 6, 4] 62.2853 -0.4166
# [1, 5, 5, 2] 20.3692 0.3921
# [1, 6, 6, 3] 84.9434 -0.8698
# [1, 12, 12, 3] 225.4134 -0.0202
# [1, 3, 3] 5.1988 0.8528
# [1, 1, 6, 6, 3] 103.5215 -1.6088
# [1, 3, 3, 2] 12.3987 2.1350
# [1, 2, 2, 2] 1.0015 -0.1524
# [1, 3, 3, 2] 673.0000 74.0000
# [1, 6, 6, 2] 35.9550 0.3346
# [1, 6, 6, 2] 28.2410 0.4121
# [1, 6, 6, 2] 127.6696 1.8219
# [1, 6, 6, 2] 97.7370 1.1049
# [1, 6, 6, 2] 76.8465 0.2975
# [1, 6, 6, 2] 47.3868 1.4190
# [1, 6, 6, 2] 67.0389 3.3824
# [1, 4, 4, 2] 7.0906 -0.3210
# [1, 3, 3, 8] 38.3573 -0.2791
# [1, 6, 6, 4] 38.3573 0.6170
# [1, 6, 6, 2] 152.0579 10.4551
# [1, 6, 6, 2] 32.7436 0.5831
# [1, 6, 6, 2] 23.1580 0.3550
# [1, 6, 6, 2] 56.3212 -2.8609
# [1, 4, 4, 2] 18.7900 0.9138
