"""`tf.contrib` against numbers that TensorFlow 1.15.5 printed for the same graphs."""

import numpy as np
import pytest

from tests.forked import python
from tfgraph_course import tf
from tfgraph_course.tf1.doors.imports import activated

contrib = tf.contrib
layers, rnn, slim = contrib.layers, contrib.rnn, contrib.slim
old, seq2seq = contrib.legacy_seq2seq, contrib.seq2seq


def start(shape, dtype=tf.float32, partition_info=None):
    """An initializer whose values depend on the shape alone."""
    shape = [int(size) for size in shape]
    random = np.random.RandomState(int(np.prod(shape)))
    return tf.constant(random.uniform(-0.5, 0.5, shape).astype(np.float32))


def rand(*shape, seed=1, minus=0.3):
    random = np.random.RandomState(seed)
    return tf.constant(random.rand(*shape).astype(np.float32) - np.float32(minus))


def digest(value):
    """A number that depends on every entry and its place."""
    value = np.asarray(value, np.float64)
    return (value * np.arange(1, 1 + value.size).reshape(value.shape)).sum()


def run(build):
    """Build in a graph of its own and run: the results, the gradients' sums, and the graph."""
    with tf.Graph().as_default() as graph:
        with tf.variable_scope(tf.get_variable_scope(), initializer=start):
            results = tf.nest.flatten(build())
        floats = [tensor for tensor in results if tensor.dtype == tf.float32]
        total = sum(tf.reduce_sum(tensor * tensor) for tensor in floats)
        variables = tf.trainable_variables()
        gradients = tf.gradients(total, variables) if variables else []
        with tf.Session() as session:
            session.run([tf.global_variables_initializer(), tf.tables_initializer()])
            values = session.run(results)
            sums = [np.asarray(getattr(g, "values", g)).sum() for g in session.run(gradients)]
    return values, sums, graph


def names(graph):
    return [v.op.name for v in graph.get_collection(tf.GraphKeys.GLOBAL_VARIABLES)]


# Cells: (how to build, digests of outputs and states, sums of gradients)
def dynamic(cell):
    return lambda: tf.nn.dynamic_rnn(cell(), rand(2, 3, 4), dtype=tf.float32)


CELLS = {
    "OutputProjectionWrapper": (
        dynamic(lambda: rnn.OutputProjectionWrapper(rnn.GRUCell(5), 3, tf.tanh)),
        [5.632, -3.297], [-0.08, -0.1, -0.35, -0.69, -0.25, 1.0],
    ),
    "InputProjectionWrapper": (
        dynamic(lambda: rnn.InputProjectionWrapper(rnn.BasicRNNCell(5), 3)),
        [4.615, -1.306], [0, 0.33, -0.26, 2.14],
    ),
    "EmbeddingWrapper": (
        lambda: tf.nn.dynamic_rnn(
            rnn.EmbeddingWrapper(rnn.GRUCell(5), 7, 3),
            tf.constant([[1, 2, 3], [4, 5, 6]])[:, :, None], dtype=tf.float32,
        ),
        [-0.387, -0.467], [-0.1, 0.03, -0.08, 0.09, -0.22],
    ),
    "AttentionCellWrapper": (
        dynamic(lambda: rnn.AttentionCellWrapper(rnn.LSTMCell(5), 3, 6, 2)),
        [-0.142, 0.549, 0.253, 0.06, -0.142],
        [-0.41, -0.75, -0.08, 0.73, 0, 0, 0, 0, -0.01, 0.14],
    ),
    "LayerNormBasicLSTMCell": (
        dynamic(lambda: rnn.LayerNormBasicLSTMCell(5)),
        [-29.841, 4.49, -1.674],
        [0, -0.02, 0.04, -0.17, -0.55, -0.19, 0.08, 2.01, 3.39, 24.58, -1.31],
    ),
    "LSTMBlockCell": (
        dynamic(lambda: rnn.LSTMBlockCell(5, use_peephole=True, cell_clip=0.2)),
        [5.232, 2.053, 0.99], [0.71, 1.18, 0.01, 0, 0.01],
    ),
    "GRUBlockCell": (
        dynamic(lambda: rnn.GRUBlockCell(5)), [-22.629, -3.297], [-0.13, -0.19, -0.67, -1.51],
    ),
    "LSTMBlockFusedCell": (
        lambda: rnn.LSTMBlockFusedCell(5)(
            rand(2, 3, 4), dtype=tf.float32, sequence_length=[1, 2, 2]
        ),
        [3.796, 3.516, 1.625], [1.01, 0.71],
    ),
    "TimeReversedFusedRNN": (
        lambda: rnn.TimeReversedFusedRNN(rnn.LSTMBlockFusedCell(5))(
            rand(2, 3, 4), dtype=tf.float32, sequence_length=[1, 2, 2]
        ),
        [2.926, 3.812, 1.86], [1.01, 0.84],
    ),
    "FusedRNNCellAdaptor": (
        lambda: rnn.FusedRNNCellAdaptor(rnn.LSTMBlockCell(5))(rand(2, 3, 4), dtype=tf.float32),
        [5.235, 4.172, 1.96], [1.21, 1.16],
    ),
    "HighwayWrapper": (
        dynamic(lambda: rnn.HighwayWrapper(rnn.GRUCell(4), False)),
        [37.433, 2.724], [-0.24, -0.19, 0.83, 1.07, 0.6, 0.65, 0.1, 0.09],
    ),
    "CoupledInputForgetGateLSTMCell": (
        dynamic(
            lambda: rnn.CoupledInputForgetGateLSTMCell(
                5, use_peepholes=True, num_proj=3, proj_clip=0.1, num_unit_shards=2
            )
        ),
        [4.942, -0.856, 0.808], [-0.26, -0.02, -0.36, 0, 0, -0.06],
    ),
    "Conv2DLSTMCell": (
        lambda: tf.nn.dynamic_rnn(
            rnn.Conv2DLSTMCell(input_shape=[4, 4, 1], output_channels=2, kernel_shape=[3, 3]),
            rand(2, 3, 4, 4, 1), dtype=tf.float32,
        ),
        [949.26, 366.377, 164.701], [78.51, 41.92],
    ),
    "stack_bidirectional_dynamic_rnn": (
        lambda: rnn.stack_bidirectional_dynamic_rnn(
            [rnn.GRUCell(3), rnn.GRUCell(4)], [rnn.GRUCell(3), rnn.GRUCell(4)], rand(2, 3, 4),
            dtype=tf.float32, sequence_length=[2, 3],
        ),
        [2.898, -2.327, 0.11, -2.17, 0.079],
        [-0.13, -0.13, -0.53, -0.78, -0.08, -0.07, -0.34, -0.68, 0.01, -0.02, -0.04, 0.09, 0.01,
         -0.02, -0.05, 0.1],
    ),
}


