"""Chapter 1's numbers, shapes and functions, line by line of the book."""

from functools import partial

import pytest

from tests.book_data import both, flattened, letters, of_fonts
from tests.tables import Table
from tfgraph_course import ch1_getting_started as ch1

pytestmark = pytest.mark.ch1

BUILDERS = {
    "simple": ch1.simple,
    "logistic": ch1.logistic,
    "logistic(size=20, classes=7)": partial(ch1.logistic, size=20, classes=7),
    "logistic(rate=0.5, loss=logits)": partial(ch1.logistic, rate=0.5, loss="logits"),
}
SCRIPTS = {"simple": "ch1_simple", "logistic": "ch1_logistic"}

SIMPLE = [
    # "Defining scalars and tensors"
    ("74", "a = tf.constant(1)", "simple.a", "constant(1)"),
    ("75", "b = tf.constant(2)", "simple.b", "constant(2)"),
    ("80", "c = a + b", "simple.c", "a + b"),
    ("81", "d = a * b", "simple.d", "a * b"),
    ("84", "V1 = tf.constant([1., 2.])", "simple.V1", "constant([1., 2.])"),
    ("85", "V2 = tf.constant([3., 4.])", "simple.V2", "constant([3., 4.])"),
    ("86", "M = tf.constant([[1., 2.]])", "simple.M", "constant([[1., 2.]])"),
    ("87", "N = tf.constant([[1., 2.],[3.,4.]])", "simple.N", "constant([[1., 2.], [3., 4.]])"),
    ("88", "K = tf.constant([[[1., 2.],[3.,4.]]])",
     "simple.K", "constant([[[1., 2.], [3., 4.]]])"),
    # "Computations on tensors"
    ("101", "V3 = V1 + V2", "simple.V3", "V1 + V2"),
    ("104", "M2 = M * M", "simple.M2", "M * M"),
    ("107", "NN = tf.matmul(N,N)", "simple.NN", "matmul(N, N)"),
    # "Variable tensors"
    ("132", 'W = tf.Variable(0, name="weight")', "simple.W", 'Variable(0, name="weight")'),
    ("150", "W += a", "simple.W_once", "W + a"),
    ("159", "W += a", "simple.W_twice", "W_once + a"),
    ("143-144", "W.eval() ... 0", "ch1_simple: printed", "\nW               0\n"),
    ("154-163", "1 ... W += a ... 2", "ch1_simple: printed",
     "\nW += a          1 then 2 while the variable stays 0\n"),
    # "Viewing and substituting intermediate values"
    ("171", "E = d + b # 1*2 + 2 = 4", "simple.E", "d + b"),
    ("171", "= 4", "ch1_simple: printed", "\nE = d + b       4\n"),
    ("184-186", "sess.run([E,d]) ... 4 ... 2",
     "ch1_simple: printed", "[2, 3, 2, 4]\n"),  # b, c, d, E
    ("196", "sess.run(E, feed_dict = {d:4.})", "ch1_simple: look d", 4),
    ("203-205", "4 ... 6", "ch1_simple: printed", "\nE with d fed 4  6\n"),
]

