"""Batches of a CSV file, in order and shuffled."""

import tensorflow as tf

with open("iris.csv", "w") as file:
    for row in range(9):
        file.write("%.1f,%.1f,%s\n" % (row / 2, row * row, "abc"[row % 3]))


def example(file_names, epochs):
    names = tf.train.string_input_producer(file_names, num_epochs=epochs, shuffle=False)
    _, line = tf.TextLineReader().read(names)
    width, height, kind = tf.decode_csv(line, [[0.0], [0.0], ["?"]])
    return tf.stack([width, height]), tf.cast(tf.equal(kind, "a"), tf.float32)


plain = tf.train.batch(example(["iris.csv"], 1), batch_size=4, allow_smaller_final_batch=True)
mixed = tf.train.shuffle_batch(
    example(["iris.csv"], 2), batch_size=3, capacity=30, min_after_dequeue=10, seed=3
)
total, positives = tf.reduce_sum(mixed[0], 0), tf.reduce_sum(mixed[1])
joined = tf.train.batch_join([example(["iris.csv"], 1) for _ in range(2)], batch_size=6)

with tf.Session() as sess:
    sess.run(tf.local_variables_initializer())
    coord = tf.train.Coordinator()
    threads = tf.train.start_queue_runners(coord=coord, sess=sess)
    for _ in range(3):
        features, labels = sess.run(plain)
        print(features[:, 1].tolist(), labels.tolist())
    sums = [sess.run([total, positives]) for _ in range(6)]
    print(sum(s[0] for s in sums).tolist(), float(sum(s[1] for s in sums)))
    print(sum(float(sess.run(joined)[0].sum()) for _ in range(3)))
    for batch in (plain, mixed):
        try:
            sess.run(batch)
        except tf.errors.OutOfRangeError:
            print("end of", batch[0].op.name)
    coord.request_stop()
    coord.join(threads, stop_grace_period_secs=5)

# TF 1.15.5 printed:
# [0.0, 1.0, 4.0, 9.0] [1.0, 0.0, 0.0, 1.0]
# [16.0, 25.0, 36.0, 49.0] [0.0, 0.0, 1.0, 0.0]
# [64.0] [0.0]
# [36.0, 408.0] 6.0
# 444.0
# end of batch
# end of shuffle_batch
