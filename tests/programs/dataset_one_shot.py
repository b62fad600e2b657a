"""tf.data with an iterator that is made once."""

import numpy as np
import tensorflow as tf

squares = tf.data.Dataset.range(10).map(lambda x: x * x).filter(lambda x: tf.equal(x % 2, 0))
element = squares.repeat(2).skip(1).take(6).batch(4).make_one_shot_iterator().get_next()
pairs = tf.data.Dataset.from_tensor_slices(
    {"x": np.arange(6.0).reshape(3, 2), "y": ["a", "b", "c"]}
)
pair = pairs.make_one_shot_iterator().get_next()
lengths = tf.data.Dataset.from_tensor_slices([1, 3, 2]).map(lambda n: tf.fill([n], n))
padded = lengths.padded_batch(3, padded_shapes=[None], padding_values=-1)
padded = padded.make_one_shot_iterator().get_next()


def count():
    for number in range(3):
        yield number, [number] * number


made = tf.data.Dataset.from_generator(count, (tf.int64, tf.int64), ([], [None]))
zipped = tf.data.Dataset.zip((made, tf.data.Dataset.range(5, 8))).make_one_shot_iterator()
flat = tf.data.Dataset.range(3).flat_map(lambda x: tf.data.Dataset.from_tensors(x).repeat(x))
flat = flat.concatenate(tf.data.Dataset.range(9, 10)).make_one_shot_iterator().get_next()
print(squares.output_types, squares.output_shapes, sorted(pairs.output_shapes))

with tf.Session() as sess:
    while True:
        try:
            print(sess.run(element).tolist())
        except tf.errors.OutOfRangeError:
            break
    found = sess.run(pair)
    print(found["x"].tolist(), found["y"].decode())
    print(sess.run(padded).tolist())
    following = zipped.get_next()
    for _ in range(3):
        (number, row), other = sess.run(following)
        print(int(number), row.tolist(), int(other))
    print([int(sess.run(flat)) for _ in range(4)])

# TF 1.15.5 printed:
# <dtype: 'int64'> () ['x', 'y']
# [4, 16, 36, 64]
# [0, 4]
# [0.0, 1.0] a
# [[1, -1, -1], [3, 3, 3], [2, 2, -1]]
# 0 [] 5
# 1 [1] 6
# 2 [2, 2] 7
# [1, 2, 2, 9]
