"""0.12: scalar_summary, merge_all_summaries and SummaryWriter, in op_scopes."""

from __future__ import print_function

import glob

import numpy as np
import tensorflow as tf

x = tf.placeholder("float", [None, 4], name="x")
with tf.name_scope("Wx_b"):
    W = tf.Variable(tf.ones([4, 2]), name="weights")
    y = tf.nn.softmax(tf.matmul(x, W))
with tf.op_scope([x, y], None, "scoped") as scope:
    mean = tf.reduce_mean(tf.mul(y, 2.0), name="mean")
with tf.variable_op_scope([x], None, "model", reuse=None):
    v = tf.get_variable("v", [1])
tf.histogram_summary("weights", W)
tf.scalar_summary("mean of y", mean)
tf.scalar_summary(["a", "b"], tf.pack([1.0, 2.0]))
tf.image_summary("picture", tf.reshape(x, [-1, 2, 2, 1]), max_images=2)
alone = tf.merge_summary([tf.scalar_summary("alone", 3.0, collections=[])])
merged = tf.merge_all_summaries()
print(scope, mean.name, v.name, len(tf.get_collection(tf.GraphKeys.SUMMARIES)))

sess = tf.Session()
sess.run(tf.initialize_all_variables())
writer = tf.train.SummaryWriter("logs", sess.graph)
for step in range(2):
    writer.add_summary(sess.run(merged, feed_dict={x: np.ones((3, 4))}), step)
writer.add_summary(sess.run(alone), 9)
writer.flush()
writer.close()
for event in tf.train.summary_iterator(glob.glob("logs/*")[0]):
    for value in event.summary.value:
        kind = value.WhichOneof("value")
        print(event.step, value.tag, kind, "%.2f" % value.simple_value)

# TF 0.12.1 printed:
# scoped/ scoped/mean:0 model/v:0 4
# 0 weights histo 0.00
# 0 mean of y simple_value 1.00
# 0 a simple_value 1.00
# 0 b simple_value 2.00
# 0 picture/image/0 image 0.00
# 0 picture/image/1 image 0.00
# 1 weights histo 0.00
# 1 mean of y simple_value 1.00
# 1 a simple_value 1.00
# 1 b simple_value 2.00
# 1 picture/image/0 image 0.00
# 1 picture/image/1 image 0.00
# 9 alone simple_value 3.00
