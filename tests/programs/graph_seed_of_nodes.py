"""Functions count as many nodes as they did: the seed of what is drawn after each."""

import tensorflow as tf

layers, contrib, rnn, legacy = tf.layers, tf.contrib.layers, tf.contrib.rnn, tf.contrib.legacy_seq2seq
def a(*shape): return tf.placeholder(tf.float32, shape)
def i(*shape): return tf.placeholder(tf.int32, shape)
training = lambda: tf.placeholder(tf.bool, [])
def cell(kind=rnn.GRUCell, size=4, **settings): return kind(size, **settings)
def run(cell, *shape, **settings): return tf.nn.dynamic_rnn(cell, a(*(shape or (2, 3, 5))), dtype=tf.float32, **settings)

GROUPS = [
    ('arrays', [
        lambda: tf.split(a(4, 6), 3, 1), lambda: tf.split(a(4, 6), [2, 4], 1), lambda: tf.unstack(a(4, 6)), lambda: tf.one_hot(i(5), 10), lambda: tf.concat([a(4, 1), a(4, 2)], 1), lambda: tf.eye(3), lambda: tf.matrix_diag(a(3)), lambda: tf.trace(a(3, 3)), lambda: a(4, 5)[1:, None], lambda: tf.zeros_like(a(None, 2)), lambda: tf.map_fn(lambda x: x * 2, a(3, 2)), lambda: tf.scan(lambda x, y: x + y, a(3, 2)), lambda: tf.random_shuffle(a(3, 2)), lambda: tf.distributions.Bernoulli(.4).sample(4), lambda: tf.image.random_flip_left_right(a(4, 4, 3))]),
    ('products', [
        lambda: tf.matmul(a(2, 3), a(3, 4)), lambda: tf.tensordot(a(3, 4), a(4, 5), 1), lambda: tf.tensordot(a(None, 3, 4), a(4, 5), [[2], [0]]), lambda: layers.dense(a(2, 3), 4), lambda: layers.dense(a(2, 3, 5), 4), lambda: layers.dense(a(None, 3, 5), 4), lambda: contrib.fully_connected(a(2, 3), 4), lambda: contrib.fully_connected(a(2, 3, 5), 4)]),
    ('convolutions', [
        lambda: layers.conv2d(a(2, 8, 8, 3), 4, 3), lambda: layers.conv2d(a(None, 8, 8, 3), 4, 3, padding='same', activation=tf.nn.relu), lambda: layers.conv2d(a(2, 8, 8, 3), 4, 3, dilation_rate=2), lambda: layers.conv1d(a(2, 8, 3), 4, 3), lambda: layers.conv3d(a(2, 8, 8, 8, 3), 4, 3), lambda: layers.separable_conv2d(a(2, 8, 8, 3), 4, 3), lambda: layers.conv2d_transpose(a(2, 8, 8, 3), 4, 3, 2), lambda: layers.conv2d_transpose(a(None, 8, 8, 3), 4, 3, 2, padding='same'), lambda: contrib.conv2d(a(2, 8, 8, 3), 4, 3), lambda: contrib.conv2d_transpose(a(2, 8, 8, 3), 4, 3, 2), lambda: tf.contrib.slim.conv2d(a(2, 8, 8, 3), 4, [3, 3]), lambda: tf.keras.layers.Conv2D(3, 3)(a(2, 8, 8, 3)), lambda: layers.flatten(a(None, 8, 8, 3)), lambda: layers.flatten(a(3, 8, 8, 3)), lambda: contrib.flatten(a(None, 8, 8, 3)), lambda: tf.keras.layers.Embedding(5, 3)(i(2, 3))]),
    ('dropout and normalization', [
        lambda: layers.dropout(a(2, 3), .5, training=training()), lambda: contrib.dropout(a(2, 3), is_training=training()), lambda: layers.batch_normalization(a(2, 8, 8, 3), training=True), lambda: layers.batch_normalization(a(2, 8, 8, 3), training=training()), lambda: layers.batch_normalization(a(2, 8, 8, 3)), lambda: layers.batch_normalization(a(2, 3), training=True), lambda: contrib.batch_norm(a(2, 8, 8, 3)), lambda: contrib.batch_norm(a(2, 8, 8, 3), is_training=training()), lambda: tf.nn.fused_batch_norm(a(3, 4, 4, 2), a(2), a(2))]),
    ('losses and regularizers', [
        lambda: tf.losses.mean_squared_error(a(3), a(3)), lambda: tf.losses.softmax_cross_entropy(a(3, 4), a(3, 4)), lambda: tf.losses.sparse_softmax_cross_entropy(i(3), a(3, 4)), lambda: tf.losses.sigmoid_cross_entropy(a(3, 4), a(3, 4)), lambda: tf.losses.huber_loss(a(3, 4), a(3, 4)), lambda: tf.get_variable('v', [3, 4], regularizer=tf.contrib.layers.l2_regularizer(.1)), lambda: tf.get_variable('v', [3, 4], regularizer=tf.nn.l2_loss), lambda: layers.dense(a(2, 3), 4, kernel_regularizer=tf.contrib.layers.l2_regularizer(.1))]),
    ('draws', [
        lambda: tf.contrib.nn.alpha_dropout(a(3), .7), lambda: tf.contrib.nn.alpha_dropout(a(3), a()), lambda: tf.random.stateless_uniform([2], [1, 2]), lambda: tf.contrib.stateless.stateless_random_normal([2], [1, 2]), lambda: tf.random.stateless_uniform([2], [1, 2], 0, 5, tf.int32), lambda: tf.distributions.Beta(2., 3.).sample(2, 3), lambda: tf.distributions.StudentT(3., 0., 1.).sample(2), lambda: tf.distributions.Dirichlet([1., 2.]).sample(), lambda: tf.random_gamma([2], [.5, 2.], 2.), lambda: tf.saturate_cast(a(2), tf.uint8), lambda: tf.image.convert_image_dtype(a(2, 2, 3), tf.uint8, saturate=True)]),
    ('recurrence', [
        lambda: run(cell(rnn.BasicRNNCell)), lambda: run(cell(), None, 3, 5), lambda: run(cell(), 2, 3, 5, sequence_length=i(2)), lambda: run(cell(rnn.LSTMCell, use_peepholes=True, num_proj=2)), lambda: run(rnn.MultiRNNCell([cell(rnn.BasicLSTMCell), cell(rnn.BasicLSTMCell)])), lambda: run(rnn.DropoutWrapper(cell(), .5, .5, .5)), lambda: run(cell(rnn.LayerNormBasicLSTMCell)), lambda: run(cell(rnn.LSTMBlockCell)), lambda: run(rnn.OutputProjectionWrapper(cell(), 2)), lambda: run(rnn.ResidualWrapper(cell(size=5))), lambda: tf.nn.bidirectional_dynamic_rnn(cell(), cell(), a(2, 3, 5), dtype=tf.float32), lambda: tf.nn.static_rnn(cell(rnn.BasicLSTMCell), [a(2, 5), a(2, 5)], dtype=tf.float32), lambda: rnn.stack_bidirectional_dynamic_rnn([cell()], [cell()], a(2, 3, 5), dtype=tf.float32), lambda: legacy.basic_rnn_seq2seq([a(2, 3)], [a(2, 3)], cell()), lambda: tf.contrib.seq2seq.BahdanauAttention(4, a(2, 3, 5))]),
]
for name, makes in GROUPS:
    seeds = []
    for make in makes:
        tf.reset_default_graph(); tf.set_random_seed(1); make(); tf.random_normal([1])
        seeds.append([node for node in tf.get_default_graph().get_operations() if node.type == 'RandomStandardNormal'][-1].get_attr('seed2'))
    print(name, seeds)
