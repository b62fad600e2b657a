"""Matrices, decompositions, Fourier transforms, special functions."""

import numpy as np
import tensorflow as tf

a = tf.constant([[4.0, 1.0], [1.0, 3.0]], tf.float64)
b = tf.constant([[1.0], [2.0]], tf.float64)
batch = tf.stack([a, 2 * a])
signal = tf.constant([1.0, 2.0, 0.0, -1.0])
s, u, v = tf.svd(a)
q, r = tf.qr(a)
results = [
    tf.matrix_inverse(a), tf.matrix_determinant(batch), tf.cholesky(a), tf.matrix_solve(a, b),
    tf.cholesky_solve(tf.cholesky(a), b), tf.matrix_triangular_solve(tf.cholesky(a), b),
    tf.matrix_solve_ls(a, b, l2_regularizer=0.1), tf.self_adjoint_eigvals(a), s,
    tf.matmul(u * s, v, adjoint_b=True), tf.abs(tf.matmul(q, r)), tf.trace(a),
    tf.matmul(batch, batch, transpose_a=True)[1], tf.matrix_band_part(a, 0, -1),
    tf.matrix_transpose(batch)[0], tf.matrix_set_diag(a, [0.0, 0.0]), tf.norm(a, ord=1),
    tf.einsum("bij,jk->bik", batch, b), tf.cross([1, 0, 0], [0, 1, 0]), tf.linalg.logdet(a),
    tf.expm1(0.5), tf.lgamma(4.5), tf.erf(0.3), tf.digamma(2.0), tf.igamma(1.0, 2.0),
    tf.zeta(3.0, 1.0),
    tf.betainc(1.0, 2.0, 0.3), tf.atan2(1.0, 2.0), tf.rint(2.5), tf.sign(-3), tf.floormod(-7, 3),
    tf.truncatediv(-7, 2), tf.squared_difference(3, 5), tf.accumulate_n([a, a]),
    tf.cumprod([1, 2, 3]),
]
spectra = [
    tf.fft(tf.cast(signal, tf.complex64)), tf.spectral.rfft(signal),
    tf.ifft(tf.complex(signal, signal)),
    tf.fft2d(tf.cast([[1, 2], [3, 4]], tf.complex64)), tf.conj(tf.complex(1.0, 2.0)),
    tf.contrib.signal.frame(signal, 2, 1), tf.signal.hann_window(4), tf.angle(tf.complex(0.0, 1.0)),
]
with tf.Session() as sess:
    for result in results:
        print(np.round(np.float64(np.asarray(sess.run(result), np.float64)), 4).tolist())
    for result in spectra:
        found = np.ravel(sess.run(result))
        print(["%.3f" % (part + 0.0) for part in found.real.round(4) + 0.0],
              ["%.3f" % part for part in found.imag.round(4) + 0.0])

# TF 1.15.5 printed:
# [[0.2727, -0.0909], [-0.0909, 0.3636]]
# [11.0, 44.0]
# [[2.0, 0.0], [0.5, 1.6583]]
# [[0.0909], [0.6364]]
# [[0.0909], [0.6364]]
# [[0.5], [1.0553]]
# [[0.0938], [0.6281]]
# [2.382, 4.618]
# [4.618, 2.382]
# [[4.0, 1.0], [1.0, 3.0]]
# [[4.0, 1.0], [1.0, 3.0]]
# 7.0
# [[68.0, 28.0], [28.0, 40.0]]
# [[4.0, 1.0], [0.0, 3.0]]
# [[4.0, 1.0], [1.0, 3.0]]
# [[0.0, 1.0], [1.0, 0.0]]
# 9.0
# [[[6.0], [7.0]], [[12.0], [14.0]]]
# [0.0, 0.0, 1.0]
# 2.3979
# 0.6487
# 2.4537
# 0.3286
# 0.4228
# 0.8647
# 1.2021
# 0.51
# 0.4636
# 2.0
# -1.0
# 2.0
# -3.0
# 4.0
# [[8.0, 2.0], [2.0, 6.0]]
# [1.0, 2.0, 6.0]
# ['2.000', '1.000', '0.000', '1.000'] ['0.000', '-3.000', '0.000', '3.000']
# ['2.000', '1.000', '0.000'] ['0.000', '-3.000', '0.000']
# ['0.500', '-0.500', '0.000', '1.000'] ['0.500', '1.000', '0.000', '-0.500']
# ['10.000', '-2.000', '-4.000', '0.000'] ['0.000', '0.000', '0.000', '0.000']
# ['1.000'] ['-2.000']
# ['1.000', '2.000', '2.000', '0.000', '0.000', '-1.000'] ['0.000', '0.000', '0.000', '0.000', '0.000', '0.000']
# ['0.000', '0.500', '1.000', '0.500'] ['0.000', '0.000', '0.000', '0.000']
# ['1.571'] ['0.000']
