"""Chapter 3's numbers, shapes and functions, line by line of the book."""

from functools import partial

import numpy as np
import pytest

from tests.book_data import both, letters, of_fonts
from tests.running import options, summary
from tests.tables import Table
from tfgraph_course import ch3_convolution as ch3

pytestmark = pytest.mark.ch3

IMAGE = np.random.RandomState(0).randint(10, size=[1, 10, 10]) + np.eye(10) * 10
CROSS_ENTROPY = "reduce_mean(softmax_cross_entropy_with_logits(logits=y + 1e-50, labels=y_))"

BUILDERS = {
    "conv_pool": ch3.conv_pool,
    "conv_pool(size=9)": partial(ch3.conv_pool, size=9),
    "conv_pool(size=8)": partial(ch3.conv_pool, size=8),
    "conv_pool(filters=3, window=5)": partial(ch3.conv_pool, filters=3, window=5),
    "cnn": ch3.cnn,
    "cnn(filters=3, hidden=7, window=2)": partial(ch3.cnn, filters=3, hidden=7, window=2),
    "cnn(size=20, classes=7)": partial(ch3.cnn, size=20, classes=7),
    "cnn(rate=0.5, loss=logits)": partial(ch3.cnn, rate=0.5, loss="logits"),
    "deep_cnn": ch3.deep_cnn,
    "deep_cnn(filters=(8, 3), hidden=7, window=2)": partial(
        ch3.deep_cnn, filters=(8, 3), hidden=7, window=2
    ),
    "deep_cnn(size=20, classes=7)": partial(ch3.deep_cnn, size=20, classes=7),
    "deep_cnn(rate=0.5, loss=logits)": partial(ch3.deep_cnn, rate=0.5, loss="logits"),
}
SCRIPTS = {"conv_pool": "ch3_conv_pool", "cnn": "ch3_cnn", "deep_cnn": "ch3_deep_cnn"}

CONV_POOL = [
    # "Convolutional layer application": one image of 10 x 10
    ("775", "np.random.randint(10,size=[1,10,10]) + np.eye(10)*10",
     "ch3_conv_pool: array image", summary(IMAGE)),
    ("781", 'x = tf.placeholder("float", [None, 10, 10])',
     "conv_pool.x", 'placeholder("float", [None, 10, 10])'),
    ("782", "x_im = tf.reshape(x, [-1,10,10,1])", "conv_pool.x_im", "reshape(x, [-1, 10, 10, 1])"),
    ("796", "num_filters = 2", "ch3_conv_pool --filters", 2),
    ("792-793", "winx = 3 ... winy = 3", "ch3_conv_pool --window", 3),
    ("792-801", "winx = 3 ... winy = 3 ... num_filters = 2 ... [winx, winy,1, num_filters] ... "
     "stddev=1./math.sqrt(winx*winy)",
     "conv_pool.W1", "Variable(truncated_normal([3, 3, 1, 2], stddev=1/sqrt(9)))"),
    ("799-801", "[winx, winy,1, num_filters] ... stddev=1./math.sqrt(winx*winy)",
     "conv_pool(filters=3, window=5).W1",
     "Variable(truncated_normal([5, 5, 1, 3], stddev=1/sqrt(25)))"),
    ("811-812", "0.1,shape=[num_filters]", "conv_pool.b1", "Variable(constant(0.1, shape=[2]))"),
    ("811-812", "0.1,shape=[num_filters]", "conv_pool(filters=3, window=5).b1",
     "Variable(constant(0.1, shape=[3]))"),
    ("823-825", "xw = tf.nn.conv2d(x_im, W1, ... strides=[1, 1, 1, 1], ... padding='SAME')",
     "conv_pool.xw", "conv2d(x_im, W1, strides=[1, 1, 1, 1], padding='SAME')"),
    ("829", "h1 = tf.nn.relu(xw + b1)", "conv_pool.h1", "relu(xw + b1)"),
    ("840-931", "H = h1.eval(feed_dict = {x: image}) ... P = p1.eval(feed_dict = {x: image})",
     "ch3_conv_pool: look x", summary(IMAGE)),
    ("852", "1,10,10,2", "ch3_conv_pool: printed", "h1 (1, 10, 10, 2)"),
    # "Pooling layer application"
    ("903-904", "p1 = tf.nn.max_pool(h1, ksize=[1, 2, 2, 1], ... strides=[1, 2, 2, 1], "
     "padding='VALID')",
     "conv_pool.p1", "max_pool(h1, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding='VALID')"),
    ("921-928", "s.value for s in p1.get_shape()[1:] ... p1f = tf.reshape(p1, [-1, p1_size ])",
     "conv_pool.p1f", "reshape(p1, [-1, 50])"),
    ("924-925", "5x5x2 ... 50", "ch3_conv_pool: printed", "p1 (1, 5, 5, 2)"),
    ("881-882", "9x9 ... 4x4", "conv_pool(size=9).p1f", "reshape(p1, [-1, 32])"),  # 4 x 4 x 2
    ("883-884", "8x8 ... 4x4", "conv_pool(size=8).p1f", "reshape(p1, [-1, 32])"),
    ("846-858", "plt.matshow(image[0]) ... plt.matshow(H[0,:,:,0])",
     "ch3_conv_pool: picture Convolution", "2 x 3: 4 of 10 x 10, 2 of 5 x 5"),
]

