"""The table of the models, and what is read from it."""

import ast
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tfgraph_course import ch3_convolution, tf
from tfgraph_course.cli.chapters import NAMES
from tfgraph_course.cli.options import Options
from tfgraph_course.datasets import FONTS_FILE
from tfgraph_course.errors import CourseError
from tfgraph_course.graphs import weights_of
from tfgraph_course.models import GRAPHS, MODELS, Model
from tfgraph_course.predict import forward
from tfgraph_course.predict.trained import about, read_trained
from tfgraph_course.saving import checkpoints
from tfgraph_course.tf1 import fresh_session

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.quick
def test_what_a_row_names_is_there():
    for graph in GRAPHS:
        assert graph.build.__name__ == graph.name
        assert graph.script in NAMES and (ROOT / "scripts" / f"{graph.script}.py").is_file()
        assert graph.script[:3] == graph.build.__module__.rpartition(".")[2][:3]
    for column in ("name", "script", "function"):
        assert len({getattr(graph, column) for graph in GRAPHS}) == len(GRAPHS)
    for model in MODELS.values():
        assert model.rate in (0.01, 0.02) and model.title and model.forms
        for form in model.forms:
            code = getattr(forward, form.forward).__code__
            assert code.co_varnames[: code.co_argcount] == ("x", *form.weights)


@pytest.mark.quick
@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_a_rows_weights_are_those_of_its_graph(model):
    for form in model.forms:
        fresh_session(0)
        weights = weights_of(model.build(**dict(form.knobs)))
        assert list(weights) == list(form.weights)


@pytest.mark.quick
def test_the_books_figures_are_told_in_words():
    assert [model.reached for model in MODELS.values()] == [
        "about 40% validation after 1,000 epochs",
        "about 60% validation after 5,000 epochs",
        "68% training, about 63% validation after 25,000 epochs",
        "76% training, about 68% validation after 5,000 epochs",
        "85% training, about 80% validation after 6,000 epochs",
        "well over 25% after 100 epochs",
    ]


@pytest.mark.quick
def test_a_model_that_is_not_in_the_book_has_no_figures_of_the_book():
    assert Model("wide_cnn", "ch3_convolution:cnn", epochs=100).reached == ""


@pytest.mark.quick
def test_the_books_figures_stand_only_beside_its_data(tmp_path):
    row, own = MODELS["deep_cnn"], tmp_path / "data_with_labels.npz"
    own.write_bytes(b"a reader's")
    assert Options(row=row, data=own).reached == ""
    assert Options(row=row, data=FONTS_FILE).reached == row.reached


def test_they_stand_beside_the_books_own_file(book):
    row = MODELS["deep_cnn"]
    assert Options(row=row, data=book / "data_with_labels.npz").reached == row.reached


@pytest.mark.quick
def test_every_script_that_saves_a_model_is_in_the_table():
    saving = set()
    for path in (ROOT / "scripts").glob("ch*.py"):
        calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
        if "checkpoints.save_run" in {ast.unparse(call.func) for call in calls}:
            saving.add(path.stem)
    assert saving == {model.script for model in MODELS.values()}


def test_reading_the_table_imports_neither_a_chapter_nor_tensorflow():
    code = (
        "import re, sys; from tfgraph_course.models import GRAPHS; print(len(GRAPHS), "
        "[name for name in sys.modules if re.match(r'tensorflow|tfgraph_course\\.ch\\d', name)])"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (ended.stdout, ended.stderr) == (f"{len(GRAPHS)} []\n", "")


@pytest.fixture
def save(tmp_path):
    """Save a deep CNN under some model's name, or as files of the course's first versions."""
    sess = fresh_session(0)
    graph = ch3_convolution.deep_cnn(filters=(3, 3), size=12)
    sess.run(tf.global_variables_initializer())

    def save(model):
        beside = about(model, "abcde", np.ones((9, 12, 12), np.float32))
        if model is None:
            del beside["about/model"]
        path = tmp_path / "weights_by_name.npz"
        checkpoints.save_all(graph, path, by_name=True, about=beside)
        return path

    return save


@pytest.mark.quick
def test_a_file_says_whose_weights_it_holds(save, monkeypatch):
    """Two models may have weights of the same shapes."""
    other = MODELS["deep_cnn"]._replace(name="other")
    monkeypatch.setitem(MODELS, "other", other)
    assert read_trained(save("other")).model is other
    assert read_trained(save("deep_cnn")).model is MODELS["deep_cnn"]
    assert read_trained(save(None)).model is MODELS["deep_cnn"]


@pytest.mark.quick
@pytest.mark.parametrize(
    "name, said",
    [
        ("cnn", "are not the weights of cnn; "),
        (
            "challenge_cnn",
            "the course has no model 'challenge_cnn'; give the folder of a run of one of its "
            "models: logistic, ",
        ),
        (["cnn"], "the course has no model"),
        (1.0, "the course has no model '1.0'; give"),
    ],
)
def test_weights_of_no_model_of_the_course_are_refused(name, said, save):
    with pytest.raises(CourseError) as refused:
        read_trained(save(name))
    assert said in str(refused.value) and len(str(refused.value).splitlines()) == 1
