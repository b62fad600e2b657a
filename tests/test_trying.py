"""What the book tells its reader to try: optimizers, windows, dropout, days, probabilities."""

import re

import numpy as np
import pytest

from tests.forked import ROOT, python
from tests.marks import of_chapter
from tests.running import options
from tests.telling import rule
from tfgraph_course import ch1_getting_started as ch1
from tfgraph_course import ch2_deep_networks as ch2
from tfgraph_course import ch3_convolution as ch3
from tfgraph_course import ch4_recurrent as ch4
from tfgraph_course import ch5_temperature as ch5
from tfgraph_course import tf
from tfgraph_course.ch4_learn import conv_learn
from tfgraph_course.cli.shared_options import OPTIMIZERS
from tfgraph_course.datasets import by_day, load_fonts, load_weather, split_years
from tfgraph_course.models import MODELS
from tfgraph_course.predict.trained import read_trained
from tfgraph_course.saving.export import export
from tfgraph_course.training.loop import fit
from tfgraph_course.training.resume import Run
from tfgraph_course.training.session import fresh_session

OPTIMIZED = [*(model.script for model in MODELS.values()), "ch4_learn_linear", "ch4_learn_dnn",
             "ch4_learn_cnn", "ch5_temperature", "ch5_distributed"]


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize(
    "build", [
        pytest.param(build, marks=getattr(pytest.mark, build.__module__.split(".")[1][:3]))
        for build in (ch1.logistic, ch2.single_hidden, ch2.deep_nn, ch3.cnn, ch3.deep_cnn,
                      ch4.weather_rnn, ch5.temperature)
    ],
)
@pytest.mark.quick
def test_every_model_takes_every_optimizer_and_its_rate(sess, build, name):
    told = rule(build(optimizer=name, rate=0.25).train_step)
    assert re.match(rf"{name}\(0\.25[,)]", told), told
    assert ("momentum=0.9" in told) == (name == "Momentum")


@pytest.mark.parametrize("script", [of_chapter(name) for name in OPTIMIZED])
def test_the_option_has_one_name_and_one_meaning(script, run_script):
    known = options(script)["optimizer"]
    assert known in OPTIMIZERS
    ended = run_script(script, "--optimizer", "Newton")
    assert ended.returncode == 2 and "Traceback" not in ended.stderr
    assert all(name in ended.stderr for name in OPTIMIZERS)


@pytest.mark.ch3
@pytest.mark.parametrize(
    "optimizer, rate",
    [("Adam", 0.001), pytest.param("Momentum", 0.01, marks=pytest.mark.slow)],
)
def test_the_engine_takes_the_steps_of_other_optimizers(optimizer, rate, small_data):
    found = {}
    for engine in ("fast", "graph"):
        sess = fresh_session(0)
        graph = ch3.cnn(optimizer=optimizer, rate=rate)
        sess.run(tf.global_variables_initializer())
        history = fit(graph, small_data, small_data, epochs=20, engine=engine, quiet=True)
        found[engine] = history["train_loss"] + history["test_acc"]
    assert found["fast"] == pytest.approx(found["graph"], rel=1e-3)
    assert found["fast"][2] < found["fast"][0]  # it learns


@pytest.mark.ch3
def test_a_run_of_adam_goes_on_with_the_same_bits(small_data, tmp_path):
    """What the optimizer remembers of each weight is saved, too."""
    weights = []
    for name, stops in (("whole", [20]), ("in two", [7, 20])):
        for epochs in stops:
            sess = fresh_session(0)
            graph = ch3.cnn(optimizer="Adam", rate=0.001, window=4)
            sess.run(tf.global_variables_initializer())
            run = Run(tmp_path / name, {}, resume=True)
            fit(graph, small_data, None, epochs=epochs, quiet=True, run=run)
        weights.append(sess.run(tf.global_variables()))
    assert len(weights[0]) == 3 * 6 + 2  # two slots for each, and two powers
    assert all(map(np.array_equal, *weights))


@pytest.mark.ch3
def test_the_cnns_script_takes_window_dropout_and_optimizer_and_its_model_is_read(
    run_script, tmp_path
):
    ended = run_script(
        "ch3_cnn", "--epochs", 1, "--quiet", "--window", 6, "--keep-prob", 0.8, "--optimizer",
        "adam", "--rate", 0.001,
    )
    assert ended.returncode == 0, ended.stderr
    assert re.search(r"W1 +6 x 6 x 1 x 4 +144\n", ended.stdout)
    model = read_trained(tmp_path / "runs" / "ch3_cnn")
    assert model.probabilities(np.zeros((2, 36, 36), np.float32)).shape == (2, 5)
    (tmp_path / "out").mkdir()
    assert all(path.exists() for path in export(str(tmp_path / "runs" / "ch3_cnn"),
                                                tmp_path / "out"))
    for option, value in (("--window", "0"), ("--window", "100"), ("--keep-prob", "0")):
        refused = run_script("ch3_cnn", option, value)
        assert refused.returncode == 2 and option in refused.stderr


