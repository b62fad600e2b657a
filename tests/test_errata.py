"""The faults of the book, `docs/errata.md`: what its lines say, and what is true.

Lines of code run here themselves, on TensorFlow and NumPy; the course's own graphs prove nothing.
"""

import ast
import math
import os
import re
from pathlib import Path

import numpy as np
import pytest

from tests.book import PROGRAMS, program
from tests.tables import stands
from tfgraph_course import tf

pytestmark = pytest.mark.quick

ROOT = Path(__file__).resolve().parents[1]
TEXT = Path(os.environ.get("TFGRAPH_BOOK", "absent"), "text.zh.txt")
LINES = TEXT.read_text(encoding="utf-8").splitlines() if TEXT.exists() else []


def says(lines, words):
    """Words that the book has in these lines: its own are compared where they are at hand."""
    if LINES:
        assert stands(lines, words, LINES), f"not in line {lines}: {words}"
    return words


def run(lines, words, scope):
    """Run code that the book has in these lines, with and among the names of a scope."""
    exec(says(lines, words), scope)


def split(first, scope):
    """Run a split of the book, from this line on, up to the rows that it chooses."""
    run(f"{first}", "indices = np.random.permutation(train.shape[0])", scope)
    run(f"{first + 1}", "valid_cnt = int(train.shape[0] * 0.1)", scope)
    run(f"{first + 2}-{first + 3}",
        "test_idx, training_idx = indices[:valid_cnt],\\\nindices[valid_cnt:]", scope)


def cut_normal(deviation):
    """The spread that is left of a normal distribution which is cut at two deviations."""
    return pytest.approx(0.88 * deviation, rel=0.1)


def test_each_erratum_has_its_test_and_each_test_its_erratum():
    rows = re.findall(r"`(test_erratum_\w+)`", (ROOT / "docs/errata.md").read_text("utf-8"))
    assert rows == [name for name in globals() if name.startswith("test_erratum_")]


# chapter, where it says that `y` is probabilities, classes, lines of the loss, and the loss
SOFTMAX = "y = tf.nn.softmax("
BY_SEASON = "我们将计算每个季节每周的概率"  # the probability of each season in each week
LOSSES = [
    ("ch1", ("336", SOFTMAX), 5, "345-347", "cross_entropy = tf.reduce_mean(\n"
     "tf.nn.softmax_cross_entropy_with_logits(\nlogits = y + 1e-50, labels = y_))"),
    ("ch2", ("535", SOFTMAX), 5, "644-645", "cross_entropy = tf.reduce_mean(\n"
     "tf.nn.softmax_cross_entropy_with_logits(logits= y + 1e-50, labels= y_))"),
    ("ch3", ("1158", SOFTMAX), 5, "1161-1163", "cross_entropy = tf.reduce_mean(\n"
     "tf.nn.softmax_cross_entropy_with_logits(\ny + 1e-50, y_))"),
    ("ch4", ("1344", BY_SEASON), 4, "1368-1369", "cross_entropy = tf.reduce_mean(\n"
     "tf.nn.softmax_cross_entropy_with_logits(y + 1e-50, y_))"),
]
EACH_LOSS = pytest.mark.parametrize(
    ("softmax", "classes", "lines", "loss"),
    [pytest.param(*row, marks=getattr(pytest.mark, name), id=name) for name, *row in LOSSES],
)


@EACH_LOSS
def test_erratum_the_doubled_softmax_never_reaches_zero_loss(sess, softmax, classes, lines, loss):
    """Scores of 0 and 1 are too close: a perfect y still costs -log(e / (e + 4)) = 0.905."""
    says(*softmax)
    scope = {"tf": tf, "y": tf.eye(classes), "y_": tf.eye(classes)}
    run(lines, loss, scope)
    assert scope["cross_entropy"].eval() == pytest.approx(math.log(math.e + classes - 1) - 1)
    assert math.log(math.e + 4) - 1 == pytest.approx(0.905, abs=5e-4)


@EACH_LOSS
def test_erratum_1e_50_is_zero_in_float32(sess, softmax, classes, lines, loss):
    says("348-349", "1e-50 误差值,以避免数值不稳定")  # an error value, against instability
    says(lines, "y + 1e-50")
    y = tf.zeros([5])
    assert not (y + 1e-50).eval().any()
    assert (y + 1e-37).eval().all()


