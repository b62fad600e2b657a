"""Chapter 5's review: its runs, baselines, table, and a reader's own model beside the book's."""

import json
import os
import re
import shutil
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forked import python
from tfgraph_course.datasets import Fonts, split_fonts
from tfgraph_course.errors import CourseError
from tfgraph_course.models import FONT_MODELS, MODELS
from tfgraph_course.review.baselines import baselines
from tfgraph_course.review.data import Review, ReviewData, Row, Run, load_data
from tfgraph_course.review.own_model import own_models
from tfgraph_course.review.runs import RECORD_FILE, _asked, finished_run, run_all, shorten
from tfgraph_course.review.summary import QUICK_NOTE
from tfgraph_course.review.table import as_markdown, as_text, verdicts
from tfgraph_course.training.history import History

pytestmark = pytest.mark.ch5

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "scripts" / "ch5_review.py"
LOGISTIC, SINGLE_HIDDEN, CNN = (
    MODELS[name]._replace(epochs=3) for name in ("logistic", "single_hidden", "cnn")
)

# A reader's own model, as a program of the time would build it.
OWN = """
from collections import namedtuple
import tensorflow as tf

def model():
    x = tf.placeholder("float", [None, 1296])
    y_ = tf.placeholder("float", [None, 5])
    W = tf.Variable(tf.zeros([1296, 5]))
    logits = tf.matmul(x, W)
    y = tf.nn.softmax(logits)
    loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logits, labels=y_))
    train_step = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
    accuracy = tf.reduce_mean(tf.cast(tf.equal(tf.argmax(y, 1), tf.argmax(y_, 1)), "float"))
    nodes = dict(x=x, y_=y_, y=y, W=W, train_step=train_step, accuracy=accuracy)
    return namedtuple("Nodes", nodes)(**nodes)
"""

ELSEWHERE = """

build = model

def model():
    with tf.Graph().as_default():
        return build()
"""


@pytest.fixture(scope="module")
def data(small_data):
    images, onehot = small_data
    labels = onehot.argmax(1).astype(np.uint8)
    fonts = Fonts(images, labels, [f"font {i}" for i in range(5)], 9)
    return ReviewData("small", "0" * 64, "image", 0, fonts, split_fonts(images, labels))


@pytest.fixture(scope="module")
def finished(data, tmp_path_factory):
    """The folder of a finished run, and what it was asked for."""
    out = tmp_path_factory.mktemp("out")
    (row,) = run_all([(LOGISTIC, "book", [4])], data, out, quiet=True)
    return row.runs[0].folder, _asked(LOGISTIC, "book", 4, data)


def run_review(*arguments, cwd):
    return python(SCRIPT, *arguments, cwd=cwd, env=os.environ | {"COLUMNS": "160"})


def table_cells(markdown):
    lines = [line for line in markdown.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


# The quick review, from nothing


def test_a_quick_review_from_nothing_leaves_everything(quick_review):
    ended, out, data = quick_review
    assert ended.returncode == 0, ended.stderr
    assert "Warning" not in ended.stderr  # and the converged baseline has converged
    folders = {
        f"{load_data(data).name}-{model.name}-{loss}-seed0-quick"
        for model in FONT_MODELS
        for loss in ("book", "logits")
    }
    pictures = {"wall.png", "jitters.png", "comparison.png"}
    assert {path.name for path in out.iterdir()} == folders | pictures | {
        "review.md", "report.html", "options.json",
    }
    assert json.loads((out / "options.json").read_text())["quick"] is True
    for folder in folders:
        files = {path.name for path in (out / folder).iterdir()}
        assert files >= {
            "run.json", "probabilities.npz", "history.npz", "weights.npz", "weights_by_name.npz",
            "model.ckpt.index",
        }
    assert QUICK_NOTE.capitalize() in ended.stdout
    assert ended.stdout.count("trained\n") == 10


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (1280, "light"), pytest.param(375, "light", marks=pytest.mark.slow),
        pytest.param(1280, "dark", marks=pytest.mark.slow),
    ],
)
def test_a_quick_review_opens_without_errors_requests_and_barriers(
    width, scheme, browser, quick_review
):
    from axe_playwright_python.sync_playwright import Axe

    page, errors, requests = browser.new_page(
        viewport={"width": width, "height": 800}, color_scheme=scheme
    ), [], []
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    ended, folder, _ = quick_review
    assert ended.returncode == 0, ended.stderr
    address = (folder / "report.html").as_uri()
    page.goto(address)
    for cell in page.locator(".matrix .wrong button").all():
        cell.click()
    for table in page.locator("summary").all():
        table.click()
    assert page.locator(".js-plotly-plot").count() == 5  # the models' curves
    assert page.locator(".characters img").count() > 10
    assert page.evaluate("document.documentElement.scrollWidth") == width
    red, *_ = map(int, re.findall(r"\d+", page.evaluate(
        "getComputedStyle(document.body).backgroundColor"
    )))
    assert (red < 50) == (scheme == "dark")
    # Without a move to the side, the first accuracies are those of validation.
    heading = page.locator(".rows thead th").nth(1)
    assert heading.inner_text() == "Validation"
    box = heading.bounding_box()
    assert box["x"] + box["width"] < width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert errors == []
    assert [url for url in requests if not url.startswith(("data:", "blob:"))] == [address]
    page.close()


