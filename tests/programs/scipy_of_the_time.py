"""SciPy's modules and names of the time: pictures, signals, sparse matrices, statistics."""

import numpy as np, scipy, scipy.io as sio, scipy.misc, os
from scipy import ndimage, signal, stats, misc, interpolate, integrate, sparse, spatial, linalg, optimize
from scipy.ndimage.interpolation import zoom, shift, rotate, map_coordinates
from scipy.ndimage.filters import gaussian_filter, convolve, median_filter
from scipy.ndimage.morphology import binary_erosion
from scipy.ndimage.measurements import label, center_of_mass
from scipy.signal import convolve2d, gaussian, medfilt, lfilter, butter
from scipy.sparse.csr import csr_matrix
from scipy.sparse.coo import coo_matrix
from scipy.sparse.linalg.eigen.arpack import eigsh, ArpackNoConvergence
from scipy.spatial.distance import cdist, cosine, pdist, squareform
from scipy.stats import norm, pearsonr, spearmanr, entropy, mode, truncnorm, multivariate_normal
from scipy.special import expit
from scipy.stats.stats import pearsonr as pr
from scipy.linalg import toeplitz, sqrtm, pinv2, circulant
from scipy.optimize import fmin_l_bfgs_b, minimize, fmin_cg
r = np.random.RandomState(0); im = (r.rand(8, 9, 3) * 255).astype(np.uint8); g = im[..., 0].astype(float)
sio.savemat('a.mat', {'X': im, 'y': np.arange(3)}); d = sio.loadmat('a.mat'); print(d['X'].shape, d['y'], sorted(k for k in d if k[0] != '_'))
misc.imsave('a.png', im); print(ndimage.imread('a.png').shape, scipy.misc.imread('a.png').sum(), ndimage.imread('a.png', mode='L').shape, ndimage.imread('a.png', flatten=True).sum().round(1))
print(zoom(g, 2).shape, zoom(g, .5).sum().round(2), shift(g, 1).sum().round(2), rotate(g, 30, reshape=False).sum().round(2), gaussian_filter(g, 1).sum().round(3), median_filter(g, 3).sum(), map_coordinates(g, [[1.5], [2.5]], order=1), binary_erosion(np.ones((3, 3))).sum(), label(g > 200)[1], np.round(center_of_mass(g), 3), convolve(g, np.ones((2, 2)))[0, :2])
print(convolve2d(g[:3, :3], np.ones((2, 2)), 'valid').round(1)[0], gaussian(5, 1).round(4), medfilt([1., 5., 2.]), signal.gaussian(3, std=2.).round(4), lfilter([1.], [1., .5], [1., 2.]), signal.hann(4).round(3), signal.resample(np.arange(4.), 2), butter(1, .5)[0], signal.get_window('hamming', 3).round(3), signal.correlate2d(g[:2, :2], g[:2, :2])[0].round(), signal.fftconvolve([1, 2], [1, 1]))
a = sp = sparse.coo_matrix(([1., 2.], ([0, 1], [1, 0])), shape=(2, 2)); print(a.A, a.tocsr().todense(), a.toarray(), a.tolil().rows, a.nnz, a.T.A, a.H.A, a.getrow(0).A, type(a.dot(a)).__name__, sparse.eye(2).A, sparse.diags([[1., 2.]], [0]).A, sparse.vstack((a, a)).tocsr().shape, sparse.isspmatrix_coo(a), a.sum(1), np.array(a.sum(1)).flatten(), sparse.csr_matrix(np.eye(2))[0].A, a.asfptype().dtype, a.getnnz(), sparse.lil_matrix((2, 2)).shape, sparse.dok_matrix((2, 2)).shape, csr_matrix(np.eye(2)).multiply(2).A, sparse.identity(2).todense(), (a * np.ones(2)), a.power(2).A, sparse.random(2, 2, .5, random_state=0).shape, sparse.issparse(a))
def normalize_adj(adj):
    adj = sparse.coo_matrix(adj); rowsum = np.array(adj.sum(1)); d_inv_sqrt = np.power(rowsum, -0.5).flatten(); d_inv_sqrt[np.isinf(d_inv_sqrt)] = 0.; d_mat = sparse.diags(d_inv_sqrt); return adj.dot(d_mat).transpose().dot(d_mat).tocoo()
