"""`tf.contrib.learn` and `tf.estimator` against what TensorFlow 1.15.5 and the book printed."""

import ast
import inspect
import itertools

import numpy as np
import pytest
from book import BODIES
from sklearn.linear_model import LogisticRegression

from tests.forked import python
from tfgraph_course import tf
from tfgraph_course.tf1.contrib.learn.arrays import array_source
from tfgraph_course.tf1.doors.imports import activated

pytestmark = [
    pytest.mark.ch4,
    pytest.mark.filterwarnings(r"ignore:`(tf\.|layer\.).*` is deprecated and:UserWarning"),
]
contrib, layers, learn = tf.contrib, tf.contrib.layers, tf.contrib.learn
core, columns = tf.estimator, tf.feature_column

# The lines of the book's chapter on TensorFlow Learn; what is printed to be seen is printed here.
TEXT = [
    (1399, 1401), (1405, 1413), (1415, 1420), (1423, 1431), (1437, 1440), (1445, 1446),
    (1454, 1457), (1462, 1468), (1473, 1474), "print(", (1475, 1476), ")", (1488, 1493),
    (1495, 1501), "print(", (1502, 1503), ")", (1504, 1508), (1520, 1522), (1529, 1529),
    (1538, 1541), (1550, 1558), (1563, 1566), (1575, 1580), (1589, 1597), (1607, 1614), "print(",
    (1615, 1615), ")", (1627, 1628), (1658, 1668),
]
WEIGHTS = ["conv_layer/Conv", "fully_connected", "fully_connected_1"]
NAMES = sorted(
    ["OptimizeLoss/beta1_power", "OptimizeLoss/beta2_power", "OptimizeLoss/learning_rate"]
    + [f"OptimizeLoss/{layer}/{kind}/{slot}" for layer in WEIGHTS
       for kind in ("biases", "weights") for slot in ("Adam", "Adam_1")]
    + [f"{layer}/{kind}" for layer in WEIGHTS for kind in ("biases", "weights")]
    + ["global_step"]
)


@pytest.fixture
def data():
    """Three classes that a plane can tell apart: [50, 4] and [50]."""
    classes = np.arange(50, dtype=np.int32) % 3
    x = np.random.RandomState(0).rand(50, 4).astype(np.float32)
    x[np.arange(50), classes] += 1
    return x, classes


def linear(x, **settings):
    found = learn.infer_real_valued_columns_from_input(x)
    return learn.LinearClassifier(feature_columns=found, n_classes=3, **settings)


def feed(x, y=None, epochs=1, shuffle=False, **settings):
    settings = {"batch_size": 32, "num_epochs": epochs, "shuffle": shuffle} | settings
    return core.inputs.numpy_input_fn({"x": x}, y, **settings)


