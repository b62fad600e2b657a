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

# the names and the first values of what ready-made models train
sums = lambda own: [(name, "%.4f" % np.abs(own.get_variable_value(name)).sum()) for name in sorted(own.get_variable_names())]
kinds = tf.feature_column.categorical_column_with_vocabulary_list('k', ['a', 'b', 'c'])
mixed = lambda: tf.data.Dataset.from_tensor_slices(({'x': X[:, None], 'k': np.array(list('abca' * 5))}, Y)).batch(20)
config = tf.estimator.RunConfig(tf_random_seed=3)
models = [
    tf.estimator.DNNClassifier([3, 2], columns + [tf.feature_column.embedding_column(kinds, 2), tf.feature_column.indicator_column(kinds)], config=config, dropout=.1),
    tf.estimator.DNNRegressor([3], columns, config=config, optimizer='Adam'),
    tf.estimator.LinearClassifier([kinds], config=config),
    tf.estimator.DNNLinearCombinedRegressor(None, [kinds], dnn_feature_columns=columns, dnn_hidden_units=[2], config=config),
    tf.estimator.BaselineClassifier(config=config)]
for model in models:
    print(sums(model.train(mixed)))
fixed = lambda: ({'x': tf.constant(X[:, None])}, tf.constant(Y[:, None]))
config = learn.RunConfig(tf_random_seed=3)
doubled = lambda features, labels: ({'x': features['x'] * 2}, labels)
models = [
    learn.DNNClassifier([3], [column], optimizer='Adam', gradient_clip_norm=.1, config=config),
    learn.LinearRegressor([column], optimizer=tf.train.FtrlOptimizer(.1), gradient_clip_norm=.1, feature_engineering_fn=doubled, config=config),
    learn.DNNLinearCombinedRegressor(linear_feature_columns=[column], dnn_feature_columns=[column], dnn_hidden_units=[2], config=config, fix_global_step_increment_bug=True)]
for model in models:
    print(sums(model.fit(input_fn=fixed, steps=2)))
