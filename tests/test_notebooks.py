"""`python -m tfgraph_course notebooks DIR`: what a reader runs from top to bottom in Jupyter."""

import argparse
import inspect
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from tests.marks import of_chapter
from tests.running import options
from tfgraph_course.cli import chapters
from tfgraph_course.cli.graph_cells import with_graph
from tfgraph_course.cli.notebooks import notebook, write_notebooks
from tfgraph_course.datasets import load_fonts
from tfgraph_course.errors import CourseError
from tfgraph_course.models import GRAPHS
from tfgraph_course.tf1 import fresh_session, tf

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
# What the last lines of a notebook say.
SUMMARY = {
    "ch1_simple": "E with d fed 4  6", "ch1_logistic": "after 3 epochs",
    "ch2_neuron": "sigmoid(0.1 x1 + 0.2 x2)", "ch2_single_hidden": "after 3 epochs",
    "ch2_deep_nn": "after 3 epochs", "ch3_conv_pool": "(1, 10, 10, 2) -> p1 (1, 5, 5, 2)",
    "ch3_cnn": "after 3 epochs", "ch3_deep_cnn": "after 3 epochs",
    "ch4_weather_rnn": "after 3 epochs", "ch4_learn_linear": "after 3 steps",
    "ch4_learn_dnn": "after 3 steps", "ch4_learn_cnn": "after 3 steps",
    "ch5_kmeans": "agreement (adjusted Rand index)", "ch5_temperature": "after 3 epochs",
    "ch5_distributed": "after 3 epochs", "ch5_review": "the report is",
}
EVERY_DAY = {"ch3_deep_cnn"}  # two more are run below


def write(folder, *options):
    return subprocess.run(
        [sys.executable, "-m", "tfgraph_course", "notebooks", str(folder), *options],
        capture_output=True, text=True, timeout=60,
    )


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory):
    """All notebooks, as the command writes them."""
    folder = tmp_path_factory.mktemp("notebooks") / "made" / "here"
    ended = write(folder)
    assert (ended.returncode, ended.stderr) == (0, "")
    paths = [folder / f"{name}.ipynb" for name in chapters.NAMES]
    assert ended.stdout.splitlines() == list(map(str, paths))
    return {path.stem: path for path in paths}


@pytest.fixture
def execute(notebooks, tmp_path, monkeypatch):
    """Run a notebook in a fresh kernel, in a folder of its own, after an edit of its knobs."""
    monkeypatch.delenv("MPLBACKEND", raising=False)  # other tests of this process may set it
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))

    def run(name, edit, edit_graph=str):
        notebook = nbformat.read(notebooks[name], 4)
        knobs = next(cell for cell in notebook.cells if cell.cell_type == "code")
        knobs.source = edit(knobs.source)
        for cell in notebook.cells:
            if "graph = " in cell.source:
                cell.source = edit_graph(cell.source)
        where = {"metadata": {"path": str(tmp_path)}}
        try:
            NotebookClient(notebook, timeout=900, resources=where).execute()
            failed = False
        except CellExecutionError:
            failed = True
        return failed, [out for cell in notebook.cells for out in cell.get("outputs", [])]

    return run


def fewer(source, number=3):
    return f"{source}\nargs.epochs = args.steps = {number}"


def said(outputs, stream="stdout"):
    return "".join(out.text for out in outputs if out.get("name") == stream)


def pictures(outputs):
    return sum("image/png" in out.get("data", {}) for out in outputs)


@pytest.mark.parametrize("name", [of_chapter(name, slow=name not in EVERY_DAY) for name in SUMMARY])
def test_a_notebook_runs_from_top_to_bottom_and_shows_each_picture_once(name, execute, tmp_path):
    edit = "{}\nargs.quick = True".format if name == "ch5_review" else fewer
    failed, outputs = execute(name, edit)
    assert not failed
    assert not [out for out in outputs if out.output_type == "error"]
    assert SUMMARY[name] in said(outputs)
    assert pictures(outputs) == len(list(tmp_path.glob("runs/*/*.png")))
    assert (pictures(outputs) == 0) == (name in ("ch1_simple", "ch2_neuron"))
    assert not re.sub(
        r"\r.*|\n", "", said(outputs, "stderr")
    )  # bars, and none of TensorFlow's notices