@pytest.mark.parametrize("name", CELLS)
def test_cells(name):
    build, digests, sums = CELLS[name]
    values, gradients, _ = run(build)
    np.testing.assert_allclose([digest(value) for value in values], digests, atol=2e-3)
    np.testing.assert_allclose(gradients, sums, atol=1e-2)


def test_a_cells_variables_have_the_names_of_115():
    *_, graph = run(dynamic(lambda: rnn.AttentionCellWrapper(rnn.GRUCell(5), 3)))
    inside = ["kernel", "bias", "gru_cell/gates/kernel", "gru_cell/gates/bias",
              "gru_cell/candidate/kernel", "gru_cell/candidate/bias", "attention/attn_w",
              "attention/attn_v", "attention/kernel", "attention/bias",
              "attn_output_projection/kernel", "attn_output_projection/bias"]
    assert names(graph) == [f"rnn/attention_cell_wrapper/{name}" for name in inside]


def test_cells_take_the_input_size_of_012():
    cells = tf.nn.rnn_cell
    for cell in (cells.BasicRNNCell, cells.GRUCell, cells.BasicLSTMCell, cells.LSTMCell):
        assert cell(3, input_size=2).output_size == 3


def vectors():
    return [rand(2, 3) for _ in range(3)]


def source():
    return [tf.constant([1, 2]), tf.constant([3, 0])]


def target():
    return [tf.constant([0, 1]), tf.constant([2, 3]), tf.constant([4, 4])]


def gru():
    return rnn.GRUCell(4)


def logits():
    return [rand(2, 5) * tf.get_variable("q", [1]), rand(2, 5)]


def weights():
    return [tf.constant([1.0, 0.5]), tf.constant([0.0, 1])]


