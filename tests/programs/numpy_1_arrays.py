"""Data read by hand, windows, unequal rows, and methods of NumPy 1."""

import numpy as np, os, struct, gzip, pickle
# idx files as everyone wrote and read them
def w(name, a, magic, dims):
    with gzip.open(name, 'wb') as f: f.write(struct.pack('>I', magic) + b''.join(struct.pack('>I', d) for d in dims) + a.tostring())
im = np.arange(3 * 4 * 4, dtype=np.uint8) * 5
w('i.gz', im, 2051, (3, 4, 4)); w('l.gz', np.array([3, 0, 1], np.uint8), 2049, (3,))
def _read32(bytestream):
    dt = np.dtype(np.uint32).newbyteorder('>')
    return np.frombuffer(bytestream.read(4), dtype=dt)[0]
def extract_images(filename):
    with gzip.open(filename) as bytestream:
        magic = _read32(bytestream)
        if magic != 2051: raise ValueError('Invalid magic number %d' % magic)
        num_images = _read32(bytestream); rows = _read32(bytestream); cols = _read32(bytestream)
        buf = bytestream.read(rows * cols * num_images)
        data = np.frombuffer(buf, dtype=np.uint8)
        data = data.reshape(num_images, rows, cols, 1)
        return data
def dense_to_one_hot(labels_dense, num_classes=10):
    num_labels = labels_dense.shape[0]
    index_offset = np.arange(num_labels) * num_classes
    labels_one_hot = np.zeros((num_labels, num_classes))
    labels_one_hot.flat[index_offset + labels_dense.ravel()] = 1
    return labels_one_hot
def extract_labels(filename, one_hot=False):
    with gzip.open(filename) as bytestream:
        magic = _read32(bytestream); num_items = _read32(bytestream)
        labels = np.frombuffer(bytestream.read(num_items), dtype=np.uint8)
        return dense_to_one_hot(labels) if one_hot else labels
x = extract_images('i.gz'); y = extract_labels('l.gz'); Y = extract_labels('l.gz', True)
print(x.shape, x.dtype, y, Y.sum(0), Y.argmax(1), np.max(y) + 1, np.zeros((np.max(y) + 1, 2)).shape)
x = x.astype(np.float32); x = np.multiply(x, 1.0 / 255.0); print(x.dtype, x.mean(), x[0, 1, 1, 0])
oh = (np.arange(4) == y[:, None]).astype(np.float32); print(oh)
print((y * 100).dtype, y * 100, y[0] * 100, np.array([y[0] * 100, 7]), np.sum(y), np.sum(y).dtype, y.mean(), (y - 1), y[1] - 1, abs(y[1] - 1), max(y), min(y) - 1)
n = np.unique(y).shape[0]; print(n, np.bincount(y), np.eye(n + 1)[y].shape, y[0] == 3, 3 in y, y.tolist())
px = np.uint8([[250, 3], [0, 255]]); print(px[0, 0] + 10, px + 10, px.astype(int) + 10, (px[0, 0] - px[1, 1]), px - 1, px[0][0] / 255, px / 255., 255 - px, (px > 127) * 1, px * 1.0 / 255 - .5, (px - 128) / 128., (px.astype(float) - 127.5) / 127.5)
f = np.float32(px) / 127.5 - 1; print(f.dtype, ((f + 1) * 127.5).astype(np.uint8), np.uint8((f + 1) * 127.5).max())
print(np.array([300, -1, 256]).astype(np.uint8), np.array([300, 255], dtype=np.int32).astype(np.int8), np.uint8(np.array(3.7)))
z = np.zeros(3, np.uint8); z[0] = 200; z[2] = 2.9; print(z); z += 100; print(z)
q = np.array([300, -1], np.uint8); print(q, np.array([1, -1], 'uint8'))
avg = (px[0, 0] + px[1, 1]) / 2; avg2 = (int(px[0, 0]) + px[1, 1]) / 2; print(avg, avg2)
gray = px[..., None].repeat(3, 2); print(np.dot(gray[..., :3], [0.299, 0.587, 0.114]), (gray[:, :, 0] * 0.3 + gray[:, :, 1] * .6).dtype, gray[0, 0, 0] * 299 / 1000, gray[0, 0, 0] << 8, gray[0, 0, 0] | 256, ~gray[0, 0, 0], gray[0, 0, 0] & 15)
print(px.sum(), px.sum(axis=0).dtype, np.prod(px.shape), np.cumsum(px.ravel()), px.var(), np.dot(px, px), px.dot(2), np.where(px > 5, px, 0).dtype, np.hstack([px[0], 300]).dtype, np.append(px, 300).dtype, np.concatenate([px, [[1, 2]]]).dtype, np.mod(px, 7).dtype, px == 300, px < 300, px > -1, np.uint8(5) == -1, np.uint8(5) < 300)
import numpy as np, pickle, os, sys
# CIFAR-10 and friends: pickles, npy, npz
d = {b'data': np.arange(2 * 3072, dtype=np.int64).astype(np.uint8).reshape(2, 3072), b'labels': [3, 7]}
with open('data_batch_1', 'wb') as f: pickle.dump(d, f, 2)
def unpickle(file):
    with open(file, 'rb') as fo: return pickle.load(fo, encoding='bytes')
