"""Estimators and columns: warm starts, TensorFlow Learn's steps, weights and crosses, summaries of slim."""

import numpy as np
import tensorflow as tf
import tensorflow.contrib.slim as slim
from tensorflow.contrib import layers, learn

tf.logging.set_verbosity(tf.logging.ERROR)
X = np.linspace(0, 1, 20).astype('f')
Y = (X > .4).astype(np.int32)

def input_fn():
    return tf.data.Dataset.from_tensor_slices(({'x': X[:, None]}, Y)).batch(10).repeat()

def model_fn(features, labels, mode):
    net = tf.layers.dense(features['x'], 3, tf.nn.tanh, kernel_initializer=tf.constant_initializer(.1), name='hidden')
    logits = tf.layers.dense(net, 2, kernel_initializer=tf.zeros_initializer(), name='logits')
    loss = tf.losses.sparse_softmax_cross_entropy(labels, logits)
    train = tf.train.GradientDescentOptimizer(.5).minimize(loss, tf.train.get_global_step())
    return tf.estimator.EstimatorSpec(mode, tf.nn.softmax(logits), loss, train)

first = tf.estimator.Estimator(model_fn, 'first')
first.train(input_fn, steps=6)
settings = tf.estimator.WarmStartSettings('first', vars_to_warm_start='hidden.*')
for start in ('first', settings, None):
    second = tf.estimator.Estimator(model_fn, warm_start_from=start)
    second.train(input_fn, steps=1)
    print(second.get_variable_value('global_step'), [second.get_variable_value(name).round(3).tolist() for name in ('hidden/kernel', 'logits/bias')])

columns = [tf.feature_column.numeric_column('x')]
linear = tf.estimator.LinearClassifier(columns, 'linear', optimizer=tf.train.GradientDescentOptimizer(.1))
linear.train(input_fn, steps=5)
again = tf.estimator.LinearClassifier(columns, warm_start_from='linear', optimizer=tf.train.GradientDescentOptimizer(.0))
again.train(input_fn, steps=1)
print(again.get_variable_value('linear/linear_model/x/weights').round(4).tolist())

column = layers.real_valued_column('x')
for more in ({}, {'fix_global_step_increment_bug': True}):
    both = learn.DNNLinearCombinedClassifier(linear_feature_columns=[column], dnn_feature_columns=[column], dnn_hidden_units=[2], **more)
    both.fit(input_fn=lambda: ({'x': tf.constant(X[:, None])}, tf.constant(Y[:, None])), steps=9)
    print(both.get_variable_value('global_step') % 2)

weighed = lambda: ({'x': tf.constant(X[:, None]), 'w': tf.constant(np.arange(20.).astype('f')[:, None] / 10)}, tf.constant(Y[:, None]))
light = learn.LinearClassifier([column], weight_column_name='w', optimizer=tf.train.GradientDescentOptimizer(.5))
light.fit(input_fn=weighed, steps=10)
print(light.get_variable_value('linear/x/weight').round(4).tolist(), light.evaluate(input_fn=weighed, steps=1)['loss'].round(4))

tf.reset_default_graph()
words = layers.sparse_column_with_hash_bucket('w', 6, 'sum')
marks = layers.sparse_column_with_keys('m', ['a', 'b'], combiner='sum')
heavy = layers.weighted_sparse_column(marks, 'h')
spot = lambda values: tf.SparseTensor([[0, 0], [0, 1], [1, 0]], values, [2, 2])
features = {'w': spot(['x', 'y', 'x']), 'm': spot(['a', 'b', 'c']), 'h': spot([.5, 2., 1.])}
out = layers.input_from_feature_columns(features, [layers.one_hot_column(words), layers.embedding_column(heavy, 2, 'sum', tf.constant_initializer(.5))])
ranges = layers.bucketized_column(layers.real_valued_column('v'), [3., 7.])
features['v'] = tf.constant([[1.], [9.]])
crosses = [layers.crossed_column(columns, 1000) for columns in ([words, marks], [ranges, words], [words, ranges, marks])]
codes = [layers.input_from_feature_columns(features, [layers.one_hot_column(cross)]) for cross in crosses]
slim.summaries.add_scalar_summary(tf.reduce_sum(out), 'total')
with tf.Session() as sess:
    sess.run([tf.global_variables_initializer(), tf.tables_initializer()])
    print(sess.run(out).tolist(), tf.get_collection(tf.GraphKeys.SUMMARIES)[0].op.name)
    print([np.nonzero(row)[0].tolist() for code in sess.run(codes) for row in code])

# TF 1.15.5 printed, run alone:
# 1 [[[0.11299999803304672, 0.11299999803304672, 0.11299999803304672]], [-0.041999999433755875, 0.041999999433755875]]
# 1 [[[0.11599999666213989, 0.11599999666213989, 0.11599999666213989]], [0.15000000596046448, -0.15000000596046448]]
# 1 [[[0.10000000149011612, 0.10000000149011612, 0.10000000149011612]], [0.15000000596046448, -0.15000000596046448]]
# [[0.6467000246047974]]
# 0
# 1
# [[0.8245000243186951]] 0.3802
# [[1.25, 1.25, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0], [0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]] total
# [[110, 291, 820, 903], [710], [363, 376], [662], [389, 627, 714, 818], [120]]
