"""Draw font images in the book's format: five fonts x 62 characters x 9 positions.

Needs Pillow, and the fonts as TTF files (`pip install -e '.[data]'` brings the course's five).
"""

from __future__ import annotations

import itertools
import string
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tfgraph_course.datasets.fonts import SIZE
from tfgraph_course.errors import CourseError

CHARACTERS = string.digits + string.ascii_uppercase + string.ascii_lowercase  # the book's order
EM = 22  # pixels; gives capitals of about 15 pixels
SHIFT = 3  # pixels, to every side
FINE = 8  # each pixel is the mean of FINE x FINE finer ones


def draw_glyph(font: ImageFont.FreeTypeFont, character: str) -> np.ndarray:
    """Draw one character in the middle of an image.

    Args:
        font: of EM * FINE pixels.
        character: a single character.

    Returns:
        uint8 [36, 36], 0 for paper to 255 for ink, first row at the top.

    Raises:
        CourseError: the font draws nothing for the character, or draws it too large to be shifted.
    """
    left, top, right, bottom = font.getbbox(character)
    width, height = right - left, bottom - top
    room = (SIZE - 2 * SHIFT) * FINE
    if not width or not height:
        raise CourseError(
            f"{font.getname()[0]} draws nothing for {character!r}; take another font."
        )
    if max(width, height) > room:
        raise CourseError(
            f"{font.getname()[0]} draws {character!r} {max(width, height) / FINE:.0f} pixels "
            f"large, more than {SIZE - 2 * SHIFT}; take another font."
        )
    fine = Image.new("L", (SIZE * FINE, SIZE * FINE))
    middle = (SIZE * FINE - width) // 2 - left, (SIZE * FINE - height) // 2 - top
    ImageDraw.Draw(fine).text(middle, character, fill=255, font=font)
    # 288 -> 36: the mean of each 8 x 8, rounded
    blocks = np.asarray(fine, np.uint32).reshape(SIZE, FINE, SIZE, FINE).sum(axis=(1, 3))
    return ((blocks + FINE * FINE // 2) // (FINE * FINE)).astype(np.uint8)


def draw_fonts(paths: Sequence[str | Path], seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Draw every character of every font in nine positions.

    Args:
        paths: TTF files, one a class; of a variable font, its default weight is drawn.
        seed: of the order of the nine positions, which is the same for every glyph.

    Returns:
        `arr_0` and `arr_1` of the book's file: images, uint8 [fonts * 62 * 9, 36, 36], first row
        at the bottom, and labels, uint8 [fonts * 62 * 9].
    """
    shifts = list(itertools.product((-SHIFT, 0, SHIFT), repeat=2))
    order = np.random.RandomState(seed).permutation(len(shifts))
    images = []
    for path in paths:
        font = ImageFont.truetype(str(path), EM * FINE, layout_engine=ImageFont.Layout.BASIC)
        for character in CHARACTERS:
            glyph = draw_glyph(font, character)[::-1]  # rows bottom-up
            images += [np.roll(glyph, shifts[k], axis=(0, 1)) for k in order]
    labels = np.repeat(np.arange(len(paths), dtype=np.uint8), len(CHARACTERS) * len(shifts))
    return np.stack(images), labels
