"""Summaries written by a FileWriter and read back from the event file."""

import os

import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None], name="x")
with tf.name_scope("losses"):
    loss = tf.reduce_mean(tf.square(x))
    tf.summary.scalar("loss", loss)
tf.summary.histogram("values", x)
tf.summary.image("picture", tf.reshape(x[:4], [1, 2, 2, 1]), max_outputs=1)
tf.summary.text("note", tf.constant("hello"), collections=["texts"])
merged = tf.summary.merge_all()

with tf.Session() as sess:
    writer = tf.summary.FileWriter("logs/run", sess.graph)
    for step in range(3):
        writer.add_summary(sess.run(merged, {x: np.arange(4) + step}), global_step=step)
    by_hand = tf.Summary(value=[tf.Summary.Value(tag="accuracy", simple_value=0.75)])
    writer.add_summary(by_hand, 7)
    writer.close()
    print(tf.summary.merge_all("texts").op.type, tf.get_collection("texts")[0].dtype.name)

files = sorted(os.listdir("logs/run"))
print(len(files), files[0].startswith("events.out.tfevents."))
for event in tf.train.summary_iterator(os.path.join("logs/run", files[0])):
    if event.HasField("file_version"):
        print(event.file_version)
    if event.HasField("graph_def"):
        graph = tf.GraphDef.FromString(event.graph_def)
        print("graph", [n.name for n in graph.node if n.op.endswith("Summary")])
    for value in event.summary.value:
        kind = value.WhichOneof("value")
        if kind == "simple_value":
            print(event.step, value.tag, "%.4f" % value.simple_value)
        elif kind == "histo":
            print(event.step, value.tag, value.histo.num, value.histo.min, value.histo.sum)
        else:
            print(event.step, value.tag, value.image.height, value.image.colorspace)

# TF 1.15.5 printed:
# MergeSummary string
# 1 True
# brain.Event:2
# graph ['losses/loss', 'values', 'picture', 'Merge/MergeSummary']
# 0 losses/loss 3.5000
# 0 values 4.0 0.0 6.0
# 0 picture/image 2 1
# 1 losses/loss 7.5000
# 1 values 4.0 1.0 10.0
# 1 picture/image 2 1
# 2 losses/loss 13.5000
# 2 values 4.0 2.0 14.0
# 2 picture/image 2 1
# 7 accuracy 0.7500
