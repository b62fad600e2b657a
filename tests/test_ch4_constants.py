"""Chapter 4's numbers, shapes and functions, line by line of the book."""

from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest

from tests.book_data import flattened, of_fonts, of_seasons, three_years_of_highs, weeks
from tests.tables import Table
from tfgraph_course import ch4_learn, tf
from tfgraph_course import ch4_recurrent as ch4
from tfgraph_course.datasets.weeks import cut_weeks

pytestmark = [pytest.mark.ch4, pytest.mark.filterwarnings("ignore:`(tf|layer):UserWarning")]

CROSS_ENTROPY = "reduce_mean(softmax_cross_entropy_with_logits(logits=y + 1e-50, labels=y_))"
# What the cell of a week makes of its measurements and of the state of the week before.
CELL = (
    "tanh(bias_add(matmul(concat(each(transpose(x_, [1, 0, 2])), before, 1), cell_weights[0]), "
    "cell_weights[1]))"
)
KERNEL, BIAS = "rnn/basic_rnn_cell/kernel", "rnn/basic_rnn_cell/bias"
LAYERS = ["conv_layer/Conv", "fully_connected", "fully_connected_1"]


def conv_learn(mode="train", **settings):
    """The nodes of the model function under the book's names, and its variables."""
    graph = tf.get_default_graph()
    tf.train.create_global_step()
    X, y = tf.placeholder("float", [None, 36, 36]), tf.placeholder("int64", [None])
    classes, loss, train_op = ch4_learn.conv_learn(X, y, mode, **settings)

    def made_by(kind):
        forward = [op for op in graph.get_operations() if "gradients" not in op.name]
        return [op.outputs[0] for op in forward if op.type == kind]

    h1, h_fc1 = made_by("Relu")
    (p1,), (onehot,) = made_by("MaxPool"), made_by("OneHot")
    variables = {variable.op.name: variable for variable in tf.global_variables()}
    return SimpleNamespace(
        X=X, y=y, onehot=onehot, h1=h1, p1=p1, h_fc1=h_fc1, logits=made_by("BiasAdd")[-1],
        costs=made_by("SoftmaxCrossEntropyWithLogits")[0], classes=classes, loss=loss,
        train_op=train_op, **variables,
    )


def seven_days():
    """The week that is made of seven days, whose five values are 1 to 5 times 0, 1, 4, ..., 36."""
    daily = [[20000101 + i, *(i * i * np.arange(1, 6))] for i in range(7)]
    return cut_weeks(np.array(daily, float))[0].tolist()


BUILDERS = {
    "weather_rnn": ch4.weather_rnn,
    "weather_rnn(state_size=7)": partial(ch4.weather_rnn, state_size=7),
    "weather_rnn(rate=0.5, loss=logits)": partial(ch4.weather_rnn, rate=0.5, loss="logits"),
    "weather_rnn(cell=lstm)": partial(ch4.weather_rnn, cell="lstm"),
    "weather_rnn(cell=gru)": partial(ch4.weather_rnn, cell="gru"),
    "conv_learn": conv_learn,
    "conv_learn(mode=eval)": partial(conv_learn, mode="eval"),
    "conv_learn(classes=7)": partial(conv_learn, classes=7),
    "conv_learn(other)": partial(
        conv_learn, filters=3, window=4, hidden=7, keep_prob=0.25, rate=0.5, optimizer="Adagrad",
        answer="probabilities",
    ),
}
SCRIPTS = {"weather_rnn": "ch4_weather_rnn"}