def test_the_tables_numbers_are_those_of_the_runs_files(quick_review):
    ended, out, data = quick_review
    rows = table_cells((out / "review.md").read_text(encoding="utf-8"))
    assert [row[1] for row in rows] == ["book"] * 5 + ["logits"] * 5 + ["baseline"] * 2
    data = load_data(data)
    labels = data.parts.onehot_test.argmax(1)
    for row, model in zip(rows, [*FONT_MODELS, *FONT_MODELS], strict=False):
        title, loss, weights, epochs, training, validation, _, book = row
        folder = out / f"{data.name}-{model.name}-{loss}-seed0-quick"
        record = json.loads((folder / "run.json").read_text())
        assert (title, epochs, book) == (model.title, f"{model.epochs // 20:,}", model.book)
        assert training == f"{100 * record['training']:.1f}"
        assert validation == f"{100 * record['validation']:.1f}"
        with np.load(folder / "history.npz") as history:
            assert history["epoch"][-1] == record["epochs"] == model.epochs // 20
            assert history["test_acc"][-1] == record["validation"]
        with np.load(folder / "probabilities.npz") as file:
            right = np.mean(file["probabilities"].argmax(1) == labels)
        assert right == pytest.approx(record["validation"], abs=1e-6)
        with np.load(folder / "weights.npz") as file:
            assert weights == f"{sum(file[key].size for key in file.files):,}"
    lines = [re.split(r" {2,}", line) for line in ended.stdout.splitlines()]
    for row in rows:
        assert [cell for cell in row if cell] in lines


