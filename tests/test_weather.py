"""The weather data: what ships, how it is drawn, what is refused, seasons and the split."""

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfgraph_course.datasets import (
    WEATHER_FILE,
    assign_season,
    load_weather,
    scale,
    season_labels,
    seasons,
    split_years,
)
from tfgraph_course.datasets.making import weather_station
from tfgraph_course.datasets.making.weather_picture import NORMALS, draw_days, draw_normals, table
from tfgraph_course.datasets.weather import COLUMNS, Weather
from tfgraph_course.datasets.weeks import cut_weeks, days_of, numbers_of
from tfgraph_course.errors import CourseError
from tfgraph_course.files.npz import write_npz

pytestmark = pytest.mark.ch4

DAY_NUMBERS = st.dates().map(lambda date: date.year * 10000 + date.month * 100 + date.day)


@pytest.fixture(scope="module")
def shipped():
    return load_weather()


@pytest.fixture(scope="module")
def few_years():
    """A Weather of four years and a week."""
    daily = weather_station.make_station(3, "2001-01-01", "2005-01-09")
    weekly, _ = cut_weeks(daily)
    return Weather(daily, weekly, days_of(weekly[:, 0]))


# What ships.


def test_the_shipped_file_is_in_the_books_format(shipped):
    with np.load(WEATHER_FILE) as data:
        assert list(data) == ["daily", "weekly"]
        assert data["daily"].dtype == data["weekly"].dtype == np.float64
    assert shipped.daily.shape == (32508, 6) and shipped.weekly.shape == (4644, 6)
    dates = days_of(shipped.daily[:, 0])
    assert (np.diff(dates).astype(int) == 1).all()
    assert (str(dates[0]), str(dates[-1])) == ("1928-01-01", "2016-12-31")
    # the book's own line
    first = datetime.datetime.strptime(str(int(shipped.weekly[0, 0])), "%Y%m%d")
    assert first == datetime.datetime(1928, 1, 4) and shipped.dates[0] == np.datetime64(first, "D")


def test_the_shipped_values_have_a_stations_resolution(shipped):
    for column, step in zip(shipped.daily[:, 1:].T, (100, 1, 10, 1, 1), strict=True):
        np.testing.assert_array_equal(column, np.round(column * step) / step)
    _, rain, ground, fallen, high, low = shipped.daily.T
    assert (low < high).all()
    assert (fallen[rain == 0] == 0).all() and (fallen[low > 40] == 0).all()
    assert (ground[1:] - ground[:-1] <= fallen[1:] + 1).all()  # deeper by what fell, rounded
    assert not np.signbit(shipped.daily[shipped.daily == 0]).any()


def test_a_week_is_seven_days_in_a_row(shipped):
    week = shipped.daily[700:707]
    expected = [
        week[3, 0], sum(week[:, 1]), sum(week[:, 2]) / 7, sum(week[:, 3]), sum(week[:, 4]) / 7,
        sum(week[:, 5]) / 7,
    ]
    np.testing.assert_allclose(shipped.weekly[100], expected, rtol=1e-12)


def test_the_shipped_file_is_drawn_byte_for_byte(tmp_path, run_script):
    ended = run_script("make_weather_data", "--out", tmp_path / "again.npz")
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "again.npz").read_bytes() == WEATHER_FILE.read_bytes()
    assert "32,508 days, 4,644 weeks" in ended.stdout


def test_the_draws_stand_off_the_edges_that_another_machine_could_fall_over():
    """Other machines may differ in the last bits; no rounding and no comparison may hang on them.

    A change of every curve by 1e-9, a million times more than a last bit, changes no value.
    """
    drawn = weather_station.make_station(0)
    with pytest.MonkeyPatch.context() as patch:
        curve = weather_station.daily_curve
        patch.setattr(weather_station, "daily_curve", lambda monthly: curve(monthly) * (1 + 1e-9))
        moved = weather_station.make_station(0)
    np.testing.assert_array_equal(drawn, moved)