WEATHER = [
    # the data: the middle date, rain and snowfall summed, snow on the ground and temperatures
    # averaged
    ("1279-1281", "从日期开始 ... 降雨量 ... 地面上的实测雪 ... 当天的降雪 ... "
     "最高和最低每日温度 ... 中间日期 ... 汇总一周中的所有降雨量 ... 平均降雪量 ... 总共要一周 ... "
     "平均一周的高温和低温", "seven days", [[20000104, 91, 26, 273, 52, 65]]),
    # "Exploring RNNs": the graph
    ("1338", 'x = tf.placeholder("float", [None, num_inputs])',
     "weather_rnn.x", 'placeholder("float", [None, 5])'),
    ("1340", "x_ = tf.reshape(x, [1, num_weeks, num_inputs])",
     "weather_rnn.x_", "reshape(x, [1, -1, 5])"),  # as many weeks as it is fed
    ("1343", 'y_ = tf.placeholder("float", [None,num_classes])',
     "weather_rnn.y_", 'placeholder("float", [None, 4])'),
    ("1320-1347", "num_inputs = 5 ... state_size = 11 ... BasicRNNCell(state_size)",
     "weather_rnn.cell_weights[0]",  # its own start: up to sqrt(6 / (16 + 11))
     f'Variable(random_uniform([16, 11], -0.471405, 0.471405), name="{KERNEL}")'),
    ("1322-1347", "state_size = 11 ... BasicRNNCell(state_size)",
     "weather_rnn.cell_weights[1]", f'Variable(zeros([11]), name="{BIAS}")'),
    ("1351-1352", "outputs, states = tf.nn.dynamic_rnn(cell,x_, ... float32",
     "weather_rnn.outputs", f"transpose(all({CELL}), [1, 0, 2])"),
    ("1351-1352", "outputs, states = tf.nn.dynamic_rnn(cell,x_, ... initial_state=None",
     "weather_rnn.states", f"last({CELL}, from zeros([1, 11]))"),
    ("1318-1359", "num_classes = 4 ... num_inputs = 5 ... state_size = 11 ... "
     "[state_size,num_classes], ... stddev=1./math.sqrt(num_inputs)",
     "weather_rnn.W1", "Variable(truncated_normal([11, 4], stddev=1/sqrt(5)))"),
    ("1360", "tf.constant(0.1,shape=[num_classes])",
     "weather_rnn.b1", "Variable(constant(0.1, shape=[4]))"),
    ("1362", "h1 = tf.reshape(outputs,[-1,state_size])",
     "weather_rnn.h1", "reshape(outputs, [-1, 11])"),
    ("", "the book never defines y: errata 14", "weather_rnn.logits", "matmul(h1, W1) + b1"),
    ("", "the book never defines y: errata 14", "weather_rnn.y", "softmax(logits)"),
    ("1368-1369", "tf.reduce_mean( ... softmax_cross_entropy_with_logits(y + 1e-50, y_)",
     "weather_rnn.cross_entropy", CROSS_ENTROPY),
    ("1371-1372", "tf.train.GradientDescentOptimizer(0.01 ... ).minimize(cross_entropy)",
     "weather_rnn.train_step",
     "GradientDescent(0.01) of cell_weights[0], cell_weights[1], W1, b1"),
    ("1374", "tf.equal(tf.argmax(y,1),tf.argmax(y_,1))",
     "weather_rnn.correct_prediction", "equal(argmax(y, 1), argmax(y_, 1))"),
    ("1375", 'tf.reduce_mean(tf.cast(correct_prediction, "float"))',
     "weather_rnn.accuracy", 'reduce_mean(cast(correct_prediction, "float"))'),
    # with another state, rate and cell, and the logits that the book meant
    ("1347", "BasicRNNCell(state_size)", "weather_rnn(state_size=7).cell_weights[1]",
     f'Variable(zeros([7]), name="{BIAS}")'),
    ("1358-1359", "[state_size,num_classes], ... stddev=1./math.sqrt(num_inputs)",
     "weather_rnn(state_size=7).W1", "Variable(truncated_normal([7, 4], stddev=1/sqrt(5)))"),
    ("1362", "h1 = tf.reshape(outputs,[-1,state_size])",
     "weather_rnn(state_size=7).h1", "reshape(outputs, [-1, 7])"),
    ("1371", "0.01", "weather_rnn(rate=0.5, loss=logits).train_step",
     "GradientDescent(0.5) of cell_weights[0], cell_weights[1], W1, b1"),
    ("1369", "y + 1e-50", "weather_rnn(rate=0.5, loss=logits).cross_entropy",
     CROSS_ENTROPY.replace("y + 1e-50", "logits")),
    ("", "a more exotic cell", "weather_rnn(cell=lstm).cell_weights[1]",
     'Variable(zeros([44]), name="rnn/basic_lstm_cell/bias")'),
    ("", "a more exotic cell", "weather_rnn(cell=gru).cell_weights[1]",
     'Variable(constant(1., shape=[22]), name="rnn/gru_cell/gates/bias")'),
    # the options
    ("1378", "epochs = 100", "ch4_weather_rnn --epochs", 100),
    ("1322", "state_size = 11", "ch4_weather_rnn --state-size", 11),
    ("1347", "BasicRNNCell", "ch4_weather_rnn --cell", "rnn"),
    ("1371", "0.01", "ch4_weather_rnn --rate", 0.01),
    ("1371", "GradientDescentOptimizer", "ch4_weather_rnn --optimizer", "GradientDescent"),
    ("1272", "weekly = data['weekly']", "ch4_weather_rnn --daily", False),
    ("1369", "y + 1e-50", "ch4_weather_rnn --loss", "book"),
    ("1332", "train = weekly[:,1:]", "ch4_weather_rnn --validation", 0),  # all weeks train
    # the loop, on weeks of average 0 and deviation 1, and on the seasons of their months
    ("1381", "if i % 10 == 0:", "ch4_weather_rnn: measured before steps", [0, 10]),
    ("1332-1384", "weekly[:,1:] ... np.average(train,axis=0) ... train.std(axis=0) ... "
     "feed_dict={x: train, y_: labels}", "ch4_weather_rnn: measure x", weeks),
    ("1304-1384", "3 <= month < 6 ... 6 <= month < 9 ... 9 <= month < 12 ... "
     "month == 12 or month < 3 ... labels[i,assign_season(d)] = 1 ... y_: labels",
     "ch4_weather_rnn: measure y_", of_seasons),
    ("1386", "train_step.run(feed_dict={x: train,", "ch4_weather_rnn: step x", weeks),
    ("1386", "y_: labels", "ch4_weather_rnn: step y_", of_seasons),
    # what comes of it
    ("1389", "25%", "ch4_weather_rnn: printed", "well over 25% after 100 epochs"),
    ("", "11 * (5 + 11) + 11 + 11 * 4 + 4", "ch4_weather_rnn: printed", " 235\n"),
    ("", "the weeks that trained", "ch4_weather_rnn: look x", weeks),
    ("1318", "num_classes = 4", "ch4_weather_rnn: picture Confusion", "1 x 1: 1 of 4 x 4"),
    ("", "three years of highs", "ch4_weather_rnn: dots Seasons", three_years_of_highs),
]