n = normalize_adj(np.ones((3, 3)) + np.eye(3)); coords = np.vstack((n.row, n.col)).transpose(); print(n.data.round(3), coords.shape, n.shape, eigsh(sparse.eye(4).tocsr(), 1, which='LM')[0].round(3), n.A.sum().round(3))
print(cdist([[0, 0]], [[3, 4]]), round(cosine([1, 0], [1, 1]), 4), squareform(pdist([[0.], [1.]])), norm.pdf(0).round(4), norm.ppf(.975).round(4), norm.cdf([0.]), pearsonr([1, 2, 3], [1, 2, 4])[0].round(4), pr([1, 2, 3], [1, 2, 4])[1].round(4), round(spearmanr([1, 2, 3], [1, 3, 2])[0], 3), entropy([.5, .5]).round(4) ,mode([1, 1, 2])[0][0], mode(np.array([[1, 2], [1, 3]]))[0], truncnorm(-1, 1).ppf(.5).round(3), multivariate_normal([0, 0], np.eye(2)).pdf([0, 0]).round(4), expit(0.), stats.zscore([1., 2.]), stats.linregress([0, 1], [1, 3])[0], stats.describe([1., 2.])[2], stats.ttest_ind([1., 2.], [2., 3.])[0].round(3), stats.mode(['a', 'b', 'a'])[0] if 0 else 0, stats.gmean([1, 4]), stats.sem([1., 2.]))
f = interpolate.interp1d([0, 1], [0, 2]); print(f(.5), integrate.trapz([1, 2]), integrate.simps([1, 2, 3]), integrate.cumtrapz([1, 2, 3]), integrate.quad(lambda x: x, 0, 1)[0], integrate.odeint(lambda y, t: -y, 1, [0, 1]).ravel().round(3), interpolate.griddata(np.array([[0, 0], [0, 1], [1, 0]]), np.array([0., 1, 2]), [(0.2, .2)], method='nearest'), toeplitz([1, 2]), sqrtm(np.eye(2) * 4).real, pinv2(np.eye(2)), linalg.pinv(np.eye(2))[0], linalg.norm([3, 4]), linalg.block_diag([1], [2]), minimize(lambda x: (x[0] - 1) ** 2, [0.]).x.round(3), fmin_l_bfgs_b(lambda x: ((x[0] - 1) ** 2, np.array([2 * (x[0] - 1)])), [0.])[0].round(3), fmin_l_bfgs_b(lambda x: (float((x[0] - 1) ** 2), 2 * (x - 1)), np.zeros(1), maxfun=20)[2]['warnflag'], scipy.__version__ >= '0.1', scipy.pi if hasattr(scipy, 'pi') else 0, scipy.sqrt(4.), scipy.array([1]), scipy.zeros(2), scipy.inf, scipy.mean([1, 2]), scipy.dot([1], [2]), scipy.log2(4), scipy.misc.comb(4, 2), misc.lena.__name__ if hasattr(misc, 'lena') else '', scipy.misc.logsumexp([1., 2.]).round(4), misc.imfilter.__name__, scipy.var([1, 2]), scipy.random.rand(1).shape, scipy.maximum(1, 2), scipy.where([True])[0], scipy.append([1], 2), scipy.newaxis, scipy.nan, scipy.e, scipy.float32(1), scipy.cos(0), scipy.linspace(0, 1, 2), scipy.exp(0))
print(interpolate.spline([0., 1, 2.5, 3, 4.2, 6], [0., 1, 1.5, 3, 2, 1], [.5, 2.2, 5]).round(5), interpolate.spline([0, 1, 2, 3], [0, 1, 5, 2], 1.4, order=2).round(5))
row, places = np.array([1., 10, 100, 1000, 5]), [[-2, -.75, -.5, .25, 4.25, 4.5, 6]]
for mode_ in ('reflect', 'nearest'):
    print(*[map_coordinates(row, places, order=order, mode=mode_).round(2) for order in (0, 1, 3)])
    print(zoom(row, 1.4, mode=mode_).round(2), shift(row, 1.5, mode=mode_, order=2).round(2), rotate(g, 30, reshape=False, mode=mode_).sum().round(2), ndimage.affine_transform(g, [[1, .2], [0, 1]], -2, mode=mode_).sum().round(2), ndimage.geometric_transform(row, lambda at: (at[0] - 1.2,), mode=mode_).round(2))
words = csr_matrix([[4., 0, 1], [0, 2, 0]]); print(words); print([words, words.tolil(), words.todia(), words.tobsr()])
print(signal.cwt(np.sin(np.arange(9.)), signal.ricker, [1, 2]).round(3), signal.ricker(5, 2.).round(3), signal.morlet(3).round(3), stats.binom_test(3, 15, .1, 'greater').round(5), stats.binom_test([3, 4]).round(5), scipy.special.sph_harm(1, 2, .3, .4).round(5), linalg.tri(2), spatial.distance.matching([1, 0, 1], [1, 1, 1]).round(3))

