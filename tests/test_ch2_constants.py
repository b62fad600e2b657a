"""Chapter 2's numbers, shapes and functions, line by line of the book."""

from functools import partial

import pytest

from tests.book_data import both, flattened, letters, of_fonts
from tests.tables import Table
from tfgraph_course import ch2_deep_networks as ch2

pytestmark = pytest.mark.ch2

CROSS_ENTROPY = "reduce_mean(softmax_cross_entropy_with_logits(logits=y + 1e-50, labels=y_))"

BUILDERS = {
    "neuron": ch2.neuron,
    "single_hidden": ch2.single_hidden,
    "single_hidden(hidden=7)": partial(ch2.single_hidden, hidden=7),
    "single_hidden(size=20, classes=7)": partial(ch2.single_hidden, size=20, classes=7),
    "single_hidden(rate=0.5, loss=logits)": partial(ch2.single_hidden, rate=0.5, loss="logits"),
    "deep_nn": ch2.deep_nn,
    "deep_nn(hidden=(9, 7))": partial(ch2.deep_nn, hidden=(9, 7)),
    "deep_nn(size=20, classes=7)": partial(ch2.deep_nn, size=20, classes=7),
    "deep_nn(rate=0.5, loss=logits)": partial(ch2.deep_nn, rate=0.5, loss="logits"),
}
SCRIPTS = {"neuron": "ch2_neuron", "single_hidden": "ch2_single_hidden", "deep_nn": "ch2_deep_nn"}

NEURON = [
    # "Basic neural networks": three vectors of five numbers, and what is made of them
    ("434-435", "tf.truncated_normal([5], ... mean=3, stddev=1./math.sqrt(5)",
     "neuron.x1", "Variable(truncated_normal([5], mean=3., stddev=1/sqrt(5)))"),
    ("436-437", "tf.truncated_normal([5], ... mean=-1, stddev=1./math.sqrt(5)",
     "neuron.x2", "Variable(truncated_normal([5], mean=-1., stddev=1/sqrt(5)))"),
    ("438-439", "tf.truncated_normal([5], ... mean=0, stddev=1./math.sqrt(5)",
     "neuron.x3", "Variable(truncated_normal([5], stddev=1/sqrt(5)))"),
    ("444", "sqx2 = x2 * x2", "neuron.sqx2", "x2 * x2"),
    ("450", "logx1 = tf.log(x1)", "neuron.logx1", "log(x1)"),
    ("458", "sigx3 = tf.sigmoid(x3)", "neuron.sigx3", "sigmoid(x3)"),
    ("465", "w1 = tf.constant(0.1)", "neuron.w1", "constant(0.1)"),
    ("466", "w2 = tf.constant(0.2)", "neuron.w2", "constant(0.2)"),
    ("470-474", "x1 ... w1 ... x2 ... w2 ... tf.sigmoid",
     "neuron.n1", "sigmoid((w1 * x1) + (w2 * x2))"),
]

