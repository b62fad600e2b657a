"""Every script as its reader runs it: a process of its own, few epochs."""

import ast
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from test_figures import STRANGE

from tests.drawn import assert_holds, of_a_font_run
from tests.forked import python
from tests.marks import of_chapter
from tests.running import part_of
from tfgraph_course import figures
from tfgraph_course.ch4_recurrent import weather_rnn
from tfgraph_course.datasets import (
    FONTS_FILE,
    load_fonts,
    load_weather,
    scale,
    season_labels,
    split_years,
)
from tfgraph_course.datasets.weather import SEASONS
from tfgraph_course.models import MODELS
from tfgraph_course.saving import checkpoints
from tfgraph_course.tf1 import fresh_session

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
TRAINING = {
    "ch1_logistic": {"letters", "accuracy", "loss", "confusion", "weights"},
    "ch2_single_hidden": {"letters", "accuracy", "loss", "confusion", "neurons"},
    "ch2_deep_nn": {"letters", "accuracy", "loss", "confusion", "neurons", "output_weights"},
    "ch3_cnn": {"letters", "accuracy", "loss", "confusion", "filters", "output_weights"},
    "ch3_deep_cnn": {"letters", "accuracy", "loss", "confusion", "filters", "output_weights"},
}
ALL = [
    *TRAINING, "ch1_simple", "ch2_neuron", "ch3_conv_pool", "ch4_weather_rnn", "ch4_learn_linear",
    "ch4_learn_dnn", "ch4_learn_cnn", "ch5_review", "ch5_kmeans", "ch5_temperature",
    "ch5_distributed",
    "make_font_data", "make_tf1_names", "make_weather_data",
]
KEPT = {"checkpoint", "history.npz", "weights.npz", "weights_by_name.npz"}


@pytest.mark.parametrize(
    "name", [of_chapter(name, slow=name in ("ch2_deep_nn", "ch3_cnn")) for name in TRAINING]
)
def test_a_training_script_leaves_its_files(name, run_script, tmp_path):
    ended = run_script(name, "--epochs", 3, "--quiet", pictures=True)
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""  # none of TensorFlow's notices, and no progress bar
    out = tmp_path / "runs" / name
    files = {path.name for path in out.iterdir()}
    assert files >= KEPT | {f"{picture}.png" for picture in TRAINING[name]}
    assert any(file.startswith("model.ckpt.data") for file in files)
    assert np.load(out / "weights_by_name.npz")["about/model"] == name.partition("_")[2]
    assert [path.name for path in tmp_path.iterdir()] == ["runs"]
    drawn = of_a_font_run(out, name[:3])
    for picture in TRAINING[name]:
        assert_holds(out / f"{picture}.png", drawn[picture]())
    with np.load(out / "history.npz") as history:
        assert history["epoch"].tolist() == [0, 3]
        assert f"{history['test_acc'][-1]:.1%}" in ended.stdout
    assert f"  the book    {MODELS[name.partition('_')[2]].reached}\n" in ended.stdout
    assert f"runs/{name}" in ended.stdout


@pytest.fixture
def strange(tmp_path):
    """Data whose fonts' names are markup somewhere."""
    labels = np.repeat(np.arange(len(STRANGE), dtype=np.uint8), 9)
    images = np.random.default_rng(0).integers(0, 256, (len(labels), 12, 12)).astype(np.uint8)
    np.savez(tmp_path / "strange.npz", arr_0=images, arr_1=labels, names=np.array(STRANGE))
    return tmp_path / "strange.npz"


@pytest.mark.ch3
def test_names_that_are_markup_are_drawn_as_they_are(strange, run_script, tmp_path):
    ended = run_script("ch3_cnn", "--epochs", 1, "--quiet", "--data", strange, "--out", "out",
                       pictures=True)
    assert (ended.returncode, ended.stderr) == (0, "")
    files = {path.name for path in (tmp_path / "out").iterdir()}
    assert files >= KEPT | {f"{picture}.png" for picture in TRAINING["ch3_cnn"]}
    assert "saved" not in files


