"""Tables and models as programs of the time used them: Titanic, power meters, iris."""

import os, tempfile
import numpy as np
import tensorflow as tf
import pandas as pd
import scipy
import matplotlib; matplotlib.use('Agg')
import matplotlib.pyplot as plt
from pandas.core.common import SettingWithCopyWarning
from sklearn import datasets, metrics, svm
from sklearn.linear_model import LogisticRegression

people = pd.DataFrame({'Name': ['Braund', 'Cumings', 'Heikkinen', 'Allen'], 'Sex': ['male', 'female', 'female', 'male'], 'Age': [22., 38., 26., 35.], 'Pclass': [3, 1, 3, 3]})
people.loc[people['Sex'] == 'male', 'Sex'] = 0; people.loc[people['Sex'] == 'female', 'Sex'] = 1
print(people.Sex.dtype, people[['Sex', 'Age']].as_matrix().dtype, people.ix[[0, 2]].Age.tolist(), people.ix[-2:].shape)
print(people.groupby('Pclass').mean().values.tolist(), people.groupby('Pclass').sum().columns.tolist(), people.groupby('Sex')['Age'].agg({'age': 'mean'}).columns.tolist(), people.skew().shape)
folder = tempfile.mkdtemp(); path = os.path.join(folder, 'power.txt')
with open(path, 'w') as f: f.write('Date;Time;Power\n16/12/2006;17:24:00;4.2\n16/12/2006;17:25:00;5.4\n17/12/2006;17:26:00;?\n')
power = pd.read_csv(path, sep=';', header=0, low_memory=False, infer_datetime_format=True, parse_dates={'when': [0, 1]}, index_col=['when'])
print(power.index.name, power.shape, [str(t) for t in power.index][:2], power.Power.tolist())
days = pd.Series(np.arange(90.), index=pd.date_range('2017-01-01', periods=90, freq='D'))
print(days.resample('M').mean().tolist(), days.resample('15D').sum().shape, pd.date_range('2017-01-01', periods=3, freq='H')[2].hour, days.index.week[:2].tolist())
iris = datasets.load_iris(); model = LogisticRegression().fit(iris.data, iris.target)
print(model.coef_.round(2).tolist(), model.predict_proba(iris.data[:1]).round(3).tolist(), model.score(iris.data, iris.target).round(3), metrics.accuracy_score(iris.target, model.predict(iris.data)).round(3))
print(LogisticRegression(C=1e5, solver='liblinear', multi_class='ovr').fit(iris.data[:, :2], iris.target).coef_.shape, svm.SVC(class_weight='auto' if 0 else 'balanced').fit(iris.data, iris.target).score(iris.data, iris.target).round(3))
print(np.round(scipy.fft([1., 2.]).real, 3).tolist()); axes = plt.gca(); axes.text(0, 0, 'a'); axes.texts = []; print(len(axes.texts))
x = tf.placeholder(tf.float32, [None, 2], name='x')
with tf.Session() as session:
    try: session.run(x * 2)
    except tf.errors.InvalidArgumentError as error: print(error.message.split('\n')[0], error.message.split('\n')[1].split(' (')[0])

# Equal values, counts, pivot tables with filled gaps, months
wins = pd.DataFrame({'team': [2, 2, 1] * 7, 'score': [.5, 1.5, np.nan] * 7, 'game': list('abc') * 7})
print(wins.sort_values('team').index.tolist(), wins.sort_values('team', ascending=False).index[:5].tolist(), wins.score.sort_values(ascending=False).index[:9].tolist(), wins.score.argsort()[:4].tolist(), wins.groupby('game').size().sort_values(ascending=False).index.tolist())
print(pd.Series(iris.target, name='kind').value_counts(), wins.score.value_counts().index.tolist(), wins.game.value_counts(normalize=True).round(2).tolist(), pd.Series([1, 0, 0, 1, 2]).value_counts(ascending=True).index.tolist())
sums = pd.DataFrame({'day': [1, 1, 2], 'shop': list('aba'), 'sold': [1., 2.5, 3]}); print(sums.pivot_table('sold', 'day', 'shop', fill_value=0), pd.pivot_table(sums, values='sold', index='day', columns='shop', aggfunc=np.sum, fill_value=0, margins=True), pd.pivot_table(sums, values='sold', index='day', columns='shop'))
print(days.resample('M').sum().head(2), days.resample('3H').ffill().head(1))

# TF 1.15.5 printed:
# int64 float64 [22.0, 26.0] (4, 4)
# [[1.0, 38.0], [0.3333333333333333, 27.666666666666668]] ['Sex', 'Age'] ['age'] (3,)
# when (3, 1) ['2006-12-16 17:24:00', '2006-12-16 17:25:00'] ['4.2', '5.4', '?']
# [15.0, 44.5, 74.0] (6,) 2 [52, 1]
# [[0.41, 1.46, -2.26, -1.02], [0.43, -1.61, 0.58, -1.41], [-1.71, -1.53, 2.47, 2.56]] [[0.878, 0.122, 0.0]] 0.96 0.96
# (3, 2) 0.987
# [3.0, -1.0]
# 0
# You must feed a value for placeholder tensor 'x' with dtype float and shape [?,2] 	 [[node x
# [20, 2, 17, 5, 14, 8, 11, 18, 16, 15, 13, 12, 0, 9, 7, 6, 4, 3, 1, 19, 10] [0, 9, 19, 18, 16] [19, 16, 13, 10, 7, 4, 1, 18, 15] [0, 2, -1, 4] ['c', 'b', 'a']
# 2    50
# 1    50
# 0    50
# Name: kind, dtype: int64 [1.5, 0.5] [0.33, 0.33, 0.33] [2, 0, 1]
# shop  a    b
# day         
# 1     1  2.5
# 2     3  0.0 shop  a    b  All
# day              
# 1     1  2.5  3.5
# 2     3  0.0  3.0
# All   4  2.5  6.5 shop    a    b
# day           
# 1     1.0  2.5
# 2     3.0  NaN
# 2017-01-31     465.0
# 2017-02-28    1246.0
# Freq: M, dtype: float64 2017-01-01    0.0
# Freq: 3H, dtype: float64
