"""Columns of tables, folds of rows, encoded columns, figures and pictures of the time."""

from sklearn.ensemble import ExtraTreesRegressor, RandomForestClassifier, RandomForestRegressor
import io, warnings; warnings.filterwarnings('ignore')
import matplotlib; matplotlib.use('Agg')
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import scipy
from PIL import Image, ImageOps
from sklearn import metrics
from sklearn.datasets import load_iris, make_moons
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import GridSearchCV, KFold, StratifiedKFold, cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import LabelBinarizer, OneHotEncoder
from sklearn.utils import class_weight

# columns of a table
pd.set_option('precision', 4); pd.set_option('display.max_colwidth', -1)
people = pd.read_csv(io.StringIO(u'Sex,Age,Fare,Day\nmale,22,7,2016-01-31\nfemale,,8,2016-02-01\nmale,35,,2016-02-03\nfemale,4,9,2016-03-01\nmale,,30,2016-03-02\n'), ',', parse_dates=['Day'])
people['Age'].fillna(people.Age.mean(), inplace=True); people.Fare[people.Fare.isnull()] = 5; people['Age'].iloc[0] = 23; people.Fare.values[0] = 6
print(people.Age.round(1).tolist(), people.Fare.tolist(), sorted(people.get_dtype_counts().items()), people.Day.dtype, people.Day.dt.weekday_name[0], people.Day.astype(np.int64)[0])
rows = people[['Age', 'Fare']].values; rows /= 2; np.random.seed(0); np.random.shuffle(rows); print(people.Fare.sum(), rows.sum().round(1), people.isnull().any(1).sum(), people.drop('Day', 1).mean(0).round(1).tolist())
print(people['Sex'].value_counts()); print([name for name, _ in people.groupby(['Sex'])], people.groupby('Sex', as_index=False).size().tolist(), people.groupby('Sex').agg({'Fare': {'most': 'max'}, 'Age': [np.size, np.max]}).columns.tolist())
print(people.groupby('Sex').apply(lambda group: group.assign(Part=group.Fare / group.Fare.sum())).columns.tolist(), people.groupby('Sex').Fare.apply(lambda fare: fare - fare.min()).tolist(), people.groupby(pd.cut(people.Age, [0, 10, 15, 99])).size().tolist())
print(people.append(pd.DataFrame({'Age': [1], 'Name': ['x']}), ignore_index=True).columns.tolist(), pd.concat([people.Age[:2], people.Fare[:3]], 1, join_axes=[people.index[:1]]).shape, pd.DataFrame(columns=['loss']).append({'loss': .5}, ignore_index=True).dtypes[0], people.pivot('Day', 'Sex', 'Fare').shape)
print(people.groupby(pd.Grouper(key='Day', freq='M')).Fare.sum().tolist(), pd.to_numeric(pd.Series(['1', 'x']), errors='ignore').tolist(), pd.to_datetime(['2017-01-01', '1/2/2017'])[1], pd.date_range('2017', periods=1).values, people.Sex.str.split('m', 1).str[0].tolist())

# folds, encoded columns, old defaults
X, y = load_iris(True)
print(KFold(n_splits=3, random_state=7).get_n_splits(), StratifiedKFold(2, True, 1).get_n_splits(), len(cross_val_score(KNeighborsClassifier(3, 'distance'), X, y)), GridSearchCV(KNeighborsClassifier(), {'n_neighbors': [1, 3]}).fit(X, y).n_splits_, len(RandomForestClassifier().fit(X, y).estimators_), RandomForestRegressor(max_features='auto').fit(X, y).estimators_[0].max_features_, len(ExtraTreesRegressor().fit(X, y).estimators_))
print(OneHotEncoder(categorical_features=[1]).fit_transform([[5, 0, 7.], [6, 2, 8.], [7, 1, 9.]]).toarray().tolist(), OneHotEncoder(n_values=3, sparse=False).fit_transform([[0], [1]]).tolist(), LabelBinarizer(-1, 1).fit_transform(['b', 'a']).tolist())
print(class_weight.compute_class_weight('balanced', np.unique(y), y), metrics.log_loss([0, 1], [.5, .5], eps=1e-15).round(4), '%.4f' % metrics.normalized_mutual_info_score([0, 0, 1, 1, 2, 2], [0, 0, 1, 2, 2, 2]), SGDClassifier(tol=-np.inf, max_iter=3).fit(X, y).n_iter_, SGDClassifier().fit(X, y).n_iter_, make_moons(4, True, 0, 3)[1], CountVectorizer().fit_transform(['a cat', 'a dog']).A)

