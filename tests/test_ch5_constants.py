"""Chapter 5's table of models, line by line of the book, and the numbers of its own projects."""

import json
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from tests.book_data import all_letters
from tests.forked import ROOT, python
from tests.reading import built
from tests.running import summary
from tests.tables import Table
from tfgraph_course import (
    ch1_getting_started,
    ch2_deep_networks,
    ch3_convolution,
    ch4_recurrent,
)
from tfgraph_course.ch5_kmeans import kmeans
from tfgraph_course.ch5_temperature import temperature
from tfgraph_course.datasets import FONTS_FILE, load_fonts
from tfgraph_course.files.npz import read_npz
from tfgraph_course.models import MODELS
from tfgraph_course.review import pictures

pytestmark = pytest.mark.ch5

POINTS, START = np.arange(12.0).reshape(6, 2), np.array([[1.0, 2.0], [3.0, 4.0]])


def counted(clusters):
    """What `tf.bincount(clusters, minlength=2)` is made of, for six points."""
    most = f'cast(greater(6, 0), "int32") * (max({clusters}, [0]) + 1)'
    return f"dense_bincount(reshape({clusters}, [-1]), maximum(2, {most}), [])"


EMPTY = f"where(equal({counted('nearest')}, 0))"
MOVED = 'select(falls, reduce_sum(cast(not_equal(new_assignments, assignments), "int64")), 0)'
COLUMN = "[0, 0], [0, 0], [1, 1], begin_mask=1, end_mask=1, new_axis_mask=2"  # [:, None]

BUILDERS = {
    "kmeans": partial(kmeans, POINTS, START),
    "temperature": temperature,
    "temperature(weeks=7)": partial(temperature, weeks=7),
    "temperature(rate=0.5)": partial(temperature, rate=0.5),
}


def weights(build):
    """How many numbers training changes."""
    variables = built(build).x.graph.get_collection("trainable_variables")
    return sum(variable.shape.num_elements() for variable in variables)


def wall():
    """The picture of all letters, its bands side by side, and its fonts as the book has them."""
    bands = [axis.images[0].get_array() for axis in pictures.wall(load_fonts()).axes]
    upwards = np.hstack(bands).reshape(5, 36, -1)  # the first font is drawn on top
    return summary(np.vstack(upwards[::-1]))