centered = learn.LinearClassifier([column], optimizer=tf.train.GradientDescentOptimizer(.0), enable_centered_bias=True)
print(sums(centered.fit(input_fn=fixed, steps=2)))

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
# [('dnn/hiddenlayer_0/bias', '0.1306'), ('dnn/hiddenlayer_0/bias/t_0/Adagrad', '2.2782'), ('dnn/hiddenlayer_0/kernel', '6.5400'), ('dnn/hiddenlayer_0/kernel/t_0/Adagrad', '9.3624'), ('dnn/hiddenlayer_1/bias', '0.0978'), ('dnn/hiddenlayer_1/bias/t_0/Adagrad', '15.6312'), ('dnn/hiddenlayer_1/kernel', '3.1355'), ('dnn/hiddenlayer_1/kernel/t_0/Adagrad', '4.2453'), ('dnn/input_from_feature_columns/input_layer/k_embedding/embedding_weights', '3.9367'), ('dnn/input_from_feature_columns/input_layer/k_embedding/embedding_weights/t_0/Adagrad', '1.2900'), ('dnn/logits/bias', '0.0497'), ('dnn/logits/bias/t_0/Adagrad', '8.6171'), ('dnn/logits/kernel', '1.6562'), ('dnn/logits/kernel/t_0/Adagrad', '1.7080'), ('global_step', '1.0000')]
# [('dnn/head/beta1_power', '0.8100'), ('dnn/head/beta2_power', '0.9980'), ('dnn/hiddenlayer_0/bias', '0.1000'), ('dnn/hiddenlayer_0/bias/t_0/Adam', '1.1364'), ('dnn/hiddenlayer_0/bias/t_0/Adam_1', '0.0675'), ('dnn/hiddenlayer_0/kernel', '1.3114'), ('dnn/hiddenlayer_0/kernel/t_0/Adam', '0.8429'), ('dnn/hiddenlayer_0/kernel/t_0/Adam_1', '0.0371'), ('dnn/logits/bias', '0.0500'), ('dnn/logits/bias/t_0/Adam', '1.0987'), ('dnn/logits/bias/t_0/Adam_1', '0.1207'), ('dnn/logits/kernel', '1.4258'), ('dnn/logits/kernel/t_0/Adam', '0.9791'), ('dnn/logits/kernel/t_0/Adam_1', '0.0503'), ('global_step', '1.0000')]
# [('global_step', '1.0000'), ('linear/linear_model/bias_weights', '0.1975'), ('linear/linear_model/bias_weights/part_0/Ftrl', '4.1000'), ('linear/linear_model/bias_weights/part_0/Ftrl_1', '2.0000'), ('linear/linear_model/k/weights', '0.5288'), ('linear/linear_model/k/weights/part_0/Ftrl', '1.8000'), ('linear/linear_model/k/weights/part_0/Ftrl_1', '2.0000')]
# [('dnn/hiddenlayer_0/bias', '0.0020'), ('dnn/hiddenlayer_0/bias/Adagrad', '33.1528'), ('dnn/hiddenlayer_0/kernel', '1.3893'), ('dnn/hiddenlayer_0/kernel/Adagrad', '20.2066'), ('dnn/logits/bias', '0.0010'), ('dnn/logits/bias/Adagrad', '44.3223'), ('dnn/logits/kernel', '1.1963'), ('dnn/logits/kernel/Adagrad', '27.3180'), ('global_step', '1.0000'), ('linear/linear_model/bias_weights', '0.0050'), ('linear/linear_model/bias_weights/Ftrl', '44.3223'), ('linear/linear_model/bias_weights/Ftrl_1', '6.6500'), ('linear/linear_model/k/weights', '0.0148'), ('linear/linear_model/k/weights/Ftrl', '16.9876'), ('linear/linear_model/k/weights/Ftrl_1', '6.6500')]
# [('baseline/bias', '0.2963'), ('baseline/bias/Ftrl', '4.1000'), ('baseline/bias/Ftrl_1', '2.0000'), ('global_step', '1.0000')]
# [('dnn/binary_logistic_head/dnn/learning_rate', '0.0500'), ('dnn/binary_logistic_head/train_op/dnn/beta1_power', '0.7290'), ('dnn/binary_logistic_head/train_op/dnn/beta2_power', '0.9970'), ('dnn/hiddenlayer_0/biases', '0.2994'), ('dnn/hiddenlayer_0/biases//hiddenlayer_0/biases/part_0/Adam', '0.0095'), ('dnn/hiddenlayer_0/biases//hiddenlayer_0/biases/part_0/Adam_1', '0.0000'), ('dnn/hiddenlayer_0/weights', '1.7057'), ('dnn/hiddenlayer_0/weights/hiddenlayer_0/weights/part_0/Adam', '0.0115'), ('dnn/hiddenlayer_0/weights/hiddenlayer_0/weights/part_0/Adam_1', '0.0000'), ('dnn/logits/biases', '0.0999'), ('dnn/logits/biases/dnn/dnn/logits/biases/part_0/Adam', '0.0081'), ('dnn/logits/biases/dnn/dnn/logits/biases/part_0/Adam_1', '0.0000'), ('dnn/logits/weights', '0.9039'), ('dnn/logits/weights/nn/dnn/logits/weights/part_0/Adam', '0.0205'), ('dnn/logits/weights/nn/dnn/logits/weights/part_0/Adam_1', '0.0000'), ('global_step', '2.0000')]
# [('global_step', '2.0000'), ('linear/bias_weight', '0.0354'), ('linear/bias_weight/ear/bias_weight/part_0/Ftrl', '0.1066'), ('linear/bias_weight/ear/bias_weight/part_0/Ftrl_1', '0.1156'), ('linear/x/weight', '0.0494'), ('linear/x/weight/linear/x/weight/part_0/Ftrl', '0.1134'), ('linear/x/weight/linear/x/weight/part_0/Ftrl_1', '0.1664')]
# [('dnn/hiddenlayer_0/biases', '0.1349'), ('dnn/hiddenlayer_0/biases/yer_0/biases/part_0/Adagrad', '2.5775'), ('dnn/hiddenlayer_0/weights', '1.8310'), ('dnn/hiddenlayer_0/weights/er_0/weights/part_0/Adagrad', '1.4213'), ('dnn/logits/biases', '0.0732'), ('dnn/logits/biases/ogits/biases/part_0/Adagrad', '5.2433'), ('dnn/logits/weights', '0.7784'), ('dnn/logits/weights/gits/weights/part_0/Adagrad', '5.8819'), ('global_step', '2.0000'), ('linear/bias_weight', '0.2930'), ('linear/bias_weight/ear/bias_weight/part_0/Ftrl', '5.2433'), ('linear/bias_weight/ear/bias_weight/part_0/Ftrl_1', '3.3545'), ('linear/x/weight', '0.3002'), ('linear/x/weight/linear/x/weight/part_0/Ftrl', '2.8123'), ('linear/x/weight/linear/x/weight/part_0/Ftrl_1', '2.5168'), ('regression_head/dnn/learning_rate', '0.0500'), ('regression_head/linear/learning_rate', '0.2000')]
# [('global_step', '2.0000'), ('linear/bias_weight', '0.0000'), ('linear/binary_logistic_head/centered_bias_weight', '0.0570'), ('linear/binary_logistic_head/linear/binary_logistic_head/centered_bias_weight/Adagrad', '0.1185'), ('linear/x/weight', '0.0000')]
