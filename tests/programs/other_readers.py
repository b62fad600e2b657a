"""Readers of records of fixed length, of whole files, and of the queue itself."""

import tensorflow as tf

with open("records.bin", "wb") as file:
    file.write(b"HEAD")
    for number in range(3):
        file.write(bytes([number]) + b"abcd"[: number + 1].ljust(4, b"."))
for name in ("a.txt", "b.txt"):
    with open(name, "w") as file:
        file.write("contents of " + name)

fixed = tf.FixedLengthRecordReader(record_bytes=5, header_bytes=4)
_, record = fixed.read(tf.train.string_input_producer(["records.bin"], shuffle=False))
numbers = tf.decode_raw(record, tf.uint8)
label, body = tf.cast(numbers[0], tf.int32), tf.strided_slice(numbers, [1], [5])
names = tf.train.string_input_producer(["a.txt", "b.txt"], shuffle=False)
key, text = tf.WholeFileReader().read(names)
names = tf.train.string_input_producer(["x", "y"], shuffle=False)
same_key, value = tf.IdentityReader().read(names)
queue = tf.train.string_input_producer(["records.bin"], shuffle=False)
keys, values = tf.FixedLengthRecordReader(5, 4).read_up_to(queue, 2)
limited = tf.train.input_producer([[1, 2], [3, 4]], num_epochs=1, shuffle=False).dequeue()
slices = tf.train.slice_input_producer([["p", "q"], [1, 2]], shuffle=False)

with tf.Session() as sess:
    sess.run(tf.local_variables_initializer())
    coord = tf.train.Coordinator()
    threads = tf.train.start_queue_runners(sess=sess, coord=coord)
    for _ in range(4):
        found = sess.run([label, body])
        print(int(found[0]), bytes(found[1].tolist()).decode())
    for _ in range(3):
        print([part.decode() for part in sess.run([key, text])])
    print([part.decode() for part in sess.run([same_key, value])], sess.run(keys).shape)
    print([part for part in sess.run(slices)][1], sess.run(limited).tolist())
    coord.request_stop()
    coord.join(threads)

# TF 1.15.5 printed:
# 0 a...
# 1 ab..
# 2 abc.
# 0 a...
# ['a.txt', 'contents of a.txt']
# ['b.txt', 'contents of b.txt']
# ['a.txt', 'contents of a.txt']
# ['x', 'x'] (2,)
# 1 [1, 2]