LEGACY = {
    "basic": (
        lambda: old.basic_rnn_seq2seq(vectors(), vectors(), rnn.BasicLSTMCell(4)),
        [-0.424, -0.462, -0.489, -0.906, -0.489], [-0.18, -0.29, -0.16, -0.64],
    ),
    "tied": (
        lambda: old.tied_rnn_seq2seq(vectors(), vectors(), gru(), lambda p, _: p[:, :3]),
        [-1.575, -0.99, -0.579, -0.579], [0.01, -0.04, 0.29, -1.56],
    ),
    "embedding_feed_tensor": (
        lambda: old.embedding_rnn_seq2seq(
            source(), target(), rnn.BasicLSTMCell(4), 5, 5, 3, feed_previous=tf.constant(True)
        ),
        [1.353, -0.631, -0.018, 0.409, 0.194], [0.04, -0.02, 0.01, 0.03, 0.03, 0.21, -0.01, 0.12],
    ),
    "embedding_tied": (
        lambda: old.embedding_tied_rnn_seq2seq(
            source(), target(), gru(), 5, 3, num_decoder_symbols=6, feed_previous=tf.constant(False)
        ),
        [-1.056, -0.592, 0.045, -0.13], [-0.52, 0.03, -0.05, 0.44, -1.1, 0.18, -0.89],
    ),
    "attention_two_heads": (
        lambda: old.attention_decoder(
            vectors(), rnn.LSTMStateTuple(tf.ones([2, 4]), tf.ones([2, 4])), rand(2, 3, 4),
            rnn.BasicLSTMCell(4), 5, 2, lambda p, _: p[:, :3], initial_state_attention=True,
        ),
        [-4.483, -3.463, -1.838, 9.923, 4.226],
        [-0.13, 0.07, -0.09, 0.03, -0.05, -0.02, -0.03, -0.01, -1.36, -1.33, 7.77, 7.26, -5.54,
         -4.16],
    ),
    "embedding_attention": (
        lambda: old.embedding_attention_seq2seq(
            source(), target(), gru(), 5, 5, 3, feed_previous=True,
            output_projection=(start([4, 5]), start([5])),
        ),
        [-0.414, -0.76, -1.008, -1.317],
        [-0.54, 0.05, -0.07, 0.21, -0.35, 0.46, 0, 0, 0.23, -0.9, 0.01, 0.01, 0.14, -0.66, 0, 0,
         0.22, -0.63],
    ),
    "buckets": (
        lambda: old.model_with_buckets(
            [tf.constant([i % 5, 1]) for i in range(4)],
            *[[tf.constant([i % 5, 2]) for i in range(first, 5)] for first in (0, 1)],
            [tf.ones([2])] * 5, [(2, 2), (4, 4)],
            lambda a, b: old.embedding_attention_seq2seq(a, b, gru(), 5, 5, 3),
        ),
        [-0.302, 0.162, -0.696, -0.143, 0.273, 0.304, 1.596, 1.596], None,
    ),
    "loss": (
        lambda: old.sequence_loss(logits(), target()[:2], weights()), [1.588], [-0.1],
    ),
    "loss_of_012": (
        lambda: old.sequence_loss(
            logits(), target()[:2], weights(),
            softmax_loss_function=lambda inputs, labels:
                tf.nn.sparse_softmax_cross_entropy_with_logits(logits=inputs, labels=labels),
        ),
        [1.588], [-0.1],
    ),
    "loss_by_example": (
        lambda: old.sequence_loss_by_example(logits(), target()[:2], weights()),
        [4.733], [-0.21],
    ),
}


@pytest.mark.parametrize("name", LEGACY)
def test_legacy_seq2seq(name):
    build, digests, sums = LEGACY[name]
    values, gradients, _ = run(build)
    np.testing.assert_allclose([digest(value) for value in values], digests, atol=2e-3)
    if sums is not None:
        np.testing.assert_allclose(gradients, sums, atol=1e-2)


def decoded(helper, cell, **settings):
    state = cell.zero_state(3, tf.float32)
    decoder = seq2seq.BasicDecoder(cell, helper, state, tf.layers.Dense(7, name="proj"))
    return seq2seq.dynamic_decode(decoder, **settings)


def training():
    return seq2seq.TrainingHelper(rand(3, 4, 2), [2, 4, 1])


def attended(mechanism, **settings):
    def build():
        cell = seq2seq.AttentionWrapper(rnn.BasicLSTMCell(4), mechanism(), **settings)
        outputs, state, lengths = decoded(training(), cell)
        history = [state.alignment_history.stack()] if settings.get("alignment_history") else []
        return [outputs, state.cell_state, state.attention, state.alignments, lengths, *history]

    return build


MEMORY, LENGTHS = (3, 5, 6), [5, 2, 3]
DECODERS = {
    "training": (
        lambda: decoded(
            training(), rnn.BasicLSTMCell(4), impute_finished=True, output_time_major=True
        ),
        [19.54, 67, 6.03, 3.17, 13], [2.5, 5.86, 0.21, 0.96],
    ),
    "greedy": (
        lambda: decoded(
            seq2seq.GreedyEmbeddingHelper(tf.get_variable("emb", [7, 2]), [1, 2, 3], 0), gru(),
            maximum_iterations=6,
        ),
        [-10.77, 350, -0.4, 28], [-0.57, -0.01, -0.1, 0.74, -0.89, 0.05, -0.47],
    ),
    "bahdanau": (
        attended(
            lambda: seq2seq.BahdanauAttention(3, rand(*MEMORY), LENGTHS, normalize=True),
            attention_layer_size=5, alignment_history=True,
        ),
        [-24.92, 291, 0.64, 0.15, 18.51, 21.37, 13, 355.5],
        [-0.01, -1.12, -2.1, 0, -0.48, 0.56, 0.02, 11.51, -0.77, -0.71],
    ),
    "luong": (
        attended(lambda: seq2seq.LuongAttention(4, rand(*MEMORY), LENGTHS, scale=True)),
        [-151.27, 406, 12.22, 6.63, 38.4, 21.61, 13], [0.34, 13.36, 7.97, 0.12, -8.98, -6.3],
    ),
    "both": (
        attended(
            lambda: [
                seq2seq.LuongAttention(4, rand(*MEMORY), LENGTHS),
                seq2seq.BahdanauAttention(2, rand(*MEMORY)),
            ],
            attention_layer_size=[5, 3],
        ),
        [329.88, 98, -1.53, -0.76, 19.61, 21.53, 23.99, 13],
        [-0.07, -0.24, -0.98, -1.88, 7.44, 0, -0.05, -5.81, 6.95, 11.1],
    ),
}


