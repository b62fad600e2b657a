"""The pictures: what they show, and which way up."""

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.artist import Artist

mpl.use("Agg")
import matplotlib.pyplot as plt

from tests.marks import of_chapter
from tfgraph_course import figures
from tfgraph_course.errors import CourseError

NAMES = [f"font {i}" for i in range(5)]


def images_of(figure):
    return [axis.images[0] for axis in figure.axes if axis.images]


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


@pytest.mark.ch1
@pytest.mark.quick
def test_letters_stand_upright_one_for_each_font():
    images = np.zeros((20, 36, 36))
    images[:, 0] = 1  # a line at the bottom
    labels = np.arange(20) // 4
    images[2 + 4 * 3] = 0.5
    figure = figures.letters(images, labels, NAMES, c=2)
    drawn = images_of(figure)
    assert len(drawn) == 5
    assert {image.origin for image in drawn} == {"lower"}
    np.testing.assert_array_equal(drawn[3].get_array(), images[14])
    assert [axis.get_title() for axis in figure.axes[:5]] == NAMES


@pytest.mark.quick
@pytest.mark.parametrize("last", [0.21, 0.9])
def test_the_legend_lies_over_none_of_the_last_accuracies(last):
    epochs = np.arange(0, 61, 10)
    accuracies = np.linspace(0.19, last, len(epochs))
    history = {"epoch": epochs, "train_acc": accuracies, "test_acc": accuracies - 0.02}
    figure = figures.accuracy_curves(history, 5, "", 80)
    figure.draw_without_rendering()
    axis = figure.axes[0]
    box = axis.get_legend().get_window_extent()
    points = axis.transData.transform(np.column_stack([epochs, 100 * accuracies])[-4:])
    assert not any(box.contains(*point) for point in points)
    assert (axis.get_legend()._loc == 4) == (last > 0.5)  # lower right, as in the docs' pictures


@pytest.mark.ch2
@pytest.mark.quick
def test_confusion_rows_are_real_and_columns_predicted():
    random = np.random.default_rng(0)
    real, predicted = random.integers(0, 4, 50), random.integers(0, 5, 50)  # font 4 never real
    conf = np.zeros((5, 5))
    for p, t in zip(predicted, real, strict=True):
        conf[t, p] += 1
    figure = figures.confusion_matrix(np.eye(5)[real], np.eye(5)[predicted], NAMES)
    np.testing.assert_array_equal(images_of(figure)[0].get_array(), conf)
    assert (figure.axes[0].get_xlabel(), figure.axes[0].get_ylabel()) == ("predicted", "real")


@pytest.mark.ch3
@pytest.mark.quick
def test_counts_are_white_where_the_scale_of_all_matrices_is_dark():
    matrices = {"you": np.diag([10, 10]), "model": np.array([[40, 0], [0, 10]])}
    figure = figures.confusion_matrices(matrices, NAMES[:2])
    written = [[(t.get_text(), t.get_color()) for t in axis.texts] for axis in figure.axes[:2]]
    assert written[0] == [("10", "w"), ("0", "w"), ("0", "w"), ("10", "w")]
    assert written[1] == [("40", "k"), ("0", "w"), ("0", "w"), ("10", "w")]


@pytest.mark.ch3
@pytest.mark.quick
def test_the_colour_bar_of_few_letters_counts_in_whole_numbers():
    counts, names = np.diag([9, 2, 4, 15, 1]), ["Shadows Into Light"] * 5
    bar = figures.confusion_matrices({"you": counts, "model": counts}, names).axes[-1]
    bar.figure.canvas.draw()
    said = [label.get_text() for label in bar.get_yticklabels()]
    assert len(said) > 2 and all(text.isdigit() for text in said)


@pytest.mark.ch1
@pytest.mark.ch2
@pytest.mark.quick
def test_weight_images_are_the_columns_on_one_scale():
    W = np.random.default_rng(0).normal(size=(1296, 40))
    drawn = images_of(figures.weight_images(W, [f"{i}" for i in range(32)], "neurons", rows=4))
    assert len(drawn) == 32
    np.testing.assert_array_equal(drawn[9].get_array(), W[:, 9].reshape(36, 36))
    assert len({image.get_clim() for image in drawn}) == 1


@pytest.mark.ch2
@pytest.mark.ch3
@pytest.mark.quick
def test_output_weights_are_drawn_as_their_chapters_say():
    W = np.random.default_rng(0).normal(size=(32, 5))
    down = figures.output_weights(W, NAMES).axes[0]
    np.testing.assert_array_equal(down.images[0].get_array(), W)
    assert [text.get_text() for text in down.get_xticklabels()] == NAMES
    assert (down.get_xlabel(), down.get_ylabel()) == ("font", "neuron of the last hidden layer")
    across = figures.output_weights(W, NAMES, fonts="rows").axes[0]
    np.testing.assert_array_equal(across.images[0].get_array(), W.T)
    assert [text.get_text() for text in across.get_yticklabels()] == NAMES
    assert (across.get_xlabel(), across.get_ylabel()) == ("neuron of the last hidden layer", "font")


