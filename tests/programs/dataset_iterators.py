"""Iterators that are initialized, initialized again, or chosen by a handle."""

import tensorflow as tf

limit = tf.placeholder(tf.int64, [])
training = tf.data.Dataset.range(limit).shuffle(100, seed=1).batch(3, drop_remainder=True)
testing = tf.data.Dataset.range(100, 103).batch(2)

iterator = training.make_initializable_iterator()
batch = iterator.get_next()

either = tf.data.Iterator.from_structure(testing.output_types, testing.output_shapes)
number = tf.reduce_sum(either.get_next())
to_small = either.make_initializer(testing)
to_large = either.make_initializer(testing.map(lambda x: x * 10))

handle = tf.placeholder(tf.string, shape=[])
chosen = tf.data.Iterator.from_string_handle(handle, tf.int64, [None]).get_next()
one_shot = testing.repeat().make_one_shot_iterator()
other = tf.data.Dataset.range(4).batch(4).make_initializable_iterator()

with tf.Session() as sess:
    for size in (4, 7):
        sess.run(iterator.initializer, feed_dict={limit: size})
        seen = []
        try:
            while True:
                seen.extend(sess.run(batch).tolist())
        except tf.errors.OutOfRangeError:
            print(len(seen), len(set(seen)) == len(seen), max(seen) < size)
    for start in (to_small, to_large, to_small):
        sess.run(start)
        print([int(sess.run(number)), int(sess.run(number))])
    handles = sess.run([one_shot.string_handle(), other.string_handle()])
    sess.run(other.initializer)
    for which in (0, 1, 0):
        print(sess.run(chosen, {handle: handles[which]}).tolist())
    try:
        sess.run(chosen, {handle: handles[1]})
    except tf.errors.OutOfRangeError as fault:
        print("End of sequence" in fault.message)

# TF 1.15.5 printed:
# 3 True True
# 6 True True
# [201, 102]
# [2010, 1020]
# [201, 102]
# [100, 101]
# [0, 1, 2, 3]
# [102]
# True
