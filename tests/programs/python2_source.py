# A program of 2016, in Python 2.
import cPickle as pickle
import os
import sys

import numpy as np
import tensorflow as tf


class Batches(object):
    def __init__(self, data, size):
        self.data, self.size, self.at = data, size, 0

    def __iter__(self):
        return self

    def next(self):
        if self.at >= len(self.data) / self.size:
            raise StopIteration
        self.at += 1
        return self.data[(self.at - 1) * self.size:self.at * self.size]


n, batch = 7, 2
with open("data.pkl", "wb") as f:
    pickle.dump({"data": np.arange(n * 3, dtype=np.float32).reshape(n, 3), "names": ["a"]}, f, -1)
d = pickle.load(open("data.pkl"))
x = tf.placeholder(tf.float32, [None, 3], name="x")
total = tf.reduce_sum(x) / 2
with tf.Session() as sess:
    for step, rows in enumerate(Batches(d["data"], batch)):
        print "step %d: %.1f" % (step, sess.run(total, feed_dict={x: rows}))
    print "whole", sess.run(tf.constant(7) / 2), n / batch, len(d.keys()), d.has_key("names")
    try:
        sess.run(total)
    except tf.errors.InvalidArgumentError, e:
        print "no feed"
perm = range(n)
rest = filter(lambda i: i % 2, perm)
perm[0] = 9
print perm, rest, map(lambda v: v / 2, rest), xrange(3)[1]
print >>sys.stderr, "done"
print 0.1 + 0.2, 0777, 10L, 1 <> 2, isinstance(u"", basestring), unicode("x") + "y"

# Worked out from what 1.15.5 and Python 2.7 print by themselves: there was no TensorFlow for Python 2.
# TF 1.15 printed, run alone:
# step 0: 7.5
# step 1: 25.5
# step 2: 43.5
# whole 3 3 2 True
# no feed
# [9, 1, 2, 3, 4, 5, 6] [1, 3, 5] [0, 1, 2] 1
# 0.3 511 10 True True xy