def test_another_seed_draws_another_record():
    one, two, again = (
        weather_station.make_station(seed, "2000-01-01", "2000-12-31") for seed in (1, 2, 1)
    )
    assert one.shape == (366, 6)
    assert (one[:, 1:] != two[:, 1:]).any()
    np.testing.assert_array_equal(one, again)


# The generator against its normals.


def test_the_normals_add_up_to_the_published_years():
    assert weather_station.RAIN.sum() == pytest.approx(31.62)
    assert weather_station.SNOW.sum() == pytest.approx(51.2)
    assert weather_station.WET_DAYS.sum() == pytest.approx(118.8)
    assert weather_station.SNOW_DAYS.sum() == pytest.approx(38.2)
    assert weather_station.HIGH.mean() == pytest.approx(55.4, abs=0.05)
    assert weather_station.LOW.mean() == pytest.approx(38.4, abs=0.05)


@given(st.lists(st.floats(-40, 100), min_size=12, max_size=12))
def test_a_daily_curve_keeps_the_months(monthly):
    curve = weather_station.daily_curve(np.array(monthly))
    starts = np.cumsum([0, *weather_station.MONTH_DAYS[:-1]])
    means = np.add.reduceat(curve, starts) / weather_station.MONTH_DAYS
    np.testing.assert_allclose(means, monthly, atol=1e-5)
    around = np.append(curve, curve[0])
    # no steps, either between months or at the year's end
    assert np.abs(np.diff(around)).max() <= 0.2 * np.ptp(monthly) + 1e-5


@pytest.mark.parametrize("name", NORMALS)
def test_each_month_is_within_the_scatter_of_the_years(name, shipped):
    of_years = weather_station.monthly_values(shipped.daily)[name]
    assert of_years.shape == (89, 12)
    scatter = of_years.std(0, ddof=1)
    off = np.abs(of_years.mean(0) - NORMALS[name])
    # October has more days with a little snow than it should
    allowed = 0.65 if name == "snow days" else 0.45
    assert (off <= allowed * scatter + 0.01).all()


def test_wet_days_follow_on_wet_days_and_are_cooler(shipped):
    wet, high = shipped.daily[:, 1] > 0, shipped.daily[:, 4]
    assert wet[1:][wet[:-1]].mean() - wet[1:][~wet[:-1]].mean() == pytest.approx(0.2, abs=0.03)
    month = shipped.daily[:, 0] // 100 % 100
    for summer in (6, 7, 8):
        of_month = month == summer
        assert high[of_month & wet].mean() < high[of_month & ~wet].mean() - 4


def test_a_day_resembles_the_day_before(shipped):
    day = weather_station._day_of_year(days_of(shipped.daily[:, 0]))
    high = shipped.daily[:, 4] - weather_station.daily_curve(weather_station.HIGH)[day]
    low = shipped.daily[:, 5] - weather_station.daily_curve(weather_station.LOW)[day]
    assert np.corrcoef(high[1:], high[:-1])[0, 1] == pytest.approx(0.63, abs=0.04)
    assert np.corrcoef(high, low)[0, 1] == pytest.approx(0.82, abs=0.04)


def test_snow_lies_in_winter_and_melts_by_summer(shipped):
    ground = weather_station.monthly_values(shipped.daily)["ground"].mean(0)
    assert (ground[[11, 0, 1]] > 0.5).all()
    assert (ground[4:9] < 0.01).all()
    assert ground[0] > ground[2] > ground[3]


def test_the_pictures_and_the_table_of_the_docs(shipped):
    from matplotlib import pyplot as plt

    for figure in (draw_normals(shipped.daily), draw_days(shipped.daily, "1950-07", "1951-07")):
        for axis in figure.axes:
            assert axis.get_ylabel()
        plt.close(figure)
    assert len(table(shipped.daily).splitlines()) == 2 + 2 * len(NORMALS) + 1


# Loading.


