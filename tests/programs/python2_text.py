# -*- coding: utf-8 -*-
# Python 2 where text and bytes were one, and where a generator ended with what it read.
import codecs
import collections
import cPickle
import gzip
import hashlib
import itertools
import os
import re
import struct
import sys
import urllib2

import tensorflow as tf

sys.stdout = os.fdopen(sys.stdout.fileno(), "w", 0)
print >>codecs.getwriter("utf8")(sys.stderr), u"caf\xe9"
PICKLED = (
    "(dp1\nS'\\xc3\\xa9'\np2\n(cnumpy.core.multiarray\n_reconstruct\np3\n(cnumpy\nndarray\np4\n"
    "(I0\ntS'b'\ntRp5\n(I1\n(I2\ntcnumpy\ndtype\np6\n(S'u1'\nI0\nI1\ntRp7\n"
    "(I3\nS'|'\nNNNI-1\nI-1\nI0\ntbI00\nS'\\xc3\\xa9'\ntbS'\\xff'\n(lp8\ng2\natp9\ns."
)
NAMES = {"cat": u"Katze", "dog": u"Hund"}


class Reader(object):
    def __iter__(self):
        return self


class Lines(Reader):
    def __init__(self, path):
        self.file = gzip.open(path)

    def next(self):
        return self.file.next().split()


class Word(object):
    def __init__(self, text):
        self.text = unicode(text, "utf-8")

    def __eq__(self, other):
        return self.text == other.text

    def __str__(self):
        return self.text.upper().encode("utf-8")


def pairs(lines):
    """Whole pairs only."""
    while True:
        yield [lines.next() for _ in range(2)]


def first(n):
    for i in itertools.count():
        if i == n:
            raise StopIteration
        yield i


with gzip.open("words.gz", "wb") as f:
    f.write("the cat\nthe dog\nthe \xc3\xa9lan\n".decode("utf-8").encode("utf-8"))
    f.write("end of it\n")
    f.write("left over\n")
vocab = collections.defaultdict(itertools.count(1).next)
for a, b in pairs(Lines("words.gz")):
    print a[1], [vocab[w] for w in a + b], Word(b[0])
print sum(len(words) for words in Lines("words.gz")), Word("\xc3\xa9lan") == Word(a[1])
print list(first(3)), len({Word("a"): 1, Word("b"): 2}), filter(vocab.has_key, ["cat", "it", "no"])
with open("corpus.gbk", "w") as f:
    f.write(u"北京 ok\n".encode("gbk"))
for line in open("corpus.gbk"):
    print line.decode("gbk").encode("utf-8"), line.decode("utf-8", "ignore").strip()[-2:]
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        print "not UTF-8"
with open("lines.txt", "w") as f:
    f.write("one 1\ntwo, 2\n")
for line in open("lines.txt"):
    print line,
print "sums:\n", [1, 2], "tab\t", 3
kept = cPickle.loads(PICKLED)
print kept["é"][0], len(kept["é"][1]), kept["é"][2][0] == "\xc3\xa9é"[:len("é")], "é\xc3\xa9"
for n in range(2):
    print n,
    sys.stdout.write("!")
print "end",
sys.stdout.write("\n")
print "line:",
sys.stdin = open("lines.txt")
print raw_input(), "read"
data = open("lines.txt", "rb").read()
print re.sub("[^a-z]+", "-", data), re.compile(b"[a-z]+").findall(data), data.partition(",")[0]
m = hashlib.md5()
m.update("one")
print m.hexdigest()[:6], len(struct.pack("3sI", "abc", 7)), ",".join(map(str, [0.1 + 0.2, 3]))
head = urllib2.urlopen("file://" + os.path.abspath("lines.txt")).info()
print int(head.getheaders("Content-Length")[0]), head.getheader("Content-Length")
label = tf.train.Feature(bytes_list=tf.train.BytesList(value=["cat", u"dog".encode("utf-8")]))
print [NAMES[name].encode("utf-8") for name in label.bytes_list.value]
with tf.Session() as sess:
    words = sess.run(tf.constant(["cat", "b"]))
    print words, list(words), NAMES[words[0]]

# Worked out from what 1.15.5 and Python 2.7 print by themselves: there was no TensorFlow for Python 2.
# TF 1.15 printed, run alone:
# cat [1, 2, 1, 3] THE
# élan [1, 4, 5, 6, 7] END
# 11 True
# [0, 1, 2] 2 ['cat', 'it']
# 北京 ok
# ok
# not UTF-8
# one 1
# two, 2
# sums:
# [1, 2] tab	3
# [195 169] 1 True éé
# 0!1!end
# line: one 1 read
# one-two- ['one', 'two'] one 1
# two
# f97c5d 8 0.3,3
# 13 13
# ['Katze', 'Hund']
# ['cat' 'b'] ['cat', 'b'] Katze