def test_a_second_start_trains_nothing_and_an_own_model_joins(quick_review, tmp_path):
    _, out, data = quick_review
    again = shutil.copytree(out, tmp_path / "again")
    spec = f"{ROOT / 'examples' / 'challenge_cnn.py'}:challenge_cnn"
    ended = run_review(
        "--quick", "--quiet", "--data", data, "--out", again, "--model", spec,
        "--model-epochs", 40, cwd=tmp_path,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.count("reused\n") == 10
    assert ended.stdout.count("trained\n") == 1
    name = load_data(data).name
    for folder in out.glob(f"{name}-*"):
        record = (again / folder.name / "run.json").read_text()
        assert record == (folder / "run.json").read_text()
    own = json.loads((again / f"{name}-challenge_cnn-own-seed0-quick/run.json").read_text())
    assert own["epochs"] == 40
    assert "beat" not in ended.stdout  # a quick review gives no verdict


# Runs


def state_of(plan, data, out, capsys, **settings):
    """What run_all says that it did with the one run of a plan."""
    capsys.readouterr()
    run_all(plan, data, out, quiet=True, **settings)
    _, line = capsys.readouterr().out.splitlines()
    return line.split()[-1]


def test_a_reused_run_is_the_run_that_was_trained(data, tmp_path, capsys):
    plan = [(SINGLE_HIDDEN, "book", [3])]
    first, second = (run_all(plan, data, tmp_path, quiet=True)[0] for _ in range(2))
    assert [line.split()[-1] for line in capsys.readouterr().out.splitlines()[1::2]] == [
        "trained", "reused",
    ]
    (one,), (other,) = first.runs, second.runs
    assert (one.seed, one.folder) == (other.seed, other.folder)
    assert first.weights == second.weights == 166_661
    np.testing.assert_array_equal(one.probabilities, other.probabilities)
    assert one.history == other.history
    assert list(one.weights) == list(other.weights) == ["W1", "b1", "W2", "b2"]
    for name, weight in one.weights.items():
        np.testing.assert_array_equal(weight, other.weights[name])


def test_runs_do_not_depend_on_those_before_them(data, tmp_path):
    alone = run_all([(CNN, "book", [1])], data, tmp_path / "alone", quiet=True)[-1]
    plan = [(SINGLE_HIDDEN, "logits", [0]), (CNN, "book", [2, 1])]
    after = run_all(plan, data, tmp_path / "after", quiet=True)[-1]
    for name, weight in alone.runs[0].weights.items():
        np.testing.assert_array_equal(weight, after.runs[1].weights[name])
    assert (after.runs[0].weights["W1"] != after.runs[1].weights["W1"]).any()


def test_a_run_of_anything_else_than_what_is_asked_is_not_used(finished):
    folder, asked = finished
    assert finished_run(folder, asked).seed == 4
    assert len(asked) == 9
    for key in asked:
        assert finished_run(folder, asked | {key: "another"}) is None, key


def test_other_epochs_take_the_place_of_a_run_and_a_quick_one_stands_beside_it(
    data, tmp_path, capsys
):
    def state(model=LOGISTIC, **settings):
        return state_of([(model, "book", [0])], data, tmp_path, capsys, **settings)

    longer = LOGISTIC._replace(epochs=4)
    assert [state(), state(quick=True), state()] == ["trained", "trained", "reused"]
    assert [state(longer), state(longer), state()] == ["trained", "reused", "trained"]


def test_damage_to_any_byte_of_a_run_is_noticed(finished):
    folder, asked = finished
    files = sorted(path for path in folder.iterdir() if path.name not in (RECORD_FILE, ".lock"))
    assert len(files) >= 6

    @settings(max_examples=50)
    @given(
        file=st.sampled_from(files), place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7)
    )
    def check(file, place, bit):
        whole = file.read_bytes()
        damaged = bytearray(whole)
        damaged[int(place * len(whole))] ^= 1 << bit
        try:
            file.write_bytes(damaged)
            assert finished_run(folder, asked) is None
        finally:
            file.write_bytes(whole)
        assert finished_run(folder, asked) is not None

    check()