def broken_files(tmp_path):
    """Write one file for each kind of fault; return what its message must say."""
    daily = weather_station.make_station(0, "2000-01-01", "2001-02-01")
    weekly, _ = cut_weeks(daily)

    def changed(row, column, value):
        array = weekly.copy()
        array[row, column] = value
        return array

    def write(name, **arrays):
        np.savez(tmp_path / name, **arrays)

    write("no_weekly.npz", daily=daily)
    write("no_daily.npz", weekly=weekly)
    write("rank.npz", daily=daily, weekly=weekly.ravel())
    write("columns.npz", daily=daily[:, :5], weekly=weekly)
    write("float32.npz", daily=daily, weekly=weekly.astype(np.float32))
    write("text.npz", daily=daily, weekly=weekly.astype(str))
    write("nan.npz", daily=daily, weekly=changed(7, 4, np.nan))
    write("infinite.npz", daily=daily, weekly=changed(7, 0, np.inf))
    write("negative.npz", daily=daily, weekly=changed(9, 3, -0.1))
    write("no_date.npz", daily=daily, weekly=changed(5, 0, 20010229))
    write("half_a_date.npz", daily=daily, weekly=changed(5, 0, 20000207.5))
    write("falls.npz", daily=daily, weekly=weekly[::-1])
    write("twice.npz", daily=daily[[0, 0, 1]], weekly=weekly)
    write("few.npz", daily=daily, weekly=weekly[:51])
    write("none.npz", daily=daily[:0], weekly=weekly[:0])
    write("pickled.npz", daily=daily, weekly=np.array([None] * 60))
    (tmp_path / "no.npz").write_text("date,rain")
    return {
        "no_weekly.npz": "no array 'weekly'; the file holds daily",
        "no_daily.npz": "no array 'daily'",
        "rank.npz": "weekly has shape (336,), not (N, 6)",
        "columns.npz": "daily has shape (398, 5), not (N, 6)",
        "float32.npz": "weekly has dtype float32, not float64",
        "text.npz": "weekly has dtype <U32",
        "nan.npz": "weekly holds NaN or infinity in row 7 (high)",
        "infinite.npz": "weekly holds NaN or infinity in row 7 (date)",
        "negative.npz": "weekly holds a value below 0 in row 9 (snowfall)",
        "no_date.npz": "20010229 at row 5 of weekly is not a date",
        "half_a_date.npz": "20000207.5 at row 5 of weekly is not a date",
        "falls.npz": "the dates of weekly are not in order",
        "twice.npz": "20000101 at row 1 comes after 20000101",
        "few.npz": "the array 'weekly' has too few weeks (51)",
        "none.npz": "the array 'weekly' has too few weeks (0)",
        "pickled.npz": "pickled",
        "no.npz": "not an npz file",
        "absent.npz": "cannot be read",
    }


def test_each_broken_file_gets_one_sentence(tmp_path):
    for name, fault in broken_files(tmp_path).items():
        with pytest.raises(CourseError) as refused:
            load_weather(tmp_path / name)
        message = str(refused.value)
        assert message.startswith(str(tmp_path / name)) and fault in message
        assert "\n" not in message and message.endswith(".")


def test_what_is_saved_loads(tmp_path, few_years):
    write_npz(tmp_path / "weather.npz", daily=few_years.daily, weekly=few_years.weekly)
    for before, after in zip(few_years, load_weather(tmp_path / "weather.npz"), strict=True):
        np.testing.assert_array_equal(before, after)


def test_the_books_own_file_loads_and_is_cut_as_here(book):
    weather = load_weather(book / "weather.npz")
    assert weather.daily.shape == (31798, 6) and weather.weekly.shape == (4542, 6)
    weekly, _ = cut_weeks(weather.daily[:7000])
    np.testing.assert_allclose(weekly, weather.weekly[:1000], rtol=1e-12)


# Dates, weeks, seasons, scale, split.


@given(st.lists(DAY_NUMBERS, max_size=20))
def test_dates_survive_both_ways(numbers):
    dates = days_of(np.array(numbers, float))
    assert numbers_of(dates).tolist() == numbers
    expected = [datetime.datetime.strptime(f"{n:08}", "%Y%m%d").date() for n in numbers]
    assert dates.tolist() == expected


