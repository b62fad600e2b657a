"""Tables and sentences fit the terminal, whatever they hold, and lose nothing."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tfgraph_course.terminal_text import fill, table, width

pytestmark = pytest.mark.quick
CELLS = st.lists(
    st.lists(st.text("ab. /", max_size=50), min_size=1, max_size=7), min_size=1, max_size=4
)


@pytest.mark.parametrize("columns", [60, 80])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=CELLS)
def test_a_table_fits_and_has_every_character(columns, rows, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = table(rows, "rl", indent=2)
    assert max(map(len, lines), default=0) <= columns
    told, cells = ("".join(sorted("".join(t).replace(" ", ""))) for t in (
        lines, [cell for row in rows for cell in row]
    ))
    assert told == cells


def test_a_table_is_aligned_and_only_what_is_too_wide_goes_on_below(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    rows = [("name", "number"), ("a", "1"), ("some words that take more " * 3, "12")]
    lines = table(rows, "lr")
    assert lines[1] == f"{'a':52}       1"
    assert re.fullmatch(r"some words .{41}      12", lines[2]) and len(lines) == 4
    assert fill("word " * 20, "  ").splitlines()[1].startswith("  word")


def test_a_long_word_is_broken_at_its_joints(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    long = "tf.nn.softmax_cross_entropy_with_logits"
    name, again = table([("supplied", long, long)])
    assert name.split() == ["supplied", "tf.nn.softmax_cross_", "tf.nn.softmax_cross_"]
    assert again.split() == ["entropy_with_logits"] * 2


def test_a_pipe_has_80_columns_and_the_narrowest_terminal_60(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr("sys.__stdout__", None)
    assert width() == 80
    monkeypatch.setenv("COLUMNS", "20")
    assert width() == 60
