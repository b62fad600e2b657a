"""k-means as a graph and as an estimator; a random forest as a graph and in TensorFlow Learn."""

import numpy as np
import tensorflow as tf
from tensorflow.contrib.factorization import KMeans
from tensorflow.contrib.tensor_forest.client import random_forest
from tensorflow.contrib.tensor_forest.python import tensor_forest
from tensorflow.python.ops import resources

tf.logging.set_verbosity(tf.logging.ERROR)
R = np.random.RandomState(0)
points = np.concatenate([R.randn(30, 3) + c for c in ([0, 0, 4], [4, 0, 0], [0, 5, 1])]).astype('f')
R.shuffle(points)

def run(title, steps=3, **settings):
    with tf.Graph().as_default():
        X = tf.placeholder(tf.float32, [None, 3])
        graph = KMeans(X, 3, **settings).training_graph()
        all_scores, index, scores, initialized, init_op, train_op = graph
        names = [v.op.name for v in tf.global_variables()]
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer(), {X: points})
            sess.run(init_op, {X: points})
            centers = tf.global_variables()[0]
            print(title, sess.run(initialized), names, sess.run(centers).round(3).tolist())
            for _ in range(steps):
                sess.run(train_op, {X: points})
            found = sess.run([tf.reduce_mean(scores), index[0][:6], all_scores[0][0]], {X: points})
            print(sess.run(centers).round(3).tolist(), *(np.round(v, 3).tolist() for v in found))

run('random')
run('cosine', distance_metric='cosine')
run('plus plus', initial_clusters='kmeans_plus_plus', random_seed=7)
run('given', initial_clusters=points[:3])
run('chosen', initial_clusters=lambda inputs, count: inputs[0][:count])
run('batch', 0, use_mini_batch=True)
run('batches', 2, use_mini_batch=True, mini_batch_steps_per_iteration=3)
for settings in ({'initial_clusters': 'zero'}, {'distance_metric': 'l1'}):
    try:
        KMeans(points, 3, **settings)
    except ValueError as e:
        print(e)

def input_fn():
    return tf.train.limit_epochs(tf.convert_to_tensor(points, tf.float32), num_epochs=1)

model = tf.contrib.factorization.KMeansClustering(num_clusters=3, use_mini_batch=False)
for _ in range(4):
    model.train(input_fn)
    print(round(float(model.score(input_fn)), 2), model.cluster_centers()[0].round(3).tolist())
print([int(i) for i in model.predict_cluster_index(input_fn)][:8], next(iter(model.transform(input_fn))).round(2).tolist(), model.get_variable_names())
steady = tf.contrib.factorization.KMeansClustering(3, use_mini_batch=False, relative_tolerance=.5)
steady.train(lambda: tf.constant(points))
print(steady.get_variable_value('global_step'))

x = R.rand(2000, 6).astype('f')
y = (x[:, 0] + x[:, 1] > 1).astype(int) + (x[:, 2] > .7)
params = dict(num_classes=3, num_features=6, num_trees=5, max_nodes=200)
with tf.Graph().as_default():
    X, Y = tf.placeholder(tf.float32, [None, 6]), tf.placeholder(tf.int32, [None])
    hparams = tensor_forest.ForestHParams(**params).fill()
    forest = tensor_forest.RandomForestGraphs(hparams)
    train_op, loss_op = forest.training_graph(X, Y), forest.training_loss(X, Y)
    infer_op, _, variance = forest.inference_graph(X)
    accuracy = tf.reduce_mean(tf.cast(tf.equal(tf.argmax(infer_op, 1), tf.cast(Y, tf.int64)), tf.float32))
    init = tf.group(tf.global_variables_initializer(), resources.initialize_resources(resources.shared_resources()))
    with tf.Session() as sess:
        sess.run(init)
        print(sess.run(loss_op, {X: x[:1], Y: y[:1]}))
        for i in range(24):
            part = slice(i % 8 * 200, i % 8 * 200 + 200)
            sess.run(train_op, {X: x[part], Y: y[part]})
        size, right, probabilities, spread = sess.run([forest.average_size(), accuracy, infer_op, variance], {X: x[1600:], Y: y[1600:]})
        print(10 < size < 80, right > .8, probabilities.shape, probabilities.sum(1).round(4).min(), spread.shape, infer_op.op.name)
try:
    tensor_forest.ForestHParams(num_classes=3).fill()
except AttributeError as e:
    print(e)
hparams = tensor_forest.ForestHParams(split_after_samples=20, base_random_seed=3, **params).fill()
est = tf.contrib.learn.SKCompat(random_forest.TensorForestEstimator(hparams))
est.fit(x=x[:1500], y=y[:1500], batch_size=500, steps=9)
print(est.score(x=x[1500:], y=y[1500:], batch_size=500)['accuracy'] > .85)
print((est.predict(x=x[1500:])['classes'] == y[1500:]).mean() > .85)
est.fit(x=x[:4], y=y[:4], steps=1)  # a few more rows change little
print((est.predict(x=x[1500:])['classes'] == y[1500:]).mean() > .85)
number = (x[:, :1] * 2 + x[:, 1:2]).astype('f')
hparams = tensor_forest.ForestHParams(num_classes=1, num_features=6, num_trees=10, max_nodes=500, regression=True, split_after_samples=20).fill()
est = tf.contrib.learn.SKCompat(random_forest.TensorForestEstimator(hparams))
est.fit(x=x, y=number, batch_size=500, steps=12)
print(np.abs(est.predict(x=x)['scores'].ravel() - number.ravel()).mean() < .25)

