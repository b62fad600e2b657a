"""Seeds after datasets, means of variables and one-hot labels; weights of examples and rows."""

import numpy as np
import tensorflow as tf

tf.logging.set_verbosity(tf.logging.ERROR)
x = np.random.RandomState(3).randn(40, 2).astype(np.float32)
y = (x.sum(1) > 0.2).astype(np.int32)
w = np.linspace(0.2, 3, 40).astype(np.float32)


def drawn(kind="RandomStandardNormal"):
    nodes = tf.get_default_graph().get_operations()
    return [node.get_attr("seed2") for node in nodes if node.type == kind][-1]


def weights():
    return tf.get_variable("w", [3, 2])


def image():
    return tf.placeholder(tf.float32, [5, 6, 3])


def rows():
    return tf.data.Dataset.from_tensor_slices((x, y)).shuffle(9).repeat().batch(2)


labels = [0, 2]
seeds = []
for build in (
    lambda: rows().make_initializable_iterator(),
    lambda: rows().make_one_shot_iterator().get_next(),
    lambda: [tf.reduce_mean(weights()), tf.reduce_max(tf.square(tf.reduce_sum(image())))],
    lambda: tf.reduce_mean(tf.square(weights() - tf.reduce_min(tf.global_variables()[-1]))),
    lambda: tf.one_hot(labels, 3, 1.0, 0.0),
    lambda: [tf.one_hot(labels, 3, on_value=0.9), tf.one_hot(labels, 3)],
    lambda: tf.contrib.slim.one_hot_encoding(tf.constant(labels), 3),
    lambda: tf.feature_column.input_layer(
        {"a": tf.constant([["x"]])}, [tf.feature_column.indicator_column(
            tf.feature_column.categorical_column_with_hash_bucket("a", 4))]),
    lambda: [tf.image.per_image_standardization(image()), tf.image.rgb_to_grayscale(image())],
    lambda: tf.losses.mean_squared_error(image(), image()),
):
    tf.reset_default_graph()
    tf.set_random_seed(1)
    build()
    tf.random_normal([1])
    seeds.append(drawn())
print(seeds)
for shape in ([5, 6], [None, 6]):
    tf.reset_default_graph()
    tf.set_random_seed(1)
    tf.layers.dropout(tf.placeholder(tf.float32, shape), training=tf.placeholder(tf.bool, []))
    print(drawn("RandomUniform"))


def model(features, labels, mode):
    tf.random_normal([1])
    print(mode, drawn())
    loss = tf.reduce_mean(tf.layers.dense(features["x"], 1))
    step = tf.train.GradientDescentOptimizer(0.1).minimize(loss, tf.train.get_global_step())
    return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=step)


config = tf.estimator.RunConfig(tf_random_seed=5)
own = tf.estimator.Estimator(model, config=config)
for read in (
    tf.estimator.inputs.numpy_input_fn({"x": x}, y, 4, shuffle=True),
    lambda: rows().map(lambda x, y: ({"x": x}, y)),
    lambda: ({"x": tf.constant(x)}, tf.constant(y)),
):
    own.train(read, steps=1)
    own.evaluate(read, steps=1)

columns = [tf.feature_column.numeric_column("x", [2])]
heavy = tf.feature_column.numeric_column("w", normalizer_fn=lambda values: values * 2)
words = np.array(["a", "b", "c"])[y + (x[:, 0] > 1)]
estimator = tf.estimator
for kind, label, more in (
    (estimator.LinearClassifier, y, {"optimizer": tf.train.GradientDescentOptimizer(0.01)}),
    (estimator.LinearClassifier, words,
     {"optimizer": "SGD", "n_classes": 3, "label_vocabulary": ["a", "b", "c"]}),
    (estimator.LinearRegressor, x * 2 + 1, {"optimizer": "SGD", "label_dimension": 2}),
):
    for column in ("w", heavy):
        read = estimator.inputs.numpy_input_fn({"x": x, "w": w}, label, 40, shuffle=False)
        ready = kind(columns, weight_column=column, **more)
        ready.train(read)
        found = ready.evaluate(read)
        print({key: "%.4f" % found[key] for key in sorted(found) if key != "global_step"})

tf.reset_default_graph()
push = tf.placeholder(tf.float32, [2])
for optimizer in (tf.contrib.opt.NadamOptimizer(0.1), tf.contrib.opt.AdamWOptimizer(0.01, 0.1),
                  tf.contrib.opt.MomentumWOptimizer(0.01, 0.1, 0.9)):
    for resource in (False, True):
        with tf.variable_scope(optimizer.get_name() + str(resource), use_resource=resource):
            table = tf.get_variable("t", initializer=np.float32([[1, -2], [0.5, 1], [2, 3]]))
            bias = tf.get_variable("b", initializer=[1.0, -4.0])
        rows = tf.nn.embedding_lookup(table, [0, 2, 2])
        train = optimizer.minimize(tf.reduce_sum((rows + bias) * push), var_list=[table, bias])
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            for step in range(4):
                sess.run(train, {push: [step - 1.5, 2.0]})
            values = [value.astype(float).round(3).tolist() for value in sess.run([table, bias])]
            print(optimizer.get_name(), *values)

# TF 1.15.5 printed:
# [28, 25, 24, 22, 10, 14, 11, 30, 44, 37]
# 10
# 11
# train 37
# eval 26
# train 45
# eval 34
# train 20
# eval 9
# {'accuracy': '1.0000', 'accuracy_baseline': '0.5627', 'auc': '1.0000', 'auc_precision_recall': '1.0000', 'average_loss': '0.5546', 'label/mean': '0.4373', 'loss': '35.4970', 'precision': '1.0000', 'prediction/mean': '0.4910', 'recall': '1.0000'}
# {'accuracy': '1.0000', 'accuracy_baseline': '0.5627', 'auc': '1.0000', 'auc_precision_recall': '1.0000', 'average_loss': '0.4455', 'label/mean': '0.4373', 'loss': '57.0202', 'precision': '1.0000', 'prediction/mean': '0.4835', 'recall': '1.0000'}
# {'accuracy': '0.8821', 'average_loss': '0.3829', 'loss': '24.5063'}
# {'accuracy': '0.8821', 'average_loss': '0.6455', 'loss': '82.6271'}
# {'average_loss': '6197.0615', 'label/mean': '1.0174', 'loss': '793223.8750', 'prediction/mean': '28.8304'}
# {'average_loss': '25529.8555', 'label/mean': '1.0174', 'loss': '6535643.0000', 'prediction/mean': '57.6608'}
# Adam [[1.264, -2.579], [0.5, 1.0], [2.264, 2.421]] [1.264, -4.579]
# Adam [[1.264, -2.579], [0.5, 1.0], [2.264, 2.421]] [1.264, -4.579]
# AdamW [[1.176, -2.315], [0.5, 1.0], [2.136, 2.488]] [1.176, -4.236]
# AdamW [[1.176, -2.315], [0.5, 1.0], [2.136, 2.488]] [1.176, -4.236]
# MomentumW [[1.358, -3.712], [0.5, 1.0], [2.715, -0.7]] [2.152, -9.215]
# MomentumW [[1.358, -3.712], [0.5, 1.0], [2.715, -0.7]] [2.152, -9.215]