CNN = [
    # "Deep CNN": the graph
    ("949", "tf.reshape(x, [-1,36,36,1])", "cnn.x", 'placeholder("float", [None, 36, 36])'),
    ("320", 'y_ = tf.placeholder("float", [None,5])',
     "cnn.y_", 'placeholder("float", [None, 5])'),
    ("949", "x_im = tf.reshape(x, [-1,36,36,1])", "cnn.x_im", "reshape(x, [-1, 36, 36, 1])"),
    ("951", "num_filters = 4", "ch3_cnn --filters", 4),
    ("952-953", "winx = 5 ... winy = 5", "ch3_cnn --window", 5),
    ("951-957", "num_filters = 4 ... winx = 5 ... winy = 5 ... [winx, winy, 1 , num_filters] ... "
     "stddev=1./math.sqrt(winx*winy)",
     "cnn.W1", "Variable(truncated_normal([5, 5, 1, 4], stddev=1/sqrt(25)))"),
    ("963-964", "tf.constant(0.1, ... shape=[num_filters]",
     "cnn.b1", "Variable(constant(0.1, shape=[4]))"),
    ("967-969", "xw = tf.nn.conv2d(x_im, W1, ... strides=[1, 1, 1, 1], ... padding='SAME')",
     "cnn.xw", "conv2d(x_im, W1, strides=[1, 1, 1, 1], padding='SAME')"),
    ("982", "h1 = tf.nn.relu(xw + b1)", "cnn.h1", "relu(xw + b1)"),
    ("985-986", "tf.nn.max_pool(h1, ksize=[1, 2, 2, 1], ... strides=[1, 2, 2, 1], padding='VALID')",
     "cnn.p1", "max_pool(h1, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding='VALID')"),
    ("992-993", "s.value for s in p1.get_shape()[1:] ... p1f = tf.reshape(p1, [-1, p1_size ])",
     "cnn.p1f", "reshape(p1, [-1, 1296])"),  # 18 x 18 x 4
    ("998", "num_hidden = 32", "ch3_cnn --hidden", 32),
    ("998-1001", "num_hidden = 32 ... [p1_size, num_hidden] ... stddev=2./math.sqrt(p1_size)",
     "cnn.W2", "Variable(truncated_normal([1296, 32], stddev=2/sqrt(1296)))"),
    ("1002-1003", "tf.constant(0.2, ... shape=[num_hidden]",
     "cnn.b2", "Variable(constant(0.2, shape=[32]))"),
    ("1004", "h2 = tf.nn.relu(tf.matmul(p1f,W2) + b2)", "cnn.h2", "relu(matmul(p1f, W2) + b2)"),
    ("1011-1013", "[num_hidden, 5], ... stddev=1./math.sqrt(num_hidden)",
     "cnn.W3", "Variable(truncated_normal([32, 5], stddev=1/sqrt(32)))"),
    ("1014", "tf.constant(0.1,shape=[5])", "cnn.b3", "Variable(constant(0.1, shape=[5]))"),
    ("1015", 'keep_prob = tf.placeholder("float")', "cnn.keep_prob", 'placeholder("float")'),
    ("1016", "h2_drop = tf.nn.dropout(h2, keep_prob)", "cnn.h2_drop", "dropout(h2, keep_prob)"),
    ("1025", "tf.matmul(h2_drop,W3) + b3", "cnn.logits", "matmul(h2_drop, W3) + b3"),
    ("1025", "y = tf.nn.softmax(", "cnn.y", "softmax(logits)"),
    ("1028-1030", "tf.reduce_mean( ... tf.nn.softmax_cross_entropy_with_logits( ... "
     "logits = y + 1e-50, labels = y_)", "cnn.cross_entropy", CROSS_ENTROPY),
    ("1030", "logits = y + 1e-50", "ch3_cnn --loss", "book"),
    ("1032-1033", "tf.train.GradientDescentOptimizer( ... 0.01).minimize(cross_entropy)",
     "cnn.train_step", "GradientDescent(0.01) of W1, b1, W2, b2, W3, b3"),
    ("1033", "0.01", "ch3_cnn --rate", 0.01),
    ("1032", "GradientDescentOptimizer", "ch3_cnn --optimizer", "GradientDescent"),
    ("1058", "keep_prob: 0.5", "ch3_cnn --keep-prob", 0.5),
    ("1035-1036", "tf.equal(tf.argmax(y,1), ... tf.argmax(y_,1))",
     "cnn.correct_prediction", "equal(argmax(y, 1), argmax(y_, 1))"),
    ("1037-1038", 'tf.reduce_mean(tf.cast( ... correct_prediction, "float")',
     "cnn.accuracy", 'reduce_mean(cast(correct_prediction, "float"))'),
    # with other windows, filters, neurons, images and fonts
    ("955-957", "[winx, winy, 1 , num_filters] ... stddev=1./math.sqrt(winx*winy)",
     "cnn(filters=3, hidden=7, window=2).W1",
     "Variable(truncated_normal([2, 2, 1, 3], stddev=1/sqrt(4)))"),
    ("963-964", "shape=[num_filters]",
     "cnn(filters=3, hidden=7, window=2).b1", "Variable(constant(0.1, shape=[3]))"),
    ("999-1001", "[p1_size, num_hidden] ... stddev=2./math.sqrt(p1_size)",
     "cnn(filters=3, hidden=7, window=2).W2",
     "Variable(truncated_normal([972, 7], stddev=2/sqrt(972)))"),
    ("1002-1003", "shape=[num_hidden]",
     "cnn(filters=3, hidden=7, window=2).b2", "Variable(constant(0.2, shape=[7]))"),
    ("1011-1013", "[num_hidden, 5], ... stddev=1./math.sqrt(num_hidden)",
     "cnn(filters=3, hidden=7, window=2).W3",
     "Variable(truncated_normal([7, 5], stddev=1/sqrt(7)))"),
    ("949", "x_im = tf.reshape(x, [-1,36,36,1])",
     "cnn(size=20, classes=7).x_im", "reshape(x, [-1, 20, 20, 1])"),
    ("320", "[None,5]", "cnn(size=20, classes=7).y_", 'placeholder("float", [None, 7])'),
    ("999-1001", "[p1_size, num_hidden] ... stddev=2./math.sqrt(p1_size)",
     "cnn(size=20, classes=7).W2", "Variable(truncated_normal([400, 32], stddev=2/sqrt(400)))"),
    ("1011-1013", "[num_hidden, 5], ... stddev=1./math.sqrt(num_hidden)",
     "cnn(size=20, classes=7).W3", "Variable(truncated_normal([32, 7], stddev=1/sqrt(32)))"),
    ("1014", "shape=[5]", "cnn(size=20, classes=7).b3", "Variable(constant(0.1, shape=[7]))"),
    ("1033", "0.01", "cnn(rate=0.5, loss=logits).train_step",
     "GradientDescent(0.5) of W1, b1, W2, b2, W3, b3"),
    ("1030", "logits = y + 1e-50", "cnn(rate=0.5, loss=logits).cross_entropy",
     CROSS_ENTROPY.replace("y + 1e-50", "logits")),  # what the book meant
    # the data
    ("", "the start of the weights", "ch3_cnn --seed", 0),
    ("229", "np.random.seed(0)", "ch3_cnn --split-seed", 0),
    ("297", "np.random.permutation(train.shape[0])", "ch3_cnn --split", "image"),
    # the loop
    ("1043", "epochs = 5000", "ch3_cnn --epochs", 5000),
    ("1048", "if i % 10 == 0:", "ch3_cnn: measured before steps", [0, 10]),
    ("1050-1054", "{x: train, ... {x: test,",
     "ch3_cnn: measure x", both(of_fonts("train"), of_fonts("test"))),
    ("1051-1055", "y_: onehot_train, ... y_: onehot_test,",
     "ch3_cnn: measure y_", both(of_fonts("onehot_train"), of_fonts("onehot_test"))),
    ("1051-1055", "keep_prob: 1.0 ... keep_prob: 1.0", "ch3_cnn: measure keep_prob", 1.0),
    ("1057", "train_step.run(feed_dict={x: train,", "ch3_cnn: step x", of_fonts("train")),
    ("1058", "y_: onehot_train,", "ch3_cnn: step y_", of_fonts("onehot_train")),
    ("1058", "keep_prob: 0.5", "ch3_cnn: step keep_prob", 0.5),
    # what comes of it
    ("1787", "41,773", "ch3_cnn: printed", " 41,773\n"),
    ("1061", "76% ... 68%", "ch3_cnn: printed", "76% training, about 68% validation"),
    ("1825", "5000", "ch3_cnn: printed", "validation after 5,000 epochs"),
    ("1213", "{x: test, keep_prob: 1.0", "ch3_cnn: look x", of_fonts("test")),
    ("1213", "{x: test, keep_prob: 1.0", "ch3_cnn: look keep_prob", 1.0),
    ("256-258", "c = 91 ... train[c + i * 558]", "ch3_cnn: drawn Image 91", letters),
    ("1215", "np.zeros([5,5])", "ch3_cnn: picture Confusion", "1 x 1: 1 of 5 x 5"),
    ("952-953", "winx = 5 ... winy = 5", "ch3_cnn: picture Filters", "2 x 2: 4 of 5 x 5"),
    ("1238", "每行代表一类,每列代表最终的隐藏层神经元之一",  # a row a class, a column a neuron
     "ch3_cnn: picture Weights of the output", "1 x 1: 1 of 5 x 32"),
]