# TF 1.15.5 printed:
# random True ['clusters', 'initialized'] [[4.948999881744385, 0.08799999952316284, -1.225000023841858], [4.676000118255615, 0.5770000219345093, -0.20800000429153442], [4.948999881744385, 0.08799999952316284, -1.225000023841858]]
# [[4.381999969482422, 0.23199999332427979, -0.07400000095367432], [-0.16099999845027924, 4.395999908447266, 1.4170000553131104], [0.019999999552965164, -0.2409999966621399, 3.6649999618530273]] 3.0250000953674316 [1, 0, 1, 2, 2, 1] [41.369998931884766, 2.132999897003174, 35.21099853515625]
# cosine True ['clusters', 'initialized'] [[0.9710000157356262, 0.017000000923871994, -0.23999999463558197], [0.9919999837875366, 0.12200000137090683, -0.04399999976158142], [0.9710000157356262, 0.017000000923871994, -0.23999999463558197]]
# [[0.9980000257492065, 0.06300000101327896, -0.020999999716877937], [-0.0020000000949949026, 0.9549999833106995, 0.2980000078678131], [-0.032999999821186066, -0.04600000008940697, 0.9980000257492065]] 0.05400000140070915 [1, 0, 1, 2, 2, 1] [0.7879999876022339, 0.014000000432133675, 0.734000027179718]
# plus plus True ['clusters', 'initialized'] [[0.052000001072883606, 0.7289999723434448, 4.129000186920166], [4.318999767303467, 0.8569999933242798, -0.6510000228881836], [-0.039000000804662704, 3.8320000171661377, 1.5230000019073486]]
# [[0.12999999523162842, 0.13899999856948853, 3.750999927520752], [4.381999969482422, 0.23199999332427979, -0.07400000095367432], [-0.3070000112056732, 4.943999767303467, 0.8809999823570251]] 2.7679998874664307 [2, 1, 2, 0, 0, 2] [31.284000396728516, 41.369998931884766, 2.440000057220459]
# given True ['clusters', 'initialized'] [[0.9100000262260437, 5.316999912261963, 1.7860000133514404], [5.117000102996826, -1.315999984741211, -0.4620000123977661], [0.6399999856948853, 3.382999897003174, 0.9760000109672546]]
# [[-0.3070000112056732, 4.943999767303467, 0.8809999823570251], [4.381999969482422, 0.23199999332427979, -0.07400000095367432], [0.12999999523162842, 0.13899999856948853, 3.750999927520752]] 2.7679998874664307 [0, 1, 0, 2, 2, 0] [2.440000057220459, 41.369998931884766, 31.284000396728516]
# chosen True ['clusters', 'initialized'] [[0.9100000262260437, 5.316999912261963, 1.7860000133514404], [5.117000102996826, -1.315999984741211, -0.4620000123977661], [0.6399999856948853, 3.382999897003174, 0.9760000109672546]]
# [[-0.3070000112056732, 4.943999767303467, 0.8809999823570251], [4.381999969482422, 0.23199999332427979, -0.07400000095367432], [0.12999999523162842, 0.13899999856948853, 3.750999927520752]] 2.7679998874664307 [0, 1, 0, 2, 2, 0] [2.440000057220459, 41.369998931884766, 31.284000396728516]
# batch True ['clusters', 'initialized', 'Variable'] [[4.948999881744385, 0.08799999952316284, -1.225000023841858], [4.676000118255615, 0.5770000219345093, -0.20800000429153442], [4.948999881744385, 0.08799999952316284, -1.225000023841858]]
# [[4.948999881744385, 0.08799999952316284, -1.225000023841858], [4.676000118255615, 0.5770000219345093, -0.20800000429153442], [4.948999881744385, 0.08799999952316284, -1.225000023841858]] 29.909000396728516 [1, 0, 1, 1, 1, 1] [52.736000061035156, 40.637001037597656, 52.736000061035156]
# batches True ['clusters', 'initialized', 'clusters_updated', 'update_in_steps', 'Variable'] [[4.948999881744385, 0.08799999952316284, -1.225000023841858], [4.676000118255615, 0.5770000219345093, -0.20800000429153442], [4.948999881744385, 0.08799999952316284, -1.225000023841858]]
# [[4.948999881744385, 0.08799999952316284, -1.225000023841858], [4.676000118255615, 0.5770000219345093, -0.20800000429153442], [4.948999881744385, 0.08799999952316284, -1.225000023841858]] 29.909000396728516 [1, 0, 1, 1, 1, 1] [52.736000061035156, 40.637001037597656, 52.736000061035156]
# Unsupported initialization algorithm 'zero'
# Unsupported distance metric 'l1'
# 2691.81 [4.948999881744385, 0.08799999952316284, -1.225000023841858]
# 882.52 [5.261000156402588, -0.5709999799728394, -0.9599999785423279]
# 502.25 [4.409999847412109, 0.17599999904632568, -0.0989999994635582]
# 272.22 [4.381999969482422, 0.23199999332427979, -0.07400000095367432]
# [1, 0, 1, 2, 2, 1, 1, 1] [41.369998931884766, 2.130000114440918, 35.209999084472656] ['clusters', 'global_step', 'initialized']
# 3
# -1.0
# True True (400, 3) 1.0 (400, 3) probabilities
# 'ForestHParams' object has no attribute 'num_features'
# True
# True
# True
# True
