"""1.15: distributions, optimizers of papers, feature columns of contrib.layers."""

import numpy as np
import tensorflow as tf

ds, opt, layers = tf.contrib.distributions, tf.contrib.opt, tf.contrib.layers


def show(*tensors):
    with tf.Session() as sess:
        sess.run([tf.global_variables_initializer(), tf.tables_initializer()])
        for value in sess.run(tensors):
            print((np.round(np.float64(value), 3) + 0.0).tolist())


logits = [[1.0, 0.0, -1.0], [0.5, 0.5, 2.0]]
vectors = ds.MultivariateNormalDiag([1.0, 2.0], [1.0, -0.5])
rows = ds.Independent(ds.Normal(logits, 2.0))
mixture = ds.Mixture(
    ds.Categorical(logits=logits), [ds.Normal([0.0, 1.0], 1.0), ds.Normal([5.0, 6.0], 2.0),
                                    ds.Normal([-5.0, -6.0], [1.0, 3.0])])
soft = ds.RelaxedOneHotCategorical(0.7, logits)
for d in (vectors, rows, mixture, soft, ds.OneHotCategorical(logits), ds.Poisson([1.0, 4.5])):
    sample = d.sample(2, seed=5)
    print(d.batch_shape, d.event_shape, sample.shape)
    show(sample, d.log_prob(sample))
show(mixture.mean(), mixture.stddev(), vectors.entropy(), vectors.covariance(),
     ds.kl_divergence(vectors, ds.MultivariateNormalDiag([0.0, 0.0])),
     ds.kl_divergence(rows, ds.Independent(ds.Normal([0.0, 0.0, 0.0], [[1.0], [2.0]]))),
     ds.percentile(np.float32([[3, 1, 2], [9, 7, 8]]), 40.0, axis=1, keep_dims=True))


def train(make):
    tf.reset_default_graph()
    table = tf.get_variable("table", initializer=np.float32([[1, -2], [0.5, 1], [2, 3]]))
    scale = tf.get_variable("scale", initializer=[1.0, -0.5])
    loss = tf.reduce_sum(tf.square(tf.gather(table, [0, 2, 2]) - scale))
    step = tf.train.get_or_create_global_step()
    train = make(table).minimize(loss, step)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for _ in range(3):
            sess.run(train)
        print([np.round(np.float64(value), 3).tolist() for value in sess.run([table, scale])])
    print([v.op.name for v in tf.global_variables()][3:])


train(lambda table: opt.AdaMaxOptimizer(0.1, beta1=0.8))
train(lambda table: opt.PowerSignOptimizer(0.02, sign_decay_fn=lambda step: 0.5))
train(lambda table: opt.AddSignOptimizer(0.02, alpha=1.5))
train(lambda table: opt.LARSOptimizer(0.1, eeta=0.1, use_nesterov=True, skip_list=["none"]))
train(lambda table: opt.RegAdagradOptimizer(0.1))
train(lambda table: opt.VariableClippingOptimizer(
    tf.train.GradientDescentOptimizer(0.1), {table: [1]}, 1.5))
train(lambda table: opt.ShampooOptimizer(learning_rate=0.3, gbar_decay=0.5))

tf.reset_default_graph()
point = tf.Variable([1.0, -2.0])
step = opt.GGTOptimizer().minimize(tf.reduce_sum(tf.square(point) * [1.0, 3.0]))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(5):
        sess.run(step)
    print(np.round(np.float64(sess.run(point)), 4).tolist())

tf.reset_default_graph()
features = {"a": tf.constant([["x"], ["y"], ["x"]]), "n": tf.constant([[1.0], [20.0], [35.0]])}
a, n = layers.sparse_column_with_keys("a", ["x", "y"]), layers.real_valued_column("n")
row = layers.input_from_feature_columns(features, [
    n, layers.one_hot_column(a), layers.bucketized_column(n, [10.0, 30.0]),
    layers.embedding_column(a, 2, initializer=tf.constant_initializer([[1.0, 2.0], [3.0, 4.0]]))])
