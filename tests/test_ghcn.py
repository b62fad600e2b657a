"""Station files of GHCN-Daily in both of NOAA's forms, with every defect, and random ones."""

import datetime
import gzip
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfgraph_course.datasets import load_weather, scale
from tfgraph_course.datasets.making import weather_station
from tfgraph_course.datasets.making.ghcn import LIMITS, read_ghcn, tell
from tfgraph_course.datasets.weeks import cut_weeks, days_of
from tfgraph_course.errors import CourseError

pytestmark = pytest.mark.ch4

STATION = "USW00014922"
ELEMENTS = tuple(LIMITS)
FIRST_DAY = datetime.date(1999, 2, 25)


def metric(daily):
    """The values of days as NOAA stores them: one dictionary a day."""
    days = []
    for row in daily.tolist():
        date = datetime.datetime.strptime(f"{row[0]:.0f}", "%Y%m%d").date()
        amounts = round(row[1] * 254), round(row[2] * 25.4), round(row[3] * 25.4)
        degrees = [round((value - 32) / 0.18) for value in row[4:]]
        days.append((date, dict(zip(ELEMENTS, [*amounts, *degrees], strict=True))))
    return days


def by_day(days, attributes=None):
    """The access format: every field quoted and padded, further columns among the wanted ones."""
    attributes = attributes or {}
    names = ["STATION", "DATE", "LATITUDE", "LONGITUDE", "ELEVATION", "NAME"]
    for element in ("AWND", "PRCP", "SNOW", "SNWD", "TMAX", "TMIN", "TOBS"):
        names += [element, f"{element}_ATTRIBUTES"]
    rows = [names]
    for date, values in days:
        name = "MINNEAPOLIS ST PAUL INTERNATIONAL AIRPORT, MN US"
        row = [STATION, date.isoformat(), "44.8831", "-93.2289", "265.8", name]
        for element in ("AWND", "PRCP", "SNOW", "SNWD", "TMAX", "TMIN", "TOBS"):
            given = element in values
            row.append(f"{values[element]!s:>5}" if given else "")
            row.append(attributes.get((date, element), ",,0" if given else ""))
        rows.append(row)
    return "".join(",".join(f'"{field}"' for field in row) + "\n" for row in rows)


def by_value(days, attributes=None):
    """The by_station format, without its header."""
    lines = []
    for date, values in days:
        lines.append(f"{STATION},{date:%Y%m%d},WT16,1,,,X,")
        for element, value in values.items():
            flags = (attributes or {}).get((date, element), ",,0")
            lines.append(f"{STATION},{date:%Y%m%d},{element},{value},{flags},2400")
    return "".join(line + "\n" for line in lines)


FORMS = pytest.mark.parametrize("form", [by_day, by_value])


@pytest.fixture
def days():
    """Eight weeks of winter, as NOAA stores them."""
    return metric(weather_station.make_station(5, "2000-01-01", "2000-02-25"))


@pytest.fixture
def read(tmp_path):
    """Read a text as a station file."""

    def write_and_read(text, **settings):
        path = tmp_path / "station.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_ghcn(path, **settings)

    return write_and_read


def station_days(count):
    """Values of `count` days in the resolution of a station."""
    some = st.integers(0, 1900)
    row = st.tuples(some, some, some, st.integers(-80, 130), st.integers(-80, 130))
    return st.lists(row, min_size=count, max_size=count)


# Whole files.


@FORMS
def test_a_record_comes_back(form, read):
    daily = weather_station.make_station(1, "1999-01-01", "2000-03-31")
    found, summary = read(form(metric(daily)))
    np.testing.assert_array_equal(found, daily)
    assert summary.station == STATION and summary.days == 456
    assert summary[2:] == (0, dict.fromkeys(ELEMENTS, 0), 0, 0, 0, 0)


