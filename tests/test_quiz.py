"""`python -m tfgraph_course quiz`: a person's answers, beside the models'."""

import re
import subprocess
import sys

import numpy as np
import pytest

from tfgraph_course.datasets import FONTS_FILE, load_fonts
from tfgraph_course.errors import CourseError
from tfgraph_course.predict.trained import about, read_trained
from tfgraph_course.review.quiz import choices, confusion, draw_letters, in_blocks, quiz

pytestmark = pytest.mark.ch3


@pytest.fixture
def model(tmp_path):
    """A logistic regression with random weights, saved as a run saves it."""
    images, _, names, _ = load_fonts()
    random, folder = np.random.default_rng(0), tmp_path / "runs" / "some_run"
    folder.mkdir(parents=True)
    weights = {"W": random.normal(size=(1296, 5)), "b": np.zeros(5)}
    np.savez(folder / "weights_by_name.npz", **weights, **about("logistic", names, images))
    return folder


def answering(answers):
    """What a person types, one answer after the other."""
    left = iter(answers)
    return lambda prompt: next(left)


@pytest.mark.quick
def test_the_letters_are_validation_images_and_the_samples_training_images():
    letters = draw_letters(279, 0, FONTS_FILE)
    shown = {image.tobytes() for image in letters.images}
    assert len(shown) > 270  # a few glyphs of one font are equal
    images, labels, _, _ = load_fonts()
    fonts = {}
    for image, label in zip(images, labels, strict=True):
        fonts.setdefault(image.tobytes(), set()).add(label)
    for image, font in zip(letters.images, letters.fonts, strict=True):
        assert font in fonts[image.tobytes()]
    for font, samples in enumerate(letters.samples):
        for image in samples:
            assert font in fonts[image.tobytes()]
    few = draw_letters(20, 1, FONTS_FILE)
    assert not np.array_equal(few.images, letters.images[:20])
    np.testing.assert_array_equal(few.images, draw_letters(20, 1, FONTS_FILE).images)
    for count in (0, 280):
        with pytest.raises(CourseError, match="--count"):
            draw_letters(count, 0, FONTS_FILE)


def test_the_names_that_it_asks_for_are_not_broken(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    names = draw_letters(1, 0, FONTS_FILE).names
    lines = choices(names).splitlines()
    assert len(lines) > 1 and max(map(len, lines)) <= 60
    assert [n for line in lines for n in line.split("  ")] == [
        f"{n} {name}" for n, name in enumerate(names)
    ]


def test_the_matrix_holds_the_answers_beside_those_of_the_model(model, tmp_path, capsys):
    letters = draw_letters(6, 3, FONTS_FILE)
    right = [letters.names[font].lower()[:4] for font in letters.fonts[:4]]
    wrong = str((letters.fonts[4] + 1) % 5)
    ask = answering(["7", "no such font", *right, wrong, ""])
    out = tmp_path / "quiz"
    counts = quiz([str(model)], 6, 3, FONTS_FILE, out, ask)
    said = [*letters.fonts[:4], int(wrong)]
    np.testing.assert_array_equal(counts, confusion(letters.fonts[:5], np.array(said), 5))
    assert (np.trace(counts), counts.sum()) == (4, 5)
    told = capsys.readouterr().out
    assert told.count("Give a number from 0 to 4") == 2
    assert "you: 4 of 5 right, 80%" in told
    model_said = read_trained(model).probabilities(letters.images[:5]).argmax(1)
    right_of_model = (model_said == letters.fonts[:5]).sum()
    assert f"some_run: {right_of_model} of 5 right" in told
    assert {path.name for path in out.iterdir()} == {"fonts.png", "letters.png", "confusion.png"}


@pytest.mark.quick
def test_a_letter_is_drawn_upright_in_characters():
    image = np.zeros((6, 6))
    image[1, 1:5], image[2:4, 2] = 1, 0.5  # the first row is the bottom one
    assert in_blocks(image) == "  ▒▒\n  ▒▒\n████████"


def test_the_command_asks_in_a_terminal_and_ends_where_the_input_ends(model):
    command = [sys.executable, "-X", "importtime", "-m", "tfgraph_course", "quiz", "--count", "3"]
    ended = subprocess.run(
        command, input="0\n1\n", cwd=model.parents[1], capture_output=True, text=True, timeout=120
    )
    assert ended.returncode == 0
    assert not re.search(r"\| +tensorflow$", ended.stderr, re.M)
    assert "letter 3 of 3:" in ended.stdout and "you: " in ended.stdout
    assert re.search(r"^some_run: \d of 2 right, \d+%$", ended.stdout, re.M)


def test_a_model_that_does_not_fit_is_said(tmp_path):
    with pytest.raises(CourseError, match="no such run"):
        quiz([str(tmp_path / "absent")], 3, 0, FONTS_FILE, tmp_path / "quiz", answering([]))
    path = tmp_path / "weather.npz"
    weights = {"kernel": np.zeros((16, 11)), "bias": np.zeros(11), "W1": np.zeros((11, 4)),
               "b1": np.zeros(4)}
    np.savez(path, **weights)
    with pytest.raises(CourseError, match="does not fit the images' size"):
        quiz([str(path)], 3, 0, FONTS_FILE, tmp_path / "quiz", answering([]))
