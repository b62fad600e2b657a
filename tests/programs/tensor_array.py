"""TensorArrays: written, stacked, split, and used in a loop."""

import tensorflow as tf

ta = tf.TensorArray(tf.float32, size=3, clear_after_read=False)
ta = ta.write(0, [1.0, 2.0]).write(1, [3.0, 4.0]).write(2, [5.0, 6.0])
stacked, one, size = ta.stack(), ta.read(1), ta.size()
spread = tf.TensorArray(tf.int32, size=0, dynamic_size=True).unstack(tf.range(5) * 2)
gathered = spread.gather([4, 0, 2])
split = tf.TensorArray(tf.float32, 2, infer_shape=False).split(tf.range(5.0), [2, 3])
longer, joined = split.read(1), split.concat()
x = tf.placeholder(tf.float32, [None])
inputs = tf.TensorArray(tf.float32, size=tf.shape(x)[0]).unstack(x)


def body(i, total, out):
    total += inputs.read(i)
    return i + 1, total, out.write(i, total * total)


n = tf.shape(x)[0]
out = tf.TensorArray(dtype=tf.float32, size=n)
_, total, out = tf.while_loop(lambda i, *_: i < n, body, (0, 0.0, out))
result = out.stack()
slope = tf.gradients(result, x)[0]
scattered = tf.TensorArray(tf.float32, 3).scatter([2, 0, 1], tf.constant([1.0, 2.0, 3.0])).stack()

with tf.Session() as sess:
    print(sess.run([stacked, one])[0].tolist(), int(sess.run(size)))
    print(sess.run(gathered).tolist(), sess.run(longer).tolist(), sess.run(joined).tolist())
    print([r.tolist() for r in sess.run([result, slope], {x: [1, 2, 3]})])
    print(sess.run(scattered).tolist())

# TF 1.15.5 printed:
# [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]] 3
# [8, 0, 4] [2.0, 3.0, 4.0] [0.0, 1.0, 2.0, 3.0, 4.0]
# [[1.0, 9.0, 36.0], [20.0, 18.0, 12.0]]
# [2.0, 3.0, 1.0]
