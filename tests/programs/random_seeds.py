"""Random numbers with seeds: the same in every release of TensorFlow."""

import tensorflow as tf

normal = tf.random_normal([3], mean=1.0, stddev=2.0, seed=42)
uniform = tf.random_uniform([3], -1, 1, seed=42)
whole = tf.random_uniform([4], 0, 10, dtype=tf.int32, seed=7)
truncated = tf.truncated_normal([3], stddev=0.1, seed=1)
shuffled = tf.random_shuffle([1, 2, 3, 4, 5], seed=3)
drawn = tf.multinomial(tf.log([[0.2, 0.3, 0.5]]), 6, seed=5)
dropped = tf.nn.dropout(tf.ones([8]), keep_prob=0.5, seed=9)
gamma = tf.random_gamma([2], 2.0, seed=4)
cropped = tf.random_crop(tf.reshape(tf.range(16), [4, 4]), [2, 2], seed=6)
xavier = tf.get_variable("w", [2, 2], initializer=tf.glorot_uniform_initializer(seed=8))
scaled = tf.get_variable("s", [2, 2], initializer=tf.variance_scaling_initializer(seed=8))
turned = tf.get_variable("o", [2, 2], initializer=tf.orthogonal_initializer(seed=8))
flipped = tf.image.random_flip_left_right(tf.reshape(tf.range(4.0), [1, 4, 1]), seed=2)[0, :, 0]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for result in (normal, uniform, truncated, gamma, xavier, scaled, turned):
        print(["%.4f" % value for value in sess.run(result).ravel()])
    for result in (whole, shuffled, drawn, dropped, cropped, flipped):
        print(sess.run(result).tolist())
    print(["%.4f" % value for value in sess.run(normal)])

# TF 1.15.5 printed:
# ['0.4384', '0.7245', '-0.3527']
# ['0.9045', '0.3548', '0.5906']
# ['-0.0811', '0.1485', '0.0065']
# ['3.1552', '0.2830']
# ['0.6896', '0.9180', '0.8147', '-0.4188']
# ['-0.3997', '0.3986', '0.4279', '-0.2318']
# ['-0.6826', '0.7307', '0.7307', '0.6826']
# [7, 7, 5, 4]
# [3, 5, 4, 1, 2]
# [[0, 2, 2, 2, 0, 2]]
# [0.0, 0.0, 0.0, 0.0, 0.0, 2.0, 2.0, 2.0]
# [[8, 9], [12, 13]]
# [0.0, 1.0, 2.0, 3.0]
# ['4.6826', '0.6824', '-1.1216']