LOGISTIC = [
    # the graph
    ("314", 'x = tf.placeholder("float", [None, 1296])',
     "logistic.x", 'placeholder("float", [None, 1296])'),
    ("320", 'y_ = tf.placeholder("float", [None,5])',
     "logistic.y_", 'placeholder("float", [None, 5])'),
    ("326", "W = tf.Variable(tf.zeros([1296,5]))", "logistic.W", "Variable(zeros([1296, 5]))"),
    ("327", "b = tf.Variable(tf.zeros([5]))", "logistic.b", "Variable(zeros([5]))"),
    ("336", "tf.matmul(x,W) + b", "logistic.logits", "matmul(x, W) + b"),
    ("336", "y = tf.nn.softmax(", "logistic.y", "softmax(logits)"),
    ("345-347", "tf.reduce_mean( ... tf.nn.softmax_cross_entropy_with_logits( ... "
     "logits = y + 1e-50, labels = y_)",
     "logistic.cross_entropy",
     "reduce_mean(softmax_cross_entropy_with_logits(logits=y + 1e-50, labels=y_))"),
    ("353-354", "tf.train.GradientDescentOptimizer( ... 0.02).minimize(cross_entropy)",
     "logistic.train_step", "GradientDescent(0.02) of W, b"),
    ("357-358", "tf.equal(tf.argmax(y,1), ... tf.argmax(y_,1))",
     "logistic.correct_prediction", "equal(argmax(y, 1), argmax(y_, 1))"),
    ("359-360", 'tf.reduce_mean(tf.cast( ... correct_prediction, "float")',
     "logistic.accuracy", 'reduce_mean(cast(correct_prediction, "float"))'),
    # with other images and fonts, another rate, and the logits that the book meant
    ("314", "[None, 1296]", "logistic(size=20, classes=7).x", 'placeholder("float", [None, 400])'),
    ("320", "[None,5]", "logistic(size=20, classes=7).y_", 'placeholder("float", [None, 7])'),
    ("326", "[1296,5]", "logistic(size=20, classes=7).W", "Variable(zeros([400, 7]))"),
    ("327", "[5]", "logistic(size=20, classes=7).b", "Variable(zeros([7]))"),
    ("354", "0.02", "logistic(rate=0.5, loss=logits).train_step", "GradientDescent(0.5) of W, b"),
    ("347", "logits = y + 1e-50", "logistic(rate=0.5, loss=logits).cross_entropy",
     "reduce_mean(softmax_cross_entropy_with_logits(logits=logits, labels=y_))"),
    # the options
    ("368", "epochs = 1000", "ch1_logistic --epochs", 1000),
    ("354", "0.02", "ch1_logistic --rate", 0.02),
    ("353", "GradientDescentOptimizer", "ch1_logistic --optimizer", "GradientDescent"),
    ("347", "logits = y + 1e-50", "ch1_logistic --loss", "book"),
    ("229", "np.random.seed(0)", "ch1_logistic --split-seed", 0),
    ("297", "np.random.permutation(train.shape[0])", "ch1_logistic --split", "image"),
    # the data: pixels of 0 to 1, a tenth for validation, one-hot labels
    ("235-302", "data['arr_0']/255. ... np.random.permutation(train.shape[0]) ... "
     "int(train.shape[0] * 0.1) ... train[training_idx,:]",
     "ch1_logistic: array train", of_fonts("train")),
    ("235-301", "data['arr_0']/255. ... indices[:valid_cnt] ... train[test_idx,:]",
     "ch1_logistic: array test", of_fonts("test")),
    ("277-304", "nclasses = 5 ... outlabels[i,l] = 1 ... onehot[training_idx,:]",
     "ch1_logistic: array onehot_train", of_fonts("onehot_train")),
    ("289-303", "outlabels[i,l] = 1 ... onehot[test_idx,:]",
     "ch1_logistic: array onehot_test", of_fonts("onehot_test")),
    # the loop
    ("373", "if i % 10 == 0:", "ch1_logistic: measured before steps", [0, 10]),
    ("376-381", "x: train.reshape([-1,1296]) ... x: test.reshape([-1,1296])",
     "ch1_logistic: measure x", both(flattened("train"), flattened("test"))),
    ("377-382", "y_: onehot_train ... y_: onehot_test",
     "ch1_logistic: measure y_", both(of_fonts("onehot_train"), of_fonts("onehot_test"))),
    ("384-385", "train_step.run(feed_dict={ ... x: train.reshape([-1,1296])",
     "ch1_logistic: step x", flattened("train")),
    ("386", "y_: onehot_train", "ch1_logistic: step y_", of_fonts("onehot_train")),
    # what comes of it
    ("1711", "6,485", "ch1_logistic: printed", " 6,485\n"),
    ("1711", "1,000 ... 40%", "ch1_logistic: printed", "40% validation after 1,000 epochs"),
    # the five stand side by side, and not as the book's in a column
    ("252-258", "36 x 36 ... range(5) ... train[c + i * 558]",
     "ch1_logistic: picture Image 91", "1 x 5: 5 of 36 x 36"),
    ("256-258", "c = 91 ... train[c + i * 558]", "ch1_logistic: drawn Image 91", letters),
    ("398", "figsize=(6,6)", "ch1_logistic: inches Accuracy", [6, 6]),
    ("574", "y.eval(feed_dict={x:", "ch1_logistic: look x", flattened("test")),
    ("576", "np.zeros([5,5])", "ch1_logistic: picture Confusion", "1 x 1: 1 of 5 x 5"),
    ("407-408", "range(5) ... W.eval()[:,i].reshape([36,36])",
     "ch1_logistic: picture Weights", "1 x 5: 5 of 36 x 36"),
]

TABLE = Table(BUILDERS, SCRIPTS, [*SIMPLE, *LOGISTIC])


@pytest.mark.parametrize("row", TABLE.params)
def test_the_course_does_what_the_book_says(row):
    TABLE.check(row)


@pytest.mark.parametrize("builder", SCRIPTS)
def test_a_script_runs_the_graph_of_the_table(builder):
    TABLE.check_script(builder)


@pytest.mark.parametrize("builder", ["logistic", "logistic(rate=0.5, loss=logits)"])
def test_a_step_goes_down_the_slope_of_the_cross_entropy(builder):
    TABLE.check_slopes(builder)


@pytest.mark.quick
def test_the_words_stand_in_the_book(book):
    assert TABLE.misquoted(book / "text.zh.txt") == []