LEARN = [
    # "TensorFlow Learn": the data and the training are the same in three programs, each of which
    # has its own lines for `fit`, its steps and its batches
    *(row for script, fit, steps, batch_size in [
        ("ch4_learn_linear", "1465-1466", "1467", "1468"),
        ("ch4_learn_dnn", "1496-1497", "1498", "1499"),
        ("ch4_learn_cnn", "1611", "1612", "1613"),
    ] for row in [
        ("1416", "np.random.seed(42)", f"{script} --split-seed", 42),
        ("1424", "np.random.permutation(train.shape[0])", f"{script} --split", "image"),
        (steps, "steps=1024,", f"{script} --steps", 1024),
        (batch_size, "batch_size=32", f"{script} --batch-size", 32),
        ("1430-1431", "train_labels = ... labels[training_idx]",
         f"{script}: array train_labels", of_fonts("train_labels", 42)),
        ("1430", "test_labels, ... labels[test_idx]",
         f"{script}: array test_labels", of_fonts("test_labels", 42)),
        ("1437", "train,dtype=np.float32", f"{script}: dtype train", "float32"),
        ("1438", "test,dtype=np.float32", f"{script}: dtype test", "float32"),
        ("1439", "train_labels,dtype=np.int32", f"{script}: dtype train_labels", "int32"),
        ("1440", "test_labels,dtype=np.int32", f"{script}: dtype test_labels", "int32"),
        (fit, "classifier.fit(train ... train_labels", f"{script}: rows step", ["train"]),
        ("1474-1505", "classifier.predict(test ... classifier.predict(train",
         f"{script}: rows look", ["train", "test"]),
        (steps, "steps=", f"{script}: steps", 5),  # as many as it is asked for
        ("1464", "steps*batch_size/len(train) = num_epochs",
         f"{script}: printed", "after 5 steps, 0.4 epochs\n"),  # of 446 images
        ("", "five fonts", f"{script}: picture Confusion", "1 x 1: 1 of 5 x 5"),
    ]),
    *(row for script, fit, batch_size, predict in [
        ("ch4_learn_linear", "1465", "1468", "1474"), ("ch4_learn_dnn", "1496", "1499", "1501"),
    ] for row in [
        (f"1419-{fit}", "data['arr_0']/255. ... int(train.shape[0] * 0.1) ... "
         "classifier.fit(train.reshape([-1,36*36])",
         f"{script}: array train", flattened("train", 42)),
        (f"1419-{predict}", "data['arr_0']/255. ... int(train.shape[0] * 0.1) ... "
         "classifier.predict(test.reshape([-1,36*36])",
         f"{script}: array test", flattened("test", 42)),
        (f"{fit}-{batch_size}", "train.reshape([-1,36*36]), ... batch_size=32",
         f"{script}: batches", ["32 x 1296", "32"]),
    ]),
    # "Logistic regression"
    ("1455-1457", "learn.LinearClassifier( ... n_classes=5", "ch4_learn_linear: trained",
     {"linear//weight": [1296, 5], "linear/bias_weight": [5]}),
    ("1455", "learn.LinearClassifier(", "ch4_learn_linear: rule",  # its own optimizer
     "Ftrl(0.2, l1=0., lr_power=-0.5) of linear//weight, linear/bias_weight"),
    ("1446", "36*36", "ch4_learn_linear: picture Weights", "1 x 5: 5 of 36 x 36"),
    ("", "the optimizer of LinearClassifier", "ch4_learn_linear --optimizer", "Ftrl"),
    ("", "its rate", "ch4_learn_linear --rate", 0.2),
    # "DNN"
    ("1489-1492", "learn.DNNClassifier( ... hidden_units=[10,5] ... n_classes=5",
     "ch4_learn_dnn: trained",
     {"dnn/hiddenlayer_0/weights": [1296, 10], "dnn/hiddenlayer_0/biases": [10],
      "dnn/hiddenlayer_1/weights": [10, 5], "dnn/hiddenlayer_1/biases": [5],
      "dnn/logits/weights": [5, 5], "dnn/logits/biases": [5]}),
    ("1493", "optimizer='Adam'", "ch4_learn_dnn: rule",  # at DNNClassifier's own rate
     "Adam(0.05, beta1=0.9, beta2=0.999, epsilon=1e-08) of "
     + ", ".join(f"dnn/{layer}/{kind}" for layer in ("hiddenlayer_0", "hiddenlayer_1", "logits")
                 for kind in ("weights", "biases"))),
    ("1491", "hidden_units=[10,5]", "ch4_learn_dnn --hidden", (10, 5)),
    ("1493", "optimizer='Adam'", "ch4_learn_dnn --optimizer", "Adam"),
    ("", "the rate of DNNClassifier", "ch4_learn_dnn --rate", 0.05),
    ("1506-1508", "metrics.confusion_matrix(train_labels, ... print(conf)",
     "ch4_learn_dnn: printed", "]]\n"),
    # "Convolutional neural networks": the model function
    ("1539", "X = tf.reshape(X, [-1, 36, 36, 1])", "conv_learn.X",
     'placeholder("float", [None, 36, 36])'),
    ("", "labels that are still to be cast", "conv_learn.y", 'placeholder("int64", [None])'),
    ("1541", "tf.one_hot(tf.cast(y, tf.int32), 5, 1, 0)",
     "conv_learn.onehot", 'one_hot(cast(y, "int32"), 5, 1, 0)'),
    ("1541", "5, 1, 0", "conv_learn(classes=7).onehot", 'one_hot(cast(y, "int32"), 7, 1, 0)'),
    ("1553-1554", "num_outputs=4 ... kernel_size=[5, 5]", "conv_learn.conv_layer/Conv/weights",
     "Variable(random_uniform([5, 5, 1, 4], -0.219089, 0.219089))"),  # sqrt(6 / (25 + 100))
    ("1553", "num_outputs=4", "conv_learn.conv_layer/Conv/biases", "Variable(zeros([4]))"),
    ("1553-1555", "layers.convolution2d(X, ... activation_fn=tf.nn.relu", "conv_learn.h1",
     "relu(bias_add(conv2d(expand_dims(X, 3), conv_layer/Conv/weights, strides=[1, 1, 1, 1], "
     "padding='SAME'), conv_layer/Conv/biases))"),
    ("1557-1558", "tf.nn.max_pool(h1, ksize=[1, 2, 2, 1], ... strides=[1, 2, 2, 1], "
     "padding='VALID')",
     "conv_learn.p1", "max_pool(h1, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding='VALID')"),
    ("1576-1577", "layers.fully_connected(p1f, ... 5,", "conv_learn.fully_connected/weights",
     "Variable(random_uniform([1296, 5], -0.0679105, 0.0679105))"),
    ("1577", "5,", "conv_learn.fully_connected/biases", "Variable(zeros([5]))"),
    ("1566-1578", "tf.reshape(p1, [-1, p1_size ]) ... layers.fully_connected(p1f, ... "
     "activation_fn=tf.nn.relu", "conv_learn.h_fc1",
     "relu(bias_add(matmul(reshape(p1, [-1, 1296]), fully_connected/weights), "
     "fully_connected/biases))"),
    ("1589", "layers.fully_connected(drop, 5,", "conv_learn.fully_connected_1/weights",
     "Variable(random_uniform([5, 5], -0.774597, 0.774597))"),
    ("1589", "layers.fully_connected(drop, 5,", "conv_learn(classes=7).fully_connected_1/weights",
     "Variable(random_uniform([5, 7], -0.707107, 0.707107))"),
    ("1589", "5,", "conv_learn.fully_connected_1/biases", "Variable(zeros([5]))"),
    ("1579-1589", "layers.dropout(h_fc1, keep_prob=0.5 ... activation_fn=None",
     "conv_learn.logits",
     "bias_add(matmul(dropout(h_fc1, 0.5), fully_connected_1/weights), "
     "fully_connected_1/biases)"),
    ("1580", "is_training=mode == tf.contrib.learn.ModeKeys.TRAIN",
     "conv_learn(mode=eval).logits",
     "bias_add(matmul(h_fc1, fully_connected_1/weights), fully_connected_1/biases)"),
    ("1590", "tf.losses.softmax_cross_entropy(y, logits)", "conv_learn.costs",
     'softmax_cross_entropy_with_logits(logits=logits, labels=cast(onehot, "float"))'),
    ("1590", "loss = tf.losses.softmax_cross_entropy(", "conv_learn.loss",  # the mean
     "div_no_nan(reduce_sum(reduce_sum(costs * 1.)), "
     "reduce_sum(select(False, 0., 1.) * fill(shape(costs), 1.)))"),
    ("1595-1596", "optimizer='Adam', ... learning_rate=0.01", "conv_learn.train_op",
     "Adam(0.01, beta1=0.9, beta2=0.999, epsilon=1e-08) of "
     + ", ".join(f"{layer}/{kind}" for layer in LAYERS for kind in ("weights", "biases"))),
    ("1597", "return tf.argmax(logits, 1)", "conv_learn.classes", "argmax(logits, 1)"),
    ("1553-1554", "num_outputs=4 ... kernel_size=[5, 5]",
     "conv_learn(other).conv_layer/Conv/weights",
     "Variable(random_uniform([4, 4, 1, 3], -0.306186, 0.306186))"),  # sqrt(6 / (16 + 48))
    ("1577", "5,", "conv_learn(other).fully_connected/biases", "Variable(zeros([7]))"),
    ("1579", "keep_prob=0.5", "conv_learn(other).logits",
     "bias_add(matmul(dropout(h_fc1, 0.25), fully_connected_1/weights), "
     "fully_connected_1/biases)"),
    ("1595-1596", "optimizer='Adam', ... learning_rate=0.01", "conv_learn(other).train_op",
     "Adagrad(0.5) of "
     + ", ".join(f"{layer}/{kind}" for layer in LAYERS for kind in ("weights", "biases"))),
    ("1604", "softmax", "conv_learn(other).classes", "softmax(logits)"),
    # what it trains with, and the variables that it prints
    ("1419-1425", "data['arr_0']/255. ... np.random.permutation(train.shape[0]) ... * 0.1",
     "ch4_learn_cnn: array train", of_fonts("train", 42)),
    ("1426-1428", "indices[:valid_cnt] ... train[test_idx,:]",
     "ch4_learn_cnn: array test", of_fonts("test", 42)),
    ("1611-1613", "classifier.fit(train,train_labels, ... batch_size=32",
     "ch4_learn_cnn: batches", ["32 x 36 x 36", "32"]),
    ("1595-1596", "optimizer='Adam', ... learning_rate=0.01", "ch4_learn_cnn: rule",
     "Adam(0.01, beta1=0.9, beta2=0.999, epsilon=1e-08) of "
     + ", ".join(f"{layer}/{kind}" for layer in LAYERS for kind in ("weights", "biases"))),
    ("1629-1650", "['OptimizeLoss/beta1_power', ... 'OptimizeLoss/beta2_power', ... "
     "'OptimizeLoss/conv_layer/Conv/biases/Adam', ... "
     "'OptimizeLoss/conv_layer/Conv/biases/Adam_1', ... "
     "'OptimizeLoss/conv_layer/Conv/weights/Adam', ... "
     "'OptimizeLoss/conv_layer/Conv/weights/Adam_1', ... "
     "'OptimizeLoss/fully_connected/biases/Adam', ... "
     "'OptimizeLoss/fully_connected/biases/Adam_1', ... "
     "'OptimizeLoss/fully_connected/weights/Adam', ... "
     "'OptimizeLoss/fully_connected/weights/Adam_1', ... "
     "'OptimizeLoss/fully_connected_1/biases/Adam', ... "
     "'OptimizeLoss/fully_connected_1/biases/Adam_1', ... "
     "'OptimizeLoss/fully_connected_1/weights/Adam', ... "
     "'OptimizeLoss/fully_connected_1/weights/Adam_1', ... "
     "'OptimizeLoss/learning_rate', ... 'conv_layer/Conv/biases', ... "
     "'conv_layer/Conv/weights', ... 'fully_connected/biases', ... "
     "'fully_connected/weights', ... 'fully_connected_1/biases', ... "
     "'fully_connected_1/weights', ... 'global_step']",
     "ch4_learn_cnn: variables",
     {"global_step": [], "OptimizeLoss/learning_rate": [], "OptimizeLoss/beta1_power": [],
      "OptimizeLoss/beta2_power": []}
     | {f"{front}{layer}/{kind}{end}": shape
        for layer, weights, biases in [("conv_layer/Conv", [5, 5, 1, 4], [4]),
                                       ("fully_connected", [1296, 5], [5]),
                                       ("fully_connected_1", [5, 5], [5])]
        for kind, shape in [("weights", weights), ("biases", biases)]
        for front, end in [("", ""), ("OptimizeLoss/", "/Adam"), ("OptimizeLoss/", "/Adam_1")]}),
    ("1553", "num_outputs=4", "ch4_learn_cnn --filters", 4),
    ("1554", "kernel_size=[5, 5]", "ch4_learn_cnn --window", 5),
    ("1577", "5,", "ch4_learn_cnn --hidden", 5),
    ("1579", "keep_prob=0.5", "ch4_learn_cnn --keep-prob", 0.5),
    ("1595", "optimizer='Adam'", "ch4_learn_cnn --optimizer", "Adam"),
    ("1596", "learning_rate=0.01", "ch4_learn_cnn --rate", 0.01),
    ("1597", "tf.argmax(logits, 1)", "ch4_learn_cnn --answer", "classes"),
    ("1628-1644", "print(classifier._estimator.get_variable_names()) ... 'conv_layer/Conv/biases'",
     "ch4_learn_cnn: printed", "\nconv_layer/Conv/biases\n"),
    ("1554", "kernel_size=[5, 5]", "ch4_learn_cnn: picture Filters", "2 x 2: 4 of 5 x 5"),
    ("1668", "fully_connected_1/weights",
     "ch4_learn_cnn: picture Weights of the output", "1 x 1: 1 of 5 x 5"),
]

TABLE = Table(BUILDERS, SCRIPTS, [*WEATHER, *LEARN], {"seven days": seven_days})


@pytest.mark.parametrize("row", TABLE.params)
def test_the_course_does_what_the_book_says(row):
    TABLE.check(row)


@pytest.mark.parametrize("builder", SCRIPTS)
def test_a_script_runs_the_graph_of_the_table(builder):
    TABLE.check_script(builder)


@pytest.mark.parametrize("builder", [name for name in BUILDERS if name.startswith("weather")])
def test_a_step_goes_down_the_slope_of_the_cross_entropy(builder):
    TABLE.check_slopes(builder)


@pytest.mark.quick
def test_the_words_stand_in_the_book(book):
    assert TABLE.misquoted(book / "text.zh.txt") == []