from sklearn.decomposition import PCA, LatentDirichletAllocation, TruncatedSVD
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegressionCV, Perceptron
from sklearn.model_selection import *
from sklearn.neural_network import MLPRegressor
from sklearn.svm import SVC

search = GridSearchCV(SVC(), {'C': [.1, 10]}, 'accuracy').fit(X[:133], y[:133]); print(search.best_score_.round(5), search.cv_results_['std_test_score'].round(5), search.cv_results_['rank_test_score'], GridSearchCV(SVC(), {'C': [10]}, iid=False).fit(X[:133], y[:133]).best_score_.round(5), GroupKFold().n_splits, len(cross_val_score(SVC(), X, y)))
model = LogisticRegressionCV(solver='liblinear').fit(X, y); print(model.C_.round(1), model.coef_.round(1).tolist(), sorted(model.scores_), model.scores_[1].shape, model.predict_proba(X[:1]).round(2))
print(MLPRegressor((5,), 'tanh', random_state=1, max_iter=9).fit(X[:, :2], X[:, 2]).score(X[:, :2], X[:, 2]).round(3), LatentDirichletAllocation(n_topics=2, random_state=0).fit_transform(X[::70]).round(2).tolist())
encoder = OneHotEncoder(sparse=False); print(encoder.fit_transform([[0., 2.], [1., 5.], [2.5, 2.]]).tolist(), encoder.transform([[0, 4.]]), encoder.n_values_, encoder.feature_indices_, encoder.active_features_)
model = LinearDiscriminantAnalysis(n_components=1).fit(X, y); print(abs(model.transform(X[:2])).round(3).tolist(), model.coef_.round(2)[0], model.intercept_.round(2))
print(Perceptron(random_state=0).fit(X, y).coef_.round(1).tolist(), SGDClassifier(random_state=0).fit(X, y).coef_[0].round(1), SGDClassifier(tol=1e-3).fit(X, y).max_iter in (None, 1000))
rows = np.random.RandomState(0).randn(40, 6); print(PCA(3).fit_transform(rows)[0].round(2), PCA(2).fit(X[:, :2]).components_.round(2).tolist(), TruncatedSVD(2, random_state=0).fit_transform(rows)[0].round(2))
print(*metrics.precision_recall_curve([0, 0, 1, 1], [.1, .4, .35, .8])); print([type(one).__name__ for one in metrics.precision_recall_fscore_support([0, 1], [1, 1], average='macro')], type(model.score(X, y)).__name__, type(LogisticRegressionCV().fit(X, y).score(X, y)).__name__, 'train_score' in cross_validate(SVC(), X, y))
ties = pd.DataFrame({'b': [2, 2, 1] * 8}); print(ties.sort_values('b').index.tolist(), ties.sort_values('b', ascending=False).index[:8].tolist(), ties.b.argsort()[:5].tolist())

# figures and pictures
counts = plt.hist2d([0, 1, 2], [0, 1, 2], bins=2, normed=True)[0]; axes = plt.figure().add_subplot(111); axes.plot([1]); axes.plot([2], 'r'); axes.lines.pop(0); print(counts.tolist(), axes.lines[0].get_color(), axes.hist([1, 2], 2, normed=1)[0], scipy.sqrt(-1))
picture = Image.fromarray((np.arange(192).reshape(8, 8, 3) % 251).astype(np.uint8)); print(np.array(picture.convert('L')).sum(), ImageOps.fit(picture, (3, 3)).getpixel((1, 1)))

