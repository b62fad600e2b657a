"""Draw font images in the book's format: every character of every font, in several positions.

This module needs Pillow and fontTools; `pip install -e '.[data]'` installs both, and the course's
five fonts.
"""

from __future__ import annotations

import itertools
import math
import string
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from fontTools.ttLib import TTCollection, TTFont
from PIL import Image, ImageDraw, ImageFont

from tfgraph_course.errors import CourseError, printable

CHARACTERS = string.digits + string.ascii_uppercase + string.ascii_lowercase  # the book's order
EM = 22 / 36  # share of the image's size; makes capitals about 15 of 36 pixels high
SHIFT = 3 / 36  # share of the image's size, in every direction
SUBPIXELS = 8  # each pixel is the mean of 8 x 8 finer pixels


class Drawn(NamedTuple):
    """The images of one font's characters."""

    name: str  # of the family, and of the style if it is not the regular one
    glyphs: list[np.ndarray]  # uint8 [size, size], first row at the top, centred
    notes: list[str]  # what was not drawn, or was drawn smaller


def draw_font(path: str | Path, size: int = 36, instance: str | None = None) -> Drawn:
    """Draw each character of a font in the middle of an image of its own.

    Args:
        path: a TTF, OTF or TTC file.
        size: height and width of the images in pixels.
        instance: the name of a face of a collection (TTC), or of an instance of a variable font,
            such as "Bold"; "" for the default instance; None if the font is neither.

    Raises:
        CourseError: the file cannot be read or is not a font, the font is damaged or takes too
            much memory, its instance is missing or unknown, or it draws none of the characters.
    """
    try:
        return _drawn(path, size, instance)
    except CourseError:
        raise
    except MemoryError as fault:
        raise CourseError(
            f"{path}: drawing this font takes too much memory; give another font."
        ) from fault
    except Exception as fault:  # fontTools and FreeType raise dozens of exception types
        raise CourseError(
            f"{path}: the font is damaged ({type(fault).__name__}: {fault}); give another font."
        ) from fault


def _drawn(path: str | Path, size: int, instance: str | None) -> Drawn:
    face, instance, names, has = _read(path, instance)
    em = round(EM * size * SUBPIXELS)
    font = _opened(path, em, instance, face)
    missing, empty, sides = [], [], {}
    for character in CHARACTERS:
        left, top, right, bottom = font.getbbox(character)
        if ord(character) not in has:
            missing.append(character)
        elif right <= left or bottom <= top or not font.getmask(character).getbbox():
            empty.append(character)
        else:
            sides[character] = max(right - left, bottom - top)
    notes = [f"has no {' '.join(missing)}"] * bool(missing)
    notes += [f"draws nothing for {' '.join(empty)}"] * bool(empty)
    family, style = [
        printable(own or drawn or "").strip()
        for own, drawn in zip(names, font.getname(), strict=True)
    ]
    family = family or printable(Path(path).stem)
    style = instance or ("" if style == "Regular" else style)
    name = f"{family} {style}" if style else family
    if not sides:
        raise CourseError(f"{path}: {name} draws none of 0-9, A-Z, a-z; choose another font.")
    largest = max(sides.values())
    room = (size - 2 * round(SHIFT * size)) * SUBPIXELS
    if largest > room:
        # All characters of the font are made smaller, to keep their proportions.
        font = _opened(path, math.floor(em * room / largest), instance, face)
        notes.append(
            f"is drawn at {room / largest:.0%} of the usual size, so that all characters fit"
        )
    return Drawn(name, [_glyph(font, character, size) for character in sides], notes)


def draw_fonts(
    fonts: Sequence[Drawn], seed: int = 0, jitters: int = 9
) -> tuple[np.ndarray, np.ndarray]:
    """Copy the drawn characters of every font, shifted to every position.

    Args:
        fonts: the drawn fonts, one for each class.
        seed: the seed for the order of the positions, which is the same for every character.
        jitters: the number of positions, a square number; with 9, a character is shifted by -3, 0
            or 3 of 36 pixels, down and across.

    Returns:
        `arr_0` and `arr_1`, as in the book's file: images, uint8 [N, size, size], first row at
        the bottom, and labels, uint8 [N]; N is `jitters` times the number of drawn characters.
    """
    farthest = round(SHIFT * len(fonts[0].glyphs[0]))
    steps = math.isqrt(jitters)
    line = np.linspace(-farthest, farthest, steps).round().astype(int) if steps > 1 else [0]
    shifts = list(itertools.product(line, repeat=2))
    order = np.random.RandomState(seed).permutation(len(shifts))
    images = [
        np.roll(glyph[::-1], shifts[k], axis=(0, 1))  # rows bottom-up
        for font in fonts for glyph in font.glyphs for k in order
    ]
    counts = [len(font.glyphs) * jitters for font in fonts]
    return np.stack(images), np.repeat(np.arange(len(fonts), dtype=np.uint8), counts)


