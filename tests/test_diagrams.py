"""The diagrams of the book's ideas: their numbers, their texts, and their bytes."""

import functools
import itertools
import re
from pathlib import Path

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from PIL import Image

from tests.marks import of_chapter
from tfgraph_course.errors import CourseError
from tfgraph_course.figures.diagrams import ch2, ch3, ch5
from tfgraph_course.figures.diagrams.command import DIAGRAMS, encoded, write_diagrams
from tfgraph_course.figures.diagrams.models import counts, layers
from tfgraph_course.figures.diagrams.pen import plain_style
from tfgraph_course.models import FONT_MODELS
from tfgraph_course.tf1 import fresh_session

ROOT = Path(__file__).resolve().parents[1]
SHOWN = ROOT / "docs" / "pictures" / "diagrams"
QUICK = ["ch1_tensors", "ch2_neuron", "ch2_backpropagation", "ch3_edges", "ch3_dropout",
         "ch4_cell", "ch5_models"]



def test_a_model_without_accuracy_in_the_book_is_not_beside_the_others(monkeypatch):
    other = FONT_MODELS[-1]._replace(title="Wide CNN", training=None, validation=None)
    monkeypatch.setattr(ch5, "FONT_MODELS", [*FONT_MODELS, other])
    with plain_style():
        (figure,) = ch5.side_by_side()
    titles = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert titles == [row.title for row in FONT_MODELS][::-1]


# Curves, whose titles and ticks matplotlib lays out; all others are boards.
PLOTS = {"ch1_softmax", "ch1_descent", "ch2_transformations", "ch5_models", "ch5_kmeans"}
LONG = {"ch3_pooling", "ch3_window"}  # animations of many figures


@functools.cache
def figures_of(name):
    """The figures of a diagram, drawn once for all tests."""
    with plain_style():
        return DIAGRAMS[name]()


def texts(figure):
    """The texts of a figure with the boxes that they take."""
    with plain_style():
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
    found = [text for text in figure.findobj(Text) if text.get_text() and text.get_visible()]
    return [(t.get_text(), t.get_window_extent(canvas.get_renderer())) for t in found]


def said(figure):
    return " | ".join(text for text, _ in texts(figure))


@pytest.mark.quick
def test_the_pages_show_what_the_command_draws():
    assert {path.stem for path in SHOWN.iterdir()} == set(DIAGRAMS)
    named = [
        match
        for path in (ROOT / "exercises").glob("ch*.py")
        for match in re.findall(r"^    Picture: (\S+)$", path.read_text(encoding="utf-8"), re.M)
    ]
    assert len(named) >= 15
    assert not [name for name in named if not (ROOT / name).exists()]


@pytest.mark.parametrize("name", [of_chapter(name) for name in QUICK])
def test_a_diagram_has_the_same_bytes_each_time_and_is_the_one_that_is_shown(name):
    with plain_style():
        drawn = []
        for _ in range(2):
            figures = DIAGRAMS[name]()
            drawn.append(encoded(figures))
    assert drawn[0] == drawn[1]
    path = next(SHOWN.glob(f"{name}.*"))
    assert path.suffix == (".png" if len(figures) == 1 else ".gif")
    with Image.open(path) as shown:
        assert getattr(shown, "n_frames", 1) == len(figures)
        width, height = figures[0].get_size_inches() * 110
        assert shown.size == (int(width), int(height))
    assert path.read_bytes() == drawn[0]


@pytest.mark.quick
def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CourseError, match="cannot be made"):
        next(write_diagrams(tmp_path / "file"))


@pytest.mark.slow
def test_the_command_draws_every_diagram_as_it_is_shown(tmp_path):
    for path in write_diagrams(tmp_path):
        assert path.read_bytes() == (SHOWN / path.name).read_bytes(), path.name