# TF 1.15.5 printed, run alone:
# (8, 9, 3) [[0 1 2]] ['X', 'y']
# (8, 9, 3) 27230 (8, 9) 8858.0
# (16, 18) 1025.44 7253.0 6612.07 8684.0 8943.0 [93.75] 1 9 [3.498 3.833] [584. 460.]
# [584. 460.] [0.1353 0.6065 1.     0.6065 0.1353] [1. 2. 2.] [0.8825 1.     0.8825] [1.  1.5] [0.   0.75 0.75 0.  ] [0.5 2.5] [0.5 0.5] [0.08 0.77 0.77] [ 9313. 42606. 33120.] [1. 3. 2.]
# [[0. 1.]
#  [2. 0.]] [[0. 1.]
#  [2. 0.]] [[0. 1.]
#  [2. 0.]] [list([1]) list([0])] 2 [[0. 2.]
#  [1. 0.]] [[0. 2.]
#  [1. 0.]] [[0. 1.]] csr_matrix [[1. 0.]
#  [0. 1.]] [[1. 0.]
#  [0. 2.]] (4, 2) True [[1.]
#  [2.]] [1. 2.] [[1. 0.]] float64 2 (2, 2) (2, 2) [[2. 0.]
#  [0. 2.]] [[1. 0.]
#  [0. 1.]] [1. 2.] [[0. 1.]
#  [4. 0.]] (2, 2) True
# [0.5  0.25 0.25 0.25 0.5  0.25 0.25 0.25 0.5 ] (9, 2) (3, 3) [1.] 3.0
# [[5.]] 0.2929 [[0. 1.]
#  [1. 0.]] 0.3989 1.96 [0.5] 0.982 0.121 0.5 0.6931 1 [[1 2]] 0.0 0.1592 0.5 [-1.  1.] 2.0 1.5 -1.414 0 2.0 0.5
# 1.0 1.5 4.0 [1.5 4. ] 0.5 [1.    0.368] [0.] [[1 2]
#  [2 1]] [[2. 0.]
#  [0. 2.]] [[1. 0.]
#  [0. 1.]] [1. 0.] 5.0 [[1 0]
#  [0 2]] [1.] [1.] 0 True 3.141592653589793 2.0 [1] [0. 0.] inf 1.5 2 2.0 6.0  2.3133 imfilter 0.25 (1,) 2 [0] [1 2] None nan 2.718281828459045 1.0 1.0 [0. 1.] 1.0
# [ 1.23416  0.88856 -1.84526] 2.84
# [  10.    1.    1.    1.    5. 1000. 1000.] [  10.      3.25    5.5     3.25  253.75  502.5  1000.  ] [  10.      8.86   22.71    8.86  147.19  467.1  1000.  ]
# [  1.    28.06 -49.86 100.   871.41 700.08   5.  ] [ 11.8   11.8   11.8  -38.59 659.76] 8670.44 9441.56 [  6.34  26.69  26.69 -22.27 969.77]
# [1. 1. 1. 1. 5. 5. 5.] [1.   1.   1.   3.25 5.   5.   5.  ] [1.   1.   1.   8.86 5.   5.   5.  ]
# [  1.    28.06 -49.86 100.   871.41 700.08   5.  ] [  1.     1.    11.8  -38.59 659.76] 8376.93 9235.73 [  1.     1.    26.69 -22.27 969.77]
#   (0, 0)	4.0
#   (0, 2)	1.0
#   (1, 1)	2.0
# [<2x3 sparse matrix of type '<class 'numpy.float64'>'
# 	with 3 stored elements in Compressed Sparse Row format>, <2x3 sparse matrix of type '<class 'numpy.float64'>'
# 	with 3 stored elements in LInked List format>, <2x3 sparse matrix of type '<class 'numpy.float64'>'
# 	with 3 stored elements (2 diagonals) in DIAgonal format>, <2x3 sparse matrix of type '<class 'numpy.float64'>'
# 	with 3 stored elements (blocksize = 1x1) in Block Sparse Row format>]
# [[-0.328  0.743  1.13   0.182 -0.998 -1.263 -0.339  0.965  1.034]
#  [ 0.495  1.312  1.265  0.054 -1.415 -1.691 -0.555  0.844  1.301]] [0.    0.406 0.613 0.406 0.   ] [0.   +0.j 0.751+0.j 0.   -0.j] 0.18406 1.0 (-0.26472-0.08189j) [[ True False]
#  [ True  True]] 0.333