@FORMS
@given(rows=st.integers(1, 40).flatmap(station_days))
def test_random_records_come_back(form, rows, tmp_path_factory):
    rows = [(r / 100, g / 10, f / 10, high, low) for r, g, f, high, low in rows]
    dates = [FIRST_DAY + datetime.timedelta(days=k) for k in range(len(rows))]
    daily = np.array(
        [(float(f"{d:%Y%m%d}"), *row) for d, row in zip(dates, rows, strict=True)], float
    )
    path = tmp_path_factory.mktemp("ghcn") / "station.csv"
    path.write_text(form(metric(daily)))
    np.testing.assert_array_equal(read_ghcn(path)[0], daily)


@FORMS
def test_the_script_writes_what_loads(form, tmp_path, run_script):
    daily = weather_station.make_station(1, "1999-01-01", "2000-03-31")
    missing = np.delete(daily, [40, 200, 201], axis=0)
    with gzip.open(tmp_path / "station.csv.gz", "wt") as file:
        file.write(form(metric(missing)))
    ended = run_script("make_weather_data", "--ghcn", "station.csv.gz", "--out", "real.npz")
    assert ended.returncode == 0, ended.stderr
    weather = load_weather(tmp_path / "real.npz")
    np.testing.assert_array_equal(weather.daily, missing)
    assert len(weather.weekly) == 63
    np.testing.assert_array_equal(weather.weekly[:5], cut_weeks(daily)[0][:5])
    told = ended.stderr.splitlines()
    assert "absent from the file: 3 days between its first and last day" in told
    assert "left out: 3 weeks that lack a day" in told  # two, and the last


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["--ghcn", "absent.csv", "--out", "x.npz"], "absent.csv: the file cannot be read"),
        (["--ghcn", "short.csv", "--out", "x.npz"], "the file has only 8 whole weeks"),
        (["--ghcn", "short.csv"], "--ghcn needs --out"),
        (["--ghcn", "short.csv", "--out", "x.npz", "--look", "."], "leave out --ghcn"),
        (["--seed", "-1", "--out", "x.npz"], "--seed -1 is outside"),
        (["--out", "no/folder/x.npz"], "cannot be written"),
        (["--out", "x.npz", "--look", "no/folder"], "no/folder is not a folder"),
    ],
)
def test_the_script_ends_with_one_sentence(arguments, told, days, tmp_path, run_script):
    (tmp_path / "short.csv").write_text(by_value(days))
    ended = run_script("make_weather_data", *arguments)
    assert ended.returncode == 2
    last = ended.stderr.splitlines()[-1]
    assert last.startswith("error: ") and told in last and last.endswith(".")
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "x.npz").exists()


# What is left out, and told.


@FORMS
def test_a_flagged_value_is_discarded_with_its_day(form, days, read):
    date = days[10][0]
    found, summary = read(form(days, {(date, "TMAX"): ",I,0", (date, "TMIN"): ",I,0"}))
    assert summary.flagged == 2 and summary.incomplete == 1
    assert summary.without == dict.fromkeys(ELEMENTS, 0) | {"TMAX": 1, "TMIN": 1}
    assert len(found) == 55 and date not in days_of(found[:, 0]).tolist()


@FORMS
def test_a_flagged_value_may_be_absurd(form, days, read):
    days[10][1]["TMAX"] = 7777
    _, summary = read(form(days, {(days[10][0], "TMAX"): ",X,0"}))
    assert summary.flagged == 1


@FORMS
def test_traces_and_presumed_zeros_count_as_0_and_are_told(form, days, read):
    date = days[10][0]
    days[10][1].update(PRCP=0, SNOW=0, SNWD=3)
    found, summary = read(
        form(days, {(date, "PRCP"): "T,,0", (date, "SNOW"): "P,,0", (date, "SNWD"): "T,,0"})
    )
    assert found[10, 1:4].tolist() == [0, 0, 0]
    assert (summary.traces, summary.presumed) == (2, 1)
    assert "2 traces, 1 values presumed 0" in tell(summary, 0)


