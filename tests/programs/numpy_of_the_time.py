"""NumPy's and Python's names of the time."""

import collections
import inspect
import time

import numpy as np
import tensorflow as tf

start = time.clock()
a = np.array([1, 2, 3], dtype=np.int)
b = np.ones((2, 3), dtype=np.float)
mask = np.zeros(3, np.bool)
ragged = np.array([[1, 2], [3]])
print(a.dtype == np.int64, b.dtype, mask.dtype, ragged.dtype, np.product([2, 3]))
print(np.reshape(a=b, newshape=[3, 2]).shape, np.alltrue(a > 0), np.sometrue(mask))
print(np.asscalar(np.array([4.0])), np.in1d(a, [2]).tolist(), np.row_stack([a, a]).shape)
print(np.trapz([1, 2, 3]), np.float_(2) + 1, np.Inf > 0, np.isnan(np.NaN), np.complex(1, 2))
print(np.array(a, copy=False) is a, np.object, np.str, np.unicode_("x") == "x", np.mat("1 2").shape)
print(isinstance([], collections.Sequence), isinstance({}, collections.Mapping))
print(inspect.getargspec(lambda x, y=1: x).args, collections.Counter("aab")["a"])
print(np.fromstring("1 2 3", dtype=int, sep=" "), np.fromstring(b"\x01\x00", np.uint8))
print(b.astype(np.float)[0].tolist(), np.cumproduct([1, 2, 3]).tolist(), a.tostring()[:1])
print(np.find_common_type([np.float32], [np.int64]), np.find_common_type(["i4"], ["f4"]))
print(np.diag(a)[[[0, 1], [0, 1]]])
x = tf.placeholder(tf.float32, [None, 3])
with tf.Session() as sess:
    print(sess.run(tf.reduce_sum(x), {x: np.matrix("1 2 3")}))
    print(sess.run(tf.constant(np.arange(3, dtype=np.float)) * np.float32(2)).tolist())
    print(sess.run(tf.cast(np.array([True, False], np.bool), np.int32)).tolist())
np.random.seed(1)
print("%.4f" % np.random.rand(), np.random.randint(0, 10, 3), np.random.permutation(4))
print(time.clock() >= start)

# TF 1.15.5 printed:
# True float64 bool object 6
# (3, 2) True False
# 4.0 [False, True, False] (2, 3)
# 4.0 3.0 True True (1+2j)
# True <class 'object'> <class 'str'> True (1, 2)
# True True
# ['x', 'y'] 2
# [1 2 3] [1 0]
# [1.0, 1.0, 1.0] [1, 2, 6] b'\x01'
# float32 float64
# [1 2]
# 6.0
# [0.0, 2.0, 4.0]
# [1, 0]
# 0.4170 [8 9 5] [1 2 0 3]
# True