@pytest.mark.parametrize("name", DECODERS)
def test_decoders(name):
    build, digests, sums = DECODERS[name]
    values, gradients, _ = run(build)
    np.testing.assert_allclose([digest(value) for value in values], digests, atol=2e-2)
    np.testing.assert_allclose(gradients, sums, atol=1e-2)


def test_beam_search():
    def build():
        table, cell = tf.get_variable("emb", [7, 2]) * 4, gru()
        decoder = seq2seq.BeamSearchDecoder(
            cell, table, [1, 2, 3], 3, cell.zero_state(9, tf.float32), 3,
            tf.layers.Dense(7, use_bias=False),
        )
        outputs, state, lengths = seq2seq.dynamic_decode(decoder, maximum_iterations=8)
        inner = outputs.beam_search_decoder_output
        return [
            outputs.predicted_ids, inner.scores, inner.parent_ids, lengths, state.lengths,
            state.log_probs, state.finished,
        ]

    with tf.Graph().as_default(), tf.Session() as session:
        with tf.variable_scope("", initializer=start):
            results = build()
        session.run(tf.global_variables_initializer())
        digests = [digest(value) for value in session.run(results)]
    np.testing.assert_allclose(digests, [5246, -13761.31, 2136, 187, 190, -340.41, 27], rtol=1e-4)


def test_gather_tree():
    ids, parents = [[[1, 2, 3]], [[4, 5, 6]], [[7, 8, 9]]], [[[0, 0, 0]], [[0, 1, 1]], [[2, 1, 2]]]
    with tf.Session() as session:
        whole = session.run(seq2seq.gather_tree(ids, parents, [3], 10))
        ended = session.run(seq2seq.gather_tree(ids, parents, [2], 5))
    assert whole.tolist() == [[[2, 2, 2]], [[6, 5, 6]], [[7, 8, 9]]]
    assert ended.tolist() == [[[1, 2, 2]], [[4, 5, 6]], [[5, 5, 5]]]


@pytest.mark.parametrize(
    "settings, expected",
    [
        ((), 1.61),
        ((False,), 9.77),
        ((True, False), 4.85),
        ((False, False), 25.12),
        ((False, False, True, True), 1.45),
    ],
)
def test_sequence_loss(settings, expected):
    values, _, _ = run(
        lambda: seq2seq.sequence_loss(
            rand(2, 3, 5) * tf.get_variable("q", [1]),
            tf.constant([[0, 1, 2], [3, 4, 0]]),
            tf.constant([[1.0, 1, 0], [1, 0.5, 1]]),
            *settings,
        )
    )
    assert digest(values[0]) == pytest.approx(expected, abs=1e-2)


IMAGES = (2, 6, 6, 4)
TENTH = tf.constant_initializer(0.1)


def images():
    return rand(*IMAGES, seed=0, minus=0)


LAYERS = {
    "conv2d": (lambda x: layers.conv2d(x, 3, 3, 2, weights_initializer=TENTH), 76.58, 1941.29),
    "conv2d_transpose": (
        lambda x: layers.conv2d_transpose(x, 3, 3, 2, weights_initializer=TENTH), 345.99, 151606.87,
    ),
    "separable_conv2d": (
        lambda x: layers.separable_conv2d(x, 3, 3, 2, weights_initializer=TENTH), 60.49, 6571.04,
    ),
    "max_pool2d": (lambda x: layers.max_pool2d(x, 2), 58.33, 2118.56),
    "avg_pool2d": (lambda x: layers.avg_pool2d(x, [2, 2], padding="SAME"), 36.19, 1292.08),
    "batch_norm": (
        lambda x: layers.batch_norm(x, is_training=True, updates_collections=None), 0, 214.02,
    ),
    "batch_norm_of_rows": (
        lambda x: layers.batch_norm(layers.flatten(x), is_training=True, fused=False), 0, -116.20,
    ),
    "layer_norm": (layers.layer_norm, 0, 157.33),
    "instance_norm": (layers.instance_norm, 0, 131.25),
    "group_norm": (lambda x: layers.group_norm(x, groups=2), 0, 132.53),
    "unit_norm": (lambda x: layers.unit_norm(x, 3), 127.01, 18139.76),
    "softmax": (layers.softmax, 72, 10331.02),
    "maxout": (lambda x: layers.maxout(x, 2), 98.00, 7090.12),
    "repeat": (
        lambda x: layers.repeat(x, 2, layers.conv2d, 3, 3, weights_initializer=TENTH),
        679.58, 73969.35,
    ),
    "l1_l2_regularizer": (layers.l1_l2_regularizer(0.1, 0.2), 24.16, 0),
    "sum_regularizer": (
        layers.sum_regularizer([layers.l1_regularizer(0.1), layers.l2_regularizer(0.1)]), 19.32, 0,
    ),
}


@pytest.mark.parametrize("name", LAYERS)
def test_layers(name):
    build, total, weighted = LAYERS[name]
    (value,), *_ = run(lambda: build(images()))
    value = value.astype(np.float64)
    assert value.sum() == pytest.approx(total, abs=1e-2)
    places = np.arange(value.size).reshape(value.shape)
    assert (value * places).sum() == pytest.approx(weighted, rel=1e-4, abs=1e-2)