@FORMS
@pytest.mark.parametrize("gone", ["absent", -9999])
def test_a_day_that_misses_a_value_is_left_out(form, gone, days, read):
    if gone == "absent":
        del days[20][1]["SNWD"]
    else:
        days[20][1]["SNWD"] = gone
    found, summary = read(form(days))
    assert summary.without["SNWD"] == summary.incomplete == 1
    assert len(found) == 55
    weekly, left_out = cut_weeks(found)
    assert (len(weekly), left_out) == (7, 1)
    assert "1 days that lack a value (0 without PRCP, 1 without SNWD" in tell(summary, left_out)


@FORMS
def test_a_station_without_snow_is_used_without_it(form, days, read):
    bare = [(date, {k: v for k, v in of.items() if k[:2] != "SN"}) for date, of in days]
    with pytest.raises(CourseError, match=r"none of the .* days has all 5 .*; use --without"):
        read(form(bare))
    daily, summary = read(form(bare), without=("SNWD", "SNOW"))
    assert (summary.incomplete, len(daily)) == (0, len(days))
    assert not daily[:, 2:4].any() and daily[:, 4:].any()
    weekly, _ = cut_weeks(daily)
    scaled = scale(weekly)
    assert np.isfinite(scaled).all() and not scaled[:, 1:3].any()


@FORMS
def test_a_gap_moves_no_week(form, days, read):
    whole, _ = cut_weeks(read(form(days))[0])
    del days[8:17]
    found, summary = read(form(days))
    weekly, left_out = cut_weeks(found)
    assert summary.absent == 9 and left_out == 2
    np.testing.assert_array_equal(weekly, np.delete(whole, [1, 2], axis=0))


@FORMS
def test_the_order_of_the_rows_is_nothing(form, days, read):
    lines = form(days).splitlines(keepends=True)
    head = lines[:1] if form is by_day else []
    rest = lines[len(head) :]
    random.Random(0).shuffle(rest)
    np.testing.assert_array_equal(read("".join(head + rest))[0], read("".join(lines))[0])


def test_headers_marks_and_line_ends(days, read):
    expected, _ = read(by_value(days))
    header = "ID,DATE,ELEMENT,DATA_VALUE,M_FLAG,Q_FLAG,S_FLAG,OBS_TIME\n"
    for text in (header + by_value(days), by_value(days).replace("\n", "\r\n"), by_day(days)):
        np.testing.assert_array_equal(read("\ufeff" + text)[0], expected)
        np.testing.assert_array_equal(read(gzip.compress(text.encode()))[0], expected)
    # newer access files also hold the time of observation
    timed = by_day(days, {(date, "PRCP"): ",,W,2400" for date, _ in days})
    np.testing.assert_array_equal(read(timed)[0], expected)


# What is refused.


def swapped(text, old, new):
    assert old in text
    return text.replace(old, new, 1)


