"""The report of the review: what its file holds, and what it does in a real browser."""

import base64
import io
import re
import sys
from html import unescape
from html.parser import HTMLParser

import matplotlib as mpl
import numpy as np
import pytest

mpl.use("Agg")
import matplotlib.pyplot as plt

from tfgraph_course.datasets import Fonts, Split, load_fonts, split_fonts
from tfgraph_course.errors import CourseError
from tfgraph_course.review import inline, pictures
from tfgraph_course.review.data import Review, ReviewData, Row, Run
from tfgraph_course.review.report import check_extras, write_report
from tfgraph_course.review.summary import QUICK_NOTE, findings
from tfgraph_course.review.table import as_markdown
from tfgraph_course.training.history import History

pytestmark = pytest.mark.ch5


@pytest.fixture(scope="module")
def review(tmp_path_factory):
    """A real review of a fifth of the shipped characters: few epochs, two seeds."""
    from tfgraph_course.models import MODELS
    from tfgraph_course.review.baselines import baselines
    from tfgraph_course.review.runs import run_all

    fonts = load_fonts()
    kept = np.flatnonzero(np.arange(len(fonts.images)) // 9 % 62 % 5 == 0)
    fonts = fonts._replace(images=fonts.images[kept], labels=fonts.labels[kept])
    parts = split_fonts(fonts.images, fonts.labels)
    data = ReviewData("small", "", "image", 0, fonts, parts)
    logistic, deep_cnn = (MODELS[name]._replace(epochs=25) for name in ("logistic", "deep_cnn"))
    plan = [(logistic, "book", [0, 1]), (deep_cnn, "book", [3, 4]), (logistic, "logits", [0])]
    rows = run_all(plan, data, tmp_path_factory.mktemp("runs"), quiet=True) + baselines(data.parts)
    versions = {"tensorflow": "<2 & more>"}
    return Review("small.npz", fonts, data.parts, rows, False, versions, "a machine")


@pytest.fixture(scope="module")
def report(review, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(review, path)
    return path


def made_up(weights, classes=3, size=(20, 24)):
    """A review of random numbers with another number of fonts and another size of the images."""
    random = np.random.default_rng(0)
    images = random.uniform(size=(9 * 4 * classes, *size)).astype(np.float32)
    labels = np.repeat(np.arange(classes), 36)
    onehot = np.eye(classes, dtype=np.float32)[labels]
    parts = Split(images[::2], onehot[::2], images[1::2], onehot[1::2])
    history = History(
        epoch=[0, 10, 15], train_acc=[0, 0.5, 0.7], test_acc=[0, 0.4, 0.6], seconds=[0, 1, 2]
    )
    run = Run(0, None, history, random.dirichlet(np.ones(classes), len(parts.test)), weights)
    deep = Row("deep_cnn", "Deep CNN", "book", 15, 1, "85 / 80", [run])
    own = deep._replace(model="own", title="<my> model", loss="own", book="")
    fonts = Fonts(images, labels, [f"font {i}" for i in range(classes)], 9)
    return Review("own", fonts, parts, [deep, own], True, {}, "")


def pixels(png):
    """The pixels of a PNG in base64, first row at the bottom: grey or RGBA, 0..1."""
    return plt.imread(io.BytesIO(base64.b64decode(png)))[::-1]


class Loaded(HTMLParser):
    """Collects what a page loads or leads to, and the book of every figure."""

    def __init__(self, page):
        super().__init__()
        self.references, self.styles, self.figures, self.open, self.counts = [], [], [], [], {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.counts[tag] = self.counts.get(tag, 0) + 1
        self.open.append(tag)
        if tag == "figure":
            self.figures.append("")
        for name, value in attributes:
            if name == "style":
                self.styles.append(value)
            elif name in ("src", "srcset", "href", "data", "action", "poster", "background"):
                self.references.append(value)
        if tag in ("meta", "link", "img", "br"):
            self.open.pop()

    def handle_endtag(self, tag):
        while self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if self.open[-1:] == ["style"]:
            self.styles.append(data)
        elif "figure" in self.open:
            self.figures[-1] += data


def test_the_table_has_the_numbers_of_the_runs(review, report):
    page = report.read_text()
    table = page[page.index('<table class="rows">') :].split("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:]
    assert len(rows) == len(review.rows)
    for shown, row in zip(rows, review.rows, strict=True):
        values = re.findall(r'data-value="([^"]*)"', shown)
        cells = [re.sub(r"<[^>]*>|\s+", " ", cell).split() for cell in shown.split("</t")]
        assert values[0] == row.title
        assert [int(value) for value in values[5:7]] == [row.weights, row.epochs]
        for column, key in ((2, "train_acc"), (1, "test_acc")):
            last = 100 * np.array([run.history[key][-1] for run in row.runs])
            assert float(values[column]) == pytest.approx(last.mean() / 100)
            assert f"{last.sum() / len(last):.1f}" in cells[column]
            assert (f"{min(last):.1f}\N{EN DASH}{max(last):.1f}" in cells[column]) == (
                len(last) > 1
            )
        assert float(values[7]) == pytest.approx(
            sum(run.history["seconds"][-1] for run in row.runs) / len(row.runs)
        )
        assert row.book in " ".join(cells[3])


def test_the_findings_name_the_best_baseline_and_who_is_above_it(review):
    logistic, _, logits, *baselines = review.rows
    accuracy = [np.mean([run.history["test_acc"][-1] for run in row.runs]) for row in review.rows]
    change, best = findings(review)
    gain = 100 * (accuracy[2] - accuracy[0])
    assert f"{gain:+.1f} to {gain:+.1f} points" in change
    assert f"{max(accuracy[3:]):.1%}" in best and "every seed: none." in best
    perfect = [
        run._replace(history=History(**run.history | {"test_acc": [1]})) for run in logits.runs
    ]
    rows = [logistic, logits._replace(runs=perfect), *baselines]
    assert findings(review._replace(rows=rows))[1].endswith(f"{logits.title} (real logits).")


def test_the_file_loads_nothing(report):
    loaded = Loaded(report.read_text())
    assert len(loaded.references) > 10
    assert all(reference.startswith(("#", "data:")) for reference in loaded.references)
    assert not re.search(r"@import|url\(", " ".join(loaded.styles))
    assert loaded.counts["h1"] == loaded.counts["main"] == loaded.counts["nav"] == 1
    assert "iframe" not in loaded.counts
    assert report.stat().st_size < 7e6


def test_what_was_run_is_in_the_page_and_escaped(report):
    page = report.read_text()
    for part in ("small.npz", "a machine", "&lt;2 &amp; more&gt;", "0, 1, 3, 4", "526"):
        assert part in page


@pytest.mark.parametrize("quick", [True, False])
def test_a_quick_review_says_so_once_in_the_page_and_in_its_picture(quick, review, tmp_path):
    review = review._replace(quick=quick)
    write_report(review, tmp_path / "report.html")
    assert unescape((tmp_path / "report.html").read_text()).count(QUICK_NOTE) == quick
    (axis,) = pictures.comparison(review).axes
    assert (axis.get_title() == QUICK_NOTE) == quick


@pytest.mark.parametrize(
    ("weights", "images", "label"),
    [
        ({"W": (480, 3), "b": (3,)}, 3, "W of font 2"),
        ({"b": (9,), "W1": (480, 40)}, 32, "W1 of neuron 31"),
        ({"W1": (5, 5, 1, 7), "W2": (480, 3)}, 7, "W1 of filter 6"),
        ({"kernel": (11, 4)}, 0, ""),
        ({"W1": (5, 5, 2, 7), "W2": (480, 3)}, 0, ""),
        ({}, 0, ""),
    ],
)
def test_learned_images_are_decided_by_the_shape(weights, images, label, tmp_path):
    random = np.random.default_rng(1)
    weights = {name: random.normal(size=shape) for name, shape in weights.items()}
    write_report(made_up(weights), tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text()
    learned = re.findall(r'base64,([^"]*)" alt="(\w+) of (\w+ \d+)"', page)
    assert len(learned) == 2 * images  # two rows have these weights
    assert label in page
    if images:
        png, name, of = learned[1]
        W = weights[name]
        image = W[:, :, 0, 1] if W.ndim == 4 else W[:, 1].reshape(20, 24)
        red, _, blue, _ = np.moveaxis(pixels(png), -1, 0)
        strong = abs(image) > 0.3 * abs(W).max()
        np.testing.assert_array_equal((red > blue)[strong], (image > 0)[strong])
        assert of[-1] == "1"


def test_other_numbers_of_fonts_and_strange_titles(tmp_path):
    review = made_up({}, classes=7)
    names = [*review.fonts.names[:-1], "<script>6"]
    review = review._replace(fonts=review.fonts._replace(names=names))
    write_report(review, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text()
    assert "font 5</th>" in page and "&lt;script&gt;6</th>" in page and "<script>6" not in page
    assert "24 \N{MULTIPLICATION SIGN} 20 pixels, 7 fonts" in page
    assert "<my>" not in page and "&lt;my&gt; model" in page


STRANGE = "<b>a</b> $x$ %{x} &amp; | _b_ `c` \\\\d"  # markup of HTML, plotly, TeX or Markdown


@pytest.fixture(scope="module")
def strange():
    """A review of fonts and of a model whose names are markup."""
    review = made_up({"W": np.ones((480, 3))})
    fonts = review.fonts._replace(names=[f"{STRANGE}{i}" for i in range(3)])
    rows = [row._replace(title=STRANGE) if row.loss == "own" else row for row in review.rows]
    return review._replace(fonts=fonts, rows=rows, data=STRANGE)


def test_a_page_shows_a_title_as_it_is(strange, browser, tmp_path):
    comparison = pictures.comparison(strange)
    write_report(strange, tmp_path / "report.html", {"comparison": comparison})
    (axis,) = comparison.axes
    title = axis.get_yticklabels()[-1]
    assert title.get_text() == STRANGE and not title.get_parse_math()
    page = browser.new_page()
    page.goto((tmp_path / "report.html").as_uri())
    assert STRANGE in page.locator("#rows").text_content()
    assert "ink there counts for the font." in page.locator("#model-1").text_content()
    page.close()


def test_the_table_in_markdown_shows_a_title_as_it_is(strange):
    from markdown_it import MarkdownIt

    html = MarkdownIt().enable("table").render(as_markdown(strange))
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in html.split("<tr>")[2:]]
    assert [len(row) for row in cells] == [8, 8]
    assert unescape(cells[1][0]) == STRANGE
    assert f"Data: {STRANGE}, " in unescape(html)


def test_a_picture_that_fails_costs_the_report_itself_alone(review, tmp_path, monkeypatch, capsys):
    for room, names in ((inline, ["curves"]), (pictures, ["comparison", "wall", "jitters"])):
        for name in names:
            monkeypatch.setattr(room, name, lambda _: 1 / 0)
    write_report(review, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text()
    assert Loaded(page).counts["button"] > 20 and 'class="plotly-graph-div"' not in page
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 5  # of two models the curves
    assert all("cannot be drawn (ZeroDivisionError" in line for line in told)


@pytest.mark.parametrize("package", ["plotly", "jinja2"])
def test_a_missing_package_is_one_sentence_with_its_command(package, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)  # as if it were not installed
    with pytest.raises(CourseError, match=rf"^{package}.*pip install -e '\.\[report\]'$"):
        check_extras()


def test_the_wall_is_the_books(review):
    images = load_fonts().images
    figure = pictures.wall(load_fonts())
    bands = [axis.images[0].get_array() for axis in figure.axes]
    all_letters = np.zeros([5 * 36, 62 * 36])
    for font in range(5):
        for letter in range(62):
            all_letters[font * 36 : (font + 1) * 36, letter * 36 : (letter + 1) * 36] = images[
                9 * (font * 62 + letter)
            ]
    # The book's array, with the first font on top and each character upright.
    fonts = np.concatenate(np.concatenate(bands, axis=1).reshape(5, 36, -1)[::-1])
    np.testing.assert_array_equal(fonts, all_letters.astype(np.float32))
    lowest_first = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert lowest_first[::-1] == load_fonts().names


def test_the_page_says_how_many_jitters_the_data_has(tmp_path):
    review = made_up({"W": np.ones((480, 3))})
    for jitters, said in ((9, "in each font 9 times, shifted."), (1, "in each font once.")):
        write_report(review._replace(fonts=review.fonts._replace(jitters=jitters)), tmp_path / "a")
        assert said in (tmp_path / "a").read_text(encoding="utf-8")


def test_the_jitters_are_nine_images_of_one_character():
    images = load_fonts().images
    drawn = [axis.images[0].get_array() for axis in pictures.jitters(load_fonts(), c=93).axes]
    np.testing.assert_array_equal(drawn, images[90:99])


def test_the_comparison_has_a_dot_for_every_seed(review):
    (axis,) = pictures.comparison(review).axes
    dots = [line for line in axis.lines if line.get_marker() == "o"]
    drawn = np.concatenate([line.get_xdata() for line in dots])
    histories = [run.history for row in review.rows for run in row.runs]
    ends = [accuracy[-1] for history in histories
            for accuracy in (history["train_acc"], history["test_acc"])]
    np.testing.assert_array_equal(np.sort(drawn), np.sort(ends))
    assert [line.get_xdata()[0] for line in axis.lines if line.get_marker() == "|"] == [0.4, 0.8]


@pytest.fixture
def page(browser, report):
    page = browser.new_page()
    page.goto(report.as_uri())
    yield page
    page.close()


def test_pointing_at_a_curve_shows_its_value(page, review):
    chart = page.locator("#model-1 .js-plotly-plot")  # the deep CNN
    chart.scroll_into_view_if_needed()
    box = chart.locator(".nsewdrag").first.bounding_box()
    page.mouse.move(box["x"] + 0.81 * box["width"], box["y"] + box["height"] / 2)
    label = chart.locator(".hoverlayer .legend")
    label.wait_for()
    runs = review.rows[1].runs
    i = runs[0].history["epoch"].index(20)
    assert label.locator(".legendtitletext").text_content() == "epoch 20"
    shown = " ".join(label.locator(".legendtext").all_text_contents())
    for part, key in (("training", "train_acc"), ("validation", "test_acc")):
        mean = sum(run.history[key][i] for run in runs) / len(runs)
        assert re.search(rf"{part}[^%]*: {mean:.1%}", shown)


def test_every_cell_shows_exactly_its_characters(page, review):
    real = review.split.onehot_test.argmax(1)
    matrices = page.locator(".matrix").all()
    assert len(matrices) == len(review.rows)
    for matrix in matrices:
        figure = matrix.locator("xpath=ancestor::figure")
        (row,) = {int(cell.get_attribute("data-row")) for cell in matrix.locator("button").all()}
        taken = review.rows[row].runs[0].probabilities.argmax(1)
        cells = np.array([int(cell) for cell in matrix.locator("td").all_inner_texts()])
        conf = np.zeros((5, 5), int)
        np.add.at(conf, (real, taken), 1)
        np.testing.assert_array_equal(cells.reshape(5, 5), conf)
        for i, j in zip(*np.nonzero(conf), strict=True):
            matrix.locator("tbody tr").nth(i).locator("td").nth(j).locator("button").click()
            images = figure.locator(".characters img")
            indices = images.evaluate_all("all => all.map(image => Number(image.dataset.index))")
            assert indices == np.flatnonzero((real == i) & (taken == j)).tolist()
            sources = images.evaluate_all("all => all.map(image => image.src.split(',')[1])")
            for index, png in zip(indices, sources, strict=True):
                ink = 1 - pixels(png)
                np.testing.assert_allclose(ink, review.split.test[index], atol=1 / 255)


def test_the_keyboard_opens_cells_and_sorts_the_table(page, review):
    cell = page.locator(".matrix button").first
    cell.focus()
    page.keyboard.press("Enter")
    assert cell.get_attribute("aria-pressed") == "true"
    assert page.locator("#model-0 .characters img").count() == int(cell.inner_text())
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert cell.get_attribute("aria-pressed") == "false"

    page.get_by_role("button", name="Validation").focus()
    accuracies = [np.mean([run.history["test_acc"][-1] for run in row.runs]) for row in review.rows]
    for order in ("descending", "ascending"):
        page.keyboard.press("Enter")
        column = page.locator(".rows tbody td:nth-child(2)")
        values = column.evaluate_all("cells => cells.map(cell => Number(cell.dataset.value))")
        np.testing.assert_allclose(values, sorted(accuracies, reverse=order == "descending"))
        assert page.locator(f'.rows th[aria-sort="{order}"]').inner_text().startswith("Validation")