def test_embeddings():
    table = tf.constant_initializer([[1.0, 2], [3, 4], [5, 6]])

    def build():
        ids = [[1, 2], [0, 1]]
        return [
            layers.embed_sequence(ids, 3, 2, initializer=table),
            layers.embed_sequence(ids, 3, 2, unique=True, initializer=table),
            layers.bow_encoder(ids, 3, 2, initializer=table),
        ]

    (plain, unique, mean), _, graph = run(build)
    assert plain.tolist() == unique.tolist() == [[[3, 4], [5, 6]], [[1, 2], [3, 4]]]
    assert mean.tolist() == [[4, 5], [3, 4]]  # 0 stands for nothing
    assert names(graph) == [f"{name}/embeddings" for name in
                            ("EmbedSequence", "EmbedSequence_1", "bow_encoder")]


def test_batch_norm_in_an_arg_scope_and_optimize_loss():
    with tf.Graph().as_default():
        train = tf.placeholder(tf.bool, [])
        scope = slim.arg_scope(
            [layers.conv2d, layers.fully_connected], normalizer_fn=layers.batch_norm,
            normalizer_params={"is_training": train},
            weights_regularizer=layers.l2_regularizer(1e-3),
        )
        with scope:
            y = layers.conv2d(tf.ones([2, 8, 8, 3]), 4, 3, scope="c")
            y = layers.fully_connected(layers.flatten(y), 5, scope="fc")
        step = tf.train.get_or_create_global_step()
        update = layers.optimize_loss(
            tf.reduce_mean(y), step, 0.1, "Momentum", clip_gradients=1.0,
            learning_rate_decay_fn=lambda rate, n: tf.train.exponential_decay(rate, n, 10, 0.9),
            summaries=layers.OPTIMIZER_SUMMARIES,
        )
        made = [v.op.name for v in tf.global_variables()]
        assert [name for name in made if "Momentum" not in name] == [
            "c/weights", "c/BatchNorm/beta", "c/BatchNorm/moving_mean",
            "c/BatchNorm/moving_variance", "fc/weights", "fc/BatchNorm/beta",
            "fc/BatchNorm/moving_mean", "fc/BatchNorm/moving_variance", "global_step",
            "OptimizeLoss/learning_rate",
        ]
        assert "OptimizeLoss/c/weights/Momentum" in made
        assert len(tf.get_collection(tf.GraphKeys.UPDATE_OPS)) == 4
        assert len(tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)) == 2
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            session.run(update, {train: True})
            assert session.run(step) == 1


def test_optimizers_of_optimize_loss():
    with tf.Graph().as_default():
        v = tf.Variable(2.0)
        for optimizer in ("SGD", tf.train.AdamOptimizer, tf.train.GradientDescentOptimizer(0.1)):
            layers.optimize_loss(v * v, None, 0.1, optimizer)
        layers.optimize_loss(v * v, None, None, lambda: tf.train.AdagradOptimizer(0.1))
        with pytest.raises(ValueError, match="SGD"):
            layers.optimize_loss(v * v, None, 0.1, "SDG")


def test_losses():
    losses = contrib.losses
    metric = losses.metric_learning

    def build():
        guesses, labels = tf.constant([[0.2, 0.8], [0.4, 0.6]]), tf.constant([[0.0, 1], [1, 0]])
        points, classes = rand(4, 3, seed=0, minus=0), tf.constant([0, 0, 1, 1])
        return [
            losses.absolute_difference(guesses, labels),
            losses.softmax_cross_entropy(guesses, labels),
            losses.mean_squared_error(guesses, labels),
            losses.get_total_loss(),
            metric.triplet_semihard_loss(classes, points),
            metric.lifted_struct_loss(classes, points),
        ]

    values, *_ = run(build)
    expected = [0.4, 0.6178, 0.2, 0.4 + 0.6178 + 0.2, 0.9304, 2.801]
    np.testing.assert_allclose(values, expected, atol=1e-4)


def test_metrics():
    with tf.Graph().as_default():
        guesses, labels = tf.constant([0, 1, 1, 2]), tf.constant([0, 1, 2, 2])
        metrics = contrib.metrics
        values, updates = slim.metrics.aggregate_metric_map(
            {
                "accuracy": metrics.streaming_accuracy(guesses, labels),
                "iou": metrics.streaming_mean_iou(guesses, labels, 3),
                "kappa": metrics.cohen_kappa(labels, guesses, 3),
                "all": metrics.streaming_concat(guesses),
            }
        )
        with tf.Session() as session:
            session.run([tf.local_variables_initializer(), tf.global_variables_initializer()])
            assert session.run(metrics.accuracy(guesses, labels)) == 0.75
            assert session.run(metrics.confusion_matrix(labels, guesses)).tolist() == [
                [1, 0, 0], [0, 1, 0], [0, 1, 1]
            ]
            session.run(updates)
            assert session.run(values["accuracy"]) == 0.75
            assert session.run(values["iou"]) == pytest.approx(2 / 3)
            assert session.run(values["kappa"]) == pytest.approx(7 / 11)
            assert session.run(values["all"]).tolist() == [0, 1, 1, 2]