DEEP_CNN = [
    # "Deeper CNN": the graph
    ("949", "tf.reshape(x, [-1,36,36,1])", "deep_cnn.x", 'placeholder("float", [None, 36, 36])'),
    ("320", 'y_ = tf.placeholder("float", [None,5])',
     "deep_cnn.y_", 'placeholder("float", [None, 5])'),
    ("949", "x_im = tf.reshape(x, [-1,36,36,1])", "deep_cnn.x_im", "reshape(x, [-1, 36, 36, 1])"),
    ("1833-1838", "num_filters1 = 16 ... winx1 = 3 ... winy1 = 3 ... "
     "[winx1, winy1, 1 , num_filters1] ... stddev=1./math.sqrt(winx1*winy1)",
     "deep_cnn.W1", "Variable(truncated_normal([3, 3, 1, 16], stddev=1/sqrt(9)))"),
    ("1839-1840", "tf.constant(0.1, ... shape=[num_filters1]",
     "deep_cnn.b1", "Variable(constant(0.1, shape=[16]))"),
    ("1842-1844", "xw = tf.nn.conv2d(x_im, W1, ... strides=[1, 1, 1, 1], ... padding='SAME')",
     "deep_cnn.xw", "conv2d(x_im, W1, strides=[1, 1, 1, 1], padding='SAME')"),
    ("1845", "h1 = tf.nn.relu(xw + b1)", "deep_cnn.h1_first", "relu(xw + b1)"),
    ("1847-1848", "max_pool(h1, ksize=[1, 2, 2, 1], ... strides=[1, 2, 2, 1], padding='VALID')",
     "deep_cnn.p1",
     "max_pool(h1_first, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding='VALID')"),
    ("1104-1109", "num_filters2 = 4 ... winx2 = 3 ... winy2 = 3 ... "
     "[winx2, winy2, num_filters1, num_filters2] ... stddev=1./math.sqrt(winx2*winy2)",
     "deep_cnn.W2", "Variable(truncated_normal([3, 3, 16, 4], stddev=1/sqrt(9)))"),
    ("1110-1111", "tf.constant(0.1, ... shape=[num_filters2]",
     "deep_cnn.b2", "Variable(constant(0.1, shape=[4]))"),
    ("1121-1122", "p1w2 = tf.nn.conv2d(p1, W2, ... strides=[1, 1, 1, 1], padding='SAME')",
     "deep_cnn.p1w2", "conv2d(p1, W2, strides=[1, 1, 1, 1], padding='SAME')"),
    ("1123", "h1 = tf.nn.relu(p1w2 + b2)", "deep_cnn.h1", "relu(p1w2 + b2)"),
    ("1125-1126", "p2 = tf.nn.max_pool(h1, ksize=[1, 2, 2, 1], ... strides=[1, 2, 2, 1], "
     "padding='VALID')",
     "deep_cnn.p2", "max_pool(h1, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding='VALID')"),
    ("1130-1131", "s.value for s in p2.get_shape()[1:] ... p2f = tf.reshape(p2, [-1, p2_size ])",
     "deep_cnn.p2f", "reshape(p2, [-1, 324])"),  # 9 x 9 x 4
    ("1134-1137", "num_hidden = 32 ... [p2_size, num_hidden], ... stddev=2./math.sqrt(p2_size)",
     "deep_cnn.W3", "Variable(truncated_normal([324, 32], stddev=2/sqrt(324)))"),
    ("1138-1139", "tf.constant(0.2, ... shape=[num_hidden]",
     "deep_cnn.b3", "Variable(constant(0.2, shape=[32]))"),
    ("1140", "h3 = tf.nn.relu(tf.matmul(p2f,W3) + b3)",
     "deep_cnn.h3", "relu(matmul(p2f, W3) + b3)"),
    ("1144", 'keep_prob = tf.placeholder("float")', "deep_cnn.keep_prob", 'placeholder("float")'),
    ("1145", "h3_drop = tf.nn.dropout(h3, keep_prob)",
     "deep_cnn.h3_drop", "dropout(h3, keep_prob)"),
    ("1151-1153", "[num_hidden, 5], ... stddev=1./math.sqrt(num_hidden)",
     "deep_cnn.W4", "Variable(truncated_normal([32, 5], stddev=1/sqrt(32)))"),
    ("1154", "tf.constant(0.1,shape=[5])", "deep_cnn.b4", "Variable(constant(0.1, shape=[5]))"),
    ("1158", "tf.matmul(h3_drop,W4) + b4", "deep_cnn.logits", "matmul(h3_drop, W4) + b4"),
    ("1158", "y = tf.nn.softmax(", "deep_cnn.y", "softmax(logits)"),
    ("1161-1163", "tf.reduce_mean( ... tf.nn.softmax_cross_entropy_with_logits( ... y + 1e-50, y_)",
     "deep_cnn.cross_entropy", CROSS_ENTROPY),
    ("1165-1166", "tf.train.GradientDescentOptimizer( ... 0.01).minimize(cross_entropy)",
     "deep_cnn.train_step", "GradientDescent(0.01) of W1, b1, W2, b2, W3, b3, W4, b4"),
    ("1168-1169", "tf.equal(tf.argmax(y,1), ... tf.argmax(y_,1))",
     "deep_cnn.correct_prediction", "equal(argmax(y, 1), argmax(y_, 1))"),
    ("1170-1171", 'tf.reduce_mean(tf.cast( ... correct_prediction, "float")',
     "deep_cnn.accuracy", 'reduce_mean(cast(correct_prediction, "float"))'),
    # with other windows, filters, neurons, images and fonts
    ("1836-1838", "[winx1, winy1, 1 , num_filters1] ... stddev=1./math.sqrt(winx1*winy1)",
     "deep_cnn(filters=(8, 3), hidden=7, window=2).W1",
     "Variable(truncated_normal([2, 2, 1, 8], stddev=1/sqrt(4)))"),
    ("1839-1840", "shape=[num_filters1]", "deep_cnn(filters=(8, 3), hidden=7, window=2).b1",
     "Variable(constant(0.1, shape=[8]))"),
    ("1108-1113", "[winx2, winy2, num_filters1, num_filters2] ... "
     "stddev=1./math.sqrt(winx2*winy2) ... num_filters1 = 8",
     "deep_cnn(filters=(8, 3), hidden=7, window=2).W2",
     "Variable(truncated_normal([2, 2, 8, 3], stddev=1/sqrt(4)))"),
    ("1110-1111", "shape=[num_filters2]", "deep_cnn(filters=(8, 3), hidden=7, window=2).b2",
     "Variable(constant(0.1, shape=[3]))"),
    ("1135-1137", "[p2_size, num_hidden], ... stddev=2./math.sqrt(p2_size)",
     "deep_cnn(filters=(8, 3), hidden=7, window=2).W3",
     "Variable(truncated_normal([243, 7], stddev=2/sqrt(243)))"),
    ("1138-1139", "shape=[num_hidden]", "deep_cnn(filters=(8, 3), hidden=7, window=2).b3",
     "Variable(constant(0.2, shape=[7]))"),
    ("1151-1153", "[num_hidden, 5], ... stddev=1./math.sqrt(num_hidden)",
     "deep_cnn(filters=(8, 3), hidden=7, window=2).W4",
     "Variable(truncated_normal([7, 5], stddev=1/sqrt(7)))"),
    ("949", "x_im = tf.reshape(x, [-1,36,36,1])",
     "deep_cnn(size=20, classes=7).x_im", "reshape(x, [-1, 20, 20, 1])"),
    ("320", "[None,5]", "deep_cnn(size=20, classes=7).y_", 'placeholder("float", [None, 7])'),
    ("1135-1137", "[p2_size, num_hidden], ... stddev=2./math.sqrt(p2_size)",
     "deep_cnn(size=20, classes=7).W3",
     "Variable(truncated_normal([100, 32], stddev=2/sqrt(100)))"),
    ("1152", "[num_hidden, 5]", "deep_cnn(size=20, classes=7).W4",
     "Variable(truncated_normal([32, 7], stddev=1/sqrt(32)))"),
    ("1154", "shape=[5]", "deep_cnn(size=20, classes=7).b4",
     "Variable(constant(0.1, shape=[7]))"),
    ("1166", "0.01", "deep_cnn(rate=0.5, loss=logits).train_step",
     "GradientDescent(0.5) of W1, b1, W2, b2, W3, b3, W4, b4"),
    ("1163", "y + 1e-50, y_", "deep_cnn(rate=0.5, loss=logits).cross_entropy",
     CROSS_ENTROPY.replace("y + 1e-50", "logits")),  # what the book meant
    # the options
    ("1833-1850", "num_filters1 = 16 ... num_filters2 = 4", "ch3_deep_cnn --filters", (16, 4)),
    ("1134", "num_hidden = 32", "ch3_deep_cnn --hidden", 32),
    ("1163", "y + 1e-50", "ch3_deep_cnn --loss", "book"),
    ("1166", "0.01", "ch3_deep_cnn --rate", 0.01),
    ("1165", "GradientDescentOptimizer", "ch3_deep_cnn --optimizer", "GradientDescent"),
    ("1834-1852", "winx1 = 3 ... winy1 = 3 ... winx2 = 3 ... winy2 = 3",
     "ch3_deep_cnn --window", 3),
    ("1189", "keep_prob: 0.5", "ch3_deep_cnn --keep-prob", 0.5),
    ("229", "np.random.seed(0)", "ch3_deep_cnn --split-seed", 0),
    ("297", "np.random.permutation(train.shape[0])", "ch3_deep_cnn --split", "image"),
    # the loop
    ("1174", "epochs = 6000", "ch3_deep_cnn --epochs", 6000),
    ("1179", "if i % 10 == 0:", "ch3_deep_cnn: measured before steps", [0, 10]),
    ("1181-1185", "{x: train, ... {x: test,",
     "ch3_deep_cnn: measure x", both(of_fonts("train"), of_fonts("test"))),
    ("1182-1186", "y_: onehot_train, ... y_: onehot_test,",
     "ch3_deep_cnn: measure y_", both(of_fonts("onehot_train"), of_fonts("onehot_test"))),
    ("1182-1186", "keep_prob: 1.0 ... keep_prob: 1.0", "ch3_deep_cnn: measure keep_prob", 1.0),
    ("1188", "train_step.run(feed_dict={x: train,", "ch3_deep_cnn: step x", of_fonts("train")),
    ("1189", "y_: onehot_train,", "ch3_deep_cnn: step y_", of_fonts("onehot_train")),
    ("1189", "keep_prob: 0.5", "ch3_deep_cnn: step keep_prob", 0.5),
    # what comes of it
    ("1208", "85%", "ch3_deep_cnn: printed", "85% training,"),
    ("1831", "10,765", "ch3_deep_cnn: printed", " 11,305\n"),  # errata 12
    ("1831", "6,000 ... 80%", "ch3_deep_cnn: printed", "about 80% validation after 6,000 epochs"),
    ("1213", "{x: test, keep_prob: 1.0", "ch3_deep_cnn: look x", of_fonts("test")),
    ("1213", "{x: test, keep_prob: 1.0", "ch3_deep_cnn: look keep_prob", 1.0),
    ("256-258", "c = 91 ... train[c + i * 558]", "ch3_deep_cnn: drawn Image 91", letters),
    ("1215", "np.zeros([5,5])", "ch3_deep_cnn: picture Confusion", "1 x 1: 1 of 5 x 5"),
    ("1227-1231", "plt.subplots(4,4) ... range(16) ... W1.eval()[:,:,0,i] ... 3x3",
     "ch3_deep_cnn: picture Filters", "4 x 4: 16 of 3 x 3"),
    ("1238", "每行代表一类,每列代表最终的隐藏层神经元之一",  # a row a class, a column a neuron
     "ch3_deep_cnn: picture Weights of the output", "1 x 1: 1 of 5 x 32"),
]

TABLE = Table(BUILDERS, SCRIPTS, [*CONV_POOL, *CNN, *DEEP_CNN])


@pytest.mark.parametrize("row", TABLE.params)
def test_the_course_does_what_the_book_says(row):
    TABLE.check(row)


@pytest.mark.parametrize("builder", SCRIPTS)
def test_a_script_runs_the_graph_of_the_table(builder):
    TABLE.check_script(builder)


@pytest.mark.parametrize("builder", [name for name in BUILDERS if not name.startswith("conv_pool")])
def test_a_step_goes_down_the_slope_of_the_cross_entropy(builder):
    TABLE.check_slopes(builder)


@pytest.mark.quick
@pytest.mark.parametrize("split", ["image", "glyph"])
def test_either_split_may_be_asked_for(split):
    assert options("ch3_cnn", "--split", split)["split"] == split


@pytest.mark.quick
def test_the_words_stand_in_the_book(book):
    assert TABLE.misquoted(book / "text.zh.txt") == []