b = unpickle('data_batch_1'); X = b[b'data']; Y = b[b'labels']
X = X.reshape(2, 3, 32, 32).transpose(0, 2, 3, 1).astype("float"); Y = np.array(Y); print(X.shape, X.dtype, X.mean(), Y, X[0, 0, 0])
mean_image = np.mean(X, axis=0); X -= mean_image; print(X.std().round(4)); Xf = X.astype(np.float32); Xf /= 255; Xf -= Xf.mean(); print(Xf.dtype, Xf.shape)
here = os.path.dirname(os.path.abspath(sys.argv[0]))
np.save('params.npy', {'w': np.ones(2), 'b': 3}); np.savez('p.npz', a=np.arange(3), lab=np.array(['x', 'y'])); np.savetxt('t.csv', np.eye(2), delimiter=',', fmt='%.2f')
p = np.load('params.npy', allow_pickle=True).item(); z = np.load('p.npz'); print(p['w'], p['b'], sorted(z.files), z['lab'].dtype, z['a'], np.loadtxt('t.csv', delimiter=','), np.genfromtxt('t.csv', delimiter=',').shape)
open('g.csv', 'w').write('name,v\na,1\nb,\n'); g = np.genfromtxt('g.csv', delimiter=',', names=True, dtype=None, encoding=None); print(g['name'], g['v'], g.dtype.names); print(np.genfromtxt('g.csv', delimiter=',', skip_header=1, usecols=1), np.genfromtxt('g.csv', delimiter=',', dtype=str)[1:, 0], np.genfromtxt('g.csv', delimiter=',', dtype=None, names=True)['name'].dtype.kind in 'SU')
print(np.loadtxt('t.csv', delimiter=',', dtype=str)[0], np.loadtxt(open('t.csv', 'rb'), delimiter=',', skiprows=1), np.loadtxt('t.csv', delimiter=',', dtype=np.float, usecols=(1,), unpack=True), np.loadtxt('t.csv', delimiter=',', converters={0: lambda s: float(s) + 1}))
with open('raw.bin', 'wb') as f: np.arange(4, dtype='>i4').tofile(f)
print(np.fromfile('raw.bin', dtype='>i4'), np.fromfile('raw.bin', np.dtype('>u4'), 2)[1] + 1, np.fromstring(open('raw.bin', 'rb').read(), dtype='>i4'), np.frombuffer(open('raw.bin', 'rb').read(), np.uint8)[:4])
data = np.array([(1, 2.5, 'a'), (2, 3.5, 'b')], dtype=[('i', 'i4'), ('f', 'f4'), ('s', 'S1')]); print(data['f'], data[0], data['s'][0], data[['i', 'f']][0], data.dtype.names)
idx = np.arange(6); np.random.seed(0); np.random.shuffle(idx); tr, te = np.split(idx, [4]); print(tr, te, np.array_split(np.arange(5), 2), np.random.permutation(len(idx))[:3], idx[idx > 2], idx.argsort()[::-1][:2], np.argpartition(idx, 2)[:1].shape, np.delete(idx, [0]), np.insert(idx, 0, 9), np.roll(idx, 1), np.tile(idx[:2], 2), np.repeat([1, 2], 2), np.flip(idx, 0), np.pad(idx[:2], (1, 0), 'constant'), np.digitize([.5, 1.5], [1]), np.take(idx, [0]), np.squeeze(np.ones((1, 2))), np.swapaxes(np.ones((1, 2)), 0, 1).shape, np.rollaxis(np.ones((1, 2, 3)), 2).shape, np.triu(np.ones((2, 2))), np.outer([1, 2], [3]), np.einsum('ij->i', np.ones((2, 2))), np.nan_to_num(np.array([np.nan])), np.isclose(1, 1 + 1e-9), np.lexsort(([1, 0],)), np.meshgrid([1, 2], [3])[0], np.ravel_multi_index((1, 1), (2, 2)), np.unravel_index(3, (2, 2)), np.count_nonzero([0, 1]), np.ptp([1, 4]), np.diff([1, 4]), idx.ptp(), idx.itemset(0, 5), idx[0], idx.newbyteorder().dtype.byteorder in '<>', idx.item(1))
sig = np.random.randn(4).astype(np.float32); n = np.float32(1.0) * sig + np.float64(0.5); n2 = sig * np.float64(.5); n3 = sig + np.array(.5); n4 = sig * np.array([.5]); n5 = sig / np.sqrt(np.mean(sig ** 2.)); n6 = sig * np.sqrt(2); n7 = sig + np.int64(3); n8 = sig * np.pi; n9 = np.sqrt(2) * sig - np.mean([1, 2]); print([q.dtype.name for q in (n, n2, n3, n4, n5, n6, n7, n8, n9, sig * np.arange(4), sig + np.arange(4, dtype=np.int16), sig > np.float64(0), np.float32(3) * np.arange(2), np.arange(2) * np.float32(.5), np.arange(2, dtype=np.int32) * np.int64(2), np.arange(2, dtype=np.int8) + 200, np.uint8([1]) + np.int64(1), np.uint8([1]) - np.int32(2), np.int32([1]) / 2, np.float16([1]) * np.float32(2), np.float16([1]) * 2.5, np.sum(sig) * np.ones(2), np.linspace(0, 1, 2) * np.float32(2), np.float32(1) + np.zeros(1, np.float16))])
import numpy as np
# time series windows, normalisation, integer labels, nested lists and generators
np.random.seed(5)
raw = np.random.randn(12).astype(np.float32); seq = 4
data = [raw[i:i + seq + 1] for i in range(len(raw) - seq)]; data = np.array(data); row = int(round(0.9 * data.shape[0])); train = data[:int(row), :]; print(row, train.shape, data.dtype)
def normalise(ws): return [[((float(p) / float(w[0])) - 1) for p in w] for w in ws]
print(np.array(normalise(data)).round(3)[0], np.reshape(train[:, :-1], (train.shape[0], train.shape[1] - 1, 1)).shape)
t = np.linspace(0, 2 * np.pi, num=5, dtype=np.float32); s = np.sin(t) + 0.1 * np.random.rand(5); print(t.dtype, s.dtype, (np.sin(t) * 2).dtype, (t * np.random.rand()).dtype, (t + np.random.randint(3)).dtype, (t * np.random.uniform(0, 1, 5)).dtype)
mu, sd = t.mean(), t.std(); print(type(mu).__name__, ((t - mu) / sd).dtype, (mu * 2.5).dtype, (mu + 1).dtype, (1 / mu).dtype, np.asarray(mu * 2).dtype, [mu * 2, 1.][0].dtype, np.array([mu * 2]).dtype, np.float32(mu * 2).dtype, (mu * mu).dtype, (mu + np.float64(1)).dtype, (mu ** 2).dtype, (mu ** .5).dtype, (-mu).dtype, abs(mu).dtype, (mu // 1).dtype, np.sqrt(mu).dtype, np.exp(-mu).dtype, (1. - mu).dtype, (mu * True).dtype, (mu * 10 ** 9).dtype, (2 ** mu).dtype)
ragged = [[1, 2, 3], [4]]; a = np.array(ragged); print(a.dtype, a.shape, [len(r) for r in a], np.array([x[-1] for x in a]), max(len(r) for r in ragged), np.concatenate(a) if a.dtype == object else 0, np.array([np.array(r) for r in ragged])[1], np.asarray(ragged).shape, np.array([[1, 'a'], [2]]).dtype, np.array([(np.zeros((2, 2)), 1), (np.zeros((2, 2)), 0)]).shape)
pairs = list(zip([np.zeros((2, 2)), np.ones((2, 2))], [np.zeros(3), np.ones(3)])); P = np.array(pairs); print(P.shape, P.dtype); np.random.shuffle(pairs); fs = np.array([[np.zeros((4, 4)), [1, 0]], [np.ones((4, 4)), [0, 1]]]); print(fs.shape, list(fs[:, 1]), np.array(list(fs[:, 0])).shape)
mixed = np.array([[1, 2, [3]], [4, 5, [6]]]); print(mixed.shape, mixed.dtype); rr = np.random.permutation(np.array([[1], [2, 3]])); print(rr.shape, np.array([[], [1]]).shape, np.array([None, [1, 2]]).shape, np.array(['a', ['b', 'c']]).shape, np.array([set([1]), 2]).shape, np.array([{'a': 1}]).shape, np.array([[1, 2], [3, 4]], dtype=object).shape)
print(np.vstack([np.ones(2), np.zeros(2)]), np.hstack((np.ones((2, 1)), np.zeros((2, 1)))), np.vstack(map(np.array, [[1, 2], [3, 4]])), np.concatenate([x for x in [np.ones(1)]]), np.column_stack(([1, 2], [3, 4])), np.stack([np.ones(2)] * 2, axis=1), np.hstack(np.array([i]) for i in range(3)), np.concatenate(list(map(lambda x: np.array([x]), [1, 2]))), np.dstack(([1], [2])))
c = np.random.randint(0, 3, 7); oh = np.zeros((c.size, c.max() + 1)); oh[np.arange(c.size), c] = 1; print(c, oh.sum(0), c.dtype, np.eye(3)[c].shape, np.eye(3, dtype=int)[c][0], np.identity(3)[c[0]], dict(zip(*np.unique(c, return_counts=True))), np.array(sorted(set(c))), list(set(c)), np.squeeze(np.asarray(c)).shape, c[c == 1].size / c.size, float(c.size) / 2, c.size // 2, c.size / 2, np.ceil(c.size / 2), int(np.ceil(7 / 2.)), np.floor(7 / 2), np.int(3.7), np.float('2'), np.str(3), np.bool(0))
b = np.array_split(c, 3); print([len(i) for i in b], np.random.choice(c.shape[0], 2), c[np.random.randint(0, 7, size=2)].shape, np.random.choice([True, False]), type(np.random.randint(3)).__name__, type(np.random.rand()).__name__, type(np.random.choice([1, 2])).__name__, type(np.random.normal()).__name__, np.random.randint(0, 2, (2, 2)).dtype, np.random.randint(0, 255, 3, dtype=np.uint8) + 1, np.random.random_sample((1,)), np.random.poisson(3, 2), np.random.laplace(0, 1, 1), np.random.gamma(1, 1, 1), np.random.dirichlet([1, 1]), np.random.triangular(0, 1, 2), np.random.permutation(3))
import numpy as np, collections, inspect, time, fractions, math, sys, os
from collections import Mapping, Iterable, Callable, OrderedDict, namedtuple, MutableMapping, Sequence
# what NumPy's objects did: methods and arguments of the time
a = np.arange(6).reshape(2, 3)
print(a.tostring()[:2], a.astype(np.float32).tostring()[:4], np.array(a, copy=False) is a, a.astype(float, copy=False).dtype, a.dot(a.T), a.mean(), a.max(1), a.argmax(), a.flatten().shape, a.ravel()[0], a.T.shape, a.copy().sum(), a.take([0]), a.compress([True, False], axis=0), a.searchsorted.__name__, a.choose.__name__, a.nonzero()[0][:1], a.round(1)[0, 0], a.clip(1, 3), a.trace(), a.swapaxes(0, 1).shape, a.cumsum()[-1], a.prod(), a.any(), a.all(), a.tolist(), a.view(np.float64).shape, a.item(0), a.itemset((0, 0), 9), a[0, 0], a.ptp(), a.repeat(2)[:2], a.sort(), a[0])
print(np.reshape(a, newshape=(3, 2)).shape, np.sum(a, axis=(0, 1)), np.sum(a=[1, 2]), np.std(a, axis=0), np.median(a), np.reshape(a, -1).shape, np.ones_like(a, dtype=np.float), np.arange(0, 1, .25), np.zeros(shape=[2], dtype=np.bool), np.ones((2,), dtype='float'), np.empty([0]).size, np.full((2,), 3), np.full((1,), 2.5), np.array([1, 2], dtype='int'), np.array([1], 'f'), np.array([1], dtype=np.float_), np.array(1).reshape(-1), np.asanyarray([1]), np.ascontiguousarray(a).flags['C_CONTIGUOUS'])
print(np.lib.NumpyVersion(np.__version__) > '1.0.0', isinstance(np.float32(1), np.float), isinstance(np.float64(1), np.float), np.dtype('float') == np.float, type(a) == np.ndarray, a.dtype == np.int, a.dtype == 'int64', np.dtype(np.object), a.dtype.type is np.int64, np.iinfo(np.int).max > 0, np.finfo(np.float).eps, np.finfo(float).eps > 0, np.finfo(np.float32).max, np.iinfo('uint8').max, np.can_cast(np.float, np.float32), np.result_type(np.float32, 3.), np.promote_types('i4', 'f4'), np.result_type(np.float32(1), np.float64(1)), np.min_scalar_type(300))
try: np.ones((2, 3)) + np.ones((3, 2))
except ValueError as e: print(e)
try: np.zeros(2)[5]
except IndexError as e: print(e)
try: np.concatenate([np.ones((2, 2)), np.ones((3,))])
except ValueError as e: print(str(e)[:60])
try: np.array([1, 2, 3]).reshape(2, 2)
except ValueError as e: print(e)
try: np.dot(np.ones((2, 3)), np.ones((2, 3)))
except ValueError as e: print(e)
with np.errstate(divide='ignore', invalid='ignore'): print(np.array([1., 0.]) / 0, np.log(np.array([0.])), np.float32(1) / np.float32(0) if False else 0, np.array([1]) // 0 if False else 0)
print(np.where([True, False], 1., 0), np.where(np.array([1, 0]))[0], np.argwhere([0, 1]), np.isnan(np.array([np.nan])), np.nanmean([1, np.nan]), np.nanmax([1, np.nan]), np.select([[True, False]], [[1, 2]], 0), np.piecewise(np.array([-1., 1.]), [np.array([True, False])], [0, 1]), np.vectorize(lambda x: x + 1)([1, 2]), np.apply_along_axis(sum, 1, a), np.frompyfunc(lambda x: x, 1, 1)([1]), np.convolve([1, 2], [1, 1]), np.correlate([1, 2], [1, 1]), np.interp(.5, [0, 1], [0, 2]), np.gradient([1., 2., 4.]), np.fft.fft([1, 0]).real, np.linalg.det(np.eye(2)), np.linalg.inv(np.eye(2))[0], np.linalg.svd(np.eye(2))[1], np.linalg.eig(np.diag([1, 2]))[0], np.linalg.norm([3, 4]), np.linalg.pinv(np.eye(2))[0], np.linalg.matrix_rank(np.eye(2)), np.kron([1, 2], [1, 1]), np.trace(np.eye(2)), np.vdot([1, 2], [1, 2]), np.tensordot(np.eye(2), np.eye(2), 1)[0], np.inner([1], [2]), np.cov([1, 2, 3]), np.logspace(0, 1, 2), np.geomspace(1, 4, 3), np.indices((1, 2)).shape, np.tri(2), np.vander([1, 2]), np.fliplr([[1, 2]]), np.rot90([[1, 2]]), np.hamming(2), np.hanning(3), np.bitwise_and(5, 3), np.packbits([1, 0]), np.unpackbits(np.uint8([3])), np.floor_divide(7, 2), np.remainder(7, 2), np.sinc(0.), np.hypot(3, 4), np.deg2rad(180), np.angle(1j), np.fix(-1.5), np.trunc(1.7), np.heaviside(1, 0), np.cbrt(8), np.expm1(0), np.log1p(0), np.mod(-1, 3), np.fmod(-1, 3), np.array2string(np.array([1.5]), precision=1), np.base_repr(5), np.binary_repr(5), np.lcm.__name__, fractions.gcd(4, 6), time.clock() > 0, inspect.getargspec(lambda a, b=1: 0).defaults)

# TF 1.15.5 printed, run alone:
# (3, 4, 4, 1) uint8 [3 0 1] [1. 1. 0. 1. 0. 0. 0. 0. 0. 0.] [3 0 1] 4 (4, 2)
# float32 0.46078435 0.098039225
# [[0. 0. 0. 1.]
#  [1. 0. 0. 0.]
#  [0. 1. 0. 0.]]
# uint8 [ 44   0 100] 300 [300   7] 4 uint64 1.3333333333333333 [  2 255   0] -1 1 3 -1
# 3 [1 1 0 1] (3, 4) True True [3, 0, 1]
# 260 [[ 4 13]
#  [10  9]] [[260  13]
#  [ 10 265]] 251 [[249   2]
#  [255 254]] 0.9803921568627451 [[0.98039216 0.01176471]
#  [0.         1.        ]] [[  5 252]
#  [255   0]] [[1 0]
#  [0 1]] [[ 0.48039216 -0.48823529]
#  [-0.5         0.5       ]] [[0.953125  1.0234375]
#  [1.        0.9921875]] [[ 0.96078431 -0.97647059]
#  [-1.          1.        ]]
# float32 [[250   2]
#  [  0 255]] 255
# [ 44 255   0] [44 -1] 3
# [200   0   2]
# [ 44 100 102]
# [ 44 255] [  1 255]
# 124.5 252.5
# [[250.   3.]
#  [  0. 255.]] float64 74.75 64000 506 5 10
# 508 uint64 4 [250 253 253 508] 15754.5 [[ 36 235]
#  [  0   1]] [[500   6]
#  [  0 510]] uint8 int64 int64 int64 uint8 [[False False]
#  [False False]] [[ True  True]
#  [ True  True]] [[ True  True]
#  [ True  True]] False True
# (2, 32, 32, 3) float64 127.5 [3 7] [0. 0. 0.]
# 0.0
# float32 (2, 32, 32, 3)
# [1. 1.] 3 ['a', 'lab'] <U1 [0 1 2] [[1. 0.]
#  [0. 1.]] (2, 2)
# ['a' 'b'] [ 1 -1] ('name', 'v')
# [ 1. nan] ['a' 'b'] True
# ['1.00' '0.00'] [0. 1.] [0. 1.] [[2. 0.]
#  [1. 1.]]
# [0 1 2 3] 2 [0 1 2 3] [0 0 0 0]
# [2.5 3.5] (1, 2.5, b'a') b'a' (1, 2.5) ('i', 'f', 's')
# [5 2 1 3] [0 4] [array([0, 1, 2]), array([3, 4])] [1 3 4] [5 3 4] [0 5] (1,) [2 1 3 0 4] [9 5 2 1 3 0 4] [4 5 2 1 3 0] [5 2 5 2] [1 1 2 2] [4 0 3 1 2 5] [0 5 2] [0 1] [5] [1. 1.] (2, 1) (3, 1, 2) [[1. 1.]
#  [0. 1.]] [[3]
#  [6]] [2. 2.] [0.] True [1 0] [[1 2]] 3 (1, 1) 1 3 [3] 5 None 5 True 2
# ['float32', 'float32', 'float32', 'float64', 'float32', 'float32', 'float32', 'float32', 'float32', 'float64', 'float32', 'bool', 'float64', 'float64', 'int32', 'int16', 'uint8', 'uint8', 'float64', 'float16', 'float16', 'float64', 'float64', 'float16']
# 7 (7, 5) float32
# [ 0.    -1.75   4.509 -1.571 -0.752] (7, 4, 1)
# float32 float64 float32 float32 float32 float64
# float32 float32 float64 float64 float64 float64 float64 float64 float32 float32 float64 float64 float64 float32 float32 float64 float32 float32 float64 float32 float64 float64
# object (2,) [3, 1] [3 4] 3 [1 2 3 4] [4] (2,) object (2, 2)
# (2, 2) object
# (2, 2) [[1, 0], [0, 1]] (2, 4, 4)
# (2, 3) object
# (2,) (2,) (2,) (2,) (2,) (1,) (2, 2)
# [[1. 1.]
#  [0. 0.]] [[1. 0.]
#  [1. 0.]] [[1 2]
#  [3 4]] [1.] [[1 3]
#  [2 4]] [[1. 1.]
#  [1. 1.]] [0 1 2] [1 2] [[[1 2]]]
# [1 2 0 2 1 2 1] [1. 3. 3.] int64 (7, 3) [0 1 0] [0. 1. 0.] {0: 1, 1: 3, 2: 3} [0 1 2] [0, 1, 2] (7,) 0.42857142857142855 3.5 3 3.5 4.0 4 3.0 3 2.0 3 False
# [3, 2, 2] [5 4] (2,) True int float int64 float int64 [ 32 160 105] [0.98146874] [5 1] [-0.6881791] [3.34998993] [0.37063811 0.62936189] 1.0684228385074657 [1 2 0]
# b'\x00\x00' b'\x00\x00\x00\x00' True float64 [[ 5 14]
#  [14 50]] 2.5 [2 5] 5 (6,) 0 (3, 2) 15 [0] [[0 1 2]] searchsorted choose [0] 0 [[1 1 2]
#  [3 3 3]] 4 (3, 2) 15 0 True False [[0, 1, 2], [3, 4, 5]] (2, 3) 0 None 9 8 [9 9] None [1 2 9]
# (3, 2) 24 3 [1. 1. 2.] 3.5 (6,) [[1. 1. 1.]
#  [1. 1. 1.]] [0.   0.25 0.5  0.75] [False False] [1. 1.] 0 [3 3] [2.5] [1 2] [1.] [1.] [1] [1] True
# True False True True True True True object True True 2.220446049250313e-16 True 3.4028235e+38 255 False float32 float64 float64 uint16
# operands could not be broadcast together with shapes (2,3) (3,2)
# index 5 is out of bounds for axis 0 with size 2
# all the input arrays must have same number of dimensions, bu
# cannot reshape array of size 3 into shape (2,2)
# shapes (2,3) and (2,3) not aligned: 3 (dim 1) != 2 (dim 0)
# [inf nan] [-inf] 0 0
# [1. 0.] [0] [[1]] [ True] 1.0 1.0 [1 0] [0. 1.] [2 3] [12 12] [1] [1 3 2] [3] 1.0 [1.  1.5 2. ] [1. 1.] 1.0 [1. 0.] [1. 1.] [1. 2.] 5.0 [1. 0.] 2 [1 1 2 2] 2.0 5 [1. 0.] 2 1.0 [ 1. 10.] [1. 2. 4.] (2, 1, 2) [[1. 0.]
#  [1. 1.]] [[1 1]
#  [2 1]] [[2 1]] [[2]
#  [1]] [0.08 0.08] [0. 1. 0.] 1 [128] [0 0 0 0 0 0 1 1] 3 1 1.0 5.0 3.141592653589793 1.5707963267948966 -1.0 1.0 1.0 2.0 0.0 0.0 2 -1 [1.5] 101 101 lcm 2 True (1,)
