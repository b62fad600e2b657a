"""The font data: what ships, what is refused, and how it is split."""

import io
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfgraph_course.datasets import FONTS_FILE, load_fonts, one_hot, split_fonts
from tfgraph_course.errors import CourseError

pytestmark = pytest.mark.ch1

IMAGES = np.zeros((45, 36, 36), np.uint8)
LABELS = np.repeat(np.arange(5, dtype=np.uint8), 9)


def broken_files(tmp_path):
    """Write one file for each kind of fault; return what its message must say."""

    def npz(name, *arrays, **named):
        np.savez(tmp_path / name, *arrays, **named)

    nan = np.zeros((45, 36, 36), np.float32)
    nan[3, 4, 5] = np.nan
    npz("no_labels.npz", IMAGES)
    npz("other_names.npz", images=IMAGES, labels=LABELS)
    npz("rank.npz", IMAGES.reshape(45, -1), LABELS)
    npz("size.npz", IMAGES[:, :28], LABELS)
    npz("tiny.npz", IMAGES[:, :3, :3], LABELS)
    npz("fewer_labels.npz", IMAGES, LABELS[:-1])
    npz("rank_of_labels.npz", IMAGES, LABELS[:, None])
    npz("dtype.npz", IMAGES.astype(np.float32), LABELS)
    npz("nan.npz", nan, LABELS)
    npz("gap.npz", IMAGES, LABELS + np.uint8(1))
    npz("outside.npz", IMAGES, LABELS, names=np.array(["A", "B", "C", "D"]))
    npz("unseen.npz", IMAGES, LABELS, names=np.array(list("ABCDEF")))
    npz("words.npz", IMAGES, LABELS, names=np.arange(5))
    npz("bell.npz", IMAGES, LABELS, names=np.array(list("ABCD\a")))
    npz("jitters.npz", IMAGES, LABELS, jitters=np.array(0.5))
    npz("negative.npz", IMAGES, LABELS.astype(np.int8) - np.int8(1))
    npz("few.npz", IMAGES[:9], LABELS[:9])
    npz("objects.npz", IMAGES, np.array([None] * 45))
    whole = (tmp_path / "fewer_labels.npz").read_bytes()
    (tmp_path / "truncated.npz").write_bytes(whole[: len(whole) // 2])
    flipped = bytearray(whole)
    flipped[2000] ^= 1
    (tmp_path / "flipped.npz").write_bytes(flipped)
    (tmp_path / "pickle.npz").write_bytes(pickle.dumps([IMAGES, LABELS], protocol=4))
    (tmp_path / "empty.npz").write_bytes(b"")
    (tmp_path / "text.npz").write_text("not an npz file")
    single = io.BytesIO()
    np.save(single, IMAGES)
    (tmp_path / "npy.npz").write_bytes(single.getvalue())
    with zipfile.ZipFile(tmp_path / "zip.npz", "w") as archive:
        archive.writestr("readme.txt", "no array")
    (tmp_path / "folder.npz").mkdir()
    return {
        "no_labels.npz": "no array 'arr_1'",
        "other_names.npz": "no array 'arr_0'",
        "rank.npz": "not (N, size, size)",
        "size.npz": "(45, 28, 36)",
        "tiny.npz": "(45, 3, 3)",
        "fewer_labels.npz": "one for each image",
        "rank_of_labels.npz": "(45, 1)",
        "dtype.npz": "arr_0 has dtype float32",
        "nan.npz": "NaN",
        "gap.npz": "no image has label 0",
        "outside.npz": "label 4 at row 36",
        "unseen.npz": "no image has label 5",
        "words.npz": "not a list of words",
        "bell.npz": "not a list of words",
        "jitters.npz": "jitters must be a whole number",
        "negative.npz": "-1",
        "few.npz": "too few",
        "objects.npz": "pickled",
        "truncated.npz": "cut short",
        "flipped.npz": "damaged",
        "pickle.npz": "pickle",
        "empty.npz": "empty",
        "text.npz": "not an npz file",
        "npy.npz": "single npy",
        "zip.npz": "not a NumPy array",
        "folder.npz": "cannot be read",
        "absent.npz": "cannot be read",
    }


@pytest.mark.quick
def test_each_broken_file_gets_one_sentence(tmp_path):
    for name, fault in broken_files(tmp_path).items():
        with pytest.raises(CourseError) as refused:
            load_fonts(tmp_path / name)
        message = str(refused.value)
        assert message.startswith(str(tmp_path / name)) and fault in message
        assert "\n" not in message and message.endswith(".")


def test_a_script_ends_with_status_2_before_tensorflow_is_imported(tmp_path):
    broken_files(tmp_path)
    script = Path(__file__).resolve().parents[1] / "scripts" / "ch3_deep_cnn.py"
    for name in ("truncated.npz", "nan.npz"):
        call = [sys.executable, "-X", "importtime", script, "--data", tmp_path / name]
        ended = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True)
        told = [line for line in ended.stderr.splitlines() if not line.startswith("import time")]
        assert ended.returncode == 2
        assert not (tmp_path / "runs").exists()
        assert len(told) == 1 and told[0].startswith(f"error: {tmp_path / name}")
        assert " tensorflow\n" not in ended.stderr


@pytest.mark.quick
def test_the_shipped_file_is_in_the_books_format():
    with np.load(FONTS_FILE) as data:
        images, labels = data["arr_0"], data["arr_1"]
    assert (images.dtype, images.shape) == (np.uint8, (2790, 36, 36))
    np.testing.assert_array_equal(labels, np.repeat(np.arange(5), 62 * 9))
    # an upright A: its lower half is wider than its upper half, and row 0 is at the bottom
    rows = np.flatnonzero(images[91].any(1))
    widths = [np.ptp(np.flatnonzero(images[91][row])) for row in rows]
    assert widths[0] > widths[-1]
    # nine positions of one glyph: the same ink in all
    ink = images.reshape(310, 9, -1).sum(2, dtype=int)
    assert (ink == ink[:, :1]).all()


def test_the_shipped_file_is_drawn_byte_for_byte(tmp_path, run_script):
    ended = run_script("make_font_data", "--out", tmp_path / "again.npz")
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "again.npz").read_bytes() == FONTS_FILE.read_bytes()


