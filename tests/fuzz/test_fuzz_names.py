"""Names from files and folders: none of them moves a cursor, breaks a line, or ends a command."""

import contextlib
import csv
import io
import os
import shutil
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.fuzz.asking import answer, inputs, taking
from tfgraph_course.cli.overview import overview
from tfgraph_course.errors import _Shown, printable
from tfgraph_course.files.atomic import write_text
from tfgraph_course.predict.command import predict_files
from tfgraph_course.predict.trained import HowTrained, about
from tfgraph_course.training.history import History

# As Linux lets a file be named: any bytes but "/" and 0.
names = st.one_of(
    st.text(max_size=12).map(lambda text: text.encode(errors="surrogatepass")),
    st.binary(max_size=12),
    st.sampled_from([b"\x1b[2J", b"\xff", b"\x9b31m", "\u202e\u2028站".encode(), b"$x_1$", b"<b>"]),
).map(lambda name: os.fsdecode(b"a" + name.replace(b"/", b"").replace(b"\0", b"")))


def printed(door, *arguments):
    """The lines that a command prints to both streams; each is safe to show."""
    streams = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        status = door(*arguments)
    told, faults = (stream.getvalue().split("\n")[:-1] for stream in streams)
    assert all(map(str.isprintable, [*told, *faults]))
    return status, told, faults


@inputs(40)
def test_predict_names_its_pictures_in_one_row_each(count, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")
    picture = io.BytesIO()
    Image.fromarray(np.tile(np.uint8([250, 20, 250]), (9, 3))).save(picture, "PNG")

    @taking(count)
    @given(names, names)
    def ask(name, data):
        weights = {"W": np.zeros((64, 2), np.float32), "b": np.zeros(2, np.float32)}
        how = HowTrained(1, 0.5, 0.5, data, "book")
        np.savez("model.npz", **weights, **about("logistic", ["A", "B"], None, how))
        Path(name).write_bytes(picture.getvalue())
        status, told, faults = answer(printed, predict_files, "model.npz", [name], Path("out"))
        # How it was trained, the head, the row, why it is in doubt, how many are, the files.
        assert (status, faults, len(told)) == (0, [], 6)
        assert told[2].startswith(f"{printable(name)}  ")
        with open("out/predictions.csv", encoding="utf-8", newline="") as file:
            assert [row[0] for row in csv.reader(file)] == ["image", printable(name)]
        assert Path("out/seen.png").stat().st_size > 100
        os.unlink(name)
        status, told, faults = answer(printed, predict_files, "model.npz", [name], Path("out"))
        assert (status, told, len(faults)) == (2, [], 1)

    ask()


@inputs(40)
def test_the_list_of_runs_has_a_row_for_each(count, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")
    history = History(epoch=[3], train_acc=[0.5], test_acc=[0.5], seconds=[1.0])

    @taking(count)
    @given(names, st.booleans())
    def ask(name, damaged):
        folder = Path("runs", name)
        folder.mkdir(parents=True)
        history.save(folder / "history.npz")
        if damaged:
            (folder / "history.npz").write_bytes(b"?")
        lines = answer(overview, {"predict": "predicts"}, Path("runs")).split("\n")
        assert all(map(str.isprintable, lines))
        (row,) = (line for line in lines if line.startswith(f"  {printable(folder)}"))
        assert ("damaged" if damaged else "50.0% training") in row
        shutil.rmtree("runs")

    ask()


@inputs(200)
def test_standard_output_and_files_take_any_text(count, tmp_path):
    @taking(count)
    @given(st.text() | names)
    def ask(text):
        raw = io.BytesIO()
        shown = _Shown(raw, encoding="ascii", errors="backslashreplace", newline="\n")
        print(text, file=shown, flush=True)
        assert not set(raw.getvalue()) & {*range(9), 11, 12, *range(14, 32), *range(127, 256)}
        write_text(tmp_path / "file", text)
        assert (tmp_path / "file").read_bytes() == text.encode(errors="backslashreplace")

    ask()