@pytest.mark.ch1
def test_an_executed_notebook_keeps_what_it_showed(tmp_path):
    ended = write(tmp_path / "own", "ch1_simple", "--executed")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == f"{tmp_path / 'own' / 'ch1_simple.ipynb'}\n"
    made = nbformat.read(tmp_path / "own" / "ch1_simple.ipynb", 4)
    outputs = [out for cell in made.cells for out in cell.get("outputs", [])]
    assert SUMMARY["ch1_simple"] in said(outputs)
    assert write(tmp_path / "own", "ch1_simpel").returncode == 2


@pytest.mark.ch3
@pytest.mark.slow
def test_one_more_convolution_in_the_cell_of_the_graph_trains(execute, tmp_path):
    more = """W2b = tf.Variable(tf.truncated_normal([3, 3, 4, 4], stddev=0.3), name="W2b")
h1 = tf.nn.relu(tf.nn.conv2d(h1, W2b, strides=[1, 1, 1, 1], padding="SAME"))
p2 = """
    failed, outputs = execute("ch3_deep_cnn", fewer, lambda cell: cell.replace("p2 = ", more, 1))
    assert not failed, outputs
    assert SUMMARY["ch3_deep_cnn"] in said(outputs)
    with np.load(tmp_path / "runs" / "ch3_deep_cnn" / "weights_by_name.npz") as weights:
        assert weights["W2b"].shape == (3, 3, 4, 4)


# Says what the growing curve shows, as often as it can.
GROWING = """
from tfgraph_course.training import curve
curve.INTERVAL_SECONDS, curve.MOST_SHARE, show = 0, 1, curve.GrowingCurve._show
def saying(self, content):
    print("SHOWN", type(content).__name__)
    show(self, content)
curve.GrowingCurve._show = saying
"""


@pytest.mark.ch1
def test_a_progress_bar_writes_once_a_second_and_a_curve_grows(execute):
    failed, outputs = execute("ch1_logistic", lambda source: fewer(source, 400) + GROWING)
    assert not failed
    bar = said(outputs, "stderr")
    minutes, seconds = map(int, re.search(r"trained in +(\d+) min (\d+) s", said(outputs)).groups())
    assert "400/400" in bar
    assert bar.count("\r") <= 60 * minutes + seconds + 4
    *grown, last = re.findall("SHOWN (.*)", said(outputs))
    assert len(grown) > 2
    assert (set(grown), last) == ({"PlainFigure"}, "HTML")
    assert pictures(outputs) == 5  # of the run: the curve is taken away
    assert "after 400 epochs" in said(outputs)


@pytest.mark.ch3
def test_options_are_set_as_attributes_and_a_wrong_one_is_one_sentence(execute, tmp_path):
    failed, outputs = execute("ch3_conv_pool", "{}\nargs.filters = 3\nargs.out = 'here'".format)
    assert not failed
    assert "(1, 10, 10, 3) -> p1 (1, 5, 5, 3)" in said(outputs)
    assert (tmp_path / "here" / "conv_pool.png").exists()
    assert pictures(outputs) == 1  # drawn and shown in one cell
    failed, outputs = execute("ch3_deep_cnn", "{}\nargs.data = 'absent.npz'".format)
    assert failed
    assert [out.traceback for out in outputs] == [
        ["error: absent.npz: the file cannot be read (No such file or directory)."]
    ]