def test_a_half_written_record_is_no_record(finished):
    folder, asked = finished
    record = folder / RECORD_FILE
    whole = record.read_bytes()
    try:
        for half in (whole[:-2], whole[: len(whole) // 2], b"", b"[]", b"null", b"\xff", b"{}"):
            record.write_bytes(half)
            assert finished_run(folder, asked) is None
    finally:
        record.write_bytes(whole)
    assert finished_run(folder, asked) is not None


def test_a_damaged_run_is_trained_again(data, tmp_path, capsys):
    plan = [(LOGISTIC, "book", [0])]
    (row,) = run_all(plan, data, tmp_path, quiet=True)
    folder = row.runs[0].folder
    for name in ("run.json", "weights.npz"):
        (folder / name).unlink()
        assert state_of(plan, data, tmp_path, capsys) == "trained"
    assert state_of(plan, data, tmp_path, capsys) == "reused"


def test_the_name_of_the_data_tells_the_file_and_the_split(tmp_path):
    shipped = ROOT / "data" / "data_with_labels.npz"
    copy = shutil.copy(shipped, tmp_path / "mine.npz")
    digest = load_data().sha256
    assert load_data(shipped).name == "shipped"
    assert load_data(copy).name == f"mine-{digest[:6]}"
    assert load_data(copy, "glyph", 7).name == f"mine-{digest[:6]}-glyph-split7"
    assert load_data(split_seed=7).name == "shipped-split7"


def test_a_single_font_is_refused(tmp_path):
    np.savez(tmp_path / "one.npz", np.zeros((20, 36, 36), np.uint8), np.zeros(20, np.uint8))
    with pytest.raises(CourseError, match=r"one\.npz: .* all in one font"):
        load_data(tmp_path / "one.npz")


# Baselines


@pytest.fixture(scope="module")
def hard_parts():
    """Every ninth glyph of the shipped data: 315 images, which no baseline gets all right."""
    shipped = load_data()
    chosen = np.arange(len(shipped.fonts.images)) // 9 % 9 == 0
    return split_fonts(shipped.fonts.images[chosen], shipped.fonts.labels[chosen])


def test_the_nearest_neighbour_is_numpys(hard_parts):
    (run,) = baselines(hard_parts)[1].runs
    train, test = (
        images.reshape(len(images), -1) for images in (hard_parts.train, hard_parts.test)
    )
    distances = np.linalg.norm(test[:, None] - train[None], axis=2)
    nearest = hard_parts.onehot_train[distances.argmin(1)]
    np.testing.assert_array_equal(run.probabilities, nearest)
    right = np.mean(nearest.argmax(1) == hard_parts.onehot_test.argmax(1))
    assert run.history["test_acc"] == [pytest.approx(right)]
    assert run.history["train_acc"] == [1]
    assert 0 < right < 1


def test_the_converged_logistic_regression_is_at_its_minimum(hard_parts):
    """There the gradient of the summed loss and of half the squared weights is zero."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        row = baselines(hard_parts)[0]
    (run,) = row.runs
    W, b = run.weights["W"].astype(np.float64), run.weights["b"].astype(np.float64)
    assert row.weights == W.size + b.size == 6485

    def softmax(images):
        scores = images.reshape(-1, 1296) @ W + b
        e = np.exp(scores - scores.max(1, keepdims=True))
        return e / e.sum(1, keepdims=True)

    excess = softmax(hard_parts.train) - hard_parts.onehot_train
    pixels = hard_parts.train.reshape(-1, 1296)
    start = 0.2 - hard_parts.onehot_train  # where all weights are zero
    assert np.abs(pixels.T @ excess + W).max() < 1e-3 * np.abs(pixels.T @ start).max()
    np.testing.assert_allclose(run.probabilities, softmax(hard_parts.test), atol=1e-4)


def test_a_font_without_training_images_has_probability_zero(hard_parts):
    kept = hard_parts.onehot_train[:, 2] == 0
    parts = hard_parts._replace(
        train=hard_parts.train[kept], onehot_train=hard_parts.onehot_train[kept]
    )
    for row in baselines(parts):
        probabilities = row.runs[0].probabilities
        assert probabilities.shape == hard_parts.onehot_test.shape
        assert (probabilities[:, 2] == 0).all()
        np.testing.assert_allclose(probabilities.sum(1), 1, atol=1e-5)


# The table and the verdict


def review_of(data, *rows):
    return Review("small", data.fonts, data.parts, list(rows), False, {"numpy": "2"}, "here")


def row_of(accuracies, model="deep_cnn", loss="book"):
    runs = [
        Run(seed, None, history, np.zeros((6, 5), np.float32), {})
        for seed, history in enumerate(
            History(epoch=[9], train_acc=[accuracy], test_acc=[accuracy], seconds=[60.0])
            for accuracy in accuracies
        )
    ]
    return Row(model, model, loss, 6000, 11305, "85 / 80", runs)


@given(accuracies=st.lists(st.floats(0, 1), min_size=2, max_size=5))
def test_mean_and_spread_are_numpys(data, accuracies):
    review = review_of(data, row_of(accuracies))
    ((*_, training, validation, time, text),) = table_cells(as_markdown(review))
    mean, low, high = map(float, re.findall(r"\d+\.\d", validation))
    for ours, numpys in ((mean, np.mean), (low, np.min), (high, np.max)):
        assert ours == pytest.approx(100 * numpys(accuracies), abs=0.051)
    assert (training, time, text) == (validation, "60 s", "85 / 80")
    assert validation in as_text(review)


@pytest.mark.parametrize(
    ("own", "verdict"),
    [
        ([0.82, 0.9, 0.95], r"beats .* every seed: validation 89\.0 \(82\.0 to 95\.0\) against "
                            r"78\.0 \(76\.0 to 81\.0\), after"),
        ([0.78, 0.9, 0.9], "beats .* on average, though not with every seed: "),
        ([0.5, 0.6, 0.99], "does not beat "),
    ],
)
def test_the_verdict_says_how_an_own_model_did(data, own, verdict):
    deep = row_of([0.76, 0.81, 0.77])
    review = review_of(data, deep, row_of([0.9], loss="logits"), row_of(own, "mine", "own"))
    (sentence,) = verdicts(review)
    assert re.match(f"mine {verdict}", sentence)
    assert verdicts(review_of(data, deep)) == []


def test_a_quick_model_trains_a_twentieth():
    full = {model.name: model.epochs for model in FONT_MODELS}
    assert full == {shorten(model).name: 20 * shorten(model).epochs for model in FONT_MODELS}
    assert shorten(FONT_MODELS[0]._replace(epochs=7)).epochs == 1


# A reader's own model


def read_own(folder, source, data, file="mine.py", function="model"):
    (folder / file).write_text(source, encoding="utf-8")
    return own_models([f"{folder / file}:{function}"], 5, data)


def test_an_own_model_is_trained_and_again_when_its_file_changes(data, tmp_path, capsys):
    for source, state in ((OWN, "trained"), (OWN, "reused"), (OWN + "# new\n", "trained")):
        (model,) = read_own(tmp_path, source, data)
        assert state_of([(model, "own", [0])], data, tmp_path, capsys) == state
    assert (model.name, model.epochs) == ("mine-model", 5)
    (row,) = run_all([(model, "own", [0, 1])], data, tmp_path, quiet=True)
    assert row.weights == 6480
    assert [run.history["epoch"][-1] for run in row.runs] == [5, 5]


def test_an_own_model_may_have_dropout_and_import_what_lies_beside_it(data, tmp_path):
    (tmp_path / "beside.py").write_text("import tensorflow as tf\nshare = tf.placeholder\n")
    source = OWN.replace("import tensorflow as tf", "import tensorflow as tf, beside").replace(
        "logits = tf.matmul(x, W)",
        "keep_prob = beside.share('float')\n    logits = tf.matmul(tf.nn.dropout(x, keep_prob), W)",
    )
    source = source.replace("W=W,", "W=W, keep_prob=keep_prob,")
    source += "def of_own(x: int): pass\nassert of_own.__annotations__ == {'x': int}\n"
    (model,) = read_own(tmp_path, source, data)
    (row,) = run_all([(model, "own", [0])], data, tmp_path, quiet=True)
    assert row.runs[0].history["epoch"][-1] == 5


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("def model():", "def model()", r"mine\.py, line 5: SyntaxError: expected ':'"),
        ("import tensorflow as tf", "import absent_module",
         r"mine\.py, line 3: ModuleNotFoundError: No module named 'absent_module'"),
        ("tf.matmul(x, W)", "tf.matmul(W, W)", r"mine\.py, line 9: ValueError: Dimensions must"),
        ("tf.matmul(x, W)", "tf.matmul(x, V)", r"mine\.py, line 9: NameError: .*'V'"),
        ("def model():", "def model(rate):", r"mine\.py, line 5: TypeError: .*'rate'"),
        ("def model():", "raise SystemExit('out')\ndef model():",
         r"mine\.py, line 5: SystemExit: out"),
        ("def model():", "def network():", r"no function model; the file has network\."),
        ("def model():", "class model:\n  def build():", r"no function model; the file has none"),
        ('return namedtuple("Nodes", nodes)(**nodes)', "return nodes",
         r"mine\.py:model: .* returns a dict; return a NamedTuple"),
        ("y=y, ", "", r"node y is missing"),
        ("(x=x, ", "(", r"node x is missing; return a float placeholder"),
        ("train_step=train_step, ", "", r"node train_step is missing"),
        (", accuracy=accuracy", "", r"node accuracy is missing"),
        ('"float", [None, 1296]', '"float", [64, 1296]', r"node x is .*\[64, 1296\], not a float"),
        ("y_=y_,", "y_=y,", r"node y_ is a Softmax .*, not .* of shape \[None, 5\]"),
        ("x=x,", "x=x + 0,", r"node x is a Add.*, not a float placeholder"),
        ("y=y,", "y=tf.argmax(y, 1),", r"node y is a ArgMax of int64 \[None\], not .*\[None, 5\]"),
        ("train_step=train_step", "train_step=loss", r"node train_step is .*, not an operation"),
        ("accuracy=accuracy", "accuracy=y", r"node accuracy is a Softmax .*, not a scalar float"),
        ("accuracy=accuracy", "accuracy=0.5", r"node accuracy is a float, not"),
        ("W=W,", "keep_prob=0.5, W=W,", r"node keep_prob is a float, not a scalar float"),
        ("W=W, ", "", r"variable Variable is trained but not returned"),
        ("y=y,", "y=logits,", r"y must hold the probabilities .* tf\.nn\.softmax"),
        ("y=y,", "y=y * float('nan'),", r"y must hold the probabilities .* tf\.nn\.softmax"),
        ("tf.matmul(x, W)", "tf.matmul(x, W) + tf.placeholder('float', [5])",
         r"the first training step failed with InvalidArgumentError: You must feed a value"),
        ("(**nodes)", "(**nodes)" + ELSEWHERE, r"node x is in another graph"),
    ],
)
def test_a_wrong_own_model_is_told_in_a_sentence(old, new, sentence, data, tmp_path):
    assert old in OWN
    with pytest.raises(CourseError, match=sentence) as refused:
        read_own(tmp_path, OWN.replace(old, new), data)
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    "spec", ["mine.py", "model", "mine.txt:model", "mine.py:", ":model", "a:b c"]
)
def test_what_is_no_spec_is_told_how_one_looks(spec, data):
    with pytest.raises(CourseError, match=r"this is not FILE\.py:function, as in"):
        own_models([spec], 5, data)


def test_two_own_models_need_two_names(data, tmp_path):
    (tmp_path / "mine.py").write_text(OWN, encoding="utf-8")
    spec = f"{tmp_path / 'mine.py'}:model"
    with pytest.raises(CourseError, match="already a model named mine-model; rename yours"):
        own_models([spec, spec], 5, data)
    (tmp_path / "cnn.py").write_text(OWN.replace("def model", "def cnn"), encoding="utf-8")
    with pytest.raises(CourseError, match="already a model named cnn; rename yours"):
        own_models([f"{tmp_path / 'cnn.py'}:cnn"], 5, data)


def test_a_wrong_own_model_ends_the_review_before_any_training(tmp_path):
    (tmp_path / "mine.py").write_text(OWN.replace("y=y, ", ""), encoding="utf-8")
    for spec, fault in (("mine.py:model", "node y is missing"), ("none.py:model", "No such file")):
        ended = run_review("--model", spec, cwd=tmp_path)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert re.fullmatch(f"error: .*{fault}.*\n", ended.stderr)
    assert list((tmp_path / "runs/ch5_review").iterdir()) == []


@pytest.mark.slow
def test_the_challenge_beats_the_books_deep_cnn_on_the_books_data(book, tmp_path):
    data = load_data(book / "data_with_labels.npz")
    models = own_models([f"{ROOT / 'examples' / 'challenge_cnn.py'}:challenge_cnn"], 200, data)
    (row,) = run_all([(models[0], "own", [0, 1, 2])], data, tmp_path, quiet=True)
    # The book's 80, and its spread.
    assert min(run.history["test_acc"][-1] for run in row.runs) > 0.85