@pytest.mark.ch1
@pytest.mark.ch3
@pytest.mark.quick
def test_filters_and_curves_show_their_numbers():
    W1 = np.random.default_rng(0).normal(size=(3, 3, 1, 5))
    drawn = images_of(figures.filters(W1))
    np.testing.assert_array_equal(drawn[4].get_array(), W1[:, :, 0, 4])
    history = {"epoch": [0, 10], "train_acc": [0.2, 0.5], "test_acc": [0.1, 0.4],
               "train_loss": [1.6, 1.5], "test_loss": [np.nan, np.nan]}
    drawn = figures.accuracy_curves(history, 8, "CNN, loss book, rate 0.01", 68)
    assert drawn.get_suptitle() == "Accuracy while training\nCNN, loss book, rate 0.01"
    lines = drawn.axes[0].lines
    np.testing.assert_allclose(lines[3].get_ydata(), 68)
    (only,) = figures.loss_curves(history).axes[0].lines
    np.testing.assert_allclose(only.get_ydata(), [1.6, 1.5])
    np.testing.assert_allclose(lines[0].get_ydata(), [20, 50])
    np.testing.assert_allclose(lines[1].get_ydata(), [10, 40])
    np.testing.assert_allclose(lines[2].get_ydata(), 100 / 8)  # guessing


@pytest.mark.parametrize(
    ("chapter", "figure"),
    [
        of_chapter("ch1", lambda: figures.letters(np.zeros((5, 9, 9)), np.arange(5), NAMES)),
        of_chapter("ch1", lambda: figures.weight_images(np.zeros((1296, 5)), NAMES, "weights")),
        of_chapter("ch2", lambda: figures.confusion_matrix(np.eye(5), np.eye(5), NAMES)),
        of_chapter("ch2", lambda: figures.output_weights(np.ones((32, 5)), NAMES)),
        of_chapter("ch3", lambda: figures.output_weights(np.ones((32, 5)), NAMES, fonts="rows")),
        of_chapter("ch3", lambda: figures.filters(np.zeros((3, 3, 1, 16)))),
        of_chapter("ch3", lambda: figures.conv_pool(np.eye(4), *np.ones((2, 4, 4, 1)))),
    ],
)
@pytest.mark.quick
def test_every_picture_has_a_title_and_a_labelled_colour_bar(chapter, figure, tmp_path):
    drawn = figures.save({"picture": figure}, tmp_path)["picture"]
    assert drawn.get_suptitle()
    assert any(axis.get_ylabel() for axis in drawn.axes if not axis.images)
    assert (tmp_path / "picture.png").stat().st_size > 1000


STRANGE = [
    "$", "$x", "a_$b$", r"$\frac$", "_hidden", "%s %(x)s", "<b>x</b>", "{x} %{x}", "| pipe", "\\",
    "\N{CJK UNIFIED IDEOGRAPH-5B57}",
]


@pytest.mark.filterwarnings("error")
def test_names_are_drawn_as_they_are(tmp_path):
    n = len(STRANGE)
    drawings = {
        "letters": lambda: figures.letters(np.zeros((n, 9, 9)), np.arange(n), STRANGE),
        "confusion": lambda: figures.confusion_matrix(np.eye(n), np.eye(n), STRANGE),
        "weights": lambda: figures.weight_images(np.zeros((81, n)), STRANGE, "a $ in $ it"),
        "output_weights": lambda: figures.output_weights(np.ones((8, n)), STRANGE),
    }
    assert list(figures.save(drawings, tmp_path)) == list(drawings)
    with mpl.rc_context({"text.parse_math": False}):
        expected = plt.figure(figsize=(3, 1))
        expected.suptitle("a $x_2$ b")
        expected.savefig(tmp_path / "expected.png", dpi=100)
    figures.empty("a $x_2$ b", (3, 1)).savefig(tmp_path / "drawn.png", dpi=100)
    drawn, expected = (plt.imread(tmp_path / f"{name}.png") for name in ("drawn", "expected"))
    np.testing.assert_array_equal(drawn, expected)


class Unwilling(Artist):
    def draw(self, renderer):
        raise ValueError("cannot\nbe drawn")


@pytest.mark.quick
def test_a_picture_that_fails_costs_itself_alone(tmp_path, capsys):
    def half():
        figure = figures.empty("half", (3, 3))
        figure.add_artist(Unwilling())
        return figure

    drawings = {"none": lambda: 1 / 0, "half": half, "filters": lambda: figures.filters(W1)}
    W1 = np.ones((3, 3, 1, 5))
    assert list(figures.save(drawings, tmp_path)) == ["filters"]
    assert [path.name for path in tmp_path.iterdir()] == ["filters.png"]
    assert len(plt.get_fignums()) == 1  # nothing half-drawn is left to be shown
    assert capsys.readouterr().err.splitlines() == [
        "error: none.png cannot be drawn (ZeroDivisionError: division by zero); "
        "everything else is kept.",
        r"error: half.png cannot be drawn (ValueError: cannot\nbe drawn); everything else is kept.",
    ]
    with pytest.raises(CourseError, match="cannot be written"):
        figures.save(drawings, tmp_path / "absent")


def test_a_figure_takes_the_place_of_an_older_one_whatever_its_size():
    for size in ((6, 3), (4, 5)):
        figure = figures.empty("one title", size)
        assert figure.get_size_inches().tolist() == list(size)
    assert plt.get_figlabels().count("one title") == 1
