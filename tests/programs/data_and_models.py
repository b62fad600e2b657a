"""Time series, folds, classic models, integrals and plots, as they stood around a network."""

from io import StringIO

import matplotlib
matplotlib.use('Agg')
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import scipy
import tensorflow as tf
from PIL import Image
from scipy.integrate import simps
from scipy.linalg import eigh
from scipy.sparse.linalg import cg
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.datasets import load_iris
from sklearn.decomposition import NMF, FastICA
from sklearn.ensemble import IsolationForest
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import matthews_corrcoef, roc_curve
from sklearn.model_selection import StratifiedKFold, TimeSeriesSplit, cross_val_score
from sklearn.neighbors.kde import KernelDensity
from sklearn.svm import OneClassSVM, SVC

# Sales by month
text = u'Month,Sales\n' + u''.join('%d-%02d,%.1f\n' % (1 + i // 12, 1 + i % 12, 100 + i * i) for i in range(15))
parser = lambda x: pd.datetime.strptime('201' + x, '%Y-%m')
series = pd.read_csv(StringIO(text), header=0, parse_dates=[0], index_col=0, squeeze=True, date_parser=parser)
frame = pd.read_csv(StringIO(text), parse_dates=True, index_col='Month', date_parser=parser)
table = pd.read_csv(StringIO(text), parse_dates=['Month'], date_parser=parser)
print(series.head(2), type(series).__name__, series.index.dtype, (frame.Sales == series).all())
print(frame['2012'].values.ravel(), frame['2011-11':'2012-01'].shape, frame['2011-05'].Sales[0])
print(series.argmax(), table.Sales.argmin(), series.values.argmax(), table.describe().columns.tolist())
print(series.rolling(3).apply(lambda part: part[-1] - part[0]).tail(2).tolist())
holes = pd.Series([1., np.nan, 4.])
print(holes.pct_change().tolist(), series.pct_change().round(4).tolist()[:3], series.index.contains('2011-02-01'))
levels = pd.DataFrame({'k': list('aab'), 'n': [1, 2, 3], 'v': [1., 2, 4]}).set_index(['k', 'n'])
print(levels.sum(level=0).v.tolist(), levels.mean(level='k').v.tolist())

# Folds and models
iris = load_iris()
X, y = iris.data, iris.target
print([test[:3].tolist() + [len(test)] for _, test in StratifiedKFold(4).split(X, y)])
print([test[:4].tolist() for _, test in StratifiedKFold(3, True, 7).split(X[::3], y[::3])])
print(len(list(TimeSeriesSplit().split(X))), cross_val_score(SVC(), X, y).round(4))
for model in (LogisticRegression(), LogisticRegression(solver='lbfgs', max_iter=1000),
              LogisticRegression(multi_class='multinomial', solver='lbfgs', max_iter=1000)):
    print(model.fit(X, y).predict_proba(X[:1]).round(2), cross_val_score(model, X, y, cv=3).round(3))
print((OneClassSVM(nu=.1).fit(X).predict(X) < 0).sum(), (IsolationForest(random_state=0).fit(X).predict(X) < 0).sum())
print(np.bincount(AgglomerativeClustering(3, affinity='euclidean', linkage='ward').fit_predict(X)))
print(KMeans(3, random_state=0).fit(X).inertia_.round(2), SelectKBest(f_classif, 2).fit(X, y).get_support())
print(abs(FastICA(2, random_state=0).fit_transform(X)).sum().round(1), abs(NMF(2, random_state=0).fit_transform(X)).sum().round(0))
print(roc_curve([0, 1, 1], [.2, .9, .4])[2], matthews_corrcoef([0, 1, 1], [0, 1, 0]).round(3))
print(KernelDensity(bandwidth=.5).fit(X).score(X).round(2))

# Integrals and plots
print(simps([0, 1, 4, 9]), simps(np.arange(6.) ** 3, np.arange(6.) * 2), simps([1, 2, 3]), simps(np.eye(4), axis=0).round(3))
values, vectors = eigh(np.diag([1., 5., 3.]), eigvals=(1, 2))
print(values, vectors.shape, cg(np.eye(2), np.ones(2), tol=1e-8)[0], scipy.ifft(scipy.fft([1., 2.])).real)
plt.rcParams['text.latex.unicode'] = True
plt.plot_date(frame.index, frame.Sales, '-', label='sales')
print(len(plt.legend().legendHandles), plt.gca().lines[0].get_linestyle())
plt.figure()
wedges, texts, percents = plt.pie([1, 3], (0, .1), ['a', 'b'], autopct='%1.1f%%')
bar = plt.colorbar(plt.imshow(np.eye(2)))
bar.set_clim(0, 2)
print([p.get_text() for p in percents])
pixels = Image.fromarray(np.arange(13, 19, dtype=np.uint8).reshape(2, 3))
print(list(pixels.point(lambda p: p * 1.2).getdata()), list(pixels.point(lambda p: p > 14 and 255).getdata()))

x = tf.constant(X, tf.float32)
w = tf.Variable(tf.zeros([4, 3]))
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=tf.matmul(x, w)))
step = tf.train.GradientDescentOptimizer(.05).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(50):
        sess.run(step)
    print('%.4f' % sess.run(loss))