@pytest.mark.ch3
@pytest.mark.slow
def test_keep_prob_1_drops_nothing(run_script, tmp_path):
    """All neurons kept, so the draws do not matter; with the book's half of them, they do."""
    losses = {}
    for share in (1, 0.5):
        run_script("ch3_cnn", "--epochs", 3, "--quiet", "--keep-prob", share, "--out", f"{share}")
        with np.load(tmp_path / f"{share}" / "weights_by_name.npz") as saved:
            losses[share] = saved["W3"]
    assert not np.allclose(losses[1], losses[0.5])


@pytest.mark.ch4
def test_the_weather_rnn_trains_on_days(run_script, tmp_path):
    weather = load_weather()
    days = by_day(weather)
    assert len(days.weekly) == len(days.dates) == len(weather.daily) > 7 * len(weather.weekly) - 7
    assert str(days.dates[0]).replace("-", "") == f"{days.weekly[0, 0]:.0f}"
    small = weather._replace(daily=weather.daily[:1500], weekly=weather.weekly[:214])
    np.savez(tmp_path / "small.npz", daily=small.daily, weekly=small.weekly)
    ended = run_script(
        "ch4_weather_rnn", "--daily", "--epochs", 2, "--quiet", "--validation", 1,
        "--data", "small.npz", "--out", "out",
    )
    assert ended.returncode == 0, ended.stderr
    parts = split_years(by_day(small), 1)
    assert [len(part.dates) for part in parts] == [1135, 365]
    with np.load(tmp_path / "out" / "history.npz") as history:
        for name, part in zip(("train_acc", "test_acc"), parts, strict=True):
            right = history[name][0] * len(part.dates)
            assert right == pytest.approx(round(right), abs=1e-2) and right > 0


@pytest.mark.ch4
def test_learns_model_function_may_return_probabilities_and_is_restored(run_script, tmp_path):
    answers = {}
    for answer in ("classes", "probabilities"):
        ended = run_script("ch4_learn_cnn", "--steps", 4, "--answer", answer, "--out", answer)
        assert ended.returncode == 0, ended.stderr
        answers[answer] = re.findall(r"(?:training|validation) +(\S+)%", ended.stdout)
        assert ("first image [" in ended.stdout) == (answer == "probabilities")
        names = ended.stdout.partition("after 4 steps")[0].splitlines()
        assert len(names) == 22 and "fully_connected_1/weights" in names
    assert answers["classes"] == answers["probabilities"]  # the same model
    again = run_script("ch4_learn_dnn", "--steps", 3, "--hidden", 6, 4, "--optimizer", "SGD")
    assert again.returncode == 0, again.stderr
    assert re.search(r"\n\[\[ *\d+( +\d+){4}\]\n", again.stdout)  # the matrix of training images

    learn = tf.contrib.learn
    restored = learn.SKCompat(
        learn.Estimator(model_fn=conv_learn, model_dir=str(tmp_path / "classes" / "learn"))
    )
    images = load_fonts().images[:20]
    assert restored.predict(images).shape == (20,)
    assert restored._estimator.get_variable_value("global_step") == 4
    with np.load(tmp_path / "classes" / "weights_by_name.npz") as saved:
        np.testing.assert_array_equal(
            restored._estimator.get_variable_value("conv_layer/Conv/weights"),
            saved["conv_layer_Conv_weights"],
        )


RESTORED = """
import runpy, sys
sys.argv = [{path!r}, "--epochs", "3", "--quiet"]
globals().update(runpy.run_path({path!r}, run_name="__main__"))
own = W1.eval()
sess.run(tf.global_variables_initializer())
assert (W1.eval() != own).any()
tf.train.Saver().restore(sess, "runs/{script}/model.ckpt")
assert (W1.eval() == own).all()
print("restored")
"""


@pytest.mark.parametrize(
    "script", [of_chapter("ch3_cnn"), of_chapter("ch4_weather_rnn", slow=True)]
)
def test_the_books_saver_restores_what_a_script_has_saved(script, tmp_path):
    code = RESTORED.format(path=str(ROOT / "scripts" / f"{script}.py"), script=script)
    ended = python("-c", code, cwd=tmp_path, pictures=False)
    assert ended.returncode == 0 and ended.stdout.endswith("restored\n"), ended.stderr


@pytest.mark.ch4
def test_a_loss_of_learn_that_is_not_a_number_is_one_sentence(run_script):
    ended = run_script("ch4_learn_dnn", "--optimizer", "SGD", "--rate", 1e30, "--steps", 5)
    assert ended.returncode == 2
    assert ended.stderr == "error: the loss became NaN; try a smaller --rate.\n"
