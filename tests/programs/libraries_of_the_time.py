"""scikit-learn, pandas, Matplotlib and Pillow as programs of the time used them."""

import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from PIL import Image, ImageDraw, ImageFont, ImageOps
from mpl_toolkits.mplot3d import Axes3D
from pandas.io.json import json_normalize
from pylab import *
from scipy.interpolate import interp2d
from scipy.linalg import basic, triu
from scipy.misc import bytescale, derivative, pilutil
from scipy.signal import cosine, hanning
from scipy.stats import itemfreq, mode
from sklearn import preprocessing
from sklearn.ensemble import AdaBoostClassifier, RandomForestClassifier
from sklearn.metrics import calinski_harabaz_score, fbeta_score, precision_score
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

r = np.random.RandomState(0)
X, y = r.rand(20, 3), np.arange(20) % 2
print(StandardScaler(True, False).fit(X).mean_.round(3), preprocessing.scale(X, 0, True).shape)
print(fbeta_score(y, y, .5), precision_score(y, 1 - y, [1]), "%.3f" % calinski_harabaz_score(X, y))
print(AdaBoostClassifier(base_estimator=DecisionTreeClassifier(max_depth=1)).fit(X, y).classes_)
print(RandomForestClassifier().fit(X, y).n_features_, preprocessing.label_binarize([1], [1, 2]))
print(interp2d([0, 1], [0, 1], [[0, 1], [2, 3]])(.5, .5), triu(np.ones((2, 2))), basic.inv([[2.]]))
print(derivative(lambda v: v ** 2, 1.0, dx=1e-3).round(3), pilutil.bytescale is bytescale)
print(cosine(3).round(3), hanning(3), itemfreq([1, 2, 2]).tolist(), mode([[1, 1]], axis=None)[0])
s = pd.Series([1., 2., 4.], index=list("abc"))
print(s[0], s[-1], s.append(s).shape, json_normalize([{"a": {"b": 1}}]).columns.tolist())
frame = pd.DataFrame({"a": [1, 2]}, index=["x", "y"])
print(frame.lookup(["x"], ["a"]), repr(frame.to_csv(line_terminator="\n", index=False)))
open("t.csv", "w").write("1,2\n3,4,5\n6,7\n")
print(pd.read_csv("t.csv", header=None, prefix="X", error_bad_lines=False, warn_bad_lines=False))
open("one.csv", "w").write("1\n3\n")
print(pd.read_csv("one.csv", squeeze=True).name)
figure = plt.figure(figsize=(2, 1))
axes = figure.gca(projection="3d")
print(axes.w_xaxis is axes.xaxis, plt.cm.get_cmap("jet", 5).N, plt.cm.cmap_d["hot"].name)
plt.figure(figsize=(2, 1))
plt.annotate(s="note", xy=(0, 0))
print(len(plt.contour(np.eye(3), levels=[.5]).collections))
canvas = plt.gcf().canvas
canvas.draw()
print(len(canvas.tostring_rgb()) == 3 * np.prod(canvas.get_width_height()), linspace(0, 1, 3))
picture = Image.fromarray(np.arange(192, dtype=np.uint8).reshape(8, 8, 3))
small = picture.copy()
small.thumbnail((3, 3))
print(ImageOps.mirror(picture).getpixel((0, 0)), small.getpixel((1, 1)))
print(ImageDraw.Draw(picture).textsize("hello"), ImageFont.load_default().getsize("hello"))
import datetime, io
from matplotlib import cm, dates, mlab
print(plt.rcParams["axes.prop_cycle"].by_key()["color"][:2], plt.plot([1])[0].get_color())
day = datetime.datetime(2016, 1, 1)
print(dates.date2num(day), dates.num2date(736000.25), dates.epoch2num(86400.), dates.num2epoch(719164.))
print(dates.strpdate2num("%Y-%m-%d")("2016-01-02"), dates.bytespdate2num("%Y%m%d")(b"20160102"))
bar = plt.colorbar(plt.imshow(np.arange(9).reshape(3, 3), cmap="gray"))
print(bar.get_clim(), bar.get_cmap().name, axes.dist, movavg([1, 2, 3, 5], 2), prctile([1, 2, 3, 9]))
print(rms_flat(np.array([1, 2])).round(3), dist(np.array([0, 0]), np.array([3, 4])), frange(3), mlab.frange(1, 6, 2))
plt.register_cmap(name="mine", cmap=matplotlib.colors.ListedColormap(["r", "b"])); print(cm.get_cmap("mine").N)
photo = picture.resize((32, 24), Image.BICUBIC)
for size in ((10, 10), (9, 20), (5, 5.5), (100, 50)):
    small = photo.copy(); small.thumbnail(size); print(small.size, np.array(small).sum())
try:
    Image.open(io.BytesIO(b"no"))
except IOError as error:
    print(type(error).__name__)

# TF 1.15.5 printed, run alone:
# [0.496 0.514 0.539] (20, 3)
# 1.0 0.0 1.171
# [0 1]
# 3 [[0]]
# [1.5] [[1. 1.]
#  [0. 1.]] [[0.5]]
# 2.0 True
# [0.5 1.  0.5] [0. 1. 0.] [[1, 1], [2, 2]] [1]
# 1.0 4.0 (6,) ['a.b']
# [1] 'a\n1\n2\n'
#    X0  X1
# 0   1   2
# 1   6   7
# 1
# True 5 hot
# 1
# True [0.  0.5 1. ]
# (21, 22, 23) (94, 95, 96)
# (30, 11) (30, 11)
# ['#1f77b4', '#ff7f0e'] #1f77b4
# 735964.0 2016-02-06 06:00:00+00:00 719164.0 86400.0
# 735965.0 735965.0
# (0, 8) gray 10 [1.5 2.5 4. ] [1.   1.75 2.5  4.5  9.  ]
# 1.581 5.0 [0. 1. 2. 3.] [1 3 5]
# 2
# (10, 7) 20035
# (9, 6) 15481
# (5, 3) 4293
# (32, 24) 220054
# OSError
