# A program of 2016, in Python 2.
import __builtin__
import ConfigParser
import cPickle as pickle
import hashlib
import os
import string
import sys
from cStringIO import StringIO

import numpy as np
import tensorflow as tf

from beside import old_parts


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
    print "whole", sess.run(tf.constant(7) / 2), 28 / n / batch + 1, len(d.keys()), d.has_key("names")
    try:
        sess.run(total)
    except tf.errors.InvalidArgumentError, e:
        print "no feed"
perm = range(n)
rest = filter(lambda i: i % 2, perm)
perm[0] = 9
print perm, rest, map(lambda v: v / 2, rest), xrange(3)[1]
print >>sys.stderr, "done"
print "said " + tf.Session().run(tf.constant("so")), tf.Session().run(tf.constant("a")) == "a"
print 0.1 + 0.2, 0777, 10L, 1 <> 2, isinstance(u"", basestring), unicode("x") + "y"

class Net(object):
    def __init__(self, n):
        self.n = n

    def __cmp__(self, other):
        return cmp(self.n, other.n)

    def __len__(self):
        return 5

    def __getitem__(self, i):
        return self.n

    def __getslice__(self, i, j):
        return [i, j]

    def __unicode__(self):
        return u"net %d" % self.n


nets = sorted([Net(3), Net(1)])
print nets[0].n, nets[0] < nets[1], nets[0][1:3], nets[0][:-1], nets[0][0], unicode(nets[1])
print sorted([3, None, "a", 1]), oct(8), hashlib.md5("abc").hexdigest()[:6], buffer("abc", 1, 1)
try:
    raise ValueError, "bad"
except ValueError, e:
    print e.message, "%s" % (1 / 3.), "{}".format(2 / 3.), str(1 / 3.)
with open("raw.bin", "wb") as f:
    f.write("tail")
raw = open("raw.bin", "rb").read()
print raw == "tail", raw[0], "%s!" % raw, raw + "!", "ai" in raw, raw.split("a"), "-".join(["x", raw])
print "caf\xc3\xa9".decode("utf-8") == u"caf\u00e9", "a,b".translate(None, ","), string.zfill("7", 3)
parser = ConfigParser.ConfigParser()
parser.readfp(StringIO("[ints]\nlayers = 2\n"))
print parser.items("ints"), StringIO("a\nb").readlines(), hasattr(__builtin__, "xrange")
print old_parts.half(7), old_parts.parts.__name__

# Worked out from what 1.15.5 and Python 2.7 print by themselves: there was no TensorFlow for Python 2.
# TF 1.15 printed, run alone:
# step 0: 7.5
# step 1: 25.5
# step 2: 43.5
# whole 3 3 2 True
# no feed
# [9, 1, 2, 3, 4, 5, 6] [1, 3, 5] [0, 1, 2] 1
# said so True
# 0.3 511 10 True True xy
# 1 True [1, 3] [0, 4] 1 net 3
# [None, 1, 3, 'a'] 010 900150 b
# bad 0.333333333333 0.666666666667 0.333333333333
# True t tail! tail! True ['t', 'il'] x-tail
# True ab 007
# [('layers', '2')] ['a\n', 'b'] True
# 3 beside.parts
