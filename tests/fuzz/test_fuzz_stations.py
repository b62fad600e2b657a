"""Station files in both of NOAA's forms, with fields and bytes that do not belong there."""

import gzip

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.asking import answer, inputs, taking
from tfgraph_course.datasets.making.ghcn import LIMITS, read_ghcn, tell
from tfgraph_course.datasets.weeks import cut_weeks
from tfgraph_course.errors import printable

words = st.one_of(
    st.text(max_size=6), st.integers(-(10**10), 10**10).map(str),
    st.sampled_from(["", "-9999", "T", '"', '"a\n"', "\0", "\x1b[31m", "2001-02-29", ",", "1e3"]),
)
stations = st.sampled_from(["USW00094728", "S\x1b[31m\x7f", "\u202e", "站", "a\u2028b"])


@st.composite
def files(draw):
    """The bytes of a station file."""
    station, days = draw(stations), draw(st.integers(0, 20))
    dates = [f"2001{month:02}{day:02}" for month in (2, 12) for day in range(15, 25)][:days]
    if draw(st.booleans()):
        header = ["STATION", "DATE", *(n + end for n in LIMITS for end in ("", "_ATTRIBUTES"))]
        rows = [header] + [[station, date, *(["10", ",,W"] * 5)] for date in dates]
    else:
        rows = [
            [station, date, name, "10", "", "", "0", "0700"] for date in dates for name in LIMITS
        ]
    for _ in range(draw(st.integers(0, 3)) if rows else 0):
        row = draw(st.sampled_from(rows))
        row[draw(st.integers(0, len(row) - 1))] = draw(words)
    content = "\n".join(map(",".join, rows)).encode(errors="surrogatepass")
    for _ in range(draw(st.integers(0, 2)) if content else 0):
        place = draw(st.integers(0, len(content) - 1))
        content = content[:place] + draw(st.binary(max_size=3)) + content[place + 1 :]
    if draw(st.integers(0, 9)) == 0:
        packed = gzip.compress(content)
        content = packed[: draw(st.integers(2, len(packed)))]
    return content


def read(path):
    """Read a station file, and tell of it as the script does."""
    daily, summary = read_ghcn(path)
    weekly, left_out = cut_weeks(daily)
    told = tell(summary, left_out).split("\n")
    assert len(told) == 6 and all(map(str.isprintable, told)), told
    assert told[0].startswith(f"station {printable(summary.station)}: ")
    return weekly


@inputs(200)
def test_a_station_file_is_read_or_told(count, tmp_path):
    path = tmp_path / "station.csv"

    @taking(count)
    @given(files())
    def ask(content):
        path.write_bytes(content)
        answer(read, path)

    ask()
