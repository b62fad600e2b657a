"""`from numpy import *`, and modules of NumPy."""

import numpy as np
from numpy import *
from numpy import random as npr
import numpy.core.multiarray, numpy.matlib, numpy.linalg as la
from numpy.lib.stride_tricks import as_strided
from numpy.testing import assert_allclose, assert_almost_equal
from numpy.core import numeric
from numpy import float32, newaxis, array as arr
# machine learning in action's style
def loadDataSet():
    return [[1, 1, 2.], [1, 0, 3.]], [1, 0]
dataMat, labels = loadDataSet(); m = mat(dataMat); l = mat(labels).transpose(); w = ones((3, 1))
for k in range(3): h = 1.0 / (1 + exp(-(m * w))); error = (l - h); w = w + 0.1 * m.transpose() * error
print(w.A1.round(5), shape(m), type(w).__name__, m[:, 0].T.tolist()[0], nonzero(m[:, 1].A > 0)[0], var(m), mean(m, axis=0), zeros((1, 2)), sign(-3), tile([1, 2], (2, 1)))
print(sum([1, 2, 3]), max([1, 5]), abs(-2), round(2.567, 1), any([0, 1]), all([1, 0]), pow(2, 3), min([3, 1]), sum(array([[1, 2], [3, 4]]), 0), float(3), int(2.5), bool(1), str(1), isinstance(1., float), float32(1.5) * 2)
print(npr.RandomState(0).rand(), random.seed(0), random.rand(), assert_allclose(1, 1), numpy.matlib.zeros((2, 2)).shape, la.norm(ones(4)), as_strided(arange(4), (2,), (16,)), numeric.zeros(2), arr([1])[newaxis].shape)
print(argsort([3, 1, 2]), power(array([1, 2]), 2), multiply(mat([1, 2]), mat([3, 4])), inf, nan, pi, e, Inf > 1, NaN != NaN, float_(1), int_(3), bool_(0), product([2, 3]), alltrue([1, 1]), cumproduct([1, 2]))
print(max(3, 2), min(4, 1), round(2.5), abs(-3), bool(2), divmod(7, 2))
from pylab import *
print(max(3, 2), min([1, 2]), round(2.6), pow(2, 3), sum([[1], [2]]), bytes, rand(1).shape)

# TF 1.15.5 printed, run alone:
# [0.72902 1.01171 0.17534] (2, 3) matrix [1.0, 1.0] [0] 0.888888888888889 [[1.  0.5 2.5]] [[0. 0.]] -1 [[1 2]
#  [1 2]]
# 6 5 2 2.6 True False 8 1 [4 6] 3.0 2 True 1 True 3.0
# 0.5488135039273248 None 0.5488135039273248 None (2, 2) 2.0 [0 2] [0. 0.] (1, 1)
# [1 2 0] [1 4] [[3 8]] inf nan 3.141592653589793 2.718281828459045 True True 1.0 3 False 6 True [1 2]
# 3 1 2 3 True (3, 1)
# 3 1 3 8 3 <class 'bytes'> (1,)