from PIL import ImageEnhance
print(*[np.array(getattr(ImageEnhance, kind)(picture).enhance(1.5)).sum() for kind in ('Color', 'Contrast', 'Brightness', 'Sharpness')], np.array(ImageOps.grayscale(picture)).sum())
figure = plt.figure(); axes = plt.subplot(111); plt.subplot(211); plt.yscale('log', nonposy='clip'); print(axes, len(figure.axes), plt.gca().get_yscale(), len(plt.semilogx([1, 2], basex=2)), type(figure.add_subplot(111, projection='polar')).__name__)

# printed models, metrics and scores
from sklearn.base import BaseEstimator
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import Pipeline
class Scaler(BaseEstimator):
    def __init__(self, by=2, name='x'): self.by, self.name = by, name
print(SVC(C=10, gamma=.1)); print(LogisticRegression(solver='lbfgs', multi_class='multinomial'), RandomForestClassifier(50, max_depth=3)); print([Scaler(3)], '%s' % LinearRegression(), Pipeline([('pca', PCA(2)), ('fit', KNeighborsClassifier())]))
print(GridSearchCV(KNeighborsClassifier(), {'n_neighbors': [1, 3]}, cv=5, return_train_score=False))
print(metrics.precision_recall_curve([0, 0, 1, 1], [.1, .4, .35, .8]), [type(found).__name__ for found in metrics.precision_recall_fscore_support([0, 1, 1], [0, 1, 0], average='macro')], sorted(cross_validate(KNeighborsClassifier(), X, y)), type(model.score(X, y)).__name__, '%s' % scipy.sparse.eye(2))
from sklearn.dummy import DummyClassifier; from sklearn.feature_extraction import stop_words; from sklearn.feature_extraction.text import TfidfVectorizer; from sklearn.mixture import GaussianMixture; from sklearn.utils import safe_indexing
print(TfidfVectorizer(use_idf=1, smooth_idf=1, sublinear_tf=1).fit_transform(['a cat sat', 'the cat']).A.round(3).tolist(), len(stop_words.ENGLISH_STOP_WORDS), safe_indexing([1, 2, 3], [0, 2]), DummyClassifier('most_frequent').fit(X, y).predict(X[:1]), SGDClassifier('log', max_iter=5, random_state=0).fit(X, y).predict_proba(X[:1]).shape, type(GaussianMixture(2).fit(X).bic(X)).__name__)