def test_variables_of_framework(tmp_path):
    framework = contrib.framework
    with tf.Graph().as_default(), tf.Session() as session:
        v = framework.model_variable("a/v", [2], initializer=TENTH)
        framework.variable("b/w", [2], initializer=TENTH)
        framework.local_variable(3.0, name="here")
        step = framework.get_or_create_global_step()
        framework.assert_global_step(step)
        assert framework.get_model_variables() == [v]
        assert [x.op.name for x in framework.get_variables("b")] == ["b/w"]
        assert [x.op.name for x in framework.get_variables_to_restore(exclude=["b"])] == [
            "a/v", "global_step"
        ]
        session.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
        session.run(*framework.assign_from_values({"a/v": np.array([7, 8], np.float32)}))
        path = tf.train.Saver().save(session, str(tmp_path / "model"))
        session.run(tf.global_variables_initializer())
        framework.assign_from_checkpoint_fn(path, [v])(session)
        assert session.run(v).tolist() == framework.load_variable(path, "a/v").tolist() == [7, 8]
        assert session.run(framework.sort([3, 1, 2])).tolist() == [1, 2, 3]
        with pytest.raises(ValueError, match="shape"):
            framework.with_shape([3], v)


def test_slim_trains_and_evaluates(tmp_path):
    with tf.Graph().as_default():
        x = rand(8, 3, seed=0, minus=0)
        init = {"weights_initializer": TENTH}
        h = slim.fully_connected(x, 4, normalizer_fn=slim.batch_norm, **init)
        guess = slim.fully_connected(h, 1, activation_fn=None, **init)
        slim.losses.mean_squared_error(guess, tf.reduce_sum(x, 1, keepdims=True))
        loss = slim.losses.get_total_loss()
        train = slim.learning.create_train_op(
            loss, tf.train.GradientDescentOptimizer(0.1), clip_gradient_norm=1.0,
            summarize_gradients=True, gradient_multipliers={"fully_connected/weights": 0.5},
        )
        last = slim.learning.train(train, str(tmp_path), number_of_steps=20, log_every_n_steps=50)
        assert last == pytest.approx(0.0803, abs=2e-4)


def test_slims_networks():
    with tf.Graph().as_default():
        nets = slim.nets
        with slim.arg_scope(nets.resnet_v1.resnet_arg_scope()):
            result, _ = nets.resnet_v1.resnet_v1_50(tf.zeros([1, 64, 64, 3]), 10)
        vgg, _ = nets.vgg.vgg_a(tf.zeros([1, 224, 224, 3]), 10, is_training=False)
        assert result.shape == [1, 1, 1, 10] and vgg.shape == [1, 10]


def test_crf():
    random = np.random.RandomState(0)
    scores = tf.constant(random.rand(3, 4, 3).astype(np.float32))
    tags = tf.constant(random.randint(0, 3, [3, 4]))
    lengths = tf.constant([4, 2, 1])
    steps = tf.constant(random.rand(3, 3).astype(np.float32))
    crf = contrib.crf
    likelihood, _ = crf.crf_log_likelihood(scores, tags, lengths, steps)
    best, score = crf.crf_decode(scores, steps, lengths)
    with tf.Session() as session:
        np.testing.assert_allclose(session.run(likelihood), [-4.193, -2.468, -1.311], atol=1e-3)
        np.testing.assert_allclose(session.run(score), [5.151, 2.366, 0.64], atol=1e-3)
        best, scores, steps = session.run([best, scores, steps])
    for i, length in enumerate([4, 2, 1]):
        path, _ = crf.viterbi_decode(scores[i, :length], steps)
        assert best[i].tolist() == path + [0] * (4 - length)


def test_lookup():
    lookup = contrib.lookup

    def build():
        table = lookup.index_table_from_tensor(mapping=tf.constant(["a", "b"]), num_oov_buckets=1)
        back = lookup.index_to_string_table_from_tensor(mapping=["a", "b"])
        both = lookup.KeyValueTensorInitializer(["x"], [10])
        return [
            table.lookup(tf.constant(["b", "z"])),
            back.lookup(tf.constant([1, 5], tf.int64)),
            lookup.HashTable(both, -1).lookup(tf.constant(["x", "y"])),
            tf.zeros([]),
        ]

    (indices, strings, numbers, _), *_ = run(build)
    assert indices.tolist() == [1, 2]
    assert strings.tolist() == [b"b", b"UNK"]
    assert numbers.tolist() == [10, -1]


def test_images():
    random = np.random.RandomState(0)
    pixels = tf.constant(random.rand(2, 5, 6, 3).astype(np.float32))
    image = contrib.image
    with tf.Session() as session:
        moved, turned, back = session.run(
            [
                image.translate(pixels, [1, 2]),
                image.rotate(image.rotate(pixels[:, :, :5], np.pi / 2), -np.pi / 2),
                pixels,
            ]
        )
    np.testing.assert_array_equal(moved[:, 2:, 1:], back[:, :-2, :-1])
    assert not moved[:, :2].any() and not moved[:, :, 0].any()
    np.testing.assert_array_equal(turned, back[:, :, :5])