SINGLE_HIDDEN = [
    # "Single hidden layer model": the graph
    ("1733", 'x = tf.placeholder("float", [None, 1296])',
     "single_hidden.x", 'placeholder("float", [None, 1296])'),
    ("1735", 'y_ = tf.placeholder("float", [None,5])',
     "single_hidden.y_", 'placeholder("float", [None, 5])'),
    ("511", "num_hidden = 128", "ch2_single_hidden --hidden", 128),
    ("511-516", "num_hidden = 128 ... [1296, num_hidden], stddev=1./math.sqrt(1296)",
     "single_hidden.W1", "Variable(truncated_normal([1296, 128], stddev=1/sqrt(1296)))"),
    ("516", "tf.constant(0.1,shape=[num_hidden])",
     "single_hidden.b1", "Variable(constant(0.1, shape=[128]))"),
    ("520", "h1 = tf.sigmoid(tf.matmul(x,W1) + b1)",
     "single_hidden.h1", "sigmoid(matmul(x, W1) + b1)"),
    ("527", "[num_hidden, 5], stddev=1./math.sqrt(5)",
     "single_hidden.W2", "Variable(truncated_normal([128, 5], stddev=1/sqrt(5)))"),
    ("527", "tf.constant(0.1,shape=[5])",
     "single_hidden.b2", "Variable(constant(0.1, shape=[5]))"),
    ("535", "tf.matmul(h1,W2) + b2", "single_hidden.logits", "matmul(h1, W2) + b2"),
    ("535", "y = tf.nn.softmax(", "single_hidden.y", "softmax(logits)"),
    ("345-347", "tf.reduce_mean( ... tf.nn.softmax_cross_entropy_with_logits( ... "
     "logits = y + 1e-50, labels = y_)", "single_hidden.cross_entropy", CROSS_ENTROPY),
    ("", "the book prints no rate: errata 5",
     "single_hidden.train_step", "GradientDescent(0.01) of W1, b1, W2, b2"),
    ("357-358", "tf.equal(tf.argmax(y,1), ... tf.argmax(y_,1))",
     "single_hidden.correct_prediction", "equal(argmax(y, 1), argmax(y_, 1))"),
    ("359-360", 'tf.reduce_mean(tf.cast( ... correct_prediction, "float")',
     "single_hidden.accuracy", 'reduce_mean(cast(correct_prediction, "float"))'),
    # with other neurons, images and fonts, another rate, and the logits that the book meant
    ("1738", "[1296, num_hidden]", "single_hidden(hidden=7).W1",
     "Variable(truncated_normal([1296, 7], stddev=1/sqrt(1296)))"),
    ("1740", "shape=[num_hidden]", "single_hidden(hidden=7).b1",
     "Variable(constant(0.1, shape=[7]))"),
    ("1743-1744", "[num_hidden, 5], ... stddev=1./math.sqrt(5)", "single_hidden(hidden=7).W2",
     "Variable(truncated_normal([7, 5], stddev=1/sqrt(5)))"),
    ("1733", "[None, 1296]",
     "single_hidden(size=20, classes=7).x", 'placeholder("float", [None, 400])'),
    ("1735", "[None,5]",
     "single_hidden(size=20, classes=7).y_", 'placeholder("float", [None, 7])'),
    ("1738-1739", "[1296, num_hidden] ... stddev=1./math.sqrt(1296)",
     "single_hidden(size=20, classes=7).W1",
     "Variable(truncated_normal([400, 128], stddev=1/sqrt(400)))"),
    ("1743-1744", "[num_hidden, 5], ... stddev=1./math.sqrt(5)",
     "single_hidden(size=20, classes=7).W2",
     "Variable(truncated_normal([128, 7], stddev=1/sqrt(7)))"),
    ("1745", "shape=[5]", "single_hidden(size=20, classes=7).b2",
     "Variable(constant(0.1, shape=[7]))"),
    ("", "another rate", "single_hidden(rate=0.5, loss=logits).train_step",
     "GradientDescent(0.5) of W1, b1, W2, b2"),
    ("347", "logits = y + 1e-50", "single_hidden(rate=0.5, loss=logits).cross_entropy",
     CROSS_ENTROPY.replace("y + 1e-50", "logits")),
    # the options
    ("542", "epochs = 5000", "ch2_single_hidden --epochs", 5000),
    ("", "the book prints no rate: errata 5", "ch2_single_hidden --rate", 0.01),
    ("353", "GradientDescentOptimizer", "ch2_single_hidden --optimizer", "GradientDescent"),
    ("347", "logits = y + 1e-50", "ch2_single_hidden --loss", "book"),
    ("229", "np.random.seed(0)", "ch2_single_hidden --split-seed", 0),
    ("297", "np.random.permutation(train.shape[0])", "ch2_single_hidden --split", "image"),
    # the loop
    ("546", "if i % 10 == 0:", "ch2_single_hidden: measured before steps", [0, 10]),
    ("548-551", "x: train.reshape([-1,1296]) ... x: test.reshape([-1,1296])",
     "ch2_single_hidden: measure x", both(flattened("train"), flattened("test"))),
    ("548-551", "y_: onehot_train ... y_: onehot_test",
     "ch2_single_hidden: measure y_", both(of_fonts("onehot_train"), of_fonts("onehot_test"))),
    ("553", "train_step.run(feed_dict={x: train.reshape([-1,1296])",
     "ch2_single_hidden: step x", flattened("train")),
    ("553", "y_: onehot_train", "ch2_single_hidden: step y_", of_fonts("onehot_train")),
    # what comes of it
    ("1729", "166,661", "ch2_single_hidden: printed", " 166,661\n"),
    ("1730", "5,000 ... 60%",
     "ch2_single_hidden: printed", "about 60% validation after 5,000 epochs"),
    ("256-258", "c = 91 ... train[c + i * 558]", "ch2_single_hidden: drawn Image 91", letters),
    ("559", "figsize=(6, 6)", "ch2_single_hidden: inches Accuracy", [6, 6]),
    ("575", "test.reshape([-1,1296])", "ch2_single_hidden: look x", flattened("test")),
    ("576", "np.zeros([5,5])", "ch2_single_hidden: picture Confusion", "1 x 1: 1 of 5 x 5"),
    ("590-592", "plt.subplots(4,8 ... range(32) ... reshape([36,36])",
     "ch2_single_hidden: picture Weights of the first 32", "4 x 8: 32 of 36 x 36"),
]

