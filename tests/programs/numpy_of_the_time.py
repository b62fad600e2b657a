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
print(np.cast[np.float32](2), np.cast["f"]([1]).dtype, np.sctypes["float"][0], np.nbytes[np.int16])
print(np.disp("shown"), np.MachAr().eps, np.issubsctype(np.int8, np.integer), np.longfloat(2))
print(np.sctypes["int"][-1], np.sctype2char(np.float32), np.compat.asbytes("a"), np.uint0(3))
print(np.lib.index_tricks.r_[1, 2], np.compat.long(2), np.fft.helper.fftfreq(2), np.str0("a"))
from numpy.core.umath_tests import inner1d
print(inner1d([[1, 2]], [[3, 4]]), np.logspace(0, 2, num=3.0), np.logspace(np.float32(0), np.float32(1), 2).dtype)
# rows of different lengths
rows = [[1, 2], [3], [4, 5, 6]]
print(np.sum(rows), np.max(rows), np.shape(rows), np.size(rows), np.ndim(rows))
print(np.vectorize(len)(rows), np.array_equal(rows, rows), np.sort(rows[::-1]), np.argsort(rows))
print(np.repeat(rows, 2)[1], np.copy(rows).dtype, np.unique(rows + [[3]]), np.where(rows))
print(np.random.RandomState(0).permutation(rows), np.random.choice(rows) in rows)
print(np.random.permutation([(np.ones(4), 0), (np.ones(4), 1)]).shape)
print(time.clock() >= start)
people = np.array([(2, 'b'), (1, 'b'), (1, 'a')], dtype=[('id', int), ('name', 'U1')])
print(np.sort(people, order=['name', 'id']).tolist(), np.argsort(people, order=['id', 'name']), np.sort([[2, 1], [3]]).tolist())

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
# 2.0 float32 <class 'numpy.float16'> 2
# shown
# None 2.220446049250313e-16 True 2.0
# <class 'numpy.int64'> f b'a' 3
# [1 2] 2 [ 0.  -0.5] a
# [11] [  1.  10. 100.] float64
# [1, 2, 3, 4, 5, 6] [4, 5, 6] (3,) 3 1
# [2 1 3] True [list([1, 2]) list([3]) list([4, 5, 6])] [0 1 2]
# [1, 2] object [list([1, 2]) list([3]) list([4, 5, 6])] (array([0, 1, 2]),)
# [list([4, 5, 6]) list([3]) list([1, 2])] True
# (2, 2)
# True
# [(1, 'a'), (1, 'b'), (2, 'b')] [2 1 0] [[2, 1], [3]]