def test_data():
    data = contrib.data
    with tf.Graph().as_default(), tf.Session() as session:
        for apply, first in (
            (data.batch_and_drop_remainder(3), [0, 1, 2]),
            (data.sliding_window_batch(3, window_shift=2), [0, 1, 2]),
            (data.map_and_batch(lambda x: x * 2, 3), [0, 2, 4]),
        ):
            entries = tf.data.Dataset.range(7).apply(apply)
            batch = entries.make_one_shot_iterator().get_next()
            assert session.run(batch).tolist() == first


def optimized(optimizer):
    with tf.Graph().as_default(), tf.Session() as session:
        table = tf.Variable([[1.0, 2], [3, 4], [5, 6]])
        rows = tf.gather(table, [0, 2])
        train = optimizer().minimize(tf.reduce_sum((rows - tf.constant([1.0, -1.0])) ** 2))
        session.run(tf.global_variables_initializer())
        for _ in range(3):
            session.run(train)
        return session.run(table)


def test_optimizers():
    opt = contrib.opt
    lazy, adam = optimized(lambda: opt.LazyAdamOptimizer(0.1)), optimized(tf.train.AdamOptimizer)
    assert lazy[1].tolist() == adam[1].tolist() == [3, 4]
    assert lazy[2, 1] == pytest.approx(5.7003, abs=1e-3)
    decayed = optimized(lambda: opt.AdamWOptimizer(0.01, 0.1))
    assert decayed[1].tolist() == [3, 4]  # a row without a gradient does not decay
    with tf.Graph().as_default(), tf.Session() as session:
        v = tf.Variable([7.0, 7.0])
        loss = tf.reduce_sum((v - 1) ** 2)
        for settings, best in (
            ({}, [1, 1]),
            ({"equalities": [v[0] + v[1] - 4], "inequalities": [v[0] - 3]}, [3, 1]),
            ({"var_to_bounds": {v: ([2, -5], np.inf)}}, [2, 1]),
        ):
            session.run(tf.global_variables_initializer())
            opt.ScipyOptimizerInterface(loss, **settings).minimize(session)
            np.testing.assert_allclose(session.run(v), best, atol=1e-3)


def test_moving_averages_are_saved_under_the_variables_names(tmp_path):
    with tf.Graph().as_default(), tf.Session() as session:
        v = tf.Variable(1.0, name="v")
        optimizer = contrib.opt.MovingAverageOptimizer(
            tf.train.GradientDescentOptimizer(0.1), average_decay=0.5
        )
        train = optimizer.minimize(v * v)
        session.run(tf.global_variables_initializer())
        session.run(train)
        path = optimizer.swapping_saver().save(session, str(tmp_path / "model"))
        assert tf.train.load_variable(path, "v") == pytest.approx(0.9)
        assert session.run(v) == pytest.approx(0.8)


def test_hyperparameters():
    values = contrib.training.HParams(a=1, b=2.5, c="x", d=[1, 2], e=True)
    values.parse("a=3,b=1e-3,c=hello world,d=[4,5,6],e=false")
    assert values.values() == {"a": 3, "b": 0.001, "c": "hello world", "d": [4, 5, 6], "e": False}
    assert values.get("none", 5) == 5 and "a" in values
    for wrong in ("q=1", "a=x", "a=1,a=2", "a=[1]", "d=1"):
        with pytest.raises(ValueError):
            values.parse(wrong)


def test_words_as_numbers(tmp_path):
    texts = ["The cat SAT on theMat, cat's here", "a dog-house cat on on", "UPPERcase XMLFile the"]
    words = contrib.learn.preprocessing.VocabularyProcessor(5)
    assert np.array(list(words.fit_transform(texts))).tolist() == [
        [1, 2, 3, 4, 5], [8, 9, 2, 4, 4], [10, 11, 12, 13, 14]
    ]
    assert list(words.reverse([[1, 2, 0]])) == ["The cat <UNK>"]
    words.save(tmp_path / "words")
    again = contrib.learn.preprocessing.VocabularyProcessor.restore(tmp_path / "words")
    assert next(again.transform(["cat zebra"])).tolist() == [2, 0, 0, 0, 0]


def test_data_sets_of_learn(tmp_path):
    datasets = contrib.learn.datasets
    iris = datasets.load_dataset("iris")
    assert iris.data.sum() == pytest.approx(2078.2) and iris.target.sum() == 150
    (tmp_path / "table.csv").write_text("2,2,name\n1,2,0\n4,5,1\n")
    table = datasets.base.load_csv_with_header(
        filename=tmp_path / "table.csv", target_dtype=np.int64, features_dtype=np.float32
    )
    assert table.data.tolist() == [[1, 2], [4, 5]] and table.target.tolist() == [0, 1]
    (tmp_path / "odd.csv").write_bytes(b"a\x0cb\r\nc\xe9\nd\ne")
    datasets.base.shrink_csv(str(tmp_path / "odd.csv"), 2)
    assert (tmp_path / "odd_small.csv").read_bytes() == b"a\x0cb\r\nd\n"
    with pytest.raises(ValueError, match="iris"):
        datasets.load_dataset("irises")


