# Python 2: counts of labels, comparisons of anything, a class with slices, and old codecs.
import collections
import commands
import heapq
import Queue
import string
import threading
import zipfile
from math import ceil, floor
from StringIO import StringIO

import tensorflow as tf

WORDS = "the quick, brown fox; the lazy dog. the end".split()


class Stack:
    def __init__(self, *layers):
        self.layers = layers

    def __getslice__(self, i, j):
        return list(self.layers[i:j])

    def __len__(self):
        return len(self.layers)


with zipfile.ZipFile("words.zip", "w") as z:
    z.writestr("words", " ".join(WORDS))
text = zipfile.ZipFile("words.zip").read("words").translate(None, string.punctuation).split()
ids = {}
for word in text:
    ids[word] = ids.get(word, len(ids))
print ids["fox"], ids.has_key("dog"), collections.Counter(text)["the"]
counts = collections.defaultdict(int)
for label in [3, 0, 2, 3, 1, 0, 3]:
    counts[label] += 1
shares = dict((k, v / 7.) for k, v in counts.iteritems())
print counts.keys(), counts.values(), dict(counts), [label for label in counts], "%.3f" % shares[3]
for label in counts:
    print label,
print
best = None
for accuracy in (.5, .75, .6):
    if best < accuracy:
        best = accuracy
print best, max(None, 3), min(2, None), max("10", 9), [1, None] < [1, 2], max([[2, "a"], [2, 1]])
print len(Stack(1, 2, 3)[1:]), Stack(1, 2, 3)[:-1]
print "abc".encode("hex"), "guvf".decode("rot13"), "a" * 9 == ("a" * 9).encode("zlib").decode("zlib")
blob = "/9j/4AAQ".decode("base64")
print len(blob), ord(blob[0]), StringIO(blob).read(2) == blob[:2], blob.encode("base64").strip()
print floor(5) / 2, ceil(7 / 2)
print commands.getstatusoutput("exit 2")[0], commands.getstatusoutput("true")
rows = [(2, None), (1, Stack()), (2, "b"), (1, Stack()), None, (0, 3)]
heap, tasks = rows[:3], Queue.PriorityQueue()
heapq.heapify(heap)
for row in rows[3:]:
    heapq.heappush(heap, row)
for row in rows:
    tasks.put(row)
print [tasks.get() == heapq.heappop(heap) for _ in rows[1:]], tasks.get(), heap
print heapq.nlargest(2, [1, "a", None]), heapq.nsmallest(2, [1, "a", None])
print heapq.heapreplace([1, "a"], None), heapq.heappushpop([1, "a"], None)
event = threading._Event()
threading._Timer(.01, event.set).start()
print event.wait(5)
with open("text.txt", "w") as f:
    f.write("caf\xc3\xa9 \xe2\x80\x94 ok\n")
print open("text.txt").read().decode("utf-8") == u"caf\u00e9 \u2014 ok\n", len("\x89PNG\xff")
with tf.Session() as sess:
    labels = tf.constant(counts.keys())
    print sess.run(tf.gather(tf.constant(counts.values()), labels)), sess.run(tf.constant("caf\xc3\xa9")) == "caf\xc3\xa9"

# TF 1.15 printed, run alone:
# 3 True 3
# [0, 1, 2, 3] [2, 1, 1, 3] {0: 2, 1: 1, 2: 1, 3: 3} [0, 1, 2, 3] 0.429
# 0 1 2 3
# 0.75 3 None 10 True [2, 'a']
# 2 [1, 2]
# 616263 this True
# 6 255 True /9j/4AAQ
# 2.5 3.0
# 512 (0, '')
# [True, True, True, True, True] (2, 'b') [(2, 'b')]
# ['a', 1] [None, 1]
# 1 None
# True
# True 5
# [2 1 1 3] True
