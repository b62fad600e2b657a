"""Font files with some bytes changed, each drawn in a process of its own, and fonts of any name."""

import io
import os
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.asking import answer, inputs, taking
from tfgraph_course.datasets.making import font_process
from tfgraph_course.datasets.making.drawing import draw_font

FOLDER = Path(mpl.get_data_path()) / "fonts" / "ttf"
FONTS = {name: (FOLDER / f"{name}.ttf").read_bytes() for name in ("cmr10", "cmtt10", "cmss10")}
FAMILY, STYLE, WINDOWS, UNICODE, CHINESE = 1, 2, 3, 1, 0x804


def tables(content):
    """Where each table of a font file lies: offset and length, keyed by its tag."""
    reader = TTFont(io.BytesIO(content), lazy=True).reader
    return {tag: (entry.offset, entry.length) for tag, entry in reader.tables.items()}


TABLES = {name: tables(content) for name, content in FONTS.items()}


@st.composite
def files(draw):
    """A font file: some bytes of its tables or of its directory are others, or its end is gone."""
    name = draw(st.sampled_from(sorted(FONTS)))
    content = bytearray(FONTS[name])
    for _ in range(draw(st.integers(1, 12))):
        start, length = draw(st.sampled_from([(0, 200), *sorted(TABLES[name].values())]))
        content[start + draw(st.integers(0, max(0, length - 1)))] = draw(st.integers(0, 255))
    return bytes(content[: draw(st.just(len(content)) | st.integers(0, len(content)))])


@inputs(6, slow=1000)
def test_a_damaged_font_is_drawn_or_told(count, tmp_path):
    path = tmp_path / "font.ttf"

    @taking(count, processes=True)
    @given(files())
    def ask(content):
        path.write_bytes(content)
        drawn = answer(font_process.draw_font_apart, path, 12)
        if drawn:
            assert drawn.name and drawn.name.isprintable()
            assert {glyph.shape for glyph in drawn.glyphs} == {(12, 12)}

    ask()


def test_a_font_that_ends_its_process_is_told(tmp_path, monkeypatch):
    (tmp_path / "python").write_text("#!/bin/sh\nkill -SEGV $$\n")
    (tmp_path / "python").chmod(0o755)
    monkeypatch.setattr(font_process.sys, "executable", os.fspath(tmp_path / "python"))
    assert answer(font_process.draw_font_apart, FOLDER / "cmr10.ttf", 12) is None


@pytest.mark.skipif(sys.platform == "win32", reason="sets a limit on a process")
def test_a_limit_that_is_there_stays():
    code = (
        "from resource import *; from tfgraph_course.datasets.making import font_process\n"
        "setrlimit(RLIMIT_CPU, (50, 50)); font_process._limit()\n"
        "print(getrlimit(RLIMIT_CPU)[1], getrlimit(RLIMIT_AS)[1])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == f"50 {2**30}\n"


odd_names = st.sampled_from(["", "\x7f", "a\x7f\nb", "\x1b[31m", "楷体"])
names = st.none() | st.text(max_size=8) | odd_names


@inputs(20, slow=1000)
def test_a_font_of_any_name_has_one_that_data_may_have(count, tmp_path):
    path = tmp_path / "文.ttf"
    content = FONTS["cmtt10"]

    @taking(count)
    @given(names, names)
    def ask(family, style):
        font = TTFont(io.BytesIO(content))
        font["name"].names = []
        for place, name in ((FAMILY, family), (STYLE, style)):
            if name is not None:
                said = name.encode("utf-16-be", "surrogatepass")
                font["name"].setName(said, place, WINDOWS, UNICODE, CHINESE)
        font.save(path)
        drawn = answer(draw_font, path, 12)
        assert drawn.name.isprintable() and drawn.name.strip() == drawn.name != ""
        if family == "楷体" and not style:
            assert drawn.name == family
        np.array([drawn.name])

    ask()
