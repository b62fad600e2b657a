"""Data drawn from fonts of the reader's choice, and all that follows their number and size."""

import re
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image

from tests.forked import python
from tfgraph_course.datasets import load_fonts
from tfgraph_course.datasets.making.drawing import CHARACTERS

ROOT = Path(__file__).resolve().parents[1]
DEJAVU = Path(mpl.get_data_path()) / "fonts" / "ttf"


def fontpkg_path(name):
    import fontpkg

    return fontpkg.path(name)


@pytest.fixture(scope="module")
def eight():
    """Five fonts with one weight, two of a variable one, and two of TrueType: eight classes."""
    return [
        *(DEJAVU / f"{name}.ttf" for name in ("DejaVuSans", "DejaVuSerif-Bold", "DejaVuSansMono")),
        *map(fontpkg_path, ("Bebas Neue", "Alfa Slab One", "Shadows Into Light")),
        f"{fontpkg_path('Cinzel')}@Regular", f"{fontpkg_path('Cinzel')}@Black",
    ]


@pytest.fixture(scope="module")
def data(eight, tmp_path_factory):
    """Eight fonts of 28 x 28 pixels in four positions."""
    folder = tmp_path_factory.mktemp("data")
    fonts = [part for font in eight for part in ("--font", str(font))]
    script = ROOT / "scripts" / "make_font_data.py"
    ended = python(script, *fonts, "--size", 28, "--jitter", 4, cwd=folder)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "8 fonts" in ended.stdout
    return folder / "fonts.npz"


def test_the_file_is_in_the_books_format_with_names(data):
    images, labels, names, jitters = load_fonts(data)
    assert (images.shape, jitters) == ((8 * 62 * 4, 28, 28), 4)
    np.testing.assert_array_equal(labels, np.repeat(np.arange(8), 62 * 4))
    assert names == [
        "DejaVu Sans Book", "DejaVu Serif Bold", "DejaVu Sans Mono Book", "Bebas Neue",
        "Alfa Slab One", "Shadows Into Light", "Cinzel Regular", "Cinzel Black",
    ]
    ink = images.reshape(-1, 4, 28 * 28).sum(2)
    assert (ink > 0).all()
    np.testing.assert_allclose(ink, ink[:, :1].repeat(4, 1), rtol=1e-5)  # the same glyph, moved
    assert ink[7 * 62 :].sum() > 1.3 * ink[6 * 62 : 7 * 62].sum()  # the instances differ


@pytest.mark.parametrize(
    ("script", "options"),
    [
        ("ch3_deep_cnn", ["--epochs", "2", "--split", "glyph"]),
        ("ch4_learn_cnn", ["--steps", "2"]),
        pytest.param("ch1_logistic", ["--epochs", "2"], marks=pytest.mark.slow),
        pytest.param("ch2_single_hidden", ["--epochs", "2"], marks=pytest.mark.slow),
        pytest.param("ch2_deep_nn", ["--epochs", "2"], marks=pytest.mark.slow),
        pytest.param("ch3_cnn", ["--epochs", "2"], marks=pytest.mark.slow),
        pytest.param("ch4_learn_linear", ["--steps", "2"], marks=pytest.mark.slow),
        pytest.param("ch4_learn_dnn", ["--steps", "2"], marks=pytest.mark.slow),
        pytest.param("ch5_kmeans", ["--clusters", "8"], marks=pytest.mark.slow),
        pytest.param(
            "ch5_review",
            ["--quick", "--model", f"{ROOT}/examples/challenge_cnn.py:challenge_cnn"],
            marks=pytest.mark.slow,
        ),
    ],
)
def test_every_script_follows_the_data(script, options, data, run_script, tmp_path):
    ended = run_script(script, *options, "--data", data, "--out", "out", pictures=True)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    if script == "ch5_review":
        page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
        assert "28 \N{MULTIPLICATION SIGN} 28 pixels, 8 fonts" in page
        assert all(f">{name}</th>" in page for name in load_fonts(data).names)
    if script == "ch3_deep_cnn":
        assert re.search(r"W3 +196 x 32 ", ended.stdout)  # 28 -> 14 -> 7: 7 * 7 * 4
        told = python("-m", "tfgraph_course", "predict", "out", data, cwd=tmp_path)
        assert (told.returncode, told.stderr) == (0, "")
        answers = (tmp_path / "runs" / "predict" / "predictions.csv").read_text(encoding="utf-8")
        head = ",".join(["image", "font", *load_fonts(data).names, "doubt"])
        assert answers.splitlines()[0] == head