sums, weights, bias = layers.weighted_sum_from_feature_columns(features, [n, a], 2)
show(row, sums)
print(sorted(v.op.name for v in tf.global_variables()), len(weights), bias.op.name)
print(sorted(layers.create_feature_spec_for_parsing([n, a])))

# TF 1.15.5 printed:
# () (2,) (2, 2)
# [[-0.178, 2.355], [-0.748, 2.248]]
# [-2.091, -2.795]
# (2,) (3,) (2, 2, 3)
# [[[-1.356, -1.42, -4.496], [-0.491, 0.986, 1.747]], [[-0.328, -0.99, -2.788], [-3.093, 1.318, -0.403]]]
# [[-7.31, -4.996], [-5.579, -7.256]]
# (2,) () (2, 2)
# [[0.683, -4.467], [-0.381, -14.02]]
# [[-1.538, -2.517], [-1.394, -5.96]]
# (2,) (3,) (2, 2, 3)
# [[[0.55, 0.435, 0.014], [0.037, 0.902, 0.06]], [[0.85, 0.146, 0.004], [0.151, 0.089, 0.76]]]
# [[1.91, 0.727], [3.332, 1.227]]
# (2,) (3,) (2, 2, 3)
# [[[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]], [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]]
# [[-0.408, -0.369], [-0.408, -0.369]]
# (2,) () (2, 2)
# [[1.0, 6.0], [1.0, 5.0]]
# [[-1.0, -2.055], [-1.0, -1.767]]
# [0.773, -3.069]
# [3.083, 5.308]
# 2.145
# [[1.0, 0.0], [0.0, 0.25]]
# 2.818
# [3.421, 0.562]
# [[2.0], [8.0]]
# [[[1.122, -1.7], [0.5, 1.0], [1.733, 2.709]], [1.26, -0.212]]
# ['beta1_power', 'table/AdaMax', 'table/AdaMax_1', 'scale/AdaMax', 'scale/AdaMax_1']
# [[[1.023, -1.661], [0.5, 1.0], [1.698, 1.91]], [1.279, 0.25]]
# ['table/PowerSignOptimizer', 'scale/PowerSignOptimizer']
# [[[1.048, -1.463], [0.5, 1.0], [1.604, 1.542]], [1.348, 0.421]]
# ['table/AddSignOptimizer', 'scale/AddSignOptimizer']
# [[[1.011, -0.312], [0.5, 1.0], [0.587, -1.971]], [1.025, -0.459]]
# ['table/LARSOptimizer', 'scale/LARSOptimizer']
# [[[1.103, -1.772], [0.5, 1.0], [1.791, 2.776]], [1.204, -0.278]]
# ['table/RegAdagrad', 'scale/RegAdagrad']
# [[[0.895, -0.693], [0.5, 1.0], [0.892, 0.408]], [0.895, 0.114]]
# []
# [[[0.535, -1.387], [0.5, 1.0], [1.522, 1.815]], [1.208, 0.621]]
# ['table/Shampoo', 'table/Shampoo_1', 'table/Shampoo_2', 'scale/Shampoo', 'scale/Shampoo_1']
# [0.9986, -1.9938]
# [[1.0, 0.0, 0.0, 1.0, 2.0, 1.0, 0.0, 1.0], [0.0, 1.0, 0.0, 3.0, 4.0, 0.0, 1.0, 20.0], [0.0, 0.0, 1.0, 1.0, 2.0, 1.0, 0.0, 35.0]]
# [[0.0, 0.0], [0.0, 0.0], [0.0, 0.0]]
# ['input_from_feature_columns/a_embedding/weights', 'weighted_sum_from_feature_columns/a/weights', 'weighted_sum_from_feature_columns/bias_weight', 'weighted_sum_from_feature_columns/n/weight'] 2 weighted_sum_from_feature_columns/bias_weight
# ['a', 'n']