@pytest.mark.parametrize("name", [of_chapter(name) for name in chapters.NAMES])
def test_a_notebook_has_the_scripts_code_below_its_titles(name, notebooks):
    notebook = nbformat.read(notebooks[name], 4)
    nbformat.validate(notebook)
    source = (SCRIPTS / f"{name}.py").read_text(encoding="utf-8")
    _, docstring, code = source.split('"""', 2)
    top, *cells = notebook.cells
    section, does = docstring.removesuffix(".").split(": ", 1)
    lines = top.source.splitlines()
    assert (lines[0], lines[2].lower()) == (f"# {section}", f"{does}.".lower())
    assert ("args.epochs = 100" in lines[4]) == ("epochs" in options(name))
    assert ("args.resume = True" in lines[4]) == ("resume" in options(name))
    back = "".join(
        f"\n# %% {cell.source[3:]}\n" if cell.cell_type == "markdown" else f"{cell.source}\n"
        for cell in cells
    )
    assert re.sub(r"\n+", "\n", back) == re.sub(r"\n+", "\n", with_graph(name, code))


@pytest.mark.parametrize("name", [of_chapter(row.script) for row in GRAPHS])
@pytest.mark.quick
def test_the_graph_of_a_notebook_is_the_chapters(name, notebooks):
    """The cell holds the lines of the chapter, and they build the graph that the script builds."""
    cells = nbformat.read(notebooks[name], 4).cells
    title = next(i for i, cell in enumerate(cells) if cell.source.startswith("## Graph"))
    lines, row = cells[title + 1].source, next(row for row in GRAPHS if row.script == name)
    own = inspect.getsource(row.build).split('"""')[2]
    assert textwrap.dedent(own).strip().rpartition("return")[0].strip() in lines

    args = argparse.Namespace(**options(name))
    images, _, names, _ = load_fonts()
    built = {"args": args, "images": images, "names": names, "size": 36}
    exec(lines.partition("sess.run")[0].partition("checkpoints.print")[0], built)
    theirs = tf.get_default_graph().as_graph_def()
    fresh_session(args.seed)
    graph = row.build(**{knob: getattr(args, knob) for knob in args.knob_names})
    assert theirs == tf.get_default_graph().as_graph_def()
    assert list(graph._asdict()) == list(built["graph"]._asdict())


def test_what_a_reader_changed_is_kept_until_forced(tmp_path):
    list(write_notebooks(tmp_path))
    changed, missing = tmp_path / "ch3_cnn.ipynb", tmp_path / "ch1_simple.ipynb"
    before = changed.read_bytes()
    assert write(tmp_path).returncode == 0  # nothing to lose
    changed.write_bytes(before.replace(b"ch3_cnn", b"my_cnn"))
    missing.unlink()
    ended = write(tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert re.search(r"ch3_cnn\.ipynb was changed, .* is kept; --force", ended.stdout)
    assert b"my_cnn" in changed.read_bytes() and missing.exists()
    assert write(tmp_path, "--force").returncode == 0
    assert changed.read_bytes() == before and missing.exists()


def test_a_script_whose_docstring_has_no_title_is_a_notebook_too():
    title = "Trains my model."
    script = chapters.Script("ch3_own", f'"""{title}"""\n\n# %% Knobs\nn = 1\n', title)
    first = nbformat.reads(notebook(script).decode(), as_version=4).cells[0]
    assert first.source.startswith(f"# {title}")


def test_what_is_missing_is_one_sentence(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    ended = write(tmp_path / "file" / "notebooks")
    assert ended.returncode == 2
    assert re.fullmatch(r"error: .*cannot be made.*; name another folder\.\n", ended.stderr)
    monkeypatch.setitem(sys.modules, "jupytext", None)
    with pytest.raises(CourseError, match=r"jupytext.* pip install -e '\.\[notebooks\]'$"):
        list(write_notebooks(tmp_path))
    monkeypatch.setattr(chapters, "SCRIPTS", tmp_path)
    with pytest.raises(CourseError, match=r"ch1_simple.py: the script cannot be read.* again"):
        list(write_notebooks(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