def test_the_books_program_runs_as_printed(book, tmp_path):
    text = book / "text.zh.txt"
    if not text.exists():
        pytest.skip("the folder does not hold the book")
    (tmp_path / "data_with_labels.npz").symlink_to((book / "data_with_labels.npz").resolve())
    lines = text.read_text(encoding="utf-8").splitlines()
    program = []
    for part in TEXT:
        if isinstance(part, str):
            program.append(part)
            continue
        for number in range(part[0], part[1] + 1):
            depth = sum(first <= number <= last for first, last in BODIES)
            program.append("    " * depth + lines[number - 1])
    source = "\n".join(program)
    first, *others = source.split("steps=1024")
    source = first + "steps=1024" + "steps=60".join(others)  # the linear model trains to the end
    (tmp_path / "program.py").write_text(source, encoding="utf-8")
    ended = python("-m", "tfgraph_course", "run", "program.py", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    accuracy = float(ended.stdout.split()[0])
    assert accuracy == pytest.approx(0.7527, abs=0.008)  # what TensorFlow 1.2.1 reaches
    printed = ast.literal_eval("".join(lines[1628:1650]))
    assert f"\n{printed}\n" in ended.stdout
    assert printed == NAMES


def test_the_names_of_a_model_function(data):
    x, y = data

    def model(X, y, mode):
        y = tf.one_hot(tf.cast(y, tf.int32), 3, 1, 0)
        with tf.variable_scope("conv_layer"):
            net = layers.convolution2d(tf.reshape(X, [-1, 2, 2, 1]), 4, [2, 2])
        net = layers.fully_connected(tf.reshape(net, [-1, 16]), 5)
        net = layers.dropout(net, 0.9, is_training=mode == learn.ModeKeys.TRAIN)
        logits = layers.fully_connected(net, 3, activation_fn=None)
        loss = tf.losses.softmax_cross_entropy(y, logits)
        step = contrib.framework.get_global_step()
        train = layers.optimize_loss(loss, step, optimizer="Adam", learning_rate=0.01)
        return tf.argmax(logits, 1), loss, train

    with activated():
        exec(
            "from tensorflow.contrib.learn.python.learn.estimators import estimator",
            space := {"__name__": "__main__"},
        )
    classifier = space["estimator"].SKCompat(
        learn.Estimator(model_fn=model, config=learn.RunConfig(tf_random_seed=0))
    )
    classifier.fit(x, y, steps=200, batch_size=32)
    assert (classifier.predict(x) == y).mean() > 0.9
    assert classifier._estimator.get_variable_names() == NAMES
    assert classifier._estimator.get_variable_value("conv_layer/Conv/weights").shape == (2, 2, 1, 4)


def test_a_linear_classifier_of_learn_gives_the_numbers_of_12_and_115(data):
    x, y = data
    classifier = learn.SKCompat(linear(x))
    classifier.fit(x, y, steps=50, batch_size=32)
    found = classifier._estimator
    assert found.get_variable_value("linear/bias_weight") == pytest.approx(
        [0.02062049, 0.02954797, -0.06693296], abs=1e-5
    )
    np.testing.assert_allclose(
        found.get_variable_value("linear//weight")[0], [1.3588, -1.06228, -0.96407], atol=1e-4
    )
    scores = classifier.score(x, y)
    assert scores == {"loss": pytest.approx(0.26696, abs=1e-4), "accuracy": 1, "global_step": 50}
    guesses = classifier.predict(x, batch_size=32)
    assert {key: value.shape for key, value in guesses.items()} == {
        "logits": (50, 3), "probabilities": (50, 3), "classes": (50,)
    }
    assert guesses["classes"].tolist() == y.tolist() == list(found.predict(x))
    np.testing.assert_allclose(guesses["probabilities"].sum(1), 1, rtol=1e-5)
    # In batches of another size the same rows are multiplied in another order.
    np.testing.assert_allclose(
        found.predict_proba(x, as_iterable=False), guesses["probabilities"], rtol=1e-6
    )


def test_two_classes_of_learn_give_the_numbers_of_115(data):
    x, y = data
    classifier = learn.LinearClassifier(learn.infer_real_valued_columns_from_input(x))
    classifier.fit(x, y > 0, steps=50, batch_size=32)
    scores = classifier.evaluate(x=x, y=y > 0)
    expected = {
        "accuracy": 0.96, "accuracy/baseline_label_mean": 0.66,
        "accuracy/threshold_0.500000_mean": 0.96, "auc": 0.9982174,
        "auc_precision_recall": 0.99909514, "global_step": 50, "labels/actual_label_mean": 0.66,
        "labels/prediction_mean": 0.6644434, "loss": 0.2603636,
        "precision/positive_threshold_0.500000_mean": 0.94285715,
        "recall/positive_threshold_0.500000_mean": 1.0,
    }
    assert scores == pytest.approx(expected, abs=1e-4)


def test_regressors_of_learn(data):
    x, y = data
    found = learn.infer_real_valued_columns_from_input(x)
    regressor = learn.LinearRegressor(feature_columns=found)
    regressor.fit(x, y.astype(np.float32), steps=50, batch_size=32)
    assert regressor.predict(x[:3], as_iterable=False) == pytest.approx(
        [0.3026, 1.10086, 1.79931], abs=1e-4
    )
    config = learn.RunConfig(tf_random_seed=0)
    deep = learn.DNNRegressor([8], found, optimizer=tf.train.AdamOptimizer(0.05), config=config)
    deep.fit(x, y[:, None], steps=100, batch_size=32)
    assert deep.evaluate(x=x, y=y)["loss"] < 0.1


def test_a_deep_classifier_of_learn(data):
    x, y = data
    config = learn.RunConfig(tf_random_seed=0)
    classifier = learn.DNNClassifier(
        feature_columns=learn.infer_real_valued_columns_from_input(x), hidden_units=[10, 5],
        n_classes=3, optimizer="Adam", activation_fn=tf.nn.tanh, dropout=0.1, config=config,
    )
    classifier.fit(x, y, steps=60, batch_size=32)
    assert classifier.evaluate(x=x, y=y)["accuracy"] > 0.95
    weights = [name for name in classifier.get_variable_names() if "Adam" not in name]
    scopes = ["dnn/hiddenlayer_0", "dnn/hiddenlayer_1", "dnn/logits"]
    assert [name for name in weights if name.startswith(tuple(scopes))] == [
        f"{scope}/{kind}" for scope in scopes for kind in ("biases", "weights")
    ]


@pytest.mark.parametrize("which", ["learn", "estimator"])
def test_classifiers_agree_with_scikit_learn(which):
    random = np.random.RandomState(1)
    x = random.normal(size=(200, 2)).astype(np.float32)
    y = (x @ [2, -1] > 0).astype(np.int64)
    theirs = LogisticRegression(C=100).fit(x, y)
    if which == "learn":
        ours = learn.LinearClassifier(
            learn.infer_real_valued_columns_from_input(x), optimizer="SGD"
        )
        ours.fit(x, y, steps=300, batch_size=50)
        classes, weights = np.array(list(ours.predict(x))), "linear//weight"
    else:
        ours = core.LinearClassifier([columns.numeric_column("x", [2])])
        ours.train(feed(x, y, None, True), steps=300)
        classes = np.array([row["class_ids"][0] for row in ours.predict(feed(x))])
        weights = "linear/linear_model/x/weights"
    assert (classes == theirs.predict(x)).mean() > 0.97
    weights = ours.get_variable_value(weights)[:, 0]
    cosine = weights @ theirs.coef_[0] / np.linalg.norm(weights) / np.linalg.norm(theirs.coef_)
    assert cosine > 0.99


def test_fit_goes_on_from_the_folder(data, tmp_path):
    x, y = data
    linear(x, model_dir=tmp_path).fit(x, y, steps=5, batch_size=32)
    again = linear(x, config=learn.RunConfig(model_dir=str(tmp_path)))
    assert again.get_variable_value("global_step") == 5
    assert again.fit(x, y, steps=3, batch_size=32).evaluate(x=x, y=y)["global_step"] == 8
    again.fit(x, y, max_steps=10, batch_size=32)
    again.fit(x, y, max_steps=10, batch_size=32)
    assert again.get_variable_value("global_step") == 10
    assert list(tmp_path.glob("events.out*")) and list(tmp_path.glob("eval/events.out*"))


def test_batches():
    rows = np.arange(50)

    def first_four(source):
        *_, feeds = source()
        return [next(iter(feed.values())) for feed in itertools.islice(feeds, 4)]

    assert [len(batch) for batch in first_four(array_source(rows, batch_size=32))] == [32, 18]
    batches = first_four(array_source(rows, batch_size=32, training=True))
    assert [len(batch) for batch in batches] == [32, 18, 32, 18]
    assert batches[0][:5].tolist() == [13, 39, 30, 45, 17]  # as TensorFlow Learn shuffled
    epochs = [sorted(np.concatenate(batches[i : i + 2])) for i in (0, 2)]
    assert epochs == [list(rows)] * 2 and batches[0].tolist() != batches[2].tolist()

    for settings, expected in ({"epochs": 2}, [32, 32, 32, 4]), ({"batch_size": 64}, [50]):
        with tf.Graph().as_default() as graph, tf.Session() as session:
            tf.set_random_seed(3)
            batch, labels = feed(rows, rows * 2, **settings, shuffle="epochs" in settings)()
            session.run(graph.get_collection(tf.GraphKeys.TABLE_INITIALIZERS))
            seen = []
            with pytest.raises(tf.errors.OutOfRangeError):
                while True:
                    seen.append(session.run([batch["x"], labels]))
        assert [len(x) for x, _ in seen] == expected
        assert all((x * 2 == y).all() for x, y in seen)
        order = np.concatenate([x for x, _ in seen])
        assert sorted(order[:50]) == list(rows)


def test_the_seed_repeats_a_run(data):
    x, y = data

    def weights(seed):
        found = learn.infer_real_valued_columns_from_input(x)
        config = learn.RunConfig(tf_random_seed=seed)
        model = learn.DNNClassifier([4], found, n_classes=3, dropout=0.5, config=config)
        model.fit(x, y, steps=5, batch_size=32)
        return model.get_variable_value("dnn/logits/weights")

    first = weights(1)
    np.testing.assert_array_equal(first, weights(1))
    assert (first != weights(2)).any()


def test_input_functions_parameters_and_metrics_of_learn(data):
    x, y = data
    words = np.array(["a", "b", "c"])[y]

    def input_fn():
        return {"word": tf.constant(words)[:, None], "x": tf.constant(x)}, tf.constant(y)

    word = layers.sparse_column_with_keys("word", keys=["a", "b", "c"])
    wide = [word, layers.bucketized_column(layers.real_valued_column("x", 4), [0.5, 1.0])]
    model = learn.LinearClassifier(wide, n_classes=3)
    model.fit(input_fn=input_fn, steps=20)
    metric = learn.MetricSpec(contrib.metrics.streaming_accuracy, prediction_key="classes")
    scores = model.evaluate(input_fn=input_fn, steps=1, metrics={"again": metric})
    assert scores["again"] == scores["accuracy"] == 1
    assert model.get_variable_value("linear/word/weights").shape == (3, 3)
    deep = [layers.embedding_column(word, 2), layers.one_hot_column(word)]
    config = learn.RunConfig(tf_random_seed=1)
    other = learn.DNNClassifier([4], deep, n_classes=3, optimizer="Adam", config=config)
    other.fit(input_fn=input_fn, steps=30)
    assert other.evaluate(input_fn=input_fn, steps=1)["accuracy"] > 0.6

    def model_fn(features, labels, mode, params):
        guess = tf.get_variable("guess", [], initializer=tf.zeros_initializer())
        loss = (guess - params["goal"]) ** 2 + 0 * tf.reduce_sum(features)
        step = tf.train.get_global_step()
        train = tf.train.GradientDescentOptimizer(0.5).minimize(loss, global_step=step)
        return learn.ModelFnOps(mode, {"guess": guess + features[:, 0]}, loss, train)

    model = learn.Estimator(model_fn, params={"goal": 3.0}).fit(x, y, steps=1)
    assert next(model.predict(0 * x))["guess"] == 3


def test_ready_made_models_give_the_numbers_of_115(data):
    x, y = data
    model = core.LinearClassifier([columns.numeric_column("x", [4])], n_classes=3)
    model.train(feed(x, y, None), steps=50)
    assert model.get_variable_value("linear/linear_model/bias_weights") == pytest.approx(
        [0.29325, 0.070825, -0.134042], abs=1e-4
    )
    assert model.evaluate(feed(x, y)) == pytest.approx(
        {"accuracy": 1, "average_loss": 0.179944, "global_step": 50, "loss": 4.49859}, abs=1e-4
    )
    first = next(model.predict(feed(x)))
    assert first["logits"] == pytest.approx([0.52819, -2.08576, -2.25171], abs=1e-4)
    assert first["class_ids"].tolist() == [0] and first["classes"].tolist() == [b"0"]
    (batch,) = model.predict(feed(x, batch_size=50), "class_ids", yield_single_examples=False)
    assert batch["class_ids"].shape == (50, 1)


def test_ready_made_models_learn(data):
    x, y = data
    column, config = [columns.numeric_column("x", [4])], core.RunConfig(tf_random_seed=0)
    binary = core.DNNClassifier([10, 5], column, optimizer="Adam", config=config)
    binary.train(feed(x, y == 1, None), steps=60)
    scores = binary.evaluate(feed(x, y == 1))
    assert scores["accuracy"] > 0.9 and scores["accuracy_baseline"] == pytest.approx(0.66)
    assert set(scores) == {
        "accuracy", "accuracy_baseline", "auc", "auc_precision_recall", "average_loss",
        "global_step", "label/mean", "loss", "precision", "prediction/mean", "recall",
    }
    assert set(next(binary.predict(feed(x)))) == {
        "all_class_ids", "all_classes", "class_ids", "classes", "logistic", "logits",
        "probabilities",
    }
    assert "dnn/hiddenlayer_0/kernel" in binary.get_variable_names()
    regressor = core.DNNRegressor([8], column, optimizer=tf.train.AdamOptimizer, config=config)
    regressor.train(feed(x, y, None), steps=100)
    regressor.train(feed(x, y, None), steps=1)
    assert set(regressor.evaluate(feed(x, y))) == {
        "average_loss", "global_step", "label/mean", "loss", "prediction/mean"
    }
    assert next(regressor.predict(feed(x)))["predictions"].shape == (1,)
    line = core.LinearRegressor(column, label_dimension=2)
    line.train(feed(x, np.stack([y, y], 1), None), steps=20)
    assert next(line.predict(feed(x)))["predictions"].shape == (2,)


def test_training_and_evaluating_by_turns_and_saving(data, tmp_path):
    x, y = data
    words = np.array(["a", "b", "c"])[y]
    column = [columns.numeric_column("x", [4])]
    model = core.DNNLinearCombinedClassifier(
        linear_feature_columns=column, linear_optimizer=tf.train.FtrlOptimizer(0.2),
        dnn_feature_columns=column, dnn_hidden_units=[5], dnn_optimizer="SGD", n_classes=3,
         label_vocabulary=["a", "b", "c"], model_dir=tmp_path,
        config=core.RunConfig(tf_random_seed=1, save_checkpoints_steps=40),
    )
    receive = core.export.build_raw_serving_input_receiver_fn({"x": tf.constant(x)})
    scores, (path,) = core.train_and_evaluate(
        model,
        core.TrainSpec(feed(x, words, None, True), max_steps=120),
        core.EvalSpec(
            feed(x, words), throttle_secs=0, start_delay_secs=0,
            exporters=core.FinalExporter("final", receive),
        ),
    )
    assert scores["global_step"] == 120 and scores["accuracy"] > 0.9
    outputs = contrib.predictor.from_saved_model(path.decode())({"x": x})
    guesses = outputs["classes"][:, 0].astype(str)
    assert (guesses == words).mean() == pytest.approx(scores["accuracy"])
    spec = columns.make_parse_example_spec(column)
    parse = core.export.build_parsing_serving_input_receiver_fn(spec)
    example = tf.train.Example()
    example.features.feature["x"].float_list.value.extend(x[1])
    path = model.export_savedmodel(tmp_path / "parsed", parse)
    call = contrib.predictor.from_saved_model(path.decode())
    logits = call({"examples": [example.SerializeToString()]})["logits"][0]
    np.testing.assert_allclose(logits, outputs["logits"][1], rtol=1e-4)


def test_a_model_function_of_estimator(data):
    x, y = data

    def model_fn(features, labels, mode, params):
        logits = tf.layers.dense(features["x"], 3, name="out")
        guesses = {"classes": tf.argmax(logits, 1)}
        if mode == core.ModeKeys.PREDICT:
            return core.EstimatorSpec(mode, predictions=guesses)
        loss = tf.losses.sparse_softmax_cross_entropy(labels, logits)
        if mode == core.ModeKeys.EVAL:
            accuracy = tf.metrics.accuracy(labels, guesses["classes"])
            return core.EstimatorSpec(mode, loss=loss, eval_metric_ops={"accuracy": accuracy})
        train = tf.train.AdamOptimizer(params["rate"]).minimize(loss, tf.train.get_global_step())
        return core.EstimatorSpec(mode, loss=loss, train_op=train)

    def dataset():
        return tf.data.Dataset.from_tensor_slices(({"x": x}, y)).shuffle(50, 1).repeat(10).batch(20)

    model = core.Estimator(model_fn, params={"rate": 0.1}, config=core.RunConfig(tf_random_seed=0))
    model.train(dataset)
    assert model.evaluate(dataset, name="all")["accuracy"] > 0.95
    assert model.latest_checkpoint().endswith("model.ckpt-25")
    guesses = np.array([row["classes"] for row in model.predict(feed(x))])
    assert (guesses == y).mean() > 0.9


ARGUMENTS = {  # in the order of TensorFlow 1.15
    (core, "LinearClassifier"):
        "feature_columns model_dir n_classes weight_column label_vocabulary optimizer config "
        "partitioner warm_start_from loss_reduction sparse_combiner",
    (core, "DNNRegressor"):
        "hidden_units feature_columns model_dir label_dimension weight_column optimizer "
        "activation_fn dropout input_layer_partitioner config warm_start_from loss_reduction "
        "batch_norm",
    (core, "DNNLinearCombinedRegressor"):
        "model_dir linear_feature_columns linear_optimizer dnn_feature_columns dnn_optimizer "
        "dnn_hidden_units dnn_activation_fn dnn_dropout label_dimension weight_column "
        "input_layer_partitioner config warm_start_from loss_reduction batch_norm "
        "linear_sparse_combiner",
    (learn, "LinearRegressor"):
        "feature_columns model_dir weight_column_name optimizer gradient_clip_norm "
        "enable_centered_bias label_dimension _joint_weights config feature_engineering_fn",
    (learn, "DNNClassifier"):
        "hidden_units feature_columns model_dir n_classes weight_column_name optimizer "
        "activation_fn dropout gradient_clip_norm enable_centered_bias config "
        "feature_engineering_fn embedding_lr_multipliers input_layer_min_slice_size label_keys",
}


def test_an_argument_that_has_no_effect_is_refused():
    column = columns.numeric_column("x")
    with pytest.raises(ValueError, match="The argument label_keys has no effect here"):
        learn.LinearClassifier([column], label_keys=["a", "b"])


@pytest.mark.parametrize(("model", "names"), ARGUMENTS.items())
def test_ready_made_models_take_their_arguments_in_order(model, names):
    wanted = inspect.signature(getattr(*model)).parameters
    assert " ".join(wanted) == names
    assert "optimizer" not in wanted or bool(wanted["optimizer"].default) == (model[0] is core)


def test_a_class_of_ones_own_on_a_ready_made_model(data, tmp_path):
    class Mine(learn.LinearClassifier):
        def __init__(self, folder):
            super().__init__([layers.real_valued_column("", 4)], folder, 3)

    mine = Mine(tmp_path).fit(*data, steps=1)
    assert isinstance(mine, learn.Estimator)
    assert str(inspect.signature(Mine)) == "(folder)"
    assert mine.get_variable_value("linear//weight").shape == (4, 3)
    with pytest.raises(TypeError, match="n_class"):
        learn.LinearClassifier([layers.real_valued_column("", 4)], n_class=3)


def test_wide_and_deep_of_learn(data):
    x, y = data
    found = [layers.real_valued_column("x", 4)]
    model = learn.DNNLinearCombinedClassifier(
        n_classes=3, linear_feature_columns=found, dnn_feature_columns=found,
        dnn_hidden_units=[4], config=learn.RunConfig(tf_random_seed=0),
    )
    model.fit({"x": x}, y, steps=50, batch_size=32)
    assert model.evaluate({"x": x}, y)["accuracy"] > 0.9
    names = {"linear/x/weight", "linear/bias_weight", "dnn/logits/weights"}
    assert names < set(model.get_variable_names())


def test_a_monitor_ends_the_training(data):
    x, y = data
    model = linear(x, config=learn.RunConfig(save_checkpoints_steps=10, save_checkpoints_secs=None))
    monitor = learn.monitors.ValidationMonitor(
        x, y, every_n_steps=10, early_stopping_metric="accuracy",
        early_stopping_metric_minimize=False, early_stopping_rounds=20,
    )
    model.fit(x, y, steps=500, batch_size=32, monitors=[monitor])
    assert monitor.early_stopped and monitor.best_value > 0.95
    assert model.get_variable_value("global_step") < 200


WRONG = {
    "NotFittedError|Couldn't find trained": lambda x, y: list(linear(x).predict(x)),
    "Couldn't find trained": lambda x, y: linear(x).get_variable_names(),
    "labels for 3 classes must be 0 to 2; one is 3": lambda x, y: linear(x).fit(x, y + 1, steps=1),
    "labels for 3 classes must be 0 to 2; one is -1": lambda x, y: linear(x).fit(x, y - 1, steps=1),
    "of the class, not a one-hot row": lambda x, y: linear(x).fit(x, np.eye(3)[y], steps=1),
    "Labels dtype should be integer": lambda x, y: linear(x).fit(x, y / 2, steps=1),
    "2 classes must be 0 or 1": lambda x, y: core.LinearClassifier(
        [columns.numeric_column("x", [4])]
    ).train(feed(x, y / 2), steps=1),
    "dnn_hidden_units is missing": lambda x, y: core.DNNLinearCombinedClassifier(
        dnn_feature_columns=[columns.numeric_column("x", [4])]
    ),
    "linear_feature_columns, dnn": lambda x, y: learn.DNNLinearCombinedClassifier(),
    "same number of rows": lambda x, y: linear(x).fit(x, y[:4], steps=1),
    "4 numbers per row; its feature has 3": lambda x, y: linear(x).fit(x[:, :3], y, steps=1),
    r"shape \(\?, 3\)": lambda x, y: linear(x).fit(x, y, steps=1).evaluate(x=x[:, :3], y=y),
    "features hold NaN, first in row 0": lambda x, y: linear(x).fit(x * np.nan, y, steps=1),
    "'x' holds NaN": lambda x, y: core.LinearClassifier([columns.numeric_column("x", [4])]).train(
        feed(x * np.nan, y % 2), steps=1
    ),
    "no feature 'z'": lambda x, y: core.LinearClassifier([columns.numeric_column("z")]).train(
        feed(x, y), steps=1
    ),
    "Couldn't find trained model at": lambda x, y: list(
        core.LinearClassifier([columns.numeric_column("x", [4])]).predict(feed(x))
    ),
    "lacks q": lambda x, y: core.LinearClassifier(
        [columns.numeric_column("x", [4])], label_vocabulary=["a", "b"]
    ).train(feed(x, np.array(["a"] * 49 + ["q"]), batch_size=50), steps=1),
    "give steps or max_steps": lambda x, y: linear(x).fit(x, y),
    "both steps and max_steps": lambda x, y: linear(x).fit(x, y, steps=1, max_steps=1),
    "steps must be more than 0": lambda x, y: linear(x).fit(x, y, steps=0),
    "Give either x": lambda x, y: linear(x).fit(steps=1),
    "no labels": lambda x, y: linear(x).fit(x, steps=1),
    "no rows": lambda x, y: linear(x).fit(x[:0], y[:0], steps=1),
    "not predict 'q'": lambda x, y: next(linear(x).fit(x, y, steps=1).predict(x, outputs=["q"])),
    "no optimizer 'adam'": lambda x, y: linear(x, optimizer="adam"),
    "n_classes must be 2": lambda x, y: learn.LinearClassifier([1], n_classes=1),
    "at least one column": lambda x, y: core.DNNClassifier([3], []),
    "must return": lambda x, y: learn.Estimator(lambda a, b: 1).fit(x, y, steps=1),
    "should return an EstimatorSpec": lambda x, y: core.Estimator(lambda features, labels: 1).train(
        feed(x, y)
    ),
    "Missing train_op": lambda x, y: core.EstimatorSpec("train", loss=tf.constant(1.0)),
    "is not a mode": lambda x, y: core.EstimatorSpec("test"),
    "must be a scalar": lambda x, y: core.EstimatorSpec("eval", loss=tf.constant([1.0, 2.0])),
    "not both": lambda x, y: core.RunConfig(save_checkpoints_steps=1, save_checkpoints_secs=1),
    "Give shuffle": lambda x, y: core.inputs.numpy_input_fn(x, y),
    "has dtype string": lambda x, y: learn.infer_real_valued_columns_from_input(np.array(["a"])),
}


@pytest.mark.parametrize("sentence", WRONG)
def test_what_is_wrong_is_said_in_one_sentence(sentence, data):
    with pytest.raises(ValueError, match=sentence.split("|")[-1]) as caught:
        WRONG[sentence](*data)
    assert "\n" not in str(caught.value)
    if sentence.startswith("NotFittedError"):
        assert isinstance(caught.value, learn.NotFittedError)


def test_learn_predicts_an_input_function_of_constants_once(tmp_path):
    """An array, or a constant tensor, is one batch; the classes of its rows come out once."""
    learn = tf.contrib.learn
    x = np.array([[-1.0, 0.0], [1.0, 0.0], [-2.0, 1.0], [2.0, 1.0]], np.float32)
    y = (x[:, 0] > 0).astype(np.int64)
    model = learn.LinearClassifier(
        [tf.contrib.layers.real_valued_column("", dimension=2)], model_dir=str(tmp_path)
    )
    model.fit(input_fn=lambda: (tf.constant(x), tf.constant(y)), steps=50)
    assert list(model.predict(input_fn=lambda: x)) == y.tolist()
    assert list(model.predict(input_fn=lambda: tf.constant(x))) == y.tolist()
