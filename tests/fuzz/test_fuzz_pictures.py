"""Pictures of every kind that `predict` reads, whole and with some bytes changed."""

import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.fuzz.asking import answer, inputs, taking
from tfgraph_course.predict.letters import drawn_like, ink_of, unknown_manner
from tfgraph_course.predict.pictures import LARGEST_SIDE, read_picture

SHADES = np.full((24, 20), 230.0)
SHADES[5:18, 8:12] = 20


def written(format, picture, **options):
    """The bytes of a picture's file."""
    file = io.BytesIO()
    picture.save(file, format, **options)
    return file.getvalue()


GREY = Image.fromarray(SHADES.astype(np.uint8))
TIFF = {"compression": "tiff_lzw"}
PICTURES = {
    "png": written("PNG", GREY.convert("RGB")),
    "grey": written("PNG", GREY),
    "palette": written("PNG", GREY.convert("P")),
    "alpha": written("PNG", GREY.convert("RGBA")),
    "two": written("PNG", GREY.convert("1", dither=Image.Dither.NONE)),
    "deep png": written("PNG", Image.fromarray((SHADES * 257).astype(np.uint16))),
    "jpeg": written("JPEG", GREY),
    "progressive": written("JPEG", GREY.convert("CMYK"), progressive=True),
    "gif": written("GIF", GREY),
    "bmp": written("BMP", GREY),
    "webp": written("WEBP", GREY.convert("RGB")),
    "tiff": written("TIFF", GREY.convert("RGB"), **TIFF),
    "16 bits": written("TIFF", Image.fromarray((SHADES * 257).astype(np.uint16)), **TIFF),
    "32 bits": written("TIFF", Image.fromarray((SHADES * 65793).astype(np.int32))),
    "floats": written("TIFF", Image.fromarray((SHADES / 255).astype(np.float32)), **TIFF),
    "large floats": written("TIFF", Image.fromarray((SHADES * 257).astype(np.float32))),
}
bytes_changed = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=8
)


def look(path):
    """Read a picture, and find its letter."""
    picture = read_picture(path)
    assert picture.ndim == 3 and picture.shape[2] == 3 and max(picture.shape) <= LARGEST_SIDE
    assert picture.min() >= 0 and picture.max() <= 1  # nothing is NaN
    ink = ink_of(picture)
    if ink is not None:
        assert np.isfinite(drawn_like(ink, unknown_manner(36)).images).all()
    return ink


def test_whole_pictures_of_every_kind_show_the_same(tmp_path):
    for name, content in PICTURES.items():
        (tmp_path / name).write_bytes(content)
        ink = look(tmp_path / name)
        assert ink[10, 10] > 0.9 and ink[2, 2] < 0.1, name


@inputs(150)
def test_a_changed_picture_is_a_picture_or_told(count, tmp_path):
    path = tmp_path / "picture"

    @taking(count)
    @given(st.sampled_from(sorted(PICTURES)), bytes_changed, st.floats(0, 1) | st.just(1.0))
    def ask(kind, changes, part):
        content = bytearray(PICTURES[kind])
        for place, byte in changes:
            content[int(place * len(content))] = byte
        path.write_bytes(content[: int(part * len(content))])
        answer(look, path)

    ask()
