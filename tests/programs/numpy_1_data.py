"""Tables, label maps and sampled text with NumPy 1."""

import math
import random
import numpy as np
import tensorflow as tf
from numpy.lib.function_base import average

# a table with names, whose converters get bytes
with open('iris.data', 'w') as f:
    for i, name in enumerate(['Iris-setosa', 'Iris-virginica'] * 3):
        f.write('%.1f,%d,%s\n' % (i / 2., i, name))
kinds = {b'Iris-setosa': 0, b'Iris-virginica': 1}
table = np.loadtxt('iris.data', delimiter=',', converters={2: lambda s: kinds[s]})
x, y = np.split(table, (2,), axis=1)
raw = np.genfromtxt('iris.data', delimiter=',', dtype=None)
print(x.shape, y.ravel(), raw['f2'][0], np.loadtxt('iris.data', dtype=str, delimiter=',')[1, 2])

# examples as pairs of arrays, and rows of different lengths
pairs = [[np.zeros((3, 2)), np.array([1, 0])], [np.ones((3, 2)), np.array([0, 1])]]
random.shuffle(pairs)
np.save('pairs.npy', pairs)
print(np.load('pairs.npy', allow_pickle=True).shape, np.array_split([[1], [2, 3], [4]], 2))
print(np.vstack({'a': np.ones(2), 'b': np.zeros(2)}.values()), np.column_stack(iter([[1], [2]])))

# a label map: the inverse has one axis, and -1 is a label
label = np.array([[0, 1, 255], [2, 255, 1]], np.uint8)
codes, inverse = np.unique(label, return_inverse=True)
print(codes, np.bincount(inverse), np.unique([3., np.nan, np.nan]).size, np.in1d(label, [0, 1]))
print(np.where(label == 255, -1, label), np.where(label > 1)[0])
print(np.lib.pad(label, ((0, 1), (0, 0)), 'constant', constant_values=255)[2], average(label))
grid = np.meshgrid([1, 2], [3])
grid.append(grid[0] * 2)
print(len(grid), np.quantile([1., 2, 4], .5, interpolation='lower'), np.linspace(0, 1, 3.))
np.warnings.filterwarnings('ignore')
try:
    np.linalg.inv(np.zeros((2, 2)))
except np.linalg.linalg.LinAlgError as e:
    print(e, type(np.linalg.eig(np.eye(2))).__name__)

# equal numbers, in the order of NumPy 1's sort
counts = np.array([1, 0, 1, 0, 2, 0, 1, 0, 1, 2, 0, 1, 1, 0, 1, 0, 2, 1, 0, 1])
print(np.argsort(counts), (-counts.astype(np.float32)).argsort()[:5], np.argsort([2, 1, 2, 1]))

# float32 stays float32 beside numbers that were computed from it
f = np.float32([.5, 1, 3])
print(np.clip(f, f.mean() / 2, 2.).dtype, np.where(f > 1, f, f.mean() * 2).dtype,
      np.logaddexp(f, np.float64(1)).dtype, np.clip(np.float32(3), 0, 1))


# an array of one element is a number
def weighted_pick(weights):
    total = np.cumsum(weights)
    return int(np.searchsorted(total, np.random.rand(1) * total[-1]))


np.random.seed(3)
print([weighted_pick([.2, .5, .3]) for _ in range(5)])
theta = np.mat([[1.], [2.]])
costs, ints, boxes = np.zeros(3), np.zeros(2, np.uint8), np.empty(1, object)
for i in range(3):
    costs[i] = theta.T * theta / (i + 1)
ints[1] = np.array([300])
boxes[0] = np.array([3.])
print(costs, ints[1], boxes, 'J = %.2f %s' % (theta.T * theta, 'ok'), '%d' % np.array([[7]]))
try:
    print('%d' % np.ones(2))
except TypeError as e:
    print(type(e).__name__)
w = tf.placeholder(tf.float32, [2, 1])
with tf.Session() as sess:
    out = sess.run(tf.matmul(w, w, transpose_a=True), {w: theta})
    print('%.1f' % out, float(out), math.sqrt(out), math.fsum(out[0]), out, '%s' % out)
    right = sess.run(tf.equal(out[0, 0], 5.))
    answers = ['no', 'yes']
    big, five = out[0, 0] > 1, out[0, 0] == 5
    print(answers[right], answers[out[0, 0] < 1], ['no', 'yes'][out[0, 0] > 1], 'ab'[five], big)

# TF 1.15.5 printed:
# (6, 2) [0. 1. 0. 1. 0. 1.] b'Iris-setosa' Iris-virginica
# (2, 2) [array([list([1]), list([2, 3])], dtype=object), array([list([4])], dtype=object)]
# [[1. 1.]
#  [0. 0.]] [[1 2]]
# [  0   1   2 255] [1 2 1 2] 3 [ True  True False False False  True]
# [[ 0  1 -1]
#  [ 2 -1  1]] [0 1 1]
# [255 255 255] 85.66666666666667
# 3 2.0 [0.  0.5 1. ]
# Singular matrix tuple
# [ 1  3 15  5  7 13 18 10  0 17 14 12 19  8  6  2 11  4 16  9] [ 9 16  4 17 14] [1 3 0 2]
# float32 float32 float32 1.0
# [1, 2, 1, 1, 2]
# [5.         2.5        1.66666667] 44 [array([3.])] J = 5.00 ok 7
# TypeError
# 5.0 5.0 2.23606797749979 5.0 [[5.]] [[5.]]
# yes no yes b True
