"""The graph's seed after feature columns: what a draw gives depends on how many nodes they built."""

import tensorflow as tf

fc = tf.feature_column
age = fc.numeric_column('age')
ages = fc.bucketized_column(age, [18, 25])
work = fc.categorical_column_with_vocabulary_list('work', ['a', 'b'])
job = fc.categorical_column_with_hash_bucket('job', 7)
shift = fc.categorical_column_with_identity('shift', 20, default_value=0)
cross = fc.crossed_column(['work', 'job'], 13)
heavy = fc.weighted_categorical_column(job, 'weight')
pair = fc.shared_embedding_columns([job, fc.categorical_column_with_hash_bucket('work', 7)], 3)

layers = [
    [age], [fc.numeric_column('age', normalizer_fn=lambda x: (x - 45.) / 20.)], [ages], [fc.indicator_column(work)],
    [fc.embedding_column(job, 2)], [fc.indicator_column(shift)], [fc.indicator_column(cross)], pair, [age, fc.embedding_column(job, 2), ages],
]
models = [[age], [ages], [work], [job], [cross], [heavy], [age, work, job]]
for build, columns in [(fc.input_layer, c) for c in layers] + [(fc.linear_model, c) for c in models]:
    with tf.Graph().as_default(), tf.Session() as sess:
        tf.set_random_seed(3)
        features = {
            'age': tf.constant([[20.], [30.]]), 'work': tf.constant([['a'], ['b']]), 'job': tf.constant([['x'], ['y']]),
            'shift': tf.constant([[1], [2]], tf.int64), 'weight': tf.constant([[1.], [2.]]),
        }
        build(features, columns)
        print(build.__name__, len(columns), sess.run(tf.random_uniform([2])).round(4).tolist())
with tf.Graph().as_default(), tf.Session() as sess:
    tf.set_random_seed(3)
    ids = tf.SparseTensor([[0, 0], [1, 1]], tf.constant([1, 2], tf.int64), [2, 2])
    for weights in (None, tf.SparseTensor([[0, 0], [1, 1]], [1., 2.], [2, 2])):
        tf.nn.embedding_lookup_sparse(tf.ones([4, 2]), ids, weights)
        print(sess.run(tf.random_uniform([2])).round(4).tolist())

# TF 1.15.5 printed:
# input_layer 1 [0.8661999702453613, 0.7253999710083008]
# input_layer 1 [0.7150999903678894, 0.9783999919891357]
# input_layer 1 [0.9629999995231628, 0.9854000210762024]
# input_layer 1 [0.7766000032424927, 0.9409999847412109]
# input_layer 1 [0.7297999858856201, 0.6190999746322632]
# input_layer 1 [0.5746999979019165, 0.8605999946594238]
# input_layer 1 [0.43070000410079956, 0.6851999759674072]
# input_layer 2 [0.08919999748468399, 0.08460000157356262]
# input_layer 3 [0.7350000143051147, 0.08420000225305557]
# linear_model 1 [0.6363999843597412, 0.38440001010894775]
# linear_model 1 [0.22059999406337738, 0.5383999943733215]
# linear_model 1 [0.3328000009059906, 0.5291000008583069]
# linear_model 1 [0.4641000032424927, 0.9413999915122986]
# linear_model 1 [0.11680000275373459, 0.3386000096797943]
# linear_model 1 [0.5378000140190125, 0.8974000215530396]
# linear_model 3 [0.4020000100135803, 0.17910000681877136]
# [0.5410000085830688, 0.7559999823570251]
# [0.6220999956130981, 0.8924999833106995]