def contact_sheet(fonts: Sequence[Drawn]) -> Image.Image:
    """Draw a row for each font with all of its characters, black on white."""
    longest = max(len(font.glyphs) for font in fonts)
    size = len(fonts[0].glyphs[0])
    sheet = np.full((len(fonts) * size, longest * size), 255, np.uint8)
    for row, font in enumerate(fonts):
        line = 255 - np.hstack(font.glyphs)
        sheet[row * size : (row + 1) * size, : line.shape[1]] = line
    return Image.fromarray(sheet)


def _read(
    path: str | Path, instance: str | None
) -> tuple[int, str | None, tuple[str | None, str | None], set[int]]:
    """Read what a file says of a font.

    Returns:
        The number of the face that `instance` names in a collection, and None; for a file with a
        single font, 0 and `instance`. Then the font's family and style, and the code points of the
        characters that it can draw.
    """
    face = 0
    try:
        with open(path, "rb") as file:
            is_collection = file.read(4) == b"ttcf"
        if is_collection:
            with TTCollection(path, lazy=True) as faces:
                found = [each["name"].getBestFullName() or str(i) for i, each in enumerate(faces)]
            if instance not in found:
                raise CourseError(
                    f"{path}: this file holds several fonts; give {path}@NAME, where NAME is one "
                    f"of {', '.join(found)}."
                )
            face, instance = found.index(instance), None
        with TTFont(path, fontNumber=face, lazy=True) as font:
            names = None, None  # a font need not have either
            if "name" in font:
                names = font["name"].getBestFamilyName(), font["name"].getBestSubFamilyName()
            return face, instance, names, set(font.getBestCmap() or {})
    except CourseError:
        raise
    except OSError as fault:
        raise CourseError(
            f"{path}: the file cannot be read ({fault.strerror or fault})."
        ) from fault
    except Exception as fault:  # whatever fontTools raises for bytes that are not a font
        raise _not_a_font(path) from fault


def _not_a_font(path: str | Path) -> CourseError:
    return CourseError(f"{path}: this is not a font; give a TTF or OTF file.")


def _opened(path: str | Path, em: int, instance: str | None, face: int) -> ImageFont.FreeTypeFont:
    """Open a font, or an instance of a variable font, with an em of `em` fine pixels."""
    try:
        font = ImageFont.truetype(str(path), em, face, layout_engine=ImageFont.Layout.BASIC)
    except OSError as fault:
        raise _not_a_font(path) from fault
    try:
        names = [name.decode() for name in font.get_variation_names()]
    except OSError:  # from FreeType: this is not a variable font
        names = []
    if instance == "" or (instance is None and not names):
        return font
    if instance not in names:
        ways = ", ".join(names)
        raise CourseError(
            f"{path}: this is a variable font; give {path}@NAME, where NAME is one of {ways}."
            if names
            else f"{path}: this is not a variable font; leave out @{instance}."
        )
    font.set_variation_by_name(instance)
    return font


def _glyph(font: ImageFont.FreeTypeFont, character: str, size: int) -> np.ndarray:
    """Draw one character in the middle of an image.

    Returns:
        uint8 [size, size], 0 paper to 255 ink, first row at the top.
    """
    left, top, right, bottom = font.getbbox(character)
    fine = Image.new("L", (size * SUBPIXELS, size * SUBPIXELS))
    middle = [(size * SUBPIXELS - a - b) // 2 for a, b in ((left, right), (top, bottom))]
    ImageDraw.Draw(fine).text(middle, character, fill=255, font=font)
    # 288 -> 36: the mean of each 8 x 8 block, rounded
    blocks = np.asarray(fine, np.uint32).reshape(size, SUBPIXELS, size, SUBPIXELS).sum(axis=(1, 3))
    return ((blocks + SUBPIXELS**2 // 2) // SUBPIXELS**2).astype(np.uint8)
