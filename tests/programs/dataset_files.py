"""tf.data over lines and records, with the transformations of tf.contrib.data."""

import tensorflow as tf

with tf.gfile.GFile("words.txt", "w") as file:
    file.write("# a comment\nthe cat sat\non the mat\nthe end\n")
with tf.python_io.TFRecordWriter("numbers.tfrecords") as writer:
    for number in range(5):
        example = tf.train.Example()
        example.features.feature["n"].int64_list.value.append(number)
        writer.write(example.SerializeToString())

lines = tf.data.TextLineDataset("words.txt").skip(1)
words = lines.map(lambda line: tf.string_split([line]).values)
lengths = words.map(lambda line: (line, tf.size(line)))
batches = lengths.padded_batch(3, ([None], []))


def parse(record):
    return tf.parse_single_example(record, {"n": tf.FixedLenFeature([], tf.int64)})["n"]


records = tf.data.TFRecordDataset(["numbers.tfrecords"]).map(parse, num_parallel_calls=2)
records = records.apply(tf.contrib.data.batch_and_drop_remainder(2)).prefetch(1)
interleaved = tf.data.Dataset.from_tensor_slices([1, 2, 3]).interleave(
    lambda x: tf.data.Dataset.from_tensors(x).repeat(3), cycle_length=2, block_length=2
)
grouped = tf.data.Dataset.range(6).apply(
    tf.data.experimental.group_by_window(
        lambda x: x % 2, lambda key, window: window.batch(3), window_size=3
    )
)
ends = tf.data.Dataset.range(4).apply(
    tf.data.experimental.scan(tf.constant(0, tf.int64), lambda state, x: (state + x, state * 10))
)
with tf.Session() as sess:
    line, length = sess.run(batches.make_one_shot_iterator().get_next())
    print([[word.decode() for word in row] for row in line], length.tolist())
    for dataset in (records, interleaved, grouped, ends):
        following, seen = dataset.make_one_shot_iterator().get_next(), []
        try:
            while True:
                seen.append(sess.run(following).tolist())
        except tf.errors.OutOfRangeError:
            print(seen)

# TF 1.15.5 printed:
# [['the', 'cat', 'sat'], ['on', 'the', 'mat'], ['the', 'end', '']] [3, 3, 2]
# [[0, 1], [2, 3]]
# [1, 1, 2, 2, 1, 2, 3, 3, 3]
# [[0, 2, 4], [1, 3, 5]]
# [0, 0, 10, 30]