# Runs the review's script, which trains nothing and tells what it would have compared.
PLANNED = """
import json, runpy, sys
from tfgraph_course.review import baselines, data, runs
def rows(plan, *_, **__):
    return [[model.name, loss, seeds, model.epochs] for model, loss, seeds in plan]
def tell(_, fonts, parts, rows, *__):
    json.dump(rows, open("plan.json", "w"))
    sys.exit()
runs.run_all, data.Review, baselines.baselines = rows, tell, lambda parts: ["baselines"]
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
OWN = "--model", f"{ROOT / 'examples' / 'challenge_cnn.py'}:challenge_cnn"
FONT_MODELS = {"logistic": 1_000, "single_hidden": 5_000, "deep_nn": 25_000, "cnn": 5_000,
               "deep_cnn": 6_000}


def planned(*arguments):
    """What the review compares: name, loss, seeds and epochs of each model, and the baselines."""
    with TemporaryDirectory() as folder:
        script = ROOT / "scripts" / "ch5_review.py"
        python("-c", PLANNED, script, *arguments, cwd=folder, check=True)
        return json.loads(Path(folder, "plan.json").read_text(encoding="utf-8"))


REGISTERED = {
    f"{model.name}: {what}": partial(read, model)
    for model in MODELS.values()
    for what, read in [
        ("graph", lambda model: model.build),
        ("weights", lambda model: weights(model.build)),
        ("epochs", lambda model: model.epochs),
        ("accuracy", lambda model: model.book),  # of training and validation, as the book prints it
        ("keep_prob", lambda model: model.keep_prob),
    ]
    if what != "keep_prob" or model.keep_prob
}

ROWS = [
    # "Research review": a letter or digit of each font
    ("1686-1691", "np.zeros([5*36,62*36]) ... range(5) ... range(62) ... "
     "all_letters[font*36:(font+1)*36, letter*36:(letter+1)*36] ... train[9*(font*62 + letter)]",
     "wall of letters", summary(all_letters(read_npz(FONTS_FILE)))),
    # "A quick review of all the models"
    ("1715-1724", "[None, 1296] ... [None,5] ... tf.zeros([1296,5]) ... tf.zeros([5]) ... "
     "tf.nn.softmax(tf.matmul(x,W) + b)",
     "logistic: graph", ch1_getting_started.logistic),
    ("1711", "6,485", "logistic: weights", 6_485),
    ("1711", "1,000", "logistic: epochs", 1_000),
    ("1711", "40%", "logistic: accuracy", "– / 40"),  # noqa: RUF001
    ("1733-1749", "[None, 1296] ... [None,5] ... num_hidden = 128 ... [1296, num_hidden], ... "
     "stddev=1./math.sqrt(1296) ... 0.1,shape=[num_hidden] ... tf.sigmoid(tf.matmul(x,W1) + b1) "
     "... [num_hidden, 5], ... stddev=1./math.sqrt(5) ... 0.1,shape=[5] ... "
     "tf.nn.softmax(tf.matmul(h1,W2) + b2)",
     "single_hidden: graph", ch2_deep_networks.single_hidden),
    ("1729", "166,661", "single_hidden: weights", 166_661),
    ("1730", "5,000", "single_hidden: epochs", 5_000),
    ("1730", "60%", "single_hidden: accuracy", "– / 60"),  # noqa: RUF001
    ("1757-1779", "[None, 1296] ... [None,5] ... num_hidden1 = 128 ... [1296,num_hidden1], ... "
     "stddev=1./math.sqrt(1296) ... 0.1,shape=[num_hidden1] ... tf.sigmoid(tf.matmul(x,W1) + b1) "
     "... num_hidden2 = 32 ... [num_hidden1, ... num_hidden2],stddev=2./math.sqrt(num_hidden1) ... "
     "0.2,shape=[num_hidden2] ... tf.sigmoid(tf.matmul(h1,W2) + b2) ... [num_hidden2, 5], ... "
     "stddev=1./math.sqrt(5) ... 0.1,shape=[5] ... tf.nn.softmax(tf.matmul(h2,W3) + b3)",
     "deep_nn: graph", ch2_deep_networks.deep_nn),
    ("1752", "170,309", "deep_nn: weights", 170_309),
    ("1754", "25,000", "deep_nn: epochs", 25_000),
    ("685", "68% ... 63%", "deep_nn: accuracy", "68 / 63"),
    ("1790-1824", "num_filters = 4 ... winx = 5 ... winy = 5 ... [winx, winy, 1 , num_filters], "
     "... stddev=1./math.sqrt(winx*winy) ... 0.1, ... shape=[num_filters] ... strides=[1, 1, 1, "
     "1], ... 'SAME' ... tf.nn.relu(xw + b1) ... ksize=[1, 2, 2, 1], ... strides=[1, 2, 2, 1], "
     "padding='VALID' ... [-1, p1_size ] ... num_hidden = 32 ... [p1_size, num_hidden], ... "
     "stddev=2./math.sqrt(p1_size) ... 0.2, ... shape=[num_hidden] ... "
     "tf.nn.relu(tf.matmul(p1f,W2) + b2) ... [num_hidden, 5], ... stddev=1./math.sqrt(num_hidden) "
     "... 0.1,shape=[5] ... tf.nn.dropout(h2, keep_prob)",
     "cnn: graph", ch3_convolution.cnn),
    ("1787", "41,773", "cnn: weights", 41_773),
    ("1825", "5000", "cnn: epochs", 5_000),
    ("1058", "keep_prob: 0.5", "cnn: keep_prob", 0.5),
    ("1061", "76% ... 68%", "cnn: accuracy", "76 / 68"),
    ("1833-1864", "num_filters1 = 16 ... winx1 = 3 ... winy1 = 3 ... [winx1, winy1, 1 , "
     "num_filters1], ... stddev=1./math.sqrt(winx1*winy1) ... 0.1, ... shape=[num_filters1] ... "
     "strides=[1, 1, 1, 1], ... 'SAME' ... tf.nn.relu(xw + b1) ... ksize=[1, 2, 2, 1], ... "
     "strides=[1, 2, 2, 1], padding='VALID' ... num_filters2 = 4 ... winx2 = 3 ... winy2 = 3 ... "
     "[winx2, winy2, num_filters1, num_filters2], ... stddev=1./math.sqrt(winx2*winy2) ... 0.1, "
     "... shape=[num_filters2] ... strides=[1, 1, 1, 1], padding='SAME' ... tf.nn.relu(p1w2 + b2) "
     "... ksize=[1, 2, 2, 1], ... strides=[1, 2, 2, 1], padding='VALID'",
     "deep_cnn: graph", ch3_convolution.deep_cnn),
    ("1831", "10,765", "deep_cnn: weights", 10_765 + 15 * 3 * 3 * 4),  # errata 12
    ("1831", "6,000", "deep_cnn: epochs", 6_000),
    ("1189", "keep_prob: 0.5", "deep_cnn: keep_prob", 0.5),
    ("1208", "85%", "deep_cnn: accuracy", "85 / 80"),
    ("1831", "80%", "deep_cnn: accuracy", "85 / 80"),
    # and chapter 4's
    ("1371", "tf.train.GradientDescentOptimizer(0.01", "weather_rnn: graph",
     ch4_recurrent.weather_rnn),
    ("", "11 * (5 + 11) + 11 + 11 * 4 + 4", "weather_rnn: weights", 235),
    ("1378", "epochs = 100", "weather_rnn: epochs", 100),
    ("1389", "25%", "weather_rnn: accuracy", "25 / –"),  # noqa: RUF001
    # the options of the scripts that train them again
    ("229", "np.random.seed(0)", "ch5_review --split-seed", 0),
    ("297", "np.random.permutation(train.shape[0])", "ch5_review --split", "image"),
    ("229", "np.random.seed(0)", "ch5_distributed --split-seed", 0),
    ("297", "np.random.permutation(train.shape[0])", "ch5_distributed --split", "image"),
    ("1058", "keep_prob: 0.5", "ch5_distributed --keep-prob", 0.5),
    ("1030", "logits = y + 1e-50", "ch5_distributed --loss", "book"),
    ("", "a model of the reader's", "ch5_review --model-epochs", None),
    ("", "the model's own", "ch5_distributed --epochs", None),
    ("", "the model's own", "ch5_distributed --rate", None),
    ("1371", "GradientDescentOptimizer", "ch5_distributed --optimizer", "GradientDescent"),
    # "Some more TensorFlow projects": K-means, and a regression
    ("", "five fonts", "ch5_kmeans --clusters", 5),
    ("", "three variables", "kmeans.means", "Variable([[1., 2.], [3., 4.]])"),
    ("", "three variables", "kmeans.assignments", "Variable([-1, -1, -1, -1, -1, -1])"),
    ("", "three variables", "kmeans.inertia", "Variable(inf)"),
    ("", "one mean after the other", "kmeans.squared_distances",
     "all(reduce_sum(squared_difference(x, each(means)), 1))"),
    ("", "six points", "kmeans.x",
     "constant([[0., 1.], [2., 3.], [4., 5.], [6., 7.], [8., 9.], [10., 11.]])"),
    ("", "the first of equal ones", "kmeans.nearest",
     "arg_min(squared_distances, 0, output_type=tf.int32)"),
    ("", "no cluster is left empty", "kmeans.new_assignments",
     f"tensor_scatter_update(nearest, strided_slice(top_kv2(min(squared_distances, 0), "
     f"size({EMPTY}))[1], {COLUMN}), cast(strided_slice({EMPTY}, [0, 0], [0, 1], [1, 1], "
     'begin_mask=1, end_mask=1, shrink_axis_mask=2), "int32"))'),
    ("", "points of each cluster", "kmeans.counts", counted("new_assignments")),
    ("", "averages, where there are points", "kmeans.new_means",
     "select(greater(counts, 0), unsorted_segment_sum(x, new_assignments, 2) / "
     f'strided_slice(cast(maximum(counts, 1), "float"), {COLUMN}), means)'),
    ("", "squared distances, summed", "kmeans.new_inertia",
     "reduce_sum(cast(reduce_sum(squared_difference(x, "
     'gather_v2(new_means, new_assignments, 0)), 1), "float64"))'),
    ("", "whether a step is taken", "kmeans.falls", "less(new_inertia, inertia)"),
    ("", "none, where it is not", "kmeans.moved", MOVED),
    ("", "all at once", "kmeans.step",
     f"group({MOVED}, assign(means, select(falls, new_means, means), use_locking=False), "
     "assign(assignments, select(falls, new_assignments, assignments), use_locking=False), "
     "assign(inertia, select(falls, new_inertia, inertia), use_locking=False))"),
    ("", "a project", "ch5_temperature --epochs", 4000),
    ("", "a project", "ch5_temperature --rate", 0.02),
    ("", "a project", "ch5_temperature --optimizer", "GradientDescent"),
    ("", "a project", "ch5_temperature --weeks", 4),
    ("", "a project", "ch5_temperature --validation", 10),
    ("", "5 measurements of each week, and the time of year in 4 numbers",
     "temperature.x", 'placeholder("float", [None, 24])'),
    ("", "a high of each week", "temperature.y_", 'placeholder("float", [None])'),
    ("", "the start", "temperature.W", "Variable(zeros([24, 1]))"),
    ("", "the start", "temperature.b", "Variable(zeros([1]))"),
    ("", "one number, without a softmax", "temperature.y",
     "strided_slice(matmul(x, W) + b, [0, 0], [0, 1], [1, 1], "
     "begin_mask=1, end_mask=1, shrink_axis_mask=2)"),
    ("", "a squared error", "temperature.loss", "reduce_mean(square(y - y_))"),
    ("", "down its slope", "temperature.train_step", "GradientDescent(0.02) of W, b"),
    ("", "its root", "temperature.rmse", "sqrt(loss)"),
    ("", "the errors' sizes", "temperature.mae", "reduce_mean(abs(y - y_))"),
    ("", "7 weeks", "temperature(weeks=7).x", 'placeholder("float", [None, 39])'),
    ("", "7 weeks", "temperature(weeks=7).W", "Variable(zeros([39, 1]))"),
    ("", "another rate", "temperature(rate=0.5).train_step", "GradientDescent(0.5) of W, b"),
]

TABLE = Table(BUILDERS, {}, ROWS, REGISTERED | {"wall of letters": wall})


@pytest.mark.parametrize("row", TABLE.params)
def test_the_course_does_what_the_book_says(row):
    TABLE.check(row)


@pytest.mark.parametrize("quick", [False, True])
def test_ch5_review_trains_each_model_with_both_losses(quick):
    """With three seeds, and the real logits once; a quick one with one, a twentieth as long."""
    seeds, part = ([0], 20) if quick else ([0, 1, 2], 1)
    assert planned(*OWN, *["--quick"] * quick) == [
        *([name, "book", seeds, epochs // part] for name, epochs in FONT_MODELS.items()),
        *([name, "logits", [0], epochs // part] for name, epochs in FONT_MODELS.items()),
        ["challenge_cnn", "own", seeds, 5_000 // part], "baselines",
    ]


def test_no_other_model_is_registered():
    assert {row.what for row in TABLE.rows} >= set(REGISTERED)


@pytest.mark.quick
def test_the_words_stand_in_the_book(book):
    assert TABLE.misquoted(book / "text.zh.txt") == []
