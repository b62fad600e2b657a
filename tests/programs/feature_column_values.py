"""What feature columns make of features."""

import numpy as np, tensorflow as tf
fc = tf.feature_column
F = {"a": tf.constant([["x"], ["y"], ["x"]]), "n": tf.constant([[1.], [20.], [35.]]), "m": tf.constant([[1, 2], [0, 1], [2, 2]])}
cat = fc.categorical_column_with_vocabulary_list("a", ["x", "y"]); num = fc.numeric_column("n"); buck = fc.bucketized_column(num, [10, 30]); idn = fc.categorical_column_with_identity("m", 4); hsh = fc.categorical_column_with_hash_bucket("a", 5); crs = fc.crossed_column(["a", buck], 7)
def show(t):
    with tf.Session() as s:
        s.run([tf.global_variables_initializer(), tf.tables_initializer()]); print(np.asarray(s.run(t)).round(4).tolist())
show(fc.input_layer(F, [fc.indicator_column(cat), num, buck, fc.indicator_column(idn)]))
show(fc.input_layer(F, [fc.indicator_column(hsh), fc.indicator_column(crs)]))
show(fc.input_layer(F, [fc.embedding_column(idn, 2, initializer=tf.constant_initializer([[1., 2.], [3., 4.], [5., 6.], [7., 8.]]), combiner="sum"), ]))
with tf.variable_scope("l", initializer=tf.ones_initializer()):
    y = fc.linear_model(F, [cat, num, buck, idn], sparse_combiner="sum"); z = fc.linear_model(F, [idn], units=2, sparse_combiner="mean")
for v in tf.global_variables(): print(v.op.name, v.shape)
with tf.Session() as s:
    s.run([tf.global_variables_initializer(), tf.tables_initializer()])
    for v in tf.trainable_variables("l"): s.run(v.assign(tf.ones(v.shape)))
    print(s.run(y).tolist(), s.run(z).tolist())

# TF 1.15.5 printed:
# [[1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0], [0.0, 1.0, 1.0, 1.0, 0.0, 0.0, 20.0, 0.0, 1.0, 0.0], [1.0, 0.0, 0.0, 0.0, 2.0, 0.0, 35.0, 0.0, 0.0, 1.0]]
# [[0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]]
# [[8.0, 10.0], [4.0, 6.0], [10.0, 12.0]]
# input_layer_2/m_embedding/embedding_weights (4, 2)
# l/linear_model/a/weights (2, 1)
# l/linear_model/m/weights (4, 1)
# l/linear_model/n/weights (1, 1)
# l/linear_model/n_bucketized/weights (3, 1)
# l/linear_model/bias_weights (1,)
# l/linear_model_1/m_1/weights (4, 2)
# l/linear_model_1/bias_weights (2,)
# [[6.0], [25.0], [40.0]] [[2.0, 2.0], [2.0, 2.0], [2.0, 2.0]]