from scipy import signal, sparse
from sklearn.metrics import classification_report

print(classification_report([0, 1, 2, 2], [0, 1, 1, 2], target_names=['a', 'b', 'c']))
print(sorted(classification_report([0, 1, 2, 2], [0, 1, 1, 2], output_dict=True)['micro avg'].items()))
print(signal.medfilt([3, 1, 2, 5, 4], 3))
print([found.tolist() for found in sparse.find(sparse.csr_matrix([[0, 3, 0], [1, 0, 2], [0, 0, 4]]))])

# TF 1.15.5 printed:
# Month
# 2011-01-01    100.0
# 2011-02-01    101.0
# Name: Sales, dtype: float64 Series datetime64[ns] True
# [244. 269. 296.] (3, 1) 116.0
# 2012-03-01 00:00:00 0 14 ['Sales']
# [48.0, 52.0]
# [nan, 0.0, 3.0] [nan, 0.01, 0.0297] True
# [3.0, 4.0] [1.5, 4.0]
# [[0, 1, 2, 39], [13, 14, 15, 39], [26, 27, 28, 36], [38, 39, 40, 36]]
# [[2, 5, 8, 11], [0, 1, 7, 10], [3, 4, 6, 9]]
# 3 [0.9804 0.9608 0.9792]
# [[0.88 0.12 0.  ]] [0.961 0.922 0.958]
# [[0.9 0.1 0. ]] [0.902 0.922 0.979]
# [[0.98 0.02 0.  ]] [0.98  0.941 1.   ]
# 14 15
# [64 50 36]
# 78.85 [False False  True  True]
# 20.8 192.0
# [1.9 0.9 0.4 0.2] 0.5
# -465.16
# 9.166666666666666 315.0 4.0 [0.417 1.083 1.083 0.417]
# [3. 5.] (3, 2) [1. 1.] [1. 2.]
# 1 -
# ['25.0%', '75.0%']
# [15, 16, 18, 19, 20, 21] [0, 0, 255, 255, 255, 255]
# 0.5471
#               precision    recall  f1-score   support
#
#            a       1.00      1.00      1.00         1
#            b       0.50      1.00      0.67         1
#            c       1.00      0.50      0.67         2
#
#    micro avg       0.75      0.75      0.75         4
#    macro avg       0.83      0.83      0.78         4
# weighted avg       0.88      0.75      0.75         4
#
# [('f1-score', 0.75), ('precision', 0.75), ('recall', 0.75), ('support', 4)]
# [1. 2. 2. 4. 4.]
# [[1, 0, 1, 2], [0, 1, 2, 2], [1, 3, 2, 4]]