FAULTS = {
    "empty": (lambda long, wide: "", "line 1: this is not a GHCN-Daily"),
    "prose": (lambda long, wide: "The weather was fine.\n", "line 1: this is not a GHCN-Daily"),
    "another table": (
        lambda long, wide: "date,rain\n2000-01-01,3\n", "line 1: this is not a GHCN-Daily",
    ),
    "header only": (lambda long, wide: wide.splitlines()[0], "none of the 0 days has all 5"),
    "no column": (lambda long, wide: swapped(wide, '"SNWD"', '"SNAU"'), "no column SNWD"),
    "no flags": (
        lambda long, wide: swapped(wide, '"TMAX_ATTRIBUTES"', '"X"'),
        "line 1: there is no column TMAX_ATTRIBUTES",
    ),
    "short row": (
        lambda long, wide: swapped(wide, ',"44.8831"', ""),
        "line 2: this line has 19 fields, not 20",
    ),
    "short value": (lambda long, wide: swapped(long, "PRCP,", ""), "this line has 7 fields, not 8"),
    "no element": (lambda long, wide: swapped(long, ",PRCP", ",117"), "'117' is not the name of"),
    "cut off": (lambda long, wide: long[:-30], "line 336: "),
    "flags": (lambda long, wide: swapped(wide, '",,0"', '"0"'), "line 2: PRCP_ATTRIBUTES is '0'"),
    "date": (lambda long, wide: swapped(long, ",20000103", ",20000133"), "not a date"),
    "date of a day": (lambda long, wide: swapped(wide, "2000-01-03", "2000-1-3"), "'2000-1-3'"),
    "American date": (lambda long, wide: swapped(wide, "2000-01-03", "01/03/2000"), "line 4"),
    "station": (lambda long, wide: swapped(long, f"\n{STATION}", "\nUSC00218450"), "one station"),
    "twice": (lambda long, wide: long + long, "was already given on line 2"),
    "day twice": (lambda long, wide: wide + wide.splitlines()[5], "already given on line 6"),
    "words": (lambda long, wide: swapped(long, "TMAX,", "TMAX,warm"), "not a whole number"),
    "fraction": (lambda long, wide: swapped(long, "TMAX,", "TMAX,1."), "not a whole number"),
    "negative rain": (lambda long, wide: swapped(long, "PRCP,", "PRCP,-7"), "outside 0..20000"),
    "heat": (lambda long, wide: swapped(long, "TMAX,-72", "TMAX,9999"), "outside -1000..700"),
    "NUL": (lambda long, wide: long + "\0\0\n", "line 337: "),
    "huge field": (lambda long, wide: wide + '"' + "x" * 200_000, "is not CSV"),
    "damaged gzip": (lambda long, wide: gzip.compress(long.encode())[:-200], "cannot be read"),
    "a bomb": (lambda long, wide: gzip.compress(bytes(2**26 + 1), 1), "more than 64 MiB"),
    "no gzip": (lambda long, wide: b"\x1f\x8b\x08" + long.encode(), "cannot be read"),
    "no snow at all": (
        lambda long, wide: "".join(x for x in long.splitlines(True) if "SNWD" not in x),
        "none of the 56 days has all 5 values: 0 lack PRCP, 56 lack SNWD",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_wrong_file_gets_one_sentence(fault, days, read, tmp_path):
    make, told = FAULTS[fault]
    with pytest.raises(CourseError) as refused:
        read(make(by_value(days), by_day(days)))
    message = str(refused.value)
    assert message.startswith(str(tmp_path / "station.csv")) and told in message
    assert "\n" not in message and message.endswith(".")


def test_a_folder_and_an_absent_file_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "absent.csv"):
        with pytest.raises(CourseError, match="cannot be read"):
            read_ghcn(path)


PARTS = st.sampled_from(
    [STATION, "ID", "STATION", "DATE", "20000103", "2000-01-03", *ELEMENTS, "-9999", "12", "T", "I",
     '"', ",", ",", ",", ",,,", "\n", "\r", "\0", "\x1f\x8b", "é", "٣", "-", " ", "9" * 30]
)


def refused_or_read(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("ghcn") / "station.csv"
    path.write_bytes(content)
    try:
        found, summary = read_ghcn(path)
    except CourseError as fault:
        assert str(fault).startswith(str(path)) and "\n" not in str(fault)
    else:
        assert found.shape == (summary.days, 6) and np.isfinite(found).all()


@given(st.binary(max_size=200) | st.lists(PARTS, max_size=40).map(lambda x: "".join(x).encode()))
def test_garbage_is_refused_or_read(tmp_path_factory, content):
    refused_or_read(tmp_path_factory, content)


@FORMS
@given(data=st.data())
def test_a_spoilt_file_is_refused_or_read(form, tmp_path_factory, data):
    daily = weather_station.make_station(5, "2000-01-01", "2000-01-03")
    whole = form(metric(daily)).encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 30)))
    new = data.draw(st.binary(max_size=8) | PARTS.map(str.encode))
    refused_or_read(tmp_path_factory, whole[:start] + new + whole[end:])