@pytest.mark.ch1
def test_erratum_adding_to_a_variable_leaves_it_at_zero(sess):
    says("158", "它确实是一个变量")  # it really is a variable
    scope = {"tf": tf, "a": tf.constant(1)}
    run("132", 'W = tf.Variable(0, name="weight")', scope)
    variable = scope["W"]
    sess.run(tf.global_variables_initializer())
    run("150", "W += a", scope)
    run("159", "W += a", scope)
    assert not isinstance(scope["W"], tf.Variable)
    assert (scope["W"].eval(), variable.eval()) == (2, 0)


@pytest.mark.parametrize(
    "first", [pytest.param(297, marks=[pytest.mark.ch1, pytest.mark.ch2]),
              pytest.param(1424, marks=pytest.mark.ch4)],
)
def test_erratum_jitters_of_one_glyph_fall_on_both_sides_of_the_books_split(first):
    """Nine images in a row show one glyph; training has seen each glyph of the validation."""
    says("564", "测试图像对于模型来说是全新的")  # to the model the test images are all new
    says("1691-1693", "train[9*(font*62 + letter)]")
    with np.load(ROOT / "data/data_with_labels.npz") as data:
        images = data["arr_0"]
    for nine in images.reshape(-1, 9, 36, 36):
        rows, columns = nine.any(2), nine.any(1)
        glyphs = [one[np.ix_(*seen)] for one, *seen in zip(nine, rows, columns, strict=True)]
        assert all(np.array_equal(glyph, glyphs[0]) for glyph in glyphs)
    scope = {"np": np, "train": images}
    split(first, scope)
    assert set(scope["test_idx"] // 9) <= set(scope["training_idx"] // 9)


@pytest.mark.ch2
def test_erratum_the_rate_of_the_single_hidden_layer():
    """The book takes "the same code" as before, and its rates before and after are not the same."""
    if not LINES:
        pytest.skip("only the book can show what it lacks")
    before, after = says("354", "0.02"), says("647", "0.01")
    says("541", "因此我们将在此处使用相同的代码")  # so we use the same code here
    says("651", "与以前完全相同")  # exactly as before
    assert float(before) != float(after)
    between = "".join(LINES[354:646] + LINES[1725:1750])
    assert not [rate for rate in ("Optimizer", before, after) if rate in between]


@pytest.mark.ch2
def test_erratum_output_weights_are_scaled_by_outputs(sess):
    """They spread like 1 / sqrt(5), five outputs, and not like 1 / sqrt(128), their inputs."""
    says("530", "按输入数量进行缩放")  # scaled by the number of inputs
    scope = {"tf": tf, "math": math}
    run("511", "num_hidden = 128", scope)
    run("1743-1744", "W2 = tf.Variable(tf.truncated_normal([num_hidden, 5],\n"
        "stddev=1./math.sqrt(5)))", scope)
    sess.run(tf.global_variables_initializer())
    W2 = scope["W2"].eval()
    assert W2.shape == (128, 5)  # 128 inputs
    assert W2.std() == cut_normal(1 / np.sqrt(5))


@pytest.mark.ch3
def test_erratum_the_first_axis_is_the_batch():
    says("776-778", "1 是指输入通道的数量")  # 1 means the number of channels that come in
    scope = {"tf": tf, "np": np}
    run("775", "image = np.random.randint(10,size=[1,10,10]) + np.eye(10)*10", scope)
    with tf.Graph().as_default(), tf.Session():
        run("781", 'x = tf.placeholder("float", [None, 10, 10])', scope)
        run("782", "x_im = tf.reshape(x, [-1,10,10,1])", scope)
        x, x_im, image = scope["x"], scope["x_im"], scope["image"]
        assert x_im.eval({x: image}).shape == (1, 10, 10, 1)
        assert x_im.eval({x: np.repeat(image, 3, 0)}).shape == (3, 10, 10, 1)  # three images


@pytest.mark.ch3
@pytest.mark.ch5
def test_erratum_the_second_convolution_takes_the_name_h1(sess):
    scope = {"tf": tf, "b1": tf.zeros([16]), "b2": tf.zeros([4])}
    scope |= {"xw": tf.zeros([1, 36, 36, 16]), "p1w2": tf.zeros([1, 18, 18, 4])}
    run("1845", "h1 = tf.nn.relu(xw + b1)", scope)
    first = scope["h1"]
    says("1861", "h1 = tf.nn.relu(p1w2 + b2)")
    run("1123", "h1 = tf.nn.relu(p1w2 + b2)", scope)
    assert scope["h1"].shape.as_list() == [1, 18, 18, 4]
    assert not any(value is first for value in scope.values())


@pytest.mark.parametrize(
    ("lines", "loss"),
    [
        pytest.param("1162-1163", "tf.nn.softmax_cross_entropy_with_logits(\ny + 1e-50, y_)",
                     marks=pytest.mark.ch3),
        pytest.param("1369", "tf.nn.softmax_cross_entropy_with_logits(y + 1e-50, y_)",
                     marks=pytest.mark.ch4),
    ],
)
def test_erratum_losses_by_position(sess, lines, loss):
    """TensorFlow takes the book's logits for the labels; the course's `tf` does not."""
    import tensorflow.compat.v1 as today

    says(lines, loss)
    y, y_ = np.array([[0.7, 0.2, 0.1]], np.float32), np.array([[0.0, 1.0, 0.0]], np.float32)
    meant = np.log(np.exp(y).sum()) - y[0, 1]
    swapped = y.sum() * np.log(np.exp(y_).sum()) - y[0, 1]
    for library, expected in ((tf, meant), (today, swapped)):
        assert eval(loss, {"tf": library, "y": y, "y_": y_}).eval() == pytest.approx(expected)


@pytest.mark.ch5
def test_erratum_a_5x5_comment_stands_on_a_3x3_window():
    says("1841", "# 5x5 convolution")
    scope = {}
    run("1834", "winx1 = 3", scope)
    run("1835", "winy1 = 3", scope)
    window = eval(says("1837", "[winx1, winy1, 1 , num_filters1]"), scope | {"num_filters1": 16})
    says("1842", "xw = tf.nn.conv2d(x_im, W1")
    assert np.ones(window).shape[:2] == (3, 3)


@pytest.mark.ch5
def test_erratum_the_deep_cnn_has_11305_weights():
    """The book's 10,765 leave out that the second window spans 16 channels."""
    scope = {"p2_size": 9 * 9 * 4}  # 36 x 36 pixels, halved twice
    for lines, words in [
        ("1833", "num_filters1 = 16"), ("1834", "winx1 = 3"), ("1835", "winy1 = 3"),
        ("1104", "num_filters2 = 4"), ("1105", "winx2 = 3"), ("1106", "winy2 = 3"),
        ("1134", "num_hidden = 32"),
    ]:
        run(lines, words, scope)
    shapes = [
        eval(says(lines, words), scope)
        for lines, words in [
            ("1837", "[winx1, winy1, 1 , num_filters1]"), ("1840", "[num_filters1]"),
            ("1108", "[winx2, winy2, num_filters1, num_filters2]"), ("1111", "[num_filters2]"),
            ("1136", "[p2_size, num_hidden]"), ("1139", "[num_hidden]"),
            ("1152", "[num_hidden, 5]"), ("1154", "[5]"),
        ]
    ]
    weights = sum(math.prod(shape) for shape in shapes)
    counted = int(says("1831", "10,765").replace(",", ""))
    assert (weights, weights - counted) == (11_305, 3 * 3 * 16 * 4 - 3 * 3 * 4)


@pytest.mark.ch4
def test_erratum_tf_nn_dtypes():
    """No public name of TensorFlow; the course's namespace gives the book its float32 there."""
    import tensorflow

    name = says("1352", "tf.nn.dtypes.float32")
    for library in (tensorflow, tensorflow.compat.v1):
        with pytest.raises(AttributeError, match="dtypes"):
            eval(name, {"tf": library})
    assert eval(name, {"tf": tf}) is tensorflow.float32


@pytest.mark.ch4
def test_erratum_the_rnns_program_lacks_y_session_and_initializer(book):
    """The lines that the course puts in are the only ones that define or initialize them."""
    own = [part for part in PROGRAMS["ch4_rnn"] if isinstance(part, str)]
    printed = program(book / "text.zh.txt", "ch4_rnn")
    for line in own:
        printed = printed.replace(line, "")
    carried_over = "sess = tf.InteractiveSession()"  # from chapter 1
    tree = ast.parse(printed.replace(carried_over, ""))
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    set_here = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    assert {"x", "y_", "W1"} <= set_here and not {"y", "sess"} & set_here
    assert "y" in {node.id for node in names} and "initializer" not in printed


@pytest.mark.ch4
def test_erratum_the_rnns_weights_are_scaled_by_five_for_eleven_inputs(sess):
    """They spread like 1 / sqrt(5), the inputs of the network, and 11 numbers come into them."""
    says("1006", "该层的输入数量来初始化权重矩阵")  # a layer's inputs set its initial weights
    scope = {"tf": tf, "math": math}
    run("1318", "num_classes = 4", scope)
    run("1320", "num_inputs = 5", scope)
    run("1322", "state_size = 11", scope)
    run("1358-1359", "W1 = tf.Variable(tf.truncated_normal([state_size,num_classes],\n"
        "stddev=1./math.sqrt(num_inputs)))", scope)
    W1 = scope["W1"]
    assert W1.shape.as_list() == [11, 4]  # 11 inputs
    draws = [W1.initial_value.eval() for _ in range(50)]
    assert np.std(draws) == cut_normal(1 / np.sqrt(5))


@pytest.mark.ch4
def test_erratum_weeks_of_the_books_own_file_run_over_gaps(book):
    says("1281", "数组是每日信息的每周摘要")  # the array sums up the days by weeks
    with np.load(book / "weather.npz") as data:
        daily, weekly = data["daily"], data["weekly"]
    days = np.array([f"{int(n):08}" for n in daily[:, 0]])
    dates = np.array([f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in days], "datetime64[D]")
    assert (np.diff(dates).astype(int) > 1).sum() == 9
    weeks = dates[: 7 * len(weekly)].reshape(-1, 7)
    np.testing.assert_allclose(weekly[:, 4], daily[: 7 * len(weekly), 4].reshape(-1, 7).mean(1))
    assert (len(weeks), ((weeks[:, 6] - weeks[:, 0]).astype(int) != 6).sum()) == (4542, 6)


@pytest.mark.ch4
def test_erratum_the_dense_layer_of_32_neurons_has_5(sess):
    says("1575", "densely connected layer with 32 neurons")
    layer = says("1576-1578", "layers.fully_connected(p1f,\n5,\nactivation_fn=tf.nn.relu)")
    made = eval(layer, {"tf": tf, "layers": tf.contrib.layers, "p1f": tf.zeros([1, 1296])})
    assert made.shape.as_list() == [1, 5]


@pytest.mark.ch1
def test_erratum_a_renamed_wheel_is_still_one_for_python_3_4():
    """Python 3.5 takes compiled code of its own kind, and of 3.4 only what keeps to abi3."""
    from packaging import tags, utils

    _, old, new = says(
        "39", "mv tensorflow-1.2.1-cp34-cp34m-linux_x86_64.whl "
        "tensorflow-1.2.1-cp35-cp35m-linux_x86_64.whl").split()
    compiled, renamed = (utils.parse_wheel_filename(name)[3] for name in (old, new))
    taken = set(tags.cpython_tags((3, 5), ["cp35m"], ["linux_x86_64"]))
    assert renamed <= taken and not compiled & taken


@pytest.mark.ch1
def test_erratum_the_single_entry_is_in_ks_first_dimension():
    says("95-96", "K 是一个真实的张量,包含三个维度。 请注意,最终维度仅包含一个条目")
    scope = {"tf": tf}
    run("88", "K = tf.constant([[[1., 2.],[3.,4.]]])", scope)
    assert scope["K"].shape.as_list() == [1, 2, 2]


@pytest.mark.ch1
def test_erratum_softmax_adds_up_to_1(sess):
    says("267-268", "softmax 函数将其总和强制在 0 到 1 之间")  # forces their sum between 0 and 1
    y = tf.nn.softmax(tf.constant([[-3.0, 0.0, 1.0, 2.0, 7.0]])).eval()
    assert y.sum() == pytest.approx(1) and (y > 0).all() and (y < 1).all()


@pytest.mark.ch1
def test_erratum_the_last_accuracy_is_that_after_990_epochs():
    says("392-394", "在 1,000 个周期之后 ... print(train_acc[-1])")  # after 1,000 epochs
    scope, steps = {"np": np}, 0
    run("368", "epochs = 1000", scope)
    run("369", "train_acc = np.zeros(epochs//10)", scope)
    for i in eval(says("371", "range(epochs)"), scope):
        if eval(says("373", "i % 10 == 0"), {"i": i}):
            scope |= {"i": i, "A": steps}  # instead of the accuracy
            run("378", "train_acc[i//10] = A", scope)
        says("384", "train_step.run(")
        steps += 1
    assert (scope["train_acc"][-1], steps) == (990, 1000)


@pytest.mark.ch1
def test_erratum_logistic_regression_starts_from_zeros(sess):
    says("401", "我们使用了一些随机初始化")  # we used some random initialization
    says("411", "由于随机初始化的影响")  # because of the random initialization
    scope = {"tf": tf}
    run("326", "W = tf.Variable(tf.zeros([1296,5]))", scope)
    run("327", "b = tf.Variable(tf.zeros([5]))", scope)
    sess.run(tf.global_variables_initializer())
    assert not scope["W"].eval().any() and not scope["b"].eval().any()


@pytest.mark.ch2
def test_erratum_the_second_initializer_draws_the_vectors_again(sess):
    scope = {"tf": tf, "math": math, "sess": sess}
    run("434-435", "x1 = tf.Variable(tf.truncated_normal([5],\n"
        "mean=3, stddev=1./math.sqrt(5)))", scope)
    run("440", "sess.run(tf.global_variables_initializer())", scope)
    printed = scope["x1"].eval()
    run("465", "w1 = tf.constant(0.1)", scope)
    run("466", "w2 = tf.constant(0.2)", scope)
    assert [node.eval() for node in (scope["w1"], scope["w2"])] == pytest.approx([0.1, 0.2])
    np.testing.assert_array_equal(scope["x1"].eval(), printed)
    run("467", "sess.run(tf.global_variables_initializer())", scope)
    assert (scope["x1"].eval() != printed).all()


@pytest.mark.ch2
def test_erratum_tqdm_is_imported_before_it_is_optional(monkeypatch):
    import sys

    says("219-220", "tqdm 模块是可选的")  # the module tqdm is optional
    says("500-502", "try:\nfrom tqdm import tqdm\nexcept ImportError:")
    monkeypatch.setitem(sys.modules, "tqdm", None)  # as if it were not installed
    with pytest.raises(ImportError, match="tqdm"):
        run("498", "from tqdm import tqdm", {})


@pytest.mark.ch2
def test_erratum_the_figure_for_the_neurons_stays_empty():
    import matplotlib.pyplot as plt

    plt.switch_backend("Agg")
    plt.close("all")
    scope = {"plt": plt}
    run("589", "plt.figure(figsize=(6, 6))", scope)
    asked = plt.gcf()
    run("590", "f, plts = plt.subplots(4,8, sharex=True)", scope)
    assert not asked.axes and len(scope["f"].axes) == 32
    assert list(asked.get_size_inches()) == [6, 6] != list(scope["f"].get_size_inches())
    plt.close("all")


@pytest.mark.ch3
def test_erratum_same_stores_at_the_middle_of_the_window(sess):
    says("749", "使用左上像素作为存储结果的参考点")  # the top left pixel is where results go
    says("752", "在最后一个窗口中,这实际上只是看一个值")  # the last window sees one value only
    middle = np.zeros([3, 3, 1, 1], np.float32)
    middle[1, 1] = 1
    image = np.arange(100, dtype=np.float32).reshape(1, 10, 10, 1)
    scope = {"tf": tf, "x_im": tf.concat([image, tf.ones([1, 10, 10, 1])], 0)}
    scope["W1"] = tf.concat([middle, tf.ones([3, 3, 1, 1])], 3)
    run("823-825", "xw = tf.nn.conv2d(x_im, W1,\nstrides=[1, 1, 1, 1],\npadding='SAME')", scope)
    xw = scope["xw"].eval()
    np.testing.assert_array_equal(xw[0, :, :, 0], image[0, :, :, 0])
    ones = xw[1, :, :, 1]
    assert (ones[0, 0], ones[-1, -1]) == (4, 4)
    assert set(ones[0, 1:-1]) == {6} and set(ones[1:-1, 1:-1].ravel()) == {9}


@pytest.mark.ch3
def test_erratum_the_placeholder_of_36_x_36_is_never_printed(sess):
    if LINES:
        printed = "".join(line for line in LINES if "placeholder" in line).replace(" ", "")
        assert "[None,1296]" in printed and "36,36" not in printed
    scope = {"tf": tf}
    run("314", 'x = tf.placeholder("float", [None, 1296])', scope)
    says("1050", "x: train,")
    train = np.zeros([2, 36, 36], np.float32)
    with pytest.raises(ValueError, match="shape"):
        sess.run(scope["x"], {scope["x"]: train})
    run("949", "x_im = tf.reshape(x, [-1,36,36,1])", scope | {"x": tf.constant(train)})


@pytest.mark.ch3
@pytest.mark.ch5
def test_erratum_the_second_convolution_is_scaled_by_9_for_144_inputs(sess):
    """They spread like 1 / 3, a window's pixels, and 3 x 3 x 16 numbers come into them."""
    says("530", "按输入数量进行缩放")  # scaled by the number of inputs
    says("1112-1113", "有16 输入通道来自上一层")  # 16 channels come in from the layer before
    words = ("W2 = tf.Variable(tf.truncated_normal(\n[winx2, winy2, num_filters1, num_filters2],\n"
             "stddev=1./math.sqrt(winx2*winy2)))")
    says("1853-1855", words)
    scope = {"tf": tf, "math": math, "num_filters1": 16}
    for line, name in [("1104", "num_filters2 = 4"), ("1105", "winx2 = 3"), ("1106", "winy2 = 3")]:
        run(line, name, scope)
    run("1107-1109", words, scope)
    W2 = scope["W2"].initial_value.eval()
    assert np.prod(W2.shape[:3]) == 144
    assert W2.std() == cut_normal(1 / 3)


@pytest.mark.ch4
def test_erratum_learn_has_no_rnn():
    says("1246", "快速重新实现旧的图像分类模型和新的 RNN")  # the image models again, and the RNN
    if not LINES:
        pytest.skip("only the book can show what it lacks")
    learn = LINES[1389:1670]  # from its heading to the summary of the chapter
    assert learn[0] == "TensorFlowLearn" and "dropout" in "".join(learn)
    assert not [line for line in learn if re.search("rnn|循环", line, re.IGNORECASE)]


@pytest.mark.ch4
def test_erratum_datetime_is_never_imported():
    assert not [line for line in LINES if re.search("import.*datetime", line)]
    weekly = np.array([[19280105.0]])
    with pytest.raises(NameError, match="datetime"):
        run("1274-1275", "dates = np.array([datetime.datetime.strptime(str(int(d)),\n"
            "'%Y%m%d') for d in weekly[:,0]])", {"np": np, "weekly": weekly})


@pytest.mark.ch4
def test_erratum_layers_has_no_convolutional(sess):
    name = says("1543", "layers.convolutional")
    scope = {"layers": tf.contrib.layers, "tf": tf, "X": tf.zeros([1, 36, 36, 1])}
    with pytest.raises(AttributeError, match="convolutional"):
        eval(name, scope)
    run("1553-1555", "h1 = layers.convolution2d(X, num_outputs=4,\nkernel_size=[5, 5],\n"
        "activation_fn=tf.nn.relu)", scope)
    assert scope["h1"].shape.as_list() == [1, 36, 36, 4]


@pytest.mark.ch4
def test_erratum_days_are_missing_from_the_books_own_file(book):
    says("1278-1279", "daily 数组包含一年中每一天的测量值")  # the array has each day of the year
    with np.load(book / "weather.npz") as data:
        days = [f"{int(n):08}" for n in data["daily"][:, 0]]
    dates = np.array([f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in days], "datetime64[D]")
    missing = np.diff(dates).astype(int) - 1
    assert (missing.sum(), (missing > 0).sum(), missing.min()) == (454, 9, 0)


@pytest.mark.ch5
def test_erratum_the_wall_of_letters_runs_out_of_images():
    """Of 310 characters the last 31 lie beyond what a split leaves in `train`."""
    for first, last in ((297, "302"), (1424, "1429")):
        scope = {"np": np, "train": np.arange(2790)[:, None]}
        split(first, scope)
        scope["train"] = eval(says(last, "train[training_idx,:]"), scope)
        image = compile(says("1691", "train[9*(font*62 + letter)]"), "the book", "eval")
        drawn = [eval(image, scope | {"font": 4, "letter": letter})[0] for letter in range(31)]
        assert drawn != [9 * (4 * 62 + letter) for letter in range(31)]
        with pytest.raises(IndexError):
            eval(image, scope | {"font": 4, "letter": 31})


@pytest.mark.ch5
def test_erratum_the_pool_is_1296_numbers():
    says("1786-1787", "18x18x4 ... 将其平整为 1,297 个数字")  # flattens it to 1,297 numbers
    scope = {"tf": tf, "h1": tf.zeros([1, 36, 36, 4])}
    run("1804-1805", "p1 = tf.nn.max_pool(h1, ksize=[1, 2, 2, 1],\n"
        "strides=[1, 2, 2, 1], padding='VALID')", scope)
    scope["p1_size"] = math.prod(scope["p1"].shape.as_list()[1:])
    run("1809", "p1f = tf.reshape(p1, [-1, p1_size ])", scope)
    assert scope["p1f"].shape.as_list() == [1, 1296]
