"""Queues that shuffle, pad or sort."""

import tensorflow as tf

shuffled = tf.RandomShuffleQueue(20, 2, tf.int32, shapes=[], seed=7)
padded = tf.PaddingFIFOQueue(10, [tf.float32], shapes=[[None]])
sorting = tf.PriorityQueue(10, [tf.string], [[]])
either = tf.placeholder(tf.int32, [])
small = tf.FIFOQueue(3, tf.int32, shapes=[])
chosen = tf.QueueBase.from_list(either, [small, tf.FIFOQueue(3, tf.int32, shapes=[])])
row = tf.placeholder(tf.float32, [None])

with tf.Session() as sess:
    sess.run(shuffled.enqueue_many([list(range(8))]))
    drawn = sess.run(shuffled.dequeue_many(6)).tolist()
    print(len(set(drawn)), set(drawn) <= set(range(8)))
    sess.run(shuffled.close())
    print(sorted(drawn + sess.run(shuffled.dequeue_up_to(9)).tolist()))

    for length in (1, 3, 2):
        sess.run(padded.enqueue(row), {row: range(1, length + 1)})
    print(sess.run(padded.dequeue_many(3)).tolist())

    for priority, word in [(5, "last"), (1, "first"), (3, "middle")]:
        sess.run(sorting.enqueue([tf.constant(priority, tf.int64), word]))
    for _ in range(3):
        priority, word = sess.run(sorting.dequeue())
        print(int(priority), word.decode())

    sess.run(small.enqueue(4))
    print(sess.run(chosen.dequeue(), {either: 0}), sess.run(small.size()))

# TF 1.15.5 printed:
# 6 True
# [0, 1, 2, 3, 4, 5, 6, 7]
# [[1.0, 0.0, 0.0], [1.0, 2.0, 3.0], [1.0, 2.0, 0.0]]
# 1 first
# 3 middle
# 5 last
# 4 0
