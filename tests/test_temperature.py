"""Chapter 5: the forecast of next week's temperature, its examples and its baselines."""

import datetime
import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forked import python
from tfgraph_course import tf
from tfgraph_course.ch5_temperature import temperature
from tfgraph_course.datasets import Weather, load_weather, split_years
from tfgraph_course.datasets.forecasts import calendar_means, forecasts, inputs
from tfgraph_course.errors import CourseError
from tfgraph_course.figures import weather as pictures
from tfgraph_course.predict.temperature import read_forecaster
from tfgraph_course.saving.checkpoints import weight_table

pytestmark = pytest.mark.ch5

ROOT = Path(__file__).resolve().parents[1]


def record(days, seed=0):
    """Weeks whose middle days are so many days after the first of January 2001."""
    random = np.random.default_rng(seed)
    dates = np.datetime64("2001-01-01") + np.sort(np.asarray(days))
    weekly = random.normal(50, 20, (len(dates), 6))
    return Weather(np.zeros((0, 6)), weekly, dates)


def examples_of(weather, weeks):
    """The weeks to forecast, found one by one."""
    week = np.timedelta64(7, "D")
    for i in range(weeks, len(weather.dates)):
        run = weather.dates[i - weeks : i + 1]
        if all(later - earlier == week for earlier, later in itertools.pairwise(run)):
            yield i


@settings(max_examples=60)
@given(
    steps=st.lists(st.sampled_from([7, 7, 7, 7, 8, 37]), min_size=3, max_size=40),
    weeks=st.integers(1, 5),
)
def test_an_example_is_a_run_of_weeks_without_a_gap(steps, weeks):
    weather = record(np.cumsum([0, *steps]))
    expected = list(examples_of(weather, weeks))
    if not expected:
        with pytest.raises(CourseError, match="without a gap"):
            forecasts(weather, weeks, like=weather)
        return
    made = forecasts(weather, weeks, like=weather)
    np.testing.assert_array_equal(made.dates, weather.dates[expected])
    high = weather.weekly[:, 4]
    np.testing.assert_allclose(made.y_, high[expected], rtol=1e-6)
    np.testing.assert_array_equal(made.this_week, high[np.array(expected) - 1])
    scaled = (weather.weekly[:, 1:] - weather.weekly[:, 1:].mean(0)) / weather.weekly[:, 1:].std(0)
    for row, i in zip(made.x, expected, strict=True):
        np.testing.assert_allclose(row[:-4], scaled[i - weeks : i].ravel(), atol=1e-5)
    assert made.x.shape == (len(expected), inputs(weeks)) and made.x.dtype == np.float32


def test_nothing_of_the_week_itself_or_of_later_ones_is_seen():
    weather, weeks = record(7 * np.arange(30)), 3
    before = forecasts(weather, weeks, like=weather).x
    changed = weather._replace(weekly=weather.weekly.copy())
    changed.weekly[20:] += 99
    after = forecasts(changed, weeks, like=weather).x
    first = 21 - weeks  # the forecast of week 21 is the first that sees week 20
    np.testing.assert_array_equal(before[:first], after[:first])
    assert (before[first] != after[first]).any()


def test_validation_is_scaled_by_the_training_years():
    known, held_out = record(7 * np.arange(60)), record(420 + 7 * np.arange(20), seed=1)
    row = forecasts(held_out, 1, like=known).x[0, :5]
    expected = (held_out.weekly[0] - known.weekly.mean(0)) / known.weekly.std(0)
    np.testing.assert_allclose(row, expected[1:], atol=1e-5)


def test_the_time_of_year_comes_round():
    days = [
        forecasts(record([day - 7, day]), 1, like=record([0, 7])).x[0, -4:]
        for day in (100, 100 + 365, 100 + 4 * 365 + 1, 200)
    ]
    np.testing.assert_allclose(days[0], days[1], atol=1e-6)
    np.testing.assert_allclose(days[0], days[2], atol=1e-6)
    assert np.abs(days[0] - days[3]).max() > 0.5


