"""Metrics that run along, in local variables."""

import tensorflow as tf

labels = tf.placeholder(tf.int64, [None])
predictions = tf.placeholder(tf.int64, [None])
scores = tf.placeholder(tf.float32, [None])
metrics = {
    "accuracy": tf.metrics.accuracy(labels, predictions, name="acc"),
    "precision": tf.metrics.precision(labels, predictions),
    "recall": tf.metrics.recall(labels, predictions),
    "mean": tf.metrics.mean(scores),
    "auc": tf.metrics.auc(labels, scores, num_thresholds=50),
    "rmse": tf.metrics.root_mean_squared_error(tf.to_float(labels), scores),
    "iou": tf.metrics.mean_iou(labels, predictions, 2),
    "fp": tf.metrics.false_positives(labels, predictions),
    "weighted": tf.metrics.accuracy(labels, predictions, weights=scores),
    "per_class": tf.metrics.mean_per_class_accuracy(labels, predictions, 2),
}
streaming, update = tf.contrib.metrics.streaming_accuracy(predictions, labels)
values, updates = tf.contrib.metrics.aggregate_metric_map(
    {"mae": tf.contrib.metrics.streaming_mean_absolute_error(scores, tf.to_float(labels))})
print([v.name for v in tf.local_variables()][:2], tf.metrics.accuracy.__name__)
with tf.Session() as sess:
    sess.run(tf.local_variables_initializer())
    for batch in ([1, 0, 1], [1, 1, 0], [0.9, 0.2, 0.4]), ([0, 1], [0, 1], [0.1, 0.8]):
        feed = dict(zip([labels, predictions, scores], batch))
        sess.run([metric[1] for metric in metrics.values()], feed)
        print("%.4f" % sess.run(update, feed), sess.run(updates, feed)["mae"].round(4) > 0)
    for name in sorted(metrics):
        print(name, "%.4f" % sess.run(metrics[name][0]))
    print("%.4f %.4f" % (sess.run(streaming), sess.run(values["mae"])))
    sess.run(tf.variables_initializer(tf.get_collection(tf.GraphKeys.METRIC_VARIABLES)))
    print(sess.run(metrics["accuracy"][0]))

# TF 1.15.5 printed:
# ['acc/total:0', 'acc/count:0'] accuracy
# 0.3333 True
# 0.6000 True
# accuracy 0.6000
# auc 1.0000
# fp 1.0000
# iou 0.4167
# mean 0.4800
# per_class 0.5833
# precision 0.6667
# recall 0.6667
# rmse 0.3033
# weighted 0.7500
# 0.6000 0.2400
# 0.0
