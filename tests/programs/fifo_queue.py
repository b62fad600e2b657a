"""A queue of pairs, filled by a QueueRunner and closed by its end."""

import tensorflow as tf

queue = tf.FIFOQueue(10, [tf.int32, tf.string], shapes=[[], []], name="jobs")
put = queue.enqueue([7, "seven"])
put_many = queue.enqueue_many([[1, 2, 3], ["one", "two", "three"]])
number, word = queue.dequeue()
numbers, words = queue.dequeue_many(2)
size = queue.size()
close = queue.close()

with tf.Session() as sess:
    sess.run(put)
    sess.run(put_many)
    print(sess.run(size))
    first = sess.run([number, word])
    print(int(first[0]), first[1].decode())
    pair = sess.run([numbers, words])
    print(pair[0].tolist(), [w.decode() for w in pair[1]])
    sess.run(close)
    print(sess.run(number), sess.run(queue.is_closed()))
    try:
        sess.run(number)
    except tf.errors.OutOfRangeError as fault:
        print("closed and empty:", fault.error_code == tf.errors.OUT_OF_RANGE)
    try:
        sess.run(put)
    except tf.errors.CancelledError as fault:
        print(type(fault).__name__)

counter = tf.Variable(0, trainable=False)
feed = tf.FIFOQueue(3, tf.int32)
runner = tf.train.QueueRunner(feed, [feed.enqueue(counter.assign_add(1, use_locking=True) * 10)])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    coord = tf.train.Coordinator()
    threads = runner.create_threads(sess, coord=coord, start=True)
    print([int(sess.run(feed.dequeue())) for _ in range(5)], len(threads))
    coord.request_stop()
    sess.run(feed.close(cancel_pending_enqueues=True))
    coord.join(threads)

# TF 1.15.5 printed:
# 4
# 7 seven
# [1, 2] ['one', 'two']
# 3 True
# closed and empty: True
# CancelledError
# [10, 20, 30, 40, 50] 2