def test_projector(tmp_path):
    with activated():
        from tensorflow.contrib.tensorboard.plugins import projector
    config = projector.ProjectorConfig()
    embedding = config.embeddings.add()
    embedding.tensor_name, embedding.metadata_path = "emb:0", 'a "q".tsv'
    embedding.sprite.single_image_dim.extend([28, 28])
    projector.visualize_embeddings(tf.summary.FileWriter(str(tmp_path)), config)
    assert (tmp_path / "projector_config.pbtxt").read_text() == (
        'embeddings {\n  tensor_name: "emb:0"\n  metadata_path: "a \\"q\\".tsv"\n'
        "  sprite {\n    single_image_dim: 28\n    single_image_dim: 28\n  }\n}\n"
    )


@pytest.mark.parametrize(
    "line",
    """
    import tensorflow.contrib.slim.nets as nets
    from tensorflow.contrib.slim.nets import vgg
    from tensorflow.contrib.slim.python.slim.nets import inception_v3
    from tensorflow.contrib.layers.python.layers import batch_norm, initializers, utils
    from tensorflow.contrib.layers.python.layers.layers import conv2d
    from tensorflow.contrib.framework.python.ops import add_arg_scope, arg_scope, variables
    from tensorflow.contrib.framework import nest
    from tensorflow.contrib.rnn.python.ops.core_rnn_cell import BasicLSTMCell
    from tensorflow.contrib.rnn.python.ops import rnn, rnn_cell
    from tensorflow.contrib.seq2seq.python.ops import attention_wrapper, beam_search_decoder
    from tensorflow.contrib.legacy_seq2seq.python.ops import seq2seq
    from tensorflow.contrib.learn.python.learn.datasets.mnist import read_data_sets
    from tensorflow.contrib.learn.python.learn.datasets import base
    from tensorflow.python.ops.seq2seq import sequence_loss
    from tensorflow.python.ops import rnn_cell, rnn_cell_impl
    import tensorflow.contrib.eager as tfe
    """.strip().splitlines(),
)
def test_private_modules_that_programs_import(line):
    with activated():
        exec(line.strip(), {"__name__": "__main__"})


def test_a_name_that_is_not_supplied_says_so():
    with pytest.raises(AttributeError, match=r"tf\.contrib\.bayesflow was removed with tf.contrib"):
        _ = contrib.bayesflow


EAGER = """
import numpy as np
import tensorflow as tf
tfe = tf.contrib.eager
tfe.enable_eager_execution(config=tf.ConfigProto(allow_soft_placement=True))
data = tf.data.Dataset.from_tensor_slices(np.arange(4.0)).batch(2)
print([batch.numpy().tolist() for batch in tfe.Iterator(data)])
w = tfe.Variable(3.0, name="w")
(gradient, _), = tfe.implicit_gradients(lambda x: w * w * x)(2.0)
print(gradient.numpy(), tfe.gradients_function(lambda a, b: a * a * b)(3.0, 2.0)[1].numpy())
mean = tfe.metrics.Mean()
mean(1.0)
mean([2.0, 3.0])
print(mean.result().numpy())
model = tf.keras.Sequential([tf.keras.layers.Dense(3, input_shape=(2,)), tf.keras.layers.Dense(1)])
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(model(tf.ones([2, 2])) ** 2)
step = tf.train.get_or_create_global_step()
gradients = zip(tape.gradient(loss, model.variables), model.variables)
tf.train.AdamOptimizer().apply_gradients(gradients, global_step=step)
print(step.numpy())
"""


def test_eager_programs(tmp_path):
    (tmp_path / "eager.py").write_text(EAGER)
    result = python("-m", "tfgraph_course", "run", "eager.py", cwd=tmp_path)
    printed = ["[[0.0, 1.0], [2.0, 3.0]]", "12.0 9.0", "2.0", "1"]
    assert result.stdout.splitlines() == printed, result.stderr


def test_buckets_share_the_weights_of_encoder_and_decoder(sess):
    """`model_with_buckets` builds the model once a bucket, from one cell, with the same weights."""
    cell = tf.nn.rnn_cell.GRUCell(4)
    symbols = [tf.constant([1, 2]) for _ in range(4)]
    weights = [tf.ones([2]) for _ in range(4)]

    def model(encoder_inputs, decoder_inputs):
        return tf.contrib.legacy_seq2seq.embedding_rnn_seq2seq(
            encoder_inputs, decoder_inputs, cell, 5, 5, 3
        )

    outputs, losses = tf.contrib.legacy_seq2seq.model_with_buckets(
        symbols, symbols, symbols, weights, [(2, 2), (4, 4)], model
    )
    sess.run(tf.global_variables_initializer())
    # two embeddings, encoder and decoder of two kernels and biases each, the projection
    assert len(tf.trainable_variables()) == 2 + 2 * 4 + 2
    short, long = sess.run([outputs[0], outputs[1][:2]])
    assert len(losses) == 2 and np.shape(short) == np.shape(long) == (2, 2, 5)
