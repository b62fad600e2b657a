"""A SequenceExample, with a context and lists of features."""

import tensorflow as tf

example = tf.train.SequenceExample()
example.context.feature["length"].int64_list.value.append(3)
for token in (4, 5, 6):
    step = example.feature_lists.feature_list["tokens"].feature.add()
    step.int64_list.value.append(token)
    weights = example.feature_lists.feature_list["weights"].feature.add()
    weights.float_list.value.extend([token / 2.0] * (token - 3))
path = "sequences.tfrecords"
options = tf.python_io.TFRecordOptions(tf.python_io.TFRecordCompressionType.GZIP)
writer = tf.python_io.TFRecordWriter(path, options=options)
writer.write(example.SerializeToString())
writer.close()

record = next(tf.python_io.tf_record_iterator(path, options))
context, features = tf.parse_single_sequence_example(
    record,
    context_features={"length": tf.FixedLenFeature([], dtype=tf.int64)},
    sequence_features={
        "tokens": tf.FixedLenSequenceFeature([], dtype=tf.int64),
        "weights": tf.VarLenFeature(tf.float32),
    },
)
with tf.Session() as sess:
    found = sess.run([context["length"], features["tokens"], features["weights"]])
    print(int(found[0]), found[1].tolist())
    print(found[2].values.tolist(), found[2].dense_shape.tolist())
    print(found[2].indices.tolist())

# TF 1.15.5 printed:
# 3 [4, 5, 6]
# [2.0, 2.5, 2.5, 3.0, 3.0, 3.0] [3, 3]
# [[0, 0], [1, 0], [1, 1], [2, 0], [2, 1], [2, 2]]
