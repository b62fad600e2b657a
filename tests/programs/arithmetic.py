"""Constants, operators and the usual functions."""

import tensorflow as tf

a = tf.constant([1.0, 2.0, 3.0], name="a")
b = tf.constant([4, 5, 6], tf.float32, name="b")
total = tf.add_n([a, b, a * b - b / a])
powers = tf.pow(a, 2) + tf.square(b) + tf.sqrt(b) - tf.exp(-a) * tf.log(b)
matrix = tf.reshape(tf.range(6, dtype=tf.float32), [2, 3])
products = [tf.matmul(matrix, matrix, transpose_b=True), tf.tensordot(matrix, a, 1)]
whole = [tf.constant(7) // 2, tf.constant(-7) % 4, tf.div(7, 2), tf.mod(-7, 4)]
whole.append(tf.cast(2.9, tf.int32))
sums = [
    tf.reduce_sum(matrix, axis=1, keep_dims=True),
    tf.reduce_mean(matrix, 0),
    tf.reduce_max(matrix),
    tf.cumsum(a, exclusive=True, reverse=True),
    tf.reduce_logsumexp(a),
]
with tf.Session() as sess:
    print(total)
    print([round(float(x), 4) for x in sess.run(total)])
    print(["%.4f" % x for x in sess.run(powers)])
    for result in sess.run(products):
        print(result.tolist())
    print([int(x) for x in sess.run(whole)])
    for result in sess.run(sums):
        print(result.astype(float).round(4).tolist())
    print(sess.run(tf.where(a > 1.5, a, -a)).tolist(), sess.run(tf.floordiv(b, a)).tolist())
    print(sess.run([tf.equal(a, 2), tf.logical_not(a < 3)])[1].tolist())
    print("%.4f" % sess.run(tf.norm(a)), sess.run([tf.argmax(a, 0), tf.shape(matrix)])[1].tolist())

# TF 1.15.5 printed:
# Tensor("AddN:0", shape=(3,), dtype=float32)
# [5.0, 14.5, 25.0]
# ['18.4900', '31.0183', '47.3603']
# [[5.0, 14.0], [14.0, 50.0]]
# [8.0, 26.0]
# [3, 1, 3, 1, 2]
# [[3.0], [12.0]]
# [1.5, 2.5, 3.5]
# 5.0
# [5.0, 3.0, 0.0]
# 3.4076
# [-1.0, 2.0, 3.0] [4.0, 2.0, 2.0]
# [False, False, True]
# 3.7417 [2, 3]
