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