@pytest.mark.parametrize(
    "name", [of_chapter(name, slow=name in LONG) for name in sorted({*DIAGRAMS} - PLOTS)]
)
def test_no_text_is_cut_off_or_lies_on_another(name):
    figure = figures_of(name)[-1]
    boxes = texts(figure)
    assert boxes
    width, height = figure.canvas.get_width_height()
    for text, box in boxes:
        assert box.x0 >= 0 and box.y0 >= 0, text
        assert box.x1 <= width and box.y1 <= height, text
    for (text, box), (other, near) in itertools.combinations(boxes, 2):
        beside = box.x1 <= near.x0 or near.x1 <= box.x0
        assert beside or box.y1 <= near.y0 + 1 or near.y1 <= box.y0 + 1, (text, other)


@pytest.mark.ch2
@pytest.mark.ch3
@pytest.mark.parametrize("row", FONT_MODELS, ids=lambda row: row.name)
def test_a_models_picture_has_its_graphs_shapes_and_counts(row):
    fresh_session(0)
    graph = row.build()
    total = {"logistic": 6_485, "single_hidden": 166_661, "deep_nn": 170_309, "cnn": 41_773,
             "deep_cnn": 11_305}[row.name]
    assert sum(count for _, count in counts(graph)) == total
    path = [(name, shape) for name, _, shape in layers(graph)]
    assert path[0][0] == "x" and path[-1] == ("y", [5])
    if row.name == "deep_cnn":
        assert [name for name, _ in path] == ["x", "h1_first", "p1", "h1", "p2", "h3", "y"]
        assert path[4][1] == [9, 9, 4]
    told = said(figures_of(f"{row.script}_model")[0])
    assert f"{total:,} weights" in told
    for name, shape in path:
        assert f"{name}  {' × '.join(map(str, shape))}" in told


@pytest.mark.ch2
def test_the_chain_of_slopes_ends_in_the_gradient_of_tensorflow():
    of = ch2.small_network()
    h1, y = of.values["h1"][0], of.values["y"][0]
    by_logits = y - np.array([0, 1])
    by_h1 = of.values["W2"] @ by_logits
    np.testing.assert_allclose(of.slopes["logits"][0], by_logits, rtol=1e-5)
    np.testing.assert_allclose(of.slopes["h1"][0], by_h1, rtol=1e-4)
    chain = np.outer(of.values["x"][0], by_h1 * h1 * (1 - h1))
    np.testing.assert_allclose(of.slopes["W1"], chain, rtol=1e-4)
    assert f"= {chain[0, 0]:.3f} = ∂C/∂W1[0, 0]" in said(figures_of("ch2_backpropagation")[-1])


@pytest.mark.ch3
def test_the_windows_numbers_are_those_of_the_graph():
    W1, b1, h1, p1 = ch3.convolved("W1", "b1", "h1", "p1")
    image = np.pad(ch3.the_image(), 1)
    frames = figures_of("ch3_window")
    assert len(frames) == 19
    for frame, (row, column) in ((frames[1], (0, 1)), (frames[-1], (9, 9))):
        seen = (image[row : row + 3, column : column + 3] * W1[:, :, 0, 0]).sum()
        assert max(0, seen + b1[0]) == pytest.approx(h1[0, row, column, 0], abs=1e-4)
        told = said(frame)
        assert f"relu({seen:.1f} + 0.1)" in told
        assert f"= {h1[0, row, column, 0]:.1f}" in told
    assert f"= {p1[0, 4, 4, 0]:.1f}" in said(figures_of("ch3_pooling")[-1])
    told = said(figures_of("ch3_features")[0])
    for feature, zeros in ((0, 48), (1, 96)):
        assert (h1[..., feature] == 0).sum() == zeros
        assert f"{zeros} of 100" in told


@pytest.mark.ch3
def test_sizes_and_fields_are_those_that_the_page_tells():
    after = r"→ (\d) × \d"
    assert re.findall(after, said(figures_of("ch3_edges")[0])) == ["6", "4", "3"]
    assert re.findall(after, said(figures_of("ch3_odd_edge")[0])) == ["4", "4"]
    assert re.findall(r": (\d+) ×", said(figures_of("ch3_sees")[0])) == ["3", "4", "8", "10"]
    kept = [said(figure) for figure in figures_of("ch3_dropout")]
    assert "32 of 32 neurons stay" in kept[-1]
    assert len({re.search(r"(\d+) of 32", told)[1] for told in kept}) > 3