@pytest.mark.slow
def test_review_and_report_follow_the_data(data, tmp_path):
    from tfgraph_course.models import FONT_MODELS
    from tfgraph_course.review.data import Review, load_data
    from tfgraph_course.review.report import write_report
    from tfgraph_course.review.runs import run_all

    loaded = load_data(data)
    plan = [(model._replace(epochs=2), "book", [0]) for model in FONT_MODELS]
    rows = run_all(plan, loaded, tmp_path, quiet=True)
    assert [row.runs[0].probabilities.shape[1] for row in rows] == [8] * 5
    review = Review("fonts", loaded.fonts, loaded.parts, rows, True, {}, "")
    write_report(review, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert all(f">{name}</th>" in page for name in loaded.fonts.names)


# Fonts with faults


def font_of(path, drawn, blank=()):
    """Write a font of squares: `drawn` characters have ink, `blank` ones an empty glyph."""
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for corner in ((100, 700), (600, 700), (600, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square, nothing = pen.glyph(), TTGlyphPen(None).glyph()
    names = [".notdef", *(f"u{ord(c)}" for c in [*drawn, *blank])]
    glyphs = dict.fromkeys(names, square) | {f"u{ord(c)}": nothing for c in blank}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(c): f"u{ord(c)}" for c in [*drawn, *blank]})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(names, (700, 100)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": path.stem, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


def test_glyphs_that_a_font_lacks_or_leaves_blank_are_said_and_not_drawn(run_script, tmp_path):
    gaps = font_of(tmp_path / "Gaps.ttf", set(CHARACTERS) - set("QRx"), blank="x")
    ended = run_script(
        "make_font_data", "--font", gaps, "--font", DEJAVU / "DejaVuSans.ttf", "--jitter", 1
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    told = [line.strip() for line in ended.stdout.splitlines()]
    assert told[1:4] == ["0 Gaps: 59 characters", "has no Q R", "draws nothing for x"]
    images, labels, *_ = load_fonts(tmp_path / "fonts.npz")
    assert np.bincount(labels).tolist() == [59, 62]
    assert images.any((1, 2)).all()


def test_a_collection_is_used_by_the_names_of_its_fonts_and_a_sheet_shows_them(
    run_script, tmp_path
):
    from fontTools.ttLib import TTCollection, TTFont

    both, faces = tmp_path / "Both.ttc", TTCollection()
    faces.fonts = [
        TTFont(font_of(tmp_path / f"{name}.ttf", CHARACTERS)) for name in ("One", "Other")
    ]
    faces.fonts.append(TTFont(DEJAVU / "DejaVuSans.ttf"))
    faces.save(both)
    ended = run_script("make_font_data", "--font", both, "--font", f"{both}@Two")
    assert ended.returncode == 2
    assert re.search(r"several fonts; give \S+@NAME, where NAME is one of One, Other, DejaVu Sans "
                     r"Book\.", ended.stderr)
    fonts = [f"{both}@DejaVu Sans Book", f"{both}@Other"]
    ended = run_script("make_font_data", "--jitter", 1, *(w for f in fonts for w in ("--font", f)))
    assert (ended.returncode, ended.stderr) == (0, "")
    made = load_fonts(tmp_path / "fonts.npz")
    assert list(made.names) == ["DejaVu Sans Book", "Other"]
    with Image.open(tmp_path / "fonts.png") as sheet:
        drawn = 255 - np.asarray(sheet)
    assert drawn.shape == (2 * 36, 62 * 36)
    np.testing.assert_array_equal(drawn[:36, :36], np.round(255 * made.images[0][::-1]))


def test_a_font_too_large_for_the_image_is_drawn_smaller_as_a_whole(run_script, tmp_path):
    wide = font_of(tmp_path / "Wide.ttf", CHARACTERS)
    from fontTools.ttLib import TTFont

    font = TTFont(wide)
    font["head"].unitsPerEm = 400  # an em of 400 units for squares of 700
    font.save(wide)
    ended = run_script("make_font_data", "--font", wide, "--font", DEJAVU / "DejaVuSans.ttf")
    assert ended.returncode == 0, ended.stderr
    assert "is drawn at 78% of the usual size" in ended.stdout
    images = load_fonts(tmp_path / "fonts.npz").images[: 62 * 9]
    assert {int(image.any(1).sum()) for image in images} == {30}  # 36 less 3 on both sides


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--font", "absent.ttf"], "absent.ttf: the file cannot be read"),
        (["--font", __file__], "this is not a font"),
        (["--font", "CINZEL"], "@NAME, where NAME is one of Regular, "),
        (["--font", "CINZEL@Thin"], "@NAME, where NAME is one of Regular, "),
        (["--font", "SANS@Bold"], "not a variable font; leave out @Bold"),
        (["--font", "SANS"], "the number of fonts is 1; give 2 to 256 fonts"),
        (["--font", "SANS", "--font", "SANS"], "DejaVu Sans Book is given twice"),
        (["--size", "5"], "--size 5: give a number of pixels from 12 to 256"),
        (["--jitter", "8"], "--jitter 8: give a square number"),
        (["--families", "No Such Family"], "no-such-family"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(options, told, run_script):
    places = {"CINZEL": fontpkg_path("Cinzel"), "SANS": DEJAVU / "DejaVuSans.ttf"}
    given = [re.sub("CINZEL|SANS", lambda name: str(places[name[0]]), each) for each in options]
    ended = run_script("make_font_data", *given)
    assert ended.returncode == 2
    assert told in ended.stderr and len(ended.stderr.splitlines()) == 1
