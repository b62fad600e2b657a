"""NumPy 1's arithmetic with small integers."""

import numpy as np
img = np.array([[200, 100], [50, 255]], np.uint8)
print((img + 100).dtype, img + 100)
print((img / 255.0).dtype, (img * 1.0).dtype, (img - 128).dtype, img * 2)
print(img.astype(np.float32) / 255, (img.astype(np.float32) / 255.).dtype)
print((img + 300).dtype, (img * -1).dtype)
m = img.mean(); print(m, type(m).__name__, img.sum(), img[0, 0] + img[1, 1])
print(np.uint8(200) - 201, np.int8(100) * 2, np.int32(2) ** 40, np.float16(300) * 300, np.float32(1e30) * 1e30)
print(divmod(7, 2), "%d items" % np.uint8(3), "a" * 3, [1] * 3, [0] * np.int64(2))
s = "x"; s += "y"; s += "%d" % 3; print(s)
l = [1]; k = l; l += [2]; print(k)
def f(a, b=2 ** 3, *c): return a * b + sum(c)
print(f(np.uint8(100)), f(1.5, 2, 3, 4))
a = np.zeros(3, np.float32); a[1] += 5; a[1:] *= 2; a += 1; print(a, a.dtype)

# what does not fit wraps around, in numbers, in arrays and in what is put into them
a = np.zeros(4, np.uint8); a[0] = 300; a[1:3] = [-1, 257]; n = 255; a[3] = n; a[3] += 1; i = np.zeros((2, 2), np.int8); i[0] = 200; print(a, i[0])
print(np.uint8(300), np.int8(200), np.full(2, 300, np.uint8), np.fromstring("abc", np.uint8))
print(np.add(a[1], 1), np.multiply(np.float32(.1), 2.0), np.power(np.float32(.1), 2), np.maximum(0, np.float32(.1)), np.maximum(np.float32([.1]), .5).dtype, np.add.reduce(a))
print(np.linspace(np.float32(0), np.float32(1), 3).dtype, np.fft.fft(np.float32([1, 0])).dtype, np.fft.rfft([1, 2]), (np.float32([1]) * 1e300).dtype, np.array([np.uint8(200)], object) + 100)
print(np.sum(v * 2 for v in range(3)), np.issubdtype(np.int32, int), np.issubdtype(np.float32, float), np.issubdtype(np.float32, np.float64), np.issubdtype(np.float32, "float"))
b = np.arange(6).reshape(2, 3); where = [[0, 1], [1, 2]]; window = [slice(0, 1), slice(1, 3)]; rows = [1, 0]; print(b[where], b[window], b[rows].tolist(), b == [1, 2], b != [[1], []] if False else b[[[0, 1], [0, 0]]]); b[window] = 9; print(b)

# numbers and text, rounded numbers, lists as indices, matrices
labels = np.array([3, 1, 2]); m = np.arange(9).reshape(3, 3)
print(labels == 'cat', labels != 'cat', labels[:2] == '3', [labels == ''], 'yes' if labels == 'a' else 'no')
print(round(np.mean(labels)), round(np.float32(3.7)), type(round(np.uint8(3))).__name__, round(2.5), round(np.float64(2.567), 1))
print(m.T[[[0, 1], [2, 1]]], (m + 1)[[slice(0, 2), slice(1, 3)]])
weights = np.mat(np.eye(2)); weights[0, 0] = np.exp(np.mat('0') * 2); weights[1, 1] = np.array([[5.]]); print(weights)
row = np.zeros(2); row[1] = np.mat('4'); print(row)

# TF 1.15.5 printed:
# uint8 [[ 44 200]
#  [150  99]]
# float64 float64 uint8 [[144 200]
#  [100 254]]
# [[0.78431374 0.39215687]
#  [0.19607843 1.        ]] float32
# uint16 int16
# 151.25 float64 605 199
# -1 200 1099511627776 90000.0 1.0000000150474663e+60
# (3, 1) 3 items aaa [1, 1, 1] [0, 0]
# xy3
# [1, 2]
# 800 10.0
# [ 1. 11.  1.] float32
# [ 44 255   1   0] [-56 -56]
# 44 -56 [44 44] [97 98 99]
# 256 0.20000000298023224 0.010000000298023226 0.10000000149011612 float32 300
# float64 complex128 [ 3.+0.j -1.+0.j] float64 [300]
# 6 True True False True
# [1 5] [[1 2]] [[3, 4, 5], [0, 1, 2]] False [0 3]
# [[0 9 9]
#  [3 4 5]]
# False True False [False] no
# 2.0 4.0 uint8 2 2.6
# [6 4] [[2 3]
#  [5 6]]
# [[1. 0.]
#  [0. 5.]]
# [0. 4.]