@given(st.floats(allow_nan=True, allow_infinity=True) | st.integers(0, 10**9).map(float))
def test_a_number_is_a_date_or_none(number):
    found = days_of(np.array([number]))[0]
    try:
        expected = datetime.datetime.strptime(f"{int(number):08}", "%Y%m%d")
        assert number == int(number)
    except (ValueError, OverflowError, AssertionError):
        assert np.isnat(found)
    else:
        assert found == np.datetime64(expected, "D")


@given(st.sets(st.integers(0, 60), max_size=61))
def test_only_whole_weeks_are_cut(present):
    daily = weather_station.make_station(0, "2000-01-01", "2000-03-01")[sorted(present)]
    weekly, left_out = cut_weeks(daily)
    first = min(present, default=0)
    weeks = {(day - first) // 7 for day in present}
    whole = [w for w in sorted(weeks) if {first + 7 * w + k for k in range(7)} <= present]
    assert len(weekly) == len(whole)
    assert left_out == (max(weeks) + 1 if weeks else 0) - len(whole)
    middle = np.datetime64("2000-01-01") + first + 7 * np.array(whole, int) + 3
    np.testing.assert_array_equal(days_of(weekly[:, 0]), middle)


@given(st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31)))
def test_seasons_are_the_books(date):
    month = date.month
    if 3 <= month < 6:
        season = 0
    elif 6 <= month < 9:
        season = 1
    elif 9 <= month < 12:
        season = 2
    elif month == 12 or month < 3:
        season = 3
    assert assign_season(date) == season
    dates = np.array([date], "datetime64[D]")
    assert seasons(dates).tolist() == [season]
    assert season_labels(dates).tolist() == np.eye(4)[[season]].tolist()


def test_scaling_is_the_books(shipped):
    train = shipped.weekly[:, 1:]
    train = train - np.average(train, axis=0)
    train = train / train.std(axis=0)
    np.testing.assert_array_equal(scale(shipped.weekly), train)
    some = scale(shipped.weekly[:9], like=shipped.weekly)
    np.testing.assert_array_equal(some, train[:9])


def test_a_measurement_that_never_changes_is_refused(few_years):
    for column in range(1, 6):
        weekly = few_years.weekly.copy()
        weekly[:, column] = 0.1
        with pytest.raises(CourseError, match=f"weekly {COLUMNS[column]} never changes"):
            scale(weekly)


def test_what_a_station_does_not_measure_is_divided_by_one(few_years):
    without = few_years.weekly.copy()
    without[:, 3] = 0
    some = scale(few_years.weekly[:9], like=without)
    np.testing.assert_array_equal(some[:, 2], few_years.weekly[:9, 3])


@given(st.integers(1, 3))
def test_the_split_holds_out_the_end(years):
    daily = weather_station.make_station(3, "2001-01-01", "2005-01-09")
    weekly, _ = cut_weeks(daily)
    whole = Weather(daily, weekly, days_of(weekly[:, 0]))
    training, validation = split_years(whole, years)
    for parts in zip(training, validation, whole, strict=True):
        np.testing.assert_array_equal(np.concatenate(parts[:2]), parts[2])
    assert training.dates[-1] < validation.dates[0]
    assert abs(len(validation.weekly) - 52.18 * years) < 1
    # no day of a validation week is in training
    assert days_of(training.daily[:, 0])[-1] == validation.dates[0] - 4


@pytest.mark.parametrize("years", [-1, 0, 4, 89, 3000])
def test_a_split_that_leaves_no_year_for_training_is_refused(years, few_years):
    with pytest.raises(CourseError, match=f"--validation {years} leaves . of 210 weeks"):
        split_years(few_years, years)


def test_a_split_around_a_leap_day():
    daily = weather_station.make_station(0, "1996-03-01", "2000-03-06")
    weekly, _ = cut_weeks(daily)
    weekly[-1, 0] = 20000229
    weather = Weather(daily, weekly, days_of(weekly[:, 0]))
    _, validation = split_years(weather, 1)
    assert np.datetime64("1999-03-01") < validation.dates[0] <= np.datetime64("1999-03-08")