@pytest.mark.quick
def test_loading_scales_to_one():
    train, labels, names, jitters = load_fonts()
    assert (len(names), names[2], jitters) == (5, "Cinzel", 9)
    assert train.dtype == np.float32
    assert (train.min(), train.max()) == (0, 1)
    assert set(labels) == {0, 1, 2, 3, 4}


@pytest.mark.quick
def test_the_books_own_file_loads(book):
    train, labels, names, jitters = load_fonts(book / "data_with_labels.npz")
    assert (names, jitters) == ([f"font {i}" for i in range(5)], 9)
    assert train.shape == (2790, 36, 36)
    np.testing.assert_array_equal(labels, np.repeat(np.arange(5), 62 * 9))


@given(st.lists(st.integers(0, 4), max_size=30))
@pytest.mark.quick
def test_one_hot_rows_hold_a_single_one(labels):
    onehot = one_hot(np.array(labels, int))
    assert onehot.shape == (len(labels), 5)
    assert onehot.argmax(1).tolist() == labels
    assert (np.sort(onehot, 1) == [0, 0, 0, 0, 1]).all()


@given(glyphs=st.integers(10, 40), seed=st.integers(0, 2**31 - 1))
@pytest.mark.quick
def test_a_split_loses_and_repeats_nothing(glyphs, seed):
    numbers = np.arange(glyphs * 9)
    labels = np.repeat(np.arange(glyphs) % 5, 9)
    for split in ("image", "glyph"):
        train, onehot_train, test, onehot_test = split_fonts(numbers, labels, split, seed)
        assert sorted([*train, *test]) == numbers.tolist()
        np.testing.assert_array_equal(onehot_train.argmax(1), labels[train])
        np.testing.assert_array_equal(onehot_test.argmax(1), labels[test])
        if split == "glyph":
            assert len(test) == glyphs // 10 * 9
            assert not set(train // 9) & set(test // 9)
        else:
            assert len(test) == glyphs * 9 // 10


@pytest.mark.quick
def test_nobody_can_write_to_a_split():
    """So that a session need not look whether its arrays have changed."""
    for array in split_fonts(np.arange(2790), np.repeat(np.arange(5), 558)):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


@pytest.mark.quick
def test_the_split_is_the_books():
    np.random.seed(0)  # noqa: NPY002 - the book's own lines
    indices = np.random.permutation(2790)  # noqa: NPY002
    _, _, test, _ = split_fonts(np.arange(2790), np.repeat(np.arange(5), 558))
    np.testing.assert_array_equal(test, indices[:279])


@pytest.mark.quick
def test_a_glyph_split_of_other_data_is_refused():
    with pytest.raises(CourseError, match="--split image"):
        split_fonts(np.arange(90), np.arange(90) % 5, "glyph")


def assert_nothing_is_on_both_sides(images, labels, seed):
    train, _, test, _ = split_fonts(images, labels, "glyph", seed)
    known = {image.tobytes() for image in train}
    assert not known & {image.tobytes() for image in test}
    assert len(train) + len(test) == len(images)
    return len(test)


@pytest.mark.quick
def test_equal_glyphs_of_the_shipped_data_are_on_one_side():
    """Bebas Neue has no lower case: its 26 letters are there twice, byte for byte."""
    images, labels = load_fonts()[:2]
    glyphs = [nine.tobytes() for nine in images.reshape(310, -1)]
    assert len(set(glyphs)) == 310 - 26 - 1  # and its 0 is its O
    sizes = [assert_nothing_is_on_both_sides(images, labels, seed) for seed in range(20)]
    assert set(sizes) == {279}


@pytest.mark.quick
def test_equal_glyphs_of_the_books_data_are_on_one_side(book):
    images, labels = load_fonts(book / "data_with_labels.npz")[:2]
    assert len({nine.tobytes() for nine in images.reshape(310, -1)}) == 310 - 21
    sizes = [assert_nothing_is_on_both_sides(images, labels, seed) for seed in range(20)]
    assert set(sizes) == {279}


@given(st.lists(st.integers(0, 400), min_size=40, max_size=120), st.integers(0, 99))
@pytest.mark.quick
def test_one_equal_image_is_enough_to_keep_glyphs_together(drawn, seed):
    """Glyphs of two images; equal numbers are equal images, within a glyph and between them."""
    images = np.array(drawn[: len(drawn) // 2 * 2])
    labels = np.zeros(len(images), int)
    try:
        train, _, test, _ = split_fonts(images, labels, "glyph", seed, jitters=2)
    except CourseError as refused:
        assert "hold out" in str(refused)
    else:
        assert not set(train) & set(test)
        assert 0 < len(test) <= len(images) // 10


@pytest.mark.quick
def test_a_split_that_would_hold_nothing_out_is_refused():
    for images in (np.zeros(180), np.arange(81)):  # all equal, and too few
        with pytest.raises(CourseError, match="cannot hold out a tenth of these"):
            split_fonts(images, np.zeros(len(images), int), "glyph")