# a small network of them all: its initial weights
tf.reset_default_graph(); tf.set_random_seed(3)
h = layers.conv2d(a(None, 8, 8, 1), 4, 3, activation=tf.nn.relu); h = layers.flatten(layers.batch_normalization(h, training=True)); h = layers.dense(layers.dropout(h, .5, training=True), 5)
h, _ = tf.nn.dynamic_rnn(rnn.MultiRNNCell([cell(), cell(rnn.LSTMCell)]), h[:, None], dtype=tf.float32); layers.dense(h, 2)
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    for v in tf.trainable_variables(): print(v.op.name, '%.4f' % session.run(v).ravel()[0])

# TF 1.15.5 printed:
# arrays [7, 7, 5, 8, 7, 5, 5, 7, 8, 5, 60, 69, 5, 27, 23]
# products [6, 16, 30, 20, 30, 44, 21, 31]
# convolutions [21, 22, 31, 26, 21, 33, 47, 43, 22, 44, 22, 25, 12, 6, 12, 18]
# dropout and normalization [29, 29, 34, 57, 22, 44, 31, 54, 9]
# losses and regularizers [37, 68, 37, 46, 47, 16, 14, 23]
# draws [38, 38, 11, 10, 8, 42, 47, 26, 12, 9, 11]
# recurrence [122, 164, 174, 200, 211, 203, 263, 133, 170, 153, 304, 71, 306, 107, 25]
# conv2d/kernel 0.3095
# conv2d/bias 0.0000
# batch_normalization/gamma 1.0000
# batch_normalization/beta 0.0000
# dense/kernel -0.0322
# dense/bias 0.0000
# rnn/multi_rnn_cell/cell_0/gru_cell/gates/kernel -0.0447
# rnn/multi_rnn_cell/cell_0/gru_cell/gates/bias 1.0000
# rnn/multi_rnn_cell/cell_0/gru_cell/candidate/kernel -0.0264
# rnn/multi_rnn_cell/cell_0/gru_cell/candidate/bias 0.0000
# rnn/multi_rnn_cell/cell_1/lstm_cell/kernel -0.1922
# rnn/multi_rnn_cell/cell_1/lstm_cell/bias 0.0000
# dense_1/kernel 0.0150
# dense_1/bias 0.0000
