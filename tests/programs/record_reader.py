"""Examples written to a TFRecord file, and read back by iterator, reader and batch."""

import numpy as np
import tensorflow as tf


def feature(values):
    if isinstance(values[0], bytes):
        return tf.train.Feature(bytes_list=tf.train.BytesList(value=values))
    if isinstance(values[0], int):
        return tf.train.Feature(int64_list=tf.train.Int64List(value=values))
    return tf.train.Feature(float_list=tf.train.FloatList(value=values))


with tf.python_io.TFRecordWriter("digits.tfrecords") as writer:
    for label in range(4):
        pixels = np.full(6, label, np.uint8)
        features = {"image": feature([pixels.tostring()]), "label": feature([label])}
        features["more"] = feature([0.5] * label or [0.25])
        example = tf.train.Example(features=tf.train.Features(feature=features))
        writer.write(example.SerializeToString())

for record in tf.python_io.tf_record_iterator("digits.tfrecords"):
    example = tf.train.Example.FromString(record)
print(sorted(example.features.feature), example.features.feature["label"].int64_list.value[0])

names = tf.train.string_input_producer(["digits.tfrecords"], shuffle=False)
_, serialized = tf.TFRecordReader().read(names)
parsed = tf.parse_single_example(
    serialized,
    features={
        "image": tf.FixedLenFeature([], tf.string),
        "label": tf.FixedLenFeature([], tf.int64),
        "more": tf.VarLenFeature(tf.float32),
        "absent": tf.FixedLenFeature([2], tf.float32, [1, 2]),
    },
)
image = tf.reshape(tf.decode_raw(parsed["image"], tf.uint8), [2, 3])
images, labels, absent = tf.train.batch(
    [image, parsed["label"], parsed["absent"]], batch_size=3, capacity=10
)
with tf.Session() as sess:
    coord = tf.train.Coordinator()
    threads = tf.train.start_queue_runners(sess, coord)
    for _ in range(2):
        results = sess.run([images, labels, absent])
        print(results[0][:, 0].tolist(), results[1].tolist(), results[2][0].tolist())
    coord.request_stop()
    coord.join(threads)
    parsed = tf.parse_example([record], {"more": tf.VarLenFeature(tf.float32)})
    print(sess.run(tf.sparse_tensor_to_dense(parsed["more"])).tolist())

# TF 1.15.5 printed:
# ['image', 'label', 'more'] 3
# [[0, 0, 0], [1, 1, 1], [2, 2, 2]] [0, 1, 2] [1.0, 2.0]
# [[3, 3, 3], [0, 0, 0], [1, 1, 1]] [3, 0, 1] [1.0, 2.0]
# [[0.5, 0.5, 0.5]]