def test_calendar_means_are_those_of_the_training_years():
    known, held_out = split_years(load_weather(), 3)
    means = calendar_means(known, held_out.dates)
    for date, mean in zip(held_out.dates[:60], means, strict=False):
        week = min((date.astype(datetime.date).timetuple().tm_yday - 1) // 7, 51)
        same = [
            high
            for day, high in zip(known.dates.astype(datetime.date), known.weekly[:, 4], strict=True)
            if min((day.timetuple().tm_yday - 1) // 7, 51) == week
        ]
        assert mean == pytest.approx(np.mean(same))


def test_a_calendar_week_without_a_year_is_one_sentence():
    with pytest.raises(CourseError, match=r"time of year as 2001-07-20") as caught:
        calendar_means(record([0, 7]), np.array(["2001-07-20"], "datetime64[D]"))
    assert len(str(caught.value).splitlines()) == 1


def test_the_regression_has_25_weights(sess):
    assert weight_table(temperature()) == [("W", (24, 1), 24), ("b", (1,), 1)]


def test_one_step_and_both_errors_as_numpy_computes_them(sess):
    graph = temperature(weeks=1, rate=0.1)
    sess.run(tf.global_variables_initializer())
    random = np.random.default_rng(0)
    x, real = random.normal(size=(20, 9)), random.normal(50, 20, 20)
    feed = {graph.x: x, graph.y_: real}
    sess.run(graph.train_step, feed)
    W, b = sess.run([graph.W, graph.b])
    np.testing.assert_allclose(W[:, 0], 0.1 * 2 * x.T @ real / 20, rtol=1e-4)
    np.testing.assert_allclose(b, 0.1 * 2 * real.mean(), rtol=1e-5)
    errors = x @ W[:, 0] + b - real
    assert graph.loss.eval(feed) == pytest.approx(np.mean(errors**2), rel=1e-4)
    assert graph.rmse.eval(feed) == pytest.approx(np.sqrt(np.mean(errors**2)), rel=1e-4)
    assert graph.mae.eval(feed) == pytest.approx(np.mean(np.abs(errors)), rel=1e-4)


def test_training_comes_to_the_least_squares_and_beats_both_baselines(sess):
    known, held_out = split_years(load_weather(), 10)
    train, test = (forecasts(part, 4, like=known) for part in (known, held_out))
    graph = temperature()
    sess.run(tf.global_variables_initializer())
    feed = {graph.x: train.x, graph.y_: train.y_}
    for _ in range(3000):
        sess.run(graph.train_step, feed)
    with_one = np.c_[train.x, np.ones(len(train.x))].astype(float)
    best = np.linalg.lstsq(with_one, train.y_, rcond=None)[0]
    lowest = np.sqrt(np.mean((with_one @ best - train.y_) ** 2))
    assert lowest - 1e-3 < graph.rmse.eval(feed) < lowest + 0.03
    ours = graph.rmse.eval({graph.x: test.x, graph.y_: test.y_})
    for baseline in (test.this_week, calendar_means(known, test.dates)):
        assert ours < np.sqrt(np.mean((baseline - test.y_) ** 2)) - 0.1


LEAST_SQUARES = {  # the table of docs/projects.md: RMSE from 1, 2, 4 and 8 weeks
    ("generated, shipped", 10): [6.90, 6.88, 6.90, 6.97],
    ("generated, shipped", 30): [6.86, 6.87, 6.90, 6.92],
    ("measured, the book's", 10): [5.87, 5.86, 5.86, 5.82],
    ("measured, the book's", 30): [5.92, 5.92, 5.91, 5.94],
}


@pytest.mark.quick
@pytest.mark.parametrize(("which", "years"), LEAST_SQUARES)
def test_more_weeks_do_not_help_in_either_record(which, years, request):
    if which.endswith("shipped"):
        weather = load_weather()
    else:
        weather = load_weather(request.getfixturevalue("book") / "weather.npz")
    known, held_out = split_years(weather, years)
    reached = []
    for weeks in (1, 2, 4, 8):
        train, test = (forecasts(part, weeks, like=known) for part in (known, held_out))
        past, future = (np.c_[part.x, np.ones(len(part.x))].astype(float) for part in (train, test))
        best = np.linalg.lstsq(past, train.y_, rcond=None)[0]
        reached.append(np.sqrt(np.mean((future @ best - test.y_) ** 2)))
    assert reached == pytest.approx(LEAST_SQUARES[which, years], abs=0.006)
    row = " | ".join(f"{error:.2f}" for error in LEAST_SQUARES[which, years])
    page = (ROOT / "docs" / "projects.md").read_text(encoding="utf-8")
    assert f"| {which} | {years} years | {row} |" in page


def test_the_script_leaves_its_files_and_prints_its_table(run_script, tmp_path):
    ended = run_script("ch5_temperature", "--epochs", 25, "--quiet", "--weeks", 2,
                       pictures=True)
    assert (ended.returncode, ended.stderr) == (0, "")
    out = tmp_path / "runs/ch5_temperature"
    assert {path.name for path in out.iterdir()} >= {
        "forecast.png", "errors.png", "history.npz", "weights_by_name.npz", "checkpoint",
    }
    with np.load(out / "history.npz") as history:
        assert history["epoch"].tolist() == [0, 10, 20, 25]
        last = history["test_rmse"][-1]
    with np.load(out / "weights_by_name.npz") as weights:
        known, held_out = split_years(load_weather(), 10)
        test = forecasts(held_out, 2, like=known)
        errors = test.x @ weights["W"][:, 0] + weights["b"] - test.y_
    assert np.sqrt(np.mean(errors**2)) == pytest.approx(last, rel=1e-4)
    rows = dict(line.strip().rsplit(maxsplit=2)[:2] for line in ended.stdout.splitlines()[-5:-1])
    assert rows["the regression"] == f"{last:.2f}"
    same = np.sqrt(np.mean((test.this_week - test.y_) ** 2))
    assert rows["same as this week"] == f"{same:.2f}"
    calendar = np.sqrt(np.mean((calendar_means(known, test.dates) - test.y_) ** 2))
    assert rows["mean of the calendar week"] == f"{calendar:.2f}"


def test_a_trained_run_forecasts_the_week_after_a_record(run_script, tmp_path):
    assert run_script("ch5_temperature", "--epochs", 25, "--quiet").returncode == 0
    run = tmp_path / "runs" / "ch5_temperature"
    weather = load_weather()
    known, _ = split_years(weather, 10)
    with np.load(run / "weights_by_name.npz") as file:
        W, b = file["W"], file["b"]
    # The last week of the record is forecast from the weeks before it, as in training.
    shorter = Weather(weather.daily, weather.weekly[:-1], weather.dates[:-1])
    last = forecasts(weather, 4, like=known)
    date, high = read_forecaster(run).forecast(shorter)
    assert date == last.dates[-1] == weather.dates[-1]
    assert high == pytest.approx(float((last.x[-1] @ W + b)[0]), abs=1e-3)
    ended = python("-m", "tfgraph_course", "forecast", run, cwd=tmp_path)
    date, high = read_forecaster(run).forecast(weather)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert f"week of {date - 3} to {date + 3}: mean high {high:.1f} °F\n" in ended.stdout
    ended = python("-m", "tfgraph_course", "predict", run, "a.png", cwd=tmp_path)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert f"this is a temperature model; python -m tfgraph_course forecast {run} " in ended.stderr


@pytest.mark.quick
def test_a_model_that_was_not_trained_yet_is_told_with_its_script(tmp_path):
    trains = "and python scripts/ch5_temperature.py trains the model."
    with pytest.raises(CourseError) as fault:
        read_forecaster(tmp_path / "nothere")
    assert str(fault.value) == (
        f"{tmp_path / 'nothere'}: there is no such run or file; python -m tfgraph_course lists "
        f"your runs, {trains}"
    )
    with pytest.raises(CourseError) as fault:
        read_forecaster(tmp_path)
    assert str(fault.value) == (
        f"{tmp_path} has no weights_by_name.npz; give the folder of a finished run, {trains}"
    )


def test_no_line_is_drawn_across_missing_weeks():
    dates = np.datetime64("2001-01-01") + 7 * np.array([0, 1, 2, 11, 12])
    figure = pictures.forecast(dates, np.ones(5), np.arange(5.0), np.ones(5))
    (line,) = (line for line in figure.axes[0].lines if line.get_label() == "the regression")
    np.testing.assert_array_equal(line.get_ydata(), [0, 1, 2, np.nan, 3, 4])


def test_a_rate_that_is_too_large_is_one_sentence(run_script):
    ended = run_script("ch5_temperature", "--quiet", "--rate", 1, "--epochs", 200)
    assert ended.returncode == 2
    told = "error: the error grows without bound at --rate 1.0; give a smaller one.\n"
    assert ended.stderr == told
