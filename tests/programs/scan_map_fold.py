"""Functions over the first axis of tensors."""

import tensorflow as tf

x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
w = tf.Variable(2.0)
squares = tf.map_fn(lambda row: row * row * w, x)
pairs = tf.map_fn(
    lambda p: (p[0] + tf.to_float(p[1]), p[1] * 2), (x, tf.range(3)), dtype=(tf.float32, tf.int32)
)
left = tf.foldl(lambda a, row: a * 2 + row, x)
right = tf.foldr(lambda a, row: a * 2 + row, x, initializer=tf.zeros([2]))
running = tf.scan(lambda a, row: a + row, x)
fibonacci = tf.scan(lambda a, _: (a[1], a[0] + a[1]), tf.range(6), initializer=(1, 1))
backwards = tf.scan(lambda a, row: a * row, x, initializer=tf.ones([2]), reverse=True)
grads = tf.gradients(tf.reduce_sum(squares) + tf.reduce_sum(left), [x, w])
rnn = tf.scan(lambda h, v: tf.tanh(h * w + tf.reduce_sum(v)), x * 0.1, initializer=0.5)
rnn_grad = tf.gradients(rnn[-1], w)[0]

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(squares).tolist())
    print([part.tolist() for part in sess.run(pairs)])
    print(sess.run(left).tolist(), sess.run(right).tolist())
    print(sess.run(running).tolist(), sess.run(fibonacci)[1].tolist())
    print(sess.run(backwards).tolist())
    print([g.tolist() for g in sess.run(grads)])
    print(["%.5f" % v for v in sess.run(rnn)], "%.5e" % sess.run(rnn_grad))

# TF 1.15.5 printed:
# [[2.0, 8.0], [18.0, 32.0], [50.0, 72.0]]
# [[[1.0, 2.0], [4.0, 5.0], [7.0, 8.0]], [0, 2, 4]]
# [15.0, 22.0] [27.0, 34.0]
# [[1.0, 2.0], [4.0, 6.0], [9.0, 12.0]] [2, 3, 5, 8, 13, 21]
# [[15.0, 48.0], [15.0, 24.0], [5.0, 6.0]]
# [[[8.0, 12.0], [14.0, 18.0], [21.0, 25.0]], 91.0]
# ['0.86172', '0.98442', '0.99569'] 9.06400e-03
