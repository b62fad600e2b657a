"""Text tables, seeds, comparisons, and linear algebra as scripts of 2016 to 2019 used NumPy."""

from __future__ import print_function

import random

import numpy as np
import tensorflow as tf

# House prices from a text file
with open('houses.csv', 'w') as f:
    f.write('Area,Rooms,Town,Price\n')
    for i in range(24):
        area = 50 + 7 * i % 90
        f.write('%d,%d,%s,%.1f\n' % (area, 1 + i % 4, ['Rome', 'Oslo', 'Bonn'][i % 3], 3.2 * area + 10 * (i % 4)))
rec = np.recfromcsv('houses.csv')
print(rec.dtype.names, rec.dtype['area'], rec.town[:3], '%.2f' % rec.price.mean(), rec['rooms'][:4])
open('pairs.txt', 'w').write('a 1\nb 2\n')
pairs = np.recfromtxt('pairs.txt')
print(pairs, pairs.f1.sum())
numbers = np.genfromtxt('houses.csv', delimiter=',', skip_header=1, usecols=(0, 1, 3))
data = numbers[np.random.RandomState(2).permutation(len(numbers))]
X, Y = data[:, :-1], data[:, -1:]
print('range', X.ptp(), X.ptp(axis=0), Y.astype(np.float32).ptp(0))
X = (X - X.min(axis=0)) / X.ptp(axis=0)

# Seeds of NumPy's own types
SEED = np.int64(123)
random.seed(SEED)
np.random.seed(SEED)
tf.set_random_seed(SEED)
names = ['ann', 'bob', 'cy', 'dee']
random.shuffle(names)
print(names, '%.6f' % random.random(), random.randint(1, 6), np.random.rand())
random.seed(np.float32(2.5))
print('%.6f' % random.random(), random.sample({'k': 1}.keys(), 1))

# Comparisons of numbers with strings
letters = np.array(list('hello'))
missing = -1
print((letters == 'l').sum(), letters == missing, letters != missing, letters[1] == missing)
for name in ('cat', b'cat'):
    labels = np.array([3, 1, 2])
    if labels == name:
        print('never')
    print(labels == name, labels != name, letters == np.array([1, 2, 3, 4, 5]), labels[0] == name)

# Linear algebra
A = np.array([[[2., 0], [0, 4]], [[1, 1], [0, 1]]])
b = np.array([[2., 4], [3, 1]])
print(np.linalg.solve(A, b), np.linalg.solve(A[0], b[0]), np.linalg.solve(A, b[..., None]).shape, np.linalg.solve(A[0], b))
twins = np.array([[1., 1], [1, 1], [2, 2 + 1e-15]])
print(np.linalg.lstsq(np.c_[np.ones(4), np.arange(4.)], [1., 3, 5, 7])[0].round(6), np.linalg.lstsq(twins, [1., 2, 3], rcond=None)[2])
print(np.obj2sctype('f4').__name__, np.unravel_index(7, dims=(3, 4)), np.unravel_index([0, 5], (2, 3)))

x = tf.placeholder(tf.float32, shape=[None, 2])
y = tf.placeholder(tf.float32, shape=[None, 1])
w = tf.Variable(tf.zeros([2, 1]))
bias = tf.Variable(0.)
cost = tf.reduce_mean(tf.square(tf.matmul(x, w) + bias - y))
opt = tf.train.GradientDescentOptimizer(.1).minimize(cost)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(200):
        _, c = sess.run([opt, cost], feed_dict={x: X, y: Y})
    print('cost %.1f' % c, sess.run(w).ravel().round(1))

# TF 1.15.5 printed:
# ('area', 'rooms', 'town', 'price') int64 [b'Rome' b'Oslo' b'Bonn'] 300.60 [1 2 3 4]
# [(b'a', 1) (b'b', 2)] 3
# range 133.0 [84.  3.] [276.4]
# ['cy', 'dee', 'bob', 'ann'] 0.768956 3 0.6964691855978616
# 0.418775 ['k']
# 2 False True False
# False True False False
# False True False False
# [[1. 1.]
#  [2. 1.]] [1. 1.] (2, 2, 1) [[1.   2.  ]
#  [0.75 0.25]]
# [1. 2.] 1
# float32 (1, 3) (array([0, 1]), array([0, 2]))
# cost 7.1 [259.9  30.2]