WITHOUT_A_FIGURE = """
import runpy, sys
import matplotlib; matplotlib.use("Agg")
from tfgraph_course import figures

def fails(*_):
    raise ValueError("no letters today")

def cannot_be_drawn(*_):
    figure = figures.empty("half", (3, 3))
    figure.draw = fails
    return figure

figures.letters = fails
figures.confusion_matrix = cannot_be_drawn
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.mark.parametrize("name", [of_chapter("ch1_logistic"), of_chapter("ch3_cnn")])
def test_pictures_that_fail_cost_neither_weights_nor_the_others(name, tmp_path):
    script = SCRIPTS / f"{name}.py"
    ended = python("-c", WITHOUT_A_FIGURE, script, "--epochs", 1, "--quiet", cwd=tmp_path)
    told = ended.stderr.splitlines()
    assert (ended.returncode, len(told)) == (0, 2), ended.stderr
    assert told[0] == (
        "error: letters.png cannot be drawn (ValueError: no letters today); "
        "everything else is kept."
    )
    assert told[1].startswith("error: confusion.png cannot be drawn (ValueError: ")
    files = {path.name for path in (tmp_path / "runs" / name).iterdir()}
    drawn = TRAINING[name] - {"letters", "confusion"}
    assert files >= KEPT | {f"{picture}.png" for picture in drawn}
    assert not files & {"letters.png", "confusion.png", "confusion.png.partial", "saved"}


def test_what_is_trained_is_saved_before_anything_is_drawn():
    for path in SCRIPTS.glob("ch*.py"):
        source = path.read_text(encoding="utf-8")
        tree = ast.parse(source)
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        draws = "figures.save", "epochs.draw"
        saves = [call for call in calls if ast.unparse(call.func) in draws]
        for call in saves:
            assert {type(value) for value in call.args[0].values} == {ast.Lambda}, path.name
        if "# %% Save" in source and path.stem != "ch5_review":  # whose runs are saved one by one
            drawn = re.search(r"(figures\.save|epochs\.draw)\(", source)
            assert source.index("# %% Save") < drawn.start(), path.name


def test_weights_that_are_not_finite_are_not_saved(run_script, tmp_path):
    ended = run_script("ch1_logistic", "--epochs", 40, "--quiet", "--rate", "3e38")
    assert ended.returncode == 2
    assert re.fullmatch(
        r"error: training produced a number that is infinite or NaN, first in the node \S+ in "
        r"epoch \d+; try a smaller --rate\.\n", ended.stderr,
    )
    assert not list(tmp_path.rglob("*.npz"))


@pytest.mark.ch1
def test_ch1_simple_prints_the_books_results(run_script):
    ended = run_script("ch1_simple")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert re.search(r"E = d \+ b +4\n", ended.stdout)
    assert re.search(r"E with d fed 4 +6\n", ended.stdout)


@pytest.mark.ch2
def test_ch2_neuron_runs(run_script):
    ended = run_script("ch2_neuron")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert len(re.findall(r"\[[^\]]+\]", ended.stdout)) == 7


@pytest.mark.ch3
def test_ch3_conv_pool_halves_the_image(run_script, tmp_path):
    ended = run_script("ch3_conv_pool", "--filters", 3, pictures=True)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "(1, 10, 10, 3) -> p1 (1, 5, 5, 3)" in ended.stdout
    assert (tmp_path / "runs/ch3_conv_pool/conv_pool.png").exists()


@pytest.mark.ch4
def test_ch4_weather_rnn_leaves_its_files_with_and_without_validation(run_script, tmp_path):
    all_weeks = run_script("ch4_weather_rnn", "--epochs", 2, "--quiet", "--out", "all",
                           pictures=True)
    assert (all_weeks.returncode, all_weeks.stderr) == (0, "")
    held_out = run_script(
        "ch4_weather_rnn", "--epochs", 2, "--quiet", "--out", "held", "--validation", 10,
        "--cell", "gru", "--state-size", 5, pictures=True,
    )
    assert (held_out.returncode, held_out.stderr) == (0, "")
    assert "validation" in held_out.stdout and "validation" not in all_weeks.stdout
    known, last_years = split_years(load_weather(), 10)
    for folder, graph, weather, weeks in [
        ("all", weather_rnn, load_weather(), None),
        ("held", partial(weather_rnn, state_size=5, cell="gru"), last_years, known.weekly),
    ]:
        out = tmp_path / folder
        assert {path.name for path in out.iterdir()} >= KEPT
        real = season_labels(weather.dates)
        fresh_session(0)
        nodes = graph()
        checkpoints.restore(nodes, out / "model.ckpt")
        said = nodes.y.eval({nodes.x: scale(weather.weekly, like=weeks)})
        with np.load(out / "history.npz") as history:
            curves = dict(history)
        title = "Weather RNN, loss book, rate 0.01"
        assert_holds(out / "accuracy.png", figures.accuracy_curves(curves, 4, title, 25))
        assert_holds(out / "loss.png", figures.loss_curves(curves, title))
        assert_holds(out / "confusion.png", figures.confusion_matrix(real, said, SEASONS, "weeks"))
        last = slice(-3 * 52, None)
        assert_holds(
            out / "seasons.png",
            figures.seasons(
                weather.dates[last], weather.weekly[last, 4], real[last].argmax(1),
                said[last].argmax(1),
            ),
        )
    with np.load(tmp_path / "held/weights_by_name.npz") as weights:
        assert weights["gates_kernel"].shape == (10, 10)


LEARN = {
    "ch4_learn_linear": {"confusion.png", "weights.png"},
    "ch4_learn_dnn": {"confusion.png"},
    "ch4_learn_cnn": {"confusion.png", "filters.png", "output_weights.png"},
}


@pytest.mark.parametrize("name", [of_chapter(name, slow="cnn" in name) for name in LEARN])
def test_a_script_of_learn_leaves_its_files(name, run_script, tmp_path):
    ended = run_script(name, "--steps", 40, pictures=True)
    assert (ended.returncode, ended.stderr) == (0, "")
    out = tmp_path / "runs" / name
    assert {path.name for path in out.iterdir()} == LEARN[name] | {
        "weights_by_name.npz", "options.json", "learn", ".lock"
    }
    assert "after 40 steps, 0.5 epochs" in ended.stdout
    assert re.search(r"validation +\d+\.\d%", ended.stdout)
    names = load_fonts().names
    with np.load(out / "weights_by_name.npz") as weights:
        if name == "ch4_learn_linear":
            W = weights["linear__weight"]
            drawn = figures.weight_images(W, names, "Weights of each class")
            assert_holds(out / "weights.png", drawn)
        if name == "ch4_learn_cnn":
            assert_holds(out / "filters.png", figures.filters(weights["conv_layer_Conv_weights"]))
            drawn = figures.output_weights(weights["fully_connected_1_weights"], names)
            assert_holds(out / "output_weights.png", drawn)


@pytest.mark.parametrize("name", ALL)
def test_help_does_not_import_tensorflow(name):
    call = [sys.executable, "-X", "importtime", SCRIPTS / f"{name}.py", "--help"]
    ended = subprocess.run(call, capture_output=True, text=True)
    assert ended.returncode == 0
    assert "usage" in ended.stdout
    assert " argparse\n" in ended.stderr
    assert " tensorflow\n" not in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["--epochs", "-1"], "--epochs"),
        (["--epochs", "many"], "--epochs"),
        (["--rate", "nan"], "--rate"),
        (["--filters", "16"], "--filters"),
        (["--hidden", "0"], "--hidden"),
        (["--seed", "x"], "--seed"),
        (["--loss", "other"], "--loss"),
        (["--wrong"], "--wrong"),
        (["--out", __file__], "--out"),
    ],
)
def test_wrong_options_are_one_sentence(arguments, fault, run_script):
    ended = run_script("ch3_deep_cnn", *arguments)
    assert ended.returncode == 2
    assert fault in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.ch3
def test_two_runs_of_one_seed_are_bit_identical(run_script, tmp_path):
    np.savez(tmp_path / "few.npz", **part_of(FONTS_FILE))
    options, runs = ["--epochs", 5, "--quiet", "--data", "few.npz"], []
    for folder, seed in (("a", 5), ("b", 5), ("c", 6)):
        run_script("ch3_deep_cnn", *options, "--seed", seed, "--out", folder)
        with np.load(tmp_path / folder / "weights.npz") as weights:
            runs.append(np.concatenate([weights[key].ravel() for key in weights.files]))
    np.testing.assert_array_equal(runs[0], runs[1])
    assert (runs[0] != runs[2]).any()


def test_a_copy_of_a_script_takes_its_options_and_has_a_folder_of_its_own(tmp_path):
    """The file that the command line runs takes its options, whatever its name."""
    source = (SCRIPTS / "ch3_cnn.py").read_text(encoding="utf-8")
    knobs = source[: source.index("# %% Data")] + "print(args.script, args.epochs, args.out)\n"
    (tmp_path / "my.py").write_text(knobs, encoding="utf-8")
    (tmp_path / "link.py").symlink_to("my.py")
    as_cell = f"import sys; sys.argv = ['kernel.py', '-f', 'x.json']; exec({knobs!r})"
    as_typed = f"import sys; sys.argv = ['']; exec({knobs!r})"
    for call, given, expected in [
        (["my.py", "--epochs", "7"], None, "my 7 runs/my"),
        (["link.py", "--epochs", "7"], None, "link 7 runs/link"),
        (["-", "--epochs", "7"], knobs, "ch3_cnn 7 runs/ch3_cnn"),
        (["-c", knobs, "--epochs", "7"], None, "ch3_cnn 7 runs/ch3_cnn"),
        (["-c", as_cell], None, "ch3_cnn 5000 runs/ch3_cnn"),
        (["-c", as_typed], None, "ch3_cnn 5000 runs/ch3_cnn"),
    ]:
        ended = subprocess.run(
            [sys.executable, *call], input=given, cwd=tmp_path, capture_output=True, text=True
        )
        assert (ended.returncode, ended.stderr) == (0, "")
        assert ended.stdout == f"{expected}\n"


def test_every_script_is_tested():
    assert sorted(path.stem for path in SCRIPTS.glob("*.py")) == sorted(ALL)


@pytest.mark.ch3
def test_ipython_keeps_the_names_twice_in_a_session(tmp_path):
    script = SCRIPTS / "ch3_deep_cnn.py"
    step = f"get_ipython().run_line_magic('run', '-i {script} --epochs 2 --quiet')"
    look = "print('h1', h1.eval(feed_dict={x: test[:1], keep_prob: 1.0}).shape, len(train_acc))"
    ended = python(
        "-m", "IPython", "--no-banner", "-c", "\n".join([step, look] * 2), cwd=tmp_path,
        env={"IPYTHONDIR": str(tmp_path), "PATH": "", "MPLBACKEND": "Agg"}, pictures=False,
    )
    assert ended.stdout.count("h1 (1, 18, 18, 4) 2") == 2, ended.stdout + ended.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "floor"),
    [
        of_chapter("ch1_logistic", 0.33),
        of_chapter("ch2_single_hidden", 0.55),
        # the book's own program, run twice to its end on these data: 0.602 and 0.559
        of_chapter("ch2_deep_nn", 0.55),
        of_chapter("ch3_cnn", 0.62),
        of_chapter("ch3_deep_cnn", 0.73),
    ],
)
def test_the_books_accuracy_on_the_books_data(name, floor, book, tmp_path):
    script = SCRIPTS / f"{name}.py"
    data = book.resolve() / "data_with_labels.npz"
    python(script, "--quiet", "--data", data, "--out", tmp_path, timeout=3000, check=True,
           pictures=False)
    with np.load(tmp_path / "history.npz") as history:
        assert history["test_acc"][-1] >= floor