# TF 1.15.5 printed, run alone:
# [23.0, 20.3, 35.0, 4.0, 20.3] [6.0, 8.0, 5.0, 9.0, 30.0] [('datetime64[ns]', 1), ('float64', 2), ('object', 1)] datetime64[ns] Sunday 1454198400000000000
# 58.0 80.3 0 [20.5, 11.6]
# male      3
# female    2
# Name: Sex, dtype: int64
# ['female', 'male'] [2, 3] [('Fare', 'most'), ('Age', 'size'), ('Age', 'amax')]
# ['Sex', 'Age', 'Fare', 'Day', 'Part'] [1.0, 0.0, 0.0, 1.0, 25.0] [1, 0, 4]
# ['Age', 'Day', 'Fare', 'Name', 'Sex'] (1, 2) float64 (5, 2)
# [6.0, 13.0, 39.0] ['1', 'x'] 2017-01-02 00:00:00 ['2017-01-01T00:00:00.000000000'] ['', 'fe', '', 'fe', '']
# 3 2 3 3 10 4 10
# [[1.0, 0.0, 0.0, 5.0, 7.0], [0.0, 0.0, 1.0, 6.0, 8.0], [0.0, 1.0, 0.0, 7.0, 9.0]] [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]] [[1], [-1]]
# [1. 1. 1.] 0.6931 0.7403 3 5 [1 0 0 1] [[1 0]
#  [0 1]]
# 0.93985 [0.01834 0.04618] [2 1] 0.93971 3 3
# [ 0.  21.5  0. ] [[0.2, 0.6, -0.9, -0.4], [-0.0, -2.5, 1.2, -2.6], [-0.4, -0.4, 0.7, 0.5]] [0, 1, 2] (3, 10) [[0.84 0.1  0.06]]
# -1.844 [[0.95, 0.05], [0.96, 0.04], [0.97, 0.03]]
# [[1.0, 0.0, 0.0, 1.0, 0.0], [0.0, 1.0, 0.0, 0.0, 1.0], [0.0, 0.0, 1.0, 1.0, 0.0]] [[1. 0. 0. 0. 0.]] [3 6] [0 3 9] [0 1 2 5 8]
# [[8.062], [7.129]] [  6.31  12.14 -16.95 -20.77] [-15.48  -2.02 -33.54]
# [[1.0, 4.3, -6.4, -3.0], [5.4, -28.5, 6.8, -14.9], [-19.4, -15.5, 32.4, 30.4]] [  5.7  24.6 -36.6 -17.2] True
# [ 1.86  1.05 -2.26] [[1.0, -0.08], [0.08, 1.0]] [1.99 0.86]
# [0.66666667 0.5        1.         1.        ] [1.  0.5 0.5 0. ] [0.35 0.4  0.8 ]
# ['float64', 'float64', 'float64', 'NoneType'] float64 float64 True
# [11, 20, 17, 14, 8, 23, 2, 5, 6, 21, 1, 19, 18, 16, 15, 3, 12, 22, 10, 9, 4, 7, 13, 0] [0, 10, 22, 21, 19, 18, 16, 15] [11, 20, 17, 14, 8]
# [[0.3333333333333333, 0.0], [0.0, 0.6666666666666666]] (1.0, 0.0, 0.0, 1) [1. 1.] 1j
# 6048 (108, 109, 110)
# 18400 19120 27115 18336 6048
# AxesSubplot(0.125,0.11;0.775x0.77) 1 log 1 PolarAxesSubplot
# SVC(C=10, cache_size=200, class_weight=None, coef0=0.0,
#   decision_function_shape='ovr', degree=3, gamma=0.1, kernel='rbf',
#   max_iter=-1, probability=False, random_state=None, shrinking=True,
#   tol=0.001, verbose=False)
# LogisticRegression(C=1.0, class_weight=None, dual=False, fit_intercept=True,
#           intercept_scaling=1, max_iter=100, multi_class='multinomial',
#           n_jobs=None, penalty='l2', random_state=None, solver='lbfgs',
#           tol=0.0001, verbose=0, warm_start=False) RandomForestClassifier(bootstrap=True, class_weight=None, criterion='gini',
#             max_depth=3, max_features='auto', max_leaf_nodes=None,
#             min_impurity_decrease=0.0, min_impurity_split=None,
#             min_samples_leaf=1, min_samples_split=2,
#             min_weight_fraction_leaf=0.0, n_estimators=50, n_jobs=None,
#             oob_score=False, random_state=None, verbose=0,
#             warm_start=False)
# [Scaler(by=3, name='x')] LinearRegression(copy_X=True, fit_intercept=True, n_jobs=None,
#          normalize=False) Pipeline(memory=None,
#      steps=[('pca', PCA(copy=True, iterated_power='auto', n_components=2, random_state=None,
#   svd_solver='auto', tol=0.0, whiten=False)), ('fit', KNeighborsClassifier(algorithm='auto', leaf_size=30, metric='minkowski',
#            metric_params=None, n_jobs=None, n_neighbors=5, p=2,
#            weights='uniform'))])
# GridSearchCV(cv=5, error_score='raise-deprecating',
#        estimator=KNeighborsClassifier(algorithm='auto', leaf_size=30, metric='minkowski',
#            metric_params=None, n_jobs=None, n_neighbors=5, p=2,
#            weights='uniform'),
#        fit_params=None, iid='warn', n_jobs=None,
#        param_grid={'n_neighbors': [1, 3]}, pre_dispatch='2*n_jobs',
#        refit=True, return_train_score=False, scoring=None, verbose=0)
# (array([0.66666667, 0.5       , 1.        , 1.        ]), array([1. , 0.5, 0.5, 0. ]), array([0.35, 0.4 , 0.8 ])) ['float64', 'float64', 'float64', 'NoneType'] ['fit_time', 'score_time', 'test_score', 'train_score'] float64   (0, 0)	1.0
#   (1, 1)	1.0
# [[0.58, 0.815, 0.0], [0.58, 0.0, 0.815]] 318 [1, 3] [0] (1, 3) float64