DEEP_NN = [
    # "Multiple hidden layer model": the graph
    ("1757", 'x = tf.placeholder("float", [None, 1296])',
     "deep_nn.x", 'placeholder("float", [None, 1296])'),
    ("1759", 'y_ = tf.placeholder("float", [None,5])',
     "deep_nn.y_", 'placeholder("float", [None, 5])'),
    ("607-610", "num_hidden1 = 128 ... [1296,num_hidden1] ... stddev=1./math.sqrt(1296)",
     "deep_nn.W1", "Variable(truncated_normal([1296, 128], stddev=1/sqrt(1296)))"),
    ("611", "tf.constant(0.1,shape=[num_hidden1])",
     "deep_nn.b1", "Variable(constant(0.1, shape=[128]))"),
    ("612", "h1 = tf.sigmoid(tf.matmul(x,W1) + b1)", "deep_nn.h1", "sigmoid(matmul(x, W1) + b1)"),
    ("616-618", "num_hidden2 = 32 ... [num_hidden1, ... num_hidden2] ... "
     "stddev=2./math.sqrt(num_hidden1)",
     "deep_nn.W2", "Variable(truncated_normal([128, 32], stddev=2/sqrt(128)))"),
    ("619", "tf.constant(0.2,shape=[num_hidden2])",
     "deep_nn.b2", "Variable(constant(0.2, shape=[32]))"),
    ("620", "h2 = tf.sigmoid(tf.matmul(h1,W2) + b2)",
     "deep_nn.h2", "sigmoid(matmul(h1, W2) + b2)"),
    ("626-627", "[num_hidden2, 5], ... stddev=1./math.sqrt(5)",
     "deep_nn.W3", "Variable(truncated_normal([32, 5], stddev=1/sqrt(5)))"),
    ("628", "tf.constant(0.1,shape=[5])", "deep_nn.b3", "Variable(constant(0.1, shape=[5]))"),
    ("1779", "tf.matmul(h2,W3) + b3", "deep_nn.logits", "matmul(h2, W3) + b3"),
    ("1779", "y = tf.nn.softmax(", "deep_nn.y", "softmax(logits)"),
    ("644-645", "tf.reduce_mean( ... logits= y + 1e-50, labels= y_)",
     "deep_nn.cross_entropy", CROSS_ENTROPY),
    ("647", "tf.train.GradientDescentOptimizer(0.01).minimize(cross_entropy)",
     "deep_nn.train_step", "GradientDescent(0.01) of W1, b1, W2, b2, W3, b3"),
    ("649", "tf.equal(tf.argmax(y,1),tf.argmax(y_,1))",
     "deep_nn.correct_prediction", "equal(argmax(y, 1), argmax(y_, 1))"),
    ("650", 'tf.reduce_mean(tf.cast(correct_prediction, "float"))',
     "deep_nn.accuracy", 'reduce_mean(cast(correct_prediction, "float"))'),
    # with other neurons, images and fonts, another rate, and the logits that the book meant
    ("609", "[1296,num_hidden1]", "deep_nn(hidden=(9, 7)).W1",
     "Variable(truncated_normal([1296, 9], stddev=1/sqrt(1296)))"),
    ("611", "shape=[num_hidden1]", "deep_nn(hidden=(9, 7)).b1",
     "Variable(constant(0.1, shape=[9]))"),
    ("617-618", "[num_hidden1, ... num_hidden2] ... stddev=2./math.sqrt(num_hidden1)",
     "deep_nn(hidden=(9, 7)).W2", "Variable(truncated_normal([9, 7], stddev=2/sqrt(9)))"),
    ("619", "shape=[num_hidden2]", "deep_nn(hidden=(9, 7)).b2",
     "Variable(constant(0.2, shape=[7]))"),
    ("626-627", "[num_hidden2, 5], ... stddev=1./math.sqrt(5)", "deep_nn(hidden=(9, 7)).W3",
     "Variable(truncated_normal([7, 5], stddev=1/sqrt(5)))"),
    ("1757", "[None, 1296]",
     "deep_nn(size=20, classes=7).x", 'placeholder("float", [None, 400])'),
    ("1759", "[None,5]", "deep_nn(size=20, classes=7).y_", 'placeholder("float", [None, 7])'),
    ("609-610", "[1296,num_hidden1] ... stddev=1./math.sqrt(1296)",
     "deep_nn(size=20, classes=7).W1",
     "Variable(truncated_normal([400, 128], stddev=1/sqrt(400)))"),
    ("626-627", "[num_hidden2, 5], ... stddev=1./math.sqrt(5)", "deep_nn(size=20, classes=7).W3",
     "Variable(truncated_normal([32, 7], stddev=1/sqrt(7)))"),
    ("628", "shape=[5]", "deep_nn(size=20, classes=7).b3", "Variable(constant(0.1, shape=[7]))"),
    ("647", "0.01", "deep_nn(rate=0.5, loss=logits).train_step",
     "GradientDescent(0.5) of W1, b1, W2, b2, W3, b3"),
    ("645", "logits= y + 1e-50", "deep_nn(rate=0.5, loss=logits).cross_entropy",
     CROSS_ENTROPY.replace("y + 1e-50", "logits")),
    # the options
    ("607-616", "num_hidden1 = 128 ... num_hidden2 = 32", "ch2_deep_nn --hidden", (128, 32)),
    ("652", "epochs = 25000", "ch2_deep_nn --epochs", 25000),
    ("647", "0.01", "ch2_deep_nn --rate", 0.01),
    ("647", "GradientDescentOptimizer", "ch2_deep_nn --optimizer", "GradientDescent"),
    ("645", "logits= y + 1e-50", "ch2_deep_nn --loss", "book"),
    ("229", "np.random.seed(0)", "ch2_deep_nn --split-seed", 0),
    ("297", "np.random.permutation(train.shape[0])", "ch2_deep_nn --split", "image"),
    # the loop
    ("657", "if i % 10 == 0:", "ch2_deep_nn: measured before steps", [0, 10]),
    ("660-665", "x: train.reshape([-1,1296]) ... x: test.reshape([-1,1296])",
     "ch2_deep_nn: measure x", both(flattened("train"), flattened("test"))),
    ("661-666", "y_: onehot_train ... y_: onehot_test",
     "ch2_deep_nn: measure y_", both(of_fonts("onehot_train"), of_fonts("onehot_test"))),
    ("668-669", "train_step.run(feed_dict={ ... x: train.reshape([-1,1296])",
     "ch2_deep_nn: step x", flattened("train")),
    ("670", "y_: onehot_train", "ch2_deep_nn: step y_", of_fonts("onehot_train")),
    # what comes of it
    ("1752", "170,309", "ch2_deep_nn: printed", " 170,309\n"),
    ("685", "68% ... 63%", "ch2_deep_nn: printed", "68% training, about 63% validation"),
    ("1754", "25,000", "ch2_deep_nn: printed", "validation after 25,000 epochs"),
    ("256-258", "c = 91 ... train[c + i * 558]", "ch2_deep_nn: drawn Image 91", letters),
    ("682", "figsize=(6,6)", "ch2_deep_nn: inches Accuracy", [6, 6]),
    ("689", "test.reshape([-1,1296])", "ch2_deep_nn: look x", flattened("test")),
    ("690", "np.zeros([5,5])", "ch2_deep_nn: picture Confusion", "1 x 1: 1 of 5 x 5"),
    ("699-701", "plt.subplots(4,8 ... range(32) ... reshape([36,36])",
     "ch2_deep_nn: picture Weights of the first 32", "4 x 8: 32 of 36 x 36"),
    ("708-711", "plt.matshow(W3.eval()) ... 每一行将代表一个神经元,每一列将代表一个类",
     "ch2_deep_nn: picture Weights of the output", "1 x 1: 1 of 32 x 5"),
]

TABLE = Table(BUILDERS, SCRIPTS, [*NEURON, *SINGLE_HIDDEN, *DEEP_NN])


@pytest.mark.parametrize("row", TABLE.params)
def test_the_course_does_what_the_book_says(row):
    TABLE.check(row)


@pytest.mark.parametrize("builder", SCRIPTS)
def test_a_script_runs_the_graph_of_the_table(builder):
    TABLE.check_script(builder)


@pytest.mark.parametrize("builder", [name for name in BUILDERS if name != "neuron"])
def test_a_step_goes_down_the_slope_of_the_cross_entropy(builder):
    TABLE.check_slopes(builder)


@pytest.mark.quick
def test_the_words_stand_in_the_book(book):
    assert TABLE.misquoted(book / "text.zh.txt") == []
